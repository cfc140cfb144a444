//! Whether a redirect is followed: by a call that changes nothing, within its own origin, and a few times.
use url::Url;

use crate::arrival::Head;
use crate::method::Method;
use crate::origin::{Origin, SANDBOX_SCHEME};
use crate::redact::mask;
use crate::request::{Body, Request, Value, reachable};
use crate::secret::Secret;

/// A call that was sent on this often is going in circles.
pub const MOST_REDIRECTS: usize = 5;

/// What a request is for: it decides where its answer may lead it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Purpose {
    /// It asks for a token, or speaks of one: it carries the client's credentials and follows nothing.
    Token,
    /// It reads. It follows redirects within its origin.
    Call,
    /// It changes something at the server. To repeat it could change that twice: it follows nothing.
    StateChangingCall,
}

/// What becomes of an answer's redirect.
#[derive(Clone, Debug)]
pub enum Redirect {
    /// There is none, or it names no address: the answer is the end.
    Stop,
    /// It stays at home: this is to be sent next, sealed like any request.
    Same(Box<Request>),
    /// It is not followed, only shown. The address comes from the server and may repeat a secret: mask it.
    Shown(Url),
}

/// The rule of redirects (RFC 9110, section 15.4), for the answer to `request` after `followed` redirects. `sandbox` as for
/// [`Request::seal`].
pub fn follow(
    request: &Request,
    purpose: Purpose,
    followed: usize,
    head: &Head,
    sandbox: Option<&Url>,
) -> Redirect {
    if !matches!(head.status, 301 | 302 | 303 | 307 | 308) {
        return Redirect::Stop;
    }
    let home = reachable(&request.address, sandbox);
    let Some((home, target)) = home.and_then(|home| {
        // An empty location is this address again.
        let location = Some(head.header("location")).filter(|location| !location.is_empty())?;
        let target = home.join(location).ok()?;
        Some((home, target))
    }) else {
        return Redirect::Stop;
    };
    let may = purpose == Purpose::Call && followed < MOST_REDIRECTS && is_same(&home, &target);
    match may.then(|| next(request, head.status, &target)).flatten() {
        Some(next) => Redirect::Same(Box::new(next)),
        None => Redirect::Shown(target),
    }
}

/// Neither the scheme, the host nor the port may differ, and no user name may stand in either.
fn is_same(home: &Url, target: &Url) -> bool {
    matches!((Origin::of(home), Origin::of(target)), (Ok(home), Ok(target)) if home == target)
}

/// None if the server wrote a secret into a place where it would no longer be known for one.
fn next(request: &Request, status: u16, target: &Url) -> Option<Request> {
    let query: Vec<(String, Value)> = target
        .query_pairs()
        .map(|(name, value)| (name.into_owned(), recognised(request, &value)))
        .collect();
    let secrets = request.secrets();
    let secrets: Vec<&Secret> = secrets.iter().collect();
    let repeats = |text: &str| mask(text, &secrets) != text;
    let plain = query.iter().any(|(name, value)| match value {
        Value::Plain(text) => repeats(name) || repeats(text),
        Value::Secret(..) | Value::Prefixed(..) | Value::Basic(..) => repeats(name),
    });
    if plain || repeats(target.path()) {
        return None;
    }
    let mut next = Request {
        address: at_home(&request.address, target),
        query,
        ..request.clone()
    };
    if becomes_get(status, request.method) {
        next.method = Method::Get;
        next.body = Body::None;
        next.headers.retain(|(name, _)| !is_of_body(name));
    }
    Some(next)
}

/// A secret of the query that the server repeats is still that secret.
fn recognised(request: &Request, text: &str) -> Value {
    let sent = request.query.iter().find_map(|(_, value)| match value {
        Value::Secret(_, kept) if kept.secret.reveal(|secret| secret == text) => {
            Some(value.clone())
        }
        _ => None,
    });
    sent.unwrap_or_else(|| Value::Plain(text.to_owned()))
}

/// The sandbox keeps the scheme that stands for its address of today.
fn at_home(address: &Url, target: &Url) -> Url {
    let mut next = if address.scheme() == SANDBOX_SCHEME {
        let mut inside = address.clone();
        inside.set_path(target.path());
        inside
    } else {
        target.clone()
    };
    next.set_query(None);
    next.set_fragment(None);
    next
}

/// 303 says so of all that is not read already; 301 and 302 of POST, by custom (RFC 9110, sections 15.4.2 to 15.4.4).
fn becomes_get(status: u16, method: Method) -> bool {
    match status {
        303 => !matches!(method, Method::Get | Method::Head),
        301 | 302 => method == Method::Post,
        _ => false,
    }
}

/// Headers that speak of a body, which goes (RFC 9110, section 15.4).
fn is_of_body(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    name.starts_with("content-")
        || matches!(
            name.as_str(),
            "digest" | "last-modified" | "transfer-encoding"
        )
}

#[cfg(test)]
#[path = "redirect_tests.rs"]
mod tests;
