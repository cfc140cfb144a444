//! The use cases of rotation: a new secret is put beside the old one, tested, taken into use, and taken back or confirmed.
//!
//! Each step is one row's write, so a kill leaves the state before it or the one after it. The secret is in the vault before
//! a row points to it, and leaves the vault after no row does.
use super::{EditError, Integrations};
use crate::credentials::{credentials, key_header, own_proof};
use crate::draft::FieldNote;
use crate::exchange::Exchange;
use crate::held_secrets::Handle;
use crate::integration::{Integration, IntegrationId, SubscriptionKey};
use crate::keep_secret::discard;
use crate::ports::Ports;
use crate::read_draft::origins_of_key;
use crate::refusal::{Asked, Refusal, refusal_of_vault};
use crate::rotation::{Beside, Rotated, Slot, Standing};
use crate::secret::{Kept, SecretReference};
use crate::send::send;
use crate::token_request::token_request;
use crate::unsent::{missing, refuse};

/// What came of asking for a token with the new secret. Nothing that is held was touched, and no token was kept.
#[derive(Debug)]
pub enum Trial {
    /// A token came.
    Works(Box<Exchange>),
    /// None came.
    Refused(Box<Refusal>),
    /// A person has to sign in for a token, so it can only be tried in use.
    NeedsSignIn,
}

/// The row that a secret stands in.
enum Row {
    Integration(Box<Integration>),
    Key(Box<SubscriptionKey>),
}

impl Integrations {
    /// Keeps an entered secret beside the one in use. One that waited there gives way; an old one that is still kept does not.
    pub async fn put_beside(
        &self,
        id: &IntegrationId,
        which: Rotated,
        handle: &Handle,
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let (integration, mut row) = self.row(id, which)?;
        let entered = self.held.get(handle).ok_or(EditError::NothingHeld)?;
        if !entered.problem.is_empty() {
            return Err(problem(&entered.problem));
        }
        let slot = row.slot(which).ok_or(EditError::NothingBeside)?;
        if slot.keeps_old() {
            return Err(problem(
                "The old one is still kept. Say that everything works, or go back to it, first.",
            ));
        }
        let used = self.ports.vault.load(&slot.used.id).await?;
        let same = |used: &Kept| {
            let entered = &entered.secret;
            entered.reveal(|new| used.secret.reveal(|old| new == old))
        };
        if used.as_ref().is_some_and(same) {
            return Err(problem("This is the one that is in use already."));
        }
        let origins = match &row {
            Row::Integration(_) => origins_of_key(Some(&integration.token_endpoint), &[]),
            Row::Key(key) => key.origins.clone(),
        };
        let new = self.keeping().held(which.kind(), handle, origins).await?;
        let before = row.slot(which).and_then(|mut slot| slot.put(new));
        self.write(&row)?;
        self.held.forget(handle);
        Ok(discard(&self.ports, before.into_iter().collect()).await?)
    }

    /// Asks for a token with the new secret, as the integration asks, and notes that it came.
    pub async fn test_beside(
        &self,
        id: &IntegrationId,
        which: Rotated,
    ) -> Result<Trial, EditError> {
        let (integration, mut row) = self.row(id, which)?;
        let new = new_of(row.slot(which)).ok_or(EditError::NothingBeside)?;
        let trial = match ask(&self.ports, &integration, which, &new).await {
            Ok(trial) => trial,
            Err(refusal) => Trial::Refused(Box::new(refusal)),
        };
        if matches!(trial, Trial::Works(_)) {
            self.note_tested(id, which, &new).await?;
        }
        Ok(trial)
    }

    /// The new secret is in use from now on, and the old one is kept. The token goes: the next one shows whether the new
    /// secret works, while there is still a way back. An hour's token got with the old one would hide that it does not.
    pub async fn use_beside(&self, id: &IntegrationId, which: Rotated) -> Result<(), EditError> {
        let replaced_at_ms = self.ports.clock.now().wall_ms;
        self.swap(id, which, Standing::Old { replaced_at_ms }).await
    }

    /// The old secret is in use again, and the new one waits beside it. The token goes, as with [`Self::use_beside`].
    pub async fn go_back(&self, id: &IntegrationId, which: Rotated) -> Result<(), EditError> {
        let standing = Standing::New { tested_at_ms: None };
        self.swap(id, which, standing).await
    }

    /// Lets go of the secret beside the one in use: everything works with the new one, or the new one is not wanted.
    pub async fn forget_beside(&self, id: &IntegrationId, which: Rotated) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let (_, mut row) = self.row(id, which)?;
        let gone: Beside = row
            .slot(which)
            .and_then(|slot| slot.beside.take())
            .ok_or(EditError::NothingBeside)?;
        self.write(&row)?;
        Ok(discard(&self.ports, vec![gone.secret.id]).await?)
    }

    async fn swap(
        &self,
        id: &IntegrationId,
        which: Rotated,
        standing: Standing,
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let (_, mut row) = self.row(id, which)?;
        let swapped = row.slot(which).and_then(|mut slot| slot.swap(standing));
        swapped.ok_or(EditError::NothingBeside)?;
        self.write(&row)?;
        self.forget_tokens_of(&row).await
    }

    async fn note_tested(
        &self,
        id: &IntegrationId,
        which: Rotated,
        tested: &SecretReference,
    ) -> Result<(), EditError> {
        let _turn = self.turn.lock().await;
        let (_, mut row) = self.row(id, which)?;
        let now = self.ports.clock.now().wall_ms;
        let Some(Slot { beside, .. }) = row.slot(which) else {
            return Ok(());
        };
        // Another may have taken its place meanwhile, or it is in use.
        let Some(beside) = beside.as_mut().filter(|beside| beside.secret == *tested) else {
            return Ok(());
        };
        beside.standing = Standing::New {
            tested_at_ms: Some(now),
        };
        self.write(&row)
    }

    fn row(&self, id: &IntegrationId, which: Rotated) -> Result<(Integration, Row), EditError> {
        let store = &self.ports.store;
        let integration = store.integration(id)?.ok_or(EditError::NoIntegration)?;
        let row = match which {
            Rotated::ClientSecret | Rotated::Password => {
                Row::Integration(Box::new(integration.clone()))
            }
            Rotated::SubscriptionKey => {
                let key = match &integration.subscription_key {
                    Some(key) => store.subscription_key(key)?,
                    None => None,
                };
                Row::Key(Box::new(key.ok_or(EditError::NothingBeside)?))
            }
        };
        Ok((integration, row))
    }

    fn write(&self, row: &Row) -> Result<(), EditError> {
        let store = &self.ports.store;
        match row {
            Row::Integration(integration) => store.save_integration(integration, None)?,
            Row::Key(key) => store.save_subscription_key(key)?,
        }
        Ok(())
    }

    async fn forget_tokens_of(&self, row: &Row) -> Result<(), EditError> {
        match row {
            Row::Integration(integration) => self.forget_token(&integration.id).await,
            Row::Key(key) => self.forget_tokens_under(&key.id).await?,
        }
        Ok(())
    }
}

impl Row {
    fn slot(&mut self, which: Rotated) -> Option<Slot<'_>> {
        match self {
            Self::Integration(integration) => integration.slot(which),
            Self::Key(key) => Some(key.slot()),
        }
    }
}

fn new_of(slot: Option<Slot<'_>>) -> Option<SecretReference> {
    let beside = slot?.beside.as_ref()?;
    let is_new = matches!(beside.standing, Standing::New { .. });
    is_new.then(|| beside.secret.clone())
}

/// The same request as for a token that is wanted, with the new secret in the place of the one in use.
async fn ask(
    ports: &Ports,
    integration: &Integration,
    which: Rotated,
    new: &SecretReference,
) -> Result<Trial, Refusal> {
    let mut tried = integration.clone();
    match which {
        Rotated::ClientSecret => tried.client_secret = Some(new.clone()),
        Rotated::Password => tried.grant.password = Some(new.clone()),
        // Its reference stands in the shared row, which stays as it is.
        Rotated::SubscriptionKey => tried.subscription_key = None,
    }
    let Some(proof) = own_proof(ports, &tried).await? else {
        return Ok(Trial::NeedsSignIn);
    };
    let mut credentials = credentials(ports, &tried).await?;
    if which == Rotated::SubscriptionKey {
        let loaded = ports.vault.load(&new.id).await;
        let loaded = loaded.map_err(|error| refuse(ports, refusal_of_vault(&error)))?;
        let key = loaded.ok_or_else(|| missing(ports, which.called()))?;
        credentials.subscription_key = key_header(integration).map(|header| (header, key));
    }
    let grant = proof.grant();
    let request = token_request(&tried, credentials, proof);
    let asked = Asked::token(&tried, grant.id());
    let answered = send(ports, &tried, &request, &asked).await?;
    match answered.issued() {
        Some(_) => Ok(Trial::Works(Box::new(answered.exchange(true)))),
        None => Err(answered.refusal(&asked)),
    }
}

fn problem(message: &str) -> EditError {
    EditError::Problems(vec![FieldNote::new("secret", message)])
}
