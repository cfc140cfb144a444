//! The network, scripted: every request is recorded, answers can be held back.
use std::collections::VecDeque;
use std::sync::Mutex;

use async_trait::async_trait;
use gatepass_core::{Http, HttpAnswer, HttpFailure, Route, WireRequest};
use tokio::sync::watch;

/// A request as it was sent, secrets and all.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) address: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(taken, _)| taken.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }
}

/// Plays the script; when that is over, issues a new hour-long token each time.
pub(crate) struct ScriptedHttp {
    script: Mutex<VecDeque<Result<HttpAnswer, HttpFailure>>>,
    lifetime_s: Mutex<u64>,
    seen: watch::Sender<Vec<Seen>>,
    held: watch::Sender<bool>,
}

impl Default for ScriptedHttp {
    fn default() -> Self {
        Self {
            script: Mutex::default(),
            lifetime_s: Mutex::new(3600),
            seen: watch::Sender::new(vec![]),
            held: watch::Sender::new(false),
        }
    }
}

impl ScriptedHttp {
    /// The next request that nothing else was said for is answered so.
    pub(crate) fn next(&self, outcome: Result<HttpAnswer, HttpFailure>) {
        self.script.lock().expect("unpoisoned").push_back(outcome);
    }

    /// Tokens issued from now on live that long.
    pub(crate) fn issue_for(&self, seconds: u64) {
        *self.lifetime_s.lock().expect("unpoisoned") = seconds;
    }

    /// Requests arrive, but are not answered until released.
    pub(crate) fn hold(&self) {
        self.held.send_replace(true);
    }

    pub(crate) fn release(&self) {
        self.held.send_replace(false);
    }

    /// Waits until that many requests have arrived since the start.
    pub(crate) async fn arrived(&self, count: usize) {
        self.seen
            .subscribe()
            .wait_for(|seen| seen.len() >= count)
            .await
            .expect("the network stays");
    }

    pub(crate) fn requests(&self) -> usize {
        self.seen.borrow().len()
    }

    pub(crate) fn seen(&self) -> Vec<Seen> {
        self.seen.borrow().clone()
    }

    pub(crate) fn last(&self) -> Seen {
        self.seen
            .borrow()
            .last()
            .cloned()
            .expect("a request was sent")
    }
}

#[async_trait]
impl Http for ScriptedHttp {
    async fn send(
        &self,
        request: &WireRequest,
        _: &Route,
        _: usize,
    ) -> Result<HttpAnswer, HttpFailure> {
        let scripted = self.script.lock().expect("unpoisoned").pop_front();
        let lifetime_s = *self.lifetime_s.lock().expect("unpoisoned");
        let seen = Seen {
            address: request.address().to_owned(),
            headers: request
                .headers()
                .iter()
                .map(|header| (header.name.clone(), header.value.to_string()))
                .collect(),
            body: String::from_utf8_lossy(request.body().unwrap_or_default()).into_owned(),
        };
        let mut number = 0;
        self.seen.send_modify(|all| {
            all.push(seen);
            number = all.len();
        });
        self.held
            .subscribe()
            .wait_for(|held| !held)
            .await
            .expect("the network stays");
        scripted.unwrap_or_else(|| {
            let body = format!(
                r#"{{"access_token":"issued-token-{number:04}","token_type":"Bearer","expires_in":{lifetime_s}}}"#
            );
            Ok(json_answer(200, &body))
        })
    }
}

pub(crate) fn json_answer(status: u16, body: &str) -> HttpAnswer {
    answer(status, &[("content-type", "application/json")], body)
}

/// Header names in lower case.
pub(crate) fn answer(status: u16, headers: &[(&str, &str)], body: &str) -> HttpAnswer {
    let headers = headers
        .iter()
        .map(|(name, value)| ((*name).to_owned(), (*value).to_owned()))
        .collect();
    HttpAnswer {
        status,
        headers,
        body: body.as_bytes().to_vec().into(),
    }
}
