//! A Postman environment: where an integration's requests go, and variables for its secrets.
use serde_json::{Value as Json, json};
use url::Url;

use crate::call_request::call_base;
use crate::credentials::key_header;
use crate::grant::Grant;
use crate::integration::Integration;
use crate::request::{reachable, without_query};

use super::token_item::TokenItem;

/// The environment of that name. Only an access token may be in it, and only for a copy that was asked for.
/// `changes`: whether there are requests that change something.
pub(crate) fn environment(
    integration: &Integration,
    name: &str,
    access_token: Option<&str>,
    changes: bool,
    sandbox: Option<&Url>,
) -> Json {
    let here = |address: &Url| reachable(address, sandbox).map(|address| without_query(&address));
    let base = call_base(integration, sandbox);
    let base = base.map_or_else(String::new, |base| without_query(&base));
    let mut values = vec![
        plain("base_url", base.trim_end_matches('/')),
        plain(
            "token_url",
            &here(&integration.token_endpoint).unwrap_or_default(),
        ),
        plain("token_type", &integration.token_prefix),
        plain("client_id", &integration.client_id),
    ];
    if integration.grant.grant == Grant::Password {
        values.push(plain("username", &integration.grant.username));
    }
    let mut secrets = TokenItem::of(integration).map_or_else(Vec::new, |token| token.secrets);
    let key = key_header(integration).map(|_| "subscription_key".to_owned());
    secrets.extend(key.filter(|key| !secrets.contains(key)));
    values.extend(secrets.iter().map(|key| {
        secret(
            key,
            "",
            "Fill in its current value; it stays on this computer then.",
        )
    }));
    values.push(secret(
        "access_token",
        access_token.unwrap_or_default(),
        "“Get token” fills it in, or a token copied in Gatepass.",
    ));
    if changes {
        let mut allowed = plain("changes_allowed", "no");
        allowed["description"] = "While it is yes, requests that change something are sent.".into();
        values.push(allowed);
    }
    json!({"name": name, "values": values, "_postman_variable_scope": "environment"})
}

fn plain(key: &str, value: &str) -> Json {
    json!({"key": key, "value": value, "type": "default", "enabled": true})
}

fn secret(key: &str, value: &str, note: &str) -> Json {
    json!({"key": key, "value": value, "type": "secret", "enabled": true, "description": note})
}
