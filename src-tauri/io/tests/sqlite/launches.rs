//! Twenty processes that want the same data at once: each has it alone, and what each wrote is there.
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gatepass_core::Store;
use gatepass_io::{OpenError, SqliteStore};
use rusqlite::Connection;

use crate::integration;

const LAUNCHES: usize = 20;
const DEADLINE: Duration = Duration::from_secs(60);

fn launch(folder: &Path, scenario: &str) -> Vec<Child> {
    let one = |number: usize| {
        Command::new(std::env::current_exe().unwrap())
            .args(["--exact", scenario, "--ignored"])
            .env("GATEPASS_TEST_FOLDER", folder)
            .env("GATEPASS_TEST_NUMBER", number.to_string())
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap()
    };
    (0..LAUNCHES).map(one).collect()
}

fn all_end_well(launched: Vec<Child>) -> bool {
    launched
        .into_iter()
        .map(|mut one| one.wait().unwrap().success())
        .collect::<Vec<_>>()
        .iter()
        .all(|&well| well)
}

#[test]
fn twenty_at_once_take_turns_and_lose_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let launched = launch(folder.path(), "launches::one_of_twenty");
    assert!(all_end_well(launched));
    let store = SqliteStore::open(folder.path()).unwrap();
    assert_eq!(store.notice(), None);
    assert_eq!(store.integrations().unwrap().len(), LAUNCHES);
    let counted = store.document("count").unwrap();
    assert_eq!(counted, Some(LAUNCHES.to_string()), "no lost write");
}

/// The control: without the lock file the same twenty overwrite each other.
#[test]
fn without_the_lock_the_count_is_wrong() {
    let folder = tempfile::tempdir().unwrap();
    SqliteStore::open(folder.path())
        .unwrap()
        .save_document("count", "0")
        .unwrap();
    let launched = launch(folder.path(), "launches::one_without_the_lock");
    assert!(all_end_well(launched));
    let store = SqliteStore::open(folder.path()).unwrap();
    let counted: usize = store.document("count").unwrap().unwrap().parse().unwrap();
    assert!(counted < LAUNCHES, "{counted}");
}

fn me() -> (std::path::PathBuf, String) {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    (
        folder.into(),
        std::env::var("GATEPASS_TEST_NUMBER").unwrap(),
    )
}

#[test]
#[ignore = "one of the processes that are launched at once"]
fn one_of_twenty() {
    let (folder, number) = me();
    let began = Instant::now();
    let store = loop {
        match SqliteStore::open(&folder) {
            Ok(store) => break store,
            Err(error) => assert_eq!(error, OpenError::AlreadyOpen),
        }
        assert!(began.elapsed() < DEADLINE, "it never was free");
        std::thread::yield_now();
    };
    store
        .save_integration(&integration(&number, "One", "s"), None)
        .unwrap();
    let counted = store.document("count").unwrap();
    let counted: usize = counted.map_or(0, |text| text.parse().unwrap());
    store
        .save_document("count", &(counted + 1).to_string())
        .unwrap();
}

#[test]
#[ignore = "one of the processes of the control"]
fn one_without_the_lock() {
    let (folder, _) = me();
    let db = Connection::open(folder.join("gatepass.db")).unwrap();
    db.busy_timeout(DEADLINE).unwrap();
    let counted: usize = db
        .query_row(
            "SELECT text FROM document WHERE name = 'count'",
            [],
            |row| row.get::<_, String>(0),
        )
        .unwrap()
        .parse()
        .unwrap();
    // As long as a person takes to change something: meanwhile the others read the same.
    std::thread::sleep(Duration::from_millis(500));
    let update = "UPDATE document SET text = ?1 WHERE name = 'count'";
    db.execute(update, [(counted + 1).to_string()]).unwrap();
}
