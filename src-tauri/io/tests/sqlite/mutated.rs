//! Ten thousand mutated databases, with their logs: each is read or set aside, and of what is set aside no byte is lost.
use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

use gatepass_core::{ActivityFilter, ActivityStore, Store, StoreError};
use gatepass_io::{OpenError, SqliteStore};

use crate::backups::filled;
use crate::told;

const FILES: u32 = 10_000;
const DATABASE: &str = "gatepass.db";
const LOG: &str = "gatepass.db-wal";
const PAGE: usize = 4_096;

#[derive(Default)]
struct Found {
    panics: u32,
    aside: u32,
    read: u32,
    refused: u32,
    lost: u32,
}

#[test]
#[ignore = "long: make trust runs it"]
fn every_one_is_read_or_set_aside_and_none_is_lost() {
    let found = mutate(FILES, SqliteStore::open);
    assert_eq!((found.panics, found.lost), (0, 0));
    assert!(found.aside > FILES / 10 && found.read > FILES / 10);
    let control = mutate(FILES / 20, deleting);
    assert!(control.lost > 0);
    told::check(
        "mutated database files",
        &format!(
            "10,000 files: 0 panics, {} set aside, {} read, {} refused as newer, 0 overwritten",
            found.aside, found.read, found.refused
        ),
        &format!(
            "of {}, a variant that deletes what it cannot read lost {}",
            FILES / 20,
            control.lost
        ),
    );
}

#[test]
fn the_same_a_few_times() {
    let found = mutate(150, SqliteStore::open);
    assert_eq!((found.panics, found.lost), (0, 0));
    assert!(found.aside > 10 && found.read > 10);
}

/// The broken variant.
fn deleting(folder: &Path) -> Result<SqliteStore, OpenError> {
    let store = SqliteStore::open(folder)?;
    for file in files(folder).filter(|file| file.contains(".damaged-")) {
        fs::remove_file(folder.join(file)).unwrap();
    }
    Ok(store)
}

fn mutate(count: u32, open: impl Fn(&Path) -> Result<SqliteStore, OpenError>) -> Found {
    let (database, log) = originals();
    let mut chance = Chance(20_261_121);
    let mut found = Found::default();
    for round in 0..count {
        let folder = tempfile::tempdir_in(quick()).unwrap();
        let (mut one, mut other) = (database.clone(), log.clone());
        match round % 4 {
            0 => chance.harm(&mut other),
            1 => {
                chance.harm(&mut one);
                other.clear();
            }
            2 => chance.harm(&mut one),
            _ => {
                chance.harm(&mut one);
                chance.harm(&mut other);
            }
        }
        fs::write(folder.path().join(DATABASE), &one).unwrap();
        fs::write(folder.path().join(LOG), &other).unwrap();
        let opened = catch_unwind(AssertUnwindSafe(|| open(folder.path()).inspect(read_all)));
        match opened {
            Err(_) => found.panics += 1,
            Ok(Err(error)) => {
                assert_eq!(error, OpenError::Store(StoreError::Newer), "round {round}");
                found.refused += 1;
                let kept = fs::read(folder.path().join(DATABASE)).unwrap();
                found.lost += u32::from(kept != one);
            }
            Ok(Ok(store)) if is_aside(&store) => {
                found.aside += 1;
                store.save_document("works", "yes").unwrap();
                drop(store);
                found.lost += u32::from(!has(folder.path(), ".damaged-", &one, &other));
            }
            Ok(Ok(_)) => found.read += 1,
        }
    }
    found
}

/// A database of pages that are full, and one whose latest changes lie in its log.
fn originals() -> (Vec<u8>, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let store = filled(folder.path());
    for number in 0..30 {
        let (id, text) = (format!("m{number}"), "text ".repeat(60));
        let one = crate::integration(&id, &text, "in-i");
        store.save_integration(&one, None).unwrap();
        store.save_document(&format!("own/{id}"), &text).unwrap();
    }
    drop(store);
    let store = SqliteStore::open(folder.path()).unwrap();
    store
        .save_document("settings", "{\"theme\":\"light\"}")
        .unwrap();
    store
        .save_integration(&crate::integration("m1", "Later", "in-i"), None)
        .unwrap();
    // As a kill would leave them: closing would empty the log.
    let read = |name: &str| fs::read(folder.path().join(name)).unwrap();
    let both = (read(DATABASE), read(LOG));
    assert!(!both.1.is_empty());
    both
}

/// In memory, where there is such a place: what lasts is not what is looked at, and a disk takes its time.
fn quick() -> PathBuf {
    let memory = Path::new("/dev/shm");
    match memory.is_dir() {
        true => memory.to_owned(),
        false => std::env::temp_dir(),
    }
}

fn read_all(store: &SqliteStore) {
    // What cannot be read is an error or is passed over; a panic would be caught above.
    let read = [
        store.integrations().map(|all| all.len()),
        store.subscription_keys().map(|all| all.len()),
        store.tokens().map(|all| all.len()),
        store.orphan_secrets().map(|all| all.len()),
        store.document_names("").map(|all| all.len()),
    ];
    let rows = store.rows(&ActivityFilter::default(), 0, 50);
    for row in rows.iter().flat_map(|page| &page.rows) {
        drop(store.entry(&row.id));
    }
    std::hint::black_box(read.iter().filter(|one| one.is_ok()).count());
}

fn is_aside(store: &SqliteStore) -> bool {
    let notice = store.notice();
    notice.is_some_and(|notice| notice.contains("damaged"))
}

/// Whether both files are there, to the byte, under names with this in them. A log that SQLite found to be empty of anything
/// whole may have been dropped by it: nothing can be read from such a one.
fn has(folder: &Path, part: &str, database: &[u8], log: &[u8]) -> bool {
    let holds = |bytes: &[u8]| {
        files(folder)
            .filter(|file| file.contains(part))
            .any(|file| fs::read(folder.join(file)).unwrap() == bytes)
    };
    holds(database) && (log.is_empty() || holds(log))
}

fn files(folder: &Path) -> impl Iterator<Item = String> {
    let all: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    all.into_iter()
}

/// Knuth's generator: the same harm in every run.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % bound
    }

    /// Bytes flipped, where something is and anywhere; the end cut off; a page of zeros or of rubbish.
    fn harm(&mut self, bytes: &mut Vec<u8>) {
        let length = bytes.len();
        match self.below(6) {
            0 => bytes.truncate(self.below(length)),
            1 => {
                let page = self.below(length / PAGE) * PAGE;
                bytes[page..page + PAGE].fill(0);
            }
            2 => {
                let page = self.below(length / PAGE) * PAGE;
                let rubbish = self.below(255) as u8;
                bytes[page..page + PAGE].fill(rubbish);
            }
            3 => {
                let at = self.below(length);
                bytes[at] ^= 1 << self.below(8);
            }
            _ => {
                let in_use: Vec<usize> = (0..length).filter(|&at| bytes[at] != 0).collect();
                for _ in 0..=self.below(4) {
                    let at = in_use[self.below(in_use.len())];
                    bytes[at] ^= 1 << self.below(8);
                }
            }
        }
    }
}
