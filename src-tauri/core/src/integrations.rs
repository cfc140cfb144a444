//! The use cases of setting up: check, save, duplicate and remove integrations, and replace a shared subscription key.
use std::sync::Arc;

use futures_util::lock::Mutex;

use crate::clean::clean;
use crate::draft::{Draft, DraftExtra, ExtraInput, FieldNote, KeyInput, SecretInput};
use crate::exchange::RedactedRequest;
use crate::held_secrets::{Handle, HeldSecrets};
use crate::integration::{
    Extra, ExtraValue, Integration, IntegrationId, SubscriptionKey, SubscriptionKeyId,
};
use crate::ports::{Ports, StoreError, VaultError};
use crate::provider::provider;
use crate::read_draft::{Background, Reading, origins_of_key, read_draft};
use crate::secret::{Kept, Secret, SecretId, SecretReference};
use crate::token::is_token;
use crate::token_request::{Credentials, token_request};
use crate::tokens::{Tokens, shape_of};

/// Why a change was not made. Nothing is lost: the form keeps what was typed, the vault and the store what they had.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EditError {
    /// The form's fields say why.
    #[error("the form has problems")]
    Problems(Vec<FieldNote>),
    /// Removed meanwhile.
    #[error("there is no such integration")]
    NoIntegration,
    /// The handle names nothing.
    #[error("the entered secret is no longer held")]
    NothingHeld,
    /// A secret that should be copied is not in the vault.
    #[error("a secret is not in the vault")]
    SecretMissing,
    /// See [`VaultError`].
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A form, read as it is typed.
#[derive(Clone, Debug)]
pub struct Check {
    /// What will be sent, masked; None while there is no address to send it to.
    pub request: Option<RedactedRequest>,
    /// What keeps it from being saved.
    pub problems: Vec<FieldNote>,
    /// What was cleaned.
    pub notes: Vec<FieldNote>,
    /// Why kept secrets must be entered again, or "".
    pub asks_secret_again: String,
}

/// The integrations, and the forms that change them.
pub struct Integrations {
    ports: Ports,
    tokens: Arc<Tokens>,
    held: HeldSecrets,
    /// Changes take turns: between its secret and its row, a change would look like an orphan to a sweep.
    turn: Mutex<()>,
}

impl Integrations {
    /// Performs no I/O.
    pub fn new(ports: Ports, tokens: Arc<Tokens>) -> Self {
        Self {
            ports,
            tokens,
            held: HeldSecrets::default(),
            turn: Mutex::default(),
        }
    }

    /// Secrets entered in open forms.
    pub fn held(&self) -> &HeldSecrets {
        &self.held
    }

    /// A handle for a secret that is about to be held.
    pub fn new_handle(&self) -> Handle {
        Handle(self.ports.chance.id())
    }

    /// Reads a form without changing anything.
    pub fn check(&self, draft: &Draft) -> Result<Check, EditError> {
        let existing = self.existing(draft)?;
        let keys = self.ports.store.subscription_keys()?;
        let reading = self.read(draft, existing.as_ref(), &keys);
        let request = preview(draft, &reading)
            .map(|request| request.redacted(self.ports.sandbox.sandbox_address().as_ref()));
        let Reading {
            problems,
            notes,
            asks_secret_again,
            ..
        } = reading;
        Ok(Check {
            request,
            problems,
            notes,
            asks_secret_again,
        })
    }

    /// Saves a form: new secrets under new ids first, then the row that points to them, then the old ones go.
    pub async fn save(&self, draft: &Draft) -> Result<Integration, EditError> {
        let _turn = self.turn.lock().await;
        let existing = self.existing(draft)?;
        let keys = self.ports.store.subscription_keys()?;
        let reading = self.read(draft, existing.as_ref(), &keys);
        if !reading.problems.is_empty() {
            return Err(EditError::Problems(reading.problems));
        }
        let Some(token_endpoint) = reading.token_endpoint.clone() else {
            return Err(EditError::Problems(vec![]));
        };
        let home = origins_of_key(Some(&token_endpoint), &[]);

        let client_secret = match &draft.client_secret {
            SecretInput::Held(handle) => Some(
                self.keep_held("client-secret", handle, home.clone())
                    .await?,
            ),
            SecretInput::Kept => existing
                .as_ref()
                .and_then(|existing| existing.client_secret.clone()),
            SecretInput::Empty => None,
        };
        let key_origins = origins_of_key(Some(&token_endpoint), &reading.api_origins);
        let wants_key = provider(&draft.provider)
            .is_some_and(|provider| provider.subscription_key_header.is_some());
        let (subscription_key, new_key) = match &draft.subscription_key {
            KeyInput::Held(handle) if wants_key => {
                let secret = self
                    .keep_held("subscription-key", handle, key_origins.clone())
                    .await?;
                let id = SubscriptionKeyId(self.ports.chance.id());
                (
                    Some(id.clone()),
                    Some(SubscriptionKey {
                        id,
                        provider: draft.provider.clone(),
                        secret,
                        origins: key_origins,
                    }),
                )
            }
            KeyInput::Shared(id) if wants_key => (Some(id.clone()), None),
            KeyInput::Held(_) | KeyInput::Shared(_) | KeyInput::Empty => (None, None),
        };
        let integration = Integration {
            id: draft
                .id
                .clone()
                .unwrap_or_else(|| IntegrationId(self.ports.chance.id())),
            label: reading.label,
            provider: draft.provider.clone(),
            environment: draft.environment.clone(),
            client_id: reading.client_id,
            client_secret,
            subscription_key,
            token_endpoint,
            placement: reading.placement,
            scope: reading.scope,
            extra_headers: self
                .keep_extras(&draft.extra_headers, existing.as_ref(), &home)
                .await?,
            extra_parameters: self
                .keep_extras(&draft.extra_parameters, existing.as_ref(), &home)
                .await?,
            api_origins: reading.api_origins,
            token_header: reading.token_header,
            token_prefix: reading.token_prefix,
            route: reading.route,
        };
        self.commit(&integration, existing.as_ref(), new_key.as_ref())
            .await?;
        self.held.clear();
        Ok(integration)
    }

    /// Makes a copy with its own copies of the secrets, bound to the same origins. A shared subscription key stays shared.
    pub async fn duplicate(&self, id: &IntegrationId) -> Result<Integration, EditError> {
        let _turn = self.turn.lock().await;
        let original = self
            .ports
            .store
            .integration(id)?
            .ok_or(EditError::NoIntegration)?;
        let mut copy = original.clone();
        copy.id = IntegrationId(self.ports.chance.id());
        copy.label = self.free_label(&original.label)?;
        if let Some(reference) = &mut copy.client_secret {
            *reference = self.copy_secret("client-secret", reference).await?;
        }
        for extra in copy
            .extra_headers
            .iter_mut()
            .chain(&mut copy.extra_parameters)
        {
            if let ExtraValue::Secret(reference) = &mut extra.value {
                *reference = self.copy_secret("extra", reference).await?;
            }
        }
        self.ports.store.save_integration(&copy, None)?;
        Ok(copy)
    }

    /// Removes it with its token and its secrets; a subscription key goes with the last integration that uses it.
    pub async fn remove(&self, id: &IntegrationId) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        self.forget_token(id).await;
        self.ports.store.remove_integration(id)?;
        self.remove_unused_keys()?;
        self.sweep_orphans().await
    }

    /// Replaces a shared key once for all integrations that use it; their tokens are forgotten.
    pub async fn replace_key(
        &self,
        id: &SubscriptionKeyId,
        handle: &Handle,
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let mut key = self
            .ports
            .store
            .subscription_key(id)?
            .ok_or(EditError::NoIntegration)?;
        let problem = self.held.get(handle).ok_or(EditError::NothingHeld)?.problem;
        if !problem.is_empty() {
            return Err(EditError::Problems(vec![FieldNote::new(
                "subscriptionKey",
                problem,
            )]));
        }
        key.secret = self
            .keep_held("subscription-key", handle, key.origins.clone())
            .await?;
        self.ports.store.save_subscription_key(&key)?;
        for integration in self
            .ports
            .store
            .integrations()?
            .iter()
            .filter(|one| one.subscription_key.as_ref() == Some(id))
        {
            self.forget_token(&integration.id).await;
        }
        self.held.clear();
        self.sweep_orphans().await
    }

    /// Removes vault items that no row points to: left by a change that was cut off, or just replaced.
    /// What cannot be removed now is found by the next sweep.
    pub async fn sweep(&self) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        self.sweep_orphans().await
    }

    async fn sweep_orphans(&self) -> Result<(), EditError> {
        // A token on its way is in the vault before its row is; asked before the orphans are listed.
        let token_on_its_way = self.tokens.is_any_busy();
        let orphans = self.ports.store.orphan_secrets()?;
        for orphan in orphans
            .into_iter()
            .filter(|orphan| !(token_on_its_way && is_token(orphan)))
        {
            if self.ports.vault.remove(&orphan).await.is_ok() {
                self.ports.store.forget_secret(&orphan)?;
            }
        }
        Ok(())
    }

    fn existing(&self, draft: &Draft) -> Result<Option<Integration>, EditError> {
        match &draft.id {
            None => Ok(None),
            Some(id) => Ok(Some(
                self.ports
                    .store
                    .integration(id)?
                    .ok_or(EditError::NoIntegration)?,
            )),
        }
    }

    fn read(
        &self,
        draft: &Draft,
        existing: Option<&Integration>,
        keys: &[SubscriptionKey],
    ) -> Reading {
        read_draft(
            draft,
            &Background {
                existing,
                keys,
                held: &self.held,
            },
        )
    }

    async fn commit(
        &self,
        integration: &Integration,
        existing: Option<&Integration>,
        new_key: Option<&SubscriptionKey>,
    ) -> Result<(), EditError> {
        let before = existing
            .map(|existing| shape_of(&self.ports, existing))
            .transpose()?;
        self.ports.store.save_integration(integration, new_key)?;
        if before
            .is_some_and(|before| shape_of(&self.ports, integration).is_ok_and(|now| now != before))
        {
            self.forget_token(&integration.id).await;
        }
        self.remove_unused_keys()?;
        self.sweep_orphans().await
    }

    /// The row no longer matches the token's shape, so a token that cannot be removed from the vault now is an orphan, no danger.
    async fn forget_token(&self, id: &IntegrationId) {
        drop(self.tokens.forget(id).await);
    }

    fn remove_unused_keys(&self) -> Result<(), EditError> {
        let integrations = self.ports.store.integrations()?;
        for key in self.ports.store.subscription_keys()? {
            if !integrations
                .iter()
                .any(|integration| integration.subscription_key.as_ref() == Some(&key.id))
            {
                self.ports.store.remove_subscription_key(&key.id)?;
            }
        }
        Ok(())
    }

    async fn keep_held(
        &self,
        kind: &str,
        handle: &Handle,
        origins: Vec<crate::origin::Origin>,
    ) -> Result<SecretReference, EditError> {
        let held = self.held.get(handle).ok_or(EditError::NothingHeld)?;
        self.keep_secret(kind, Kept::new(held.secret, origins))
            .await
    }

    async fn keep_secret(&self, kind: &str, kept: Kept) -> Result<SecretReference, EditError> {
        let id = SecretId(format!("{kind}-{}", self.ports.chance.id()));
        self.ports.store.expect_secret(&id)?;
        self.ports.vault.save(&id, &kept).await?;
        Ok(SecretReference {
            id,
            last_four: kept.secret.last_four(),
            set_at_ms: self.ports.clock.now().wall_ms,
        })
    }

    async fn copy_secret(
        &self,
        kind: &str,
        reference: &SecretReference,
    ) -> Result<SecretReference, EditError> {
        let kept = self
            .ports
            .vault
            .load(&reference.id)
            .await?
            .ok_or(EditError::SecretMissing)?;
        let copy = self.keep_secret(kind, kept).await?;
        Ok(SecretReference {
            set_at_ms: reference.set_at_ms,
            ..copy
        })
    }

    async fn keep_extras(
        &self,
        extras: &[DraftExtra],
        existing: Option<&Integration>,
        home: &[crate::origin::Origin],
    ) -> Result<Vec<Extra>, EditError> {
        let mut kept = Vec::new();
        for extra in extras {
            let value = match &extra.value {
                ExtraInput::Public(text) => ExtraValue::Public(text.trim().to_owned()),
                ExtraInput::Held(handle) => {
                    ExtraValue::Secret(self.keep_held("extra", handle, home.to_vec()).await?)
                }
                ExtraInput::Kept(id) => {
                    let known = existing
                        .iter()
                        .flat_map(|existing| existing.own_secrets())
                        .find(|reference| reference.id == *id);
                    ExtraValue::Secret(known.ok_or(EditError::SecretMissing)?.clone())
                }
                ExtraInput::Empty => continue,
            };
            kept.push(Extra {
                name: clean(&extra.name).text,
                value,
            });
        }
        Ok(kept)
    }

    fn free_label(&self, label: &str) -> Result<String, EditError> {
        let taken: Vec<String> = self
            .ports
            .store
            .integrations()?
            .into_iter()
            .map(|integration| integration.label)
            .collect();
        let names = std::iter::once(format!("{label} copy"))
            .chain((2..).map(|number| format!("{label} copy {number}")));
        Ok(names
            .into_iter()
            .find(|name| !taken.contains(name))
            .unwrap_or_default())
    }
}

/// The request that a form would send, with nothing in the places of its secrets: it is only ever shown masked.
fn preview(draft: &Draft, reading: &Reading) -> Option<crate::request::Request> {
    let nothing = || Kept::new(Secret::new(""), vec![]);
    let named = |extras: &[DraftExtra]| -> (Vec<Extra>, Vec<Kept>) {
        let absent = || SecretReference {
            id: SecretId(String::new()),
            last_four: String::new(),
            set_at_ms: 0,
        };
        let extra = |extra: &DraftExtra| Extra {
            name: clean(&extra.name).text,
            value: match &extra.value {
                ExtraInput::Public(text) => ExtraValue::Public(text.clone()),
                ExtraInput::Held(_) | ExtraInput::Kept(_) | ExtraInput::Empty => {
                    ExtraValue::Secret(absent())
                }
            },
        };
        let extras: Vec<Extra> = extras
            .iter()
            .map(extra)
            .filter(|extra| !extra.name.is_empty())
            .collect();
        let secrets = extras
            .iter()
            .filter(|extra| matches!(extra.value, ExtraValue::Secret(_)))
            .map(|_| nothing())
            .collect();
        (extras, secrets)
    };
    let (extra_headers, header_secrets) = named(&draft.extra_headers);
    let (extra_parameters, parameter_secrets) = named(&draft.extra_parameters);
    let integration = Integration {
        id: IntegrationId(String::new()),
        label: String::new(),
        provider: draft.provider.clone(),
        environment: draft.environment.clone(),
        client_id: reading.client_id.clone(),
        client_secret: None,
        subscription_key: None,
        token_endpoint: reading.token_endpoint.clone()?,
        placement: reading.placement,
        scope: reading.scope.clone(),
        extra_headers,
        extra_parameters,
        api_origins: vec![],
        token_header: String::new(),
        token_prefix: String::new(),
        route: reading.route.clone(),
    };
    let key_header =
        provider(&draft.provider).and_then(|provider| provider.subscription_key_header.clone());
    let credentials = Credentials {
        client_secret: nothing(),
        subscription_key: key_header.map(|header| (header, nothing())),
        extra_headers: header_secrets,
        extra_parameters: parameter_secrets,
    };
    Some(token_request(&integration, credentials))
}
