//! Texts of a document as plain data: a line without markup, controls or tricks, of bounded length.
use crate::clean::is_unseen;

/// One line of plain text. Tags, Markdown's signs, links' addresses and invisible characters go; blanks become one.
pub(super) fn plain(text: &str, most: usize) -> String {
    // What is far beyond the limit is not looked at: a description may have megabytes.
    let beginning: String = text.chars().take(most.saturating_mul(4)).collect();
    shortened(&one_line(&without_markup(&without_tags(&beginning))), most)
}

/// One line of a name, path or reference: as it is, but for invisible characters.
pub(super) fn verbatim(text: &str, most: usize) -> String {
    let beginning: String = text.chars().take(most.saturating_mul(4)).collect();
    shortened(&one_line(&beginning), most)
}

/// `1 operation`, `3 operations`.
pub(super) fn count(number: usize, noun: &str) -> String {
    match number {
        1 => format!("1 {noun}"),
        _ => format!("{number} {noun}s"),
    }
}

fn one_line(text: &str) -> String {
    let visible: String = text
        .chars()
        .filter(|c| !is_unseen(*c))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    visible.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Cut at a blank, with a sign that there was more.
fn shortened(line: &str, most: usize) -> String {
    if line.chars().count() <= most {
        return line.to_owned();
    }
    let cut: String = line.chars().take(most.saturating_sub(1)).collect();
    let end = cut.rfind(' ').filter(|end| *end > cut.len() / 2);
    format!("{}…", cut[..end.unwrap_or(cut.len())].trim_end())
}

/// A `<` that begins no tag is a sign of comparison and stays.
fn without_tags(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find('<') {
        let (before, from) = rest.split_at(start);
        plain.push_str(before);
        let is_tag =
            from[1..].starts_with(|c: char| c.is_ascii_alphabetic() || c == '/' || c == '!');
        rest = match from.find('>') {
            Some(end) if is_tag => {
                plain.push(' ');
                &from[end + 1..]
            }
            _ => {
                plain.push('<');
                &from[1..]
            }
        };
    }
    plain + rest
}

/// Headings, emphasis, code, list bullets, tables' bars, and links: their words stay.
fn without_markup(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for line in text.lines() {
        let line = line.trim_start();
        let line = line
            .trim_start_matches('#')
            .trim_start_matches("* ")
            .trim_start_matches("- ");
        plain.push_str(&without_links(line).replace("**", "").replace('`', ""));
        plain.push(' ');
    }
    plain
}

fn without_links(line: &str) -> String {
    let mut plain = String::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once("](") {
        let Some((address, behind)) = after.split_once(')') else {
            break;
        };
        match before.rsplit_once('[') {
            Some((lead, words)) => {
                plain.push_str(&format!("{}{words}", lead.trim_end_matches('!')))
            }
            None => plain.push_str(&format!("{before}]({address})")),
        }
        rest = behind;
    }
    plain + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn row_by_row() {
        let rows = [
            ("Lists *all* pets", "Lists *all* pets"),
            ("Lists **all** `pets`.\n\n- one\n", "Lists all pets. one"),
            ("<p>Lists<br/>pets</p>", "Lists pets"),
            ("a < b and c > d", "a < b and c > d"),
            (
                "See [the guide](https://evil.example/x) now",
                "See the guide now",
            ),
            ("![logo](x.png) Pets", "logo Pets"),
            ("## Pets\r\nAll", "Pets All"),
            ("ab\u{202e}c\u{0}d\u{200b}e", "abc de"),
            ("one two three four five six", "one two three…"),
            ("[a](b", "[a](b"),
        ];
        for (text, expected) in rows {
            assert_eq!(
                plain(text, if expected.ends_with('…') { 18 } else { 60 }),
                expected,
                "{text:?}"
            );
        }
        assert_eq!(plain(&"ä".repeat(100), 10).chars().count(), 10);
    }
}
