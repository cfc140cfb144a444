//! A writer is killed again and again: the vault is the old one or the new one, never neither.
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use gatepass_core::{Secret, Vault};
use gatepass_io::PassphraseVault;

use super::{PASSPHRASE, id, is, kept, new, vault, with};

const OTHER: &str = "battery staple";
const SAVING: usize = 200;
const MAKING: usize = 40;

/// A broken writer has to be caught well before.
const OVERWRITING: usize = 40;

fn start(role: &str, folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["--exact", role, "--ignored", "--nocapture"])
        .env("GATEPASS_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    child.spawn().unwrap()
}

/// The vault as it is now, whichever of the two passphrases it has; None if neither opens it.
async fn either(folder: &Path) -> Option<PassphraseVault> {
    let vault = vault(folder);
    for passphrase in [PASSPHRASE, OTHER] {
        if vault.unlock(&Secret::new(passphrase)).await.is_ok() {
            return Some(vault);
        }
    }
    None
}

/// What both items hold; None if they do not hold the same.
async fn number(vault: &PassphraseVault) -> Option<u64> {
    let found = vault.load(&id("a")).await.unwrap()?;
    let number = found.secret.reveal(|text| text.parse().ok())?;
    let second = vault.load(&id("b")).await.unwrap();
    is(second, &format!("{number}")).then_some(number)
}

/// What kills have done.
#[derive(Debug, Default)]
struct Findings {
    acknowledged: u64,
    /// Vaults that were neither the old one nor the new one.
    neither: usize,
    /// Vaults that were older than what was acknowledged.
    lost: usize,
}

/// In memory where that can be had: a kill is not the disk's matter, and waiting for it would hide the moments that count.
fn folder() -> tempfile::TempDir {
    let in_memory = tempfile::tempdir_in("/dev/shm");
    in_memory.or_else(|_| tempfile::tempdir()).unwrap()
}

/// Another part of a span each round, all over it.
fn moment(span: Duration, round: usize) -> Duration {
    span.mul_f64((round as f64 * 0.618_034).fract())
}

/// Kills a writer again and again, each time at another moment between two numbers that it says.
async fn kill(role: &str, times: usize) -> Findings {
    let mut findings = Findings::default();
    let mut folder = self::folder();
    drop(with(folder.path(), &[("a", "0"), ("b", "0")]).await);
    for round in 0..times {
        let mut writer = start(role, folder.path());
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let mut saved = lines
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("saved ")?.parse::<u64>().ok());
        saved.next().expect("the writer wrote");
        let began = Instant::now();
        let last = saved.next().expect("the writer went on");
        std::thread::sleep(moment(began.elapsed(), round));
        writer.kill().unwrap();
        writer.wait().unwrap();
        findings.acknowledged = saved.fold(last, u64::max);
        let vault = either(folder.path()).await;
        let found = match &vault {
            Some(vault) => number(vault).await,
            None => None,
        };
        match found {
            Some(found) if found >= findings.acknowledged => {
                let left = fs::read_dir(folder.path().join("vault")).unwrap().count();
                assert_eq!(left, 2, "what was begun is swept");
                continue;
            }
            Some(_) => findings.lost += 1,
            None => findings.neither += 1,
        }
        folder = self::folder();
        drop(with(folder.path(), &[("a", "0"), ("b", "0")]).await);
    }
    findings
}

#[tokio::test]
async fn killed_while_saving_it_is_the_old_one_or_the_new_one() {
    let found = kill("killed::writer", SAVING).await;
    assert_eq!((found.neither, found.lost), (0, 0));
    assert!(found.acknowledged as usize > SAVING, "it went on");
}

/// The control.
#[tokio::test]
async fn a_writer_that_overwrites_in_place_leaves_neither() {
    let found = kill("killed::writer_in_place", OVERWRITING).await;
    assert!(found.neither > 0, "{found:?}");
}

#[tokio::test]
#[ignore = "the process that killed_while_saving_it_is_the_old_one_or_the_new_one kills"]
async fn writer() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let vault = either(folder.as_ref()).await.unwrap();
    write(&vault, || ()).await;
}

/// Broken on purpose: what is written whole elsewhere it copies over the old files, a piece at a time.
#[tokio::test]
#[ignore = "the process that a_writer_that_overwrites_in_place_leaves_neither kills"]
async fn writer_in_place() {
    let folder = PathBuf::from(std::env::var_os("GATEPASS_TEST_FOLDER").unwrap());
    let whole = folder.join("whole");
    if !whole.exists() {
        fs::create_dir(&whole).unwrap();
        drop(with(&whole, &[("a", "0"), ("b", "0")]).await);
    }
    let vault = either(&whole).await.unwrap();
    let copy = || {
        for name in ["vault/identity.age", "vault/secrets.age"] {
            let bytes = fs::read(whole.join(name)).unwrap();
            let mut file = fs::File::create(folder.join(name)).unwrap();
            for piece in bytes.chunks(16) {
                file.write_all(piece).unwrap();
                // As long as a disk takes, which is not asked here.
                std::thread::sleep(Duration::from_micros(50));
            }
        }
    };
    copy();
    write(&vault, copy).await;
}

/// Counts on from what is there, and says each number once it is saved; between two it changes the passphrase.
async fn write(vault: &PassphraseVault, then: impl Fn()) {
    let mut out = std::io::stdout();
    for number in number(vault).await.unwrap() + 1.. {
        let item = kept(&number.to_string());
        let both = vec![(id("a"), item.clone()), (id("b"), item)];
        vault.save_all(&both).await.unwrap();
        then();
        if writeln!(out, "saved {number}")
            .and_then(|()| out.flush())
            .is_err()
        {
            return;
        }
        for (old, other) in [(PASSPHRASE, OTHER), (OTHER, PASSPHRASE)] {
            // One of the two is the passphrase now.
            let _ = vault
                .change_passphrase(&Secret::new(old), &new(other))
                .await;
            then();
        }
    }
}

#[tokio::test]
async fn killed_while_it_is_made_there_is_a_vault_or_none() {
    let (mut none, mut whole) = (0, 0);
    let mut span = Duration::ZERO;
    for round in 0..=MAKING {
        let folder = self::folder();
        let mut maker = start("killed::maker", folder.path());
        let lines = BufReader::new(maker.stdout.take().unwrap()).lines();
        let mut lines = lines.map_while(Result::ok);
        let mut until = |word: &str| lines.find(|line| line.contains(word)).is_some();
        assert!(until("making"), "it began");
        if round == 0 {
            let began = Instant::now();
            assert!(until("made"), "it ended");
            // The last kills come when it is there.
            span = began.elapsed() * 2;
            maker.wait().unwrap();
            continue;
        }
        std::thread::sleep(moment(span, round));
        maker.kill().unwrap();
        maker.wait().unwrap();
        let vault = vault(folder.path());
        if vault.exists() {
            whole += 1;
            vault.unlock(&Secret::new(PASSPHRASE)).await.unwrap();
            assert!(is(vault.load(&id("a")).await.unwrap(), "one"));
        } else {
            none += 1;
            drop(with(folder.path(), &[("a", "one")]).await);
        }
        let left: Vec<_> = fs::read_dir(folder.path()).unwrap().flatten().collect();
        assert_eq!(left.len(), 1, "what was begun is swept: {left:?}");
    }
    assert!(none > 0 && whole > 0, "{none} none, {whole} whole");
}

#[tokio::test]
#[ignore = "the process that killed_while_it_is_made_there_is_a_vault_or_none kills"]
async fn maker() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let vault = vault(folder.as_ref());
    let mut out = std::io::stdout();
    let mut say = |word: &str| writeln!(out, "{word}").and_then(|()| out.flush()).unwrap();
    say("making");
    let items = vec![(id("a"), kept("one"))];
    vault.create(&new(PASSPHRASE), &items).await.unwrap();
    say("made");
}
