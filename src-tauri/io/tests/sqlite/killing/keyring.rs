//! The same with a real keyring: gnome-keyring on a private session bus outlives the writer that is killed.
use std::time::Duration;

use super::{EARLY_KEYRING, KEYRING, kill_again_and_again};
use crate::session::{Bus, run_within};
use crate::{daemon, told};

/// The keyring writes all of itself for each item, which takes its time.
const KILLS: u32 = 200;

/// A broken variant has to be caught well before.
const KILLS_OF_A_CONTROL: u32 = 20;

/// A hang is a failure.
const LONGEST: Duration = Duration::from_secs(1_200);

#[tokio::test]
#[ignore = "long: make trust runs it"]
async fn nothing_is_lost_or_mixed_with_a_real_keyring() {
    let said = run_within(LONGEST, Bus::Bare, "killing::keyring::in_a_session").await;
    let found = said.lines().find_map(|line| line.strip_prefix("found | "));
    let (figure, control) = found.unwrap().split_once(" | ").unwrap();
    told::check("kill −9 while saving into a real keyring", figure, control);
}

#[test]
#[ignore = "a scenario: run in a private session"]
fn in_a_session() {
    let runtime = tokio::runtime::Runtime::new().unwrap();
    let _daemon = runtime.block_on(daemon::start());
    let ours = kill_again_and_again(KEYRING, KILLS);
    assert_eq!((ours.lost, ours.mixed), (0, 0), "{:?}", ours.examples);
    assert!(ours.seen > u64::from(KILLS));
    let early = kill_again_and_again(EARLY_KEYRING, KILLS_OF_A_CONTROL);
    assert!(early.mixed > 0, "a vault that answers before it writes");
    say(&format!(
        "{KILLS} kills, 0 lost, 0 mixed, {} changes acknowledged | of {KILLS_OF_A_CONTROL}, one that acknowledges before the keyring has written mixed {}",
        ours.seen, early.mixed
    ));
}

#[allow(clippy::print_stdout, reason = "the other process reads it")]
fn say(text: &str) {
    println!("\nfound | {text}");
}
