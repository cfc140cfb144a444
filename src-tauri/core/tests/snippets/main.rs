//! Requests as source text: character by character, and run, with a server that says what reached it.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod echo;
mod goldens;
mod refused;
mod running;

use gatepass_core::{Body, Kept, Method, Origin, Request, Secret, Value};

const TOKEN: &str = "token-$HOME-'0001'-\"`id`\"-\\-%41";

fn plain(name: &str, value: &str) -> (String, Value) {
    (name.to_owned(), Value::Plain(value.to_owned()))
}

/// A secret for that address.
fn kept(text: &str, address: &str) -> Kept {
    let origin = Origin::of(&address.parse().unwrap()).unwrap();
    Kept::new(Secret::new(text), vec![origin])
}

fn secret(name: &str, called: &str, text: &str, address: &str) -> (String, Value) {
    (
        name.to_owned(),
        Value::Secret(called.to_owned(), kept(text, address)),
    )
}

fn bearer(address: &str) -> (String, Value) {
    let token = Value::Prefixed("access token".into(), "Bearer".into(), kept(TOKEN, address));
    ("Authorization".into(), token)
}

/// A call as most are: a query, a token, a key.
fn call(at: &str) -> Request {
    Request {
        method: Method::Get,
        address: format!("{at}/alerts/field-notice-bulletins")
            .parse()
            .unwrap(),
        query: vec![
            plain("customerId", "123456"),
            plain("title", "50% off & more"),
        ],
        headers: vec![
            plain("Accept", "application/json"),
            plain("User-Agent", gatepass_core::USER_AGENT),
            bearer(at),
            secret(
                "Ocp-Apim-Subscription-Key",
                "subscription key",
                "key-0001",
                at,
            ),
        ],
        body: Body::None,
    }
}

/// Everything that quoting can get wrong, and a secret in the query.
fn hostile(at: &str) -> Request {
    Request {
        method: Method::Put,
        address: format!("{at}/a[1]/it's$(id)`id`").parse().unwrap(),
        query: vec![secret("api key", "apiKey", "k&y=1+1%20ä", at), plain("q", "\"'$`\\!%")],
        headers: vec![
            plain("Content-Type", "text/plain; charset=utf-8"),
            bearer(at),
            plain("X-Note", "it's \"${HOME}\" `id` $(id) %PATH% !! ‘curly’ ä"),
            plain("X-Nothing", ""),
            plain("x-note", "again"),
        ],
        body: Body::Text(Value::Plain(
            "line 'one' \"two\" `three` ${four} %PATH% !!\n\t‘five’ \\n \\\r\nsix\u{202e}\u{2028}😀\n".into(),
        )),
    }
}

/// A token request with Basic, and one with a JSON body.
fn token_requests(at: &str) -> [Request; 2] {
    let password = "päss w+rd&=%\"\\'$x";
    let basic = Value::Basic("client:1".into(), kept(password, at));
    let form = vec![
        plain("grant_type", "password"),
        plain("scope", "a b"),
        secret("password", "password", password, at),
    ];
    let json = vec![
        plain("grant_type", "client_credentials"),
        plain("client_id", "client \"1\""),
        secret("client_secret", "client secret", password, at),
    ];
    let request = |headers, body| Request {
        method: Method::Post,
        address: format!("{at}/token").parse().unwrap(),
        query: vec![],
        headers,
        body,
    };
    let content_type = |text| plain("Content-Type", text);
    [
        request(
            vec![
                content_type("application/x-www-form-urlencoded"),
                ("Authorization".into(), basic),
            ],
            Body::Form(form),
        ),
        request(vec![content_type("application/json")], Body::Json(json)),
    ]
}
