//! The doors in memory, and a world to tell stories in.
#![allow(dead_code, unused_imports, reason = "each story uses some of them")]
mod clock;
mod drafts;
mod http;
mod renewals;
mod sign_ins;
mod store;
mod vault;
mod world;

use std::sync::atomic::{AtomicU64, Ordering};

use gatepass_core::{Chance, SandboxAddress};
use url::Url;

pub(crate) use clock::HandClock;
pub(crate) use drafts::{PASSWORD, REDIRECT_URI, pivot_draft};
pub(crate) use http::{ScriptedHttp, Seen, answer, json_answer};
pub(crate) use renewals::Renewals;
pub(crate) use sign_ins::{landing, sent};
pub(crate) use store::{Fuse, MemoryStore};
pub(crate) use vault::FailingVault;
pub(crate) use world::{SECRET, World, is_pending, soon, text_of};

pub(crate) const SECOND: u64 = 1_000;
pub(crate) const MINUTE: u64 = 60 * SECOND;
pub(crate) const HOUR: u64 = 60 * MINUTE;
pub(crate) const DAY: u64 = 24 * HOUR;

/// Counts instead of guessing.
#[derive(Default)]
pub(crate) struct CountingChance(AtomicU64);

impl Chance for CountingChance {
    fn id(&self) -> String {
        format!("id-{:04}", self.0.fetch_add(1, Ordering::Relaxed))
    }

    fn bytes(&self) -> [u8; 32] {
        let number = self.0.fetch_add(1, Ordering::Relaxed);
        std::array::from_fn(|at| number.to_le_bytes()[at % 8])
    }
}

/// A sandbox that always listens at the same port.
pub(crate) struct FixedSandbox;

impl SandboxAddress for FixedSandbox {
    fn sandbox_address(&self) -> Option<Url> {
        Url::parse("http://127.0.0.1:40213/").ok()
    }
}
