//! The `auth` object of Postman's collections: `oauth2`, `basic`, `apikey`, `bearer`.
use super::json::Json;
use crate::paste::names::{Field, of_name};
use crate::paste::text::{Pair, Text, append, text};
use crate::paste::written::Written;

/// Adds what it says to its request, or to a request of its own.
pub(super) fn read(
    auth: &Json,
    filled: &dyn Fn(&str) -> Text,
    request: Option<&mut Written>,
    requests: &mut Vec<Written>,
) {
    let kind = auth.text_of("type");
    let Some(members) = auth.member(kind) else {
        return;
    };
    let value = |name: &str| filled(value_of(members, name));
    match (kind, request) {
        // The request is a call with the token; how the token is got is a request of its own.
        ("oauth2", _) => requests.push(oauth2(members, filled)),
        ("basic", Some(written)) => {
            let mut user = value("username");
            append(&mut user, ":");
            append(&mut user, &value("password"));
            written.user = Some(user);
        }
        ("bearer", Some(written)) => {
            written
                .headers
                .push(Pair::new("Authorization", "Bearer {token}"));
        }
        ("apikey", Some(written)) => {
            let pair = Pair {
                name: value("key"),
                value: value("value"),
            };
            match &**value("in") {
                "query" => written.query.push(pair),
                _ => written.headers.push(pair),
            }
        }
        _ => {}
    }
}

fn oauth2(members: &Json, filled: &dyn Fn(&str) -> Text) -> Written {
    let mut written = Written::default();
    for (name, value) in entries(members) {
        if of_name(name).is_some() && of_name(name) != Some(Field::Extra) {
            written.named.push(Pair {
                name: text(name),
                value: filled(value),
            });
        }
    }
    for name in ["tokenRequestParams", "accessTokenRequestParams"] {
        for extra in list_of(members, name) {
            if extra.says("enabled", "false") {
                continue;
            }
            let pair = Pair {
                name: filled(extra.text_of("key")),
                value: filled(extra.text_of("value")),
            };
            match extra.text_of("send_as") {
                "request_header" => written.headers.push(pair),
                "request_url" => written.query.push(pair),
                _ => written.push_form(pair),
            }
        }
    }
    written
}

/// A list of `{key, value}` since v2.1, an object before.
fn entries(members: &Json) -> Vec<(&str, &str)> {
    let listed = members
        .items()
        .iter()
        .map(|member| (member.text_of("key"), member.text_of("value")));
    let object = members
        .members()
        .iter()
        .filter_map(|(name, value)| Some((name.as_str(), value.text()?)));
    listed.chain(object).collect()
}

fn value_of<'a>(members: &'a Json, name: &str) -> &'a str {
    let entries = entries(members);
    let found = entries.iter().find(|(known, _)| *known == name);
    found.map_or("", |(_, value)| value)
}

fn list_of<'a>(members: &'a Json, name: &str) -> &'a [Json] {
    let listed = members
        .items()
        .iter()
        .find(|member| member.text_of("key") == name)
        .and_then(|member| member.member("value"));
    let list = listed.or_else(|| members.member(name));
    list.map(Json::items).unwrap_or_default()
}
