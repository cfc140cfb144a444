//! What token endpoints answer, and what a person is told. Rows are written by hand, from the documents and recordings.
use std::sync::Arc;

use gatepass_core::{HttpAnswer, Need, Refusal, Remedy, Store, placement_may_help};

use super::assert_words;
use crate::doubles::{World, answer};

const JSON: &[(&str, &str)] = &[("content-type", "application/json")];
const HTML: &[(&str, &str)] = &[("content-type", "text/html; charset=utf-8")];
const XML: &[(&str, &str)] = &[("content-type", "text/xml")];
const TEXT: &[(&str, &str)] = &[("content-type", "text/plain")];
const SIGN_IN: &str = "<!DOCTYPE html><html><head><title>Sign in</title><script>alert(1)</script></head><body><h1>Access <b>Denied</b></h1><p>By policy 7.</p></body></html>";

type Headers = &'static [(&'static str, &'static str)];
type Row = (
    &'static str,
    u16,
    Headers,
    &'static str,
    &'static str,
    Remedy,
);

#[rustfmt::skip]
const ROWS: &[Row] = {
    use Remedy::{Retry, Setup, SubscriptionKey};
    &[
    // id.cisco.com (Okta): two envelopes of one server.
    ("unknown client id", 401, JSON, r#"{"errorCode":"invalid_client","errorSummary":"Invalid value for 'client_id' parameter.","errorLink":"invalid_client","errorId":"oae0","errorCauses":[]}"#, "client_id_unknown", Setup),
    ("wrong secret", 401, JSON, r#"{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}"#, "client_secret_refused", Setup),
    ("no credentials", 401, JSON, r#"{"errorCode":"invalid_client","errorSummary":"No client credentials found."}"#, "credentials_not_found", Setup),
    ("grant not supported", 400, JSON, r#"{"error":"unsupported_grant_type","error_description":"The authorization grant type is not supported by the authorization server."}"#, "grant_not_allowed", Setup),
    ("scope", 400, JSON, r#"{"error":"invalid_scope","error_description":"One or more scopes are not configured."}"#, "scope_refused", Setup),
    ("malformed request", 400, JSON, r#"{"error":"invalid_request"}"#, "request_refused", Setup),
    ("access denied", 403, JSON, r#"{"error":"access_denied","error_description":"Policy evaluation failed."}"#, "access_denied", Setup),
    ("a grant that is not accepted", 400, JSON, r#"{"error":"invalid_grant","error_description":"The credentials provided were invalid."}"#, "grant_refused", Setup),
    ("Okta's own rate limit", 429, JSON, r#"{"errorCode":"E0000047","errorSummary":"API call exceeded rate limit due to too many requests."}"#, "too_many_requests", Retry),
    // cloudsso.cisco.com (PingFederate).
    ("Ping, wrong client", 401, JSON, r#"{"error":"invalid_client","error_description":"Invalid client or client credentials."}"#, "client_refused", Setup),
    ("Ping, grant not ticked", 400, JSON, r#"{"error":"unauthorized_client","error_description":"Grant type not allowed for this client."}"#, "grant_not_allowed", Setup),
    // api-uat.pivotts.com (Azure API Management in front of Cisco).
    ("portal, no key", 401, JSON, r#"{"statusCode":401,"message":"Access denied due to missing subscription key. Make sure to include subscription key when making requests to an API."}"#, "subscription_key_missing", SubscriptionKey),
    ("portal, wrong key", 401, JSON, r#"{"statusCode":401,"message":"Access denied due to invalid subscription key. Make sure to provide a valid key for an active subscription."}"#, "subscription_key_refused", SubscriptionKey),
    ("portal, wrong path", 404, JSON, r#"{"statusCode":404,"message":"Resource not found"}"#, "portal_not_found", Setup),
    ("portal, rate", 429, &[("content-type", "application/json"), ("retry-after", "12")], r#"{"statusCode":429,"message":"Rate limit is exceeded. Try again in 12 seconds."}"#, "too_many_requests", Retry),
    ("portal, quota", 403, JSON, r#"{"statusCode":403,"message":"Out of call volume quota. Quota will be replenished in 06:28:05."}"#, "quota_used_up", Retry),
    // The Mashery gateway: XML by its type, a heading by its body.
    ("Mashery, inactive", 403, &[("content-type", "text/xml"), ("x-mashery-error-code", "ERR_403_DEVELOPER_INACTIVE")], "<h1>Developer Inactive</h1>", "developer_inactive", Setup),
    ("Mashery, inactive under 200 without its header", 200, XML, "<h1>Developer Inactive</h1>", "developer_inactive", Setup),
    ("Mashery, over rate", 429, &[("content-type", "text/xml"), ("x-mashery-error-code", "ERR_403_DEVELOPER_OVER_RATE")], "<h1>Developer Over Rate</h1>", "over_rate", Retry),
    ("Mashery, over calls per second", 403, &[("content-type", "text/xml"), ("x-mashery-error-code", "ERR_403_DEVELOPER_OVER_QPS"), ("retry-after", "1")], "<h1>Developer Over Qps</h1>", "too_many_calls_a_second", Retry),
    ("Mashery, over calls per second without its header", 403, XML, "<h1>Developer Over Qps</h1>", "too_many_calls_a_second", Retry),
    ("Mashery, time-out", 504, XML, "<h1>Gateway Timeout</h1>", "gateway_timeout", Retry),
    ("Mashery, no such service", 596, XML, "<h1>Service Not Found</h1>", "not_found", Setup),
    ("Mashery, not authorised", 403, &[("content-type", "text/plain"), ("x-mashery-error-code", "ERR_403_NOT_AUTHORIZED")], "Authorization Header is either empty or not found in request", "gateway_answered", Setup),
    // Whatever else stands at an address.
    ("a page", 403, HTML, SIGN_IN, "web_page", Setup),
    ("a page under 200", 200, HTML, SIGN_IN, "web_page", Setup),
    ("a page that says it is JSON", 200, JSON, SIGN_IN, "web_page", Setup),
    ("a page instead of a path", 404, HTML, "<html><body><h1>Not Found</h1></body></html>", "web_page", Setup),
    ("a proxy's own page", 502, HTML, "<html><head><title>502 Bad Gateway</title></head></html>", "service_down", Retry),
    ("a redirect", 302, &[("content-type", "text/html"), ("location", "https://sso.example/login?from=token")], "", "redirected", Setup),
    ("a redirect that repeats the body", 307, &[("location", "/oauth2/v1/token/")], "", "redirected", Setup),
    ("no path", 404, TEXT, "", "not_found", Setup),
    ("no such method", 405, TEXT, "", "not_found", Setup),
    ("trouble", 500, JSON, r#"{"error":"server_error","error_description":"Try later."}"#, "service_down", Retry),
    ("overloaded", 503, &[("retry-after", "120")], "", "service_down", Retry),
    ("JSON without a token", 200, JSON, r#"{"message":"No messages available to Send","status":"200"}"#, "no_token_in_answer", Setup),
    ("an empty token", 200, JSON, r#"{"access_token":"","expires_in":3600}"#, "no_token_in_answer", Setup),
    ("an error under 200", 200, JSON, r#"{"error":"invalid_client"}"#, "client_refused", Setup),
    ("nothing under 200", 200, TEXT, "", "not_a_token_answer", Setup),
    ("nothing at all", 204, &[], "", "not_a_token_answer", Setup),
    ("a list", 200, JSON, r#"["access_token"]"#, "not_a_token_answer", Setup),
    ("cut JSON", 200, JSON, r#"{"access_token":"abcdefgh-abcdefgh","expires"#, "broken_json", Retry),
    ("BOM before JSON", 401, JSON, "\u{feff}{\"error\":\"invalid_client\"}", "client_refused", Setup),
    ("a name twice: the last counts", 400, JSON, r#"{"error":"x","error":"invalid_scope"}"#, "scope_refused", Setup),
    ("members of other types", 400, JSON, r#"{"error":7,"error_description":[],"statusCode":null}"#, "refused", Setup),
    ]
};

async fn refused(answer: HttpAnswer) -> Arc<Refusal> {
    let world = World::default();
    let id = world.pivot("key-number-one-0001").await.id;
    world.http.next(Ok(answer));
    let refusal = world.refusal(&id).await;
    assert_eq!(
        world.http.requests(),
        1,
        "a refusal is not asked again by itself"
    );
    world.assert_nothing_stray().await;
    refusal
}

#[tokio::test]
async fn each_answer_has_its_code_and_its_remedy() {
    for (what, status, headers, body, code, remedy) in ROWS {
        let refusal = refused(answer(*status, headers, body)).await;
        assert_eq!((refusal.code, refusal.remedy), (*code, *remedy), "{what}");
        let answered = refusal
            .exchange
            .as_ref()
            .and_then(|exchange| exchange.answer.as_ref())
            .expect(what);
        assert_eq!(answered.status, *status, "{what}");
    }
}

/// The rows of which a server gives that looks for the credentials elsewhere. Scopes, accounts, keys, addresses and troubles are
/// the same wherever the credentials travel.
const OF_THE_PLACEMENT: [&str; 10] = [
    "unknown client id",
    "wrong secret",
    "no credentials",
    "grant not supported",
    "malformed request",
    "Ping, wrong client",
    "Ping, grant not ticked",
    "an error under 200",
    "BOM before JSON",
    "members of other types",
];

#[tokio::test]
async fn another_placement_is_offered_where_it_may_help() {
    for (what, status, headers, body, ..) in ROWS {
        let refusal = refused(answer(*status, headers, body)).await;
        let may_help = OF_THE_PLACEMENT.contains(what);
        assert_eq!(placement_may_help(&refusal), may_help, "{what}");
    }
    let known = |what: &&str| ROWS.iter().any(|row| row.0 == *what);
    assert!(OF_THE_PLACEMENT.iter().all(known), "a row was renamed");
}

#[tokio::test]
async fn every_sentence_is_whole_and_no_page_is_shown_as_text() {
    for (what, status, headers, body, ..) in ROWS {
        let refusal = refused(answer(*status, headers, body)).await;
        assert_words(what, &refusal);
        let shown = serde_json::to_string(&refusal.exchange).unwrap();
        for raw in [
            "<h1>",
            "<html",
            "<script>",
            "<b>",
            "alert(1)",
            "By policy 7",
        ] {
            assert!(
                !format!("{shown}{refusal:?}").contains(raw),
                "{what}: {raw} in {shown}"
            );
        }
    }
}

/// What is worth repeating from an answer is repeated.
#[tokio::test]
async fn the_words_of_the_server_are_told_where_they_help() {
    let rows: &[(u16, Headers, &str, &str)] = &[
        (
            401,
            JSON,
            r#"{"error":"invalid_client","error_description":"The client secret supplied is invalid."}"#,
            "It said: “The client secret supplied is invalid”.",
        ),
        (
            403,
            HTML,
            SIGN_IN,
            "answered 403 with a page titled “Access Denied”.",
        ),
        (
            302,
            &[("location", "https://sso.example/login?from=token")],
            "",
            "a redirect to https://sso.example/login.",
        ),
        (307, &[], "", "a redirect to another address."),
        (429, &[("retry-after", "12")], "", "Wait 12 s, then"),
        (429, &[], "", "Wait a minute, then"),
        (503, &[], "", "The token endpoint answered 503."),
        (503, &[("retry-after", "30")], "", "Try again in 30 s."),
        (503, &[], "", "Try again in some minutes."),
    ];
    for (status, headers, body, told) in rows {
        let refusal = refused(answer(*status, headers, body)).await;
        let words = format!("{} {}", refusal.sentence, refusal.next_step);
        assert!(words.contains(told), "{told:?} is not in {words:?}");
    }
}

#[tokio::test]
async fn a_server_that_says_a_lot_is_cut_short() {
    let long = "word ".repeat(10_000);
    for (status, headers, body) in [
        (
            401,
            JSON,
            format!(r#"{{"error":"invalid_client","error_description":"{long}"}}"#),
        ),
        (403, HTML, format!("<h1>{long}</h1>")),
        (400, TEXT, long.clone()),
    ] {
        let refusal = refused(answer(status, headers, &body)).await;
        let answered = refusal
            .exchange
            .as_ref()
            .and_then(|exchange| exchange.answer.as_ref())
            .unwrap();
        assert!(
            refusal.sentence.chars().count() < 500,
            "{}",
            refusal.sentence.len()
        );
        assert!(
            answered.excerpt.chars().count() <= 600,
            "{}",
            answered.excerpt.len()
        );
    }
}

#[tokio::test]
async fn a_member_of_a_token_that_stands_twice_is_not_believed() {
    for body in [
        r#"{"access_token":"tok-one","access_token":"tok-two","expires_in":3600}"#,
        r#"{"access_token":"tok-one","acces\u0073_token":"tok-one","expires_in":3600}"#,
        r#"{"access_token":"tok-one","expires_in":60,"expires_in":3600}"#,
    ] {
        let refusal = refused(answer(200, JSON, body)).await;
        assert_eq!(refusal.code, "member_repeated", "{body}");
        assert!(!format!("{refusal:?}").contains("tok-"), "{refusal:?}");
    }
}

#[tokio::test]
async fn bytes_that_are_not_utf8_are_no_token() {
    let mut broken = answer(200, JSON, "");
    broken.body = b"{\"access_token\":\"tok-\xff\xfe\"}".to_vec().into();
    assert_eq!(refused(broken).await.code, "broken_json");
}

/// Good credentials are refused now and then; a renewal may then ask again, and a person is told so.
#[tokio::test]
async fn credentials_that_worked_are_told_from_new_ones() {
    let refusing = || answer(401, JSON, r#"{"error":"invalid_client"}"#);
    let world = World::default();
    let id = world.custom().await.id;
    world.http.next(Ok(refusing()));
    let fresh = world.refusal(&id).await;
    assert!(!fresh.transient, "it never worked");
    world.token(&id, Need::Call).await;
    for _ in 0..3 {
        world.http.next(Ok(refusing()));
    }
    let renewal = world.ask(&id, Need::New).await.expect_err("a refusal");
    assert!(
        renewal.transient && renewal.next_step.contains("worked before"),
        "{renewal:?}"
    );
    let integration = world.store.integration(&id).unwrap().unwrap();
    world
        .edit(&integration, |draft| draft.client_id = "client-two".into())
        .await
        .unwrap();
    world.http.next(Ok(refusing()));
    assert!(
        !world.refusal(&id).await.transient,
        "another client has not worked"
    );
}

#[tokio::test]
async fn the_wait_that_a_service_asks_for_is_there_as_a_number() {
    let later = [
        ("retry-after", "Fri, 21 Nov 2025 08:01:30 GMT"),
        ("date", "Fri, 21 Nov 2025 08:00:00 GMT"),
    ];
    assert_eq!(refused(answer(503, &later, "")).await.wait_s, Some(90));
    assert_eq!(
        refused(answer(429, &[("retry-after", "12")], ""))
            .await
            .wait_s,
        Some(12)
    );
    assert_eq!(refused(answer(429, &[], "")).await.wait_s, None);
}
