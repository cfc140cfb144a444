//! An item of the keyring as text: `{"v":1,"secret":…,"origins":[…]}`. JSON, since KWallet keeps UTF-8 only and a raw line
//! break or NUL has made whole keyrings unreadable.
use gatepass_core::{Kept, Origin, Secret, VaultError};
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

const VERSION: u32 = 1;

/// Room for `{"v":1,"secret":"","origins":[]}` and the quotes.
const AROUND: usize = 64;

#[derive(Serialize)]
struct Written<'a> {
    v: u32,
    secret: &'a str,
    origins: &'a [Origin],
}

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Deserialize)]
struct Read {
    secret: Zeroizing<String>,
    origins: Vec<Origin>,
}

pub(super) fn encode(kept: &Kept) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    kept.secret.reveal(|secret| {
        // JSON writes a byte as six at most. A buffer that never grows leaves no unwiped copy behind.
        let origins: usize = kept
            .origins
            .iter()
            .map(|origin| origin.to_string().len() + 3)
            .sum();
        let mut text = Zeroizing::new(Vec::with_capacity(secret.len() * 6 + origins * 6 + AROUND));
        let written = Written {
            v: VERSION,
            secret,
            origins: &kept.origins,
        };
        serde_json::to_writer(&mut *text, &written)
            .map_err(|_| VaultError::Failed("the secret cannot be written".into()))?;
        Ok(text)
    })
}

pub(super) fn decode(text: &[u8]) -> Result<Kept, VaultError> {
    // serde's own words are not passed on: they may quote what they read.
    let foreign = |_| VaultError::Failed("an item is not as Gatepass wrote it".into());
    let version: Version = serde_json::from_slice(text).map_err(foreign)?;
    if version.v != VERSION {
        return Err(VaultError::Failed(
            "an item was written by a newer Gatepass".into(),
        ));
    }
    let mut read: Read = serde_json::from_slice(text).map_err(foreign)?;
    Ok(Kept::new(
        Secret::new(std::mem::take(&mut *read.secret)),
        read.origins,
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn kept(secret: &str) -> Kept {
        Kept::new(
            Secret::new(secret),
            vec!["https://id.example".parse().unwrap(), Origin::Sandbox],
        )
    }

    #[test]
    fn any_secret_comes_back_and_the_buffer_never_grew() {
        for secret in [
            "",
            "plain",
            "line\nbreak\r\0\u{1}\u{7f}",
            "🔑\"\\/",
            &"\0".repeat(65_536),
        ] {
            let text = encode(&kept(secret)).unwrap();
            assert!(text.len() <= secret.len() * 6 + 256);
            assert!(std::str::from_utf8(&text).is_ok_and(|text| !text.contains(['\n', '\0'])));
            let back = decode(&text).unwrap();
            assert!(back.secret.reveal(|text| text == secret));
            assert_eq!(back.origins, kept("").origins);
        }
    }

    #[test]
    fn a_newer_item_and_a_foreign_one_are_refused_without_quoting_them() {
        for (text, says) in [
            (r#"{"v":2,"secret":"hunter2","more":1}"#, "newer"),
            (r#"{"v":1,"secret":"hunter2"}"#, "not as"),
            (
                r#"{"v":1,"secret":"hunter2","origins":["ftp://x"]}"#,
                "not as",
            ),
            ("hunter2", "not as"),
        ] {
            let error = decode(text.as_bytes()).unwrap_err().to_string();
            assert!(
                error.contains(says) && !error.contains("hunter2"),
                "{error}"
            );
        }
    }
}
