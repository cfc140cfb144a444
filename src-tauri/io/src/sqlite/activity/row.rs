//! The narrow row of an exchange: how it is written, and how it is read for a list.
use gatepass_core::{ActivityEntry, ActivityRow, ExchangeId, IntegrationId, OutcomeKind, Sizes};
use rusqlite::{Connection, Row, params};

/// In the order in which [`read`] takes them.
pub(super) const COLUMNS: &str =
    "id, integration, label, provider, environment, endpoint, title, method, address, status,
    kind, outcome, sent_at_ms, elapsed_ms, wire, decoded, body_bytes";

/// The number it got; None if its integration is gone.
pub(super) fn insert(
    db: &Connection,
    entry: &ActivityEntry,
    body_bytes: i64,
) -> rusqlite::Result<Option<i64>> {
    let row = entry.row();
    let insert = "INSERT INTO exchange (id, integration, label, provider, environment, endpoint, title, method, address,
            status, kind, outcome, sent_at_ms, elapsed_ms, wire, decoded, body_bytes, search)
        SELECT ?1, id, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18
        FROM integration WHERE id = ?2";
    let inserted = db.prepare_cached(insert)?.execute(params![
        row.id.0,
        row.integration.0,
        row.label,
        row.provider,
        row.environment,
        row.endpoint,
        row.title,
        row.method,
        row.address,
        row.status,
        name(row.kind)?,
        row.outcome,
        row.sent_at_ms,
        number(row.elapsed_ms),
        number(row.sizes.wire),
        number(row.sizes.decoded),
        body_bytes,
        entry.search_text(),
    ])?;
    Ok((inserted > 0).then(|| db.last_insert_rowid()))
}

/// None if it cannot be read.
pub(super) fn read(row: &Row<'_>) -> Option<ActivityRow> {
    let count = |at: usize| -> Option<u64> { u64::try_from(row.get::<_, i64>(at).ok()?).ok() };
    Some(ActivityRow {
        id: ExchangeId(row.get(0).ok()?),
        integration: IntegrationId(row.get(1).ok()?),
        label: row.get(2).ok()?,
        provider: row.get(3).ok()?,
        environment: row.get(4).ok()?,
        endpoint: row.get(5).ok()?,
        title: row.get(6).ok()?,
        method: row.get(7).ok()?,
        address: row.get(8).ok()?,
        status: row.get(9).ok()?,
        kind: kind(&row.get::<_, String>(10).ok()?)?,
        outcome: row.get(11).ok()?,
        sent_at_ms: row.get(12).ok()?,
        elapsed_ms: count(13)?,
        sizes: Sizes {
            wire: count(14)?,
            decoded: count(15)?,
        },
        has_body: count(16)? > 0,
    })
}

/// As in documents: `no_data`.
pub(super) fn name(kind: OutcomeKind) -> rusqlite::Result<String> {
    match serde_json::to_value(kind) {
        Ok(serde_json::Value::String(name)) => Ok(name),
        Ok(_) => Err(rusqlite::Error::InvalidQuery),
        Err(error) => Err(rusqlite::Error::ToSqlConversionFailure(Box::new(error))),
    }
}

fn kind(name: &str) -> Option<OutcomeKind> {
    serde_json::from_value(name.into()).ok()
}

/// SQLite's integers have a sign.
fn number(count: u64) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}
