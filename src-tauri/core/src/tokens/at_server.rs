//! What is done with a held token at its server: giving it back (RFC 7009), and asking about it (RFC 7662).
use std::sync::Arc;

use super::Tokens;
use crate::ask_server::{Introspection, TokenKind, introspect, revoke};
use crate::exchange::Exchange;
use crate::integration::{Integration, IntegrationId};
use crate::lock::pass;
use crate::refusal::{Fault, Refusal, Remedy, Saying, refusal_of_store, refusal_of_vault};
use crate::secret::Kept;
use crate::token::TokenRecord;
use crate::unsent::refuse;

/// A forgotten token on its way back to its server.
#[derive(Debug)]
pub struct Leaving {
    integration: Integration,
    tokens: Vec<(Kept, TokenKind)>,
}

impl Tokens {
    /// Ends the held token at the server, and the refresh token with it; then forgets both here.
    pub async fn revoke(&self, id: &IntegrationId) -> Result<Option<Exchange>, Arc<Refusal>> {
        let (integration, record) = self.held_with_integration(id)?;
        let ended = pass(&self.ports, self.end(&integration, &record)).await;
        let last = ended.map_err(Arc::new)?;
        self.forget(id).await?;
        Ok(last)
    }

    /// What the server knows of the held token.
    pub async fn introspect(&self, id: &IntegrationId) -> Result<Introspection, Arc<Refusal>> {
        let (integration, _) = self.held_with_integration(id)?;
        let token = self.held_token(id).await?;
        let token = token.ok_or_else(|| Arc::new(refuse(&self.ports, nothing_held())))?;
        let answer = introspect(&self.ports, &integration, token.access.clone());
        pass(&self.ports, answer).await.map_err(Arc::new)
    }

    /// Forgets the token here at once, and hands it over to be given back with [`Tokens::give_back`]: forgetting never waits for
    /// a server. None if the server takes none back.
    pub async fn forget_and_leave(
        &self,
        id: &IntegrationId,
    ) -> Result<Option<Leaving>, Arc<Refusal>> {
        let leaving = match self.held_with_integration(id) {
            Ok((integration, record)) if integration.revocation_endpoint.is_some() => {
                // A token that the vault does not give now can still be forgotten.
                let tokens = self.taken(&record).await.unwrap_or_default();
                Some(Leaving {
                    integration,
                    tokens,
                })
            }
            _ => None,
        };
        self.forget(id).await?;
        Ok(leaving.filter(|leaving| !leaving.tokens.is_empty()))
    }

    /// Gives a forgotten token back. The last refusal, if there was one.
    pub async fn give_back(&self, leaving: Leaving) -> Result<(), Refusal> {
        let all = async {
            let mut outcome = Ok(());
            for (token, kind) in leaving.tokens {
                let revoked = revoke(&self.ports, &leaving.integration, token, kind).await;
                outcome = revoked.map(drop).and(outcome);
            }
            outcome
        };
        pass(&self.ports, all).await
    }

    async fn end(
        &self,
        integration: &Integration,
        record: &TokenRecord,
    ) -> Result<Option<Exchange>, Refusal> {
        let mut last = None;
        for (token, kind) in self.taken(record).await? {
            last = Some(revoke(&self.ports, integration, token, kind).await?);
        }
        Ok(last)
    }

    fn held_with_integration(
        &self,
        id: &IntegrationId,
    ) -> Result<(Integration, TokenRecord), Arc<Refusal>> {
        let store = &self.ports.store;
        let found = store
            .integration(id)
            .and_then(|integration| Ok(integration.zip(store.token(id)?)));
        match found {
            Ok(Some(found)) => Ok(found),
            Ok(None) => Err(Arc::new(refuse(&self.ports, nothing_held()))),
            Err(error) => Err(Arc::new(refuse(&self.ports, refusal_of_store(&error)))),
        }
    }

    /// The refresh token first: with it the server ends what it began (RFC 7009, section 2.1).
    async fn taken(&self, record: &TokenRecord) -> Result<Vec<(Kept, TokenKind)>, Refusal> {
        let refresh = record.refresh.iter().map(|id| (id, TokenKind::Refresh));
        let mut tokens = Vec::new();
        for (id, kind) in refresh.chain([(&record.secret, TokenKind::Access)]) {
            let loaded = self.ports.vault.load(id).await;
            let loaded = loaded.map_err(|error| refuse(&self.ports, refusal_of_vault(&error)))?;
            tokens.extend(loaded.map(|kept| (kept, kind)));
        }
        Ok(tokens)
    }
}

fn nothing_held() -> Saying {
    Saying::new(
        "nothing_held",
        "no token",
        Fault::You,
        Remedy::Retry,
        [
            "There is no token to speak of".into(),
            "This integration holds none.".into(),
            "Get a token first.".into(),
        ],
    )
}
