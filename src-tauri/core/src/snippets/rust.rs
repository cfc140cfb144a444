//! A request as a Rust program, with `reqwest` where calls are blocking.
use super::literal::is_hidden;
use super::written::{Encoding, Part, Text, Written};

const START: &str = r#"// Cargo.toml: reqwest = { version = "0.13", features = ["blocking", "gzip"] }
use std::error::Error;

fn main() -> Result<(), Box<dyn Error>> {
    let client = reqwest::blocking::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .build()?;
    let response = client
"#;

const END: &str = r#"        .send()?;
    println!("{}", response.status());
    println!("{}", response.text()?);
    Ok(())
}
"#;

const ENCODED: &str = r#"
fn encoded(text: &str) -> String {
    let encode = |byte: u8| match byte {
        b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | b'-' | b'.' | b'_' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    text.bytes().map(encode).collect()
}
"#;

const ESCAPED: &str = r#"
fn escaped(text: &str) -> String {
    let escape = |letter: char| match letter {
        '"' | '\\' => format!("\\{letter}"),
        '\0'..='\x1f' => format!("\\u{:04x}", u32::from(letter)),
        _ => letter.to_string(),
    };
    text.chars().map(escape).collect()
}
"#;

/// Writes a program that prints the status and the answer.
pub(super) fn write(out: &mut String, request: &Written) {
    out.push_str(START);
    out.push_str("        .request(reqwest::Method::");
    out.push_str(request.method.name());
    out.push_str(", ");
    expression(out, &request.address);
    out.push_str(")\n");
    for (name, value) in &request.headers {
        header(out, name, value);
    }
    if let Some(body) = &request.body {
        out.push_str("        .body(");
        expression(out, body);
        out.push_str(")\n");
    }
    out.push_str(END);
    if request.needs(|encoding| matches!(encoding, Encoding::Form | Encoding::Basic(_))) {
        out.push_str(ENCODED);
    }
    if request.needs(|encoding| matches!(encoding, Encoding::Json)) {
        out.push_str(ESCAPED);
    }
}

fn header(out: &mut String, name: &str, value: &Text) {
    if let Some((id, variable)) = value.basic() {
        out.push_str(&format!(
            "        .basic_auth(\"{id}\", Some(encoded(&std::env::var(\"{variable}\")?)))\n"
        ));
        return;
    }
    out.push_str("        .header(");
    literal(out, name);
    out.push_str(", ");
    // As text, only ASCII could be sent.
    let (before, after) = match value.parts() {
        _ if value.literals().all(str::is_ascii) => ("", ""),
        [_] => ("", ".as_bytes()"),
        _ => ("(", ").into_bytes()"),
    };
    out.push_str(before);
    expression(out, value);
    out.push_str(after);
    out.push_str(")\n");
}

fn expression(out: &mut String, text: &Text) {
    let parts = text.parts();
    if parts.is_empty() {
        out.push_str("\"\"");
    }
    for (index, part) in parts.iter().enumerate() {
        if index > 0 {
            out.push_str(" + ");
        }
        match part {
            // A sum starts with what owns its text, and goes on with what is lent.
            Part::Literal(text) if index == 0 && parts.len() > 1 => {
                out.push_str("String::from(");
                literal(out, text);
                out.push(')');
            }
            Part::Literal(text) => literal(out, text),
            Part::Variable(name, encoding) => {
                out.push_str(if index > 0 { "&" } else { "" });
                variable(out, name, encoding);
            }
        }
    }
}

fn variable(out: &mut String, name: &str, encoding: &Encoding) {
    let value = format!("std::env::var(\"{name}\")?");
    out.push_str(&match encoding {
        // The header that is Basic is written by `header`.
        Encoding::None | Encoding::Basic(_) => value,
        Encoding::Form => format!("encoded(&{value})"),
        Encoding::Json => format!("escaped(&{value})"),
    });
}

fn literal(out: &mut String, text: &str) {
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
            hidden if is_hidden(hidden) => out.push_str(&format!("\\u{{{:x}}}", u32::from(hidden))),
            letter => out.push(letter),
        }
    }
    out.push('"');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(source: &str) -> String {
        let mut text = String::new();
        let mut rest = source[1..source.len() - 1].chars();
        while let Some(letter) = rest.next() {
            assert!(letter != '"' && !letter.is_control(), "{source}");
            let read = match letter {
                '\\' => match rest.next().expect("an escape") {
                    'n' => '\n',
                    'r' => '\r',
                    't' => '\t',
                    'u' => {
                        let number: String =
                            rest.by_ref().skip(1).take_while(|c| *c != '}').collect();
                        char::from_u32(u32::from_str_radix(&number, 16).expect("hex"))
                            .expect("a character")
                    }
                    itself => itself,
                },
                letter => letter,
            };
            text.push(read);
        }
        text
    }

    proptest! {
        #[test]
        fn a_literal_is_read_as_it_was(text in "[\\x00-\\x7f\"\\\\{}äß€😀\u{85}\u{202e}\u{2066}\u{2028}]{0,40}") {
            let mut out = String::new();
            literal(&mut out, &text);
            prop_assert!(!out.contains(['\u{202e}', '\u{2066}']), "rustc refuses it: {}", out);
            prop_assert_eq!(read(&out), text);
        }
    }
}
