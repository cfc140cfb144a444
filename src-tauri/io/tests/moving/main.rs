//! Moving for real: exports sealed and opened by us and by the standard `age` tool, over a database on a disk.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use std::sync::Arc;

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    Choice, Draft, Integrations, OwnEndpoints, Ports, SandboxAddress, Secret, SecretInput, Store,
    TRANSFER_LIMIT, Tokens, Vault as _, export_integrations, provider, read_offer, take_in,
};
use gatepass_io::age_file::{
    Identity, OpenWith, Opener, Recipient, SealTo, open, opens_with, seal,
};
use gatepass_io::{
    HttpLimits, ReqwestHttp, SqliteStore, SystemChance, SystemClock, install_crypto, save_bytes,
};

const SECRET: &str = "Zk3v+\"q2\"\\m8=Lw4";

struct NoSandbox;

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

struct Place {
    integrations: Integrations,
    own: OwnEndpoints,
    store: Arc<SqliteStore>,
    vault: Arc<MemoryVault>,
    _folder: tempfile::TempDir,
}

fn place() -> Place {
    install_crypto();
    let folder = tempfile::tempdir().unwrap();
    let store = Arc::new(SqliteStore::open(folder.path()).unwrap());
    let vault = Arc::new(MemoryVault::default());
    let ports = Ports {
        lock: Arc::default(),
        http: Arc::new(ReqwestHttp::new(HttpLimits::default())),
        vault: vault.clone(),
        store: store.clone(),
        activity: store.clone(),
        clock: Arc::new(SystemClock::new()),
        chance: Arc::new(SystemChance),
        sandbox: Arc::new(NoSandbox),
    };
    let tokens = Tokens::new(ports.clone()).unwrap();
    Place {
        integrations: Integrations::new(ports.clone(), tokens).unwrap(),
        own: OwnEndpoints::new(ports),
        store,
        vault,
        _folder: folder,
    }
}

/// A place with one integration, and its export.
async fn exported() -> zeroize::Zeroizing<Vec<u8>> {
    let here = place();
    let handle = here.integrations.new_handle();
    here.integrations
        .held()
        .hold(handle.clone(), Secret::new(SECRET));
    let support = provider("cisco-support").unwrap();
    let draft = Draft {
        label: "Support".into(),
        client_id: "client-one".into(),
        client_secret: SecretInput::Held(handle),
        ..Draft::preset(support, &support.environments[0])
    };
    let saved = here.integrations.save(&draft).await.unwrap();
    let chosen = [saved.id];
    let export = export_integrations(&here.integrations, &here.own, &chosen, true, "1");
    export.await.unwrap().text
}

/// Takes a document in at a new place, and looks whether the secret came along.
async fn arrives(text: &[u8]) {
    let there = place();
    let offer = read_offer(text).unwrap();
    take_in(&there.integrations, &offer, &[Choice::Add])
        .await
        .unwrap();
    let arrived = there.store.integrations().unwrap();
    assert_eq!(arrived[0].label, "Support");
    let reference = arrived[0].client_secret.as_ref().unwrap();
    let kept = there.vault.load(&reference.id).await.unwrap().unwrap();
    assert!(kept.secret.reveal(|text| text == SECRET));
    assert_eq!(there.store.orphan_secrets(), Ok(vec![]));
}

fn keygen(folder: &Path) -> (std::path::PathBuf, String) {
    let file = folder.join("key.txt");
    let made = Command::new("age-keygen").arg("-o").arg(&file).output();
    assert!(made.expect("apt-get install age").status.success());
    let text = std::fs::read_to_string(&file).unwrap();
    let line = text
        .lines()
        .find_map(|line| line.strip_prefix("# public key: "));
    let recipient = line.unwrap().to_owned();
    (file, recipient)
}

#[tokio::test]
async fn the_standard_tool_opens_what_is_exported_to_a_recipient() {
    let folder = tempfile::tempdir().unwrap();
    let (key, recipient) = keygen(folder.path());
    let recipients = [
        recipient.parse::<Recipient>().unwrap(),
        Identity::generate().recipient(),
    ];
    let text = exported().await;
    let sealed = seal(&text, &SealTo::Recipients(&recipients)).unwrap();
    let file = folder.path().join("gatepass-2026-01-31.age");
    save_bytes(&sealed, &file).unwrap();
    let opened = Command::new("age")
        .arg("-d")
        .arg("-i")
        .arg(&key)
        .arg(&file)
        .output()
        .unwrap();
    assert!(
        opened.status.success(),
        "{}",
        String::from_utf8_lossy(&opened.stderr)
    );
    assert_eq!(opened.stdout, *text);
    let on_disk = std::fs::read(&file).unwrap();
    assert!(!on_disk.windows(6).any(|part| part == b"client"));
}

#[tokio::test]
async fn what_the_standard_tool_sealed_is_taken_in() {
    let folder = tempfile::tempdir().unwrap();
    let (key, recipient) = keygen(folder.path());
    let mut age = Command::new("age")
        .args(["-r", &recipient])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    age.stdin
        .take()
        .unwrap()
        .write_all(&exported().await)
        .unwrap();
    let sealed = age.wait_with_output().unwrap().stdout;
    assert_eq!(opens_with(&sealed), Ok(Opener::Identity));
    let pasted = Secret::new(std::fs::read_to_string(&key).unwrap());
    let identity = Identity::in_text(&pasted).unwrap();
    let text = open(&sealed, &OpenWith::Identity(&identity), TRANSFER_LIMIT).unwrap();
    arrives(&text).await;
}

#[tokio::test]
async fn a_passphrase_takes_it_there_with_the_shipped_work() {
    let passphrase = Secret::new("correct horse battery");
    let text = exported().await;
    let to = SealTo::Passphrase(&passphrase, gatepass_io::age_file::WORK_FACTOR);
    let sealed = seal(&text, &to).unwrap();
    assert_eq!(opens_with(&sealed), Ok(Opener::Passphrase));
    let opened = open(&sealed, &OpenWith::Passphrase(&passphrase), TRANSFER_LIMIT).unwrap();
    arrives(&opened).await;
}
