//! A proxy is used where one is set, and never for loopback.
use std::sync::{Arc, Mutex};

use gatepass_core::{HttpFailure, Route};
use tokio::io::{AsyncReadExt, AsyncWriteExt, copy_bidirectional};
use tokio::net::{TcpListener, TcpStream};

use crate::server::{Server, with_body};
use crate::tls::Authority;
use crate::{get, get_by, refused};

/// A name that exists nowhere: a request for it gets somewhere through a proxy only.
const ELSEWHERE: &str = "https://gate.invalid/token";

fn through(port: u16) -> Route {
    Route {
        proxy: Some(format!("http://127.0.0.1:{port}").parse().unwrap()),
        extra_ca: None,
    }
}

async fn refusing() -> Server {
    Server::answering("HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n").await
}

#[tokio::test]
async fn the_route_s_proxy_is_asked_to_connect() {
    let proxy = refusing().await;
    assert_eq!(
        refused(get_by(ELSEWHERE, &through(proxy.port)).await),
        HttpFailure::Proxy
    );
    let asked = proxy.only();
    assert!(
        asked.starts_with("CONNECT gate.invalid:443 HTTP/1.1\r\n"),
        "{asked}"
    );
    assert!(
        !asked.contains("token"),
        "the path stays inside the tunnel: {asked}"
    );
}

#[tokio::test]
async fn a_proxy_that_is_not_there_is_named() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    drop(listener);
    assert_eq!(
        refused(get_by(ELSEWHERE, &through(port)).await),
        HttpFailure::Proxy
    );
    let socks = Route {
        proxy: Some(format!("socks5://127.0.0.1:{port}").parse().unwrap()),
        extra_ca: None,
    };
    let by_name = ELSEWHERE.replace("gate.invalid", "192.0.2.1");
    assert_eq!(refused(get_by(&by_name, &socks).await), HttpFailure::Proxy);
}

#[tokio::test]
async fn through_a_proxy_the_far_end_s_certificate_counts() {
    let company = Authority::new();
    let far = company.server("gate.invalid", |_| ()).await;
    let (port, log) = tunnel_to(far).await;
    let route = Route {
        extra_ca: company.route().extra_ca,
        ..through(port)
    };
    let answer = get_by(ELSEWHERE, &route).await.unwrap();
    assert_eq!(&answer.body[..], b"secure");
    assert!(
        get_by("https://other.invalid/", &route).await.is_err(),
        "another name is not what the certificate says"
    );
    assert_eq!(log.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn loopback_is_reached_directly_whatever_the_route_says() {
    let (proxy, home) = (
        refusing().await,
        Server::answering(with_body("", b"home")).await,
    );
    let answer = get_by(&home.address(), &through(proxy.port)).await.unwrap();
    assert_eq!(&answer.body[..], b"home");
    assert_eq!(proxy.seen(), Vec::<String>::new());
    home.only();
}

#[tokio::test]
async fn the_environment_s_proxy_is_used_but_not_for_loopback() {
    let (proxy, home) = (
        refusing().await,
        Server::answering(with_body("", b"home")).await,
    );
    let address = format!("http://127.0.0.1:{}", proxy.port);
    let mut child = tokio::process::Command::new(std::env::current_exe().unwrap());
    child.args([
        "--exact",
        "proxies::child_of_the_environment_test",
        "--ignored",
        "--test-threads=1",
    ]);
    for name in [
        "HTTP_PROXY",
        "HTTPS_PROXY",
        "ALL_PROXY",
        "http_proxy",
        "https_proxy",
        "all_proxy",
    ] {
        child.env(name, &address);
    }
    child
        .env_remove("NO_PROXY")
        .env_remove("no_proxy")
        .env("GATEPASS_TEST_HOME", home.address())
        .kill_on_drop(true);
    let output = tokio::time::timeout(crate::LIMITS.total * 2, child.output())
        .await
        .unwrap()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{text}"
    );
    assert!(
        proxy.only().starts_with("CONNECT gate.invalid:443 "),
        "{:?}",
        proxy.seen()
    );
    assert!(home.only().starts_with("GET /token "));
}

#[tokio::test]
#[ignore = "run by the_environment_s_proxy_is_used_but_not_for_loopback, in a process whose environment names a proxy"]
async fn child_of_the_environment_test() {
    let home = std::env::var("GATEPASS_TEST_HOME").unwrap();
    assert_eq!(&get(&home).await.unwrap().body[..], b"home");
    assert_eq!(refused(get(ELSEWHERE).await), HttpFailure::Proxy);
}

/// A proxy that connects whatever is asked for to one port of this computer.
async fn tunnel_to(far: u16) -> (u16, Arc<Mutex<Vec<String>>>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let log = Arc::<Mutex<Vec<String>>>::default();
    let seen = log.clone();
    tokio::spawn(async move {
        while let Ok((mut near, _)) = listener.accept().await {
            let mut head = Vec::new();
            while !head.ends_with(b"\r\n\r\n") {
                head.push(near.read_u8().await.unwrap());
            }
            seen.lock().unwrap().push(String::from_utf8(head).unwrap());
            near.write_all(b"HTTP/1.1 200 Connected\r\n\r\n")
                .await
                .unwrap();
            let mut far = TcpStream::connect(("127.0.0.1", far)).await.unwrap();
            tokio::spawn(async move { copy_bidirectional(&mut near, &mut far).await });
        }
    });
    (port, log)
}
