//! Exchanges for benches: as many as wanted, in a data folder, of one integration.
use gatepass_core::{
    ActivityEntry, ActivityLimits, ActivityStore, CallAnswer, CallExchange, CallOutcome,
    ExchangeId, Integration, KeptBody, Member, Method, OutcomeKind, RedactedBody, RedactedRequest,
    Sizes, StoreError, StoredBody, StoredCall, StoredTarget, Times,
};
use gatepass_io::SqliteStore;

/// Keeps that many, the latest last. One in a hundred has the word “marked”.
pub(crate) fn keep(store: &SqliteStore, of: &Integration, count: u32) -> Result<(), StoreError> {
    let limits = ActivityLimits::default();
    for number in 0..count {
        store.append(&entry(of, number), None, &limits)?;
    }
    Ok(())
}

/// With as many headers as a service behind a gateway answers with.
pub(crate) fn entry(of: &Integration, number: u32) -> ActivityEntry {
    let member = |name: &str, value: &str| Member {
        name: name.into(),
        value: value.into(),
        masked: String::new(),
    };
    let mark = if number % 100 == 7 { "marked" } else { "plain" };
    let mut headers = vec![member("x-request-id", &format!("{number:032x}"))];
    headers.extend((0..24).map(|header| {
        let name = format!("x-header-of-a-gateway-{header}");
        member(&name, "a value of about the usual length, as they are")
    }));
    let exchange = CallExchange {
        id: ExchangeId(format!("e{number}")),
        request: RedactedRequest {
            method: "GET".into(),
            address: format!("https://api.example/bug/v2.0/bugs/bug_ids/CSCab{number:05}"),
            query: vec![member("page_index", "1"), member("mark", mark)],
            headers: headers[..6].to_vec(),
            body: RedactedBody::None,
        },
        sent_at_ms: 1_750_000_000_000 + i64::from(number),
        elapsed_ms: u64::from(number % 900),
        answer: Some(CallAnswer {
            status: 200,
            headers,
            times: Times::default(),
            sizes: Sizes {
                wire: 2_000,
                decoded: 9_000,
            },
            whole: true,
            redirect: None,
        }),
        outcome: CallOutcome {
            kind: if number.is_multiple_of(3) {
                OutcomeKind::Refused
            } else {
                OutcomeKind::Success
            },
            code: "no_such_bug".into(),
            title: "As asked for".into(),
            sentence: "The service answered with what was asked for.".into(),
            next_step: String::new(),
            fault: None,
        },
        renewed: false,
        redirects: 0,
    };
    ActivityEntry {
        exchange,
        integration: of.id.clone(),
        label: of.label.clone(),
        provider: of.provider.clone(),
        environment: of.environment.clone(),
        endpoint: None,
        title: "Bugs by id".into(),
        call: StoredCall {
            target: StoredTarget::Free {
                method: Method::Get,
                address: "/bugs".into(),
            },
            query: vec![],
            headers: vec![],
            body: StoredBody::FromParameters,
        },
        unkept: vec![],
        body: KeptBody::Kept { bytes: 1 },
    }
}
