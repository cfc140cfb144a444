//! Exchanges in the database: a list reads narrow rows alone; documents and packed bodies lie in tables of their own.
mod list;
mod removal;
mod row;

use gatepass_core::{
    ActivityEntry, ActivityFilter, ActivityLimits, ActivityPage, ActivityStore, ActivityUsage,
    Appended, ExchangeId, IntegrationId, KeptBody, LetGo, NoBody, SecretId, StoreError,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::secrets::{self, Owner};
use super::{SqliteStore, rows};

/// Answers are text that repeats itself: the quickest level leaves a tenth of it, at some hundred megabytes a second.
const LEVEL: i32 = 1;

impl ActivityStore for SqliteStore {
    fn append(
        &self,
        entry: &ActivityEntry,
        body: Option<&[u8]>,
        limits: &ActivityLimits,
    ) -> Result<Appended, StoreError> {
        // Before the database is taken: it takes longer than the writing.
        let packed = body
            .map(|body| zstd::bulk::compress(body, LEVEL))
            .transpose();
        let packed = packed.map_err(|error| StoreError::Failed(error.to_string()))?;
        let length = body.map_or(0, <[u8]>::len);
        self.write(|db| {
            let packed_bytes = packed.as_ref().map_or(0, Vec::len);
            let Some(number) = row::insert(db, entry, packed_bytes as i64)? else {
                return Ok(Appended {
                    kept: false,
                    let_go: vec![],
                });
            };
            db.prepare_cached(
                "INSERT INTO exchange_document (exchange, document) VALUES (?1, ?2)",
            )?
            .execute(params![number, rows::document(entry)?])?;
            if let Some(packed) = packed {
                let insert =
                    "INSERT INTO exchange_body (exchange, length, packed) VALUES (?1, ?2, ?3)";
                db.prepare_cached(insert)?
                    .execute(params![number, length as i64, packed])?;
            }
            secrets::point(db, Owner::Exchange, &entry.id().0, entry.call.secrets())?;
            Ok(Appended {
                kept: true,
                let_go: removal::trim(db, limits)?.secrets,
            })
        })
    }

    fn rows(
        &self,
        filter: &ActivityFilter,
        first: u32,
        count: u32,
    ) -> Result<ActivityPage, StoreError> {
        self.read(|db| list::page(db, filter, first, count))
    }

    fn entry(&self, id: &ExchangeId) -> Result<Option<ActivityEntry>, StoreError> {
        let query = "SELECT document FROM exchange_document
            WHERE exchange = (SELECT number FROM exchange WHERE id = ?1)";
        self.read(|db| {
            let entry: Option<ActivityEntry> = rows::one(db, query, &id.0)?;
            let is_there = body_bytes(db, id)? > 0;
            Ok(entry.map(|mut entry| {
                if matches!(entry.body, KeptBody::Kept { .. }) && !is_there {
                    entry.body = KeptBody::None(NoBody::LetGo);
                }
                entry
            }))
        })
    }

    fn body(&self, id: &ExchangeId) -> Result<Option<Vec<u8>>, StoreError> {
        let query = "SELECT packed, length FROM exchange_body
            WHERE exchange = (SELECT number FROM exchange WHERE id = ?1)";
        let found: Option<(Vec<u8>, i64)> = self.read(|db| {
            db.prepare_cached(query)?
                .query_row([&id.0], |row| Ok((row.get(0)?, row.get(1)?)))
                .optional()
        })?;
        let unpack = |(packed, length): (Vec<u8>, i64)| {
            let length = usize::try_from(length).unwrap_or_default();
            zstd::bulk::decompress(&packed, length)
                .map_err(|error| StoreError::Failed(format!("a kept body: {error}")))
        };
        found.map(unpack).transpose()
    }

    fn remove(&self, ids: &[ExchangeId]) -> Result<LetGo, StoreError> {
        let gone = self.write(|db| removal::remove(db, ids))?;
        self.give_back_space();
        Ok(gone)
    }

    fn clear(&self, integration: Option<&IntegrationId>) -> Result<LetGo, StoreError> {
        let gone = self.write(|db| removal::clear(db, integration))?;
        self.give_back_space();
        Ok(gone)
    }

    fn trim(&self, limits: &ActivityLimits) -> Result<LetGo, StoreError> {
        let gone = self.write(|db| removal::trim(db, limits))?;
        self.give_back_space();
        Ok(gone)
    }

    fn usage(&self) -> Result<ActivityUsage, StoreError> {
        self.read(usage)
    }

    fn secrets_of(&self, integration: &IntegrationId) -> Result<Vec<SecretId>, StoreError> {
        self.read(|db| removal::secrets(db, "integration = ?1", [&integration.0]))
    }
}

impl SqliteStore {
    /// What was removed has gone; that its room stays with the file, or its bytes in the log until that is written over, is
    /// no reason to say otherwise.
    pub(super) fn give_back_space(&self) {
        if let Err(error) = self.read(removal::give_back_space) {
            tracing::warn!(%error, "the room of removed exchanges was not given back");
        }
    }
}

fn usage(db: &Connection) -> rusqlite::Result<ActivityUsage> {
    let query = "SELECT entries, bytes FROM activity_usage WHERE one = 1";
    db.prepare_cached(query)?.query_row([], |row| {
        Ok(ActivityUsage {
            entries: row.get(0)?,
            bytes: u64::try_from(row.get::<_, i64>(1)?).unwrap_or_default(),
        })
    })
}

/// 0 where there is no body, or no such exchange.
fn body_bytes(db: &Connection, id: &ExchangeId) -> rusqlite::Result<i64> {
    let bytes = db
        .prepare_cached("SELECT body_bytes FROM exchange WHERE id = ?1")?
        .query_row([&id.0], |row| row.get(0))
        .optional()?;
    Ok(bytes.unwrap_or_default())
}
