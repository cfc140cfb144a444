//! Undoes what word processors, web pages and mail programs do to text on its way to the clipboard.
use super::notes::Notes;
use super::text::{Text, changed};

/// One kind of line end, plain blanks, nothing invisible.
pub(super) fn plain_text(pasted: &str, notes: &mut Notes) -> Text {
    if pasted.contains(is_odd_blank) {
        notes.say("No-break spaces were made plain ones.");
    }
    let unix = pasted.contains('\n');
    changed(pasted, |c| match c {
        // A lone one is an old line end; one before a line feed is half of it.
        '\r' => (!unix).then_some('\n'),
        '\u{feff}' | '\u{200b}'..='\u{200d}' | '\u{2060}' => None,
        c if is_odd_blank(c) => Some(' '),
        c => Some(c),
    })
}

/// Straight quotes for curly ones, each character for one; None where there is none. Only for what could not be read strictly.
pub(super) fn straightened(strict: &str) -> Option<Text> {
    let straight = |c| match c {
        '“' | '”' | '„' | '‟' | '″' => '"',
        '‘' | '’' | '‚' | '‛' | '′' => '\'',
        other => other,
    };
    strict
        .contains(is_curly)
        .then(|| changed(strict, |c| Some(straight(c))))
}

/// A quote of typesetters, which no program takes for one.
pub(super) fn is_curly(c: char) -> bool {
    matches!(c, '“' | '”' | '„' | '‟' | '″' | '‘' | '’' | '‚' | '‛' | '′')
}

/// Says that curly quotes were straightened.
pub(super) fn say_straightened(notes: &mut Notes) {
    notes.say("Curly quotes were made straight ones: as it stood it could not be read.");
}

fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{2007}' | '\u{202f}' | '\u{2000}'..='\u{200a}'
    )
}
