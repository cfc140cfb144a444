//! The ends of a wait without an answer, and a second wait on the same port.
use std::time::Duration;

use gatepass_core::{LoopbackHost, ResponseType};
use gatepass_io::{RedirectListener, WaitError};
use tokio::net::TcpStream;

use crate::browser::{is_open, rest, visit};
use crate::{SignIn, listen, right};

#[tokio::test]
async fn a_wait_ends_at_its_deadline() {
    let deadline = Duration::from_millis(100);
    let sign_in = SignIn::begin(LoopbackHost::V4, ResponseType::Code, deadline).await;
    let port = sign_in.port;
    let ended = sign_in.end().await.unwrap_err();
    assert_eq!(ended, WaitError::TimedOut { turned_away: None });
    assert!(!is_open(port).await);
}

#[tokio::test]
async fn a_wait_can_be_cancelled_and_takes_its_connections_along() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    let mut idle = TcpStream::connect(("127.0.0.1", port)).await.unwrap();
    visit(port, "code=x&state=old").await;
    let SignIn {
        cancel, waiting, ..
    } = sign_in;
    cancel.send(()).unwrap();
    assert_eq!(waiting.await.unwrap().unwrap_err(), WaitError::Cancelled);
    assert!(!is_open(port).await);
    assert_eq!(rest(&mut idle).await, "");
}

#[tokio::test]
async fn a_wait_that_is_dropped_listens_no_more() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    visit(port, "").await;
    sign_in.waiting.abort();
    assert!(sign_in.waiting.await.unwrap_err().is_cancelled());
    assert!(!is_open(port).await);
}

#[tokio::test]
async fn the_next_sign_in_may_use_the_same_port_at_once() {
    let sign_in = SignIn::for_code().await;
    let port = sign_in.port;
    visit(port, &right()).await;
    sign_in.code().await;
    let again = RedirectListener::bind(&listen(LoopbackHost::V4, port)).await;
    assert!(again.is_ok(), "{again:?}");
}
