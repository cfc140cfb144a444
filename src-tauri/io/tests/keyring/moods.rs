//! A keyring in each of its moods: one state and one refusal each, nobody else is held up, and nothing is written in plain text.
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gatepass_core::{EditError, Need, Vault, VaultError, refusal_of_vault};
use gatepass_io::{KeyringLimits, KeyringVault, SqliteStore, VaultState};

use crate::doubles::{SECRET, World, text_of};
use crate::provider::{Mood, Prompted, Provider};
use crate::session::{Bus, run};
use crate::{id, is, kept, patient, vault};

/// How long a slow keyring is waited for here: longer than the others take, however busy the computer is.
pub(super) const WAIT: Duration = Duration::from_secs(3);

/// A token as it is issued by the network of these stories.
const TOKEN: &str = "issued-token-0001";

/// What a mood comes to: the state, what reading says, and what writing says. A refusal by its code.
#[derive(Debug, PartialEq, Eq)]
struct Shown(&'static str, &'static str, &'static str);

const ROWS: [(Mood, Shown); 14] = {
    use Mood::*;
    const FAILED: &str = "keyring_failed";
    const WAITING: &str = "keyring_waiting";
    const LOCKED: &str = "keyring_locked";
    const NONE: &str = "keyring_no_collection";
    [
        (Fine, Shown("ready", "ok", "ok")),
        (NoCollection, Shown(NONE, NONE, NONE)),
        (Locked(Prompted::Accepts), Shown("locked", "ok", "ok")),
        (Locked(Prompted::Dismisses), Shown("locked", LOCKED, LOCKED)),
        (Locked(Prompted::Never), Shown("locked", WAITING, WAITING)),
        (RefusesAll, Shown(FAILED, FAILED, FAILED)),
        (RefusesItems, Shown("ready", FAILED, FAILED)),
        (Slow, Shown("waiting", WAITING, WAITING)),
        (DiesWriting, Shown("ready", "ok", "keyring_no_service")),
        (LockIsText, Shown(FAILED, FAILED, FAILED)),
        (CollectionIsANumber, Shown(FAILED, FAILED, FAILED)),
        (SessionIsText, Shown(FAILED, FAILED, FAILED)),
        (FindsNothingReal, Shown("ready", FAILED, FAILED)),
        (SecretIsNoise, Shown("ready", FAILED, "ok")),
    ]
};

fn said<T>(result: Result<T, VaultError>) -> &'static str {
    match result {
        Ok(_) => "ok",
        Err(error) => refusal_of_vault(&error).over(0, None).code,
    }
}

/// A whole Gatepass without a window: its state in a real data folder, its secrets in that vault.
pub(super) fn gatepass(folder: &Path, vault: Arc<dyn Vault>) -> World {
    let store = Arc::new(SqliteStore::open(folder).unwrap());
    let mut world = World::default();
    world.ports.vault = vault;
    world.ports.store = store.clone();
    world.ports.activity = store;
    world.restart();
    world
}

async fn save(world: &World) -> Result<(), VaultError> {
    match world.integrations.save(&world.custom_draft()).await {
        Ok(_) => Ok(()),
        Err(EditError::Vault(error)) => Err(error),
        Err(other) => panic!("{other}"),
    }
}

/// The files below that hold the client secret or the token, as it is or as it travels.
pub(super) fn in_plain_text(folder: &Path) -> Vec<PathBuf> {
    let mut found = vec![];
    for file in fs::read_dir(folder).unwrap() {
        let file = file.unwrap().path();
        if file.is_dir() {
            found.extend(in_plain_text(&file));
            continue;
        }
        // A socket cannot be read, and keeps nothing.
        let Ok(bytes) = fs::read(&file) else { continue };
        let holds = |form: &Vec<u8>| memchr::memmem::find(&bytes, form).is_some();
        if [SECRET, TOKEN]
            .into_iter()
            .flat_map(forms)
            .any(|form| holds(&form))
        {
            found.push(file);
        }
    }
    found
}

fn forms(secret: &str) -> Vec<Vec<u8>> {
    let url: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::to_string(secret).unwrap();
    let wide = secret.encode_utf16().flat_map(u16::to_le_bytes);
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    vec![
        secret.into(),
        url.into(),
        json[1..json.len() - 1].into(),
        wide.collect(),
        hex.into(),
    ]
}

fn holds_label(folder: &Path) -> bool {
    let database = fs::read(folder.join("gatepass.db-wal")).unwrap();
    memchr::memmem::find(&database, b"Ours").is_some()
}

#[tokio::test]
async fn each_mood_has_one_state_and_one_refusal_and_leaves_no_plain_text() {
    run(Bus::Bare, "moods::each").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn each() {
    assert!(
        KeyringLimits::default().reply <= Duration::from_secs(5),
        "as shipped, one that takes 30 s is given up long before"
    );
    for (mood, expected) in ROWS {
        let folder = tempfile::tempdir().unwrap();
        let provider = Provider::over(Arc::default()).await;
        let keyring = Arc::new(vault(WAIT));
        let world = gatepass(folder.path(), keyring.clone());
        let ours = world.custom().await;
        let token = text_of(&world.token(&ours.id, Need::Call).await);
        let secret = ours.client_secret.clone().unwrap().id;

        provider.set_mood(mood);
        if mood == Mood::SessionIsText {
            // So that it needs a session.
            keyring.reopen().await;
        }
        let state = match keyring.state().await {
            VaultState::Ready => "ready",
            VaultState::Locked => "locked",
            VaultState::Waiting => "waiting",
            VaultState::Unavailable(error) => said::<()>(Err(error)),
        };
        let shown = Shown(
            state,
            said(keyring.load(&secret).await),
            said(save(&world).await),
        );
        assert_eq!(shown, expected, "{mood:?}");

        let refused = expected.2 != "ok";
        let saved = world.ports.store.integrations().unwrap().len();
        assert_eq!(saved, if refused { 1 } else { 2 }, "{mood:?}");
        let held = world.token(&ours.id, Need::Call).await;
        assert_eq!(
            text_of(&held),
            token,
            "{mood:?}: what is held is handed out"
        );
        assert_eq!(world.http.requests(), 1, "{mood:?}");
        assert_eq!(
            in_plain_text(folder.path()),
            Vec::<PathBuf>::new(),
            "{mood:?}"
        );
        assert!(
            holds_label(folder.path()),
            "the control: what is no secret is found"
        );
        provider.die_if_alive().await;
    }
}

#[tokio::test]
async fn what_died_while_it_wrote_is_used_again_when_it_is_back() {
    run(Bus::Bare, "moods::back_again").await;
}

#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn back_again() {
    let drawer = Arc::<Mutex<_>>::default();
    let first = Provider::over(drawer.clone()).await;
    let vault = patient();
    vault.save(&id("old"), &kept("s3cr3t")).await.unwrap();
    first.set_mood(Mood::DiesWriting);
    for name in ["old", "new"] {
        let died = vault.save(&id(name), &kept("other")).await;
        assert_eq!(died, Err(VaultError::NoService), "{name}");
    }
    let _second = Provider::over(drawer).await;
    assert!(is(vault.load(&id("old")).await.unwrap(), "s3cr3t"));
    assert!(vault.load(&id("new")).await.unwrap().is_none());
    vault.save(&id("new"), &kept("other")).await.unwrap();
    assert!(is(vault.load(&id("new")).await.unwrap(), "other"));
}

#[tokio::test]
async fn while_the_keyring_hangs_a_held_token_is_handed_out() {
    run(Bus::Bare, "moods::hangs").await;
}

/// Everything here runs on one thread: whoever blocked it would be done with the keyring before a token is handed out.
#[tokio::test]
#[ignore = "a scenario: run in a private session"]
async fn hangs() {
    for mood in [Mood::Slow, Mood::Locked(Prompted::Never)] {
        let provider = Provider::over(Arc::default()).await;
        let folder = tempfile::tempdir().unwrap();
        // Longer than this takes, whatever else the computer does.
        let keyring = Arc::new(vault(Duration::from_secs(60)));
        assert!(
            goes_on(folder.path(), keyring, &provider, mood).await,
            "{mood:?}"
        );
        provider.die().await;
    }
}

/// Whether a held token is handed out while somebody waits for the keyring in that mood.
pub(super) async fn goes_on(
    folder: &Path,
    keyring: Arc<dyn Vault>,
    provider: &Provider,
    mood: Mood,
) -> bool {
    let world = gatepass(folder, keyring.clone());
    let ours = world.custom().await;
    world.token(&ours.id, Need::Call).await;
    let secret = ours.client_secret.clone().unwrap().id;
    provider.set_mood(mood);
    let before = provider.asked();
    let asking = tokio::spawn(async move { keyring.load(&secret).await.map(drop) });
    while provider.asked() == before && !asking.is_finished() {
        tokio::task::yield_now().await;
    }
    for _ in 0..100 {
        world.token(&ours.id, Need::Call).await;
    }
    let meanwhile = !asking.is_finished();
    provider.wake();
    // It may not have asked for its prompt yet.
    while provider.prompts() == 0 && !asking.is_finished() {
        tokio::task::yield_now().await;
    }
    provider.dismiss().await;
    let answer = asking.await.unwrap();
    if meanwhile {
        let expected = match mood {
            Mood::Slow => Ok(()),
            _ => Err(VaultError::Locked),
        };
        assert_eq!(answer, expected);
    }
    meanwhile
}

/// Where there is no keyring to begin with, nothing is saved, and nothing of it is written.
pub(super) async fn refuses_to_save(keyring: KeyringVault, error: VaultError) {
    let folder = tempfile::tempdir().unwrap();
    let world = gatepass(folder.path(), Arc::new(keyring));
    assert_eq!(save(&world).await, Err(error));
    assert_eq!(world.ports.store.integrations().unwrap(), []);
    assert_eq!(in_plain_text(folder.path()), Vec::<PathBuf>::new());
}
