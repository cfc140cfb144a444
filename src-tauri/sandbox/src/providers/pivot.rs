//! Pivot: the portal's key first, then Cisco's field notice bulletins, compressed as the real ones are.
use axum::http::Method;
use serde_json::{Value, json};

use crate::asked::Asked;
use crate::dialects::{azure, cx, gateway};
use crate::ledger::Ledger;
use crate::realm::Realm;
use crate::reply::{Compressible, Reply};

const BULLETINS: &str = include_str!("../../samples/field-notice-bulletins.json");

pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    if let Err(refusal) = azure::check_key(ledger, asked, None) {
        return refusal;
    }
    match path {
        "oem-cisco/cisco-product-alerts/field-notice-bulletins" if asked.is(&Method::GET) => {
            bulletins(ledger, asked).unwrap_or_else(|refusal| refusal)
        }
        _ => azure::not_found(),
    }
}

fn bulletins(ledger: &Ledger, asked: &Asked) -> Result<Reply, Reply> {
    gateway::check_token(ledger, asked, Realm::Pivot)?;
    let customer = asked
        .parameter("customerId")
        .ok_or_else(cx::missing_customer)?;
    if customer.len() > 12 || !customer.bytes().all(|byte| byte.is_ascii_digit()) {
        return Err(cx::invalid(
            "customerId is a number of up to 12 digits",
            "invalid customerId",
        ));
    }
    let published = asked.parameter("bulletinFirstPublished");
    if published.is_some_and(|date| !is_date(date)) {
        return Err(cx::invalid(
            "bulletinFirstPublished is a date, YYYY-MM-DD",
            "invalid date",
        ));
    }
    let mut all: Vec<Value> = serde_json::from_str(BULLETINS).unwrap_or_default();
    all.retain(|bulletin| published.is_none_or(|date| bulletin["bulletinFirstPublished"] == date));
    let (outcome, body) = (format!("{} bulletins", all.len()), json!({ "data": all }));
    let reply = Reply::new(
        200,
        "application/json; charset=utf-8",
        body.to_string(),
        outcome,
    );
    Ok(gateway::stamp(ledger, reply).marked(Compressible))
}

fn is_date(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| {
        if at == 4 || at == 7 {
            byte == b'-'
        } else {
            byte.is_ascii_digit()
        }
    };
    text.len() == 10 && text.bytes().enumerate().all(shape)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_bulletins_can_be_read_and_tell_dates_apart() {
        let all: Vec<Value> = serde_json::from_str(BULLETINS).unwrap();
        assert!(
            all.len() >= 4
                && all
                    .iter()
                    .all(|bulletin| is_date(bulletin["bulletinFirstPublished"].as_str().unwrap()))
        );
        assert!(!is_date("2007-4-23") && !is_date("23-04-2007"));
    }
}
