//! The custom server's notes about devices, which stay as long as the sandbox runs.
use axum::http::Method;
use serde_json::{Value, json};

use super::devices::device;
use super::invalid;
use crate::asked::Asked;
use crate::dialects::rfc6749;
use crate::ledger::Ledger;
use crate::reply::Reply;

const LONGEST: usize = 200;
const PRIORITIES: [&str; 3] = ["low", "normal", "high"];
const REQUEST_ID: &str = "x-request-id";

/// `/devices/{device_id}/notes`
pub(super) fn answer(ledger: &Ledger, asked: &Asked, id: &str) -> Result<Reply, Reply> {
    let is_post = asked.is(&Method::POST);
    if !is_post && !asked.is(&Method::GET) {
        let refusal = rfc6749::refused(405, "Notes are read with GET and added with POST.");
        return Err(refusal.with("allow", "GET, POST"));
    }
    rfc6749::check_token(ledger, asked)?;
    device(id)?;
    let reply = if is_post {
        add(ledger, asked, id)?
    } else {
        let notes = ledger.notes(id);
        let outcome = format!("{} notes", notes.len());
        Reply::json(200, &json!({ "notes": notes }), outcome)
    };
    Ok(match asked.header(REQUEST_ID) {
        Some(id) => reply.with(REQUEST_ID, id),
        None => reply,
    })
}

fn add(ledger: &Ledger, asked: &Asked, id: &str) -> Result<Reply, Reply> {
    if asked.media_type() != "application/json" {
        return Err(rfc6749::refused(415, "A note is sent as JSON."));
    }
    let sent: Value =
        serde_json::from_slice(&asked.body).map_err(|_| invalid("The body is not JSON."))?;
    let text = sent["text"].as_str().map(str::trim).unwrap_or_default();
    if text.is_empty() || text.chars().count() > LONGEST {
        return Err(invalid("text is needed and has up to 200 characters."));
    }
    let priority = match &sent["priority"] {
        Value::Null => "normal",
        Value::String(priority) if PRIORITIES.contains(&priority.as_str()) => priority,
        _ => return Err(invalid("priority is low, normal or high.")),
    };
    let note = ledger.add_note(id, text, priority);
    let address = format!("/custom/devices/{id}/notes");
    Ok(Reply::json(201, &note, "note added").with("location", address))
}
