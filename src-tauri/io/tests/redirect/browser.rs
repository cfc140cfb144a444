//! A browser as far as the wire shows it, and worse things than browsers.
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::PATH;

/// What came back for one request.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> &str {
        let found = self.headers.iter().find(|(named, _)| named == name);
        found.map_or("", |(_, value)| value)
    }
}

/// Opens `http://127.0.0.1:port/callback?query`.
pub(crate) async fn visit(port: u16, query: &str) -> Answer {
    get(port, &format!("{PATH}?{query}")).await
}

pub(crate) async fn get(port: u16, target: &str) -> Answer {
    let host = format!("127.0.0.1:{port}");
    request(
        port,
        &format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n"),
    )
    .await
}

/// Sends these bytes to 127.0.0.1.
pub(crate) async fn request(port: u16, bytes: &str) -> Answer {
    request_to("127.0.0.1", port, bytes).await
}

pub(crate) async fn request_to(address: &str, port: u16, bytes: &str) -> Answer {
    let mut stream = TcpStream::connect((address, port)).await.unwrap();
    stream.write_all(bytes.as_bytes()).await.unwrap();
    let answer = rest(&mut stream).await;
    let (head, body) = answer.split_once("\r\n\r\n").expect("an answer");
    let mut lines = head.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap();
    let headers = lines.map(|line| {
        let (name, value) = line.split_once(':').unwrap();
        (name.to_ascii_lowercase(), value.trim().to_owned())
    });
    Answer {
        status: status.parse().unwrap(),
        headers: headers.collect(),
        body: body.to_owned(),
    }
}

/// Everything until the server hangs up, which it must.
pub(crate) async fn rest(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    let read = stream.read_to_end(&mut bytes);
    let read = tokio::time::timeout(Duration::from_secs(15), read).await;
    // A reset is an end as well.
    let _ = read.expect("the connection is closed");
    String::from_utf8(bytes).unwrap()
}

/// Whether anything listens on either loopback address.
pub(crate) async fn is_open(port: u16) -> bool {
    let v4 = TcpStream::connect(("127.0.0.1", port)).await.is_ok();
    let v6 = TcpStream::connect(("::1", port)).await.is_ok();
    v4 || v6
}
