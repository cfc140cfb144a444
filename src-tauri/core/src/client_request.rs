//! A request that the client authenticates itself on (RFC 6749, section 2.3): to the token endpoint, and to those for
//! revocation (RFC 7009) and introspection (RFC 7662).
use url::Url;

use crate::integration::{Extra, ExtraValue, Integration};
use crate::method::Method;
use crate::placement::Placement;
use crate::request::{Body, Request, USER_AGENT, Value};
use crate::secret::Kept;

const FORM: &str = "application/x-www-form-urlencoded";

/// The client's own secrets, fetched from the vault for one request.
#[derive(Clone, Debug)]
pub struct Credentials {
    /// None for a public client.
    pub client_secret: Option<Kept>,
    /// Header name and key, for providers with a gateway in front.
    pub subscription_key: Option<(String, Kept)>,
    /// One for each secret value of `extra_headers`, in their order.
    pub extra_headers: Vec<Kept>,
    /// One for each secret value of `extra_parameters`, in their order.
    pub extra_parameters: Vec<Kept>,
}

/// A parameter or header before it is placed.
pub(crate) type Named = (String, Value);

/// A request with these parameters and the client's credentials, in the integration's placement. The extra headers go along;
/// the extra parameters are the caller's to add, with [`extra_parameters`].
pub(crate) fn client_request(
    integration: &Integration,
    address: &Url,
    credentials: Credentials,
    mut members: Vec<Named>,
) -> Request {
    let mut headers = vec![
        plain("Accept", "application/json"),
        plain("User-Agent", USER_AGENT),
    ];
    match credentials.client_secret {
        Some(secret) if integration.placement == Placement::Basic => headers.push((
            "Authorization".to_owned(),
            Value::Basic(integration.client_id.clone(), secret),
        )),
        secret => {
            insert_client(&mut members, integration, secret);
        }
    }
    if let Some((name, key)) = credentials.subscription_key {
        headers.push((name, Value::Secret("subscription key".to_owned(), key)));
    }
    for header in named(&integration.extra_headers, credentials.extra_headers) {
        set_header(&mut headers, header);
    }

    let mut query: Vec<Named> = Vec::new();
    for (name, value) in address.query_pairs() {
        set(&mut query, plain(&name, &value));
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
        headers.insert(0, plain("Content-Type", content_type));
        body
    };
    Request {
        method: Method::Post,
        address: address.clone(),
        query,
        headers,
        body,
    }
}

/// The user's extra parameters with their secrets; one of the same name as a member takes its place.
pub(crate) fn extra_parameters(
    integration: &Integration,
    credentials: &mut Credentials,
    members: &mut Vec<Named>,
) {
    let secrets = std::mem::take(&mut credentials.extra_parameters);
    for member in named(&integration.extra_parameters, secrets) {
        set(members, member);
    }
}

/// A member that is shown as it is.
pub(crate) fn plain(name: &str, value: &str) -> Named {
    (name.to_owned(), Value::Plain(value.to_owned()))
}

/// A member that is a secret, named as people call it.
pub(crate) fn secret(name: &str, called: &str, kept: Kept) -> Named {
    (name.to_owned(), Value::Secret(called.to_owned(), kept))
}

/// Right after the first member, as every document prints it. One that an extra parameter set stays.
fn insert_client(members: &mut Vec<Named>, integration: &Integration, client_secret: Option<Kept>) {
    let id = plain("client_id", &integration.client_id);
    let secret = client_secret.map(|kept| secret("client_secret", "client secret", kept));
    let at = 1.min(members.len());
    let own = [Some(id), secret].into_iter().flatten();
    let missing: Vec<Named> = own
        .filter(|(name, _)| !members.iter().any(|(taken, _)| taken == name))
        .collect();
    members.splice(at..at, missing);
}

fn named(extras: &[Extra], secrets: Vec<Kept>) -> Vec<Named> {
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

/// Puts it in the place of one of that name, else at the end.
pub(crate) fn set(members: &mut Vec<Named>, (name, value): Named) {
    match members.iter_mut().find(|(taken, _)| *taken == name) {
        Some(member) => member.1 = value,
        None => members.push((name, value)),
    }
}

fn set_header(headers: &mut Vec<Named>, (name, value): Named) {
    match headers
        .iter_mut()
        .find(|(taken, _)| taken.eq_ignore_ascii_case(&name))
    {
        Some(header) => header.1 = value,
        None => headers.push((name, value)),
    }
}
