//! Stories of signing in: the address that is opened, where the browser lands, and what becomes of it.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod begin;
mod ended;
mod implicit;
mod landed;
mod not_taken;
mod overtaken;

use std::sync::Arc;

use gatepass_core::{Landfall, Refusal, Token};

/// The sign-in is over, with a token.
fn token(landfall: Landfall) -> Arc<Token> {
    match landfall {
        Landfall::Over(outcome) => outcome.expect("a token"),
        Landfall::GoesOn(refusal) => panic!("it goes on: {}", refusal.code),
    }
}

/// The sign-in is over, without one.
fn over(landfall: Landfall) -> Arc<Refusal> {
    match landfall {
        Landfall::Over(outcome) => outcome.expect_err("a refusal"),
        Landfall::GoesOn(refusal) => panic!("it goes on: {}", refusal.code),
    }
}

/// It was not this sign-in's answer.
fn goes_on(landfall: Landfall) -> Arc<Refusal> {
    match landfall {
        Landfall::GoesOn(refusal) => refusal,
        Landfall::Over(_) => panic!("it is over"),
    }
}

/// What a person reads: three sentences that end as sentences do.
fn assert_teaches(refusal: &Refusal) {
    assert!(!refusal.title.is_empty() && !refusal.title.ends_with('.'));
    for text in [&refusal.sentence, &refusal.next_step] {
        assert!(text.ends_with('.'), "{}: {text}", refusal.code);
    }
}
