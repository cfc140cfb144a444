//! Whose request it can be: the environments that the providers' data leaves, one piece of evidence after the other.
use url::Url;

use super::Candidate;
use super::address::Address;
use super::evidence::path_match;
use crate::grant::Grant;
use crate::origin::Origin;
use crate::placement::Placement;
use crate::provider::{Environment, EnvironmentKind, Provider, providers};

/// What the requests tell about whose they are.
#[derive(Default)]
pub(super) struct Evidence {
    /// Where a token is asked for; the path alone where the host is not known.
    pub(super) token: Option<Address>,
    /// What is called with it.
    pub(super) calls: Vec<Address>,
    /// Other addresses at an authorization server: sign-in, introspection.
    pub(super) beside: Vec<Address>,
    pub(super) placement: Option<Placement>,
    pub(super) has_subscription_key: bool,
    /// The token endpoint has a grant in its query, as Smart Bonding prints it.
    pub(super) has_printed_query: bool,
    /// Empty if unknown.
    pub(super) grant: String,
}

type Place = (&'static Provider, &'static Environment);

/// The environments it can belong to, in the order they are offered.
pub(super) fn candidates(evidence: &Evidence) -> Vec<Candidate> {
    let mut places = by_address(evidence);
    for call in &evidence.calls {
        narrow(&mut places, |(_, environment)| {
            call.urls().any(|url| takes_calls(environment, url))
        });
    }
    for call in &evidence.calls {
        by_path(&mut places, call);
    }
    if evidence.has_subscription_key {
        narrow(&mut places, |(provider, environment)| {
            provider.subscription_key_header.is_some()
                // A server that nobody knows may have such a gateway too.
                || (is_custom(provider) && knows_host(evidence) && environment.token_endpoint.is_none())
        });
    }
    if evidence.has_printed_query {
        narrow(&mut places, |(_, environment)| {
            environment
                .token_endpoint
                .as_ref()
                .is_some_and(|token| token.query().is_some())
        });
    }
    if let Some(placement) = evidence.placement {
        narrow(&mut places, |(provider, _)| {
            provider.placements.contains(&placement)
        });
    }
    if !evidence.grant.is_empty() {
        narrow(&mut places, |(provider, _)| {
            Grant::from_id(&evidence.grant).is_some_and(|grant| provider.grants.contains(&grant))
        });
    }
    places
        .into_iter()
        .map(|(provider, environment)| Candidate {
            provider: provider.id.clone(),
            environment: environment.id.clone(),
        })
        .collect()
}

/// Keeps what fits; evidence that fits nowhere narrows nothing.
fn narrow(places: &mut Vec<Place>, fits: impl Fn(&Place) -> bool) {
    if places.iter().any(&fits) {
        places.retain(fits);
    }
}

fn by_address(evidence: &Evidence) -> Vec<Place> {
    let sandboxed = addresses(evidence)
        .flat_map(Address::urls)
        .any(|url| Origin::of(url) == Ok(Origin::Sandbox));
    let all = providers().iter().flat_map(|provider| {
        provider
            .environments
            .iter()
            .map(move |environment| (provider, environment))
    });
    let all =
        all.filter(|(_, environment)| (environment.kind == EnvironmentKind::Sandbox) == sandboxed);
    let all: Vec<Place> = all.collect();
    let matching = |fits: &dyn Fn(&Environment) -> bool| -> Vec<Place> {
        let fits = all.iter().filter(|(_, environment)| fits(environment));
        fits.copied().collect()
    };
    let known = if let Some(token) = &evidence.token {
        matching(&|environment| issues_tokens(environment, token))
    } else if let Some(beside) = evidence.beside.iter().find(|beside| beside.url.is_some()) {
        matching(&|environment| {
            beside.urls().any(|url| {
                environment
                    .token_endpoint
                    .as_ref()
                    .is_some_and(|token| token.origin() == url.origin())
            })
        })
    } else if let Some(call) = evidence.calls.iter().find(|call| call.url.is_some()) {
        matching(&|environment| call.urls().any(|url| takes_calls(environment, url)))
    } else {
        Vec::new()
    };
    if !known.is_empty() {
        known
    } else if knows_host(evidence) {
        unknown_server(evidence, all)
    } else {
        all
    }
}

/// The environments whose address the user types. On this computer there is nothing but a test.
fn unknown_server(evidence: &Evidence, all: Vec<Place>) -> Vec<Place> {
    let local = addresses(evidence)
        .flat_map(Address::urls)
        .any(|url| url.scheme() == "http");
    let mut open = all;
    open.retain(|(provider, environment)| {
        environment.token_endpoint.is_none()
            && (is_custom(provider)
                || (evidence.has_subscription_key && provider.subscription_key_header.is_some()))
    });
    if local {
        narrow(&mut open, |(_, environment)| {
            environment.kind == EnvironmentKind::Test
        });
    }
    open
}

/// Keeps the providers to whose APIs the path belongs most exactly.
fn by_path(places: &mut Vec<Place>, call: &Address) {
    if call.path.is_empty() {
        return;
    }
    let length = |(provider, _): &Place| path_match(&provider.id, &call.path);
    let longest = places.iter().map(length).max().unwrap_or_default();
    // Of the console's former hosts every application may be one that was never moved.
    let is_former = |(_, environment): &Place| {
        call.retired
            .as_ref()
            .is_some_and(|url| takes_calls(environment, url))
    };
    // Without a host "any path" says nothing.
    if longest > 1 || (longest == 1 && call.url.is_some()) {
        places.retain(|place| length(place) == longest || is_former(place));
    }
}

fn issues_tokens(environment: &Environment, token: &Address) -> bool {
    let Some(known) = &environment.token_endpoint else {
        return false;
    };
    // Pivot prints its path with and without a slash at the end.
    let path = |path: &str| path.trim_end_matches('/').to_owned();
    match &token.url {
        Some(_) => token.urls().any(|url| {
            url.scheme() == known.scheme()
                && url.host() == known.host()
                && url.port_or_known_default() == known.port_or_known_default()
                && path(url.path()) == path(known.path())
        }),
        None => !token.path.is_empty() && path(&token.path) == path(known.path()),
    }
}

/// Whether the address is a provider's token endpoint, also by its path alone.
pub(super) fn is_token_endpoint(address: &Address) -> bool {
    providers()
        .iter()
        .flat_map(|provider| &provider.environments)
        .any(|environment| issues_tokens(environment, address))
}

/// Whether the address lies beside a provider's token endpoint, and is none of its APIs.
pub(super) fn is_beside_token_endpoint(address: &Address) -> bool {
    let environments = || {
        providers()
            .iter()
            .flat_map(|provider| &provider.environments)
    };
    let at = |url: &Url| {
        environments().any(|environment| {
            environment
                .token_endpoint
                .as_ref()
                .is_some_and(|token| token.host().is_some() && token.origin() == url.origin())
        })
    };
    let called = |url: &Url| environments().any(|environment| takes_calls(environment, url));
    address.urls().any(at) && !address.urls().any(called)
}

fn takes_calls(environment: &Environment, url: &Url) -> bool {
    Origin::of(url).is_ok_and(|origin| environment.api_origins.contains(&origin))
}

fn addresses(evidence: &Evidence) -> impl Iterator<Item = &Address> {
    evidence
        .token
        .iter()
        .chain(&evidence.calls)
        .chain(&evidence.beside)
}

fn knows_host(evidence: &Evidence) -> bool {
    addresses(evidence).any(|address| address.url.is_some())
}

fn is_custom(provider: &Provider) -> bool {
    provider.id == "custom"
}
