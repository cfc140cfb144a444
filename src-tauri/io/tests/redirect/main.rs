//! Stories of an answer by redirect, over real sockets on loopback: ours is received, nobody else's is.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod answers;
mod binding;
mod browser;
mod fragments;
mod pages;
mod strangers;
mod waiting;

use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gatepass_core::{
    ExpectedLanding, Landed, Landing, LandingError, Listen, LoopbackHost, RedirectUri,
    ResponseType, State,
};
use gatepass_io::{BindError, RedirectListener, WaitError};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

const CODE: &str = "SplxlOBeZQQYbYS6WxSbIA";
const PATH: &str = "/callback";

/// No test waits as long as this; those about the deadline say theirs.
const LONG: Duration = Duration::from_secs(60);

/// A sign-in that waits for its answer.
struct SignIn {
    port: u16,
    cancel: oneshot::Sender<()>,
    /// What was turned away so far.
    told: Arc<Mutex<Vec<LandingError>>>,
    waiting: JoinHandle<Result<Landing, WaitError>>,
}

impl SignIn {
    async fn for_code() -> Self {
        Self::begin(LoopbackHost::V4, ResponseType::Code, LONG).await
    }

    async fn for_token() -> Self {
        Self::begin(LoopbackHost::V4, ResponseType::Token, LONG).await
    }

    async fn begin(host: LoopbackHost, response_type: ResponseType, deadline: Duration) -> Self {
        let (listener, port) = listener(host).await;
        let expected = ExpectedLanding {
            redirect_uri: RedirectUri::parse(&listen(host, port).address()).unwrap(),
            authorization_endpoint: "https://id.example/authorize".parse().unwrap(),
            response_type,
            state: state(),
        };
        let (cancel, cancelled) = oneshot::channel::<()>();
        let told = Arc::new(Mutex::new(Vec::new()));
        let telling = Arc::clone(&told);
        let tell = move |error| telling.lock().unwrap().push(error);
        let cancelled = async move { drop(cancelled.await) };
        let waiting = tokio::spawn(listener.wait(expected, deadline, tell, cancelled));
        Self {
            port,
            cancel,
            told,
            waiting,
        }
    }

    async fn end(self) -> Result<Landing, WaitError> {
        let Self {
            waiting, cancel, ..
        } = self;
        let ended = tokio::time::timeout(Duration::from_secs(20), waiting).await;
        drop(cancel);
        ended.expect("the wait ends").unwrap()
    }

    async fn code(self) -> String {
        match self.end().await.map(|landing| landing.answer) {
            Ok(Landed::Code(code)) => code.reveal(str::to_owned),
            other => panic!("no code: {other:?}"),
        }
    }
}

fn state() -> State {
    State::new(&[0x61; 32])
}

/// The query of the right answer.
fn right() -> String {
    format!(
        "code={CODE}&state={}",
        state().secret().reveal(str::to_owned)
    )
}

fn listen(host: LoopbackHost, port: u16) -> Listen {
    Listen {
        host,
        port,
        path: PATH.to_owned(),
    }
}

/// Listens on a port that was free a moment ago. Another test may have taken it since: then on another one.
async fn listener(host: LoopbackHost) -> (RedirectListener, u16) {
    for _ in 0..20 {
        let port = free_port();
        match RedirectListener::bind(&listen(host, port)).await {
            Ok(listener) => return (listener, port),
            Err(BindError::PortTaken) => {}
            Err(error) => panic!("{error}"),
        }
    }
    panic!("no port is free for as long as it takes to listen on it")
}

/// A port that nobody holds on either loopback address.
fn free_port() -> u16 {
    for _ in 0..100 {
        let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = v4.local_addr().unwrap().port();
        if TcpListener::bind((Ipv6Addr::LOCALHOST, port)).is_ok() {
            return port;
        }
    }
    panic!("these tests need ::1 beside 127.0.0.1")
}
