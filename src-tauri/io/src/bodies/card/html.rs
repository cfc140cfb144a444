//! HTML as text. The tokens are those of the HTML standard; what the tags mean is left out, save breaks and links.
use html5gum::emitters::default::DefaultEmitter;
use html5gum::{StartTag, Token, Tokenizer};

use super::{Link, links};

/// A text that had tags.
pub(super) struct Stripped {
    pub(super) text: String,
    pub(super) links: Vec<Link>,
}

/// Their contents are for machines.
const DROPPED: &[&str] = &[
    "script", "style", "template", "iframe", "noembed", "noframes", "head",
];

/// An empty line around them, a line of their own, and those that only mark up words.
const PARAGRAPHS: &[&str] = &[
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "pre",
    "blockquote",
    "hr",
];
const LINES: &[&str] = &[
    "div", "li", "ul", "ol", "dl", "dt", "dd", "tr", "section", "article", "header", "footer",
    "center", "body", "html", "caption", "form", "title",
];
const WORDS: &[&str] = &[
    "a", "abbr", "acronym", "b", "big", "br", "button", "cite", "code", "del", "dfn", "em", "font",
    "i", "img", "input", "ins", "kbd", "label", "mark", "nobr", "q", "s", "samp", "small", "span",
    "strike", "strong", "sub", "sup", "svg", "tbody", "td", "tfoot", "th", "thead", "tt", "u",
    "var", "wbr", "object", "embed", "video", "audio", "link", "meta", "base",
];

/// The text without its tags; None if it has none. `<name>` in a command line is no tag of HTML and stays.
pub(super) fn stripped(html: &str) -> Option<Stripped> {
    if !html.contains(['<', '&']) {
        return None;
    }
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    // Or the text of a script would be read as tags.
    emitter.naively_switch_states(true);
    let mut writer = Writer::default();
    for token in Tokenizer::new_with_emitter(html, emitter) {
        let Ok(token) = token;
        match token {
            Token::StartTag(tag) => {
                let written = &html[tag.span.start..tag.span.end];
                match known(&tag.name) {
                    Some(name) if is_tag(name, &tag) => writer.start(name, &tag),
                    _ => writer.text(written),
                }
            }
            Token::EndTag(tag) => match known(&tag.name) {
                Some(name) => writer.end(name),
                None => writer.text(&html[tag.span.start..tag.span.end]),
            },
            Token::String(text) => {
                let written = &html[text.span.start..text.span.end];
                if has_entity(written) {
                    writer.is_html = true;
                    writer.text(&String::from_utf8_lossy(&text.value));
                } else {
                    writer.text(written);
                }
            }
            Token::Comment(_) | Token::Doctype(_) | Token::Error(_) => {}
        }
    }
    writer.is_html.then_some(Stripped {
        text: writer.out,
        links: writer.links,
    })
}

fn known(name: &[u8]) -> Option<&'static str> {
    let all = [DROPPED, PARAGRAPHS, LINES, WORDS];
    all.iter()
        .flat_map(|names| *names)
        .copied()
        .find(|known| known.as_bytes() == name)
}

/// `a<b and c>d` is not a tag, although a browser would take it for one: no attribute of a one-letter tag lacks a value.
fn is_tag(name: &str, tag: &StartTag<usize>) -> bool {
    name.len() > 1 || tag.attributes.values().all(|value| !value.is_empty())
}

/// `&amp;`, `&#8211;`: without the semicolon it may as well be part of an address, `?a=1&copy=2`.
fn has_entity(text: &str) -> bool {
    text.split('&').skip(1).any(|rest| {
        let name = rest.split(';').next().unwrap_or_default();
        let character = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'#';
        rest.len() > name.len() && (2..=32).contains(&name.len()) && name.bytes().all(character)
    })
}

#[derive(Default)]
struct Writer {
    out: String,
    links: Vec<Link>,
    is_html: bool,
    /// The element whose contents are left out.
    dropping: Option<&'static str>,
    /// Where an `a` leads, and where its text begins.
    anchor: Option<(String, usize)>,
    /// A tag just broke the line: the source's own line break behind it is none.
    broken: bool,
}

impl Writer {
    fn text(&mut self, text: &str) {
        if self.dropping.is_some() {
            return;
        }
        for c in text.chars().filter(|c| *c != '\r') {
            if c == '\n' && self.broken {
                self.broken = false;
                continue;
            }
            self.broken &= c == ' ';
            // Blanks at the beginning of a line are the source's indentation.
            if !(c == ' ' && self.broken) {
                self.out.push(c);
            }
        }
    }

    fn start(&mut self, name: &'static str, tag: &StartTag<usize>) {
        self.is_html = true;
        if self.dropping.is_some() {
            return;
        }
        match name {
            _ if DROPPED.contains(&name) => {
                self.dropping = Some(name).filter(|_| !tag.self_closing)
            }
            "br" => {
                self.out.push('\n');
                self.broken = true;
            }
            "li" => {
                self.lines(1);
                self.out.push_str("• ");
                self.broken = false;
            }
            "td" | "th" if !self.out.ends_with('\n') => self.out.push('\t'),
            "a" => {
                let href = tag.attributes.get(b"href".as_slice());
                let leads = href.and_then(|href| links::address(&String::from_utf8_lossy(href)));
                self.anchor = leads.map(|leads| (leads, self.out.len()));
            }
            _ => self.around(name),
        }
    }

    fn end(&mut self, name: &'static str) {
        self.is_html = true;
        if let Some(dropped) = self.dropping {
            self.dropping = (dropped != name).then_some(dropped);
            return;
        }
        if name == "a"
            && let Some((url, start)) = self.anchor.take()
        {
            let named = self.out.get(start..).unwrap_or_default().split_whitespace();
            let named = named.collect::<Vec<_>>().join(" ");
            let text = if named.is_empty() { url.clone() } else { named };
            self.links.push(Link { url, text });
        }
        self.around(name);
    }

    fn around(&mut self, name: &str) {
        if PARAGRAPHS.contains(&name) {
            self.lines(2);
        } else if LINES.contains(&name) {
            self.lines(1);
        }
    }

    /// At least so many line breaks.
    fn lines(&mut self, count: usize) {
        let blank = self.out.trim_end_matches(' ').len();
        self.out.truncate(blank);
        let there = self
            .out
            .bytes()
            .rev()
            .take_while(|byte| *byte == b'\n')
            .count();
        if !self.out.is_empty() {
            self.out
                .extend(std::iter::repeat_n('\n', count.saturating_sub(there)));
        }
        self.broken = true;
    }
}

#[cfg(test)]
mod tests {
    use super::super::plain_text;
    use super::*;

    #[test]
    fn tags_go_and_what_they_mean_for_lines_stays() {
        let rows = [
            ("<p>One.</p><p>Two.</p>", "One.\n\nTwo."),
            ("a<br>b<br/>\nc<BR >d", "a\nb\nc\nd"),
            ("a<br><br>b", "a\n\nb"),
            (
                "<ul>\n  <li>one</li>\n  <li>two</li>\n</ul>after",
                "• one\n• two\nafter",
            ),
            (
                "\n\n<B>Symptom:</B>\nIt reloads.\n\n<B>Workaround:</B>\nNone.",
                "Symptom:\nIt reloads.\n\nWorkaround:\nNone.",
            ),
            ("R&amp;D &lt;b&gt; &#8211; &eacute;", "R&D <b> – é"),
            (
                "<script>alert(1)</script>after<style>p{}</style>!",
                "after!",
            ),
            ("<script>alert('<p>')", ""),
            ("<SCRIPT SRC=//x>x</SCRIPT\n>ok", "ok"),
            ("<img src=x onerror=alert(1)>text", "text"),
            ("<!-- note --><b>bold</b>", "bold"),
            (
                "<table><tr><th>A</th><th>B</th></tr><tr><td>1</td><td>2</td></tr></table>",
                "A\tB\n1\t2",
            ),
            ("<b>x</b><!", "x"),
        ];
        for (html, text) in rows {
            assert_eq!(plain_text(html), text, "{html}");
            assert!(stripped(html).is_some(), "{html}");
        }
    }

    #[test]
    fn what_is_no_html_stays_as_it_is() {
        let rows = [
            "show interface <name> | include <pattern>",
            "5 < 6 and 7 > 6",
            "if a<b and c>d then",
            "https://example.com/?a=1&copy=2&lt=3",
            "AT&T; Q&A",
            "<",
            "a & b; c",
            "<?xml version='1.0'?>",
        ];
        for text in rows {
            assert!(stripped(text).is_none(), "{text}");
            assert_eq!(plain_text(text), text);
        }
        assert_eq!(
            plain_text("<b>show</b> interface <name>"),
            "show interface <name>"
        );
        assert_eq!(plain_text("a\u{202e}b\u{2066}c"), "abc");
        assert_eq!(plain_text("a\r\nb\rc\u{0}\u{7}"), "a\nb\nc");
    }

    #[test]
    fn links_of_tags_are_offered_if_they_are_plain_https() {
        let html = "<a href=\"https://example.com/a\">the <b>advisory</b></a> <a href='javascript:alert(1)'>x</a> \
                    <a href=\"http://example.com\">y</a> <a href=\"https://example.com/&amp;b\"></a>";
        let found = stripped(html).unwrap().links;
        let found: Vec<(&str, &str)> = found
            .iter()
            .map(|link| (link.url.as_str(), link.text.as_str()))
            .collect();
        assert_eq!(
            found,
            [
                ("https://example.com/a", "the advisory"),
                ("https://example.com/&b", "https://example.com/&b"),
            ]
        );
    }
}
