//! The Mashery gateway in front of api.cisco.com and apix.cisco.com: who may call, in headers and `<h1>` bodies.
use serde_json::Value;

use crate::asked::Asked;
use crate::generate;
use crate::ledger::{Ledger, TokenCheck};
use crate::realm::Realm;
use crate::reply::Reply;

/// Lets a call with a good token through, or refuses it as the host of that realm does.
pub(crate) fn check_token(ledger: &Ledger, asked: &Asked, realm: Realm) -> Result<(), Reply> {
    let sent = asked.headers.contains_key("authorization");
    if !sent && realm == Realm::ApiConsoleLegacy {
        return Err(inactive("no token"));
    }
    if !sent {
        let text = "Authorization Header is either empty or not found in request";
        return Err(refused(
            403,
            "ERR_403_NOT_AUTHORIZED",
            "text/plain",
            text,
            "no token",
        ));
    }
    match ledger.check_token(realm, asked.authorization("Bearer").unwrap_or_default()) {
        TokenCheck::Good { .. } => Ok(()),
        TokenCheck::Expired => Err(inactive("expired token")),
        TokenCheck::Revoked => Err(inactive("revoked token")),
        TokenCheck::Foreign => Err(inactive("token of another provider")),
        TokenCheck::Unknown => Err(inactive("unknown token")),
    }
}

/// A good answer, with what the gateway adds to it.
pub(crate) fn pass(ledger: &Ledger, body: &Value, outcome: &str) -> Reply {
    stamp(ledger, Reply::json(200, body, outcome))
}

/// What the gateway adds to every answer of a service behind it.
pub(crate) fn stamp(ledger: &Ledger, reply: Reply) -> Reply {
    reply
        .with("x-mashery-message-id", message_id())
        .with("x-ratelimit-limit", "2000")
        .with("x-ratelimit-observed", ledger.count_call().to_string())
}

/// No service under that path; or blanks in it, which the gateway takes for the same.
pub(crate) fn service_not_found() -> Reply {
    let body = "<h1>Service Not Found</h1>";
    Reply::new(596, "text/xml", body, "service not found")
        .with("x-mashery-message-id", message_id())
        .with("server", "Mashery Proxy")
}

/// A method that the service under that path does not have.
pub(crate) fn method_not_allowed(allow: &str) -> Reply {
    Reply::new(
        405,
        "text/xml",
        "<h1>Method Not Allowed</h1>",
        "method not allowed",
    )
    .with("allow", allow)
    .with("x-mashery-message-id", message_id())
    .with("server", "Mashery Proxy")
}

/// One body for an expired token, a token of another host, a made-up one, and an application that is not live yet.
pub(crate) fn inactive(outcome: &str) -> Reply {
    refused(
        403,
        "ERR_403_DEVELOPER_INACTIVE",
        "text/xml",
        "<h1>Developer Inactive</h1>",
        outcome,
    )
    .with("x-error-detail-header", "Account Inactive")
}

/// A good token of an application that was registered without this API.
pub(crate) fn not_authorized() -> Reply {
    let body = "<h1>Not Authorized</h1>";
    refused(
        403,
        "ERR_403_NOT_AUTHORIZED",
        "text/xml",
        body,
        "not authorized",
    )
}

/// The day's quota is used up. The code in the header says 403 under either status.
pub(crate) fn over_rate(status: u16) -> Reply {
    let (code, body) = (
        "ERR_403_DEVELOPER_OVER_RATE",
        "<h1>Developer Over Rate</h1>",
    );
    refused(status, code, "text/xml", body, "over rate")
        .with("x-error-detail-header", "Account Over Rate Limit")
}

/// Too many calls within a second.
pub(crate) fn over_qps() -> Reply {
    let (code, body) = ("ERR_403_DEVELOPER_OVER_QPS", "<h1>Developer Over Qps</h1>");
    refused(403, code, "text/xml", body, "over QPS")
        .with(
            "x-error-detail-header",
            "Account Over Queries Per Second Limit",
        )
        .with("retry-after", "1")
}

/// The service behind did not answer in time.
pub(crate) fn timed_out() -> Reply {
    let (code, body) = ("ERR_504_GATEWAY_TIMEOUT", "<h1>Gateway Timeout</h1>");
    refused(504, code, "text/xml", body, "gateway timeout")
}

fn refused(
    status: u16,
    code: &str,
    content_type: &'static str,
    body: &'static str,
    outcome: &str,
) -> Reply {
    Reply::new(status, content_type, body, outcome)
        .with("x-mashery-error-code", code)
        .with("x-mashery-message-id", message_id())
        .with("server", "Mashery Proxy")
}

fn message_id() -> String {
    generate::uuid().unwrap_or_default()
}
