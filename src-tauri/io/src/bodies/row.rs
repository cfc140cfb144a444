//! One row as a page shows it.

/// What a row shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// An object: `{` with rows of its own, or an empty one.
    Object = 0,
    /// An array: `[` with rows of its own, or an empty one.
    Array = 1,
    /// A string, quotes and escapes as written.
    String = 2,
    /// A number, digits as written.
    Number = 3,
    /// `true` or `false`.
    Boolean = 4,
    /// `null`.
    Null = 5,
    /// The closing row of an object.
    EndOfObject = 6,
    /// The closing row of an array.
    EndOfArray = 7,
    /// A line as it came, or a piece of a long one.
    Line = 8,
}

/// One row. Its texts are the body's own bytes: UTF-8 as far as the body is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// Its number among all rows, folded ones included, from 0. It names the row to every other function.
    pub number: u32,
    /// The line number to show, from 1. Pieces of one long line share it.
    pub line: u32,
    /// How many objects and arrays it lies in; 0 for lines.
    pub depth: u32,
    /// What it shows.
    pub kind: Kind,
    /// The member's name, quotes and escapes as written, if it is an object's member.
    pub name: Option<&'a [u8]>,
    /// The value as written; only the bracket of one that has rows of its own.
    pub text: &'a [u8],
    /// How long the value is in bytes. More than `text` has if that was cut for display.
    pub text_length: u32,
    /// Whether the name was cut for display.
    pub name_cut: bool,
    /// A comma follows; behind the closing bracket, if the row is folded.
    pub comma: bool,
    /// It opens an object or array with rows of its own, so it can be folded.
    pub opens: bool,
    /// It is folded.
    pub folded: bool,
    /// It opens something that the body never closes.
    pub unclosed: bool,
    /// It goes on with the line of the row before.
    pub continues: bool,
    /// How many members or items the object or array holds.
    pub items: u32,
    /// How many rows folding it hides.
    pub holds: u32,
}
