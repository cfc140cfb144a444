//! The list: some rows from anywhere in it, and how long it is.
use gatepass_core::{ActivityFilter, ActivityPage};
use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::row;

/// More words than anybody types; each is one more condition for the parser.
const MOST_WORDS: usize = 30;

pub(super) fn page(
    db: &Connection,
    filter: &ActivityFilter,
    first: u32,
    count: u32,
) -> rusqlite::Result<ActivityPage> {
    let (conditions, mut values) = conditions(filter)?;
    let total = db
        .prepare_cached(&format!("SELECT count(*) FROM exchange{conditions}"))?
        .query_row(params_from_iter(&values), |row| row.get(0))?;
    let columns = row::COLUMNS;
    let query =
        format!("SELECT {columns} FROM exchange{conditions} ORDER BY number DESC LIMIT ? OFFSET ?");
    values.extend([count.into(), first.into()]);
    let mut statement = db.prepare_cached(&query)?;
    let rows = statement
        .query_map(params_from_iter(&values), |found| Ok(row::read(found)))?
        .collect::<rusqlite::Result<Vec<_>>>()?;
    Ok(ActivityPage {
        total,
        rows: rows.into_iter().flatten().collect(),
    })
}

/// What follows the table's name, and its values.
fn conditions(filter: &ActivityFilter) -> rusqlite::Result<(String, Vec<Value>)> {
    let (mut conditions, mut values) = (vec![], vec![]);
    if let Some(integration) = &filter.integration {
        conditions.push("integration = ?".to_owned());
        values.push(Value::from(integration.0.clone()));
    }
    if !filter.kinds.is_empty() {
        let places = vec!["?"; filter.kinds.len()].join(", ");
        conditions.push(format!("kind IN ({places})"));
        for kind in &filter.kinds {
            values.push(row::name(*kind)?.into());
        }
    }
    for word in filter.words().into_iter().take(MOST_WORDS) {
        // Not LIKE: what is typed has no wildcards, and both sides are in lower case already.
        conditions.push("instr(search, ?) > 0".to_owned());
        values.push(word.into());
    }
    if conditions.is_empty() {
        return Ok((String::new(), values));
    }
    Ok((format!(" WHERE {}", conditions.join(" AND ")), values))
}
