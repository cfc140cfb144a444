//! Where credentials go when a server points elsewhere: home, and nowhere else, whatever the redirect and the address look like.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
mod calls;
mod leaky;
mod look_alikes;
mod matrix;
#[allow(dead_code, reason = "the stories of core use the rest of it")]
#[path = "../../../core/tests/doubles/store.rs"]
mod store;
mod world;

use gatepass_core::{
    Body, CallLimits, Head, Http, HttpFailure, Kept, Method, Purpose, Redirect, Request, Secret,
    Sink, Stop, Value, follow,
};

use world::World;

/// What a request carries, each in its place. None of them may be found anywhere but at home.
const CREDENTIALS: [(&str, &str); 5] = [
    ("Authorization", "Sample-access-token-0001"),
    ("subscription key", "Sample-subscription-key-0002"),
    ("cookie", "Sample-session-cookie-0003"),
    ("body secret", "Sample-client-secret-0004"),
    // A `Referer` would carry the query of the page that one comes from.
    ("Referer", "Sample-query-key-0005"),
];

/// A request with every credential in it, bound to `home`.
fn request(address: &str, home: &str) -> Request {
    let secret = |number: usize| {
        let (name, text) = CREDENTIALS[number];
        let kept = Kept::new(Secret::new(text), vec![home.parse().unwrap()]);
        (name.to_owned(), kept)
    };
    let placed = |number| {
        let (name, kept) = secret(number);
        Value::Secret(name, kept)
    };
    let (token, bearer) = secret(0);
    Request {
        method: Method::Post,
        address: address.parse().unwrap(),
        query: vec![("key".into(), placed(4))],
        headers: vec![
            (
                "Authorization".into(),
                Value::Prefixed(token, "Bearer".into(), bearer),
            ),
            ("Ocp-Apim-Subscription-Key".into(), placed(1)),
            ("Cookie".into(), placed(2)),
        ],
        body: Body::Form(vec![("client_secret".into(), placed(3))]),
    }
}

/// Reads nothing: only where the bytes go is looked at.
#[derive(Debug)]
struct Away;

impl Sink for Away {
    fn head(&mut self, _: &Head) {}

    fn push(&mut self, _: &[u8]) -> Result<(), Stop> {
        Ok(())
    }
}

/// How an attempt to send ended.
#[derive(Debug)]
enum End {
    /// It was never sent: a secret in it belongs elsewhere, or the address takes none.
    NotSent,
    /// The last answer's status, and where it pointed if that was not followed.
    Answered(u16, Option<String>),
    Failed(#[allow(dead_code, reason = "a failed test prints it")] HttpFailure),
}

/// Sends a request and then whatever the rule of redirects says.
async fn travel(world: &World, mut request: Request, purpose: Purpose) -> End {
    let limits = CallLimits {
        body: 64 * 1024,
        read_ms: None,
        total_ms: None,
    };
    for followed in 0.. {
        let Ok(wire) = request.seal(None) else {
            return End::NotSent;
        };
        let sent = world
            .http
            .exchange(&wire, &world.route, &limits, &mut Away)
            .await;
        let head = match sent {
            Ok(arrival) => arrival.head,
            Err(failure) => return End::Failed(failure),
        };
        request = match follow(&request, purpose, followed, &head, None) {
            Redirect::Same(next) => *next,
            Redirect::Shown(url) => return End::Answered(head.status, Some(url.into())),
            Redirect::Stop => return End::Answered(head.status, None),
        };
    }
    unreachable!("the rule ends it")
}
