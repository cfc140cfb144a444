//! Servers made of a few lines: what each does with a connection.
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// What a server does once a request has come.
#[derive(Clone)]
pub(crate) enum Does {
    /// Writes this and closes in order.
    Says(Vec<u8>),
    /// Writes this and keeps the connection open.
    Stalls(Vec<u8>),
    /// Writes the first, then the second again and again, as fast as it is taken.
    Pours(Vec<u8>, Vec<u8>),
    /// Writes the first, then the second again and again, with a pause between: just enough to seem alive.
    Drips(Vec<u8>, Vec<u8>),
    /// Writes this and resets the connection.
    Resets(Vec<u8>),
}

/// Its address.
pub(crate) async fn server(does: Does) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}/", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            tokio::spawn(serve(stream, does.clone()));
        }
    });
    address
}

/// Ends when the client hangs up, whatever it was doing.
async fn serve(mut stream: TcpStream, does: Does) -> std::io::Result<()> {
    request_of(&mut stream).await?;
    match does {
        Does::Says(bytes) => {
            stream.write_all(&bytes).await?;
            stream.shutdown().await
        }
        Does::Stalls(bytes) => {
            stream.write_all(&bytes).await?;
            std::future::pending().await
        }
        Does::Pours(start, again) => {
            stream.write_all(&start).await?;
            loop {
                stream.write_all(&again).await?;
            }
        }
        Does::Drips(start, again) => {
            stream.write_all(&start).await?;
            let mut tick = tokio::time::interval(Duration::from_millis(20));
            loop {
                tick.tick().await;
                stream.write_all(&again).await?;
            }
        }
        Does::Resets(bytes) => {
            stream.write_all(&bytes).await?;
            stream.set_zero_linger()
        }
    }
}

/// A request without a body, or the first message of TLS. An empty text when the client has gone.
pub(crate) async fn request_of(stream: &mut TcpStream) -> std::io::Result<String> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 2048]);
    while !bytes.ends_with(b"\r\n\r\n") && bytes.first() != Some(&TLS_HANDSHAKE) {
        match stream.read(&mut piece).await? {
            0 => break,
            length => bytes.extend_from_slice(&piece[..length]),
        }
    }
    Ok(String::from_utf8_lossy(&bytes).into_owned())
}

/// The first byte of a TLS connection (RFC 8446, section 5.1).
const TLS_HANDSHAKE: u8 = 22;

/// An answer with this body, its length, and these further headers.
pub(crate) fn answer(headers: &str, body: &[u8]) -> Vec<u8> {
    let head = format!(
        "HTTP/1.1 200 OK\r\n{headers}Content-Length: {}\r\n\r\n",
        body.len()
    );
    [head.as_bytes(), body].concat()
}
