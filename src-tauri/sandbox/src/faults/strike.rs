//! Where a fault meets a request: before anyone looked at it, or when the good answer is ready.
use std::time::Duration;

use tokio::sync::watch;

use super::list::{Effect, Entry};
use super::scene::Scene;
use super::switches::Switches;
use super::wire;
use crate::reply::{Reply, Struck};

const SLOW: Duration = Duration::from_secs(20);

/// The answer of a fault that lets nobody look at the request.
pub(crate) fn instead(switches: &Switches, scene: &Scene<'_>) -> Option<Reply> {
    let (fault, reply) = switches.strike(|entry| match entry.effect {
        Effect::Instead(answer) if scene.is_target(entry.target) => answer(scene),
        _ => None,
    })?;
    if scene.is_token {
        scene.ledger.count_token_request();
    }
    Some(struck(reply, fault))
}

/// The answer, or what a fault makes of it. A slow one comes at once when the sandbox stops.
pub(crate) async fn after(
    switches: &Switches,
    scene: &Scene<'_>,
    reply: Reply,
    mut stopping: watch::Receiver<bool>,
) -> Reply {
    let good = reply.is_good_json();
    let fits = |entry: &Entry| {
        let fits = match entry.effect {
            Effect::Instead(_) => false,
            Effect::Members(_) | Effect::Truncated => good,
            Effect::Slow | Effect::WrongDate => true,
        };
        (fits && scene.is_target(entry.target)).then_some(())
    };
    let Some((fault, ())) = switches.strike(fits) else {
        return reply;
    };
    let reply = match fault.effect {
        Effect::Instead(_) => reply,
        Effect::Members(change) => wire::with_members(reply, change).await,
        Effect::Truncated => wire::truncated(reply).await,
        Effect::WrongDate => wire::dated(reply, scene.ledger.now_ms() / 1000 - 3600),
        Effect::Slow => {
            tokio::select! {
                () = tokio::time::sleep(SLOW) => {}
                // An error here says that the sandbox is gone, which is as good a reason to end.
                _ = stopping.wait_for(|stopping| *stopping) => {}
            }
            reply
        }
    };
    struck(reply, fault)
}

fn struck(reply: Reply, fault: &'static Entry) -> Reply {
    reply.marked(Struck(fault.id))
}
