//! Cutting text for display, never inside a character.

/// How many characters of a name or value a row shows; the rest is for whoever asks for the value.
pub(super) const SHOWN: usize = 2_000;

/// How many bytes the first `characters` take. What is no UTF-8 counts as four bytes a character, so that no row is endless.
pub(super) fn prefix(text: &[u8], characters: usize) -> usize {
    let most = text.len().min(characters.saturating_mul(4));
    let start = text.len().min(characters);
    if text[..start].is_ascii() && text.get(start).is_none_or(u8::is_ascii) {
        return start;
    }
    let mut begun = 0;
    for (at, &byte) in text[..most].iter().enumerate() {
        if byte & 0xC0 == 0x80 {
            continue;
        }
        if begun == characters {
            return at;
        }
        begun += 1;
    }
    most
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_ends_between_characters() {
        assert_eq!(prefix(b"abc", 2), 2);
        assert_eq!(prefix(b"abc", 9), 3);
        assert_eq!(prefix("aäb".as_bytes(), 2), 3);
        assert_eq!(prefix("ää".as_bytes(), 1), 2);
        assert_eq!(prefix("😀😀😀".as_bytes(), 2), 8);
        assert_eq!(prefix(&[0x80; 100], 3), 12, "no character ever begins");
        assert_eq!(prefix(b"", 3), 0);
    }
}
