//! Documents that went wrong on the way: bytes changed, cut, doubled, members of the wrong type. Nothing panics.
use gatepass_core::read_openapi;
use serde_json::{Value, json};

use crate::LIBRARY;

/// A xorshift generator: the same cases every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

/// Reads it; returns whether it imported. Whatever comes of it can be shown.
fn imports(text: &str) -> bool {
    match read_openapi(text) {
        Ok(import) => {
            assert!(!import.endpoints.is_empty());
            for one in &import.endpoints {
                assert!(one.draft.path.starts_with('/'), "{:?}", one.draft.path);
                let texts = [
                    &one.draft.title,
                    &one.draft.summary,
                    &one.draft.api,
                    &one.draft.path,
                ];
                let parameters = one
                    .draft
                    .parameters
                    .iter()
                    .flat_map(|one| [&one.name, &one.description, &one.example]);
                for text in texts.into_iter().chain(parameters).chain(&one.notes) {
                    assert!(
                        !text.chars().any(char::is_control) && text.chars().count() <= 1_000,
                        "{text:?}"
                    );
                }
            }
            true
        }
        Err(refusal) => {
            assert!(refusal.code.starts_with("openapi_") && !refusal.sentence.is_empty());
            false
        }
    }
}

#[test]
fn two_thousand_documents_with_changed_bytes_end_in_an_import_or_a_sentence() {
    let json = serde_saphyr::from_str::<Value>(LIBRARY)
        .unwrap()
        .to_string();
    let odd = [
        "{",
        "}",
        "[",
        "\"",
        ":",
        "&a ",
        "*a",
        "<<: ",
        "\n",
        "\t",
        "\u{0}",
        "😀",
        "- ",
        "$ref",
        "null",
        "#",
        "!!binary ",
        "1e999",
        "|",
        "%",
    ];
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut read, mut refused) = (0, 0);
    for case in 0..2_000 {
        let mut text: Vec<char> = if case % 2 == 0 { &json } else { LIBRARY }
            .chars()
            .collect();
        for _ in 0..=chance.below(3) {
            let at = chance.below(text.len());
            match chance.below(4) {
                0 if chance.below(4) == 0 => text.truncate(at),
                0 | 1 => {
                    let end = (at + chance.below(6)).min(text.len());
                    text.drain(at..end);
                }
                2 => {
                    let end = (at + chance.below(40)).min(text.len());
                    let piece = text[at..end].to_vec();
                    text.splice(at..at, piece);
                }
                _ => {
                    text.splice(at..at, odd[chance.below(odd.len())].chars());
                }
            }
        }
        let text: String = text.into_iter().collect();
        match imports(&text) {
            true => read += 1,
            false => refused += 1,
        }
    }
    // Both happen often, or this proves nothing.
    assert!(
        read > 200 && refused > 200,
        "{read} read, {refused} refused"
    );
}

#[test]
fn any_member_may_be_of_the_wrong_type() {
    let whole: Value = serde_saphyr::from_str(LIBRARY).unwrap();
    let mut pointers = Vec::new();
    collect(&whole, String::new(), &mut pointers);
    let wrong = [
        json!(null),
        json!(true),
        json!(-1),
        json!("text"),
        json!([]),
        json!([[{}]]),
        json!({}),
        json!({"$ref": 5}),
        json!({"$ref": "#"}),
    ];
    let (mut read, mut refused) = (0, 0);
    for pointer in &pointers {
        for value in &wrong {
            let mut document = whole.clone();
            *document.pointer_mut(pointer).unwrap() = value.clone();
            match imports(&document.to_string()) {
                true => read += 1,
                false => refused += 1,
            }
        }
    }
    assert!(
        pointers.len() > 200 && read > 9 * refused,
        "{read} read, {refused} refused"
    );
}

fn collect(value: &Value, pointer: String, pointers: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                let name = name.replace('~', "~0").replace('/', "~1");
                collect(member, format!("{pointer}/{name}"), pointers);
            }
        }
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                collect(item, format!("{pointer}/{index}"), pointers);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => {}
    }
    pointers.push(pointer);
}
