//! A token endpoint on loopback that numbers its tokens and counts what it is asked.
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tokio::net::{TcpListener, TcpStream};

#[allow(dead_code, reason = "only its reading and writing is needed here")]
#[path = "../http/server.rs"]
mod server;

pub(crate) struct TokenServer {
    port: u16,
    requests: Arc<AtomicUsize>,
}

impl TokenServer {
    pub(crate) async fn start() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let requests = Arc::<AtomicUsize>::default();
        let count = requests.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(issue(stream, count.clone()));
            }
        });
        Self { port, requests }
    }

    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}/token", self.port)
    }

    pub(crate) fn requests(&self) -> usize {
        self.requests.load(Ordering::SeqCst)
    }
}

async fn issue(mut stream: TcpStream, count: Arc<AtomicUsize>) {
    let request = server::read_request(&mut stream).await;
    let number = count.fetch_add(1, Ordering::SeqCst) + 1;
    assert!(request.starts_with("POST /token HTTP/1.1\r\n"), "{request}");
    assert!(request.ends_with(
        "grant_type=client_credentials&client_id=client-one&client_secret=an-invented-secret-0001"
    ));
    let body = format!(
        r#"{{"access_token":"issued-token-{number:04}","token_type":"Bearer","expires_in":3600}}"#
    );
    let answer = server::with_body("Content-Type: application/json\r\n", body.as_bytes());
    server::answer(&mut stream, &answer).await;
}
