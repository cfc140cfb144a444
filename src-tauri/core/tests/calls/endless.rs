//! Whatever an API goes on saying, it is asked once, or once more with one new token.
use std::sync::Arc;

use async_trait::async_trait;
use gatepass_core::{
    Arrival, Call, CallLimits, Http, HttpAnswer, HttpFailure, Method, Route, Sink, WireRequest,
};

use crate::doubles::{ScriptedHttp, answer};
use crate::renewed::{THINGS, TOKEN, ended};
use crate::{Desk, free};

/// An API that says the same to every call, beside a token endpoint that always gives a token.
struct SaysTheSame {
    script: Arc<ScriptedHttp>,
    answer: HttpAnswer,
}

#[async_trait]
impl Http for SaysTheSame {
    async fn exchange(
        &self,
        request: &WireRequest,
        route: &Route,
        limits: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        self.script.next(Ok(self.answer.clone()));
        self.script.exchange(request, route, limits, sink).await
    }
}

/// How often a call was sent, and how many tokens were got for it.
#[derive(Debug, PartialEq, Eq)]
struct Cost {
    calls: usize,
    renewals: usize,
}

impl Cost {
    const SENT_ONCE: Self = Self {
        calls: 1,
        renewals: 0,
    };
    const RENEWED_ONCE: Self = Self {
        calls: 2,
        renewals: 1,
    };

    /// Without the token that was held before.
    fn of(desk: &Desk) -> Self {
        let asked = desk.asked();
        let times = |address| asked[1..].iter().filter(|asked| *asked == address).count();
        Self {
            calls: times(THINGS),
            renewals: times(TOKEN),
        }
    }
}

/// What an API goes on saying to a method, and what that may cost.
fn endless() -> Vec<(Method, HttpAnswer, Cost)> {
    let challenge = ("www-authenticate", "Bearer error=\"invalid_token\"");
    let changes = [Method::Post, Method::Put, Method::Patch, Method::Delete];
    let changes = changes.map(|method| (method, ended(), Cost::SENT_ONCE));
    let date = "Fri, 21 Nov 2025 08:00:00 GMT";
    let waits = [(429, "3"), (429, date), (503, "3"), (503, date), (401, "3")];
    let waits = waits.map(|(status, value)| {
        let answer = answer(status, &[("retry-after", value), challenge], "");
        (Method::Get, answer, Cost::SENT_ONCE)
    });
    let renewed = (Method::Get, ended(), Cost::RENEWED_ONCE);
    [renewed].into_iter().chain(changes).chain(waits).collect()
}

/// The answers to which an API was asked more or less often than it may be. `client` stands between the calls and the network.
pub(super) async fn asked_wrongly(
    client: impl Fn(Arc<dyn Http>) -> Arc<dyn Http>,
    send: impl AsyncFn(&Desk, &Call<'_>),
) -> Vec<String> {
    let mut wrong = vec![];
    for (method, answer, allowed) in endless() {
        let said = format!("{} after {}", answer.status, method.name());
        let api = |script| client(Arc::new(SaysTheSame { script, answer }));
        let desk = Desk::through(api).await;
        send(&desk, &free(method, "/things")).await;
        let cost = Cost::of(&desk);
        if cost != allowed {
            wrong.push(format!("{said}: {cost:?}"));
        }
    }
    wrong
}

#[tokio::test]
async fn whatever_an_api_goes_on_saying_it_is_asked_once_or_renewed_once() {
    let wrong = asked_wrongly(
        |network| network,
        async |desk, call| drop(desk.sent(call).await),
    );
    assert_eq!(wrong.await, Vec::<String>::new());
}
