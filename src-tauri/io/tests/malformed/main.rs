//! 10,000 malformed token replies over a real socket: each is refused by name with a next step, in time; nothing panics.
#![allow(clippy::unwrap_used, reason = "in a test a panic is the report")]
#[path = "../../../core/tests/doubles/store.rs"]
#[allow(dead_code, reason = "the stories of core use more of it")]
mod store;

mod bodies;
mod framing;
mod replies;
mod server;

use std::collections::BTreeMap;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use gatepass_core::memory::MemoryVault;
use gatepass_core::{
    Integration, IntegrationId, Kept, Need, Outcome, Ports, Refusal, SandboxAddress, Secret,
    SecretId, Store, Tokens, Vault,
};
use gatepass_io::{HttpLimits, ReqwestHttp, SystemChance, SystemClock};

use replies::{GOOD, reply, whole};
use server::{Reply, Server};
use store::MemoryStore;

const REPLIES: usize = 10_000;
const LANES: usize = 32;
const SECRET: &str = "Sample-client-secret-0001";

/// Ends long before anybody would call it a hang.
const LIMITS: HttpLimits = HttpLimits {
    connect: Duration::from_secs(5),
    read: Duration::from_secs(2),
    total: Duration::from_secs(6),
};
/// A request's own limit, and time to be scheduled.
const DEADLINE: Duration = Duration::from_secs(15);

/// What malformed replies are refused as. A code more has to be worth a person's while.
const NAMES: [&str; 12] = [
    "answer_too_large",
    "broken_json",
    "client_refused",
    "client_secret_refused",
    "cut_off",
    "garbled",
    "member_repeated",
    "no_token_in_answer",
    "not_a_token_answer",
    "service_down",
    "timed_out",
    "web_page",
];

struct NoSandbox;

impl SandboxAddress for NoSandbox {
    fn sandbox_address(&self) -> Option<url::Url> {
        None
    }
}

/// The product's way of a token, save the disk: one integration for each lane of the server.
struct Desk {
    server: Server,
    tokens: Arc<Tokens>,
}

impl Desk {
    async fn open() -> Self {
        let (store, vault) = (
            Arc::new(MemoryStore::default()),
            Arc::new(MemoryVault::default()),
        );
        let server = Server::with_lanes(LANES).await;
        for lane in 0..LANES {
            let integration = integration(lane, &server.address(lane));
            let secret = Kept::new(Secret::new(SECRET), integration.token_origins());
            let id = SecretId(format!("secret-{lane}"));
            vault.save(&id, &secret).await.unwrap();
            store.save_integration(&integration, None).unwrap();
        }
        let tokens = Tokens::new(Ports {
            http: Arc::new(ReqwestHttp::new(LIMITS)),
            vault,
            store: store.clone(),
            activity: store,
            clock: Arc::new(SystemClock::new()),
            chance: Arc::new(SystemChance),
            sandbox: Arc::new(NoSandbox),
            lock: Arc::default(),
        });
        Self {
            server,
            tokens: tokens.unwrap(),
        }
    }

    async fn ask(&self, lane: usize, reply: Reply) -> Outcome {
        self.server.lay_out(lane, reply);
        let id = id_of(lane);
        let outcome = tokio::time::timeout(DEADLINE, self.tokens.obtain(&id, Need::New)).await;
        outcome.expect("it ends in time").expect("it exists")
    }
}

fn id_of(lane: usize) -> IntegrationId {
    IntegrationId(format!("lane-{lane}"))
}

/// As a row of the database would be read: what is left out has its default.
fn integration(lane: usize, address: &str) -> Integration {
    let row = serde_json::json!({
        "id": id_of(lane),
        "label": format!("Lane {lane}"),
        "provider": "custom",
        "environment": "test",
        "client_id": "client-one",
        "client_secret": {"id": format!("secret-{lane}"), "last_four": "0001", "set_at_ms": 0},
        "token_endpoint": address,
        "placement": "form",
        "api_origins": [],
        "token_header": "Authorization",
        "token_prefix": "Bearer",
    });
    serde_json::from_value(row).unwrap()
}

fn assert_teaches(what: &str, refusal: &Refusal) {
    assert!(NAMES.contains(&refusal.code), "{what}: {refusal:?}");
    for text in [&refusal.sentence, &refusal.next_step] {
        assert!(text.ends_with('.'), "{what}: {text}");
        assert!(!text.contains(['<', '>', '{', '}']), "{what}: {text}");
    }
    assert!(
        refusal.exchange.is_some(),
        "{what}: what was sent is missing"
    );
    assert!(
        !format!("{refusal:?}").contains(SECRET),
        "{what}: {refusal:?}"
    );
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn ten_thousand_malformed_replies_are_refused_by_name_and_in_time() {
    let desk = Arc::new(Desk::open().await);
    let next = Arc::new(AtomicUsize::new(0));
    let mut lanes = tokio::task::JoinSet::new();
    for lane in 0..LANES {
        let (desk, next) = (desk.clone(), next.clone());
        lanes.spawn(async move {
            let mut counts = BTreeMap::<&'static str, usize>::new();
            loop {
                let number = next.fetch_add(1, Ordering::Relaxed);
                if number >= REPLIES {
                    return counts;
                }
                let (kind, reply) = reply(number);
                let code = match desk.ask(lane, reply).await {
                    Ok(token) => {
                        let usable = |text: &str| {
                            !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_graphic())
                        };
                        assert!(
                            token.access.secret.reveal(usable),
                            "{kind}, number {number}"
                        );
                        "(a token)"
                    }
                    Err(refusal) => {
                        assert_teaches(&format!("{kind}, number {number}"), &refusal);
                        refusal.code
                    }
                };
                *counts.entry(code).or_default() += 1;
            }
        });
    }
    let mut counts = BTreeMap::<&str, usize>::new();
    while let Some(lane) = lanes.join_next().await {
        for (code, count) in lane.expect("no panic") {
            *counts.entry(code).or_default() += count;
        }
    }
    let table: Vec<String> = counts
        .iter()
        .map(|(code, count)| format!("{count:6} {code}"))
        .collect();
    // The one figure that this test is for; `cargo test -- --nocapture` shows it.
    #[allow(clippy::print_stdout, reason = "a report, in a test")]
    {
        println!("{}", table.join("\n"));
    }
    assert_eq!(counts.values().sum::<usize>(), REPLIES);
    for name in NAMES {
        assert!(counts.contains_key(name), "no reply was refused as {name}");
    }
    assert!(
        counts["(a token)"] < REPLIES / 5,
        "most replies are malformed"
    );
}

#[tokio::test]
async fn a_reply_that_is_well_formed_yields_its_token() {
    let desk = Desk::open().await;
    let reply = whole("Content-Type: application/json\r\n", GOOD.as_bytes());
    let token = desk.ask(0, reply).await.expect("a token");
    let text = token.access.secret.reveal(str::to_owned);
    assert_eq!(text, "sample0token1for2the3desk4x");
}

#[test]
fn the_same_number_is_the_same_reply() {
    for number in 0..REPLIES {
        assert_eq!(reply(number).1.bytes, reply(number).1.bytes, "{number}");
    }
}
