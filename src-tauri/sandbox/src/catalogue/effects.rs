//! Endpoints that change what the sandbox holds.
mod queue;

use gatepass_core::Endpoint;
use serde_json::Value;

use super::reading::Values;
use super::rule::Rule;
use crate::ledger::Ledger;
use crate::reply::Reply;

pub(crate) use queue::first_messages;

/// The whole answer of an endpoint that is not about records; None for the others.
pub(super) fn of(
    ledger: &Ledger,
    endpoint: &Endpoint,
    values: &Values,
    rule: &Rule,
) -> Option<Result<Reply, Reply>> {
    match endpoint.id.as_str() {
        "smart-bonding.calls.pull" => Some(Ok(queue::pull(ledger))),
        "smart-bonding.calls.push" => Some(queue::push(ledger, endpoint, values, rule)),
        _ => None,
    }
}

/// What a call changed, as its answer tells it: every download opens a session.
pub(super) fn mark(ledger: &Ledger, endpoint: &Endpoint, body: &mut Value) {
    if endpoint.id == "cisco-support.asd.download" {
        body["sessionId"] = format!("SAMPLE-SESSION-{}", ledger.open_download()).into();
    }
}
