//! Copies a database of any version row by row: of what it was read in one glance, with its Activity or without.
use rusqlite::types::ToSqlOutput;
use rusqlite::{Connection, Transaction, TransactionBehavior};

/// Up to this size of the database its exchanges are worth a place in every backup.
const SMALL: i64 = 16_000_000;

/// The tables of Activity, which grow with use.
const OF_ACTIVITY: [&str; 4] = [
    "exchange",
    "exchange_document",
    "exchange_body",
    "activity_usage",
];

/// Whether exchanges are copied too.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(in crate::sqlite) enum Activity {
    Whole,
    IfSmall,
}

/// Fills an empty database. Both see the source as it was at one moment.
pub(super) fn copy(
    source: &Connection,
    target: &mut Connection,
    activity: Activity,
) -> rusqlite::Result<()> {
    let source = Transaction::new_unchecked(source, TransactionBehavior::Deferred)?;
    let target = target.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let pragma = |name: &str| source.pragma_query_value(None, name, |row| row.get::<_, i64>(0));
    let with_activity =
        activity == Activity::Whole || pragma("page_count")? * pragma("page_size")? <= SMALL;
    for (table, sql) in schema(&source, "type = 'table' AND name NOT LIKE 'sqlite_%'")? {
        target.execute_batch(&sql)?;
        match (table.as_str(), with_activity) {
            ("activity_usage", false) => {
                target.execute_batch("INSERT INTO activity_usage VALUES (1, 0, 0)")?;
            }
            ("secret_reference", false) => {
                rows(&source, &target, &table, "owner_kind <> 'exchange'")?;
            }
            (table, false) if OF_ACTIVITY.contains(&table) => {}
            _ => rows(&source, &target, &table, "TRUE")?,
        }
    }
    // After the rows, which were counted and pointed to when they came first.
    for (_, sql) in schema(&source, "type IN ('index', 'trigger') AND sql IS NOT NULL")? {
        target.execute_batch(&sql)?;
    }
    target.pragma_update(None, "user_version", pragma("user_version")?)?;
    target.commit()
}

fn schema(source: &Connection, which: &str) -> rusqlite::Result<Vec<(String, String)>> {
    let query = format!("SELECT name, sql FROM sqlite_schema WHERE {which} ORDER BY rowid");
    let mut statement = source.prepare(&query)?;
    let all = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    all.collect()
}

fn rows(
    source: &Connection,
    target: &Connection,
    table: &str,
    which: &str,
) -> rusqlite::Result<()> {
    let table = table.replace('"', "\"\"");
    let mut read = source.prepare(&format!("SELECT * FROM \"{table}\" WHERE {which}"))?;
    let columns = read.column_count();
    let places = vec!["?"; columns].join(", ");
    let mut write = target.prepare(&format!("INSERT INTO \"{table}\" VALUES ({places})"))?;
    let mut found = read.query([])?;
    while let Some(row) = found.next()? {
        for column in 0..columns {
            let value = ToSqlOutput::Borrowed(row.get_ref(column)?);
            write.raw_bind_parameter(column + 1, value)?;
        }
        write.raw_execute()?;
    }
    Ok(())
}
