//! The use cases of setting up: check, save, duplicate and remove integrations, and replace a shared subscription key.
mod asking;
mod everything;
mod keeping;
mod preview;
mod rotating;

use std::sync::Arc;

use futures_util::lock::{Mutex, MutexGuard};

use crate::draft::{Draft, FieldNote, KeyInput};
use crate::exchange::RedactedRequest;
use crate::grant::{Grant, GrantSettings};
use crate::held_secrets::{Handle, HeldSecrets};
use crate::integration::{
    ExtraValue, Integration, IntegrationId, SubscriptionKey, SubscriptionKeyId,
};
use crate::origin::Origin;
use crate::own_endpoints::document_name;
use crate::placement::Placement;
use crate::ports::{Ports, StoreError, VaultError};
use crate::provider::provider;
use crate::read_draft::{Background, GrantReading, Reading, origins_of_key, read_draft};
use crate::request::Request;
use crate::rotation::Besides;
use crate::secret::SecretId;
use crate::tokens::{Tokens, shape_of};

use keeping::Keeping;
use preview::preview;
pub use rotating::Trial;

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
    /// No secret of that kind, or none beside it that this could be done with.
    #[error("there is no such secret beside the one in use")]
    NothingBeside,
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
    /// What the browser will open first, where a person signs in.
    pub authorization: Option<RedactedRequest>,
    /// What will be sent, masked; None while there is no address to send it to, and for the implicit grant.
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
    /// Changes take turns: each reads the row that it replaces.
    turn: Mutex<()>,
    /// Vault items that no row pointed to when this run began: left by a change that was cut off.
    left_over: Vec<SecretId>,
}

impl Integrations {
    /// Reads what earlier runs left over. To be called before anything is saved: an item is in the vault before its row is.
    pub fn new(ports: Ports, tokens: Arc<Tokens>) -> Result<Self, StoreError> {
        let left_over = ports.store.orphan_secrets()?;
        Ok(Self {
            ports,
            tokens,
            held: HeldSecrets::default(),
            turn: Mutex::default(),
            left_over,
        })
    }

    /// Secrets entered in open forms.
    pub fn held(&self) -> &HeldSecrets {
        &self.held
    }

    /// A handle for a secret that is about to be held.
    pub fn new_handle(&self) -> Handle {
        Handle(self.ports.chance.id())
    }

    /// Keeps other changes from beginning until it is dropped.
    pub(crate) async fn take_turn(&self) -> MutexGuard<'_, ()> {
        self.turn.lock().await
    }

    pub(crate) fn ports(&self) -> &Ports {
        &self.ports
    }

    /// Reads a form without changing anything.
    pub fn check(&self, draft: &Draft) -> Result<Check, EditError> {
        let existing = self.existing(draft)?;
        let keys = self.ports.store.subscription_keys()?;
        let reading = self.read(draft, existing.as_ref(), &keys);
        let sandbox = self.ports.sandbox.sandbox_address();
        let preview = preview(draft, &reading);
        let shown = |request: Request| request.redacted(sandbox.as_ref());
        let (authorization, request) = (preview.authorization.map(shown), preview.token.map(shown));
        let Reading {
            problems,
            notes,
            asks_secret_again,
            ..
        } = reading;
        Ok(Check {
            authorization,
            request,
            problems,
            notes,
            asks_secret_again,
        })
    }

    /// Saves a form: new secrets under new ids first, then the row that points to them, then the old ones go.
    pub async fn save(&self, draft: &Draft) -> Result<Integration, EditError> {
        let _turn = self.turn.lock().await;
        let keeping = self.keeping();
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

        let before = existing.as_ref();
        let client_secret = keeping
            .secret_input(
                "client-secret",
                &draft.client_secret,
                before.and_then(|existing| existing.client_secret.as_ref()),
                &home,
            )
            .await?;
        let grant = self.grant(draft, &reading, before, &home).await?;
        let key_origins = origins_of_key(Some(&token_endpoint), &reading.api_origins);
        let wants_key = provider(&draft.provider)
            .is_some_and(|provider| provider.subscription_key_header.is_some());
        let (subscription_key, new_key) = match &draft.subscription_key {
            KeyInput::Held(handle) if wants_key => {
                let secret = keeping
                    .held("subscription-key", handle, key_origins.clone())
                    .await?;
                let id = SubscriptionKeyId(self.ports.chance.id());
                (
                    Some(id.clone()),
                    Some(SubscriptionKey {
                        id,
                        provider: draft.provider.clone(),
                        secret,
                        beside: None,
                        origins: key_origins,
                    }),
                )
            }
            KeyInput::Shared(id) if wants_key => (Some(id.clone()), None),
            KeyInput::Held(_) | KeyInput::Shared(_) | KeyInput::Empty => (None, None),
        };
        let mut integration = Integration {
            id: draft
                .id
                .clone()
                .unwrap_or_else(|| IntegrationId(self.ports.chance.id())),
            label: reading.label,
            provider: draft.provider.clone(),
            environment: draft.environment.clone(),
            client_id: reading.client_id,
            client_secret,
            besides: Besides::default(),
            subscription_key,
            token_endpoint,
            placement: reading.placement,
            grant,
            revocation_endpoint: reading.revocation_endpoint,
            introspection_endpoint: reading.introspection_endpoint,
            keep_fresh: before.is_some_and(|existing| existing.keep_fresh),
            scope: reading.scope,
            extra_headers: keeping
                .extras(&draft.extra_headers, existing.as_ref(), &home)
                .await?,
            extra_parameters: keeping
                .extras(&draft.extra_parameters, existing.as_ref(), &home)
                .await?,
            api_origins: reading.api_origins,
            token_header: reading.token_header,
            token_prefix: reading.token_prefix,
            route: reading.route,
        };
        if let Some(before) = before {
            integration.besides = Besides::following(before, &integration);
        }
        self.commit(&integration, existing.as_ref(), new_key.as_ref())
            .await?;
        self.held.clear();
        Ok(integration)
    }

    /// Makes a copy with its own copies of the secrets, bound to the same origins, and of the endpoints that the user added. A
    /// shared subscription key stays shared. What lies beside a secret stays with the original.
    pub async fn duplicate(&self, id: &IntegrationId) -> Result<Integration, EditError> {
        let _turn = self.turn.lock().await;
        let keeping = self.keeping();
        let original = self
            .ports
            .store
            .integration(id)?
            .ok_or(EditError::NoIntegration)?;
        let mut copy = original.clone();
        copy.id = IntegrationId(self.ports.chance.id());
        copy.label = self.free_label(&original.label)?;
        copy.keep_fresh = false;
        copy.besides = Besides::default();
        if let Some(reference) = &mut copy.client_secret {
            *reference = keeping.copy("client-secret", reference).await?;
        }
        if let Some(reference) = &mut copy.grant.password {
            *reference = keeping.copy("password", reference).await?;
        }
        for extra in copy
            .extra_headers
            .iter_mut()
            .chain(&mut copy.extra_parameters)
        {
            if let ExtraValue::Secret(reference) = &mut extra.value {
                *reference = keeping.copy("extra", reference).await?;
            }
        }
        self.ports.store.save_integration(&copy, None)?;
        if let Some(endpoints) = self.ports.store.document(&document_name(id))? {
            let name = document_name(&copy.id);
            self.ports.store.save_document(&name, &endpoints)?;
        }
        Ok(copy)
    }

    /// Removes it with its token, its kept exchanges and its secrets; a subscription key goes with the last integration that uses it.
    pub async fn remove(&self, id: &IntegrationId) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let Some(integration) = self.ports.store.integration(id)? else {
            return Ok(());
        };
        self.forget_token(id).await;
        let of_exchanges = self.ports.activity.secrets_of(id)?;
        self.ports.store.remove_integration(id)?;
        let mut removed: Vec<SecretId> = integration
            .own_secrets()
            .into_iter()
            .map(|own| own.id.clone())
            .collect();
        removed.extend(of_exchanges);
        removed.extend(self.remove_unused_keys()?);
        self.keeping().discard(removed).await
    }

    /// Replaces a shared key once for all integrations that use it; their tokens are forgotten, and what lay beside it goes.
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
        let old: Vec<SecretId> = key.secrets().cloned().collect();
        key.beside = None;
        key.secret = self
            .keeping()
            .held("subscription-key", handle, key.origins.clone())
            .await?;
        self.ports.store.save_subscription_key(&key)?;
        self.forget_tokens_under(id).await?;
        self.held.clear();
        self.keeping().discard(old).await
    }

    /// Removes what earlier runs left over from the vault; what cannot be removed now is left to the next start.
    pub async fn sweep(&self) -> Result<(), EditError> {
        // A backup that was restored meanwhile may point to them again.
        let mut orphans = self.ports.store.orphan_secrets()?;
        orphans.retain(|id| self.left_over.contains(id));
        self.keeping().discard(orphans).await
    }

    /// Whether its token is renewed before its end without being asked.
    pub async fn set_keep_fresh(&self, id: &IntegrationId, on: bool) -> Result<(), EditError> {
        self.change(id, |integration| integration.keep_fresh = on)
            .await
    }

    /// Sends the client's credentials another way from now on. The held token goes: it was got in the earlier way.
    pub async fn set_placement(
        &self,
        id: &IntegrationId,
        placement: Placement,
    ) -> Result<(), EditError> {
        self.change(id, |integration| integration.placement = placement)
            .await
    }

    async fn change(
        &self,
        id: &IntegrationId,
        change: impl FnOnce(&mut Integration),
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let before = self
            .ports
            .store
            .integration(id)?
            .ok_or(EditError::NoIntegration)?;
        let mut integration = before.clone();
        change(&mut integration);
        self.commit(&integration, Some(&before), None).await
    }

    /// The grant that a form says, its password kept. What belongs to another grant is let go of.
    async fn grant(
        &self,
        draft: &Draft,
        reading: &Reading,
        before: Option<&Integration>,
        home: &[Origin],
    ) -> Result<GrantSettings, EditError> {
        let GrantReading {
            grant,
            registered,
            authorization_endpoint,
            redirect_uri,
            username,
        } = reading.grant.clone();
        let password = match grant {
            Grant::Password => {
                let kept = before.and_then(|existing| existing.grant.password.as_ref());
                self.keeping()
                    .secret_input("password", &draft.grant.password, kept, home)
                    .await?
            }
            _ => None,
        };
        Ok(GrantSettings {
            grant,
            registered,
            authorization_endpoint,
            redirect_uri,
            username,
            password,
        })
    }

    fn keeping(&self) -> Keeping<'_> {
        Keeping {
            ports: &self.ports,
            held: &self.held,
        }
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
        let kept = integration.own_secrets();
        let before = existing.map(Integration::own_secrets).unwrap_or_default();
        let is_kept = |old: &SecretId| kept.iter().any(|kept| kept.id == *old);
        let replaced = before.into_iter().filter(|old| !is_kept(&old.id));
        let mut replaced: Vec<SecretId> = replaced.map(|old| old.id.clone()).collect();
        replaced.extend(self.remove_unused_keys()?);
        self.keeping().discard(replaced).await
    }

    /// The row no longer matches the token's shape, so a token that cannot be removed from the vault now is an orphan, no danger.
    pub(crate) async fn forget_token(&self, id: &IntegrationId) {
        drop(self.tokens.forget(id).await);
    }

    /// The tokens got under a subscription key.
    async fn forget_tokens_under(&self, key: &SubscriptionKeyId) -> Result<(), EditError> {
        for integration in self.ports.store.integrations()? {
            if integration.subscription_key.as_ref() == Some(key) {
                self.forget_token(&integration.id).await;
            }
        }
        Ok(())
    }

    /// Removes the rows of keys that no integration uses any more, and returns their vault items.
    pub(crate) fn remove_unused_keys(&self) -> Result<Vec<SecretId>, EditError> {
        let integrations = self.ports.store.integrations()?;
        let is_used = |key: &SubscriptionKey| {
            integrations
                .iter()
                .any(|one| one.subscription_key.as_ref() == Some(&key.id))
        };
        let unused: Vec<SubscriptionKey> = self
            .ports
            .store
            .subscription_keys()?
            .into_iter()
            .filter(|key| !is_used(key))
            .collect();
        for key in &unused {
            self.ports.store.remove_subscription_key(&key.id)?;
        }
        let secrets = unused.iter().flat_map(SubscriptionKey::secrets);
        Ok(secrets.cloned().collect())
    }

    /// The label itself where it is free, or as a copy's.
    pub(crate) fn free_label_for(&self, label: &str) -> Result<String, EditError> {
        let integrations = self.ports.store.integrations()?;
        if integrations.iter().all(|one| one.label != label) {
            return Ok(label.to_owned());
        }
        self.free_label(label)
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
