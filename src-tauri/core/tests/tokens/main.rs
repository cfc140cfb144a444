//! Stories of tokens: asked for once, kept as long as they live, and never for longer than they are wanted.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod a_thousand_callers;
mod another_state;
mod at_server;
mod broken;
mod changed_meanwhile;
mod clocks;
mod day;
mod held;
mod locked;
mod one_request;
mod refresh;
mod refresh_cut_off;
