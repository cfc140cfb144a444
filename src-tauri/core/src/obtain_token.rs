//! The use case: an integration and its secrets become a token request, its answer a token or a refusal.
use std::sync::PoisonError;

use crate::credentials::{credentials, own_proof};
use crate::exchange::Exchange;
use crate::grant::Grant;
use crate::integration::Integration;
use crate::jwt;
use crate::keep_token::{Keeping, changed_meanwhile, keep_token};
use crate::moment::Moment;
use crate::ports::Ports;
use crate::refusal::{Asked, Fault, Refusal, Remedy, Saying, refusal_of_store, refusal_of_vault};
use crate::secret::{Kept, SecretId};
use crate::send::send;
use crate::token::{Token, TokenRecord};
use crate::token_request::{Proof, token_request};
use crate::token_response::Issued;
use crate::unsent::refuse;

/// How often a client that has worked before is tried again when it is suddenly unknown: the service is known to err so.
const TRIES_AGAIN: u32 = 2;

/// Between two such tries.
const TRY_AGAIN_AFTER_MS: u64 = 2_000;

/// What a token is got by.
#[derive(Debug)]
pub(crate) enum Means {
    /// What is kept: a refresh token if there is one, else the integration's own credentials.
    Kept,
    /// A code that the browser brought.
    Code(Proof),
    /// The token itself, brought by the browser.
    Landed(Box<Landed>),
}

/// A token that came with the browser (implicit grant).
#[derive(Debug)]
pub(crate) struct Landed {
    /// As the fragment named it.
    pub(crate) issued: Issued,
    /// When the browser was sent off: nobody knows when the token was issued, only that it was later.
    pub(crate) asked: Moment,
    /// What the browser was sent off with.
    pub(crate) exchange: Exchange,
}

/// Gets a new token and keeps it, if it is still wanted when it comes. `shape` is the integration's as it was read.
pub(crate) async fn obtain_token(
    ports: &Ports,
    integration: &Integration,
    shape: &str,
    means: Means,
    keeping: Keeping<'_>,
) -> Result<Token, Refusal> {
    let errand = Errand {
        ports,
        integration,
        shape,
        keeping,
    };
    match means {
        Means::Code(proof) => errand.ask(proof, None).await,
        Means::Landed(landed) => {
            let Landed {
                issued,
                asked,
                exchange,
            } = *landed;
            errand
                .keep(issued, asked, exchange, Grant::Implicit, None)
                .await
        }
        Means::Kept => errand.with_what_is_kept().await,
    }
}

/// One token being got.
struct Errand<'a> {
    ports: &'a Ports,
    integration: &'a Integration,
    shape: &'a str,
    keeping: Keeping<'a>,
}

impl Errand<'_> {
    async fn with_what_is_kept(&self) -> Result<Token, Refusal> {
        if let Some((id, token)) = self.refresh_token().await? {
            match self.ask(Proof::Refresh(token), Some(id.clone())).await {
                Err(refusal) if refusal.ends_refreshing() => self.drop_refresh_token(&id).await?,
                outcome => return outcome,
            }
        }
        match own_proof(self.ports, self.integration).await? {
            Some(proof) => self.ask(proof, None).await,
            None => Err(refuse(self.ports, sign_in_needed())),
        }
    }

    /// Sends the token request and keeps what comes. `refresh` is the refresh token that is used, which stays valid unless the
    /// answer brings another (RFC 6749, section 6).
    async fn ask(&self, proof: Proof, refresh: Option<SecretId>) -> Result<Token, Refusal> {
        let sent_as = proof.grant();
        let grant = match sent_as {
            // A refreshed token is still one of the grant that began it.
            Grant::RefreshToken => self.integration.grant.grant,
            other => other,
        };
        let credentials = credentials(self.ports, self.integration).await?;
        let request = token_request(self.integration, credentials, proof);
        let asked = Asked::token(self.integration, sent_as.id());
        let asked = asked.having_worked(self.record()?.is_some());
        let mut tries = 0;
        loop {
            let answered = send(self.ports, self.integration, &request, &asked).await?;
            if let Some(issued) = answered.issued() {
                let (sent, exchange) = (answered.sent, answered.exchange(true));
                return self.keep(issued, sent, exchange, grant, refresh).await;
            }
            let refusal = answered.refusal(&asked);
            // A client that has worked before may be refused by the service's own mistake.
            let may_err = refusal.transient && refusal.fault == Fault::Key;
            if tries == TRIES_AGAIN || !may_err {
                return Err(refusal);
            }
            tries += 1;
            self.ports.clock.sleep(TRY_AGAIN_AFTER_MS).await;
        }
    }

    async fn keep(
        &self,
        issued: Issued,
        sent: Moment,
        exchange: Exchange,
        grant: Grant,
        refresh_used: Option<SecretId>,
    ) -> Result<Token, Refusal> {
        let new_id = |kind: &str| SecretId(format!("{kind}-{}", self.ports.chance.id()));
        let may_refresh =
            grant != Grant::Implicit && self.integration.grant.may_use(Grant::RefreshToken);
        // Home only: a refresh token is for the token endpoint and for no API.
        let home = self.integration.token_origin().into_iter().collect();
        let refresh = issued
            .refresh_token
            .filter(|_| may_refresh)
            .map(|token| Kept::new(token, home));
        let record = TokenRecord {
            integration: self.integration.id.clone(),
            secret: new_id("token"),
            refresh: refresh.as_ref().map(|_| new_id("refresh")).or(refresh_used),
            grant,
            shape: self.shape.to_owned(),
            sent,
            lifetime: issued.lifetime,
            token_type: issued.token_type,
            scope: issued.scope,
            last_four: issued.access_token.last_four(),
            fingerprint: issued.access_token.fingerprint(),
            is_jwt: jwt::is_jwt(&issued.access_token),
            exchange,
        };
        let token = Token {
            access: Kept::new(issued.access_token, self.integration.token_origins()),
            record,
        };
        keep_token(self.ports, &token, refresh.as_ref(), self.keeping).await?;
        Ok(token)
    }

    /// The refresh token held with a token of this very shape.
    async fn refresh_token(&self) -> Result<Option<(SecretId, Kept)>, Refusal> {
        let Some(id) = self.record()?.and_then(|record| record.refresh) else {
            return Ok(None);
        };
        if !self.integration.grant.may_use(Grant::RefreshToken) {
            return Ok(None);
        }
        let loaded = self.ports.vault.load(&id).await;
        let loaded = loaded.map_err(|error| refuse(self.ports, refusal_of_vault(&error)))?;
        Ok(loaded.map(|token| (id, token)))
    }

    /// The server will not take it again: without it, the next time begins with the integration's own grant. One that a
    /// sign-in brought meanwhile is another and stays; and for a token that is no longer wanted nobody is asked again.
    async fn drop_refresh_token(&self, refused: &SecretId) -> Result<(), Refusal> {
        let store_refused = |error| refuse(self.ports, refusal_of_store(&error));
        let store = &self.ports.store;
        {
            let turn = self.keeping.turn.lock();
            let _turn = turn.unwrap_or_else(PoisonError::into_inner);
            if !(self.keeping.wanted)().map_err(store_refused)? {
                return Err(refuse(self.ports, changed_meanwhile()));
            }
            let held = self.record()?;
            let held = held.filter(|held| held.refresh.as_ref() == Some(refused));
            let Some(mut record) = held else {
                return Ok(());
            };
            record.refresh = None;
            store.save_token(&record).map_err(store_refused)?;
        }
        // A failed removal leaves an orphan that the next sweep finds.
        if self.ports.vault.remove(refused).await.is_ok() {
            store.forget_secret(refused).map_err(store_refused)?;
        }
        Ok(())
    }

    fn record(&self) -> Result<Option<TokenRecord>, Refusal> {
        let record = self.ports.store.token(&self.integration.id);
        let record = record.map_err(|error| refuse(self.ports, refusal_of_store(&error)))?;
        Ok(record.filter(|record| record.shape == self.shape))
    }
}

fn sign_in_needed() -> Saying {
    Saying::new(
        "sign_in_needed",
        "sign in",
        Fault::You,
        Remedy::SignIn,
        [
            "You have to sign in for the next token".into(),
            "This integration’s grant needs a person in the browser, and there is no refresh token that could stand in.".into(),
            "Sign in. The browser opens and brings you back.".into(),
        ],
    )
}
