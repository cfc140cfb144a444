//! Checks an entry as its form is checked, and takes its secrets out of it: each only for the place that the entry itself names.
use std::collections::BTreeMap;

use super::document::{Entry, ExtraEntry, SampleEntry, SecretEntry};
use super::entry::draft_of;
use super::refusal::{TransferRefusal, foreign_secret, malformed};
use super::words::{name_of_field, problem_of, shown};
use crate::draft::{Draft, DraftExtra, ExtraInput, KeyInput, SecretInput};
use crate::grant::GrantSettings;
use crate::held_secrets::{HeldSecret, HeldSecrets};
use crate::integration::{Integration, IntegrationId, SubscriptionKey, SubscriptionKeyId};
use crate::origin::Origin;
use crate::own_endpoints::OwnEndpoint;
use crate::provider::{EnvironmentKind, provider};
use crate::read_draft::{Background, Reading, origins_of_key, read_draft};
use crate::remembered::Remembered;
use crate::rotation::Besides;
use crate::secret::Kept;

/// An entry that can be taken in.
pub(super) struct Sound {
    /// As it will be kept. Its id is the document's, its secrets are not in it, and it is not kept fresh.
    pub(super) integration: Integration,
    pub(super) client_secret: Option<Brought>,
    pub(super) password: Option<Brought>,
    pub(super) extra_headers: Vec<(String, BroughtValue)>,
    pub(super) extra_parameters: Vec<(String, BroughtValue)>,
    /// What the document names its subscription key by, if that came with it.
    pub(super) key: Option<SubscriptionKeyId>,
    /// Secrets that it needs and that did not come: "client secret".
    pub(super) lacks: Vec<String>,
    /// What of it is left out, a sentence each.
    pub(super) notes: Vec<String>,
    /// Their ids are the document's.
    pub(super) endpoints: Vec<OwnEndpoint>,
    pub(super) samples: Vec<SampleEntry>,
    pub(super) remembered: Remembered,
}

/// A secret that came with the document.
pub(super) struct Brought {
    pub(super) kept: Kept,
    pub(super) set_at_ms: i64,
}

/// The value of an extra header or parameter.
pub(super) enum BroughtValue {
    Public(String),
    Secret(Brought),
}

/// What is to be thought of an entry.
pub(super) enum Outcome {
    Sound(Box<Sound>),
    /// Its client is known to another sandbox only.
    Sandbox,
    /// Why not, in a sentence.
    Faulty(String),
}

impl Sound {
    /// Where its subscription key goes.
    pub(super) fn key_origins(&self) -> Vec<Origin> {
        origins_of_key(
            Some(&self.integration.token_endpoint),
            &self.integration.api_origins,
        )
    }
}

/// Checks one. An error means that the document as a whole cannot be trusted.
pub(super) fn check(
    entry: Entry,
    keys: &[SubscriptionKey],
    key_problems: &BTreeMap<SubscriptionKeyId, String>,
) -> Result<Outcome, TransferRefusal> {
    let faulty = |why: String| Ok(Outcome::Faulty(why));
    if let Some(problem) = entry
        .texts()
        .into_iter()
        .find_map(|(field, text)| problem_of(field, text))
    {
        return faulty(problem);
    }
    let Some(chosen) = provider(&entry.provider) else {
        return faulty(format!(
            "Its provider “{}” is not known here.",
            shown(&entry.provider)
        ));
    };
    let environment = chosen.environment(&entry.environment);
    if environment.is_some_and(|environment| environment.kind == EnvironmentKind::Sandbox) {
        return Ok(Outcome::Sandbox);
    }
    let key = entry.subscription_key.clone().map(SubscriptionKeyId);
    if let Some(problem) = key.as_ref().and_then(|key| key_problems.get(key)) {
        return faulty(format!("Subscription key: {problem}"));
    }
    let key = key.filter(|key| keys.iter().any(|known| known.id == *key));
    let held = HeldSecrets::default();
    let mut draft = draft_of(&entry, key.clone(), &held);
    let mut lacks = Vec::new();
    for extras in [&mut draft.extra_headers, &mut draft.extra_parameters] {
        extras.retain(|extra| {
            let is_there = extra.value != ExtraInput::Empty;
            if !is_there {
                lacks.push(format!("value of {}", shown(&extra.name)));
            }
            is_there
        });
    }
    let mut reading = read_draft(
        &draft,
        &Background {
            existing: None,
            keys,
            held: &held,
        },
    );
    lacks.extend(excused(&draft, &mut reading));
    if let Some(problem) = reading.problems.first() {
        return faulty(format!(
            "{}: {}",
            name_of_field(&problem.field),
            problem.message
        ));
    }
    let Some(integration) = integration_of(&entry, &draft, &reading) else {
        return faulty("Token address: it cannot be used.".to_owned());
    };
    let home = origins_of_key(Some(&integration.token_endpoint), &[]);
    let mut brought = Bringer {
        label: &entry.label,
        home: &home,
        held: &held,
    };
    let mut sound = Sound {
        client_secret: brought.secret(
            "client secret",
            entry.client_secret.as_ref(),
            &draft.client_secret,
        )?,
        password: brought.secret(
            "password",
            entry.grant.password.as_ref(),
            &draft.grant.password,
        )?,
        extra_headers: brought.extras(&entry.extra_headers, draft.extra_headers)?,
        extra_parameters: brought.extras(&entry.extra_parameters, draft.extra_parameters)?,
        key: key.filter(|_| chosen.subscription_key_header.is_some()),
        lacks,
        notes: vec![],
        endpoints: vec![],
        samples: vec![],
        remembered: entry.remembered.bounded(),
        integration,
    };
    sound.take_endpoints(entry.endpoints)?;
    sound.take_samples(entry.samples);
    Ok(Outcome::Sound(Box::new(sound)))
}

/// Secrets that did not come are no mistake: they are entered later. Takes their problems out, and names them.
fn excused(draft: &Draft, reading: &mut Reading) -> Vec<String> {
    let empty = [
        (
            "clientSecret",
            "client secret",
            draft.client_secret == SecretInput::Empty,
        ),
        (
            "password",
            "password",
            draft.grant.password == SecretInput::Empty,
        ),
        (
            "subscriptionKey",
            "subscription key",
            draft.subscription_key == KeyInput::Empty,
        ),
    ];
    let mut lacks = Vec::new();
    reading.problems.retain(|problem| {
        let lacking = empty
            .iter()
            .find(|(field, _, is_empty)| *is_empty && problem.field == *field);
        lacks.extend(lacking.map(|(_, name, _)| (*name).to_owned()));
        lacking.is_none()
    });
    lacks
}

fn integration_of(entry: &Entry, draft: &Draft, reading: &Reading) -> Option<Integration> {
    Some(Integration {
        id: IntegrationId(entry.id.clone()),
        label: reading.label.clone(),
        provider: draft.provider.clone(),
        environment: draft.environment.clone(),
        client_id: reading.client_id.clone(),
        client_secret: None,
        besides: Besides::default(),
        subscription_key: None,
        token_endpoint: reading.token_endpoint.clone()?,
        placement: reading.placement,
        grant: GrantSettings {
            grant: reading.grant.grant,
            registered: reading.grant.registered.clone(),
            authorization_endpoint: reading.grant.authorization_endpoint.clone(),
            redirect_uri: reading.grant.redirect_uri.clone(),
            username: reading.grant.username.clone(),
            password: None,
        },
        revocation_endpoint: reading.revocation_endpoint.clone(),
        introspection_endpoint: reading.introspection_endpoint.clone(),
        keep_fresh: false,
        scope: reading.scope.clone(),
        extra_headers: vec![],
        extra_parameters: vec![],
        api_origins: reading.api_origins.clone(),
        token_header: reading.token_header.clone(),
        token_prefix: reading.token_prefix.clone(),
        route: reading.route.clone(),
    })
}

/// Takes secrets out of an entry.
struct Bringer<'a> {
    label: &'a str,
    home: &'a [Origin],
    held: &'a HeldSecrets,
}

impl Bringer<'_> {
    fn secret(
        &mut self,
        what: &str,
        entry: Option<&SecretEntry>,
        input: &SecretInput,
    ) -> Result<Option<Brought>, TransferRefusal> {
        let handle = match input {
            SecretInput::Held(handle) => handle,
            SecretInput::Empty | SecretInput::Kept => return Ok(None),
        };
        let Some((entry, HeldSecret { secret, .. })) = entry.zip(self.held.get(handle)) else {
            return Ok(None);
        };
        let origins = origins(&entry.origins)?;
        if origins != self.home {
            return Err(foreign_secret(&format!(
                "The {} of “{}”",
                shown(what),
                shown(self.label)
            )));
        }
        Ok(Some(Brought {
            kept: Kept::new(secret, origins),
            set_at_ms: entry.set_at_ms,
        }))
    }

    /// The lines that have a value, beside the entry's: those came in the same order.
    fn extras(
        &mut self,
        entries: &[ExtraEntry],
        drafts: Vec<DraftExtra>,
    ) -> Result<Vec<(String, BroughtValue)>, TransferRefusal> {
        let with_value = entries.iter().filter(|extra| {
            let text = extra
                .secret
                .as_ref()
                .and_then(|secret| secret.text.as_ref());
            extra.public.is_some() || text.is_some()
        });
        let mut all = Vec::new();
        for (entry, draft) in with_value.zip(drafts) {
            let name = crate::clean::clean(&draft.name).text;
            let value = match draft.value {
                ExtraInput::Public(text) => BroughtValue::Public(text.trim().to_owned()),
                ExtraInput::Held(handle) => {
                    let input = SecretInput::Held(handle);
                    let what = format!("value of {name}");
                    match self.secret(&what, entry.secret.as_ref(), &input)? {
                        Some(brought) => BroughtValue::Secret(brought),
                        None => continue,
                    }
                }
                ExtraInput::Kept(_) | ExtraInput::Empty => continue,
            };
            all.push((name, value));
        }
        Ok(all)
    }
}

/// As written; a document with an origin that is none was not written by Gatepass.
pub(super) fn origins(texts: &[String]) -> Result<Vec<Origin>, TransferRefusal> {
    texts
        .iter()
        .map(|text| text.parse().map_err(|_| malformed()))
        .collect()
}
