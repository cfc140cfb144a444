//! What taking in an offer would mean, entry by entry: what is here already, what would be sent where, which secrets come.
use super::check::{BroughtValue, Outcome, Sound};
use super::likeness::is_same;
use super::read::{Offer, OfferedEntry};
use super::words::shown;
use crate::integration::{Integration, IntegrationId};
use crate::ports::{Store, StoreError};
use crate::provider::{Environment, provider};

/// An entry as it is shown before anything is added.
#[derive(Clone, Debug)]
pub struct Offered {
    /// As the file has it, in one line.
    pub label: String,
    /// A provider's id, as the file has it.
    pub provider: String,
    /// An environment's id, as the file has it.
    pub environment: String,
    /// What can be done with it.
    pub standing: OfferStanding,
    /// Where it would send what.
    pub destinations: Vec<Destination>,
    /// The secrets that come with it: "client secret".
    pub brings: Vec<String>,
    /// The secrets that have to be entered afterwards.
    pub lacks: Vec<String>,
    /// What of it is left out; sentences.
    pub notes: Vec<String>,
    /// Endpoints of the user's own that come with it.
    pub endpoints: usize,
    /// Samples that come with it.
    pub samples: usize,
}

/// What can be done with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum OfferStanding {
    /// Nothing like it is here.
    New,
    /// Another is here under its name, or an earlier state of it.
    Taken(IntegrationId),
    /// It is here already, as far as can be told.
    Same(IntegrationId),
    /// A sandbox integration; nothing can be done.
    Sandbox,
    /// Nothing can be done; the sentence says why.
    Faulty(String),
}

/// An address that an integration uses.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Destination {
    /// What it is: "Token address".
    pub what: &'static str,
    /// In ASCII, so that no letter looks like another.
    pub address: String,
    /// What goes there: "client id, client secret".
    pub receives: String,
    /// It is not what the provider documents, so whoever made the file chose it.
    pub is_unusual: bool,
}

/// Every entry of an offer, in its order. Changes nothing, and reads no secret.
pub fn offered(offer: &Offer, store: &dyn Store) -> Result<Vec<Offered>, StoreError> {
    let here = store.integrations()?;
    Ok(offer
        .entries
        .iter()
        .map(|entry| one_of(entry, &here))
        .collect())
}

fn one_of(entry: &OfferedEntry, here: &[Integration]) -> Offered {
    let mut offered = Offered {
        label: entry.label.clone(),
        provider: entry.provider.clone(),
        environment: entry.environment.clone(),
        standing: OfferStanding::Sandbox,
        destinations: vec![],
        brings: vec![],
        lacks: vec![],
        notes: vec![],
        endpoints: 0,
        samples: 0,
    };
    match &entry.outcome {
        Outcome::Sandbox => {}
        Outcome::Faulty(why) => offered.standing = OfferStanding::Faulty(why.clone()),
        Outcome::Sound(sound) => {
            offered.standing = standing(entry, sound, here);
            offered.destinations = destinations(sound);
            offered.brings = brings(sound);
            offered.lacks.clone_from(&sound.lacks);
            offered.notes.clone_from(&sound.notes);
            offered.endpoints = sound.endpoints.len();
            offered.samples = sound.samples.len();
        }
    }
    offered
}

fn standing(entry: &OfferedEntry, sound: &Sound, here: &[Integration]) -> OfferStanding {
    let label = sound.integration.label.to_lowercase();
    let by_id = here.iter().find(|one| one.id.0 == entry.id);
    let alike = here.iter().find(|one| is_same(one, sound));
    let by_label = here.iter().find(|one| one.label.to_lowercase() == label);
    match (alike, by_id.or(by_label)) {
        (Some(one), _) => OfferStanding::Same(one.id.clone()),
        (None, Some(one)) => OfferStanding::Taken(one.id.clone()),
        (None, None) => OfferStanding::New,
    }
}

fn brings(sound: &Sound) -> Vec<String> {
    let mut brings = Vec::new();
    brings.extend(
        sound
            .client_secret
            .as_ref()
            .map(|_| "client secret".to_owned()),
    );
    brings.extend(sound.password.as_ref().map(|_| "password".to_owned()));
    brings.extend(sound.key.as_ref().map(|_| "subscription key".to_owned()));
    let extras = sound.extra_headers.iter().chain(&sound.extra_parameters);
    brings.extend(extras.filter_map(|(name, value)| match value {
        BroughtValue::Secret(_) => Some(format!("value of {}", shown(name))),
        BroughtValue::Public(_) => None,
    }));
    brings
}

fn destinations(sound: &Sound) -> Vec<Destination> {
    let Integration {
        provider: id,
        environment,
        token_endpoint,
        grant,
        revocation_endpoint,
        introspection_endpoint,
        api_origins,
        route,
        ..
    } = &sound.integration;
    let chosen = provider(id);
    let documented = chosen.and_then(|provider| provider.environment(environment));
    // What a custom server's addresses are, nobody documents.
    let is_custom = id == "custom";
    let address =
        |what, address: &url::Url, documented: Option<&url::Url>, receives: &str| Destination {
            what,
            address: address.to_string(),
            receives: receives.to_owned(),
            is_unusual: !is_custom && documented != Some(address),
        };
    let preset = |which: fn(&Environment) -> Option<&url::Url>| documented.and_then(which);
    let mut sent = vec!["client id".to_owned()];
    sent.extend(brings(sound));
    sent.extend(sound.lacks.iter().cloned());
    let mut all = vec![address(
        "Token address",
        token_endpoint,
        preset(|environment| environment.token_endpoint.as_ref()),
        &sent.join(", "),
    )];
    if grant.grant.needs_browser()
        && let Some(endpoint) = &grant.authorization_endpoint
    {
        let documented = preset(|environment| environment.authorization_endpoint.as_ref());
        all.push(address(
            "Sign-in address",
            endpoint,
            documented,
            "client id",
        ));
    }
    for (what, endpoint, documented) in [
        (
            "Revocation address",
            revocation_endpoint,
            preset(|environment| environment.revocation_endpoint.as_ref()),
        ),
        (
            "Introspection address",
            introspection_endpoint,
            preset(|environment| environment.introspection_endpoint.as_ref()),
        ),
    ] {
        if let Some(endpoint) = endpoint {
            all.push(address(
                what,
                endpoint,
                documented,
                "token, client id, client secret",
            ));
        }
    }
    let with_calls = if sound.key.is_some() {
        "token, subscription key"
    } else {
        "token"
    };
    for origin in api_origins {
        let documented =
            documented.is_some_and(|documented| documented.api_origins.contains(origin));
        all.push(Destination {
            what: "API address",
            address: origin.to_string(),
            receives: with_calls.to_owned(),
            is_unusual: !is_custom && !documented,
        });
    }
    all.extend(route.proxy.as_ref().map(|proxy| Destination {
        what: "Proxy",
        address: proxy.to_string(),
        receives: "everything, encrypted".to_owned(),
        is_unusual: true,
    }));
    all.extend(route.extra_ca.as_ref().map(|_| Destination {
        what: "CA certificate of its own",
        address: String::new(),
        receives: "whoever holds its key can read everything".to_owned(),
        is_unusual: true,
    }));
    all
}
