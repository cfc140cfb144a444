//! The request that gets an integration's token, made of the very request that Gatepass sends.
use serde_json::{Map, Value as Json, json};

use crate::client_request::Credentials;
use crate::credentials::key_header;
use crate::grant::Grant;
use crate::integration::{Extra, ExtraValue, Integration};
use crate::request::{Body, Request, USER_AGENT, Value};
use crate::secret::{Kept, Secret};
use crate::snippets::Names;
use crate::token_request::{Proof, token_request};

use super::item::{member, raw_body, url};
use super::script;

/// The request, and the variables of its secrets.
pub(super) struct TokenItem {
    pub(super) item: Json,
    pub(super) secrets: Vec<String>,
}

impl TokenItem {
    /// None where a person signs in for the token.
    pub(super) fn of(integration: &Integration) -> Option<Self> {
        let request = request(integration)?;
        let mut secrets = Secrets::default();
        let mut headers = Vec::new();
        let mut auth = json!({"type": "noauth"});
        for (name, value) in &request.headers {
            match value {
                Value::Plain(ours) if ours == USER_AGENT => {}
                Value::Basic(id, _) => {
                    let secret = secrets.variable("client secret");
                    auth = json!({"type": "basic", "basic": [typed("username", id), typed("password", &secret)]});
                }
                value => headers.push(member(name, &secrets.text(value))),
            }
        }
        let mut members = |members: &[(String, Value)]| -> Vec<Json> {
            members
                .iter()
                .map(|(name, value)| member(name, &secrets.text(value)))
                .collect()
        };
        let query = members(&request.query);
        let body = match &request.body {
            Body::Form(form) => Some(json!({"mode": "urlencoded", "urlencoded": members(form)})),
            Body::Json(object) => {
                let pairs = object
                    .iter()
                    .map(|(name, value)| (name.clone(), secrets.text(value).into()));
                let object = Json::Object(pairs.collect::<Map<_, _>>());
                Some(raw_body(&format!("{object:#}"), "application/json"))
            }
            Body::None | Body::Empty | Body::Text(_) => None,
        };
        let mut sent = json!({
            "method": request.method.name(),
            "header": headers,
            "auth": auth,
            "url": url("{{token_url}}", &[], &query, &[]),
            "description": "Gets an access token and keeps it in the environment. It lives for a while: one is enough for many calls.",
        });
        if let Some(body) = body {
            sent["body"] = body;
        }
        Some(Self {
            item: json!({"name": "Get token", "event": [script::keep_token()], "request": sent}),
            secrets: secrets.0,
        })
    }
}

fn typed(key: &str, value: &str) -> Json {
    json!({"key": key, "value": value, "type": "string"})
}

/// The token request with variables in the place of the client's values. Its secrets are empty: their names are what counts.
fn request(integration: &Integration) -> Option<Request> {
    let nothing = || Kept::new(Secret::new(""), vec![]);
    let secrets = |extras: &[Extra]| -> Vec<Kept> {
        let is_secret = |extra: &&Extra| matches!(extra.value, ExtraValue::Secret(_));
        extras.iter().filter(is_secret).map(|_| nothing()).collect()
    };
    let proof = match integration.grant.grant {
        Grant::ClientCredentials => Proof::ClientCredentials,
        Grant::Password => Proof::Password {
            username: "{{username}}".to_owned(),
            password: nothing(),
        },
        Grant::AuthorizationCode | Grant::Implicit | Grant::RefreshToken => return None,
    };
    let credentials = Credentials {
        client_secret: integration.client_secret.as_ref().map(|_| nothing()),
        subscription_key: key_header(integration).map(|name| (name, nothing())),
        extra_headers: secrets(&integration.extra_headers),
        extra_parameters: secrets(&integration.extra_parameters),
    };
    let mut theirs = integration.clone();
    theirs.client_id = "{{client_id}}".to_owned();
    Some(token_request(&theirs, credentials, proof))
}

/// The variables given to secrets, in order.
#[derive(Default)]
struct Secrets(Vec<String>, Names);

impl Secrets {
    fn variable(&mut self, secret: &str) -> String {
        let name = self.1.of(secret).to_ascii_lowercase();
        let variable = format!("{{{{{name}}}}}");
        self.0.push(name);
        variable
    }

    fn text(&mut self, value: &Value) -> String {
        match value {
            Value::Plain(text) => text.clone(),
            Value::Secret(name, _) | Value::Prefixed(name, _, _) => self.variable(name),
            Value::Basic(..) => self.variable("client secret"),
        }
    }
}
