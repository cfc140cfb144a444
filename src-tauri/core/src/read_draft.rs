//! Reads a form: cleans what was typed, finds what is wrong, and says which secrets have to be entered again.
mod fields;
mod grants;
mod secrets;

use url::Url;

use crate::draft::{Draft, FieldNote, SecretInput};
use crate::grant::Grant;
use crate::held_secrets::HeldSecrets;
use crate::integration::{Integration, Route, SubscriptionKey};
use crate::origin::Origin;
use crate::placement::Placement;
use crate::provider::{Environment, provider};

use fields::Reader;
pub(crate) use fields::is_token;
pub(crate) use grants::GrantReading;

/// What a form says, cleaned.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) label: String,
    pub(crate) client_id: String,
    pub(crate) token_endpoint: Option<Url>,
    pub(crate) placement: Placement,
    pub(crate) grant: GrantReading,
    pub(crate) revocation_endpoint: Option<Url>,
    pub(crate) introspection_endpoint: Option<Url>,
    pub(crate) scope: String,
    pub(crate) api_origins: Vec<Origin>,
    pub(crate) token_header: String,
    pub(crate) token_prefix: String,
    pub(crate) route: Route,
    pub(crate) problems: Vec<FieldNote>,
    pub(crate) notes: Vec<FieldNote>,
    pub(crate) asks_secret_again: String,
}

/// What a form is read against.
pub(crate) struct Background<'a> {
    /// The integration as it is saved, when it is not new.
    pub(crate) existing: Option<&'a Integration>,
    pub(crate) keys: &'a [SubscriptionKey],
    pub(crate) held: &'a HeldSecrets,
}

impl Background<'_> {
    fn has(&self, what: impl Fn(&Integration) -> bool) -> bool {
        self.existing.is_some_and(what)
    }
}

/// Reads a form. Performs no I/O.
pub(crate) fn read_draft(draft: &Draft, background: &Background<'_>) -> Reading {
    let mut reader = Reader::default();
    let chosen = provider(&draft.provider);
    let environment = chosen.and_then(|provider| provider.environment(&draft.environment));
    if environment.is_none() {
        reader.problem("environment", "Choose an environment.");
    }
    let label = reader.label(&draft.label);
    let client_id = reader.text("clientId", &draft.client_id, "Enter the client id.");
    let token_endpoint = reader.token_endpoint(&draft.token_endpoint, environment);
    let placement = reader.placement(&draft.placement, chosen);
    let grant = reader.grant(&draft.grant, chosen, environment);
    let home = token_endpoint.as_ref();
    let preset = |which: fn(&Environment) -> Option<&Url>| environment.and_then(which);
    let revocation_endpoint = reader.neighbour(
        "revocationEndpoint",
        &draft.revocation_endpoint,
        home,
        preset(|environment| environment.revocation_endpoint.as_ref()),
    );
    let introspection_endpoint = reader.neighbour(
        "introspectionEndpoint",
        &draft.introspection_endpoint,
        home,
        preset(|environment| environment.introspection_endpoint.as_ref()),
    );
    let api_origins = reader.api_origins(&draft.api_origins, environment);
    let token_header = reader.header_name("tokenHeader", &draft.token_header);
    let token_prefix = reader.token_prefix(&draft.token_prefix);
    let route = reader.route(draft);

    let asks_secret_again = moved(draft, token_endpoint.as_ref(), background.existing);
    let may_keep = asks_secret_again.is_empty() && background.existing.is_some();
    reader.client_secret(
        &draft.client_secret,
        grant.grant,
        may_keep && background.has(|existing| existing.client_secret.is_some()),
        background.held,
    );
    if grant.grant == Grant::Password {
        let may_keep = may_keep && background.has(|existing| existing.grant.password.is_some());
        reader.password(&draft.grant.password, may_keep, background.held);
    }
    let key_origins = origins_of_key(token_endpoint.as_ref(), &api_origins);
    reader.subscription_key(draft, chosen, &key_origins, background);
    for (list, extras) in [
        ("extraHeaders", &draft.extra_headers),
        ("extraParameters", &draft.extra_parameters),
    ] {
        for (index, extra) in extras.iter().enumerate() {
            reader.extra(
                &format!("{list}.{index}"),
                extra,
                list == "extraHeaders",
                may_keep,
                background.held,
            );
        }
    }
    Reading {
        label,
        client_id,
        token_endpoint,
        placement,
        grant,
        revocation_endpoint,
        introspection_endpoint,
        scope: draft.scope.trim().to_owned(),
        api_origins,
        token_header,
        token_prefix,
        route,
        problems: reader.problems,
        notes: reader.notes,
        // Once it is entered there is nothing to ask for, and a public client never had one.
        asks_secret_again: match draft.client_secret {
            SecretInput::Kept | SecretInput::Empty
                if background.has(|existing| existing.client_secret.is_some()) =>
            {
                asks_secret_again
            }
            SecretInput::Held(_) | SecretInput::Kept | SecretInput::Empty => String::new(),
        },
    }
}

/// Where a subscription key may go: with the token request, and with the calls.
pub(crate) fn origins_of_key(token_endpoint: Option<&Url>, api_origins: &[Origin]) -> Vec<Origin> {
    let mut origins: Vec<Origin> = token_endpoint
        .and_then(|address| Origin::of(address).ok())
        .into_iter()
        .collect();
    for origin in api_origins {
        if !origins.contains(origin) {
            origins.push(origin.clone());
        }
    }
    origins
}

/// Why kept secrets have to be entered again: they were given for another place.
fn moved(draft: &Draft, token_endpoint: Option<&Url>, existing: Option<&Integration>) -> String {
    let (Some(existing), Some(address)) = (existing, token_endpoint) else {
        return String::new();
    };
    let (before, now) = (existing.token_origin(), Origin::of(address));
    if let (Ok(before), Ok(now)) = (&before, &now)
        && before != now
    {
        return format!(
            "The client secret was given for {before}. To send it to {now}, enter it again."
        );
    }
    if existing.environment != draft.environment || existing.provider != draft.provider {
        return "Another environment has other credentials. Enter its client secret.".to_owned();
    }
    String::new()
}
