//! The custom server's devices: all of them in pages, those of a site or status, or one.
use serde_json::{Value, json};

use super::invalid;
use crate::asked::Asked;
use crate::dialects::rfc6749;
use crate::ledger::Ledger;
use crate::reply::Reply;

const DEVICES: &str = include_str!("../../../samples/custom/devices.json");
const PAGE: usize = 5;
const LARGEST_PAGE: usize = 100;
const STATES: [&str; 3] = ["up", "down", "maintenance"];

/// `/devices`
pub(super) fn list(ledger: &Ledger, asked: &Asked) -> Result<Reply, Reply> {
    rfc6749::check_token(ledger, asked)?;
    if let Some(status) = asked.parameter("status")
        && !STATES.contains(&status)
    {
        return Err(invalid("status is up, down or maintenance."));
    }
    let page = number(asked, "page", 1, usize::MAX)?;
    let size = number(asked, "per_page", PAGE, LARGEST_PAGE)?;
    let mut devices = all();
    for name in ["site", "status"] {
        let wanted = asked.parameter(name);
        devices.retain(|device| wanted.is_none_or(|wanted| device[name] == wanted));
    }
    let total = devices.len();
    let shown = devices
        .into_iter()
        .skip((page - 1).saturating_mul(size))
        .take(size);
    let shown: Vec<Value> = shown.collect();
    let outcome = format!("{} devices", shown.len());
    let body =
        json!({ "devices": shown, "page": page, "pages": total.div_ceil(size), "total": total });
    Ok(Reply::json(200, &body, outcome))
}

/// `/devices/{device_id}`
pub(super) fn one(ledger: &Ledger, asked: &Asked, id: &str) -> Result<Reply, Reply> {
    rfc6749::check_token(ledger, asked)?;
    Ok(Reply::json(200, &device(id)?, "1 device"))
}

/// The device of that id, or the refusal of one that nobody knows.
pub(super) fn device(id: &str) -> Result<Value, Reply> {
    let found = all().into_iter().find(|device| device["id"] == id);
    found.ok_or_else(|| rfc6749::refused(404, "There is no device of this id."))
}

fn all() -> Vec<Value> {
    serde_json::from_str(DEVICES).unwrap_or_default()
}

fn number(asked: &Asked, name: &str, usual: usize, most: usize) -> Result<usize, Reply> {
    let Some(text) = asked.parameter(name) else {
        return Ok(usual);
    };
    let number = text
        .parse()
        .ok()
        .filter(|number| (1..=most).contains(number));
    number.ok_or_else(|| invalid(&format!("{name} is a whole number from 1.")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_device_has_a_known_state_and_more_than_one_page_is_there() {
        let devices = all();
        assert!(devices.len() > PAGE);
        for device in &devices {
            assert!(
                STATES.contains(&device["status"].as_str().unwrap()),
                "{device}"
            );
        }
    }
}
