//! Values made to break out of the page or the header that they are put into, and requests that came by another name.
use super::{CUSTOM, NEW_CONSOLE, OLD_CONSOLE, SERVERS, returned};
use crate::stage::Stage;

const TAG: &str = "\"'><img/src=x>&amp;";

#[tokio::test]
async fn markup_in_a_scope_is_text_on_the_page() {
    let stage = Stage::new().await;
    // The letters that the RFC allows in a scope hold no double quote.
    let scope = "'><b>bold</b>&amp;";
    for server in SERVERS {
        let client = stage.client(server.provider);
        let pairs = [
            ("response_type", "code"),
            ("client_id", client.id()),
            ("scope", scope),
        ];
        let text = server.page(&stage, &pairs).await.text();
        assert!(!text.contains("<b>"), "{text}");
        assert!(
            text.contains("&#39;&gt;&lt;b&gt;bold&lt;/b&gt;&amp;amp;"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn markup_in_a_client_id_or_a_redirect_uri_is_text_on_the_page() {
    let stage = Stage::new().await;
    let shown = "&quot;&#39;&gt;&lt;img/src=x&gt;&amp;amp;";
    for server in SERVERS {
        let client = stage.client(server.provider);
        for pairs in [
            [("client_id", TAG), ("response_type", "code")],
            [("client_id", client.id()), ("redirect_uri", TAG)],
        ] {
            let answer = server.page(&stage, &pairs).await;
            assert_eq!(answer.status, 400);
            let text = answer.text();
            assert!(text.contains(shown) && !text.contains("<img"), "{text}");
        }
        let client = stage.client(server.provider);
        let hostile = "https://app.example.com/?a='><img/src=x>&b=\"";
        assert!(stage.sandbox.register_redirect_uri(client.id(), hostile));
        let pairs = [
            ("response_type", "code"),
            ("client_id", client.id()),
            ("redirect_uri", hostile),
        ];
        let page = server.page(&stage, &pairs).await;
        assert_eq!(page.status, 200);
        assert!(!page.text().contains("<img"), "{}", page.text());
    }
}

#[tokio::test]
async fn a_hostile_state_comes_back_as_it_was_and_breaks_nothing() {
    let stage = Stage::new().await;
    let state = format!("{TAG}\r\nSet-Cookie: a=b\r\n\r\n#?&error=x \u{e4}\u{1F600}");
    for server in SERVERS {
        let client = stage.client(server.provider);
        let pairs = [
            ("response_type", "code"),
            ("client_id", client.id()),
            ("state", state.as_str()),
        ];
        let page = server.page(&stage, &pairs).await;
        assert!(!page.text().contains("<img") && !page.text().contains("Set-Cookie"));
        let answer = server.press(&stage, &page, "allow").await;
        assert_eq!(answer.header("set-cookie"), "");
        let back = returned(&answer, '?');
        assert_eq!((back["state"].as_str(), back.len()), (state.as_str(), 2));
    }
}

#[tokio::test]
async fn the_pages_answer_to_their_own_address_only() {
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let port = stage.sandbox.address().port().unwrap();
    for path in [
        NEW_CONSOLE.authorize,
        NEW_CONSOLE.revoke,
        NEW_CONSOLE.introspect,
        OLD_CONSOLE.authorize,
        OLD_CONSOLE.revoke,
        CUSTOM.authorize,
        CUSTOM.introspect,
    ] {
        let query = format!("response_type=code&client_id={}", client.id());
        for host in [format!("evil.example:{port}"), format!("localhost:{port}")] {
            for method in ["GET", "POST"] {
                let answer = stage
                    .raw(&format!(
                        "{method} {path}?{query} HTTP/1.1\r\nHost: {host}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    ))
                    .await;
                assert!(answer.starts_with("HTTP/1.1 421 "), "{answer}");
                assert!(!answer.contains("ticket"));
            }
        }
    }
}
