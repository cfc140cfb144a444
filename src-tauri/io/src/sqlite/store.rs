//! The port, method by method: one transaction each.
use std::sync::atomic::Ordering;

use gatepass_core::{
    Integration, IntegrationId, ManyChanges, SecretId, Store, StoreError, SubscriptionKey,
    SubscriptionKeyId, TokenRecord, documents_of,
};
use rusqlite::{Connection, OptionalExtension, params};

use super::secrets::{self, Owner};
use super::{SqliteStore, rows};

impl Store for SqliteStore {
    fn generation(&self) -> u64 {
        self.generation.load(Ordering::Acquire)
    }

    fn integrations(&self) -> Result<Vec<Integration>, StoreError> {
        self.read(|db| rows::all(db, "SELECT document FROM integration ORDER BY position, id"))
    }

    fn integration(&self, id: &IntegrationId) -> Result<Option<Integration>, StoreError> {
        self.read(|db| rows::one(db, "SELECT document FROM integration WHERE id = ?1", &id.0))
    }

    fn save_integration(
        &self,
        integration: &Integration,
        new_key: Option<&SubscriptionKey>,
    ) -> Result<(), StoreError> {
        self.change(|db| {
            if let Some(key) = new_key {
                write_key(db, key)?;
            }
            write_integration(db, integration)
        })
    }

    fn remove_integration(&self, id: &IntegrationId) -> Result<(), StoreError> {
        self.change(|db| remove(db, id))
    }

    fn change_many(&self, change: &ManyChanges) -> Result<(), StoreError> {
        self.change(|db| {
            for id in &change.removed {
                remove(db, id)?;
            }
            for key in &change.keys {
                write_key(db, key)?;
            }
            for integration in &change.added {
                write_integration(db, integration)?;
            }
            for (name, text) in &change.documents {
                write_document(db, name, text)?;
            }
            Ok(())
        })
    }

    fn remove_all(&self) -> Result<(), StoreError> {
        self.change(|db| {
            for table in ["integration", "subscription_key", "exchange", "document"] {
                db.execute(&format!("DELETE FROM {table}"), [])?;
            }
            Ok(())
        })?;
        self.give_back_space();
        Ok(())
    }

    fn subscription_keys(&self) -> Result<Vec<SubscriptionKey>, StoreError> {
        self.read(|db| {
            rows::all(
                db,
                "SELECT document FROM subscription_key ORDER BY position, id",
            )
        })
    }

    fn subscription_key(
        &self,
        id: &SubscriptionKeyId,
    ) -> Result<Option<SubscriptionKey>, StoreError> {
        self.read(|db| {
            rows::one(
                db,
                "SELECT document FROM subscription_key WHERE id = ?1",
                &id.0,
            )
        })
    }

    fn save_subscription_key(&self, key: &SubscriptionKey) -> Result<(), StoreError> {
        self.change(|db| write_key(db, key))
    }

    fn remove_subscription_key(&self, id: &SubscriptionKeyId) -> Result<(), StoreError> {
        self.change(|db| {
            db.execute("DELETE FROM subscription_key WHERE id = ?1", [&id.0])
                .map(drop)
        })
    }

    fn tokens(&self) -> Result<Vec<TokenRecord>, StoreError> {
        self.read(|db| rows::all(db, "SELECT document FROM token ORDER BY integration"))
    }

    fn token(&self, integration: &IntegrationId) -> Result<Option<TokenRecord>, StoreError> {
        self.read(|db| {
            rows::one(
                db,
                "SELECT document FROM token WHERE integration = ?1",
                &integration.0,
            )
        })
    }

    fn save_token(&self, record: &TokenRecord) -> Result<bool, StoreError> {
        self.change(|db| {
            let id = &record.integration.0;
            let upsert = "INSERT INTO token (integration, document) SELECT id, ?2 FROM integration WHERE id = ?1
                ON CONFLICT (integration) DO UPDATE SET document = excluded.document";
            let saved = db.execute(upsert, params![id, rows::document(record)?])? > 0;
            if saved {
                secrets::point(db, Owner::Token, id, record.secrets())?;
            }
            Ok(saved)
        })
    }

    fn remove_token(&self, integration: &IntegrationId) -> Result<(), StoreError> {
        self.change(|db| {
            db.execute("DELETE FROM token WHERE integration = ?1", [&integration.0])
                .map(drop)
        })
    }

    fn expect_secret(&self, id: &SecretId) -> Result<(), StoreError> {
        self.write(|db| {
            db.execute(
                "INSERT OR IGNORE INTO expected_secret (id) VALUES (?1)",
                [&id.0],
            )
            .map(drop)
        })
    }

    fn orphan_secrets(&self) -> Result<Vec<SecretId>, StoreError> {
        self.read(secrets::orphans)
    }

    fn known_secrets(&self) -> Result<Vec<SecretId>, StoreError> {
        self.read(secrets::known)
    }

    fn forget_secret(&self, id: &SecretId) -> Result<(), StoreError> {
        self.write(|db| {
            db.execute("DELETE FROM expected_secret WHERE id = ?1", [&id.0])
                .map(drop)
        })
    }

    fn latest_wall_ms(&self) -> Result<i64, StoreError> {
        self.read(|db| {
            db.query_row("SELECT ms FROM latest_wall WHERE one = 1", [], |row| {
                row.get(0)
            })
        })
    }

    fn note_wall_ms(&self, wall_ms: i64) -> Result<(), StoreError> {
        let forward = "UPDATE latest_wall SET ms = ?1 WHERE one = 1 AND ms < ?1";
        self.write(|db| db.execute(forward, [wall_ms]).map(drop))
    }

    fn document(&self, name: &str) -> Result<Option<String>, StoreError> {
        let query = "SELECT text FROM document WHERE name = ?1";
        self.read(|db| db.query_row(query, [name], |row| row.get(0)).optional())
    }

    fn save_document(&self, name: &str, text: &str) -> Result<(), StoreError> {
        self.write(|db| write_document(db, name, text))
    }

    fn document_names(&self, beginning: &str) -> Result<Vec<String>, StoreError> {
        let query =
            "SELECT name FROM document WHERE substr(name, 1, length(?1)) = ?1 ORDER BY name";
        self.read(|db| {
            let mut statement = db.prepare_cached(query)?;
            let names = statement.query_map([beginning], |row| row.get(0))?;
            names.collect()
        })
    }

    fn change_documents(&self, changes: &[(String, Option<String>)]) -> Result<(), StoreError> {
        self.write(|db| {
            for (name, text) in changes {
                match text {
                    Some(text) => write_document(db, name, text)?,
                    None => db
                        .execute("DELETE FROM document WHERE name = ?1", [name])
                        .map(drop)?,
                }
            }
            Ok(())
        })
    }
}

fn write_integration(db: &Connection, integration: &Integration) -> rusqlite::Result<()> {
    let id = &integration.id.0;
    let upsert = "INSERT INTO integration (id, position, document)
        VALUES (?1, (SELECT ifnull(max(position), 0) + 1 FROM integration), ?2)
        ON CONFLICT (id) DO UPDATE SET document = excluded.document";
    db.execute(upsert, params![id, rows::document(integration)?])?;
    let own = integration.own_secrets();
    let secrets = own.iter().map(|reference| &reference.id);
    secrets::point(db, Owner::Integration, id, secrets)
}

fn remove(db: &Connection, id: &IntegrationId) -> rusqlite::Result<()> {
    let own = "DELETE FROM document WHERE substr(name, 1, length(?1)) = ?1";
    db.execute(own, [documents_of(id)])?;
    db.execute("DELETE FROM integration WHERE id = ?1", [&id.0])
        .map(drop)
}

fn write_document(db: &Connection, name: &str, text: &str) -> rusqlite::Result<()> {
    let upsert = "INSERT INTO document (name, text) VALUES (?1, ?2)
        ON CONFLICT (name) DO UPDATE SET text = excluded.text";
    db.execute(upsert, [name, text]).map(drop)
}

fn write_key(db: &Connection, key: &SubscriptionKey) -> rusqlite::Result<()> {
    let upsert = "INSERT INTO subscription_key (id, position, document)
        VALUES (?1, (SELECT ifnull(max(position), 0) + 1 FROM subscription_key), ?2)
        ON CONFLICT (id) DO UPDATE SET document = excluded.document";
    db.execute(upsert, params![key.id.0, rows::document(key)?])?;
    secrets::point(db, Owner::SubscriptionKey, &key.id.0, key.secrets())
}
