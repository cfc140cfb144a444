//! Smart Bonding: a queue that a pull takes the next message off.
use axum::http::Method;
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::dialects::gateway;
use crate::ledger::Ledger;
use crate::realm::Realm;
use crate::reply::Reply;

const MESSAGES: &str = include_str!("../../samples/messages.json");

/// What waits in the queue when the sandbox starts.
pub(crate) fn first_messages() -> Vec<Value> {
    serde_json::from_str(MESSAGES).unwrap_or_default()
}

pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    match path {
        "sb-partner-oauth-proxy-api/rest/v1/pull/call" => {
            pull(ledger, asked).unwrap_or_else(|refusal| refusal)
        }
        _ => refused(404, "Not Found", "not found"),
    }
}

fn pull(ledger: &Ledger, asked: &Asked) -> Result<Reply, Reply> {
    gateway::check_token(ledger, asked, Realm::SmartBonding)?;
    if !asked.is(&Method::GET) && !asked.is(&Method::POST) {
        return Err(
            refused(405, "Method Not Allowed", "method not allowed").with("allow", "GET, POST")
        );
    }
    Ok(match ledger.pull() {
        Some(message) => gateway::pass(ledger, &message, "1 message"),
        None => gateway::pass(
            ledger,
            &json!({ "message": "No messages available to Send", "status": "200" }),
            "no message",
        ),
    })
}

fn refused(status: u16, message: &str, outcome: &str) -> Reply {
    Reply::json(
        status,
        &json!({ "message": message, "status": status.to_string() }),
        outcome,
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_messages_wait() {
        let messages = first_messages();
        assert_eq!(messages.len(), 3);
        assert!(
            messages
                .iter()
                .all(|message| message["Calls"]["CustCallID"].is_string())
        );
    }
}
