//! Cleans what people paste: blanks at the ends, no-break spaces, invisible characters; and notices placeholders.
use zeroize::Zeroizing;

use crate::placeholders::is_placeholder;
use crate::secret::Secret;

/// A pasted value, cleaned, with what was done in words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cleaned {
    /// The value without what does not belong to it.
    pub text: String,
    /// "A blank at the end was removed.", or "".
    pub note: String,
    /// Why it cannot be right, or "".
    pub problem: String,
}

/// Cleans an identifier as typed or pasted; a no-break space inside becomes a plain one.
pub fn clean(typed: &str) -> Cleaned {
    let (text, note, problem) = clean_ends(typed);
    Cleaned {
        text: text.chars().map(plain_blank).collect(),
        note,
        problem,
    }
}

/// Cleans the ends, and takes invisible characters out; what is inside stays as it is. It may be a secret: both buffers are
/// wiped, and neither grows. The text comes first, then the note and the problem.
fn clean_ends(typed: &str) -> (Zeroizing<String>, String, String) {
    let mut visible = Zeroizing::new(String::with_capacity(typed.len()));
    visible.extend(typed.chars().filter(|c| !is_invisible(*c)));
    let text = visible.trim();
    let mut removed = Vec::new();
    if visible.starts_with(char::is_whitespace) && !text.is_empty() {
        removed.push("A blank at the start");
    }
    if visible.ends_with(char::is_whitespace) && !text.is_empty() {
        removed.push("A blank at the end");
    }
    if visible.chars().count() != typed.chars().count() {
        removed.push("An invisible character");
    }
    let note = match removed.as_slice() {
        [] => String::new(),
        [one] => format!("{one} was removed."),
        [first, rest @ ..] => format!(
            "{first} and {} were removed.",
            rest.join(" and ").to_lowercase()
        ),
    };
    let problem = placeholder(text).unwrap_or_default();
    (Zeroizing::new(text.to_owned()), note, problem)
}

/// Cleans a secret: only its ends, for anything inside may belong to it.
pub fn clean_secret(typed: Secret) -> (Secret, String, String) {
    typed.reveal(|text| {
        let (mut text, note, problem) = clean_ends(text);
        (Secret::new(std::mem::take(&mut *text)), note, problem)
    })
}

/// Why a stand-in is refused, if the text is one.
fn placeholder(text: &str) -> Option<String> {
    (!text.is_empty() && is_placeholder(text))
        .then(|| "This is a placeholder from a document, not a value.".to_owned())
}

/// No-break, thin and other blanks count as blanks; so do line ends of a careless copy.
fn plain_blank(c: char) -> char {
    if c.is_whitespace() { ' ' } else { c }
}

fn is_invisible(c: char) -> bool {
    is_unseen(c) || (c.is_control() && !c.is_whitespace())
}

/// Zero-width characters, the byte-order mark, and those that turn the direction of what follows: nobody types them on purpose.
pub(crate) fn is_unseen(c: char) -> bool {
    matches!(
        c,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        let rows = [
            ("k3v9q2m8", "k3v9q2m8", "", false),
            (
                "k3v9q2m8 ",
                "k3v9q2m8",
                "A blank at the end was removed.",
                false,
            ),
            (
                "\u{a0}k3v9\u{a0}",
                "k3v9",
                "A blank at the start and a blank at the end were removed.",
                false,
            ),
            ("k3v9\r\n", "k3v9", "A blank at the end was removed.", false),
            (
                "k3\u{200b}v9",
                "k3v9",
                "An invisible character was removed.",
                false,
            ),
            (
                "Pivot \u{202e}dorp\u{202c}",
                "Pivot dorp",
                "An invisible character was removed.",
                false,
            ),
            ("{client_id}", "{client_id}", "", true),
            ("{{client_secret}}", "{{client_secret}}", "", true),
            ("<client_id>", "<client_id>", "", true),
            ("redacted", "redacted", "", true),
            ("••••••••", "••••••••", "", true),
            ("", "", "", false),
            ("   ", "", "", false),
        ];
        for (typed, text, note, refused) in rows {
            let cleaned = clean(typed);
            assert_eq!(
                (
                    cleaned.text.as_str(),
                    cleaned.note.as_str(),
                    !cleaned.problem.is_empty()
                ),
                (text, note, refused),
                "{typed:?}"
            );
        }
    }
}
