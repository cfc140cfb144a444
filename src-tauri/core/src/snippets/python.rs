//! A request in Python 3, with `requests`.
use super::literal;
use super::written::{Encoding, Part, Text, Written};

/// Writes a script that prints the status and the answer.
pub(super) fn write(out: &mut String, request: &Written) {
    imports(out, request);
    out.push_str("\nresponse = requests.request(\n    ");
    literal::write(out, request.method.name());
    out.push_str(",\n    ");
    expression(out, &request.address);
    out.push_str(",\n    headers={\n");
    for (name, value) in &request.headers {
        out.push_str("        ");
        literal::write(out, name);
        out.push_str(": ");
        // As text, only Latin letters could be sent.
        if value.literals().all(str::is_ascii) {
            expression(out, value);
        } else {
            bytes(out, value);
        }
        out.push_str(",\n");
    }
    out.push_str("    },\n");
    if let Some(body) = &request.body {
        out.push_str("    data=");
        bytes(out, body);
        out.push_str(",\n");
    }
    out.push_str("    allow_redirects=False,\n    timeout=60,\n)\n");
    out.push_str("print(response.status_code)\nprint(response.text)\n");
}

fn imports(out: &mut String, request: &Written) {
    let is_basic = |encoding: &Encoding| matches!(encoding, Encoding::Basic(_));
    let is_form = |encoding: &Encoding| matches!(encoding, Encoding::Form | Encoding::Basic(_));
    let lines = [
        ("import base64\n", request.needs(is_basic)),
        (
            "import json\n",
            request.needs(|encoding| matches!(encoding, Encoding::Json)),
        ),
        ("import os\n", request.needs(|_| true)),
        (
            "from urllib.parse import quote_plus\n",
            request.needs(is_form),
        ),
    ];
    let needed: String = lines
        .iter()
        .filter(|(_, needed)| *needed)
        .map(|(line, _)| *line)
        .collect();
    out.push_str(&needed);
    if !needed.is_empty() {
        out.push('\n');
    }
    out.push_str("import requests\n");
}

fn bytes(out: &mut String, text: &Text) {
    let is_one = text.parts().len() < 2;
    out.push_str(if is_one { "" } else { "(" });
    expression(out, text);
    out.push_str(if is_one { ".encode()" } else { ").encode()" });
}

fn expression(out: &mut String, text: &Text) {
    if text.is_empty() {
        out.push_str("\"\"");
    }
    for (index, part) in text.parts().iter().enumerate() {
        if index > 0 {
            out.push_str(" + ");
        }
        match part {
            Part::Literal(text) => literal::write(out, text),
            Part::Variable(name, encoding) => variable(out, name, encoding),
        }
    }
}

fn variable(out: &mut String, name: &str, encoding: &Encoding) {
    let value = format!("os.environ[\"{name}\"]");
    out.push_str(&match encoding {
        Encoding::None => value,
        Encoding::Form => format!("quote_plus({value})"),
        Encoding::Json => format!("json.dumps({value})[1:-1]"),
        Encoding::Basic(id) => {
            format!(
                "\"Basic \" + base64.b64encode((\"{id}:\" + quote_plus({value})).encode()).decode()"
            )
        }
    });
}
