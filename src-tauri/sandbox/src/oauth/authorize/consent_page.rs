//! The pages that a browser shows: the question, and why there is none. No script, nothing from elsewhere, every value escaped.
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use url::{Host, Origin, Url};

use crate::ledger::{AuthorizationRequest, USER};
use crate::reply::Reply;

const STYLE: &str = "\
:root{color-scheme:light dark}\
body{font:1rem/1.5 system-ui,sans-serif;max-width:34rem;margin:3rem auto;padding:0 1rem}\
.mark{display:inline-block;padding:0 .6rem;border:2px solid;border-radius:1rem;font-weight:bold}\
dt{font-weight:bold}dd{margin:0 0 .75rem;overflow-wrap:anywhere}\
button{font:inherit;padding:.5rem 1.5rem;margin-right:.75rem;min-height:2.75rem}";

/// The question whether the client may act for the user, with buttons that post the ticket to `path`.
pub(super) fn consent(path: &str, ticket: &str, request: &AuthorizationRequest) -> Reply {
    let scope = request
        .scope
        .as_deref()
        .unwrap_or("what the server grants by default");
    let body = format!(
        "<h1>Allow access?</h1>\
         <p>A client asks to act for the person who is signed in. Client and person are invented, and so is what they may \
         reach: no real service takes part.</p>\
         <dl><dt>Signed in as</dt><dd>Robin Sandbox, {user}</dd>\
         <dt>Client id</dt><dd>{client}</dd>\
         <dt>Scope</dt><dd>{scope}</dd>\
         <dt>The answer goes to</dt><dd>{redirect_uri}</dd></dl>\
         <form method=\"post\" action=\"{path}\"><input type=\"hidden\" name=\"ticket\" value=\"{ticket}\">\
         <button name=\"decision\" value=\"allow\">Allow</button>\
         <button name=\"decision\" value=\"deny\">Deny</button></form>",
        user = escaped(USER),
        client = escaped(&request.client_id),
        scope = escaped(scope),
        redirect_uri = escaped(&request.redirect_uri),
        path = escaped(path),
        ticket = escaped(ticket),
    );
    // Browsers apply form-action to the redirect that answers the form as well.
    let form_action = format!("'self' {}", source(&request.redirect_uri));
    page(200, "Allow access?", &body, &form_action, "consent asked")
}

/// A page that says what is wrong with `value`, and leads nowhere.
pub(super) fn refused(status: u16, outcome: &'static str, text: &str, value: &str) -> Reply {
    let body = format!(
        "<h1>The request was refused</h1><p>{} <strong>{}</strong></p>\
         <p>Nothing was sent to the client. Close this page and look at the settings there.</p>",
        escaped(text),
        escaped(value)
    );
    page(status, "Request refused", &body, "'none'", outcome)
}

fn page(status: u16, title: &str, body: &str, form_action: &str, outcome: &'static str) -> Reply {
    let html = format!(
        "<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width\">\
         <title>Sandbox: {title}</title><style>{STYLE}</style></head>\
         <body><main><p class=\"mark\">Sandbox</p>{body}</main></body></html>\n"
    );
    let style = STANDARD.encode(Sha256::digest(STYLE.as_bytes()));
    let policy = format!(
        "default-src 'none'; style-src 'sha256-{style}'; form-action {form_action}; frame-ancestors 'none'; base-uri 'none'"
    );
    Reply::new(status, "text/html; charset=utf-8", html, outcome)
        .with("content-security-policy", policy)
        .with("cache-control", "no-store")
        .with("referrer-policy", "no-referrer")
        .with("x-content-type-options", "nosniff")
}

/// A redirect URI as a source of a content security policy: its origin, or its scheme where policies cannot name that.
fn source(redirect_uri: &str) -> String {
    let Ok(url) = Url::parse(redirect_uri) else {
        return String::new();
    };
    match url.origin() {
        Origin::Tuple(_, Host::Ipv6(_), _) | Origin::Opaque(_) => format!("{}:", url.scheme()),
        origin @ Origin::Tuple(..) => origin.ascii_serialization(),
    }
}

fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for letter in text.chars() {
        match letter {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            other => escaped.push(other),
        }
    }
    escaped
}
