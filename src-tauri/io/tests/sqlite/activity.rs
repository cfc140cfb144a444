//! Exchanges on a real disk: what is kept is there after reopening, within its bounds, and found among ten thousand.
mod damaged;
mod finding;
mod going;
mod kept;
mod killed;
mod large;
mod migrated;
mod secrets;

use gatepass_core::{
    ActivityEntry, ActivityFilter, ActivityLimits, ActivityStore, CallAnswer, CallExchange,
    CallOutcome, ExchangeId, Extra, ExtraValue, KeptBody, Member, Method, OutcomeKind,
    RedactedBody, RedactedRequest, Sizes, Store, StoredBody, StoredCall, StoredTarget, Times,
};
use gatepass_io::SqliteStore;

use crate::{integration, reference};

/// A store in that folder with an integration `i`.
fn opened(folder: &std::path::Path) -> SqliteStore {
    let store = SqliteStore::open(folder).unwrap();
    let ours = integration("i", "Ours", "client-secret");
    store.save_integration(&ours, None).unwrap();
    store
}

fn shown(name: &str, value: &str) -> Member {
    Member {
        name: name.into(),
        value: value.into(),
        masked: String::new(),
    }
}

/// An exchange of the integration `i` whose header lies in the vault as `secret`; "" for none.
pub(crate) fn entry(id: &str, secret: &str) -> ActivityEntry {
    let header = Extra {
        name: "X-Key".into(),
        value: ExtraValue::Secret(reference(secret)),
    };
    ActivityEntry {
        exchange: CallExchange {
            id: ExchangeId(id.into()),
            request: RedactedRequest {
                method: "GET".into(),
                address: format!("https://api.example/bugs/{id}"),
                query: vec![shown("page", "1")],
                headers: vec![],
                body: RedactedBody::None,
            },
            sent_at_ms: 1_750_000_000_000,
            elapsed_ms: 120,
            answer: Some(CallAnswer {
                status: 200,
                headers: vec![shown("x-request-id", "Req-77")],
                times: Times::default(),
                sizes: Sizes {
                    wire: 10,
                    decoded: 20,
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
        },
        integration: gatepass_core::IntegrationId("i".into()),
        label: "Ours".into(),
        provider: "custom".into(),
        environment: "test".into(),
        endpoint: None,
        title: "GET /bugs".into(),
        call: StoredCall {
            target: StoredTarget::Free {
                method: Method::Get,
                address: "/bugs".into(),
            },
            query: vec![],
            headers: if secret.is_empty() {
                vec![]
            } else {
                vec![header]
            },
            body: StoredBody::FromParameters,
        },
        unkept: vec![],
        body: KeptBody::None(gatepass_core::NoBody::PersonalData),
    }
}

/// The same with its body kept.
pub(crate) fn with_body(id: &str, body: &[u8]) -> ActivityEntry {
    let bytes = body.len() as u64;
    ActivityEntry {
        body: KeptBody::Kept { bytes },
        ..entry(id, "")
    }
}

pub(crate) fn keep(store: &SqliteStore, entry: &ActivityEntry) {
    let appended = store.append(entry, None, &ActivityLimits::default());
    assert!(appended.unwrap().kept);
}

fn at_most(entries: u32, bytes: u64) -> ActivityLimits {
    ActivityLimits { entries, bytes }
}

/// The ids of the list, the latest first.
fn listed(store: &SqliteStore, filter: &ActivityFilter) -> Vec<String> {
    let page = store.rows(filter, 0, u32::MAX).unwrap();
    page.rows.into_iter().map(|row| row.id.0).collect()
}

fn all(store: &SqliteStore) -> Vec<String> {
    listed(store, &ActivityFilter::default())
}

/// Changes the file while nobody has it open.
fn alter(folder: &std::path::Path, change: &str) {
    let connection = rusqlite::Connection::open(folder.join("gatepass.db")).unwrap();
    connection.execute_batch(change).unwrap();
}

/// Bytes that do not compress.
pub(crate) fn noise(length: usize, seed: u64) -> Vec<u8> {
    let mut state = seed;
    let next = || {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (state >> 56) as u8
    };
    std::iter::repeat_with(next).take(length).collect()
}
