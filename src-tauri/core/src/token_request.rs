//! Builds the token request of an integration: client credentials (RFC 6749, section 4.4) in one of four placements.
use crate::integration::{Extra, ExtraValue, Integration};
use crate::placement::Placement;
use crate::request::{Body, Request, USER_AGENT, Value};
use crate::secret::Kept;

const FORM: &str = "application/x-www-form-urlencoded";

/// The secrets of an integration, fetched from the vault for one request.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// The client secret.
    pub client_secret: Kept,
    /// Header name and key, for providers with a gateway in front.
    pub subscription_key: Option<(String, Kept)>,
    /// One for each secret value of `extra_headers`, in their order.
    pub extra_headers: Vec<Kept>,
    /// One for each secret value of `extra_parameters`, in their order.
    pub extra_parameters: Vec<Kept>,
}

/// The request that gets this integration's token.
pub fn token_request(integration: &Integration, credentials: Credentials) -> Request {
    let secret = credentials.client_secret;
    let id = Value::Plain(integration.client_id.clone());
    let mut members = vec![(
        "grant_type".to_owned(),
        Value::Plain("client_credentials".to_owned()),
    )];
    let mut headers = vec![
        (
            "Accept".to_owned(),
            Value::Plain("application/json".to_owned()),
        ),
        ("User-Agent".to_owned(), Value::Plain(USER_AGENT.to_owned())),
    ];
    if integration.placement == Placement::Basic {
        headers.push((
            "Authorization".to_owned(),
            Value::Basic(integration.client_id.clone(), secret),
        ));
    } else {
        members.push(("client_id".to_owned(), id));
        members.push((
            "client_secret".to_owned(),
            Value::Secret("client secret".to_owned(), secret),
        ));
    }
    if !integration.scope.is_empty() {
        members.push(("scope".to_owned(), Value::Plain(integration.scope.clone())));
    }
    for member in named(&integration.extra_parameters, credentials.extra_parameters) {
        set(&mut members, member);
    }
    if let Some((name, key)) = credentials.subscription_key {
        headers.push((name, Value::Secret("subscription key".to_owned(), key)));
    }
    for header in named(&integration.extra_headers, credentials.extra_headers) {
        set_header(&mut headers, header);
    }

    let mut query: Vec<(String, Value)> = Vec::new();
    for (name, value) in integration.token_endpoint.query_pairs() {
        set(
            &mut query,
            (name.into_owned(), Value::Plain(value.into_owned())),
        );
    }
    let body = if integration.placement == Placement::Query {
        for member in members {
            set(&mut query, member);
        }
        Body::Empty
    } else {
        // The address may already end in ?grant_type=…: a parameter is sent once (RFC 6749, section 3.2).
        query.retain(|(name, _)| !members.iter().any(|(taken, _)| taken == name));
        let (content_type, body) = match integration.placement {
            Placement::Json => ("application/json", Body::Json(members)),
            Placement::Form | Placement::Basic | Placement::Query => (FORM, Body::Form(members)),
        };
        headers.insert(
            0,
            (
                "Content-Type".to_owned(),
                Value::Plain(content_type.to_owned()),
            ),
        );
        body
    };
    Request {
        method: "POST",
        address: integration.token_endpoint.clone(),
        query,
        headers,
        body,
    }
}

fn named(extras: &[Extra], secrets: Vec<Kept>) -> Vec<(String, Value)> {
    let mut secrets = secrets.into_iter();
    let value = |extra: &Extra| match &extra.value {
        ExtraValue::Public(text) => Some(Value::Plain(text.clone())),
        ExtraValue::Secret(_) => secrets
            .next()
            .map(|kept| Value::Secret(extra.name.clone(), kept)),
    };
    let values: Vec<Option<Value>> = extras.iter().map(value).collect();
    extras
        .iter()
        .zip(values)
        .filter_map(|(extra, value)| Some((extra.name.clone(), value?)))
        .collect()
}

fn set(members: &mut Vec<(String, Value)>, (name, value): (String, Value)) {
    match members.iter_mut().find(|(taken, _)| *taken == name) {
        Some(member) => member.1 = value,
        None => members.push((name, value)),
    }
}

fn set_header(headers: &mut Vec<(String, Value)>, (name, value): (String, Value)) {
    match headers
        .iter_mut()
        .find(|(taken, _)| taken.eq_ignore_ascii_case(&name))
    {
        Some(header) => header.1 = value,
        None => headers.push((name, value)),
    }
}
