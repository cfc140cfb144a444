//! Takes in what was chosen of an offer: secrets first, then all rows in one transaction; if anything fails, nothing of it stays.
use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use async_trait::async_trait;

use super::check::{Brought, BroughtValue, Outcome, Sound};
use super::read::{Offer, OfferedKey};
use super::refusal::{TransferRefusal, overtaken};
use crate::endpoint::OWN;
use crate::integration::{
    Extra, ExtraValue, Integration, IntegrationId, SubscriptionKey, SubscriptionKeyId,
};
use crate::integrations::Integrations;
use crate::keep_secret::{discard, keep_secret};
use crate::origin::Origin;
use crate::own_endpoints::stored_endpoints;
use crate::own_samples::stored_sample;
use crate::ports::{ManyChanges, Ports, Vault, VaultError};
use crate::secret::{Kept, SecretId, SecretReference};

/// What to do with an entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Choice {
    /// Beside what is there, under a label that is free.
    Add,
    /// In the place of that one, which goes with its secrets, its token and its Activity.
    Replace(IntegrationId),
    /// Nothing.
    LeaveOut,
}

/// What came of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TakenIn {
    /// In the offer's order.
    pub added: Vec<IntegrationId>,
    /// How many of them are in the place of others.
    pub replaced: usize,
    /// How many entries were left out.
    pub left_out: usize,
}

/// Takes in the entries that were chosen: `choices` are in the offer's order. All of them or none.
pub async fn take_in(
    integrations: &Integrations,
    offer: &Offer,
    choices: &[Choice],
) -> Result<TakenIn, TransferRefusal> {
    let _turn = integrations.take_turn().await;
    let chosen: Vec<(&Sound, &Choice)> = offer
        .entries
        .iter()
        .zip(choices)
        .filter(|(_, choice)| **choice != Choice::LeaveOut)
        .filter_map(|(entry, choice)| match &entry.outcome {
            Outcome::Sound(sound) => Some((&**sound, choice)),
            Outcome::Sandbox | Outcome::Faulty(_) => None,
        })
        .collect();
    let ports = integrations.ports();
    let removed = replaced(ports, &chosen)?;
    let written = Arc::new(Written {
        inner: ports.vault.clone(),
        ids: Mutex::default(),
    });
    let noting = Ports {
        vault: written.clone(),
        ..ports.clone()
    };
    let change = write(&noting, integrations, &offer.keys, &chosen, &removed).await;
    let changed = match change {
        Ok(change) => ports
            .store
            .change_many(&change)
            .map(|()| change)
            .map_err(Into::into),
        Err(error) => Err(error),
    };
    let change: ManyChanges = match changed {
        Ok(change) => change,
        Err(error) => {
            // What cannot be taken out now is noted, and swept at the next start; why nothing was taken in is what matters.
            drop(discard(ports, written.ids()).await);
            return Err(error);
        }
    };
    let mut gone = Vec::new();
    for one in &removed {
        integrations.forget_token(&one.integration.id).await;
        gone.extend(one.secrets.iter().cloned());
    }
    gone.extend(integrations.remove_unused_keys()?);
    discard(ports, gone).await?;
    Ok(TakenIn {
        left_out: offer.entries.len() - chosen.len(),
        added: change.added.into_iter().map(|one| one.id).collect(),
        replaced: removed.len(),
    })
}

/// An integration that goes, and what goes from the vault with it.
struct Removed {
    integration: Integration,
    secrets: Vec<SecretId>,
}

fn replaced(ports: &Ports, chosen: &[(&Sound, &Choice)]) -> Result<Vec<Removed>, TransferRefusal> {
    let mut removed: Vec<Removed> = Vec::new();
    for (_, choice) in chosen {
        let Choice::Replace(id) = choice else {
            continue;
        };
        let is_twice = removed.iter().any(|one| one.integration.id == *id);
        let found = ports.store.integration(id)?.filter(|_| !is_twice);
        let integration = found.ok_or_else(overtaken)?;
        let own = integration.own_secrets().into_iter();
        let mut secrets: Vec<SecretId> = own.map(|own| own.id.clone()).collect();
        secrets.extend(ports.activity.secrets_of(id)?);
        let token = ports.store.token(id)?;
        secrets.extend(token.iter().flat_map(|record| record.secrets().cloned()));
        removed.push(Removed {
            integration,
            secrets,
        });
    }
    Ok(removed)
}

/// Puts every secret into the vault, and says what is to be written beside.
async fn write(
    ports: &Ports,
    integrations: &Integrations,
    keys: &[OfferedKey],
    chosen: &[(&Sound, &Choice)],
    removed: &[Removed],
) -> Result<ManyChanges, TransferRefusal> {
    let mut change = ManyChanges {
        removed: removed
            .iter()
            .map(|one| one.integration.id.clone())
            .collect(),
        ..ManyChanges::default()
    };
    let mut new_keys = BTreeMap::new();
    for key in keys {
        let users = chosen
            .iter()
            .filter(|(sound, _)| sound.key.as_ref() == Some(&key.id));
        let mut origins: Vec<Origin> = users.flat_map(|(sound, _)| sound.key_origins()).collect();
        origins.sort();
        origins.dedup();
        if origins.is_empty() {
            continue;
        }
        let id = SubscriptionKeyId(ports.chance.id());
        let kept = Kept::new(key.brought.kept.secret.clone(), origins.clone());
        let secret = keep(ports, "subscription-key", &kept, key.brought.set_at_ms).await?;
        new_keys.insert(&key.id, id.clone());
        change.keys.push(SubscriptionKey {
            id,
            provider: key.provider.clone(),
            secret,
            origins,
            beside: None,
        });
    }
    for (sound, choice) in chosen {
        let mut integration = sound.integration.clone();
        integration.id = IntegrationId(ports.chance.id());
        if **choice == Choice::Add {
            integration.label = integrations.free_label_for(&integration.label)?;
        }
        integration.subscription_key = sound
            .key
            .as_ref()
            .and_then(|key| new_keys.get(key).cloned());
        if let Some(secret) = &sound.client_secret {
            integration.client_secret = Some(keep_brought(ports, "client-secret", secret).await?);
        }
        if let Some(password) = &sound.password {
            integration.grant.password = Some(keep_brought(ports, "password", password).await?);
        }
        integration.extra_headers = extras(ports, &sound.extra_headers).await?;
        integration.extra_parameters = extras(ports, &sound.extra_parameters).await?;
        change
            .documents
            .extend(documents(ports, sound, &integration.id)?);
        change.added.push(integration);
    }
    Ok(change)
}

async fn extras(
    ports: &Ports,
    brought: &[(String, BroughtValue)],
) -> Result<Vec<Extra>, TransferRefusal> {
    let mut extras = Vec::new();
    for (name, value) in brought {
        let value = match value {
            BroughtValue::Public(text) => ExtraValue::Public(text.clone()),
            BroughtValue::Secret(secret) => {
                ExtraValue::Secret(keep_brought(ports, "extra", secret).await?)
            }
        };
        let name = name.clone();
        extras.push(Extra { name, value });
    }
    Ok(extras)
}

/// Endpoints under new ids, samples of them, and what was typed before.
fn documents(
    ports: &Ports,
    sound: &Sound,
    id: &IntegrationId,
) -> Result<Vec<(String, String)>, TransferRefusal> {
    let mut own = sound.endpoints.clone();
    let mut new_ids = BTreeMap::new();
    for one in &mut own {
        let new = format!("{OWN}{}", ports.chance.id());
        let old = std::mem::replace(&mut one.endpoint.id, new.clone());
        new_ids.insert(old, new);
    }
    let mut documents: Vec<(String, String)> = stored_endpoints(id, own)?.into_iter().collect();
    for entry in &sound.samples {
        let mut sample = entry.sample.clone();
        sample.id = ports.chance.id();
        let endpoint = new_ids.get(&entry.endpoint).unwrap_or(&entry.endpoint);
        documents.push(stored_sample(id, endpoint, &sample)?);
    }
    documents.extend(sound.remembered.kept(id)?);
    Ok(documents)
}

async fn keep_brought(
    ports: &Ports,
    kind: &str,
    brought: &Brought,
) -> Result<SecretReference, TransferRefusal> {
    keep(ports, kind, &brought.kept, brought.set_at_ms).await
}

/// A secret is as old as the file says, and never from the future.
async fn keep(
    ports: &Ports,
    kind: &str,
    kept: &Kept,
    set_at_ms: i64,
) -> Result<SecretReference, TransferRefusal> {
    let reference: SecretReference = keep_secret::<TransferRefusal>(ports, kind, kept).await?;
    Ok(SecretReference {
        set_at_ms: set_at_ms.clamp(0, reference.set_at_ms.max(0)),
        ..reference
    })
}

/// The vault, with a list of what was written to it.
struct Written {
    inner: Arc<dyn Vault>,
    ids: Mutex<Vec<SecretId>>,
}

impl Written {
    fn ids(&self) -> Vec<SecretId> {
        self.ids
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

#[async_trait]
impl Vault for Written {
    async fn load(&self, id: &SecretId) -> Result<Option<Kept>, VaultError> {
        self.inner.load(id).await
    }

    async fn save(&self, id: &SecretId, kept: &Kept) -> Result<(), VaultError> {
        // Before it is tried: one that failed may have been written all the same.
        self.ids
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(id.clone());
        self.inner.save(id, kept).await
    }

    async fn remove(&self, id: &SecretId) -> Result<(), VaultError> {
        self.inner.remove(id).await
    }
}
