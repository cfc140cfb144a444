//! A port that somebody else holds, on one address or all, is refused as a whole.
use std::net::TcpListener;

use gatepass_core::LoopbackHost;
use gatepass_io::{BindError, RedirectListener};

use crate::browser::is_open;
use crate::{free_port, listen, listener};

const HOSTS: [LoopbackHost; 3] = [LoopbackHost::V4, LoopbackHost::V6, LoopbackHost::Localhost];

/// Another program that listens on this address, and its port.
fn squatted(address: &str) -> (TcpListener, u16) {
    for _ in 0..20 {
        let port = free_port();
        if let Ok(held) = TcpListener::bind((address, port)) {
            return (held, port);
        }
    }
    panic!("nothing can listen on {address}")
}

#[tokio::test]
async fn a_port_that_is_taken_on_one_address_is_taken() {
    for (squatter, free) in [
        ("127.0.0.1", "::1"),
        ("::1", "127.0.0.1"),
        ("0.0.0.0", "::1"),
    ] {
        let (held, port) = squatted(squatter);
        for host in HOSTS {
            let bound = RedirectListener::bind(&listen(host, port)).await;
            assert!(
                matches!(bound, Err(BindError::PortTaken)),
                "{squatter} {host}: {bound:?}"
            );
        }
        assert!(
            TcpListener::bind((free, port)).is_ok(),
            "{free} stayed bound beside {squatter}"
        );
        drop(held);
    }
}

#[tokio::test]
async fn a_port_that_is_taken_on_every_address_is_taken() {
    let (_held, port) = squatted("::");
    for host in HOSTS {
        let bound = RedirectListener::bind(&listen(host, port)).await;
        assert!(
            matches!(bound, Err(BindError::PortTaken)),
            "{host}: {bound:?}"
        );
    }
}

#[tokio::test]
async fn while_we_listen_nobody_else_can() {
    let (held, port) = listener(LoopbackHost::Localhost).await;
    for other in ["127.0.0.1", "::1", "0.0.0.0", "::"] {
        assert!(TcpListener::bind((other, port)).is_err(), "{other}");
    }
    let second = RedirectListener::bind(&listen(LoopbackHost::V4, port)).await;
    assert!(matches!(second, Err(BindError::PortTaken)));
    drop(held);
    assert!(!is_open(port).await, "dropped without a wait");
}
