//! Which vault items the rows point to, so that finding an orphan is a question to SQL.
use gatepass_core::SecretId;
use rusqlite::{Connection, params};

/// The kinds of rows that point to vault items, as the schema names them.
#[derive(Clone, Copy)]
pub(super) enum Owner {
    Integration,
    SubscriptionKey,
    Token,
    Exchange,
}

/// Replaces what a row points to. Called in the transaction that writes the row.
pub(super) fn point<'a>(
    connection: &Connection,
    owner: Owner,
    id: &str,
    secrets: impl IntoIterator<Item = &'a SecretId>,
) -> rusqlite::Result<()> {
    let kind = owner.name();
    connection.execute(
        "DELETE FROM secret_reference WHERE owner_kind = ?1 AND owner = ?2",
        params![kind, id],
    )?;
    for secret in secrets {
        let insert = "INSERT OR IGNORE INTO secret_reference (secret, owner_kind, owner) VALUES (?1, ?2, ?3)";
        connection.execute(insert, params![secret.0, kind, id])?;
    }
    Ok(())
}

/// Noted items that no row points to.
pub(super) fn orphans(connection: &Connection) -> rusqlite::Result<Vec<SecretId>> {
    ids(
        connection,
        "SELECT id FROM expected_secret WHERE id NOT IN (SELECT secret FROM secret_reference) ORDER BY id",
    )
}

/// Noted items, and those that a row points to.
pub(super) fn known(connection: &Connection) -> rusqlite::Result<Vec<SecretId>> {
    ids(
        connection,
        "SELECT id FROM expected_secret UNION SELECT secret FROM secret_reference ORDER BY 1",
    )
}

fn ids(connection: &Connection, query: &str) -> rusqlite::Result<Vec<SecretId>> {
    let mut statement = connection.prepare_cached(query)?;
    // An id that a flipped bit has made unreadable names no item, and is passed over.
    let ids = statement
        .query_map([], |row| Ok(row.get(0).ok()))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(ids.into_iter().flatten().map(SecretId).collect())
}

impl Owner {
    fn name(self) -> &'static str {
        match self {
            Self::Integration => "integration",
            Self::SubscriptionKey => "subscription_key",
            Self::Token => "token",
            Self::Exchange => "exchange",
        }
    }
}
