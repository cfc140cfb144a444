//! A writer is killed again and again while it keeps exchanges: each that it was told is kept is there, with its body.
use std::io::{BufRead, BufReader, Write};
use std::process::{Command, Stdio};

use gatepass_core::{ActivityFilter, ActivityLimits, ActivityStore, ExchangeId, SecretId, Store};
use gatepass_io::SqliteStore;

use super::{all, opened, with_body};
use crate::reference;

const ROUNDS: usize = 20;
/// Trimming is killed too.
const LIMITS: ActivityLimits = ActivityLimits {
    entries: 12,
    bytes: 300,
};

fn body(number: u64) -> Vec<u8> {
    super::noise(50, number)
}

#[test]
fn no_exchange_that_was_shown_is_lost() {
    let folder = tempfile::tempdir().unwrap();
    drop(opened(folder.path()));
    let mut acknowledged = 0;
    for round in 0..ROUNDS {
        let mut writer = Command::new(std::env::current_exe().unwrap());
        writer
            .args([
                "--exact",
                "activity::killed::writer",
                "--ignored",
                "--nocapture",
            ])
            .env("GATEPASS_TEST_FOLDER", folder.path());
        let mut writer = writer
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut lines = BufReader::new(writer.stdout.take().unwrap())
            .lines()
            .map_while(Result::ok);
        let number = |line: String| line.strip_prefix("kept ")?.parse().ok();
        let last = lines.by_ref().filter_map(number).nth(round % 7);
        writer.kill().unwrap();
        writer.wait().unwrap();
        let last: u64 = last.expect("the writer wrote");
        let last = lines.filter_map(number).fold(last, u64::max);
        assert!(last > acknowledged, "it went on where it was");
        acknowledged = last;

        let store = SqliteStore::open(folder.path()).unwrap();
        assert_eq!(store.notice(), None);
        let page = store.rows(&ActivityFilter::default(), 0, 100).unwrap();
        let latest: u64 = page.rows[0].id.0[1..].parse().unwrap();
        assert!(latest >= acknowledged, "{latest} {acknowledged}");
        let expected: Vec<String> = (1..=latest)
            .rev()
            .take(LIMITS.entries as usize)
            .map(|number| format!("e{number}"))
            .collect();
        assert_eq!(all(&store), expected, "none is missing in between");
        let usage = store.usage().unwrap();
        assert_eq!(usage.entries, page.total, "no half of a change");
        assert!(usage.bytes <= LIMITS.bytes);
        for row in page.rows {
            let number = row.id.0[1..].parse().unwrap();
            let kept = store.body(&row.id).unwrap();
            assert_eq!(kept, row.has_body.then(|| body(number)));
            assert!(store.entry(&row.id).unwrap().is_some());
            let secret = SecretId(format!("s{number}"));
            assert!(!store.orphan_secrets().unwrap().contains(&secret));
        }
    }
}

#[test]
#[ignore = "the process that no_exchange_that_was_shown_is_lost kills"]
fn writer() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let store = SqliteStore::open(folder.as_ref()).unwrap();
    let page = store.rows(&ActivityFilter::default(), 0, 1).unwrap();
    let last = page.rows.first();
    let last: u64 = last.map_or(0, |row| row.id.0[1..].parse().unwrap());
    let mut out = std::io::stdout();
    for number in last + 1.. {
        let body = body(number);
        let mut entry = with_body(&format!("e{number}"), &body);
        let secret = SecretId(format!("s{number}"));
        store.expect_secret(&secret).unwrap();
        entry.call.headers = vec![gatepass_core::Extra {
            name: "X".into(),
            value: gatepass_core::ExtraValue::Secret(reference(&secret.0)),
        }];
        let appended = store.append(&entry, Some(&body), &LIMITS).unwrap();
        // It is shown from here on.
        let shown = store.entry(&ExchangeId(format!("e{number}"))).unwrap();
        assert!(shown.is_some());
        if writeln!(out, "kept {number}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
        appended
            .let_go
            .iter()
            .for_each(|gone| store.forget_secret(gone).unwrap());
    }
}
