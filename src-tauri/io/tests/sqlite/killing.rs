//! Killed a thousand times while it saves integrations, tokens and exchanges as the app does, with their vault items: what was
//! acknowledged is there, and each row points to its own secret.
mod early;
mod found;
#[cfg(target_os = "linux")]
mod keyring;
mod vault;
mod writer;

use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::Duration;

use crate::told;
use found::{Findings, look};
use vault::Place;

const KILLS: u32 = 1_000;

/// A broken variant has to be caught well before.
const KILLS_OF_A_CONTROL: u32 = 60;

/// The longest wait between what was seen last and the kill, which falls anywhere in it.
const LONGEST_US: u64 = 20_000;

/// Which parts are not as the product has them; and where its secrets lie.
const EARLY_STORE: &str = "early store";
const EARLY_VAULT: &str = "early vault";
const KEYRING: &str = "keyring";
const EARLY_KEYRING: &str = "early keyring";

/// What the writer said, by integration: the latest number of each thing that it acknowledged.
#[derive(Clone, Default)]
struct Acknowledged {
    integration: [u64; 2],
    token: [u64; 2],
    exchange: [u64; 2],
}

impl Acknowledged {
    fn note(&mut self, line: &str) {
        let mut words = line.split(' ');
        let (what, who) = (words.next(), words.next());
        let (Some(who), Some(Ok(number))) = (
            writer::NAMES.iter().position(|&name| Some(name) == who),
            words.next().map(str::parse),
        ) else {
            return;
        };
        match what {
            Some("integration") => self.integration[who] = number,
            Some("token") => self.token[who] = number,
            Some("exchange") => self.exchange[who] = number,
            _ => {}
        }
    }
}

#[test]
#[ignore = "long: make trust runs it"]
fn nothing_acknowledged_is_lost_and_nothing_is_mixed() {
    let ours = kill_again_and_again("", KILLS);
    assert_eq!((ours.lost, ours.mixed), (0, 0), "{:?}", ours.examples);
    let store = kill_again_and_again(EARLY_STORE, KILLS_OF_A_CONTROL);
    assert!(store.lost > 0, "a store that answers before it writes");
    let vault = kill_again_and_again(EARLY_VAULT, KILLS_OF_A_CONTROL);
    assert!(vault.mixed > 0, "a vault that answers before it writes");
    told::check(
        "kill −9 at random moments of saving",
        &format!(
            "1,000 kills, 0 lost, 0 mixed, {} changes acknowledged",
            ours.seen
        ),
        &format!(
            "of {KILLS_OF_A_CONTROL} each, a store that acknowledges before it writes lost {}, such a vault mixed {}",
            store.lost, vault.mixed
        ),
    );
}

#[test]
fn the_same_a_few_times() {
    let ours = kill_again_and_again("", 15);
    assert_eq!((ours.lost, ours.mixed), (0, 0), "{:?}", ours.examples);
    assert!(ours.seen > 0);
}

fn kill_again_and_again(variant: &str, kills: u32) -> Findings {
    let folder = tempfile::tempdir().unwrap();
    let place = Place::of(variant, folder.path());
    let mut findings = Findings::default();
    let mut acknowledged = Acknowledged::default();
    let mut chance = 20_261_121_u64;
    let mut next = |below: u64| {
        chance = chance
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (chance >> 33) % below
    };
    for _ in 0..kills {
        let (lines, wait_us) = (next(6), next(LONGEST_US));
        run_and_kill(
            folder.path(),
            variant,
            lines,
            wait_us,
            &mut acknowledged,
            &mut findings,
        );
        look(folder.path(), &place, &acknowledged, &mut findings);
    }
    findings
}

fn run_and_kill(
    folder: &Path,
    variant: &str,
    lines: u64,
    wait_us: u64,
    acknowledged: &mut Acknowledged,
    findings: &mut Findings,
) {
    let mut writer = Command::new(std::env::current_exe().unwrap())
        .args([
            "--exact",
            "killing::writer::writer",
            "--ignored",
            "--nocapture",
        ])
        .env("GATEPASS_TEST_FOLDER", folder)
        .env("GATEPASS_TEST_VARIANT", variant)
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut said = BufReader::new(writer.stdout.take().unwrap())
        .lines()
        .map_while(Result::ok)
        .filter(|line| line.starts_with("saved "))
        .inspect(|line| {
            findings.seen += 1;
            acknowledged.note(line.trim_start_matches("saved "));
        });
    assert!(said.nth(lines as usize).is_some(), "the writer writes");
    // Not to wait for anything: to let the kill fall anywhere.
    std::thread::sleep(Duration::from_micros(wait_us));
    writer.kill().unwrap();
    writer.wait().unwrap();
    said.for_each(drop);
}
