//! Stories of refusals: what came back, what a person is told, and what nobody may see.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod answers;
mod failures;
mod fixtures;
mod secrets;
mod vault;

use gatepass_core::Refusal;

/// Whole sentences, all blanks filled.
fn assert_words(what: &str, refusal: &Refusal) {
    for text in [&refusal.title, &refusal.sentence, &refusal.next_step] {
        assert!(!text.is_empty(), "{what}");
        assert!(!text.contains(['{', '}']), "{what}: {text}");
        assert!(
            !text.contains("..") && !text.contains("  "),
            "{what}: {text}"
        );
    }
    for text in [&refusal.sentence, &refusal.next_step] {
        assert!(text.ends_with('.'), "{what}: {text}");
    }
    assert!(
        !refusal.title.ends_with('.') && !refusal.short.is_empty(),
        "{what}: {}",
        refusal.title
    );
}
