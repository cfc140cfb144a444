//! Brings a text in another character set to UTF-8 before it is masked: a secret in UTF-16 must not slip through.
use encoding_rs::{CoderResult, Decoder, Encoding, UTF_8, UTF_16BE, UTF_16LE};
use zeroize::Zeroizing;

use super::stream::Out;
use crate::arrival::{Head, Stop};

/// Bytes decoded in one go.
const ROOM: usize = 16 * 1024;

/// What is known of a body's character set.
pub(crate) enum Charset {
    /// Not a text, or UTF-8: passed on as it is.
    AsItIs,
    /// Its first bytes decide; the one that is here already, and what the head names.
    Awaited(Option<u8>, Option<&'static Encoding>),
    /// Another one.
    Decoded(Box<Decoder>, Zeroizing<Vec<u8>>),
}

impl Charset {
    /// As the head names it. JSON is UTF-8 whatever that says (RFC 8259, section 8.1), unless its first bytes speak against it.
    pub(crate) fn of(head: &Head) -> Self {
        let mut parts = head.header("content-type").split(';').map(str::trim);
        let media = parts.next().unwrap_or_default().to_ascii_lowercase();
        if !is_text(&media) {
            return Self::AsItIs;
        }
        let label = parts.find_map(|part| {
            let (name, value) = part.split_once('=')?;
            let is_charset = name.trim().eq_ignore_ascii_case("charset");
            is_charset.then(|| value.trim().trim_matches('"'))
        });
        let named = label.and_then(|label| Encoding::for_label(label.as_bytes()));
        Self::Awaited(None, named.filter(|_| !media.ends_with("json")))
    }

    /// Passes the piece on, in UTF-8.
    pub(crate) fn push(&mut self, piece: &[u8], out: Out<'_>) -> Result<(), Stop> {
        let Self::Awaited(first, named) = self else {
            return self.pass(piece, false, out);
        };
        let (first, named) = (first.take(), *named);
        let mut both = first.iter().chain(piece).copied();
        match (both.next(), both.next()) {
            (Some(one), Some(two)) => {
                *self = Self::begun([one, two], named);
                if let Some(first) = first {
                    self.pass(&[first], false, out)?;
                }
                self.pass(piece, false, out)
            }
            (first, _) => {
                *self = Self::Awaited(first, named);
                Ok(())
            }
        }
    }

    /// Passes on what is left.
    pub(crate) fn finish(&mut self, out: Out<'_>) -> Result<(), Stop> {
        if let Self::Awaited(Some(only), named) = *self {
            *self = Self::begun([only, b' '], named);
            self.pass(&[only], false, out)?;
        }
        self.pass(&[], true, out)
    }

    /// A mark at the beginning says more than the head, and no text has a NUL in it but one of two bytes a character.
    fn begun(first: [u8; 2], named: Option<&'static Encoding>) -> Self {
        let encoding = match first {
            [0xff, 0xfe] | [1..=255, 0] => UTF_16LE,
            [0xfe, 0xff] | [0, 1..=255] => UTF_16BE,
            _ => named.unwrap_or(UTF_8),
        };
        if encoding == UTF_8 {
            return Self::AsItIs;
        }
        // A mark of UTF-8 speaks against the head as well.
        let decoder = Box::new(encoding.new_decoder());
        Self::Decoded(decoder, Zeroizing::new(vec![0; ROOM]))
    }

    fn pass(&mut self, piece: &[u8], last: bool, out: Out<'_>) -> Result<(), Stop> {
        let Self::Decoded(decoder, room) = self else {
            return if piece.is_empty() { Ok(()) } else { out(piece) };
        };
        let mut rest = piece;
        loop {
            let (result, read, written, _) = decoder.decode_to_utf8(rest, room, last);
            if written > 0 {
                out(&room[..written])?;
            }
            rest = &rest[read..];
            if result == CoderResult::InputEmpty {
                return Ok(());
            }
        }
    }
}

/// Media types of texts; what names none may be one.
fn is_text(media: &str) -> bool {
    let ends = [
        "json",
        "xml",
        "javascript",
        "x-www-form-urlencoded",
        "csv",
        "yaml",
    ];
    media.is_empty() || media.starts_with("text/") || ends.iter().any(|end| media.ends_with(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn decoded(content_type: &str, body: &[u8], cut: usize) -> String {
        let head = Head {
            status: 200,
            headers: vec![("content-type".into(), content_type.into())],
        };
        let (mut charset, mut text) = (Charset::of(&head), vec![]);
        let mut keep = |bytes: &[u8]| {
            text.extend_from_slice(bytes);
            Ok(())
        };
        for piece in body.chunks(cut) {
            charset.push(piece, &mut keep).unwrap();
        }
        charset.finish(&mut keep).unwrap();
        String::from_utf8_lossy(&text).into_owned()
    }

    fn utf16(text: &str, bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(bytes).collect()
    }

    #[test]
    fn row_by_row_however_it_is_cut() {
        let text = "{\"Größe\":\"😀\"}";
        let little = utf16(text, u16::to_le_bytes);
        let marked = utf16(&format!("\u{feff}{text}"), u16::to_be_bytes);
        let rows: [(&str, &[u8], &str); 12] = [
            ("application/json", text.as_bytes(), text),
            (
                "application/json; charset=iso-8859-1",
                text.as_bytes(),
                text,
            ),
            ("application/json; charset=utf-16", &little, text),
            ("application/json", &marked, text),
            ("", &marked, text),
            ("text/plain; charset=utf-16le", &little, text),
            ("text/plain;Charset=\"ISO-8859-1\"", b"Gr\xf6\xdfe", "Größe"),
            ("text/html; charset=windows-1252", b"5 \x80", "5 €"),
            ("text/csv; charset=shift_jis", b"\x93\xfa\x96{", "日本"),
            ("text/plain; charset=made-up", "ö".as_bytes(), "ö"),
            ("text/plain; charset=iso-8859-1", b"x", "x"),
            ("text/plain; charset=iso-8859-1", b"", ""),
        ];
        for (content_type, body, expected) in rows {
            for cut in 1..=body.len().max(1) {
                assert_eq!(
                    decoded(content_type, body, cut),
                    expected,
                    "{content_type} {cut}"
                );
            }
        }
    }

    #[test]
    fn what_is_no_text_is_left_as_it_is() {
        let head = Head {
            status: 200,
            headers: vec![("content-type".into(), "image/png; charset=utf-16".into())],
        };
        assert!(matches!(Charset::of(&head), Charset::AsItIs));
    }

    #[test]
    fn much_text_fits_through_little_room() {
        let body: Vec<u8> = std::iter::repeat_n(0xe4, 3 * ROOM).collect();
        let text = decoded("text/plain; charset=iso-8859-1", &body, body.len());
        assert_eq!(text, "ä".repeat(3 * ROOM));
    }
}
