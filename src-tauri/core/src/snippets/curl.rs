//! A request as a `curl` line. The one place that writes one.
use crate::method::Method;

use super::shell;
use super::written::{Text, Written};

const NEXT: &str = " \\\n  ";

/// Writes it. curl follows no redirect unless it is told to.
pub(crate) fn write(out: &mut String, request: &Written) {
    shell::functions(out, request);
    out.push_str("curl ");
    shell::word(out, &request.address);
    // What comes compressed is shown as text.
    option(out, "compressed");
    // Or curl takes brackets and braces for a list of addresses.
    if request
        .address
        .literals()
        .any(|text| text.contains(['[', ']', '{', '}']))
    {
        option(out, "globoff");
    }
    method(out, request);
    for (name, value) in &request.headers {
        if value.basic().is_some() {
            with_value(out, "user", value);
        } else if value.is_empty() {
            // With a colon it would mean: leave that header out.
            with_value(out, "header", &Text::plain(&format!("{name};")));
        } else {
            with_value(out, "header", &value.after(&format!("{name}: ")));
        }
    }
    if let Some(body) = &request.body {
        if !request.has_header("content-type") {
            // curl would call it a form.
            with_value(out, "header", &Text::plain("Content-Type:"));
        }
        with_value(out, "data-raw", body);
    }
}

/// GET without a body and POST with one need no word.
fn method(out: &mut String, request: &Written) {
    match (request.method, &request.body) {
        (Method::Get, None) | (Method::Post, Some(_)) => {}
        // As any other method, it would wait for a body.
        (Method::Head, None) => option(out, "head"),
        (method, _) => {
            option(out, "request ");
            out.push_str(method.name());
        }
    }
}

fn option(out: &mut String, name: &str) {
    out.push_str(NEXT);
    out.push_str("--");
    out.push_str(name);
}

fn with_value(out: &mut String, name: &str, value: &Text) {
    option(out, name);
    out.push(' ');
    shell::word(out, value);
}
