//! What no provider gets to see: requests for another host, and requests too large to be meant.
use axum::body::{Bytes, to_bytes};
use axum::extract::Request;
use axum::http::{HeaderMap, header, request::Parts};
use std::time::Duration;

use crate::asked::{Asked, pairs};
use crate::reply::Reply;

const BODY_BYTES: usize = 64 * 1024;
const HEADER_BYTES: usize = 16 * 1024;
const ADDRESS_BYTES: usize = 8 * 1024;
const BODY_TIME: Duration = Duration::from_secs(10);

/// Lets a request in, or says why not.
pub(crate) async fn admit(request: Request, host: &str) -> Result<Asked, Reply> {
    let (parts, body) = request.into_parts();
    if !is_for(&parts, host) {
        return Err(plain(
            421,
            "This server answers to its own address only.\n",
            "foreign host",
        ));
    }
    if parts.uri.to_string().len() > ADDRESS_BYTES {
        return Err(plain(
            414,
            "The address is longer than 8 kB.\n",
            "address too long",
        ));
    }
    if size(&parts.headers) > HEADER_BYTES {
        return Err(plain(
            431,
            "The headers are larger than 16 kB.\n",
            "headers too large",
        ));
    }
    let too_large = || plain(413, "The body is larger than 64 kB.\n", "body too large");
    let declared = parts
        .headers
        .get(header::CONTENT_LENGTH)
        .and_then(|length| length.to_str().ok()?.parse::<usize>().ok());
    if declared.is_some_and(|length| length > BODY_BYTES) {
        return Err(too_large());
    }
    let body: Bytes = match tokio::time::timeout(BODY_TIME, to_bytes(body, BODY_BYTES)).await {
        Ok(Ok(body)) => body,
        Ok(Err(_)) => return Err(too_large()),
        Err(_) => {
            return Err(plain(
                408,
                "The body did not arrive within 10 seconds.\n",
                "body too slow",
            ));
        }
    };
    let query = pairs(parts.uri.query().unwrap_or_default().as_bytes());
    Ok(Asked {
        method: parts.method,
        path: parts.uri.path().to_owned(),
        query,
        headers: parts.headers,
        body,
    })
}

/// A web page elsewhere can point its own name at this computer (DNS rebinding); the name in `Host` gives it away.
fn is_for(parts: &Parts, host: &str) -> bool {
    let mut named = parts.headers.get_all(header::HOST).iter();
    let only = (named.next(), named.next());
    let in_address = parts
        .uri
        .authority()
        .is_none_or(|authority| authority.as_str() == host);
    in_address && matches!(only, (Some(name), None) if name.as_bytes() == host.as_bytes())
}

fn size(headers: &HeaderMap) -> usize {
    headers
        .iter()
        .map(|(name, value)| name.as_str().len() + value.len() + 4)
        .sum()
}

fn plain(status: u16, text: &'static str, outcome: &'static str) -> Reply {
    Reply::new(status, "text/plain", text, outcome).with("connection", "close")
}
