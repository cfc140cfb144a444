//! Authorization requests that are not as they should be: whom they are told to, and which addresses count as registered.
use super::{CHALLENGE, SERVERS, returned};
use crate::stage::Stage;

#[tokio::test]
async fn who_cannot_be_trusted_is_shown_a_page_and_sent_nowhere() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let foreign = stage.client("cisco-support");
        let uri = client.redirect_uri();
        let (longer, slash) = (format!("{uri}/more"), format!("{uri}/"));
        let query = format!("{uri}?a=b");
        let upper = uri.replace("http:", "HTTP:");
        let mut wrong = vec![
            (vec![], "unknown client"),
            (
                vec![("client_id", "made-up"), ("redirect_uri", &uri)],
                "unknown client",
            ),
            (vec![("client_id", foreign.id())], "unknown client"),
            (
                vec![("client_id", client.id()), ("client_id", client.id())],
                "repeated parameter",
            ),
        ];
        let evil = "https://evil.example/";
        for named in [&longer, &slash, &query, &upper, evil, "javascript:alert(1)"] {
            let pairs = vec![("client_id", client.id()), ("redirect_uri", named)];
            wrong.push((pairs, "unregistered redirect URI"));
        }
        for (pairs, outcome) in wrong {
            let all: Vec<_> = [("response_type", "code"), ("state", "s")]
                .into_iter()
                .chain(pairs)
                .collect();
            let answer = server.page(&stage, &all).await;
            assert_eq!(
                (answer.status, answer.header("location")),
                (400, ""),
                "{all:?}"
            );
            assert!(answer.text().contains("The request was refused"));
            let policy = answer.header("content-security-policy");
            assert!(policy.contains("form-action 'none'"), "{policy}");
            assert_eq!(stage.sandbox.requests()[0].outcome, outcome);
        }
    }
}

#[tokio::test]
async fn what_is_wrong_with_the_rest_is_told_to_the_client() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let plain = ("code_challenge", CHALLENGE[0].1);
        for (more, error) in [
            (vec![], "invalid_request"),
            (
                vec![("response_type", "id_token")],
                "unsupported_response_type",
            ),
            (
                vec![("response_type", "code"), ("scope", "a  b")],
                "invalid_scope",
            ),
            (
                vec![("response_type", "code"), ("scope", "\"")],
                "invalid_scope",
            ),
            (
                vec![("response_type", "code"), ("scope", "a"), ("scope", "b")],
                "invalid_request",
            ),
            (vec![("response_type", "code"), plain], "invalid_request"),
            (
                vec![
                    ("response_type", "code"),
                    plain,
                    ("code_challenge_method", "plain"),
                ],
                "invalid_request",
            ),
            (
                vec![
                    ("response_type", "code"),
                    ("code_challenge", "short"),
                    CHALLENGE[1],
                ],
                "invalid_request",
            ),
            (
                vec![("response_type", "code"), CHALLENGE[1]],
                "invalid_request",
            ),
        ] {
            let mut pairs = vec![("client_id", client.id()), ("state", "s-3")];
            pairs.extend(&more);
            let answer = server.page(&stage, &pairs).await;
            assert_eq!(answer.status, 302, "{more:?}");
            assert!(
                answer
                    .header("location")
                    .starts_with(&client.redirect_uri())
            );
            let back = returned(&answer, '?');
            assert_eq!(
                (back["error"].as_str(), back["state"].as_str()),
                (error, "s-3"),
                "{more:?}"
            );
            assert_eq!(stage.sandbox.requests()[0].outcome, error);
        }
        let pairs = [
            ("client_id", client.id()),
            ("response_type", "token"),
            ("scope", "\\"),
        ];
        let answer = server.page(&stage, &pairs).await;
        assert_eq!(returned(&answer, '#')["error"], "invalid_scope");
    }
}

#[tokio::test]
async fn another_address_can_be_registered_and_must_be_named_then() {
    let stage = Stage::new().await;
    let client = stage.client("custom");
    let server = &SERVERS[2];
    let uri = "https://app.example.com/landed?from=sandbox";
    assert!(stage.sandbox.register_redirect_uri(client.id(), uri));
    let pairs = [("response_type", "code"), ("client_id", client.id())];
    assert_eq!(server.page(&stage, &pairs).await.status, 400);
    let named = [pairs[0], pairs[1], ("redirect_uri", uri)];
    let page = server.page(&stage, &named).await;
    let answer = server.press(&stage, &page, "allow").await;
    assert!(
        answer
            .header("location")
            .starts_with(&format!("{uri}&code="))
    );
    let policy = page.header("content-security-policy").to_owned();
    assert!(policy.contains("form-action 'self' https://app.example.com;"));
    for bad in [
        "http://app.example.com/",
        "https://a.example/#b",
        "nonsense",
    ] {
        assert!(
            !stage.sandbox.register_redirect_uri(client.id(), bad),
            "{bad}"
        );
    }
    let pivot = stage.client("pivot");
    assert!(!stage.sandbox.register_redirect_uri(pivot.id(), uri));
    assert!(!stage.sandbox.register_redirect_uri("made-up", uri));
    let again = Stage::from(stage.sandbox.state(), crate::stage::START_MS).await;
    assert_eq!(server.page(&again, &named).await.status, 200);
}
