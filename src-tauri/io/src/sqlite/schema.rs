//! The shape of the database, and how one version of it becomes the next.
use rusqlite::{Connection, TransactionBehavior};

/// In order; `user_version` counts those that were run. A migration that has shipped is never edited.
const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001.sql"),
    include_str!("migrations/0002.sql"),
];

/// Every column that the code reads: a file may be sound to SQLite and still not be ours.
const COLUMNS: &[&str] = &[
    "SELECT id, position, document FROM integration",
    "SELECT id, position, document FROM subscription_key",
    "SELECT integration, document FROM token",
    "SELECT secret, owner_kind, owner FROM secret_reference",
    "SELECT id FROM expected_secret",
    "SELECT name, text FROM document",
    "SELECT one, ms FROM latest_wall",
    "SELECT number, id, integration, label, provider, environment, endpoint, title, method, address, status, kind, outcome,
        sent_at_ms, elapsed_ms, wire, decoded, body_bytes, search FROM exchange",
    "SELECT exchange, document FROM exchange_document",
    "SELECT exchange, length, packed FROM exchange_body",
    "SELECT one, entries, bytes FROM activity_usage",
];

pub(super) fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

pub(super) fn is_newer(version: i64) -> bool {
    version > MIGRATIONS.len() as i64
}

pub(super) fn is_current(version: i64) -> bool {
    version == MIGRATIONS.len() as i64
}

/// Each migration and the count of it are one transaction.
pub(super) fn migrate(connection: &mut Connection) -> rusqlite::Result<()> {
    migrate_with(connection, MIGRATIONS)
}

fn migrate_with(connection: &mut Connection, migrations: &[&str]) -> rusqlite::Result<()> {
    let done = usize::try_from(version(connection)?).map_err(|_| rusqlite::Error::InvalidQuery)?;
    for (number, migration) in migrations.iter().enumerate().skip(done) {
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        transaction.execute_batch(migration)?;
        transaction.pragma_update(None, "user_version", number as i64 + 1)?;
        transaction.commit()?;
    }
    Ok(())
}

pub(super) fn check(connection: &Connection) -> rusqlite::Result<()> {
    for query in COLUMNS {
        connection.prepare(query)?;
    }
    connection.query_row("SELECT ms FROM latest_wall WHERE one = 1", [], |row| {
        row.get::<_, i64>(0)
    })?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_missing_is_run_and_a_failing_migration_leaves_nothing() {
        let mut connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x)";
        migrate_with(&mut connection, &[first]).unwrap();
        migrate_with(&mut connection, &[first, "CREATE TABLE b (x)"]).unwrap();
        assert_eq!(version(&connection).unwrap(), 2);
        let torn = [first, "", "CREATE TABLE c (x); CREATE TABLE a (x)"];
        assert!(migrate_with(&mut connection, &torn).is_err());
        assert_eq!(version(&connection).unwrap(), 2);
        assert!(
            connection.prepare("SELECT x FROM c").is_err(),
            "half of it is not there"
        );
    }

    #[test]
    fn the_schema_has_every_column_we_read() {
        let mut connection = Connection::open_in_memory().unwrap();
        assert!(check(&connection).is_err());
        migrate(&mut connection).unwrap();
        check(&connection).unwrap();
        assert!(!is_newer(version(&connection).unwrap()));
        assert!(is_newer(version(&connection).unwrap() + 1));
    }
}
