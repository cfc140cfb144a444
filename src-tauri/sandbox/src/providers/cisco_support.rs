//! The Support APIs: product information by serial number.
use axum::http::Method;
use serde_json::{Value, json};

use crate::asked::{Asked, decoded};
use crate::dialects::gateway;
use crate::ledger::Ledger;
use crate::realm::Realm;
use crate::reply::Reply;

const PRODUCTS: &str = include_str!("../../samples/products.json");
const BY_SERIAL: &str = "product/v1/information/serial_numbers";
const PAGE: usize = 10;

pub(super) fn answer(ledger: &Ledger, asked: &Asked, path: &str) -> Reply {
    match path
        .strip_prefix(BY_SERIAL)
        .map(|rest| decoded(rest.trim_start_matches('/')))
    {
        Some(serials) if is_list(&serials) => {
            by_serial(ledger, asked, &serials).unwrap_or_else(|refusal| refusal)
        }
        _ => gateway::service_not_found(),
    }
}

/// The gateway finds no service where the list is empty or has blanks in it.
fn is_list(serials: &str) -> bool {
    !serials.contains(|letter: char| letter.is_whitespace() || letter == '/')
        && serials.split(',').any(|serial| !serial.is_empty())
}

fn by_serial(ledger: &Ledger, asked: &Asked, list: &str) -> Result<Reply, Reply> {
    gateway::check_token(ledger, asked, Realm::CiscoSupport)?;
    if !asked.is(&Method::GET) {
        return Err(gateway::method_not_allowed("GET"));
    }
    let page = asked
        .parameter("page_index")
        .map_or(Ok(1), str::parse::<usize>)
        .ok()
        .filter(|page| *page > 0);
    let page = page.ok_or_else(|| {
        Reply::json(
            400,
            &json!({ "ErrorResponse": invalid_page() }),
            "invalid page_index",
        )
    })?;
    let serials: Vec<&str> = list
        .split(',')
        .filter(|serial| !serial.is_empty())
        .collect();
    let products: Vec<Value> = serde_json::from_str(PRODUCTS).unwrap_or_default();
    let items = serials
        .iter()
        .enumerate()
        .map(|(at, serial)| item(&products, at, serial));
    let shown: Vec<Value> = items
        .skip((page - 1).saturating_mul(PAGE))
        .take(PAGE)
        .collect();
    let outcome = format!("{} products", shown.len());
    let body = json!({
        "pagination_response_record": {
            "last_index": serials.len().div_ceil(PAGE),
            "page_index": page,
            "page_records": shown.len(),
            // The real service still names the old host here: a link to build, not to follow.
            "self_link": format!("https://api.cisco.com/{BY_SERIAL}/{list}"),
            "title": "Product Information by Serial Numbers",
            "total_records": serials.len(),
        },
        "product_list": shown,
    });
    Ok(gateway::pass(ledger, &body, &outcome))
}

fn item(products: &[Value], at: usize, serial: &str) -> Value {
    let id = (at + 1).to_string();
    if !is_serial(serial) {
        let error = json!({
            "ErrorCode": "PRODUCT_NOT_FOUND",
            "ErrorDescription": "No product has this serial number",
            "SuggestedAction": "Compare the number with the label on the device",
        });
        return json!({ "id": id, "sr_no": serial, "ErrorResponse": { "APIError": error } });
    }
    // The same serial is the same product each time, and neighbours differ.
    let sum: usize = serial.bytes().map(usize::from).sum();
    let mut item = json!({ "id": id });
    if let (Some(item), Some(Value::Object(product))) = (
        item.as_object_mut(),
        products.get(sum % products.len().max(1)),
    ) {
        item.extend(product.clone());
        item.insert("sr_no".to_owned(), serial.into());
    }
    item
}

/// Three letters for the plant, four digits for year and week, four characters: `FOC10220LK9`.
fn is_serial(text: &str) -> bool {
    let shape = |(at, byte): (usize, u8)| match at {
        0..3 => byte.is_ascii_uppercase(),
        3..7 => byte.is_ascii_digit(),
        _ => byte.is_ascii_uppercase() || byte.is_ascii_digit(),
    };
    text.len() == 11 && text.bytes().enumerate().all(shape)
}

fn invalid_page() -> Value {
    json!({ "APIError": [{
        "ErrorCode": "API_INVALID_INPUT",
        "ErrorDescription": "page_index is a number from 1",
        "SuggestedAction": "Send a whole number, or leave it out",
    }] })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serials_and_lists_are_told_from_what_is_neither() {
        assert!(is_serial("FOC10220LK9") && !is_serial("FOC1022") && !is_serial("foc10220lk9"));
        assert!(
            is_list("A,B") && !is_list("") && !is_list(",") && !is_list("A, B") && !is_list("A/B")
        );
        assert_eq!(
            serde_json::from_str::<Vec<Value>>(PRODUCTS).unwrap().len(),
            3
        );
    }
}
