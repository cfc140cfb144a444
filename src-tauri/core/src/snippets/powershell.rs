//! A request in PowerShell, with `Invoke-RestMethod` as Windows PowerShell 5.1 and PowerShell 7 both have it.
use super::written::{Encoding, Part, Text, Written};

/// Headers that Windows PowerShell takes as parameters only, in lower case.
const PARAMETERS: [(&str, &str); 2] =
    [("content-type", "ContentType"), ("user-agent", "UserAgent")];

/// Writes a script that gives the answer.
pub(super) fn write(out: &mut String, request: &Written) {
    out.push_str("$request = @{\n  Method = ");
    literal(out, request.method.name());
    out.push_str("\n  Uri = ");
    expression(out, &request.address);
    out.push_str("\n  Headers = [ordered]@{\n");
    for (name, value) in request
        .headers
        .iter()
        .filter(|(name, _)| parameter(name).is_none())
    {
        out.push_str("    ");
        literal(out, name);
        out.push_str(" = ");
        expression(out, value);
        out.push('\n');
    }
    out.push_str("  }\n");
    for (name, value) in &request.headers {
        if let Some(parameter) = parameter(name) {
            out.push_str(&format!("  {parameter} = "));
            expression(out, value);
            out.push('\n');
        }
    }
    if let Some(body) = &request.body {
        // As text, Windows PowerShell would send it in Latin-1.
        out.push_str("  Body = [Text.Encoding]::UTF8.GetBytes(");
        expression(out, body);
        out.push_str(")\n");
    }
    out.push_str("  MaximumRedirection = 0\n}\nInvoke-RestMethod @request\n");
}

fn parameter(header: &str) -> Option<&'static str> {
    let own = PARAMETERS
        .iter()
        .find(|(name, _)| header.eq_ignore_ascii_case(name));
    own.map(|(_, parameter)| *parameter)
}

fn expression(out: &mut String, text: &Text) {
    if text.is_empty() {
        out.push_str("''");
    }
    for (index, part) in text.parts().iter().enumerate() {
        if index > 0 {
            out.push_str(" + ");
        }
        match part {
            Part::Literal(text) => literal(out, text),
            Part::Variable(name, encoding) => variable(out, name, encoding),
        }
    }
}

fn variable(out: &mut String, name: &str, encoding: &Encoding) {
    let value = format!("$env:{name}");
    out.push_str(&match encoding {
        Encoding::None => value,
        Encoding::Form => format!("[uri]::EscapeDataString({value})"),
        Encoding::Json => format!("((ConvertTo-Json {value}) -replace '^\"|\"$')"),
        Encoding::Basic(id) => format!(
            "'Basic ' + [Convert]::ToBase64String([Text.Encoding]::UTF8.GetBytes('{id}:' + [uri]::EscapeDataString({value})))"
        ),
    });
}

/// In single quotes, where only a single quote ends; the curly ones are single quotes too, and each stands for itself when it
/// is doubled. Control characters are named, or a line end would become the one of the file that it is pasted into.
fn literal(out: &mut String, text: &str) {
    out.push('\'');
    for letter in text.chars() {
        match letter {
            '\'' | '\u{2018}'..='\u{201b}' => out.extend([letter, letter]),
            control if control.is_control() => {
                out.push_str(&format!("' + [char]{} + '", u32::from(control)));
            }
            letter => out.push(letter),
        }
    }
    out.push('\'');
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// What PowerShell reads: any two single quotes within are the first of them.
    fn read(source: &str) -> String {
        let is_quote = |letter: &char| matches!(letter, '\'' | '\u{2018}'..='\u{201b}');
        let mut text = String::new();
        let mut rest = source.chars().peekable();
        loop {
            match rest.next() {
                None => return text,
                Some('\'') => loop {
                    let letter = rest.next().expect("the literal ends");
                    if is_quote(&letter) && rest.next_if(is_quote).is_none() {
                        break;
                    }
                    text.push(letter);
                },
                Some('[') => {
                    let number: String = rest
                        .by_ref()
                        .skip("char]".len())
                        .take_while(|c| *c != ' ')
                        .collect();
                    text.push(
                        char::from_u32(number.parse().expect("a number")).expect("a character"),
                    );
                }
                Some(between) => assert!(" +".contains(between), "{between} in {source}"),
            }
        }
    }

    #[test]
    fn curly_quotes_do_not_end_a_literal() {
        let mut out = String::new();
        literal(&mut out, "it's “$x” ‘y’ `z`\r\nnext");
        assert_eq!(
            out,
            "'it''s “$x” ‘‘y’’ `z`' + [char]13 + '' + [char]10 + 'next'"
        );
    }

    proptest! {
        #[test]
        fn a_literal_is_read_as_it_was(text in "[\\x01-\\x7f'‘’‚‛“”äß€😀\u{85}\u{202e}]{0,40}") {
            let mut out = String::new();
            literal(&mut out, &text);
            prop_assert_eq!(read(&out), text);
        }
    }
}
