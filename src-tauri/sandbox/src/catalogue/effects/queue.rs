//! Smart Bonding: a queue that a pull takes the next message off, and a push that is answered there.
use gatepass_core::Endpoint;
use serde_json::{Value, json};

use crate::catalogue::reading::Values;
use crate::catalogue::rule::Rule;
use crate::catalogue::usual;
use crate::dialects::gateway;
use crate::ledger::Ledger;
use crate::reply::Reply;

const MESSAGES: &str = include_str!("../../../samples/messages.json");
const CASE: &str = "Calls.CustCallID";
const STATE: &str = "CallStates.ShortName";
const NEW: &str = "New";
/// What a new case cannot do without.
const NEW_NEEDS: [&str; 4] = [
    "Calls.ShortDescription",
    "Calls.Description",
    "Severities.ShortName",
    "Contracts.ShortName",
];

/// What waits in the queue when the sandbox starts.
pub(crate) fn first_messages() -> Vec<Value> {
    serde_json::from_str(MESSAGES).unwrap_or_default()
}

/// The next message, which is gone then.
pub(super) fn pull(ledger: &Ledger) -> Reply {
    match ledger.pull() {
        Some(message) => gateway::pass(ledger, &message, "1 message"),
        None => gateway::pass(
            ledger,
            &json!({ "message": "No messages available to Send", "status": "200" }),
            "no message",
        ),
    }
}

/// Takes a case or an update in. What becomes of it stands in the queue: one message for each push.
pub(super) fn push(
    ledger: &Ledger,
    endpoint: &Endpoint,
    values: &Values,
    rule: &Rule,
) -> Result<Reply, Reply> {
    let sent = |name: &str| values.get(name).map(String::as_str);
    let (case, state) = (
        sent(CASE).unwrap_or_default(),
        sent(STATE).unwrap_or_default(),
    );
    let is_new = state == NEW;
    if let Some(missing) = NEW_NEEDS.iter().find(|name| is_new && sent(name).is_none()) {
        return Err(rule.missing(missing));
    }
    let number = ledger.case(case, is_new);
    let message = match number {
        Some(number) => json!({
            "Calls": {
                "SDCallID": format!("SD{number:07}"),
                "CustCallID": case,
                "SPCallID": (600_000_000 + number).to_string(),
                "ShortDescription": sent("Calls.ShortDescription").unwrap_or_default(),
                "Remarks": if is_new { "CaseCreate successful!" } else { "CaseUpdate successful!" },
            },
            "CallStates": { "ShortName": "Ack" },
        }),
        None => {
            let why = if is_new {
                "The case is open already"
            } else {
                "There is no open case of this number"
            };
            let remark = json!({ "errorMessage": why, "errorCode": "SB-SANDBOX-2" });
            json!({
                "Calls": { "CustCallID": case, "Remarks": [remark] },
                "CallStates": { "ShortName": "Rejected" },
            })
        }
    };
    ledger.queue(message);
    Ok(gateway::pass(ledger, &usual(endpoint), "taken in"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_messages_wait() {
        let messages = first_messages();
        assert_eq!(messages.len(), 3);
        let is_about_a_case = |message: &Value| message["Calls"]["CustCallID"].is_string();
        assert!(messages.iter().all(is_about_a_case));
    }
}
