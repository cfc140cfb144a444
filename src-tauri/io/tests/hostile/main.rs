//! Servers that mean harm, or are broken as if they did: each exchange ends within its deadline, with a named failure.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
#[cfg(target_os = "linux")]
mod bombs;
mod misplaced;
mod servers;
mod stalls;
mod wrong;

use std::time::{Duration, Instant};

use gatepass_core::{Body, Http, HttpAnswer, HttpFailure, Method, Request, Route};
use gatepass_io::{HttpLimits, ReqwestHttp};

/// Short, so that waiting for them is; each is a second or two when told in whole seconds.
const LIMITS: HttpLimits = HttpLimits {
    connect: Duration::from_millis(700),
    read: Duration::from_millis(700),
    total: Duration::from_millis(1_500),
};

/// The longest limit, and time to be scheduled on a busy computer.
const DEADLINE: Duration = Duration::from_secs(6);

const LIMIT: usize = 1024 * 1024;

async fn get(address: &str) -> Result<HttpAnswer, HttpFailure> {
    get_with(&ReqwestHttp::new(LIMITS), address).await
}

/// Fails the test when it does not end in time.
async fn get_with(http: &ReqwestHttp, address: &str) -> Result<HttpAnswer, HttpFailure> {
    let request = Request {
        method: Method::Get,
        address: address.parse().unwrap(),
        query: vec![],
        headers: vec![],
        body: Body::None,
    };
    let (wire, route) = (request.seal(None).unwrap(), Route::default());
    let started = Instant::now();
    let answer = http.send(&wire, &route, LIMIT).await;
    assert!(
        started.elapsed() < DEADLINE,
        "it took {:?}",
        started.elapsed()
    );
    answer
}

fn failure(answer: Result<HttpAnswer, HttpFailure>) -> HttpFailure {
    match answer {
        Ok(answer) => panic!("an answer came: {}", answer.status),
        Err(failure) => failure,
    }
}
