//! The use case: an integration and its secrets become a token request, its answer a token or a refusal.
use crate::exchange::Exchange;
use crate::integration::{Extra, ExtraValue, Integration};
use crate::jwt;
use crate::ports::{HttpAnswer, Ports, StoreError};
use crate::provider::provider;
use crate::redact::redacted_answer;
use crate::refusal::{
    AnswerFacts, Asked, Fault, Refusal, Remedy, Saying, refusal_of_answer, refusal_of_failure,
    refusal_of_seal, refusal_of_store, refusal_of_vault,
};
use crate::secret::{Kept, Secret, SecretId};
use crate::token::{Token, TokenRecord};
use crate::token_request::{Credentials, token_request};
use crate::token_response::{Issued, TOKEN_ANSWER_LIMIT, token_response};
use crate::unsent::{missing, refuse};

/// Says whether a token that is on its way is still wanted: the integration was neither edited nor its token forgotten meanwhile.
pub(crate) type Wanted<'a> = &'a (dyn Fn() -> Result<bool, StoreError> + Send + Sync);

/// Gets a new token and keeps it, if it is still wanted when it comes. `shape` is the integration's as it was read.
pub(crate) async fn obtain_token(
    ports: &Ports,
    integration: &Integration,
    shape: &str,
    wanted: Wanted<'_>,
) -> Result<Token, Refusal> {
    let request = token_request(integration, credentials(ports, integration).await?);
    let sandbox = ports.sandbox.sandbox_address();
    let wire = request
        .seal(sandbox.as_ref())
        .map_err(|error| refuse(ports, refusal_of_seal(&error)))?;

    let sent = ports.clock.now();
    let answered = ports
        .http
        .send(&wire, &integration.route, TOKEN_ANSWER_LIMIT)
        .await;
    let answered_at = ports.clock.now();
    let elapsed_ms = sent.elapsed_ms(&answered_at).unwrap_or_default();
    let exchange = |answer| Exchange {
        request: request.redacted(sandbox.as_ref()),
        sent_at_ms: sent.wall_ms,
        elapsed_ms,
        answer,
    };

    let asked = Asked::token(integration, "client_credentials");
    let answer = answered.map_err(|failure| {
        refusal_of_failure(&failure, &asked).over(sent.wall_ms, Some(exchange(None)))
    })?;
    let facts = AnswerFacts::of(&answer, answered_at.wall_ms);
    let secrets = request.secrets();
    let secrets: Vec<&Secret> = secrets.iter().collect();
    let issued = if (200..300).contains(&answer.status) {
        read(&facts, &answer)
    } else {
        None
    };
    let Some(issued) = issued else {
        let facts = facts.hiding(&secrets);
        let redacted = redacted_answer(&answer, &facts, &secrets, false);
        let worked_before = has_worked(ports, integration, shape)
            .map_err(|error| refuse(ports, refusal_of_store(&error)))?;
        let asked = asked.having_worked(worked_before);
        return Err(
            refusal_of_answer(&facts, &asked).over(sent.wall_ms, Some(exchange(Some(redacted))))
        );
    };
    let redacted = redacted_answer(&answer, &facts, &secrets, true);
    let record = TokenRecord {
        integration: integration.id.clone(),
        secret: SecretId(format!("token-{}", ports.chance.id())),
        shape: shape.to_owned(),
        sent,
        lifetime: issued.lifetime,
        token_type: issued.token_type,
        scope: issued.scope,
        last_four: issued.access_token.last_four(),
        fingerprint: issued.access_token.fingerprint(),
        is_jwt: jwt::is_jwt(&issued.access_token),
        exchange: exchange(Some(redacted)),
    };
    let token = Token {
        access: Kept::new(issued.access_token, integration.token_origins()),
        record,
    };
    keep(ports, &token, wanted).await?;
    Ok(token)
}

fn read(facts: &AnswerFacts, answer: &HttpAnswer) -> Option<Issued> {
    token_response(facts.issuing()?, http_date_s(answer.header("date")))
}

/// Writes the token under a new id, commits the row that points to it, then deletes the old one.
async fn keep(ports: &Ports, token: &Token, wanted: Wanted<'_>) -> Result<(), Refusal> {
    let store_refused = |error| refuse(ports, refusal_of_store(&error));
    let vault_refused = |error| refuse(ports, refusal_of_vault(&error));
    let (store, record) = (&ports.store, &token.record);
    store.expect_secret(&record.secret).map_err(store_refused)?;
    ports
        .vault
        .save(&record.secret, &token.access)
        .await
        .map_err(vault_refused)?;
    let old = store.token(&record.integration).map_err(store_refused)?;
    let mut kept =
        wanted().map_err(store_refused)? && store.save_token(record).map_err(store_refused)?;
    // Asked again once the row is there: whoever forgets or edits from now on will find the row and remove it.
    if kept && !wanted().map_err(store_refused)? {
        store
            .remove_token(&record.integration)
            .map_err(store_refused)?;
        kept = false;
    }
    if !kept {
        ports
            .vault
            .remove(&record.secret)
            .await
            .map_err(vault_refused)?;
        store.forget_secret(&record.secret).map_err(store_refused)?;
        return Err(refuse(ports, changed_meanwhile()));
    }
    store
        .note_wall_ms(record.sent.wall_ms)
        .map_err(store_refused)?;
    if let Some(old) = old
        && ports.vault.remove(&old.secret).await.is_ok()
    {
        // A failed removal leaves an orphan that the next sweep finds.
        store.forget_secret(&old.secret).map_err(store_refused)?;
    }
    Ok(())
}

fn changed_meanwhile() -> Saying {
    Saying::new(
        "changed_meanwhile",
        "changed",
        Fault::You,
        Remedy::Retry,
        [
            "The integration was changed meanwhile".into(),
            "The token that arrived belongs to the earlier settings and was not kept.".into(),
            "Get a token again.".into(),
        ],
    )
}

async fn credentials(ports: &Ports, integration: &Integration) -> Result<Credentials, Refusal> {
    let Some(reference) = &integration.client_secret else {
        return Err(missing(ports, "client secret"));
    };
    let subscription_key = match &integration.subscription_key {
        None => None,
        Some(id) => {
            let key = ports
                .store
                .subscription_key(id)
                .map_err(|error| refuse(ports, refusal_of_store(&error)))?;
            let key = key.ok_or_else(|| missing(ports, "subscription key"))?;
            let header = key_header(integration);
            match header {
                Some(header) => Some((
                    header,
                    load(ports, &key.secret.id, "subscription key").await?,
                )),
                None => None,
            }
        }
    };
    Ok(Credentials {
        client_secret: load(ports, &reference.id, "client secret").await?,
        subscription_key,
        extra_headers: load_extras(ports, &integration.extra_headers).await?,
        extra_parameters: load_extras(ports, &integration.extra_parameters).await?,
    })
}

async fn load(ports: &Ports, id: &SecretId, what: &str) -> Result<Kept, Refusal> {
    let loaded = ports
        .vault
        .load(id)
        .await
        .map_err(|error| refuse(ports, refusal_of_vault(&error)))?;
    loaded.ok_or_else(|| missing(ports, what))
}

async fn load_extras(ports: &Ports, extras: &[Extra]) -> Result<Vec<Kept>, Refusal> {
    let mut loaded = Vec::new();
    for extra in extras {
        if let ExtraValue::Secret(reference) = &extra.value {
            loaded.push(load(ports, &reference.id, &extra.name).await?);
        }
    }
    Ok(loaded)
}

fn key_header(integration: &Integration) -> Option<String> {
    provider(&integration.provider)?
        .subscription_key_header
        .clone()
}

/// Whether this shape has got a token before: its record stays until the integration changes.
fn has_worked(ports: &Ports, integration: &Integration, shape: &str) -> Result<bool, StoreError> {
    let record = ports.store.token(&integration.id)?;
    Ok(record.is_some_and(|record| record.shape == shape))
}

/// `Sun, 06 Nov 1994 08:49:37 GMT` (RFC 9110, section 5.6.7) as seconds since the epoch.
fn http_date_s(text: &str) -> Option<i64> {
    httpdate::parse_http_date(text)
        .ok()?
        .duration_since(std::time::UNIX_EPOCH)
        .ok()?
        .as_secs()
        .try_into()
        .ok()
}
