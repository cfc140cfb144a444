//! A form is read as it is typed, and saved: its secrets first, then the row that points to them.
use super::preview::preview;
use super::{Check, EditError, Integrations};
use crate::draft::{Draft, KeyInput};
use crate::grant::{Grant, GrantSettings};
use crate::integration::{Integration, IntegrationId, SubscriptionKey, SubscriptionKeyId};
use crate::origin::Origin;
use crate::provider::provider;
use crate::read_draft::{Background, GrantReading, Reading, origins_of_key, read_draft};
use crate::request::Request;
use crate::rotation::Besides;
use crate::secret::SecretId;
use crate::tokens::shape_of;

impl Integrations {
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

    pub(super) async fn commit(
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
}
