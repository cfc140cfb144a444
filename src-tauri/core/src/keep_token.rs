//! Keeps a token that arrived: vault first, then the row that points to it, then the old one goes.
use std::sync::{Mutex, PoisonError};

use crate::ports::{Ports, StoreError};
use crate::refusal::{Fault, Refusal, Remedy, Saying, refusal_of_store, refusal_of_vault};
use crate::secret::{Kept, SecretId};
use crate::token::{Token, TokenRecord};
use crate::unsent::refuse;

/// Whether a token that is on its way may still be kept.
#[derive(Clone, Copy)]
pub(crate) struct Keeping<'a> {
    /// Whether it is still wanted: the integration was neither edited nor its token forgotten meanwhile.
    pub(crate) wanted: &'a (dyn Fn() -> Result<bool, StoreError> + Send + Sync),
    /// One at a time looks and writes: a token that was overtaken must not take the later one's row away.
    pub(crate) turn: &'a Mutex<()>,
}

/// Writes the token under a new id, commits the row that points to it, then deletes the old one. `refresh` is a refresh token
/// that came along; without one, the record may still point to the one held before.
pub(crate) async fn keep_token(
    ports: &Ports,
    token: &Token,
    refresh: Option<&Kept>,
    keeping: Keeping<'_>,
) -> Result<(), Refusal> {
    let store_refused = |error| refuse(ports, refusal_of_store(&error));
    let (store, record) = (&ports.store, &token.record);
    write(ports, &record.secret, &token.access).await?;
    let mut written = vec![record.secret.clone()];
    if let (Some(id), Some(refresh)) = (&record.refresh, refresh) {
        write(ports, id, refresh).await?;
        written.push(id.clone());
    }
    let old = match commit(ports, record, keeping).map_err(store_refused)? {
        Committed::Replaced(old) => old,
        not_kept => {
            if matches!(not_kept, Committed::TakenBack) {
                // Its row was the one that pointed to the refresh token, also to one that it had not brought.
                written.extend(record.refresh.clone());
            }
            for id in &written {
                ports
                    .vault
                    .remove(id)
                    .await
                    .map_err(|error| refuse(ports, refusal_of_vault(&error)))?;
                store.forget_secret(id).map_err(store_refused)?;
            }
            return Err(refuse(ports, changed_meanwhile()));
        }
    };
    store
        .note_wall_ms(record.sent.wall_ms)
        .map_err(store_refused)?;
    let replaced = old.iter().flat_map(|old| old.secrets());
    for id in replaced.filter(|old| !record.secrets().any(|kept| kept == *old)) {
        // A failed removal leaves an orphan that the next sweep finds.
        if ports.vault.remove(id).await.is_ok() {
            store.forget_secret(id).map_err(store_refused)?;
        }
    }
    Ok(())
}

/// What became of a token's row.
enum Committed {
    /// It is there, in the place of this one.
    Replaced(Option<Box<TokenRecord>>),
    /// It was not written: the token is no longer wanted.
    Unwanted,
    /// It was there for a moment.
    TakenBack,
}

fn commit(
    ports: &Ports,
    record: &TokenRecord,
    keeping: Keeping<'_>,
) -> Result<Committed, StoreError> {
    let _turn = keeping.turn.lock().unwrap_or_else(PoisonError::into_inner);
    let old = ports.store.token(&record.integration)?;
    if !(keeping.wanted)()? || !ports.store.save_token(record)? {
        return Ok(Committed::Unwanted);
    }
    // Asked again once the row is there: whoever forgets or edits from now on will find the row and remove it.
    if !(keeping.wanted)()? {
        ports.store.remove_token(&record.integration)?;
        return Ok(Committed::TakenBack);
    }
    Ok(Committed::Replaced(old.map(Box::new)))
}

async fn write(ports: &Ports, id: &SecretId, kept: &Kept) -> Result<(), Refusal> {
    ports
        .store
        .expect_secret(id)
        .map_err(|error| refuse(ports, refusal_of_store(&error)))?;
    ports
        .vault
        .save(id, kept)
        .await
        .map_err(|error| refuse(ports, refusal_of_vault(&error)))
}

/// What arrived is no longer wanted.
pub(crate) fn changed_meanwhile() -> Saying {
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
