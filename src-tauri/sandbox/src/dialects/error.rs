//! The refusal of RFC 6749, section 5.2, which every kind of server can make.
use serde_json::json;

use crate::reply::Reply;

/// A code and what it means here, not to be cached.
pub(super) fn error(status: u16, code: &str, description: &str) -> Reply {
    let body = json!({ "error": code, "error_description": description });
    Reply::json(status, &body, code).with("cache-control", "no-store")
}
