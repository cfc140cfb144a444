//! What is in the process's memory: nothing of a secret once it is locked, and no more after a million calls than after few.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod holder;
mod lasting;
mod left_behind;
mod locked;
mod planted;
mod scan;
mod server;
mod sought;
mod use_of_all;
mod watched;

#[path = "../told/mod.rs"]
mod told;

#[path = "../scenario/mod.rs"]
mod scenario;

#[allow(dead_code, reason = "the tests of the keyring use the rest of it")]
#[path = "../keyring/session.rs"]
mod session;

#[allow(dead_code, reason = "the tests of the keyring use the rest of it")]
#[path = "../keyring/daemon.rs"]
mod daemon;

/// Sees what is let go of unwiped; until it is armed it passes everything on.
#[global_allocator]
static ALLOCATOR: watched::Watched = watched::Watched;
