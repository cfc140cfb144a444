//! HTTP against real servers on loopback: what goes over the wire, what is read back, and what each failure is called.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod answers;
mod broken;
mod exchange;
mod failures;
mod proxies;
mod server;
mod tls;
mod wire;

use std::time::Duration;

use gatepass_core::{
    Body, Http, HttpAnswer, HttpFailure, Method, Request, Route, USER_AGENT, Value,
};
use gatepass_io::{HttpLimits, ReqwestHttp};

/// No test waits longer than this, whatever it is that hangs.
const LIMITS: HttpLimits = HttpLimits {
    connect: Duration::from_secs(5),
    read: Duration::from_secs(5),
    total: Duration::from_secs(8),
};

fn request(method: &'static str, address: &str, body: Body) -> Request {
    let address = address.parse().unwrap();
    let plain = |name: &str, value: &str| (name.to_owned(), Value::Plain(value.to_owned()));
    let headers = vec![
        plain("User-Agent", USER_AGENT),
        plain("Accept", "application/json"),
    ];
    Request {
        method: Method::from_name(method).unwrap(),
        address,
        headers,
        query: vec![],
        body,
    }
}

async fn get(address: &str) -> Result<HttpAnswer, HttpFailure> {
    get_by(address, &Route::default()).await
}

async fn get_by(address: &str, route: &Route) -> Result<HttpAnswer, HttpFailure> {
    send(&request("GET", address, Body::None), route, 1024 * 1024).await
}

async fn send(request: &Request, route: &Route, limit: usize) -> Result<HttpAnswer, HttpFailure> {
    ReqwestHttp::new(LIMITS)
        .send(&request.seal(None).unwrap(), route, limit)
        .await
}

fn refused(answer: Result<HttpAnswer, HttpFailure>) -> HttpFailure {
    match answer {
        Ok(answer) => panic!("an answer came: {}", answer.status),
        Err(failure) => failure,
    }
}
