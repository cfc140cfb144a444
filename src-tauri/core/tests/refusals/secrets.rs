//! Whatever a server sends back, no secret is in the refusal: neither what we sent nor a token it slipped in.
use crate::doubles::{SECRET, World, answer};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use gatepass_core::{HttpAnswer, Refusal};

const KEY: &str = "key-Number-One+/0001";

/// Every way in which a text may show up.
fn forms(secret: &str) -> Vec<String> {
    let encoded: String = url::form_urlencoded::byte_serialize(secret.as_bytes()).collect();
    let json = serde_json::Value::from(secret).to_string();
    vec![
        secret.to_owned(),
        encoded,
        json.trim_matches('"').to_owned(),
        STANDARD.encode(secret),
        URL_SAFE_NO_PAD.encode(secret),
    ]
}

/// What Basic sends: id and secret, encoded and in base64.
fn basic() -> String {
    let encoded: String = url::form_urlencoded::byte_serialize(SECRET.as_bytes()).collect();
    STANDARD.encode(format!("client-one:{encoded}"))
}

fn everything(refusal: &Refusal) -> String {
    let Refusal {
        code,
        short,
        title,
        sentence,
        next_step,
        exchange,
        ..
    } = refusal;
    // Twice: as it is stored, and as it is shown, with JSON's own escapes undone.
    format!(
        "{code} {short} {title} {sentence} {next_step} {} {exchange:?}",
        serde_json::to_string(exchange).unwrap()
    )
    .replace("\\\"", "\"")
}

async fn refused(
    placement: &str,
    answer_to: impl Fn(&crate::doubles::Seen) -> HttpAnswer,
) -> (String, String) {
    let world = World::default();
    let mut draft = world.custom_draft();
    draft.placement = placement.into();
    draft.extra_headers = vec![gatepass_core::DraftExtra {
        name: "X-Gateway-Key".into(),
        value: match world.enter(KEY) {
            gatepass_core::SecretInput::Held(handle) => gatepass_core::ExtraInput::Held(handle),
            _ => unreachable!("entered"),
        },
    }];
    let id = world.save(&draft).await.id;
    // A first request shows what is sent, the second is answered with it.
    world.http.next(Ok(answer(500, &[], "")));
    world.refusal(&id).await;
    world.http.next(Ok(answer_to(&world.http.last())));
    let refusal = world.refusal(&id).await;
    (everything(&refusal), refusal.code.to_owned())
}

fn assert_hidden(shown: &str, what: &str) {
    for secret in [SECRET, KEY] {
        for form in forms(secret) {
            assert!(!shown.contains(&form), "{what}: {form} in {shown}");
        }
    }
    assert!(
        !shown.contains(&basic()),
        "{what}: the Basic header's text in {shown}"
    );
}

#[tokio::test]
async fn a_server_that_repeats_the_whole_request_shows_no_secret() {
    for placement in ["form", "query", "json", "basic"] {
        for (status, content_type) in [
            (400, "text/plain"),
            (400, "application/json"),
            (200, "text/plain"),
            (500, "application/json"),
        ] {
            let (shown, code) = refused(placement, |seen| {
                let all = format!("{} {:?} {}", seen.address, seen.headers, seen.body);
                let body = if content_type == "text/plain" {
                    all
                } else {
                    serde_json::json!({"error": "echo", "seen": all}).to_string()
                };
                answer(
                    status,
                    &[
                        ("content-type", content_type),
                        (
                            "www-authenticate",
                            &seen.headers.iter().map(|h| h.1.clone()).collect::<String>(),
                        ),
                    ],
                    &body,
                )
            })
            .await;
            assert_hidden(
                &shown,
                &format!("{placement} {status} {content_type} {code}"),
            );
            assert!(
                shown.contains("https://id.example/token"),
                "the exchange is there"
            );
        }
    }
}

#[tokio::test]
async fn a_server_that_names_the_secret_in_its_sentence_or_heading_shows_none() {
    for said in forms(SECRET).into_iter().chain([KEY.to_owned(), basic()]) {
        let description = serde_json::json!({"error": "invalid_client", "error_description": format!("No client secret {said} here")});
        let okta = serde_json::json!({"errorCode": "invalid_client", "errorSummary": format!("Invalid value for 'client_id' parameter: {said}")});
        let rows = [
            answer(401, &[], &description.to_string()),
            answer(401, &[], &okta.to_string()),
            answer(
                403,
                &[("content-type", "text/html")],
                &format!("<h1>Denied {said}</h1>"),
            ),
            answer(
                403,
                &[("content-type", "text/html")],
                &format!("<h1>{} {said}</h1>", "x".repeat(70)),
            ),
            answer(
                302,
                &[(
                    "location",
                    &format!("https://sso.example/{}/login", said.replace('?', "")),
                )],
                "",
            ),
        ];
        for row in rows {
            let (shown, code) = refused("basic", |_| row.clone()).await;
            assert_hidden(&shown, &code);
            // Not even the part before a cut.
            assert!(!shown.contains(&said[..8]), "{code}: {shown}");
        }
    }
}

#[tokio::test]
async fn a_token_in_an_answer_that_cannot_be_used_is_not_shown() {
    let token = "eyJhbGciOi.LIVE-TOKEN-LIVE.sig";
    let rows = [
        (
            "cut off",
            200,
            format!(r#"{{"token_type":"Bearer","access_token":"{token}","expires"#),
        ),
        (
            "a form",
            200,
            format!("access_token={token}&token_type=bearer"),
        ),
        (
            "a list",
            200,
            format!(r#"[{{"access_token" : "{token}"}}]"#),
        ),
        (
            "spaces in it",
            200,
            format!(r#"{{"access_token":"{token} {token}"}}"#),
        ),
        (
            "under an error status",
            400,
            format!(r#"{{"error":"x","refresh_token":"{token}","id_token":"{token}"}}"#),
        ),
        (
            "nested",
            200,
            format!(r#"{{"data":[{{"access_token":"{token}"}}]}}"#),
        ),
        (
            "in capitals, after words",
            200,
            format!("OK: ACCESS_TOKEN: '{token}'"),
        ),
        (
            "in camel case",
            200,
            format!(r#"{{"accessToken":"{token}"}}"#),
        ),
    ];
    for (what, status, body) in rows {
        let (shown, code) = refused("form", |_| {
            answer(status, &[("content-type", "application/json")], &body)
        })
        .await;
        assert!(
            !shown.contains("LIVE-TOKEN-LIVE"),
            "{what} ({code}): {shown}"
        );
    }
    let (shown, _) = refused("form", |_| {
        answer(400, &[], "The parameter access_token is unknown")
    })
    .await;
    assert!(
        shown.contains("The parameter access_token is unknown"),
        "the name alone is no secret: {shown}"
    );
}

#[tokio::test]
async fn an_issued_token_is_nowhere_in_its_record() {
    let world = World::default();
    let id = world.custom().await.id;
    let token = world.token(&id, gatepass_core::Need::Call).await;
    let record = format!(
        "{}{:?}",
        serde_json::to_string(&token.record).unwrap(),
        token
    );
    assert!(!record.contains("issued-token-0001"), "{record}");
    assert_hidden(&record, "record");
}
