//! Stories of Activity: what is kept of a call that has ended, what is not, and what is filled in again.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

#[path = "../doubles/mod.rs"]
mod doubles;

mod bodies;
mod bounded;
mod finding;
mod restoring;
mod secrets;
mod support;

use doubles::World;
use gatepass_core::{
    Activity, ActivityEntry, ActivityPolicy, Call, CallAnswer, CallBody, CallExchange, CallOutcome,
    Endpoint, ExchangeId, FreeMember, Given, Integration, Kept, Member, Method, OutcomeKind,
    RedactedBody, RedactedRequest, Secret, Sizes, Target, Times, Values, endpoint,
};

/// Secrets typed into a call, each in its place.
const IN_QUERY: &str = "query-key-0123456789";
const IN_HEADER: &str = "header-key-0123456789";
const IN_BODY: &str = "{\"pin\":\"body-key-0123456789\"}";
const IN_FORM: &str = "form-key-0123456789";
const IN_VALUES: &str = "value-key-0123456789";

fn activity(world: &World) -> Activity {
    Activity::new(world.ports.clone())
}

fn public(text: &str) -> Given {
    Given::Public(text.into())
}

/// A value that was typed as a secret, bound to the API.
fn secret(text: &str) -> Given {
    let api = "https://api.example".parse().unwrap();
    Given::Secret(Kept::new(Secret::new(text), vec![api]))
}

fn member(name: &str, value: Given) -> FreeMember {
    FreeMember {
        name: name.into(),
        value,
    }
}

/// A free GET without anything else.
fn hello() -> Call<'static> {
    Call {
        target: Target::Free {
            method: Method::Get,
            address: "/hello".into(),
        },
        query: vec![],
        headers: vec![],
        body: CallBody::FromParameters,
    }
}

/// A free POST with a secret in every place that takes one.
fn full_of_secrets(body: CallBody) -> Call<'static> {
    Call {
        target: Target::Free {
            method: Method::Post,
            address: "/push".into(),
        },
        query: vec![member("page", public("2")), member("key", secret(IN_QUERY))],
        headers: vec![member("X-Key", secret(IN_HEADER))],
        body,
    }
}

fn text_body() -> CallBody {
    CallBody::Text {
        content_type: "application/json".into(),
        text: secret(IN_BODY),
    }
}

/// An endpoint whose answers hold no data of persons.
fn bugs() -> &'static Endpoint {
    let bugs = endpoint("cisco-support.bug.by-ids").unwrap();
    assert!(!bugs.personal_data, "the stories need one that has none");
    bugs
}

fn bugs_call() -> Call<'static> {
    let ids = ("path.bug_ids".to_owned(), public("CSCab12345"));
    let page = ("query.page_index".to_owned(), secret(IN_VALUES));
    Call {
        target: Target::Endpoint(bugs(), Values::from([ids, page])),
        query: vec![],
        headers: vec![],
        body: CallBody::FromParameters,
    }
}

/// What came of a call; masked, as it is when it gets here.
fn exchange(id: &str, body: &str) -> CallExchange {
    CallExchange {
        id: ExchangeId(id.into()),
        request: RedactedRequest {
            method: "GET".into(),
            address: "https://api.example/bugs/CSCab12345".into(),
            query: vec![shown("serial", "FOC1234X5YZ")],
            headers: vec![],
            body: RedactedBody::None,
        },
        sent_at_ms: 1_750_000_000_000,
        elapsed_ms: 120,
        answer: Some(CallAnswer {
            status: 200,
            headers: vec![
                shown("x-request-id", "Req-77"),
                shown("server", "Frobnicator"),
            ],
            times: Times::default(),
            sizes: Sizes {
                wire: 10,
                decoded: body.len() as u64,
            },
            whole: true,
            redirect: None,
        }),
        outcome: CallOutcome {
            kind: OutcomeKind::Success,
            code: String::new(),
            title: "As asked for".into(),
            sentence: String::new(),
            next_step: String::new(),
            fault: None,
        },
        renewed: false,
        redirects: 0,
    }
}

fn shown(name: &str, value: &str) -> Member {
    Member {
        name: name.into(),
        value: value.into(),
        masked: String::new(),
    }
}

/// Keeps a call with the usual limits, and expects that it is kept.
async fn record(activity: &Activity, call: &Call<'_>, of: &Integration, id: &str) -> ActivityEntry {
    let policy = ActivityPolicy::default();
    let recorded = activity.record(call, of, exchange(id, "{}"), Some(b"{}"), &policy);
    recorded.await.unwrap().unwrap()
}
