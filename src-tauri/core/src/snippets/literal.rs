//! Double-quoted text for languages whose escapes are those of JSON: Python and JavaScript.

/// Writes a literal. Nothing in it ends it, starts a new line or shows the reader something else than is there.
pub(super) fn write(out: &mut String, text: &str) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' | '\\' => {
                out.push('\\');
                out.push(letter);
            }
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            hidden if is_hidden(hidden) => out.push_str(&format!("\\u{:04x}", u32::from(hidden))),
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// Control characters, separators that end a line, and those that turn the direction of what follows (UAX 9): source text
/// with them in it reads otherwise than it runs.
pub(super) fn is_hidden(letter: char) -> bool {
    letter.is_control()
        || matches!(letter, '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{2069}' | '\u{feff}')
}
