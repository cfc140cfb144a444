//! The folder of backups: each file in it is whole, for it gets its name last.
use std::collections::BTreeSet;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use gatepass_core::{BackupName, BackupReason, StoreError, outdated_backups};
use rusqlite::{Connection, OpenFlags, OptionalExtension as _};
use serde::Deserialize;

use super::copy::{Activity, copy};
use super::{Backup, Holds};
use crate::sqlite::damage;
use crate::sqlite::failure::{failed, failed_io};
use crate::sqlite::folder::{make_private, private_file, sync_folder};
use crate::sqlite::rows;

/// What is still being written is called so; a kill may leave it behind.
const PART: &str = "part";

/// The tables and documents whose changes are worth a backup: not the window's size, and not when it was last open.
const WORTH_A_BACKUP: [&str; 3] = [
    "SELECT id, document FROM integration ORDER BY id",
    "SELECT id, document FROM subscription_key ORDER BY id",
    "SELECT name, text FROM document WHERE name <> 'window' ORDER BY name",
];

pub(super) struct Shelf(PathBuf);

#[derive(Deserialize)]
struct Labelled {
    label: String,
}

impl Shelf {
    pub(super) fn of(data: &Path) -> Self {
        Self(data.join("backups"))
    }

    pub(super) fn path(&self, name: BackupName) -> PathBuf {
        self.0.join(format!("{name}.db"))
    }

    /// The latest first.
    pub(super) fn names(&self) -> Result<Vec<BackupName>, StoreError> {
        let mut names: Vec<_> = self.files()?.iter().filter_map(|file| name(file)).collect();
        names.sort_by(|a, b| b.cmp(a));
        Ok(names)
    }

    pub(super) fn list(&self) -> Result<Vec<Backup>, StoreError> {
        let describe = |name| {
            let path = self.path(name);
            let bytes = fs::metadata(&path).map_or(0, |file| file.len());
            let holds = holds(&path)
                .inspect_err(|error| tracing::warn!(%name, "a backup cannot be read: {error}"));
            Backup {
                name,
                bytes,
                holds: holds.ok(),
            }
        };
        Ok(self.names()?.into_iter().map(describe).collect())
    }

    /// Writes a backup whole or not at all, and looks at it before it counts as one.
    pub(super) fn keep(
        &self,
        source: &Connection,
        reason: BackupReason,
        now_ms: i64,
        activity: Activity,
    ) -> Result<BackupName, StoreError> {
        make_private(&self.0).map_err(failed_io)?;
        let taken = self.names()?;
        let names = (now_ms..).map(|at_ms| BackupName { at_ms, reason });
        let name = names
            .into_iter()
            .find(|name| !taken.contains(name))
            .ok_or_else(|| StoreError::Failed("there is no free name".into()))?;
        let part = self.draft(source, activity)?;
        fs::rename(&part, self.path(name)).map_err(failed_io)?;
        sync_folder(&self.0).map_err(failed_io)?;
        Ok(name)
    }

    /// A copy that has no name yet.
    pub(super) fn draft(
        &self,
        source: &Connection,
        activity: Activity,
    ) -> Result<PathBuf, StoreError> {
        self.clear_drafts().map_err(failed_io)?;
        let part = self.0.join(format!("gatepass.{PART}"));
        let written = write(source, &part, activity);
        if written.is_err() {
            // It failed, and that is what is told; on a full disk its room is needed most.
            drop(self.clear_drafts());
        }
        written.map(|()| part)
    }

    /// Also what a kill has left behind.
    pub(super) fn clear_drafts(&self) -> io::Result<()> {
        for file in files_of(&self.0)? {
            if file.to_string_lossy().contains(&format!(".{PART}")) {
                fs::remove_file(file)?;
            }
        }
        Ok(())
    }

    /// Whether the latest backup holds all that a database does, as far as that is worth one. One with nothing in it is not.
    pub(super) fn has_all_of(&self, source: &Connection) -> rusqlite::Result<bool> {
        let query =
            "SELECT EXISTS (SELECT 1 FROM integration) OR EXISTS (SELECT 1 FROM subscription_key)";
        if !source.query_row(query, [], |row| row.get::<_, bool>(0))? {
            return Ok(true);
        }
        let latest = self.names().ok().and_then(|names| names.first().copied());
        // One that cannot be read holds nothing.
        let latest = latest.and_then(|name| open(&self.path(name)).ok());
        let Some(latest) = latest else {
            return Ok(false);
        };
        let now = contents(source)?;
        Ok(contents(&latest).is_ok_and(|then| then == now))
    }

    pub(super) fn outdated(&self) -> Result<Vec<BackupName>, StoreError> {
        Ok(outdated_backups(&self.names()?))
    }

    /// Vault items that a state which was replaced points to, and no other such state that is kept.
    pub(super) fn secrets_of_it_alone(
        &self,
        name: BackupName,
    ) -> Result<BTreeSet<String>, StoreError> {
        let replaced = |name: &BackupName| name.reason == BackupReason::BeforeRestore;
        if !replaced(&name) {
            return Ok(BTreeSet::new());
        }
        // An unreadable one names nothing: its items stay in the vault.
        let of = |name| {
            open(&self.path(name))
                .and_then(|db| secrets(&db))
                .unwrap_or_default()
        };
        let mut alone = of(name);
        for other in self.names()?.into_iter().filter(replaced) {
            if other != name {
                alone = alone.difference(&of(other)).cloned().collect();
            }
        }
        Ok(alone)
    }

    pub(super) fn remove(&self, name: BackupName) -> Result<(), StoreError> {
        fs::remove_file(self.path(name)).map_err(failed_io)
    }

    fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        files_of(&self.0).map_err(failed_io)
    }
}

/// Reads a backup without the right to change it.
pub(super) fn open(path: &Path) -> rusqlite::Result<Connection> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.pragma_update(None, "trusted_schema", "OFF")?;
    Ok(connection)
}

/// Vault items that rows point to, but for those of tokens, which no restored state has.
pub(super) fn secrets(db: &Connection) -> rusqlite::Result<BTreeSet<String>> {
    let query = "SELECT secret FROM secret_reference WHERE owner_kind <> 'token'";
    db.prepare(query)?
        .query_map([], |row| row.get(0))?
        .collect()
}

fn write(source: &Connection, part: &Path, activity: Activity) -> Result<(), StoreError> {
    private_file(part).map_err(failed_io)?;
    let fill = || {
        let mut target = Connection::open(part)?;
        target.pragma_update(None, "synchronous", "FULL")?;
        copy(source, &mut target, activity)?;
        damage::verdict(&target, "PRAGMA quick_check(1)")
    };
    fill().map_err(failed)?;
    File::open(part)
        .and_then(|file| file.sync_all())
        .map_err(failed_io)
}

fn holds(path: &Path) -> rusqlite::Result<Holds> {
    let db = open(path)?;
    let query = "SELECT document FROM integration ORDER BY position, id";
    let labels = rows::all::<Labelled>(&db, query)?;
    let query = "SELECT entries FROM activity_usage WHERE one = 1";
    let has_activity: bool = db.query_row(
        "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'activity_usage')",
        [],
        |row| row.get(0),
    )?;
    let exchanges = if has_activity {
        db.query_row(query, [], |row| row.get(0)).optional()?
    } else {
        None
    };
    Ok(Holds {
        labels: labels.into_iter().map(|one| one.label).collect(),
        exchanges: exchanges.unwrap_or_default(),
    })
}

fn contents(db: &Connection) -> rusqlite::Result<Vec<(String, Vec<u8>)>> {
    let mut all = Vec::new();
    for query in WORTH_A_BACKUP {
        let mut statement = db.prepare(query)?;
        let mut found = statement.query([])?;
        while let Some(row) = found.next()? {
            let text = row.get_ref(1)?.as_bytes_or_null()?.unwrap_or_default();
            all.push((row.get(0)?, text.to_vec()));
        }
    }
    Ok(all)
}

fn files_of(folder: &Path) -> io::Result<Vec<PathBuf>> {
    match fs::read_dir(folder) {
        Ok(entries) => entries.map(|entry| Ok(entry?.path())).collect(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(vec![]),
        Err(error) => Err(error),
    }
}

fn name(file: &Path) -> Option<BackupName> {
    BackupName::parse(file.file_name()?.to_str()?.strip_suffix(".db")?)
}
