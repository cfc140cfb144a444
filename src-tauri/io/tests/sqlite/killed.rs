//! A writer is killed again and again: what it had been told is saved is there, whole.
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use gatepass_core::{IntegrationId, SecretId, Store};
use gatepass_io::SqliteStore;

use crate::integration;

const ROUNDS: usize = 30;

#[test]
fn no_acknowledged_write_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let mut writer = Command::new(std::env::current_exe().unwrap());
        writer
            .args(["--exact", "killed::writer", "--ignored", "--nocapture"])
            .env("GATEPASS_TEST_FOLDER", folder.path());
        let mut writer = writer
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        // Another number of writes each time, so that the kill falls into another part of one.
        let last = lines
            .by_ref()
            .filter_map(|line| line.strip_prefix("saved ")?.parse().ok())
            .nth(round % 7);
        writer.kill().unwrap();
        writer.wait().unwrap();
        let last: u64 = last.expect("the writer wrote");
        let rest = lines.filter_map(|line| line.strip_prefix("saved ")?.parse().ok());
        let last = rest.fold(last, u64::max);
        assert!(last > acknowledged, "it went on where it was");
        acknowledged = last;

        let store = SqliteStore::open(folder.path()).unwrap();
        assert_eq!(store.notice(), None);
        let found = store
            .integration(&IntegrationId("i".into()))
            .unwrap()
            .unwrap();
        let number: u64 = found.label.parse().unwrap();
        assert!(number >= acknowledged, "{number} {acknowledged}");
        let secret = found.client_secret.unwrap().id;
        assert_eq!(secret.0, format!("s{number}"), "no half of a change");
        assert!(
            !store.orphan_secrets().unwrap().contains(&secret),
            "nobody would sweep it"
        );
    }
}

#[test]
#[ignore = "the process that no_acknowledged_write_is_lost kills"]
fn writer() {
    let store =
        SqliteStore::open(std::env::var_os("GATEPASS_TEST_FOLDER").unwrap().as_ref()).unwrap();
    let id = IntegrationId("i".into());
    let last: u64 = store
        .integration(&id)
        .unwrap()
        .map_or(0, |found| found.label.parse().unwrap());
    let mut out = std::io::stdout();
    for number in last + 1.. {
        let secret = format!("s{number}");
        store.expect_secret(&SecretId(secret.clone())).unwrap();
        store
            .save_integration(&integration("i", &number.to_string(), &secret), None)
            .unwrap();
        if writeln!(out, "saved {number}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
        store
            .orphan_secrets()
            .unwrap()
            .iter()
            .for_each(|orphan| store.forget_secret(orphan).unwrap());
    }
}
