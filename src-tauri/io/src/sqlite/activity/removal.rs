//! How exchanges go: with their documents, bodies and references, and with the room that they took.
use gatepass_core::{ActivityLimits, ExchangeId, IntegrationId, LetGo, SecretId};
use rusqlite::{Connection, OptionalExtension, Params};

use super::usage;

/// Writing the file anew takes as long as what stays is large, so it has to be worth it.
const WORTH_GIVING_BACK: i64 = 16_000_000;

pub(super) fn remove(db: &Connection, ids: &[ExchangeId]) -> rusqlite::Result<LetGo> {
    let mut all = LetGo::default();
    for id in ids {
        let gone = let_go(db, "id = ?1", [&id.0])?;
        all.entries += gone.entries;
        all.secrets.extend(gone.secrets);
    }
    Ok(all)
}

pub(super) fn clear(
    db: &Connection,
    integration: Option<&IntegrationId>,
) -> rusqlite::Result<LetGo> {
    match integration {
        Some(integration) => let_go(db, "integration = ?1", [&integration.0]),
        None => let_go(db, "TRUE", []),
    }
}

/// The oldest exchanges where there are too many, and the oldest bodies where these take too much. What there is need not be
/// counted, and the oldest are found by their numbers.
pub(super) fn trim(db: &Connection, limits: &ActivityLimits) -> rusqlite::Result<LetGo> {
    let excess = usage(db)?.entries.saturating_sub(limits.entries);
    let oldest = "number IN (SELECT number FROM exchange ORDER BY number LIMIT ?1)";
    let gone = if excess > 0 {
        let_go(db, oldest, [excess])?
    } else {
        LetGo::default()
    };
    while usage(db)?.bytes > limits.bytes {
        let oldest = "SELECT number FROM exchange WHERE body_bytes > 0 ORDER BY number LIMIT 1";
        let oldest: Option<i64> = db
            .prepare_cached(oldest)?
            .query_row([], |row| row.get(0))
            .optional()?;
        let Some(number) = oldest else { break };
        db.prepare_cached("DELETE FROM exchange_body WHERE exchange = ?1")?
            .execute([number])?;
        db.prepare_cached("UPDATE exchange SET body_bytes = 0 WHERE number = ?1")?
            .execute([number])?;
    }
    Ok(gone)
}

/// Vault items that the exchanges of this condition point to.
pub(super) fn secrets(
    db: &Connection,
    which: &str,
    values: impl Params,
) -> rusqlite::Result<Vec<SecretId>> {
    let query = format!(
        "SELECT DISTINCT secret FROM secret_reference
        WHERE owner_kind = 'exchange' AND owner IN (SELECT id FROM exchange WHERE {which})"
    );
    let mut statement = db.prepare_cached(&query)?;
    statement
        .query_map(values, |row| row.get(0).map(SecretId))?
        .collect()
}

fn let_go(db: &Connection, which: &str, values: impl Params + Clone) -> rusqlite::Result<LetGo> {
    let mut secrets = secrets(db, which, values.clone())?;
    let entries = db
        .prepare_cached(&format!("DELETE FROM exchange WHERE {which}"))?
        .execute(values)?;
    let mut still =
        db.prepare_cached("SELECT EXISTS (SELECT 1 FROM secret_reference WHERE secret = ?1)")?;
    let mut unused = Vec::new();
    for id in secrets.drain(..) {
        if !still.query_row([&id.0], |row| row.get::<_, bool>(0))? {
            unused.push(id);
        }
    }
    Ok(LetGo {
        entries: u32::try_from(entries).unwrap_or(u32::MAX),
        secrets: unused,
    })
}

/// Removed rows leave the log, and the file becomes smaller if most of it is empty.
pub(super) fn give_back_space(db: &Connection) -> rusqlite::Result<()> {
    let pragma = |name: &str| db.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let (free, pages) = (pragma("freelist_count")?, pragma("page_count")?);
    if free * pragma("page_size")? >= WORTH_GIVING_BACK && free > pages / 2 {
        db.execute_batch("VACUUM")?;
    }
    db.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))
}
