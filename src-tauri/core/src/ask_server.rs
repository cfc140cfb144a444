//! What a token endpoint's neighbours are asked: to end a token (RFC 7009), or what they know of it (RFC 7662).
use serde_json::Value;
use url::Url;

use crate::client_request::{client_request, plain, secret};
use crate::credentials::credentials;
use crate::exchange::Exchange;
use crate::integration::Integration;
use crate::jwt::{Claim, claims_of};
use crate::placement::Placement;
use crate::ports::Ports;
use crate::redact::{mask, masked_members};
use crate::refusal::{Asked, Fault, Form, Refusal, Remedy, Saying};
use crate::secret::{Kept, Secret};
use crate::send::{Answered, send};
use crate::unsent::refuse;

/// Which token is spoken of: `token_type_hint`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum TokenKind {
    Access,
    Refresh,
}

/// What a server says of a token.
#[derive(Clone, Debug)]
pub struct Introspection {
    /// Whether it would honour it now.
    pub active: bool,
    /// What else it says, in its order.
    pub claims: Vec<Claim>,
    /// How it was asked, masked.
    pub exchange: Exchange,
}

/// Ends a token at the server.
pub(crate) async fn revoke(
    ports: &Ports,
    integration: &Integration,
    token: Kept,
    kind: TokenKind,
) -> Result<Exchange, Refusal> {
    let endpoint = integration.revocation_endpoint.as_ref();
    let answered = ask(ports, integration, endpoint, token, kind).await?;
    // What a filter on the way answers under 200 has ended nothing.
    let is_meant = answered.facts.error.is_empty() && answered.facts.form != Form::Page;
    if answered.is_success() && is_meant {
        Ok(answered.exchange(false))
    } else {
        Err(answered.refusal(&asked(integration)))
    }
}

/// Asks the server what it knows of a token.
pub(crate) async fn introspect(
    ports: &Ports,
    integration: &Integration,
    token: Kept,
) -> Result<Introspection, Refusal> {
    let endpoint = integration.introspection_endpoint.as_ref();
    let answered = ask(ports, integration, endpoint, token, TokenKind::Access).await?;
    let members = answered.facts.members.as_deref();
    let members = members.cloned().unwrap_or_default();
    let Some(active) = members.get("active").and_then(Value::as_bool) else {
        return Err(answered.refusal(&asked(integration)));
    };
    let hidden: Vec<Secret> = answered.secrets().to_vec();
    let hidden: Vec<&Secret> = hidden.iter().collect();
    let mut claims = claims_of(masked_members(members, &hidden));
    claims.retain(|claim| claim.name != "active");
    for claim in &mut claims {
        claim.value = mask(&claim.value, &hidden);
    }
    Ok(Introspection {
        active,
        claims,
        exchange: answered.exchange(false),
    })
}

async fn ask(
    ports: &Ports,
    integration: &Integration,
    endpoint: Option<&Url>,
    token: Kept,
    kind: TokenKind,
) -> Result<Answered, Refusal> {
    let endpoint = endpoint.ok_or_else(|| refuse(ports, no_such_endpoint()))?;
    let (called, hint) = match kind {
        TokenKind::Access => ("access token", "access_token"),
        TokenKind::Refresh => ("refresh token", "refresh_token"),
    };
    let members = vec![
        secret("token", called, token),
        plain("token_type_hint", hint),
    ];
    let credentials = credentials(ports, integration).await?;
    let request = client_request(&in_the_body(integration), endpoint, credentials, members);
    send(ports, integration, &request, &asked(integration)).await
}

/// Both take a form body and nothing else (RFC 7009 and RFC 7662, section 2.1), wherever the token endpoint wants its
/// parameters: in an address a live token could be logged on the way.
fn in_the_body(integration: &Integration) -> Integration {
    let placement = match integration.placement {
        Placement::Basic => Placement::Basic,
        Placement::Form | Placement::Query | Placement::Json => Placement::Form,
    };
    Integration {
        placement,
        ..integration.clone()
    }
}

/// By a client that has a token, so it works.
fn asked(integration: &Integration) -> Asked<'_> {
    Asked::token(integration, "").having_worked(true)
}

fn no_such_endpoint() -> Saying {
    Saying::new(
        "no_such_endpoint",
        "not offered",
        Fault::You,
        Remedy::Setup,
        [
            "The provider offers no such endpoint".into(),
            "Neither its documentation nor Setup names an address for this.".into(),
            "Enter the address under More in Setup, if the provider has one.".into(),
        ],
    )
}
