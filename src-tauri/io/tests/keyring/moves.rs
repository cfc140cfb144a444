//! Secrets move between the real keyring and the passphrase vault, and wherever that is cut off, nothing is lost.
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::Duration;

use gatepass_core::{
    NewPassphrase, Secret, SecretId, Store, Vault, VaultChoice, VaultError, VaultMode,
};
use gatepass_io::{MoveTo, PassphraseVault, SqliteStore, VaultState, Vaults};

use crate::session::{Bus, run};
use crate::{daemon, id, is, kept, patient};

const PASSPHRASE: &str = "correct horse";
const KILLS: usize = 20;

/// What was saved, by its name.
type Secrets = HashMap<String, String>;

fn hostile() -> Secrets {
    let long = "0123456789abcdef".repeat(4_096);
    let secrets = ["plain", "line\nbreak\r\n", "nul\0inside", "🔑 é", "", &long];
    let named = secrets.iter().enumerate();
    named
        .map(|(at, secret)| (format!("s{at}"), (*secret).to_owned()))
        .collect()
}

fn passphrase_vault(folder: &Path) -> PassphraseVault {
    PassphraseVault::with_work_factor(folder, 2)
}

/// As the next start opens them.
fn opened(folder: &Path, store: &SqliteStore) -> Vaults {
    let passphrase = passphrase_vault(folder);
    let choice = VaultChoice::load(store, passphrase.exists()).unwrap();
    Vaults::new(patient(), passphrase, choice.mode)
}

fn new() -> NewPassphrase {
    NewPassphrase::new(Secret::new(PASSPHRASE), &Secret::new(PASSPHRASE)).unwrap()
}

async fn fill(vaults: &Vaults, store: &SqliteStore, secrets: &Secrets) {
    for (name, secret) in secrets {
        store.expect_secret(&id(name)).unwrap();
        vaults.save(&id(name), &kept(secret)).await.unwrap();
    }
}

async fn holds(vault: &dyn Vault, secrets: &Secrets) {
    for (name, secret) in secrets {
        let found = vault.load(&id(name)).await.unwrap();
        assert!(is(found, secret), "{name}");
    }
}

async fn holds_none(vault: &dyn Vault, secrets: &Secrets) {
    for name in secrets.keys() {
        assert!(vault.load(&id(name)).await.unwrap().is_none(), "{name}");
    }
}

#[tokio::test]
async fn there_and_back_nothing_is_lost_and_nothing_stays_behind() {
    run(Bus::Bare, "moves::there_and_back").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn there_and_back() {
    let _daemon = daemon::start().await;
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let vaults = opened(folder.path(), &store);
    let secrets = hostile();
    fill(&vaults, &store, &secrets).await;
    patient()
        .save(&id("foreign"), &kept("not ours to move"))
        .await
        .unwrap();

    let made = new();
    let to_vault = MoveTo::NewPassphraseVault(&made);
    vaults.move_to(to_vault, &store).await.unwrap();
    assert_eq!(vaults.mode().await, VaultMode::Passphrase);
    assert_eq!(vaults.state().await, VaultState::Ready);
    holds(&vaults, &secrets).await;
    holds_none(&patient(), &secrets).await;
    assert!(is(
        patient().load(&id("foreign")).await.unwrap(),
        "not ours to move"
    ));

    // The next start begins locked, and wants the passphrase.
    let next = opened(folder.path(), &store);
    assert_eq!(next.mode().await, VaultMode::Passphrase);
    assert_eq!(next.state().await, VaultState::Locked);
    assert_eq!(
        next.move_to(MoveTo::Keyring, &store).await,
        Err(VaultError::NeedsPassphrase)
    );
    assert_eq!(next.unlock(None).await, Err(VaultError::NeedsPassphrase));
    let wrong = next.unlock(Some(&Secret::new("correct house"))).await;
    assert_eq!(wrong, Err(VaultError::WrongPassphrase));
    next.unlock(Some(&Secret::new(PASSPHRASE))).await.unwrap();
    holds(&next, &secrets).await;
    // Locked by the app, it is wiped, and released alone is not enough.
    next.lock();
    next.release();
    assert_eq!(next.state().await, VaultState::Locked);
    next.unlock(Some(&Secret::new(PASSPHRASE))).await.unwrap();

    next.move_to(MoveTo::Keyring, &store).await.unwrap();
    assert_eq!(next.mode().await, VaultMode::Keyring);
    holds(&patient(), &secrets).await;
    assert!(!next.has_passphrase_vault());
    let choice = VaultChoice::load(&store, false).unwrap();
    assert_eq!(
        choice,
        VaultChoice::of(VaultMode::Keyring),
        "nothing is noted any more"
    );
}

#[tokio::test]
async fn memory_takes_nothing_along_and_gives_what_it_took_in() {
    run(Bus::Bare, "moves::through_memory").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn through_memory() {
    let _daemon = daemon::start().await;
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let vaults = opened(folder.path(), &store);
    fill(
        &vaults,
        &store,
        &HashMap::from([("a".into(), "in the keyring".into())]),
    )
    .await;
    vaults.move_to(MoveTo::Memory, &store).await.unwrap();
    assert!(vaults.load(&id("a")).await.unwrap().is_none());
    assert!(
        vaults.remove(&id("a")).await.is_err(),
        "it is not told to be gone where it cannot be seen"
    );
    fill(
        &vaults,
        &store,
        &HashMap::from([("b".into(), "typed".into())]),
    )
    .await;
    assert!(patient().load(&id("b")).await.unwrap().is_none());
    assert_eq!(
        opened(folder.path(), &store).mode().await,
        VaultMode::Memory
    );
    vaults.move_to(MoveTo::Keyring, &store).await.unwrap();
    let both = [("a", "in the keyring"), ("b", "typed")];
    let both = both.map(|(name, secret)| (name.to_owned(), secret.to_owned()));
    holds(&patient(), &HashMap::from(both)).await;
}

#[tokio::test]
async fn a_target_that_cannot_be_used_is_refused_and_says_why() {
    run(Bus::Bare, "moves::refused").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn refused() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path()).unwrap();
    let vaults = opened(folder.path(), &store);
    // No keyring at all: a passphrase instead.
    let made = new();
    let to_vault = MoveTo::NewPassphraseVault(&made);
    vaults.move_to(to_vault, &store).await.unwrap();
    let secrets = hostile();
    fill(&vaults, &store, &secrets).await;
    let refused = vaults.move_to(MoveTo::Keyring, &store).await;
    assert_eq!(refused, Err(VaultError::NoService));
    let again = vaults.move_to(to_vault, &store).await;
    assert_eq!(again, Err(VaultError::AlreadyThere));
    assert_eq!(vaults.mode().await, VaultMode::Passphrase);
    holds(&vaults, &secrets).await;

    vaults.lock();
    let locked = vaults.move_to(MoveTo::Keyring, &store).await;
    assert_eq!(locked, Err(VaultError::Locked));
    vaults.unlock(Some(&Secret::new(PASSPHRASE))).await.unwrap();
    holds(&vaults, &secrets).await;
}

#[tokio::test]
async fn a_keyring_that_dies_half_way_has_cost_nothing() {
    run(Bus::Bare, "moves::dies").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn dies() {
    let keyring = daemon::start().await;
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
    let vaults = opened(folder.path(), &store);
    let made = new();
    let to_vault = MoveTo::NewPassphraseVault(&made);
    vaults.move_to(to_vault, &*store).await.unwrap();
    let many: Secrets = (0..80).map(|at| (format!("m{at}"), "s".into())).collect();
    let items = many.iter().map(|(name, secret)| (id(name), kept(secret)));
    for name in many.keys() {
        store.expect_secret(&id(name)).unwrap();
    }
    // All at once: what is tested is the way out.
    let seed = passphrase_vault(folder.path());
    seed.unlock(&Secret::new(PASSPHRASE)).await.unwrap();
    seed.save_all(&items.collect()).await.unwrap();
    vaults.unlock(Some(&Secret::new(PASSPHRASE))).await.unwrap();

    let (moved, ()) = tokio::join!(vaults.move_to(MoveTo::Keyring, &*store), async {
        // Once the first has arrived, it is killed.
        let watch = patient();
        while watch.load(&id("m0")).await.unwrap().is_none() {
            tokio::task::yield_now().await;
        }
        daemon::stop(keyring).await;
    });
    assert!(moved.is_err(), "the control: it was not done before");
    assert_eq!(vaults.mode().await, VaultMode::Passphrase);
    holds(&vaults, &many).await;
    let choice = VaultChoice::load(&*store, true).unwrap();
    assert_eq!(choice.mode, VaultMode::Passphrase);
    assert_eq!(choice.left_in_keyring.len(), many.len(), "it is noted");

    // Once there is a keyring again, what arrived is swept from it.
    let _second = daemon::start().await;
    vaults.sweep(&*store).await.unwrap();
    holds_none(&patient(), &many).await;
    vaults.move_to(MoveTo::Keyring, &*store).await.unwrap();
    holds(&patient(), &many).await;
}

#[tokio::test]
async fn killed_while_moving_the_chosen_vault_is_whole() {
    run(Bus::Bare, "moves::killed").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn killed() {
    let _daemon = daemon::start().await;
    let folder = tempfile::tempdir().unwrap();
    let secrets = hostile();
    {
        let store = SqliteStore::open(folder.path()).unwrap();
        fill(&opened(folder.path(), &store), &store, &secrets).await;
    }
    let mut ends: HashMap<VaultMode, usize> = HashMap::new();
    for round in 0..KILLS {
        let mut mover = Command::new(std::env::current_exe().unwrap())
            .args(["--exact", "moves::mover", "--ignored", "--nocapture"])
            .env("GATEPASS_TEST_FOLDER", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let lines = BufReader::new(mover.stdout.take().unwrap()).lines();
        // Begun once, and done as often as the round says: the kill falls into a move out, or into one back.
        let mut said = lines.map_while(Result::ok);
        let mut moving = said.by_ref().filter(|line| line.contains("moving"));
        moving.nth(round % 2).expect("it moved");
        // Another moment each time.
        std::thread::sleep(Duration::from_micros((round as u64 * 7_919) % 80_000));
        mover.kill().unwrap();
        mover.wait().unwrap();

        let store = SqliteStore::open(folder.path()).unwrap();
        let vaults = opened(folder.path(), &store);
        let mode = vaults.mode().await;
        vaults.unlock(Some(&Secret::new(PASSPHRASE))).await.unwrap();
        holds(&vaults, &secrets).await;
        vaults.sweep(&store).await.unwrap();
        holds(&vaults, &secrets).await;
        match mode {
            VaultMode::Keyring => assert!(!vaults.has_passphrase_vault()),
            _ => holds_none(&patient(), &secrets).await,
        }
        *ends.entry(mode).or_default() += 1;
    }
    assert_eq!(
        ends.len(),
        2,
        "the control: both ways were cut off: {ends:?}"
    );
}

#[tokio::test]
#[ignore = "the process that killed kills"]
async fn mover() {
    let folder = std::env::var_os("GATEPASS_TEST_FOLDER").unwrap();
    let store = SqliteStore::open(folder.as_ref()).unwrap();
    let vaults = opened(folder.as_ref(), &store);
    vaults.unlock(Some(&Secret::new(PASSPHRASE))).await.unwrap();
    vaults.sweep(&store).await.unwrap();
    let made = new();
    let mut out = std::io::stdout();
    loop {
        writeln!(out, "moving").and_then(|()| out.flush()).unwrap();
        let to = match vaults.mode().await {
            VaultMode::Keyring => MoveTo::NewPassphraseVault(&made),
            _ => MoveTo::Keyring,
        };
        vaults.move_to(to, &store).await.unwrap();
    }
}

#[tokio::test]
async fn what_is_saved_while_secrets_move_is_where_they_are() {
    run(Bus::Bare, "moves::saved_meanwhile").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn saved_meanwhile() {
    let _daemon = daemon::start().await;
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
    let vaults = Arc::new(opened(folder.path(), &store));
    let secrets: Secrets = (0..40)
        .map(|at| (format!("w{at}"), format!("s{at}")))
        .collect();
    let mut writers = tokio::task::JoinSet::new();
    for (name, secret) in secrets.clone() {
        let (vaults, store) = (vaults.clone(), store.clone());
        writers.spawn(async move {
            store.expect_secret(&SecretId(name.clone())).unwrap();
            vaults.save(&id(&name), &kept(&secret)).await.unwrap();
        });
    }
    let made = new();
    for _ in 0..2 {
        let to_vault = MoveTo::NewPassphraseVault(&made);
        vaults.move_to(to_vault, &*store).await.unwrap();
        vaults.move_to(MoveTo::Keyring, &*store).await.unwrap();
    }
    while let Some(written) = writers.join_next().await {
        written.unwrap();
    }
    holds(&*vaults, &secrets).await;
    holds(&patient(), &secrets).await;
}
