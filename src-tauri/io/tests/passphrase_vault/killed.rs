//! A writer is killed again and again: the vault is the old one or the new one, never neither.
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use gatepass_core::{Secret, Vault};
use gatepass_io::PassphraseVault;

use super::{PASSPHRASE, id, is, kept, new, vault, with};

const OTHER: &str = "battery staple";
const SAVING: usize = 200;
const MAKING: usize = 40;

fn start(role: &str, folder: &Path) -> Child {
    let mut child = Command::new(std::env::current_exe().unwrap());
    child
        .args(["--exact", role, "--ignored", "--nocapture"])
        .env("GATEPASS_TEST_FOLDER", folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::null());
    child.spawn().unwrap()
}

/// The vault as it is now, whichever of the two passphrases it has.
async fn either(folder: &Path) -> PassphraseVault {
    let vault = vault(folder);
    if vault.unlock(&Secret::new(PASSPHRASE)).await.is_err() {
        vault.unlock(&Secret::new(OTHER)).await.unwrap();
    }
    vault
}

async fn number(vault: &PassphraseVault) -> u64 {
    let found = vault.load(&id("a")).await.unwrap().unwrap();
    let number = found.secret.reveal(|text| text.parse().unwrap());
    let second = vault.load(&id("b")).await.unwrap();
    assert!(is(second, &format!("{number}")), "no half of a change");
    number
}

#[tokio::test]
async fn killed_while_saving_it_is_the_old_one_or_the_new_one() {
    let folder = tempfile::tempdir().unwrap();
    drop(with(folder.path(), &[("a", "0"), ("b", "0")]).await);
    let mut acknowledged = 0;
    for round in 0..SAVING {
        let mut writer = start("killed::writer", folder.path());
        let lines = BufReader::new(writer.stdout.take().unwrap()).lines();
        let mut saved = lines
            .map_while(Result::ok)
            .filter_map(|line| line.strip_prefix("saved ")?.parse::<u64>().ok());
        let last = saved.nth(round % 3).expect("the writer wrote");
        // Another moment each time.
        std::thread::sleep(Duration::from_micros((round as u64 * 137) % 3_000));
        writer.kill().unwrap();
        writer.wait().unwrap();
        acknowledged = saved.fold(last, u64::max);
        let found = number(&either(folder.path()).await).await;
        assert!(found >= acknowledged, "{found} {acknowledged}");
    }
    assert!(acknowledged as usize > SAVING, "the control: it went on");
    let left = fs::read_dir(folder.path().join("vault")).unwrap().count();
    assert_eq!(left, 2, "what was begun is swept");
}

#[tokio::test]
#[ignore = "the process that killed_while_saving_it_is_the_old_one_or_the_new_one kills"]
async fn writer() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let vault = either(folder.as_ref()).await;
    let mut out = std::io::stdout();
    for number in number(&vault).await + 1.. {
        let item = kept(&number.to_string());
        let both = vec![(id("a"), item.clone()), (id("b"), item)];
        vault.save_all(&both).await.unwrap();
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
        }
    }
}

#[tokio::test]
async fn killed_while_it_is_made_there_is_a_vault_or_none() {
    let (mut none, mut whole) = (0, 0);
    for round in 0..MAKING {
        let folder = tempfile::tempdir().unwrap();
        let mut maker = start("killed::maker", folder.path());
        let lines = BufReader::new(maker.stdout.take().unwrap()).lines();
        let mut lines = lines.map_while(Result::ok);
        lines
            .find(|line| line.contains("making"))
            .expect("it began");
        std::thread::sleep(Duration::from_micros((round as u64 * 211) % 4_000));
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
    assert_eq!(none + whole, MAKING);
}

#[tokio::test]
#[ignore = "the process that killed_while_it_is_made_there_is_a_vault_or_none kills"]
async fn maker() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let vault = vault(folder.as_ref());
    let mut out = std::io::stdout();
    let said = writeln!(out, "making").and_then(|()| out.flush());
    said.unwrap();
    let items = vec![(id("a"), kept("one"))];
    vault.create(&new(PASSPHRASE), &items).await.unwrap();
}
