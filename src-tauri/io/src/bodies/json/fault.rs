//! What breaks a document, in words.

/// Where the document stops being JSON, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the JSON breaks at byte {offset}: {kind}")]
pub struct Fault {
    /// How many bytes are before it.
    pub offset: usize,
    /// What is wrong there.
    pub kind: FaultKind,
}

/// What is wrong with a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaultKind {
    /// It was cut off.
    #[error("it ends before everything in it is closed")]
    EndsEarly,
    /// Something else stands where a value must.
    #[error("a value is expected here")]
    NoValue,
    /// Something else stands where a member's name must.
    #[error("a member's name in quotes is expected here")]
    NoName,
    /// A name without a value.
    #[error("a colon is expected after a member's name")]
    NoColon,
    /// Something else follows a member.
    #[error("a comma or the object's end is expected here")]
    ObjectGoesOn,
    /// Something else follows an item.
    #[error("a comma or the array's end is expected here")]
    ArrayGoesOn,
    /// A number that JSON does not know, such as `1.` or `-x`.
    #[error("this is not a number of JSON")]
    BadNumber,
    /// A backslash before something that it cannot escape.
    #[error("this escape is unknown")]
    BadEscape,
    /// A line break, say, in a string, where it must be escaped.
    #[error("a control character stands unescaped in a string")]
    ControlCharacter,
    /// The document was complete before.
    #[error("something follows the end of the document")]
    AfterEnd,
}
