//! The reference: hyper on one connection, with nothing around it.
use std::net::SocketAddr;

use bytes::Bytes;
use gatepass_core::USER_AGENT;
use http_body_util::{BodyExt, Full};
use hyper::client::conn::http1::SendRequest;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

use crate::{Failure, check};

/// What the token request says; the engine's says the same.
const FORM: &str =
    "grant_type=client_credentials&client_id=client&client_secret=a-secret-of-the-bench-0001";

/// One connection.
pub(crate) struct Bare {
    sender: SendRequest<Full<Bytes>>,
    host: String,
}

impl Bare {
    pub(crate) async fn to(address: SocketAddr) -> Result<Self, Failure> {
        let stream = TcpStream::connect(address).await?;
        stream.set_nodelay(true)?;
        let io = TokioIo::new(stream);
        let (sender, connection) = hyper::client::conn::http1::handshake(io).await?;
        tokio::spawn(connection);
        let host = address.to_string();
        Ok(Self { sender, host })
    }

    /// A call without a token.
    pub(crate) async fn call(&mut self) -> Result<(), Failure> {
        let request = hyper::Request::get("/call")
            .header("host", &self.host)
            .header("user-agent", USER_AGENT)
            .body(Full::default())?;
        check(self.send(request).await?.len())
    }

    /// A new token, and a call with it.
    pub(crate) async fn token_and_call(&mut self) -> Result<(), Failure> {
        let request = hyper::Request::post("/token")
            .header("host", &self.host)
            .header("user-agent", USER_AGENT)
            .header("accept", "application/json")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(Full::from(FORM))?;
        let answer: serde_json::Value = serde_json::from_slice(&self.send(request).await?)?;
        let token = answer["access_token"].as_str().ok_or("no token came")?;
        let request = hyper::Request::get("/call")
            .header("host", &self.host)
            .header("user-agent", USER_AGENT)
            .header("accept", "application/json")
            .header("authorization", format!("Bearer {token}"))
            .body(Full::default())?;
        check(self.send(request).await?.len())
    }

    async fn send(&mut self, request: hyper::Request<Full<Bytes>>) -> Result<Bytes, Failure> {
        self.sender.ready().await?;
        let answer = self.sender.send_request(request).await?;
        Ok(answer.into_body().collect().await?.to_bytes())
    }
}
