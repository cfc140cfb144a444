//! Rows that hold a document: JSON of one of core's types. A row that cannot be read is skipped and never deleted.
use rusqlite::{Connection, OptionalExtension, Row};
use serde::Serialize;
use serde::de::DeserializeOwned;

use gatepass_core::{Integration, SubscriptionKey};

/// The documents that can be read, in the query's order.
pub(super) fn all<T: DeserializeOwned>(
    connection: &Connection,
    query: &str,
) -> rusqlite::Result<Vec<T>> {
    let mut statement = connection.prepare_cached(query)?;
    let texts = statement
        .query_map([], bytes)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(texts
        .iter()
        .filter_map(|text| serde_json::from_slice(text).ok())
        .collect())
}

/// The document of that id; None also if it cannot be read.
pub(super) fn one<T: DeserializeOwned>(
    connection: &Connection,
    query: &str,
    id: &str,
) -> rusqlite::Result<Option<T>> {
    let text = connection
        .prepare_cached(query)?
        .query_row([id], bytes)
        .optional()?;
    Ok(text.and_then(|text| serde_json::from_slice(&text).ok()))
}

pub(super) fn document(value: &impl Serialize) -> rusqlite::Result<String> {
    serde_json::to_string(value)
        .map_err(|error| rusqlite::Error::ToSqlConversionFailure(Box::new(error)))
}

/// A sentence about rows that are there and cannot be read.
pub(super) fn unreadable(connection: &Connection) -> rusqlite::Result<Option<String>> {
    let integrations = count::<Integration>(connection, "SELECT document FROM integration")?;
    let keys = count::<SubscriptionKey>(connection, "SELECT document FROM subscription_key")?;
    let rows = integrations + keys;
    if rows == 0 {
        return Ok(None);
    }
    tracing::warn!(integrations, keys, "rows that cannot be read");
    let (what, are, them) = if rows == 1 {
        ("entry", "is", "it")
    } else {
        ("entries", "are", "them")
    };
    Ok(Some(format!(
        "{rows} stored {what} cannot be read and {are} not shown; nothing of {them} was deleted."
    )))
}

fn count<T: DeserializeOwned>(connection: &Connection, query: &str) -> rusqlite::Result<usize> {
    let mut statement = connection.prepare(query)?;
    let texts = statement
        .query_map([], bytes)?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(texts
        .iter()
        .filter(|text| serde_json::from_slice::<T>(text).is_err())
        .count())
}

/// A flipped bit may leave text that is no UTF-8; the other rows are to be read all the same.
fn bytes(row: &Row<'_>) -> rusqlite::Result<Vec<u8>> {
    let value = row.get_ref(0)?;
    Ok(value.as_bytes_or_null()?.unwrap_or_default().to_vec())
}
