//! Finds what a document left for the reader to fill in: `{id}`, `{{id}}`, `${id}`, `<id>`.

/// The first placeholder anywhere in a text.
pub(super) fn placeholder_in(text: &str) -> Option<&str> {
    let braced = enclosed(text, "{{", "}}").or_else(|| enclosed(text, "{", "}"));
    braced.or_else(|| enclosed(text, "<", ">"))
}

/// The first `{{id}}`, for texts in which single braces and angles have a meaning of their own.
pub(super) fn doubled_in(text: &str) -> Option<&str> {
    enclosed(text, "{{", "}}")
}

/// Whether the text is a placeholder and nothing else.
pub(super) fn is_placeholder(text: &str) -> bool {
    let text = text.trim().trim_start_matches('$');
    placeholder_in(text).is_some_and(|found| found.len() == text.len())
}

/// The sentence for one.
pub(super) fn unfilled(placeholder: &str) -> String {
    format!("{placeholder} is a placeholder: put a value in its place.")
}

fn enclosed<'a>(text: &'a str, open: &str, close: &str) -> Option<&'a str> {
    text.match_indices(open).find_map(|(start, _)| {
        let inside = &text[start + open.len()..];
        let end = inside.find(close)?;
        // A comparison has blanks next to its signs, and a document's <id> has none.
        let name = match open {
            "<" => &inside[..end],
            _ => inside[..end].trim(),
        };
        is_name(name).then(|| &text[start..start + open.len() + end + close.len()])
    })
}

/// What people write between the braces: a name, perhaps of several words.
fn is_name(text: &str) -> bool {
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | '.' | ' ');
    let starts_well = text.starts_with(|c: char| c.is_alphabetic() || c == '_');
    starts_well && !text.ends_with(' ') && text.chars().all(is_part)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        let rows = [
            ("/cases/{case_id}/x", Some("{case_id}")),
            ("{{caseId}}", Some("{{caseId}}")),
            ("${CASE}", Some("{CASE}")),
            ("{{ case }}", Some("{{ case }}")),
            ("<your case id>", Some("<your case id>")),
            ("CSC{bug}", Some("{bug}")),
            ("15.2(03)E01", None),
            ("a < b and c > d", None),
            ("{\"a\":1}", None),
            ("{}", None),
            ("WS-C3*", None),
            ("{1}", None),
            ("{open", None),
        ];
        for (text, found) in rows {
            assert_eq!(placeholder_in(text), found, "{text}");
        }
        assert!(is_placeholder(" ${CASE} ") && is_placeholder("<key>"));
        assert!(!is_placeholder("<b>bold</b>") && !is_placeholder("k<key>"));
    }
}
