//! The network, scripted: every request is recorded with its time, answers can be held back.
use std::collections::VecDeque;
use std::sync::{Arc, Mutex};

use async_trait::async_trait;
use gatepass_core::{
    Arrival, CallLimits, Clock, Head, Http, HttpAnswer, HttpFailure, Moment, Route, Sink, Sizes,
    Times, WireRequest,
};
use tokio::sync::watch;

use super::HandClock;

/// A request as it was sent, secrets and all.
#[derive(Clone, Debug)]
pub(crate) struct Seen {
    pub(crate) address: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: String,
    pub(crate) at: Moment,
}

impl Seen {
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .iter()
            .find(|(taken, _)| taken.eq_ignore_ascii_case(name))
            .map_or("", |(_, value)| value)
    }

    /// The value of that member of a form body, decoded; "" if it has none.
    pub(crate) fn member(&self, name: &str) -> String {
        url::form_urlencoded::parse(self.body.as_bytes())
            .find(|(taken, _)| taken == name)
            .map_or_else(String::new, |(_, value)| value.into_owned())
    }
}

/// Plays the script; when that is over, issues a new hour-long token each time.
pub(crate) struct ScriptedHttp {
    script: Mutex<VecDeque<Scripted>>,
    issuing: Mutex<Issuing>,
    clock: Arc<HandClock>,
    seen: watch::Sender<Vec<Seen>>,
    held: watch::Sender<Held>,
}

/// What comes of a request: an answer, a failure, or an answer that breaks off with one.
struct Scripted {
    answer: Option<HttpAnswer>,
    failure: Option<HttpFailure>,
}

/// How tokens are issued when nothing is scripted.
struct Issuing {
    lifetime_s: u64,
    with_refresh: bool,
}

/// Which requests are not answered yet, by their number.
#[derive(Default)]
struct Held {
    all: bool,
    one: Option<usize>,
}

impl ScriptedHttp {
    pub(crate) fn new(clock: Arc<HandClock>) -> Self {
        Self {
            script: Mutex::default(),
            issuing: Mutex::new(Issuing {
                lifetime_s: 3600,
                with_refresh: false,
            }),
            clock,
            seen: watch::Sender::new(vec![]),
            held: watch::Sender::default(),
        }
    }

    /// The next request that nothing else was said for is answered so.
    pub(crate) fn next(&self, outcome: Result<HttpAnswer, HttpFailure>) {
        let failure = outcome.as_ref().err().cloned();
        self.play(Scripted {
            answer: outcome.ok(),
            failure,
        });
    }

    /// The next request that nothing else was said for is answered with this much, and then fails.
    pub(crate) fn break_off(&self, answer: HttpAnswer, failure: HttpFailure) {
        self.play(Scripted {
            answer: Some(answer),
            failure: Some(failure),
        });
    }

    fn play(&self, scripted: Scripted) {
        self.script.lock().expect("unpoisoned").push_back(scripted);
    }

    /// The next requests are refused with this status and this `error`.
    pub(crate) fn refuse(&self, times: usize, status: u16, error: &str) {
        for _ in 0..times {
            self.next(Ok(json_answer(
                status,
                &format!(r#"{{"error":"{error}"}}"#),
            )));
        }
    }

    /// Tokens issued from now on live that long.
    pub(crate) fn issue_for(&self, seconds: u64) {
        self.issuing.lock().expect("unpoisoned").lifetime_s = seconds;
    }

    /// Whether tokens issued from now on bring a refresh token, `refresh-token-0001` with the first request's.
    pub(crate) fn issue_refresh_tokens(&self, with_refresh: bool) {
        self.issuing.lock().expect("unpoisoned").with_refresh = with_refresh;
    }

    /// Requests arrive, but are not answered until released.
    pub(crate) fn hold(&self) {
        self.held.send_modify(|held| held.all = true);
    }

    /// The next request that arrives is held, and those after it are not.
    pub(crate) fn hold_next(&self) {
        let next = self.requests() + 1;
        self.held.send_modify(|held| held.one = Some(next));
    }

    pub(crate) fn release(&self) {
        self.held.send_replace(Held::default());
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
    async fn exchange(
        &self,
        request: &WireRequest,
        _: &Route,
        _: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        let scripted = self.script.lock().expect("unpoisoned").pop_front();
        let seen = Seen {
            address: request.address().to_owned(),
            headers: request
                .headers()
                .iter()
                .map(|header| (header.name.clone(), header.value.to_string()))
                .collect(),
            body: String::from_utf8_lossy(request.body().unwrap_or_default()).into_owned(),
            at: self.clock.now(),
        };
        let mut number = 0;
        self.seen.send_modify(|all| {
            all.push(seen);
            number = all.len();
        });
        self.held
            .subscribe()
            .wait_for(|held| !held.all && held.one != Some(number))
            .await
            .expect("the network stays");
        let scripted = scripted.unwrap_or_else(|| Scripted {
            answer: Some(self.issued(number)),
            failure: None,
        });
        let arrival = scripted.answer.map(|answer| give(&answer, sink));
        match (arrival, scripted.failure) {
            (Some(arrival), None) => Ok(arrival),
            (_, failure) => Err(failure.expect("an answer or a failure")),
        }
    }
}

impl ScriptedHttp {
    fn issued(&self, number: usize) -> HttpAnswer {
        let issuing = self.issuing.lock().expect("unpoisoned");
        let refresh = if issuing.with_refresh {
            format!(r#","refresh_token":"refresh-token-{number:04}""#)
        } else {
            String::new()
        };
        let body = format!(
            r#"{{"access_token":"issued-token-{number:04}","token_type":"Bearer","expires_in":{}{refresh}}}"#,
            issuing.lifetime_s
        );
        json_answer(200, &body)
    }
}

fn give(answer: &HttpAnswer, sink: &mut dyn Sink) -> Arrival {
    let head = Head {
        status: answer.status,
        headers: answer.headers.clone(),
    };
    sink.head(&head);
    // In pieces that are cut anywhere.
    let mut pieces = answer.body.chunks(37);
    Arrival {
        whole: pieces.all(|piece| sink.push(piece).is_ok()),
        head,
        times: Times::default(),
        sizes: Sizes {
            wire: answer.body.len() as u64,
            decoded: answer.body.len() as u64,
        },
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
