//! A token endpoint that answers with prepared bytes: each lane, a path of its own, has its next reply laid out for it.
use std::sync::{Arc, Mutex};

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};

/// Bytes to answer with.
#[derive(Clone, Default)]
pub(crate) struct Reply {
    pub(crate) bytes: Vec<u8>,
    /// Whether the connection is then left open, as if there were more to come.
    pub(crate) stalls: bool,
}

pub(crate) struct Server {
    pub(crate) port: u16,
    lanes: Arc<Vec<Mutex<Reply>>>,
}

impl Server {
    pub(crate) async fn with_lanes(count: usize) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let port = listener.local_addr().unwrap().port();
        let lanes: Arc<Vec<Mutex<Reply>>> =
            Arc::new((0..count).map(|_| Mutex::default()).collect());
        let served = lanes.clone();
        tokio::spawn(async move {
            while let Ok((stream, _)) = listener.accept().await {
                tokio::spawn(serve(stream, served.clone()));
            }
        });
        Self { port, lanes }
    }

    pub(crate) fn address(&self, lane: usize) -> String {
        format!("http://127.0.0.1:{}/lane/{lane}", self.port)
    }

    pub(crate) fn lay_out(&self, lane: usize, reply: Reply) {
        *self.lanes[lane].lock().unwrap() = reply;
    }
}

async fn serve(mut stream: TcpStream, lanes: Arc<Vec<Mutex<Reply>>>) {
    let Some(lane) = lane_of(&mut stream).await else {
        return;
    };
    let reply = lanes[lane].lock().unwrap().clone();
    // A client that has read enough hangs up.
    let _ = stream.write_all(&reply.bytes).await;
    if reply.stalls {
        let mut rest = [0; 64];
        while let Ok(1..) = stream.read(&mut rest).await {}
    } else {
        let _ = stream.shutdown().await;
    }
}

/// Reads a whole request and tells whose it is. None if the client left before it was whole.
async fn lane_of(stream: &mut TcpStream) -> Option<usize> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 2048]);
    loop {
        let length = stream
            .read(&mut piece)
            .await
            .ok()
            .filter(|length| *length > 0)?;
        bytes.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.contains("client_secret=")
        {
            let path = head.split_whitespace().nth(1)?;
            return path.rsplit('/').next()?.parse().ok();
        }
    }
}
