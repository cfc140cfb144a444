//! Stories of tokens kept fresh: renewed in time and no oftener, and left alone when that is what a refusal asks for.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod broken;
mod in_time;
mod left_alone;
mod refusals;

use doubles::World;
use gatepass_core::{Draft, Integration};

/// A saved integration that is kept fresh.
async fn kept_fresh(world: &World, draft: &Draft) -> Integration {
    let ours = world.save(draft).await;
    let switched_on = world.integrations.set_keep_fresh(&ours.id, true).await;
    switched_on.unwrap();
    ours
}

/// The pauses between requests, in milliseconds.
fn pauses(world: &World) -> Vec<u64> {
    let sent = world.sent_ms(0);
    sent.windows(2).map(|two| two[1] - two[0]).collect()
}
