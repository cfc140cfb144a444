//! The collection: a folder for each integration where there are several, within it one for each API.
use serde_json::{Value as Json, json};

use crate::integration::Integration;
use crate::provider::provider;

use super::PostmanSource;
use super::endpoint_item::items;
use super::token_item::TokenItem;

const SCHEMA: &str = "https://schema.getpostman.com/json/collection/v2.1.0/collection.json";

/// Postman has no request that is switched off, so those that change something stand apart, and a script holds them back.
const CHANGES: &str = "Changes something: run by hand";

const ABOUT: &str = "Exported from Gatepass. Choose the environment of the same name, fill in the current values of its secrets, \
send “Get token”, then any request. No secret is in these files: keep it so when you share them.";

/// The collection of that title. `labels` are the integrations' own.
pub(super) fn collection(title: &str, sources: &[PostmanSource<'_>], labels: &[String]) -> Json {
    let mut collection = json!({
        "info": {"name": title, "description": ABOUT, "schema": SCHEMA},
        "item": [],
        // A redirect is shown and not followed: what it points to may be somebody else's.
        "protocolProfileBehavior": {"followRedirects": false},
    });
    if let [source] = sources {
        collection["info"]["description"] =
            format!("{ABOUT}\n\n{}", about(source.integration)).into();
        collection["item"] = folders(source).into();
        collection["auth"] = auth(source.integration);
    } else {
        let folder = |(source, label): (&PostmanSource<'_>, &String)| {
            json!({
                "name": label,
                "description": about(source.integration),
                "item": folders(source),
                "auth": auth(source.integration),
            })
        };
        collection["item"] = sources.iter().zip(labels).map(folder).collect();
    }
    collection
}

fn folders(source: &PostmanSource<'_>) -> Vec<Json> {
    let mut folders: Vec<Json> = TokenItem::of(source.integration)
        .map(|token| token.item)
        .into_iter()
        .collect();
    let (changing, reading): (Vec<_>, Vec<_>) = source
        .endpoints
        .iter()
        .copied()
        .partition(|endpoint| endpoint.is_state_changing());
    for api in reading.chunk_by(|one, next| one.api == next.api) {
        let requests = api
            .iter()
            .flat_map(|endpoint| items(endpoint, source.integration));
        folders.push(json!({"name": api[0].api, "item": requests.collect::<Vec<_>>()}));
    }
    if !changing.is_empty() {
        let requests = changing
            .iter()
            .flat_map(|endpoint| items(endpoint, source.integration));
        folders.push(json!({
            "name": CHANGES,
            "description": "Nothing here is sent, by hand or in a run, until `changes_allowed` is `yes` in the environment.",
            "item": requests.collect::<Vec<_>>(),
        }));
    }
    folders
}

/// How calls are let in: by the token's own header and word.
fn auth(integration: &Integration) -> Json {
    let typed = |key: &str, value: &str| json!({"key": key, "value": value, "type": "string"});
    let is_usual = integration
        .token_header
        .eq_ignore_ascii_case("authorization")
        && integration.token_prefix == "Bearer";
    if is_usual {
        return json!({"type": "bearer", "bearer": [typed("token", "{{access_token}}")]});
    }
    let value = if integration.token_prefix.is_empty() {
        "{{access_token}}"
    } else {
        "{{token_type}} {{access_token}}"
    };
    json!({"type": "apikey", "apikey": [typed("key", &integration.token_header), typed("value", value), typed("in", "header")]})
}

fn about(integration: &Integration) -> String {
    let provider = provider(&integration.provider);
    let environment = provider.and_then(|provider| provider.environment(&integration.environment));
    let names = [
        provider.map_or(integration.provider.as_str(), |provider| &provider.name),
        environment.map_or(integration.environment.as_str(), |environment| {
            &environment.name
        }),
    ];
    let mut about = format!("{}.", names.join(", "));
    if TokenItem::of(integration).is_none() {
        about.push_str(
            " A person signs in for its tokens, which Postman cannot do with these files: copy one in Gatepass and put it into `access_token`.",
        );
    }
    about
}
