//! Cut off or changed, it is refused with the file's name, and the file stays as it was found.
use std::fs;
use std::path::Path;

use gatepass_core::{Secret, VaultError};
use gatepass_io::VaultState;

use super::{PASSPHRASE, opened, vault, with};

const IDENTITY: &str = "vault/identity.age";
const SECRETS: &str = "vault/secrets.age";

/// Opens the vault with a file as changed, and returns what was said. The file must be untouched then.
async fn opening(folder: &Path, name: &str, bytes: &[u8]) -> Result<(), VaultError> {
    let path = folder.join(name);
    fs::write(&path, bytes).unwrap();
    let vault = vault(folder);
    let said = vault.unlock(&Secret::new(PASSPHRASE)).await;
    assert_eq!(fs::read(&path).unwrap(), bytes, "left as it was found");
    let damaged = matches!(said, Err(VaultError::Damaged(_)));
    let unavailable = matches!(vault.state().await, VaultState::Unavailable(_));
    assert_eq!(unavailable, damaged, "its state says so too");
    said
}

fn clear(said: &Result<(), VaultError>, name: &str) -> bool {
    match said {
        Err(VaultError::Damaged(file)) => *file == name,
        // The part of the header that the passphrase opens: another passphrase cannot be told from a changed bit.
        Err(VaultError::WrongPassphrase) => name == IDENTITY,
        _ => false,
    }
}

#[tokio::test]
async fn cut_off_anywhere_it_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    drop(with(folder.path(), &[("a", "one")]).await);
    for name in [IDENTITY, SECRETS] {
        let whole = fs::read(folder.path().join(name)).unwrap();
        for length in 0..whole.len() {
            let said = opening(folder.path(), name, &whole[..length]).await;
            assert!(clear(&said, name), "{name} at {length}: {said:?}");
        }
        fs::write(folder.path().join(name), &whole).unwrap();
        opened(folder.path()).await;
    }
}

#[tokio::test]
async fn a_flipped_bit_is_refused_wherever_it_is() {
    let folder = tempfile::tempdir().unwrap();
    drop(with(folder.path(), &[("a", "one"), ("b", &"two ".repeat(500))]).await);
    for (name, flips) in [(SECRETS, 1_000), (IDENTITY, 20)] {
        let whole = fs::read(folder.path().join(name)).unwrap();
        // The passphrase's header ends with the line of its checksum.
        let header = whole.windows(4).position(|it| it == b"\n---").unwrap();
        let among = if name == IDENTITY {
            header
        } else {
            whole.len()
        };
        let mut refused = 0;
        for flip in 0..flips {
            // Spread over all of it: each place once before any a second time.
            let bit = flip * (among * 8) / flips;
            let mut changed = whole.clone();
            changed[bit / 8] ^= 1 << (bit % 8);
            let said = opening(folder.path(), name, &changed).await;
            assert!(clear(&said, name), "{name}, bit {bit}: {said:?}");
            refused += 1;
        }
        assert_eq!(refused, flips);
        // The control: whole again, it opens.
        fs::write(folder.path().join(name), &whole).unwrap();
        opened(folder.path()).await;
    }
}
