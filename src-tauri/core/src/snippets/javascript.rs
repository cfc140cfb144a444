//! A request in JavaScript, with the `fetch` of Node 18 and later.
use zeroize::Zeroizing;

use super::literal;
use super::written::{Encoding, Part, Text, Written};

/// Writes a script, CommonJS and module alike, that prints the status and the answer.
pub(super) fn write(out: &mut String, request: &Written) {
    out.push_str("fetch(");
    expression(out, &request.address, literal::write);
    out.push_str(", {\n  method: ");
    literal::write(out, request.method.name());
    out.push_str(",\n  headers: {\n");
    for (name, value) in &request.headers {
        out.push_str("    ");
        literal::write(out, name);
        out.push_str(": ");
        expression(out, value, header);
        out.push_str(",\n");
    }
    out.push_str("  },\n");
    match &request.body {
        None => {}
        // An empty text would be given a type of its own.
        Some(body) if body.is_empty() => out.push_str("  body: new Uint8Array(),\n"),
        Some(body) => {
            out.push_str("  body: ");
            expression(out, body, literal::write);
            out.push_str(",\n");
        }
    }
    out.push_str("  redirect: \"manual\",\n})");
    out.push_str(
        ".then(async (response) => console.log(response.status, await response.text()));\n",
    );
}

/// A header takes bytes, each written as the character of that number.
fn header(out: &mut String, text: &str) {
    let bytes: Zeroizing<String> = Zeroizing::new(text.bytes().map(char::from).collect());
    literal::write(out, &bytes);
}

fn expression(out: &mut String, text: &Text, literal: fn(&mut String, &str)) {
    if text.is_empty() {
        literal(out, "");
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
    let value = format!("process.env.{name}");
    out.push_str(&match encoding {
        Encoding::None => value,
        Encoding::Form => format!("encodeURIComponent({value})"),
        Encoding::Json => format!("JSON.stringify({value}).slice(1, -1)"),
        Encoding::Basic(id) => {
            format!("\"Basic \" + btoa(\"{id}:\" + encodeURIComponent({value}))")
        }
    });
}
