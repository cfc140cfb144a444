//! What holds for every request: the host it must name, its size, what is noted of it, and how the server ends.
use std::sync::atomic::Ordering;
use std::time::{Duration, Instant};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::stage::{FORM, Stage};

#[tokio::test]
async fn only_its_own_address_is_answered() {
    let stage = Stage::new().await;
    let port = stage.sandbox.address().port().unwrap();
    assert_eq!(
        stage.sandbox.address().as_str(),
        format!("http://127.0.0.1:{port}/")
    );
    for host in [
        "evil.example",
        &format!("evil.example:{port}"),
        &format!("localhost:{port}"),
        "127.0.0.1",
        &format!("127.0.0.1:{port}0"),
    ] {
        let answer = stage
            .raw(&format!(
                "GET /api-console/hello HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n\r\n"
            ))
            .await;
        assert!(answer.starts_with("HTTP/1.1 421 "), "{host}: {answer}");
        assert!(!answer.to_ascii_lowercase().contains("access-control"));
    }
    let own = format!("127.0.0.1:{port}");
    let twice =
        format!("GET / HTTP/1.1\r\nHost: {own}\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    let absolute =
        format!("GET http://evil.example/ HTTP/1.1\r\nHost: {own}\r\nConnection: close\r\n\r\n");
    let none = "GET / HTTP/1.0\r\n\r\n".to_owned();
    for request in [twice, absolute, none] {
        let answer = stage.raw(&request).await;
        assert!(answer.contains(" 421 "), "{answer}");
    }
    assert_eq!(stage.sandbox.requests()[0].outcome, "foreign host");
}

#[tokio::test]
async fn pages_elsewhere_get_no_permission() {
    let stage = Stage::new().await;
    let headers = [
        ("Origin", "https://evil.example"),
        ("Access-Control-Request-Method", "POST"),
    ];
    let answer = stage
        .send(reqwest::Method::OPTIONS, "/custom/token", &headers, "")
        .await;
    assert!(
        answer
            .headers
            .keys()
            .all(|name| !name.as_str().starts_with("access-control"))
    );
    assert!(answer.status >= 400);
}

#[tokio::test]
async fn what_is_too_large_is_refused() {
    let stage = Stage::new().await;
    let host = stage.host();
    let head = format!("POST /custom/token HTTP/1.1\r\nHost: {host}\r\nConnection: close\r\n");
    let declared = stage
        .raw(&format!("{head}Content-Length: 65537\r\n\r\n"))
        .await;
    assert!(declared.starts_with("HTTP/1.1 413 "), "{declared}");
    let chunk = format!("{:x}\r\n{}\r\n0\r\n\r\n", 65537, "a".repeat(65537));
    let chunked = stage
        .raw(&format!("{head}Transfer-Encoding: chunked\r\n\r\n{chunk}"))
        .await;
    assert!(chunked.starts_with("HTTP/1.1 413 "), "{chunked}");
    let headers = stage
        .raw(&format!(
            "{head}X-Long: {}\r\nContent-Length: 0\r\n\r\n",
            "a".repeat(17_000)
        ))
        .await;
    assert!(headers.starts_with("HTTP/1.1 431 "), "{headers}");
    let address = stage
        .get(&format!("/custom/{}", "a".repeat(9000)), &[])
        .await;
    assert_eq!(address.status, 414);
    assert!(stage.sandbox.requests()[0].path.len() <= 200);
}

#[tokio::test]
async fn requests_are_noted_newest_first_without_their_query() {
    let stage = Stage::new().await;
    let client = stage.client("smart-bonding");
    let before = stage.changes.load(Ordering::SeqCst);
    let answer = stage
        .post(
            &format!("/smart-bonding/oauth2/default/v1/token?{}", client.form()),
            &[],
            "",
        )
        .await;
    assert!(stage.changes.load(Ordering::SeqCst) > before);
    let seen = &stage.sandbox.requests()[0];
    assert_eq!(
        (seen.method.as_str(), seen.status, seen.outcome.as_str()),
        ("POST", 200, "token")
    );
    assert_eq!(seen.path, "/smart-bonding/oauth2/default/v1/token");
    assert_eq!(seen.at_ms, crate::stage::START_MS);
    stage
        .post(
            "/smart-bonding/oauth2/default/v1/token",
            &[FORM],
            "grant_type=client_credentials",
        )
        .await;
    assert_eq!(stage.sandbox.requests()[0].outcome, "invalid_client");
    assert_eq!(stage.sandbox.token_requests(), 2);
    let shown = format!(
        "{:?} {:?} {:?} {:?}",
        stage.sandbox,
        stage.sandbox.requests(),
        stage.sandbox.state(),
        client.0
    );
    assert!(!shown.contains(&client.secret()) && !shown.contains(&answer.token()));
    for _ in 0..205 {
        stage.get("/nowhere", &[]).await;
    }
    assert_eq!(stage.sandbox.requests().len(), 200);
}

#[tokio::test]
async fn generated_clients_look_like_the_real_ones() {
    let stage = Stage::new().await;
    for provider in [
        "pivot",
        "cisco-support",
        "cx-cloud",
        "api-console",
        "smart-bonding",
        "custom",
    ] {
        let client = stage.client(provider);
        assert!(
            client.id().len() == 24
                && client
                    .id()
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        );
        assert!(
            client.secret().len() == 24
                && client
                    .secret()
                    .bytes()
                    .all(|byte| byte.is_ascii_alphanumeric())
        );
        assert_eq!(client.0.subscription_key.is_some(), provider == "pivot");
        assert_eq!(
            client.0.extra_headers.len(),
            usize::from(provider == "custom")
        );
    }
    assert!(stage.sandbox.new_client("meraki").is_none());
    assert_eq!(stage.sandbox.clients()[0].provider, "pivot");
    assert_eq!(stage.client("pivot").subscription_key().len(), 32);
}

#[tokio::test]
async fn it_ends_within_a_second_though_connections_stay_open() {
    let stage = Stage::new().await;
    let (host, client) = (stage.host(), stage.client("custom"));
    let mut idle = TcpStream::connect(&host).await.unwrap();
    idle.write_all(format!("GET /custom/whoami HTTP/1.1\r\nHost: {host}\r\n\r\n").as_bytes())
        .await
        .unwrap();
    let mut first = [0; 12];
    idle.read_exact(&mut first).await.unwrap();
    assert_eq!(&first, b"HTTP/1.1 401");
    let mut half = TcpStream::connect(&host).await.unwrap();
    half.write_all(
        format!("POST /custom/token HTTP/1.1\r\nHost: {host}\r\nContent-Length: 9\r\n\r\n")
            .as_bytes(),
    )
    .await
    .unwrap();
    let started = Instant::now();
    stage.sandbox.stop().await;
    assert!(started.elapsed() < Duration::from_secs(1));
    for connection in [&mut idle, &mut half] {
        let end =
            tokio::time::timeout(Duration::from_secs(1), connection.read_to_end(&mut vec![])).await;
        assert!(end.is_ok(), "the connection outlived the sandbox");
    }
    assert!(TcpStream::connect(&host).await.is_err());
    drop(client);
}

#[test]
fn the_app_can_share_it_between_threads() {
    fn shared<T: Send + Sync>() {}
    shared::<gatepass_sandbox::Sandbox>();
}

#[tokio::test]
async fn dropping_it_ends_it() {
    let stage = Stage::new().await;
    let host = stage.host();
    let mut idle = TcpStream::connect(&host).await.unwrap();
    drop(stage);
    let end = tokio::time::timeout(Duration::from_secs(1), idle.read_to_end(&mut vec![])).await;
    assert!(end.is_ok());
}

#[tokio::test]
async fn two_hundred_requests_at_once_are_each_answered() {
    let stage = std::sync::Arc::new(Stage::new().await);
    let form = stage.client("cisco-support").form();
    let one = async |stage: std::sync::Arc<Stage>, form: String| {
        stage
            .post("/cisco-support/oauth2/default/v1/token", &[FORM], &form)
            .await
            .token()
    };
    let all: Vec<_> = (0..200)
        .map(|_| tokio::spawn(one(stage.clone(), form.clone())))
        .collect();
    let mut tokens = std::collections::HashSet::new();
    for each in all {
        tokens.insert(each.await.unwrap());
    }
    assert_eq!(
        (
            tokens.len(),
            stage.sandbox.token_requests(),
            stage.sandbox.state().tokens.len()
        ),
        (200, 200, 200)
    );
}
