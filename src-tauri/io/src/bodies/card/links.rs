//! The addresses that a text gives. Only `https://` ones, and none that show one host and lead to another.
use url::Url;

use super::Link;

/// Links of one text.
const MOST: usize = 50;

/// The longest address that is offered, in bytes.
const LONGEST: usize = 2_000;

/// Where a text leads that is an address and nothing else, written so that its host is the one it leads to.
pub(super) fn address(text: &str) -> Option<String> {
    let begins = text
        .get(..8)
        .is_some_and(|start| start.eq_ignore_ascii_case("https://"));
    if !begins || text.len() > LONGEST || text.contains(ends) {
        return None;
    }
    let url = Url::parse(text).ok()?;
    let plain = url.username().is_empty() && url.password().is_none();
    (plain && url.host().is_some()).then(|| url.into())
}

/// The links that tags gave, and the addresses in the text itself, each once.
pub(super) fn all(tagged: Vec<Link>, text: &str) -> Vec<Link> {
    let mut links: Vec<Link> = vec![];
    let addresses = text.match_indices("https://").filter_map(|(at, _)| {
        let rest = &text[at..];
        let written = trimmed(&rest[..rest.find(ends).unwrap_or(rest.len())]);
        Some(Link {
            url: address(written)?,
            text: written.to_owned(),
        })
    });
    for link in tagged.into_iter().chain(addresses) {
        if links.len() == MOST {
            break;
        }
        if links.iter().all(|known| known.url != link.url) {
            links.push(link);
        }
    }
    links
}

/// What no address has in a text.
fn ends(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '<' | '>' | '"' | '\'' | '`' | '“' | '”' | '»' | '|' | '\\' | '^'
        )
}

/// Without the sentence's own marks behind it, and without a bracket that was opened before it.
fn trimmed(address: &str) -> &str {
    let mut rest = address;
    loop {
        let unopened = |open: char, close: char| {
            rest.ends_with(close) && rest.matches(close).count() > rest.matches(open).count()
        };
        let mark = rest.ends_with(['.', ',', ';', ':', '!', '?', '*', '…']);
        if !(mark || unopened('(', ')') || unopened('[', ']') || unopened('{', '}')) {
            return rest;
        }
        let Some((end, _)) = rest.char_indices().next_back() else {
            return rest;
        };
        rest = &rest[..end];
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_plain_https_addresses_lead_anywhere() {
        let rows = [
            (
                "https://example.com/a?b=c#d",
                Some("https://example.com/a?b=c#d"),
            ),
            ("HTTPS://Example.COM", Some("https://example.com/")),
            ("https://exämple.com", Some("https://xn--exmple-cua.com/")),
            ("http://example.com", None),
            ("javascript:alert(1)", None),
            ("https://user@example.com", None),
            ("https://example.com@evil.test", None),
            ("https://example.com/a b", None),
            ("https://", None),
            ("file:///etc/passwd", None),
            ("data:text/html,x", None),
        ];
        for (text, leads) in rows {
            assert_eq!(address(text).as_deref(), leads, "{text}");
        }
    }

    #[test]
    fn addresses_are_found_in_a_text_without_its_marks() {
        let text = "See https://example.com/a. Or (https://example.com/b_(c)), “https://example.com/d”; \
                    again https://example.com/a, not http://example.com/e.";
        let found: Vec<String> = all(vec![], text).into_iter().map(|link| link.url).collect();
        assert_eq!(
            found,
            [
                "https://example.com/a",
                "https://example.com/b_(c)",
                "https://example.com/d"
            ]
        );
        let many: String = (0..200)
            .map(|n| format!("https://example.com/{n} "))
            .collect();
        assert_eq!(all(vec![], &many).len(), MOST);
    }
}
