//! Turns a call into what is kept of it: a secret goes into the vault once, however often the call is sent.
use std::collections::{BTreeMap, HashMap};

use sha2::{Digest, Sha256};

use crate::activity::ActivityError;
use crate::call_request::{Call, CallBody, FreeMember, Given, Target};
use crate::integration::{Extra, ExtraValue, IntegrationId};
use crate::keep_secret::keep_secret;
use crate::ports::Ports;
use crate::secret::{Kept, SecretId, SecretReference};
use crate::stored_call::{StoredBody, StoredCall, StoredTarget};

/// Where this run has kept or found secrets, by what they are and whose calls they are in. The integration belongs to it,
/// since its rows go together: an item is never shared with rows that stay.
#[derive(Clone, Debug, Default)]
pub(super) struct KeptSecrets(HashMap<(IntegrationId, [u8; 32]), SecretReference>);

impl KeptSecrets {
    fn get(&self, integration: &IntegrationId, kept: &Kept) -> Option<&SecretReference> {
        self.0.get(&(integration.clone(), digest(kept)))
    }

    /// This secret lies there.
    pub(super) fn insert(
        &mut self,
        integration: &IntegrationId,
        kept: &Kept,
        reference: SecretReference,
    ) {
        self.0
            .insert((integration.clone(), digest(kept)), reference);
    }

    /// Takes in what another knows.
    pub(super) fn add(&mut self, other: Self) {
        self.0.extend(other.0);
    }

    /// These items are about to leave the vault.
    pub(super) fn forget(&mut self, ids: &[SecretId]) {
        self.0.retain(|_, reference| !ids.contains(&reference.id));
    }

    /// The items, whatever is in them.
    pub(super) fn into_ids(self) -> impl Iterator<Item = SecretId> {
        self.0.into_values().map(|reference| reference.id)
    }
}

/// The same secret with the same origins.
fn digest(kept: &Kept) -> [u8; 32] {
    let mut origins: Vec<String> = kept.origins.iter().map(ToString::to_string).collect();
    origins.sort();
    let mut digest = Sha256::new();
    for origin in &origins {
        digest.update(origin.as_bytes());
        digest.update(b"\n");
    }
    kept.secret.reveal(|text| digest.update(text.as_bytes()));
    digest.finalize().into()
}

/// One call on its way to be kept.
pub(super) struct Keeping<'a> {
    ports: &'a Ports,
    integration: &'a IntegrationId,
    known: &'a KeptSecrets,
    written: KeptSecrets,
    unkept: Vec<String>,
}

impl<'a> Keeping<'a> {
    pub(super) fn new(
        ports: &'a Ports,
        integration: &'a IntegrationId,
        known: &'a KeptSecrets,
    ) -> Self {
        Self {
            ports,
            integration,
            known,
            written: KeptSecrets::default(),
            unkept: vec![],
        }
    }

    /// What was written into the vault for it, and the fields whose secret the vault did not take.
    pub(super) fn done(self) -> (KeptSecrets, Vec<String>) {
        (self.written, self.unkept)
    }

    pub(super) async fn call(&mut self, call: &Call<'_>) -> StoredCall {
        let target = match &call.target {
            Target::Endpoint(endpoint, typed) => {
                let mut values = BTreeMap::new();
                for (key, given) in typed {
                    values.insert(key.clone(), self.value(key, given).await);
                }
                let id = endpoint.id.clone();
                StoredTarget::Endpoint { id, values }
            }
            Target::Free { method, address } => StoredTarget::Free {
                method: *method,
                address: address.clone(),
            },
        };
        StoredCall {
            target,
            query: self.members("query", &call.query).await,
            headers: self.members("headers", &call.headers).await,
            body: match &call.body {
                CallBody::FromParameters => StoredBody::FromParameters,
                CallBody::Text { content_type, text } => StoredBody::Text {
                    content_type: content_type.clone(),
                    text: self.value("body", text).await,
                },
                CallBody::Form(members) => StoredBody::Form(self.members("form", members).await),
            },
        }
    }

    async fn members(&mut self, list: &str, members: &[FreeMember]) -> Vec<Extra> {
        let mut stored = Vec::new();
        for (index, member) in members.iter().enumerate() {
            stored.push(Extra {
                name: member.name.clone(),
                value: self.value(&format!("{list}.{index}"), &member.value).await,
            });
        }
        stored
    }

    async fn value(&mut self, field: &str, given: &Given) -> ExtraValue {
        match given {
            Given::Public(text) => ExtraValue::Public(text.clone()),
            // An emptied field holds no key.
            Given::Secret(kept) if kept.secret.is_empty() => ExtraValue::Public(String::new()),
            Given::Secret(kept) => match self.secret(kept).await {
                Ok(reference) => ExtraValue::Secret(reference),
                Err(_) => {
                    self.unkept.push(field.to_owned());
                    ExtraValue::Public(String::new())
                }
            },
        }
    }

    async fn secret(&mut self, kept: &Kept) -> Result<SecretReference, ActivityError> {
        let there = self.known.get(self.integration, kept);
        if let Some(there) = there.or_else(|| self.written.get(self.integration, kept)) {
            return Ok(there.clone());
        }
        let reference: SecretReference =
            keep_secret::<ActivityError>(self.ports, "exchange", kept).await?;
        self.written
            .insert(self.integration, kept, reference.clone());
        Ok(reference)
    }
}
