//! The standard `age` tool opens what Gatepass wrote, and Gatepass opens what that wrote.
use std::fs;
use std::path::Path;
use std::process::{Command, Output, Stdio};

use gatepass_core::{Secret, Vault};
use gatepass_io::PassphraseVault;

use super::{PASSPHRASE, id, is, kept, opened, with};

/// Once the identity has been taken out.
const OPEN: [&str; 4] = ["-d", "-i", "identity", "vault/secrets.age"];

/// Runs it in a folder.
fn try_to_run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .current_dir(folder)
        .output()
        .unwrap_or_else(|error| panic!("{program} is needed for this test: {error}"))
}

/// Runs it in a folder; it has to succeed.
fn run(folder: &Path, program: &str, arguments: &[&str]) -> Output {
    let output = try_to_run(folder, program, arguments);
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{program} {arguments:?}: {said}");
    output
}

/// The tool asks for passphrases on a terminal only: `script` gives it one, and types.
fn on_a_terminal(folder: &Path, line: &str, typed: &str) {
    let mut terminal = Command::new("script")
        .args(["-qec", line, "/dev/null"])
        .current_dir(folder)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    let mut keys = terminal.stdin.take().unwrap();
    std::io::Write::write_all(&mut keys, typed.as_bytes()).unwrap();
    // An end of input would hang the terminal up before the tool has read.
    let output = terminal.wait_with_output().unwrap();
    drop(keys);
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success(), "{line}: {said}");
}

fn line_of(text: &[u8], beginning: &str) -> String {
    let text = String::from_utf8_lossy(text).into_owned();
    let found = text.lines().find_map(|line| line.split_once(beginning));
    found.map(|(_, rest)| format!("{beginning}{rest}")).unwrap()
}

#[tokio::test]
async fn the_tool_opens_both_files() {
    let folder = tempfile::tempdir().unwrap();
    let vault = with(folder.path(), &[("a", "one\n\"\0🔑")]).await;
    vault.save(&id("b"), &kept("two")).await.unwrap();
    on_a_terminal(
        folder.path(),
        "age -d -o identity vault/identity.age",
        &format!("{PASSPHRASE}\n"),
    );
    let plain = run(folder.path(), "age", &OPEN);
    let read: serde_json::Value = serde_json::from_slice(&plain.stdout).unwrap();
    assert_eq!(read["v"], 1);
    assert_eq!(read["items"]["a"]["secret"], "one\n\"\0🔑");
    assert_eq!(read["items"]["b"]["secret"], "two");
    assert_eq!(read["items"]["b"]["origins"][0], "https://id.example");

    // The control: a dialect of the format, which differs by a number.
    let secrets = folder.path().join("vault/secrets.age");
    let mut bytes = fs::read(&secrets).unwrap();
    let version = b"age-encryption.org/v1".len() - 1;
    bytes[version] = b'9';
    fs::write(&secrets, bytes).unwrap();
    let dialect = try_to_run(folder.path(), "age", &OPEN);
    assert!(!dialect.status.success() && dialect.stdout.is_empty());
}

#[tokio::test]
async fn what_the_tool_sealed_to_the_same_identity_is_read() {
    let folder = tempfile::tempdir().unwrap();
    drop(with(folder.path(), &[("a", "one")]).await);
    on_a_terminal(
        folder.path(),
        "age -d -o identity vault/identity.age",
        &format!("{PASSPHRASE}\n"),
    );
    let public = run(folder.path(), "age-keygen", &["-y", "identity"]);
    let recipient = line_of(&public.stdout, "age1");
    let text = r#"{ "v": 1, "items": {
        "theirs": {"v": 1, "secret": "s3cr3t\n", "origins": ["https://id.example"]} } }"#;
    fs::write(folder.path().join("plain"), text).unwrap();
    run(
        folder.path(),
        "age",
        &["-r", &recipient, "-o", "vault/secrets.age", "plain"],
    );
    let vault = opened(folder.path()).await;
    assert!(is(vault.load(&id("theirs")).await.unwrap(), "s3cr3t\n"));
    assert!(vault.load(&id("a")).await.unwrap().is_none());
    vault.save(&id("ours"), &kept("too")).await.unwrap();
    assert_eq!(opened(folder.path()).await.ids().unwrap().len(), 2);
}

#[tokio::test]
async fn a_vault_that_the_tool_made_whole_is_a_vault() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("vault")).unwrap();
    run(folder.path(), "age-keygen", &["-o", "identity"]);
    let public = run(folder.path(), "age-keygen", &["-y", "identity"]);
    let recipient = line_of(&public.stdout, "age1");
    fs::write(folder.path().join("plain"), r#"{"v":1,"items":{}}"#).unwrap();
    let seal = ["-r", &recipient, "-o", "vault/secrets.age", "plain"];
    run(folder.path(), "age", &seal);
    on_a_terminal(
        folder.path(),
        "age -p -o vault/identity.age identity",
        &format!("{PASSPHRASE}\n{PASSPHRASE}\n"),
    );
    let vault = PassphraseVault::new(folder.path());
    vault.unlock(&Secret::new(PASSPHRASE)).await.unwrap();
    vault.save(&id("a"), &kept("one")).await.unwrap();
    assert!(is(
        opened(folder.path()).await.load(&id("a")).await.unwrap(),
        "one"
    ));
}
