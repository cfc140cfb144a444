//! Documents that were changed anywhere: they end in an offer that can be shown and taken in, or in a sentence. Nothing panics,
//! and whatever is taken in keeps each secret to the place that its integration names.
use gatepass_core::{ExtraValue, Store, read_offer};
use proptest::prelude::*;

use crate::doubles::World;
use crate::{document, seen, state, taken};

/// Takes in what can be, and looks whether that holds together; returns whether anything could be.
fn holds(text: &[u8]) -> bool {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_time()
        .build()
        .unwrap();
    runtime.block_on(async {
        let world = World::default();
        let empty = state(&world);
        let offer = match read_offer(text) {
            Ok(offer) => offer,
            Err(refused) => {
                assert!(refused.code.starts_with("import_") && !refused.sentence.is_empty());
                return false;
            }
        };
        for entry in seen(&world, &offer) {
            assert!(!entry.label.contains(char::is_control), "{:?}", entry.label);
        }
        assert_eq!(state(&world), empty);
        taken(&world, &offer).await.unwrap();
        world.assert_nothing_stray().await;
        for one in world.store.integrations().unwrap() {
            let home = [one.token_origin().unwrap()];
            let extras = one.extra_headers.iter().chain(&one.extra_parameters);
            let of_extras = extras.filter_map(|extra| match &extra.value {
                ExtraValue::Secret(reference) => Some(reference),
                ExtraValue::Public(_) => None,
            });
            for reference in one
                .client_secret
                .iter()
                .chain(&one.grant.password)
                .chain(of_extras)
            {
                assert_eq!(world.vault.peek(&reference.id).await.unwrap().origins, home);
            }
            assert!(!one.keep_fresh && !one.label.is_empty());
        }
        true
    })
}

fn whole() -> String {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .build()
        .unwrap();
    runtime.block_on(document(true)).to_string()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn any_bytes_end_in_a_sentence(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        prop_assert!(!holds(&bytes));
    }

    #[test]
    fn changed_bytes_end_in_an_offer_or_a_sentence(
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>(), 0..3_u8), 1..4)
    ) {
        thread_local! { static WHOLE: String = whole(); }
        let mut text = WHOLE.with(|whole| whole.clone().into_bytes());
        for (at, byte, how) in changes {
            let at = at.index(text.len());
            match how {
                0 => text[at] = byte,
                1 => drop(text.remove(at)),
                _ => text.insert(at, byte),
            }
        }
        holds(&text);
    }

    #[test]
    fn a_changed_value_ends_in_an_offer_or_a_sentence(
        at in any::<prop::sample::Index>(),
        wrong in prop_oneof![
            Just("null".to_owned()), Just("-1".to_owned()), Just("[]".to_owned()), Just("{}".to_owned()),
            Just("\"\"".to_owned()), Just("\"https://evil.example\"".to_owned()), Just("true".to_owned()),
            "[ -~]{0,30}".prop_map(|text| serde_json::to_string(&text).unwrap()),
        ]
    ) {
        thread_local! { static WHOLE: serde_json::Value = serde_json::from_str(&whole()).unwrap(); }
        let mut document = WHOLE.with(Clone::clone);
        let mut pointers = Vec::new();
        collect(&document, String::new(), &mut pointers);
        let pointer = &pointers[at.index(pointers.len())];
        *document.pointer_mut(pointer).unwrap() = serde_json::from_str(&wrong).unwrap();
        holds(document.to_string().as_bytes());
    }
}

#[test]
fn the_document_itself_is_taken_in_or_none_of_this_would_prove_anything() {
    assert!(holds(whole().as_bytes()));
}

fn collect(value: &serde_json::Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        serde_json::Value::Object(members) => {
            for (name, member) in members {
                collect(member, format!("{pointer}/{name}"), pointers);
            }
        }
        serde_json::Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), pointers);
            }
        }
        _ => {}
    }
    pointers.push(pointer);
}
