//! Keeps a token that arrived: vault first, then the row that points to it, then the old one goes.
use crate::ports::{Ports, StoreError};
use crate::refusal::{Fault, Refusal, Remedy, Saying, refusal_of_store, refusal_of_vault};
use crate::secret::{Kept, SecretId};
use crate::token::{Token, TokenRecord};
use crate::unsent::refuse;

/// Says whether a token that is on its way is still wanted: the integration was neither edited nor its token forgotten meanwhile.
pub(crate) type Wanted<'a> = &'a (dyn Fn() -> Result<bool, StoreError> + Send + Sync);

/// Writes the token under a new id, commits the row that points to it, then deletes the old one. `refresh` is a refresh token
/// that came along; without one, the record may still point to the one held before.
pub(crate) async fn keep_token(
    ports: &Ports,
    token: &Token,
    refresh: Option<&Kept>,
    wanted: Wanted<'_>,
) -> Result<(), Refusal> {
    let store_refused = |error| refuse(ports, refusal_of_store(&error));
    let (store, record) = (&ports.store, &token.record);
    write(ports, &record.secret, &token.access).await?;
    let mut written = vec![record.secret.clone()];
    if let (Some(id), Some(refresh)) = (&record.refresh, refresh) {
        write(ports, id, refresh).await?;
        written.push(id.clone());
    }
    let old = store.token(&record.integration).map_err(store_refused)?;
    let mut kept =
        wanted().map_err(store_refused)? && store.save_token(record).map_err(store_refused)?;
    // Asked again once the row is there: whoever forgets or edits from now on will find the row and remove it.
    if kept && !wanted().map_err(store_refused)? {
        store
            .remove_token(&record.integration)
            .map_err(store_refused)?;
        written.extend(record.refresh.clone());
        kept = false;
    }
    if !kept {
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
    store
        .note_wall_ms(record.sent.wall_ms)
        .map_err(store_refused)?;
    let replaced = old.iter().flat_map(TokenRecord::secrets);
    for id in replaced.filter(|old| !record.secrets().any(|kept| kept == *old)) {
        // A failed removal leaves an orphan that the next sweep finds.
        if ports.vault.remove(id).await.is_ok() {
            store.forget_secret(id).map_err(store_refused)?;
        }
    }
    Ok(())
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
