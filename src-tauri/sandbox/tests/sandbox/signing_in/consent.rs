//! The authorization page: what it asks, where its answers go, and what is never sent anywhere.
use reqwest::Method;

use super::{CHALLENGE, NEW_CONSOLE, SERVERS, returned, ticket};
use crate::stage::{FORM, Stage};

#[tokio::test]
async fn allow_brings_a_code_and_the_state_to_the_registered_address() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let answer = server.allowed(&stage, &client, &CHALLENGE).await;
        assert_eq!((answer.status, answer.text().as_str()), (303, ""));
        let location = answer.header("location");
        assert!(location.starts_with(&format!("{}?code=", client.redirect_uri())));
        let back = returned(&answer, '?');
        assert_eq!((back["state"].as_str(), back["code"].len()), ("s-1", 43));
        assert_eq!(back.len(), 2);
        assert_eq!(answer.header("cache-control"), "no-store");
        let seen = stage.sandbox.requests();
        assert_eq!((seen[0].outcome.as_str(), seen[0].status), ("code", 303));
        assert_eq!(seen[1].outcome, "consent asked");
    }
}

#[tokio::test]
async fn deny_says_so_and_brings_no_code() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        for response_type in ["code", "token"] {
            let pairs = [
                ("response_type", response_type),
                ("client_id", client.id()),
                ("state", "s-2"),
            ];
            let page = server.page(&stage, &pairs).await;
            let answer = server.press(&stage, &page, "deny").await;
            assert_eq!(answer.status, 303);
            let mark = if response_type == "code" { '?' } else { '#' };
            let back = returned(&answer, mark);
            assert_eq!(back["error"], "access_denied");
            assert_eq!(back["state"], "s-2");
            assert!(!back.contains_key("code") && !back.contains_key("access_token"));
        }
    }
    assert_eq!(stage.sandbox.requests()[0].outcome, "access_denied");
}

#[tokio::test]
async fn implicit_brings_the_token_in_the_fragment_and_it_opens_the_api() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let more = [("scope", "read")];
        let uri = client.redirect_uri();
        let pairs = [
            ("response_type", "token"),
            ("client_id", client.id()),
            ("redirect_uri", &uri),
            ("state", "a b&c"),
            more[0],
        ];
        let page = server.page(&stage, &pairs).await;
        let answer = server.press(&stage, &page, "allow").await;
        assert!(answer.header("location").starts_with(&format!("{uri}#")));
        let back = returned(&answer, '#');
        assert_eq!(
            [
                &back["token_type"],
                &back["expires_in"],
                &back["scope"],
                &back["state"]
            ],
            ["Bearer", "3600", "read", "a b&c"]
        );
        assert!(!back.contains_key("refresh_token"));
        assert!(server.opens(&stage, &back["access_token"]).await);
    }
}

#[tokio::test]
async fn the_page_says_what_it_is_and_lets_nothing_in() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let pairs = [("response_type", "code"), ("client_id", client.id())];
        let page = server.page(&stage, &pairs).await;
        let text = page.text();
        assert_eq!(page.header("content-type"), "text/html; charset=utf-8");
        for part in [
            "<html lang=\"en\">",
            "<title>Sandbox: ",
            "<p class=\"mark\">Sandbox</p>",
            ">Allow</button>",
            ">Deny</button>",
            "robin@sandbox.example",
            client.id(),
            &client.redirect_uri(),
        ] {
            assert!(text.contains(part), "{part}: {text}");
        }
        assert!(!text.contains("<script") && !text.contains("password"));
        let policy = page.header("content-security-policy");
        let origin = client.redirect_uri().replace("/callback", "");
        for part in [
            "default-src 'none'",
            &format!("form-action 'self' {origin};"),
            "frame-ancestors 'none'",
            "base-uri 'none'",
            "style-src 'sha256-",
        ] {
            assert!(policy.contains(part), "{part}: {policy}");
        }
        assert!(!policy.contains("unsafe"));
        assert_eq!(page.header("cache-control"), "no-store");
        assert_eq!(page.header("x-content-type-options"), "nosniff");
    }
}

#[tokio::test]
async fn the_policy_names_the_very_style_of_the_page() {
    use base64::Engine;
    use sha2::Digest;
    let stage = Stage::new().await;
    let page = NEW_CONSOLE.page(&stage, &[]).await;
    let text = page.text();
    let style = text.split_once("<style>").unwrap().1;
    let style = style.split_once("</style>").unwrap().0;
    let hash = sha2::Sha256::digest(style.as_bytes());
    let hash = base64::engine::general_purpose::STANDARD.encode(hash);
    let policy = page.header("content-security-policy");
    assert!(
        policy.contains(&format!("style-src 'sha256-{hash}'")),
        "{policy}"
    );
}

#[tokio::test]
async fn a_ticket_is_good_once_for_ten_minutes_at_its_own_server() {
    let stage = Stage::new().await;
    for (at, server) in SERVERS.iter().enumerate() {
        let client = stage.client(server.provider);
        let pairs = [("response_type", "code"), ("client_id", client.id())];
        let page = server.page(&stage, &pairs).await;
        assert_eq!(server.press(&stage, &page, "allow").await.status, 303);
        let again = server.press(&stage, &page, "allow").await;
        assert_eq!((again.status, again.header("location")), (400, ""));
        let page = server.page(&stage, &pairs).await;
        stage.pass_seconds(600);
        assert_eq!(server.press(&stage, &page, "allow").await.status, 400);
        let page = server.page(&stage, &pairs).await;
        let elsewhere = &SERVERS[(at + 1) % 3];
        assert_eq!(elsewhere.press(&stage, &page, "allow").await.status, 400);
    }
    let made_up = "ticket=made-up&decision=allow";
    for body in [made_up, "", "decision=allow"] {
        let answer = stage.post(NEW_CONSOLE.authorize, &[FORM], body).await;
        assert_eq!((answer.status, answer.header("location")), (400, ""));
    }
    assert_eq!(stage.sandbox.requests()[0].outcome, "stale consent");
    let client = stage.client("api-console");
    let pairs = [("response_type", "code"), ("client_id", client.id())];
    let page = NEW_CONSOLE.page(&stage, &pairs).await;
    // A page elsewhere can post text without asking; a form's own type needs a form.
    let form = format!("ticket={}&decision=allow", ticket(&page));
    let plain = [("Content-Type", "text/plain")];
    let answer = stage.post(NEW_CONSOLE.authorize, &plain, &form).await;
    assert_eq!(answer.status, 400);
    let answer = stage
        .send(Method::PUT, NEW_CONSOLE.authorize, &[], "")
        .await;
    assert_eq!((answer.status, answer.header("allow")), (405, "GET, POST"));
}
