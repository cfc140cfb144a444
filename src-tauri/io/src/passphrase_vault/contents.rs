//! What `secrets.age` holds: `{"v":1,"items":{"<id>":{"v":1,"secret":…,"origins":[…]}}}`, each item as the keyring's.
use std::collections::BTreeMap;
use std::sync::Arc;

use gatepass_core::{Kept, SecretId, StoreError, VaultError};
use serde::Deserialize;
use zeroize::Zeroizing;

use super::files::SECRETS;
use crate::item::{self, Item, NoText};

const VERSION: u32 = 1;

/// More is neither written nor read: a thousand times what the secrets of a hundred integrations take.
pub(super) const MOST: usize = 64 * 1024 * 1024;

/// Room for `{"v":1,"items":{}}`.
const AROUND: usize = 32;

/// Every secret of the vault, by its id.
pub(super) type Items = BTreeMap<SecretId, Arc<Kept>>;

#[derive(Deserialize)]
struct Version {
    v: u32,
}

#[derive(Deserialize)]
struct Written<'a> {
    #[serde(borrow)]
    items: BTreeMap<SecretId, Item<'a>>,
}

/// In a buffer that never grew, so that no unwiped copy stays behind.
pub(super) fn write(items: &Items) -> Result<Zeroizing<Vec<u8>>, VaultError> {
    let longest = |(id, kept): (&SecretId, &Arc<Kept>)| id.0.len() * 6 + 4 + item::longest(kept);
    let room = AROUND + items.iter().map(longest).sum::<usize>();
    let mut text = Zeroizing::new(Vec::with_capacity(room));
    text.extend_from_slice(format!(r#"{{"v":{VERSION},"items":{{"#).as_bytes());
    for (at, (id, kept)) in items.iter().enumerate() {
        if at > 0 {
            text.push(b',');
        }
        serde_json::to_writer(&mut *text, id)
            .map_err(|error| VaultError::Files(StoreError::Failed(error.to_string())))?;
        text.push(b':');
        item::write(kept, &mut text)?;
    }
    text.extend_from_slice(b"}}");
    if text.len() > MOST {
        let why = format!("the vault would hold more than {MOST} bytes");
        return Err(VaultError::Files(StoreError::Failed(why)));
    }
    Ok(text)
}

/// serde's own words are not passed on: they may quote what they read.
pub(super) fn read(text: &[u8]) -> Result<Items, VaultError> {
    let damaged = |_| VaultError::Damaged(SECRETS);
    let Version { v } = serde_json::from_slice(text).map_err(damaged)?;
    match v {
        VERSION => {}
        0 => return Err(VaultError::Damaged(SECRETS)),
        _ => return Err(VaultError::Newer),
    }
    let written: Written<'_> = serde_json::from_slice(text).map_err(damaged)?;
    let items = written.items.into_iter();
    items
        .map(|(id, item)| Ok((id, Arc::new(item.try_into()?))))
        .collect::<Result<Items, NoText>>()
        .map_err(|NoText| VaultError::Damaged(SECRETS))
}

#[cfg(test)]
mod tests {
    use gatepass_core::{Origin, Secret};

    use super::*;

    fn items(secrets: &[&str]) -> Items {
        let kept = |secret: &str| Kept::new(Secret::new(secret), vec![Origin::Sandbox]);
        let item =
            |(at, secret): (usize, &&str)| (SecretId(format!("é\"{at}\n")), Arc::new(kept(secret)));
        secrets.iter().enumerate().map(item).collect()
    }

    #[test]
    fn any_secrets_come_back_and_the_buffer_never_grew() {
        let long = "\u{1}".repeat(65_536);
        for secrets in [
            &[][..],
            &["one"],
            &["", "nul\0", "line\r\nbreak", "🔑\"\\", &long],
        ] {
            let items = items(secrets);
            let text = write(&items).unwrap();
            let room: usize = items.values().map(|kept| item::longest(kept) + 100).sum();
            assert!(text.capacity() <= room + AROUND, "nothing was doubled");
            let back = read(&text).unwrap();
            assert_eq!(back.len(), items.len());
            assert!(items.iter().all(|(id, kept)| back[id].is_same(kept)));
        }
    }

    #[test]
    fn a_newer_one_is_told_from_a_damaged_one() {
        let rows = [
            (r#"{"v":2,"sealed":[]}"#, VaultError::Newer),
            (r#"{"v":0,"items":{}}"#, VaultError::Damaged(SECRETS)),
            (r#"{"items":{}}"#, VaultError::Damaged(SECRETS)),
            (
                r#"{"v":1,"items":{"a":{"secret":"hunter2"}}}"#,
                VaultError::Damaged(SECRETS),
            ),
            (r#"{"v":1,"items":{}"#, VaultError::Damaged(SECRETS)),
            ("", VaultError::Damaged(SECRETS)),
        ];
        for (text, error) in rows {
            assert_eq!(read(text.as_bytes()).map(|_| ()), Err(error), "{text}");
        }
    }
}
