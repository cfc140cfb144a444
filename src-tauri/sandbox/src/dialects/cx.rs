//! How the customer experience services word a refusal, at CX Cloud and behind Pivot.
use serde_json::json;

use crate::reply::Reply;

/// A request without the customer it is about.
pub(crate) fn missing_customer() -> Reply {
    let body = json!({ "message": "Missing required customer identification parameter" });
    Reply::json(400, &body, "missing customerId")
}

/// A parameter that cannot be used.
pub(crate) fn invalid(text: &str, outcome: &str) -> Reply {
    Reply::json(
        400,
        &json!({ "reason": { "errorCode": "API_INV_000", "errorInfo": text } }),
        outcome,
    )
}
