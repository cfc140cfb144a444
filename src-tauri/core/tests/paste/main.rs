//! Stories of pasting: what is read from it, whose it can be, what is asked, what is left out.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod commands;
mod documents;
mod evidence;
mod files;
mod mutations;
mod not_enough;
mod repairs;
mod secrets;

use gatepass_core::{Pasted, Secret, read_paste};

/// Pastes a text.
fn paste(text: &str) -> Pasted {
    read_paste(&Secret::new(text))
}

/// Pastes a text that can be used.
fn read(text: &str) -> Pasted {
    let pasted = paste(text);
    assert_eq!(pasted.problem, None, "{text}");
    pasted
}

/// The candidates as `provider/environment`.
fn candidates(pasted: &Pasted) -> Vec<String> {
    let name = |candidate: &gatepass_core::Candidate| {
        format!("{}/{}", candidate.provider, candidate.environment)
    };
    pasted.candidates.iter().map(name).collect()
}

/// The fields that are asked for.
fn asks(pasted: &Pasted) -> Vec<&str> {
    pasted.asks.iter().map(|ask| ask.field.as_str()).collect()
}

/// The text of a secret that is there.
fn revealed(secret: &Option<Secret>) -> String {
    secret.as_ref().unwrap().reveal(str::to_owned)
}

/// A note that has these words.
fn notes(pasted: &Pasted, words: &str) -> bool {
    pasted.notes.iter().any(|note| note.contains(words))
}

/// That there are as many notes, each with its words.
fn assert_words(notes: &[String], words: &[&str], what: &str) {
    assert_eq!(notes.len(), words.len(), "{what}: {notes:?}");
    for (note, words) in notes.iter().zip(words) {
        assert!(note.contains(words), "{what}: {note}");
    }
}

/// That no field has a value that could have been a placeholder.
fn assert_holds_no_value(pasted: &Pasted, what: &str) {
    let form = &pasted.form;
    assert_eq!(form.client_id, "", "{what}");
    assert_eq!(form.scope, "", "{what}");
    assert_eq!(form.username, "", "{what}");
    assert_eq!(form.redirect_uri, "", "{what}");
    assert!(form.client_secret.is_none(), "{what}: client secret");
    assert!(form.subscription_key.is_none(), "{what}: subscription key");
    assert!(form.password.is_none(), "{what}: password");
    assert!(form.authorization_endpoint.is_none(), "{what}");
    assert!(form.extra_headers.is_empty(), "{what}: {form:?}");
    assert!(form.extra_parameters.is_empty(), "{what}: {form:?}");
}
