//! The process whose memory is looked through: it uses everything, says so, locks when it is told to, and stays.
use std::fs;
use std::io::Write as _;
use std::path::Path;

use gatepass_io::VaultMode;

use crate::left_behind::who;
use crate::planted::text;
use crate::server::Address;
use crate::use_of_all::Desk;
use crate::watched;

/// What it is told by its environment, and what it writes for the other.
pub(crate) const FOLDER: &str = "GATEPASS_TEST_FOLDER";
pub(crate) const SEED: &str = "GATEPASS_TEST_SEED";
pub(crate) const VAULT: &str = "GATEPASS_TEST_VAULT";
pub(crate) const WATCH: &str = "GATEPASS_TEST_WATCH";
pub(crate) const SERVER: &str = "GATEPASS_TEST_SERVER";
pub(crate) const PLANTED: &str = "GATEPASS_TEST_PLANTED";

/// Veiled: what is looked for must not itself be found.
pub(crate) const TRACES: &str = "traces";
pub(crate) const AUTHORITY: &str = "authority.pem";

fn told(name: &str) -> String {
    std::env::var(name).unwrap_or_default()
}

fn say(text: &str) {
    let mut out = std::io::stdout();
    // Nobody to say it to: the check has ended.
    if writeln!(out, "holder {text}")
        .and_then(|()| out.flush())
        .is_err()
    {
        std::process::exit(0);
    }
}

/// Waits for a word; without anybody left to say one, it ends.
fn hear() {
    let mut line = String::new();
    if std::io::stdin().read_line(&mut line).unwrap_or(0) == 0 {
        std::process::exit(0);
    }
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
#[ignore = "the process whose memory is looked through"]
async fn holder() {
    let folder = told(FOLDER);
    let folder = Path::new(&folder);
    let seed = told(SEED).parse().unwrap();
    let mode = match told(VAULT).as_str() {
        "keyring" => VaultMode::Keyring,
        _ => VaultMode::Passphrase,
    };
    let server = Address {
        base: told(SERVER),
        authority: fs::read_to_string(folder.join(AUTHORITY)).unwrap(),
    };
    let traces = fs::read(folder.join(TRACES)).unwrap();
    let traces = traces
        .split(|byte| *byte == b'\n')
        .filter(|it| it.len() > 2);
    let traces = traces.map(<[u8]>::to_vec).collect();
    match told(WATCH).as_str() {
        "let go of" => watched::look_for(traces),
        "held" => watched::remember(traces),
        _ => {}
    }
    // The controls: a text that nobody wipes, held or let go of.
    let planted = match told(PLANTED).as_str() {
        "held" => Some(text(seed, "client-secret-form").to_string()),
        "let go of" => {
            drop(text(seed, "client-secret-form").to_string());
            None
        }
        _ => None,
    };
    let desk = Desk::open(&folder.join("data"), seed, mode).await;
    desk.use_all(&server).await;
    // Once more out of the vault's files.
    desk.lock();
    desk.unlock().await;
    desk.call_all().await;
    desk.type_something();
    if told(PLANTED) == "let go of unwiped" {
        watched::leave_behind(&text(seed, "client-secret-form"));
    }
    say("has all");
    hear();
    desk.lock();
    say("is locked");
    hear();
    let found = match told(WATCH).as_str() {
        "held" => watched::held(),
        _ => watched::left_behind(),
    };
    for (trace, frames) in found {
        let (of, function) = who(&frames);
        say(&format!("found {trace} {of} {function}"));
    }
    say("told all");
    hear();
    drop((desk, planted));
}
