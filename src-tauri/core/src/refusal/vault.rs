//! Refusals that arise before anything is sent: the vault, the data folder, a secret that may not go where it should.
use super::{Fault, Remedy, Saying};
use crate::ports::{StoreError, VaultError};
use crate::request::SealError;

/// Puts a vault that cannot be used into words. The same words stand on the window when it starts without one.
pub fn refusal_of_vault(error: &VaultError) -> Saying {
    let (code, title, sentence, next_step) = match error {
        VaultError::NoBus => (
            "keyring_no_bus",
            "There is no session bus",
            "The OS keyring is reached over the D-Bus session bus, and this session has none.",
            "Start Gatepass from a desktop session, or with dbus-run-session.",
        ),
        VaultError::NoService => (
            "keyring_no_service",
            "No keyring is running",
            "The session has a D-Bus bus, but no program on it keeps secrets.",
            "Start GNOME Keyring, KWallet or KeePassXC with Secret Service turned on, then try again.",
        ),
        VaultError::NoCollection => (
            "keyring_no_collection",
            "The keyring has no default collection",
            "A keyring service is running, but it has no keyring to put secrets into.",
            "Create a default keyring, for example with Passwords and Keys (Seahorse), then try again.",
        ),
        VaultError::Locked => (
            "keyring_locked",
            "The keyring is locked",
            "Until it is unlocked, no secret can be read or kept.",
            "Unlock it: your system asks for the keyring's password.",
        ),
        VaultError::Waiting => (
            "keyring_waiting",
            "The keyring waits for you",
            "The system has asked for the keyring's password and has no answer yet.",
            "Answer the system's prompt. It may be behind this window.",
        ),
        VaultError::Failed(why) => {
            let said = format!("It answered with an error: {}.", why.trim_end_matches('.'));
            return saying(
                "keyring_failed",
                "keyring failed",
                "The keyring failed",
                said,
                "Try again. If it goes on, restart the keyring service.",
            );
        }
        other => return refusal_of_files(other),
    };
    saying(code, "keyring needed", title, sentence.into(), next_step)
}

/// The passphrase vault's part, and that of a move from one vault to another.
fn refusal_of_files(error: &VaultError) -> Saying {
    let (code, title, sentence, next_step) = match error {
        VaultError::NeedsPassphrase => (
            "vault_locked",
            "The passphrase vault is locked",
            "Until it is unlocked, no secret can be read or kept.".to_owned(),
            "Enter its passphrase.",
        ),
        VaultError::WrongPassphrase => (
            "wrong_passphrase",
            "This passphrase does not open the vault",
            "It is another one, or the file vault/identity.age was changed. Nothing was written."
                .into(),
            "Enter it again; watch for Caps Lock and the keyboard’s language.",
        ),
        VaultError::Missing => (
            "vault_missing",
            "The passphrase vault is not there",
            "The folder “vault” in Gatepass’s data folder held it, and is gone.".into(),
            "Put it back from a backup and try again, or choose another place for secrets in Settings.",
        ),
        VaultError::AlreadyThere => (
            "vault_already_there",
            "There is a passphrase vault already",
            "Gatepass’s data folder holds one, which is not overwritten.".into(),
            "Enter its passphrase to use it.",
        ),
        VaultError::Damaged(file) => (
            "vault_damaged",
            "The passphrase vault is damaged",
            format!("The file {file} in Gatepass’s data folder is not as it was written. It is left as it is."),
            "Put the file back from a backup and try again.",
        ),
        VaultError::Newer => (
            "vault_newer",
            "The passphrase vault is a newer Gatepass’s",
            "It was written by a later version, and is left as it is.".into(),
            "Install the newer version again.",
        ),
        VaultError::Files(error) => return refusal_of_vault_files(error),
        _ => (
            "vault_not_read_back",
            "The secrets were not moved",
            "What was written to the new place was read back differently. They are where they were."
                .into(),
            "Try again. If it goes on, choose another place for secrets.",
        ),
    };
    saying(code, "vault needed", title, sentence, next_step)
}

/// The disk's troubles are the data folder's, and named as those are.
fn refusal_of_vault_files(error: &StoreError) -> Saying {
    let said = match error {
        StoreError::Failed(why) => {
            format!("The system answered: {}.", why.trim_end_matches('.'))
        }
        StoreError::DiskFull => "The disk is full, so nothing was changed.".into(),
        StoreError::NotWritable => {
            "Gatepass may not read or write its data folder, so nothing was changed.".into()
        }
        StoreError::Newer => "Its data was written by a newer Gatepass.".into(),
    };
    let next_step = match error {
        StoreError::DiskFull => "Free some space, then try again.",
        StoreError::NotWritable => "Check the folder's permissions, then try again.",
        StoreError::Newer => "Install the newer version again.",
        StoreError::Failed(_) => "Try again. If it goes on, check the disk.",
    };
    let title = "The vault's files cannot be used";
    saying("vault_files", "vault needed", title, said, next_step)
}

fn saying(
    code: &'static str,
    short: &'static str,
    title: &str,
    sentence: String,
    next_step: &str,
) -> Saying {
    let words = [title.into(), sentence, next_step.into()];
    Saying::new(code, short, Fault::Here, Remedy::Vault, words)
}

/// The row points to a secret that the vault does not have: entered in memory-only mode, or deleted in the keyring.
pub fn secret_missing(what: &str) -> Saying {
    let remedy = if what == "subscription key" {
        Remedy::SubscriptionKey
    } else {
        Remedy::Setup
    };
    Saying::new(
        "secret_missing",
        "secret missing",
        Fault::Here,
        remedy,
        [
            format!("The {what} is not in the vault"),
            "It was deleted there, or entered while secrets were kept in memory only.".into(),
            format!("Enter the {what} again."),
        ],
    )
}

/// Puts a request that may not be sent into words.
pub fn refusal_of_seal(error: &SealError) -> Saying {
    let setup = |code, short, fault, words| Saying::new(code, short, fault, Remedy::Setup, words);
    match error {
        SealError::ForeignOrigin { secret, origin } => setup(
            "foreign_origin",
            "kept at home",
            Fault::You,
            [
                format!("The {secret} was not given for {origin}"),
                "A secret goes only to the place it was entered for. Nothing was sent.".into(),
                format!("If {origin} is right, enter the {secret} again in Setup."),
            ],
        ),
        SealError::SandboxStopped => setup(
            "sandbox_stopped",
            "sandbox stopped",
            Fault::Here,
            [
                "The sandbox is not running".into(),
                "This integration talks to the server inside Gatepass, and that is stopped.".into(),
                "Start it on the Sandbox page.".into(),
            ],
        ),
        SealError::Address(error) => setup(
            "bad_address",
            "wrong address",
            Fault::You,
            [
                "The token address cannot be used".into(),
                error.to_string(),
                "Correct the token address in Setup.".into(),
            ],
        ),
    }
}

/// Puts a failed read or write of state into words.
pub fn refusal_of_store(error: &StoreError) -> Saying {
    let (code, sentence, next_step) = match error {
        StoreError::DiskFull => (
            "disk_full",
            "The disk is full, so nothing was changed.".to_owned(),
            "Free some space, then try again.",
        ),
        StoreError::NotWritable => (
            "not_writable",
            "The data folder cannot be written, so nothing was changed.".to_owned(),
            "Check the folder's permissions, then try again.",
        ),
        StoreError::Newer => (
            "newer_data",
            "The data was written by a newer Gatepass, so nothing was changed.".to_owned(),
            "Install the newer version again.",
        ),
        StoreError::Failed(why) => (
            "store_failed",
            format!("The database answered: {}.", why.trim_end_matches('.')),
            "Try again. If it goes on, restart Gatepass.",
        ),
    };
    Saying::new(
        code,
        "not saved",
        Fault::Here,
        Remedy::Retry,
        ["It could not be saved".into(), sentence, next_step.into()],
    )
}
