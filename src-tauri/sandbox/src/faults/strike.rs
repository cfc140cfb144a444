//! Where a fault meets a request: before anyone looked at it, or when the good answer is ready.
use std::time::Duration;

use tokio::sync::watch;

use super::FaultTarget;
use super::list::{Effect, Entry};
use super::wire;
use crate::dialects;
use crate::ledger::Ledger;
use crate::oauth::{Dialect, Door};
use crate::providers::{Place, place};
use crate::realm::Realm;
use crate::reply::{Reply, Struck};

const SLOW: Duration = Duration::from_secs(20);

/// A request that a fault may strike: to a token endpoint or to an API, not to a page for people.
pub(crate) struct Scene<'a> {
    pub(super) ledger: &'a Ledger,
    pub(super) realm: Realm,
    pub(super) dialect: &'static Dialect,
    pub(super) is_token: bool,
}

impl<'a> Scene<'a> {
    /// None where no fault strikes.
    pub(crate) fn of(ledger: &'a Ledger, path: &str) -> Option<Self> {
        let (realm, is_token) = match place(path) {
            Place::Door(dialect, Door::Token) => (dialect.realm, true),
            Place::Api(realm, _) => (realm, false),
            Place::Door(..) | Place::Nothing(_) | Place::Nowhere => return None,
        };
        let dialect = dialects::of(realm);
        Some(Self {
            ledger,
            realm,
            dialect,
            is_token,
        })
    }

    fn is_target(&self, target: FaultTarget) -> bool {
        match target {
            FaultTarget::Token => self.is_token,
            FaultTarget::Call => !self.is_token,
            FaultTarget::Both => true,
        }
    }
}

/// The answer of a fault that lets nobody look at the request.
pub(crate) fn instead(scene: &Scene<'_>) -> Option<Reply> {
    let (fault, reply) = scene.ledger.switches.strike(|entry| match entry.effect {
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
    let Some((fault, ())) = scene.ledger.switches.strike(fits) else {
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
