//! "Try the documented alternatives": the same token request with the client's credentials in the other places.
use crate::credentials::{credentials, own_proof};
use crate::integration::{Integration, IntegrationId};
use crate::lock::pass;
use crate::placement::Placement;
use crate::ports::Ports;
use crate::provider::provider;
use crate::refusal::{Asked, Refusal, refusal_of_store};
use crate::send::send;
use crate::token_request::{Proof, token_request};
use crate::unsent::refuse;

/// One placement that was tried.
#[derive(Debug)]
pub struct Tried {
    /// Where the credentials travelled.
    pub placement: Placement,
    /// None if a token came. It was not kept.
    pub refusal: Option<Refusal>,
}

/// The placements beside its own that its provider documents, where trying them needs nobody in a browser.
pub fn alternatives(integration: &Integration) -> Vec<Placement> {
    let Some(provider) = provider(&integration.provider) else {
        return vec![];
    };
    let environment = provider.environment(&integration.environment);
    let is_documented = environment.is_some_and(|environment| environment.token_endpoint.is_some());
    let is_own = |placement: &Placement| *placement == integration.placement;
    // A secret in an address may be logged on the way: that is tried only where the provider's own documents do it.
    let is_careful = |placement: &Placement| is_documented || *placement != Placement::Query;
    if integration.grant.grant.needs_browser() || integration.client_secret.is_none() {
        return vec![];
    }
    provider
        .placements
        .iter()
        .filter(|placement| !is_own(placement) && is_careful(placement))
        .copied()
        .collect()
}

/// What a server may answer that looks for the credentials elsewhere: it misses the client, or reads nothing that it knows in the
/// body. Every other refusal is about something that stands in each placement alike.
const OF_THE_PLACEMENT: [&str; 7] = [
    "client_id_unknown",
    "client_secret_refused",
    "credentials_not_found",
    "client_refused",
    "grant_not_allowed",
    "request_refused",
    "refused",
];

/// Whether another placement may help against a refusal.
pub fn placement_may_help(refusal: &Refusal) -> bool {
    OF_THE_PLACEMENT.contains(&refusal.code)
}

/// Tries each alternative once, one after the other, and stops at the first that brings a token.
pub async fn try_alternatives(ports: &Ports, id: &IntegrationId) -> Result<Vec<Tried>, Refusal> {
    pass(ports, try_each(ports, id)).await
}

async fn try_each(ports: &Ports, id: &IntegrationId) -> Result<Vec<Tried>, Refusal> {
    let found = ports.store.integration(id);
    let found = found.map_err(|error| refuse(ports, refusal_of_store(&error)))?;
    let Some(integration) = found else {
        return Ok(vec![]);
    };
    let Some(proof) = own_proof(ports, &integration).await? else {
        return Ok(vec![]);
    };
    let mut tried = Vec::new();
    for placement in alternatives(&integration) {
        let refusal = ask(ports, &integration, placement, proof.clone())
            .await
            .err();
        let works = refusal.is_none();
        tried.push(Tried { placement, refusal });
        if works {
            break;
        }
    }
    Ok(tried)
}

async fn ask(
    ports: &Ports,
    integration: &Integration,
    placement: Placement,
    proof: Proof,
) -> Result<(), Refusal> {
    let mut integration = integration.clone();
    integration.placement = placement;
    let grant = proof.grant();
    let credentials = credentials(ports, &integration).await?;
    let request = token_request(&integration, credentials, proof);
    let asked = Asked::token(&integration, grant.id());
    let answered = send(ports, &integration, &request, &asked).await?;
    match answered.issued() {
        Some(_) => Ok(()),
        None => Err(answered.refusal(&asked)),
    }
}
