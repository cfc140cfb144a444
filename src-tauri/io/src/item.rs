//! An item of a vault as text: `{"v":1,"secret":…,"origins":[…]}`. JSON, since KWallet keeps UTF-8 only and a raw line
//! break or NUL has made whole keyrings unreadable.
use gatepass_core::{Kept, Origin, Secret, VaultError};
use serde::{Deserialize, Serialize};
use serde_json::value::RawValue;
use zeroize::Zeroizing;

use crate::bodies::unescaped;

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

/// An item as it is read. The secret stays as it is written: serde would put one with an escape in it together in a buffer
/// that it does not wipe.
#[derive(Deserialize)]
pub(crate) struct Item<'a> {
    #[serde(borrow)]
    secret: &'a RawValue,
    origins: Vec<Origin>,
}

/// A secret that is no text.
#[derive(Debug)]
pub(crate) struct NoText;

/// An item as it is written, in a buffer of its own that never grew.
pub(crate) fn encode(kept: &Kept) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let mut text = Zeroizing::new(Vec::with_capacity(longest(kept)));
    write(kept, &mut text)?;
    Ok(text)
}

/// The most bytes that [`write`] adds: JSON writes a byte as six at most.
pub(crate) fn longest(kept: &Kept) -> usize {
    let origins = kept.origins.iter();
    let origins: usize = origins.map(|origin| origin.to_string().len() + 3).sum();
    kept.secret.reveal(str::len) * 6 + origins * 6 + AROUND
}

/// Adds an item to a buffer. One that has room for [`longest`] does not grow, and leaves no unwiped copy behind.
pub(crate) fn write(kept: &Kept, text: &mut Vec<u8>) -> Result<(), VaultError> {
    kept.secret.reveal(|secret| {
        let written = Written {
            v: VERSION,
            secret,
            origins: &kept.origins,
        };
        serde_json::to_writer(text, &written)
            .map_err(|_| VaultError::Failed("the secret cannot be written".into()))
    })
}

pub(crate) fn decode(text: &[u8]) -> Result<Kept, VaultError> {
    // serde's own words are not passed on: they may quote what they read.
    let foreign = |_| foreign_item();
    let version: Version = serde_json::from_slice(text).map_err(foreign)?;
    if version.v != VERSION {
        return Err(VaultError::Failed(
            "an item was written by a newer Gatepass".into(),
        ));
    }
    let item: Item<'_> = serde_json::from_slice(text).map_err(foreign)?;
    Kept::try_from(item).map_err(|NoText| foreign_item())
}

fn foreign_item() -> VaultError {
    VaultError::Failed("an item is not as Gatepass wrote it".into())
}

impl TryFrom<Item<'_>> for Kept {
    type Error = NoText;

    fn try_from(item: Item<'_>) -> Result<Self, NoText> {
        let written = item.secret.get().as_bytes();
        match written.first() {
            Some(b'"') => Ok(Kept::new(Secret::new(unescaped(written)), item.origins)),
            _ => Err(NoText),
        }
    }
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
            (r#"{"v":1,"secret":["hunter2"],"origins":[]}"#, "not as"),
            (r#"{"v":1,"secret":"hunter2,"origins":[]}"#, "not as"),
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
