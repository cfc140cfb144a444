//! An integration as an entry of the document, and an entry as a form: what is written is what a form would say.
use super::document::{Entry, ExtraEntry, GrantEntry, SampleEntry, SecretEntry};
use super::refusal::TransferRefusal;
use super::secrets::Reader;
use crate::catalogue::endpoints;
use crate::draft::{Draft, DraftExtra, DraftGrant, ExtraInput, KeyInput, SecretInput};
use crate::held_secrets::{Handle, HeldSecrets};
use crate::integration::{Extra, ExtraValue, Integration, SubscriptionKeyId};
use crate::own_endpoints::{OwnEndpoint, OwnEndpoints, OwnEndpointsError};
use crate::own_samples::own_samples;
use crate::read_draft::origins_of_key;
use crate::remembered::Remembered;

/// Reads all that belongs to an integration.
pub(super) async fn entry_of(
    integration: &Integration,
    own_endpoints: &OwnEndpoints,
    reader: &mut Reader<'_>,
) -> Result<Entry, TransferRefusal> {
    let Draft {
        label,
        provider,
        environment,
        client_id,
        token_endpoint,
        placement,
        grant,
        revocation_endpoint,
        introspection_endpoint,
        scope,
        api_origins,
        token_header,
        token_prefix,
        proxy,
        extra_ca,
        ..
    } = Draft::of(integration);
    let home = origins_of_key(Some(&integration.token_endpoint), &[]);
    let of = |what: &str| format!("The {what} of “{label}”");
    let client_secret = match &integration.client_secret {
        Some(reference) => Some(
            reader
                .secret(&of("client secret"), reference, &home)
                .await?,
        ),
        None => None,
    };
    let password = match &integration.grant.password {
        Some(reference) => Some(reader.secret(&of("password"), reference, &home).await?),
        None => None,
    };
    let mut extras = [vec![], vec![]];
    for (list, written) in [&integration.extra_headers, &integration.extra_parameters]
        .into_iter()
        .zip(&mut extras)
    {
        for Extra { name, value } in list {
            let (public, secret) = match value {
                ExtraValue::Public(text) => (Some(text.clone()), None),
                ExtraValue::Secret(reference) => (
                    None,
                    Some(reader.secret(&of(name), reference, &home).await?),
                ),
            };
            let name = name.clone();
            written.push(ExtraEntry {
                name,
                public,
                secret,
            });
        }
    }
    let [extra_headers, extra_parameters] = extras;
    let endpoints = match own_endpoints.list(&integration.id) {
        Ok(own) => own,
        Err(OwnEndpointsError::Store(error)) => return Err(error.into()),
        Err(why) => {
            reader.notes.push(format!(
                "The endpoints of your own of “{label}” are left out: {why}."
            ));
            vec![]
        }
    };
    let samples = samples_of(integration, &endpoints, reader)?;
    Ok(Entry {
        id: integration.id.0.clone(),
        client_secret,
        subscription_key: integration.subscription_key.clone().map(|key| key.0),
        grant: GrantEntry {
            grant: grant.grant,
            registered: grant.registered,
            authorization_endpoint: grant.authorization_endpoint,
            redirect_uri: grant.redirect_uri,
            username: grant.username,
            password,
        },
        extra_headers,
        extra_parameters,
        samples,
        remembered: Remembered::load(&*reader.ports.store, &integration.id)?,
        label,
        provider,
        environment,
        client_id,
        token_endpoint,
        placement,
        revocation_endpoint,
        introspection_endpoint,
        scope,
        api_origins,
        token_header,
        token_prefix,
        proxy,
        extra_ca,
        endpoints,
    })
}

fn samples_of(
    integration: &Integration,
    own: &[OwnEndpoint],
    reader: &mut Reader<'_>,
) -> Result<Vec<SampleEntry>, TransferRefusal> {
    let catalogue = endpoints(&integration.provider).iter();
    let ids = catalogue
        .map(|endpoint| endpoint.id.as_str())
        .chain(own.iter().map(OwnEndpoint::id));
    let mut samples = Vec::new();
    for id in ids {
        let found = own_samples(&*reader.ports.store, &integration.id, id)?;
        if found.unreadable > 0 {
            reader.notes.push(format!(
                "{} samples of “{}” cannot be read, so they are left out.",
                found.unreadable, integration.label
            ));
        }
        samples.extend(found.samples.into_iter().map(|sample| SampleEntry {
            endpoint: id.to_owned(),
            sample,
        }));
    }
    Ok(samples)
}

/// The form of an entry. Its secrets are held under handles that mean something in `held` only; `key` is the subscription key
/// that came with the document.
pub(super) fn draft_of(entry: &Entry, key: Option<SubscriptionKeyId>, held: &HeldSecrets) -> Draft {
    let mut count = 0;
    let mut hold = |secret: Option<&SecretEntry>| {
        let text = secret.and_then(|secret| secret.text.as_ref())?;
        count += 1;
        let handle = Handle(count.to_string());
        held.hold(handle.clone(), text.0.clone());
        Some(handle)
    };
    let mut input = |secret: &Option<SecretEntry>| {
        hold(secret.as_ref()).map_or(SecretInput::Empty, SecretInput::Held)
    };
    let client_secret = input(&entry.client_secret);
    let password = input(&entry.grant.password);
    let mut extras = |extras: &[ExtraEntry]| -> Vec<DraftExtra> {
        let extra = |extra: &ExtraEntry| DraftExtra {
            name: extra.name.clone(),
            value: match (&extra.public, hold(extra.secret.as_ref())) {
                (Some(text), _) => ExtraInput::Public(text.clone()),
                (None, Some(handle)) => ExtraInput::Held(handle),
                (None, None) => ExtraInput::Empty,
            },
        };
        extras.iter().map(extra).collect()
    };
    Draft {
        id: None,
        label: entry.label.clone(),
        provider: entry.provider.clone(),
        environment: entry.environment.clone(),
        client_id: entry.client_id.clone(),
        client_secret,
        subscription_key: key.map_or(KeyInput::Empty, KeyInput::Shared),
        token_endpoint: entry.token_endpoint.clone(),
        placement: entry.placement.clone(),
        grant: DraftGrant {
            grant: entry.grant.grant.clone(),
            registered: entry.grant.registered.clone(),
            authorization_endpoint: entry.grant.authorization_endpoint.clone(),
            redirect_uri: entry.grant.redirect_uri.clone(),
            username: entry.grant.username.clone(),
            password,
        },
        revocation_endpoint: entry.revocation_endpoint.clone(),
        introspection_endpoint: entry.introspection_endpoint.clone(),
        scope: entry.scope.clone(),
        extra_headers: extras(&entry.extra_headers),
        extra_parameters: extras(&entry.extra_parameters),
        api_origins: entry.api_origins.clone(),
        token_header: entry.token_header.clone(),
        token_prefix: entry.token_prefix.clone(),
        proxy: entry.proxy.clone(),
        extra_ca: entry.extra_ca.clone(),
    }
}

impl Entry {
    /// Every text that is shown or sent, by what a form calls it.
    pub(super) fn texts(&self) -> Vec<(&'static str, &str)> {
        let mut texts = vec![
            ("Name", self.label.as_str()),
            ("Provider", &self.provider),
            ("Environment", &self.environment),
            ("Client id", &self.client_id),
            ("Token address", &self.token_endpoint),
            ("Credentials travel", &self.placement),
            ("Grant", &self.grant.grant),
            ("Sign-in address", &self.grant.authorization_endpoint),
            ("Redirect URI", &self.grant.redirect_uri),
            ("User name", &self.grant.username),
            ("Revocation address", &self.revocation_endpoint),
            ("Introspection address", &self.introspection_endpoint),
            ("Scope", &self.scope),
            ("Token header", &self.token_header),
            ("Token prefix", &self.token_prefix),
            ("Proxy", &self.proxy),
            ("Extra CA certificate", &self.extra_ca),
        ];
        for extra in self.extra_headers.iter().chain(&self.extra_parameters) {
            texts.push(("Extra header or parameter", &extra.name));
            texts.extend(
                extra
                    .public
                    .iter()
                    .map(|text| ("Extra header or parameter", text.as_str())),
            );
        }
        texts.extend(
            self.api_origins
                .iter()
                .map(|origin| ("API addresses", origin.as_str())),
        );
        texts
    }
}
