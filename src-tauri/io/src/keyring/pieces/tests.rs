//! Against a keyring that holds as little as Windows' does, and that stops anywhere.
use std::any::Any;
use std::collections::{BTreeMap, HashMap};
use std::sync::{Arc, Mutex, MutexGuard};

use keyring_core::api::{Credential, CredentialApi, CredentialStoreApi};

use super::*;

/// CRED_MAX_CREDENTIAL_BLOB_SIZE.
const WINDOWS: usize = 2_560;

/// Refuses what is longer than its limit, as Credential Manager does, and everything once its writes are used up, as if the
/// app had been killed there.
#[derive(Debug)]
struct Small(Arc<Mutex<Content>>);

#[derive(Debug)]
struct Content {
    items: BTreeMap<String, Vec<u8>>,
    writes_left: Option<usize>,
    limit: usize,
}

#[derive(Debug)]
struct Item(String, Arc<Mutex<Content>>);

impl Small {
    fn of(limit: usize) -> Self {
        Self(Arc::new(Mutex::new(Content {
            items: BTreeMap::new(),
            writes_left: None,
            limit,
        })))
    }

    fn shelf(&self, limit: Option<usize>) -> Shelf<'_> {
        Shelf::new(self, limit)
    }

    fn content(&self) -> MutexGuard<'_, Content> {
        self.0.lock().unwrap()
    }

    fn names(&self) -> Vec<String> {
        self.content().items.keys().cloned().collect()
    }
}

impl Content {
    fn write(&mut self) -> Result<()> {
        match &mut self.writes_left {
            Some(0) => return Err(Error::PlatformFailure("killed".into())),
            Some(left) => *left -= 1,
            None => {}
        }
        Ok(())
    }
}

impl CredentialStoreApi for Small {
    fn vendor(&self) -> String {
        "a test".into()
    }

    fn id(&self) -> String {
        "small".into()
    }

    fn build(&self, _: &str, user: &str, _: Option<&HashMap<&str, &str>>) -> Result<Entry> {
        Ok(Entry::new_with_credential(Arc::new(Item(
            user.to_owned(),
            self.0.clone(),
        ))))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

impl CredentialApi for Item {
    fn set_secret(&self, secret: &[u8]) -> Result<()> {
        let mut content = self.1.lock().unwrap();
        if secret.len() > content.limit {
            return Err(Error::TooLong("secret".into(), content.limit as u32));
        }
        content.write()?;
        content.items.insert(self.0.clone(), secret.to_vec());
        Ok(())
    }

    fn get_secret(&self) -> Result<Vec<u8>> {
        let content = self.1.lock().unwrap();
        content.items.get(&self.0).cloned().ok_or(Error::NoEntry)
    }

    fn delete_credential(&self) -> Result<()> {
        let mut content = self.1.lock().unwrap();
        if !content.items.contains_key(&self.0) {
            return Err(Error::NoEntry);
        }
        content.write()?;
        content.items.remove(&self.0);
        Ok(())
    }

    fn get_credential(&self) -> Result<Option<Arc<Credential>>> {
        Ok(None)
    }

    fn get_specifiers(&self) -> Option<(String, String)> {
        Some((SERVICE.into(), self.0.clone()))
    }

    fn as_any(&self) -> &dyn Any {
        self
    }
}

fn text(length: usize) -> Vec<u8> {
    (0..length).map(|n| b'a' + (n % 23) as u8).collect()
}

#[test]
fn any_length_comes_back_and_nothing_is_left_over() {
    let store = Small::of(WINDOWS);
    let shelf = store.shelf(Some(WINDOWS));
    shelf.put("neighbour", b"untouched").unwrap();
    for length in [10, WINDOWS + 1, 65_536, 9_000, WINDOWS, 393_216, 20_000, 0] {
        shelf.put("item", &text(length)).unwrap();
        assert_eq!(*shelf.get("item").unwrap().unwrap(), text(length));
        let pieces = if length > WINDOWS {
            length.div_ceil(WINDOWS)
        } else {
            0
        };
        assert_eq!(store.names().len(), 2 + pieces, "{length}");
    }
    shelf.put("item", &[7; 9_000]).unwrap();
    shelf.remove("item").unwrap();
    assert_eq!(store.names(), ["neighbour"]);
    assert!(shelf.get("item").unwrap().is_none());
    shelf.remove("item").unwrap();
}

#[test]
fn the_control_whole_it_would_be_refused() {
    let store = Small::of(WINDOWS);
    let whole = store.shelf(None).put("item", &text(WINDOWS + 1));
    assert!(matches!(whole, Err(Error::TooLong(..))));
}

/// Growing, shrinking, into pieces, out of them: stopped after each single write, the item is the old one or the new one.
#[test]
fn killed_between_any_two_pieces_it_is_the_old_item_or_the_new_one() {
    let lengths = [10, 400, 900, 3_000, 2_000, 301, 300, 0];
    let (mut old_kept, mut new_kept) = (0, 0);
    for before in lengths {
        for after in lengths.into_iter().filter(|after| *after != before) {
            for writes in 0.. {
                let store = Small::of(300);
                let shelf = store.shelf(Some(300));
                shelf.put("item", &text(before)).unwrap();
                store.content().writes_left = Some(writes);
                let done = shelf.put("item", &text(after)).is_ok();
                store.content().writes_left = None;
                let found = shelf.get("item").unwrap();
                let found = found.expect("never neither").to_vec();
                match found.len() {
                    length if length == after => new_kept += 1,
                    length if length == before && !done => old_kept += 1,
                    length => panic!("{before} to {after}, {writes}: {length}"),
                }
                assert_eq!(found, text(found.len()), "not mixed");
                // What was left over goes with the next write and the last removal.
                shelf.put("item", &text(1_000)).unwrap();
                assert_eq!(*shelf.get("item").unwrap().unwrap(), text(1_000));
                shelf.remove("item").unwrap();
                assert!(store.names().is_empty(), "{:?}", store.names());
                if done {
                    break;
                }
            }
        }
    }
    assert!(old_kept > 50 && new_kept > 50, "{old_kept} {new_kept}");
}

#[test]
fn killed_while_it_is_removed_it_is_whole_or_gone_and_removed_again() {
    for writes in 0..6 {
        let store = Small::of(300);
        let shelf = store.shelf(Some(300));
        shelf.put("item", &text(1_000)).unwrap();
        store.content().writes_left = Some(writes);
        let _ = shelf.remove("item");
        store.content().writes_left = None;
        let found = shelf.get("item").unwrap();
        assert_eq!(found.is_some(), writes == 0);
        assert!(found.is_none_or(|found| *found == text(1_000)));
        shelf.remove("item").unwrap();
        assert!(store.names().is_empty());
    }
}

#[test]
fn a_missing_or_foreign_piece_makes_it_absent_and_never_short() {
    let store = Small::of(300);
    let shelf = store.shelf(Some(300));
    shelf.put("item", &[7; 1_000]).unwrap();
    shelf.write("item.a.1", &[8; 300]).unwrap();
    assert!(shelf.get("item").unwrap().is_none());
    shelf.delete("item.a.1").unwrap();
    assert!(shelf.get("item").unwrap().is_none());
}

#[test]
fn there_is_an_upper_bound() {
    let store = Small::of(10);
    assert!(store.shelf(Some(10)).put("item", &[7; 10_000]).is_err());
    assert!(store.names().is_empty());
}
