//! What the browser shows: one small page for each end, which loads nothing and leaves neither code nor token in its history.
use bytes::Bytes;
use http_body_util::Full;
use hyper::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, REFERRER_POLICY,
    X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Response, StatusCode};

use super::judged::Judged;

/// Answers are small and whole.
pub(super) type Answer = Response<Full<Bytes>>;

/// The header that our own page proves itself with.
pub(super) const HAND_OVER_KEY: HeaderName = HeaderName::from_static("gatepass-hand-over");

const STYLE: &str = include_str!("page/page.css");
const FORGET: &str = include_str!("page/forget.js");
const HAND_OVER: &str = include_str!("page/hand_over.js");

/// A status, a heading, a sentence. No word of the server's is among them: what it said is shown in the app.
type Words = (StatusCode, &'static str, &'static str);

const WITHOUT_SCRIPTS: &str = "Scripts are switched off, so this page cannot hand over what it was given. Copy the whole \
                               address of this page, paste it in Gatepass, then close the page.";

fn words(judged: Judged) -> Words {
    match judged {
        Judged::SignedIn => (
            StatusCode::OK,
            "Signed in",
            "You can close this page and go back to Gatepass.",
        ),
        Judged::Refused => (
            StatusCode::OK,
            "The sign-in was refused",
            "Gatepass shows the reason. You can close this page and go back.",
        ),
        Judged::TurnedAway(_) => (
            StatusCode::BAD_REQUEST,
            "This is not the answer that Gatepass waits for",
            "It does not belong to the sign-in under way, and was not used. Gatepass is still waiting for the right one.",
        ),
        Judged::TooLate => (
            StatusCode::GONE,
            "This sign-in is over",
            "Gatepass has its answer already. You can close this page.",
        ),
    }
}

/// The page of an answer that stood in the address.
pub(super) fn page(judged: Judged) -> Answer {
    let (status, title, text) = words(judged);
    html(
        status,
        "connect-src 'none'",
        &format!("<body>\n<main><h1>{title}</h1><p role=\"status\">{text}</p></main>"),
        (title, FORGET),
    )
}

/// The page that sends us what stands behind the #.
pub(super) fn hand_over(key: &str) -> Answer {
    let title = "Signing in";
    html(
        StatusCode::OK,
        "connect-src 'self'",
        &format!(
            "<body data-key=\"{key}\">\n<main><h1>{title}</h1><p role=\"status\">Handing the answer to Gatepass.</p>\
             <noscript><p>{WITHOUT_SCRIPTS}</p></noscript></main>"
        ),
        (title, HAND_OVER),
    )
}

/// What that page is told: a heading, and the sentence in the line below.
pub(super) fn told(judged: Judged) -> Answer {
    let (status, title, text) = words(judged);
    plain(status, &format!("{title}\n{text}"))
}

/// A sentence for whoever is not a browser on its way back.
pub(super) fn plain(status: StatusCode, text: &str) -> Answer {
    answer(
        status,
        "text/plain; charset=utf-8",
        "default-src 'none'",
        text.to_owned(),
    )
}

/// 122 random bits in 32 hex digits.
pub(super) fn unguessable() -> String {
    uuid::Uuid::new_v4().simple().to_string()
}

fn html(status: StatusCode, connect: &str, body: &str, (title, script): (&str, &str)) -> Answer {
    let nonce = unguessable();
    let policy = format!(
        "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; {connect}; \
         base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    );
    let text = format!(
        "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>{title} – Gatepass</title>\n\
         <style nonce=\"{nonce}\">\n{STYLE}</style>\n</head>\n{body}\n\
         <script nonce=\"{nonce}\">\n{script}</script>\n</body>\n</html>\n"
    );
    answer(status, "text/html; charset=utf-8", &policy, text)
}

fn answer(status: StatusCode, kind: &'static str, policy: &str, text: String) -> Answer {
    let mut answer = Response::new(Full::from(text));
    *answer.status_mut() = status;
    let headers = answer.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(kind));
    // A policy is made of our own words and hex digits, so it always is a header's value; if not, nothing may load.
    let policy = HeaderValue::from_str(policy);
    let policy = policy.unwrap_or(HeaderValue::from_static("default-src 'none'"));
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    for (name, value) in [
        (CACHE_CONTROL, "no-store"),
        (REFERRER_POLICY, "no-referrer"),
        (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
    answer
}
