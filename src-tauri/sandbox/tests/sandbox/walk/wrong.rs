//! Each documented limit overstepped, and each parameter sent without the one that goes with it: refused.
use gatepass_core::{Endpoint, Kind, Parameter};

use super::by_hand;
use super::caller::Caller;
use super::missing::is_refusal;
use super::values::{usual, with, without};

/// How many values were refused.
pub(super) async fn check(caller: &Caller<'_>, endpoint: &Endpoint) -> usize {
    let mut refused = 0;
    for parameter in &endpoint.parameters {
        let companions = endpoint
            .parameters
            .iter()
            .filter(|other| parameter.needs.contains(&other.name));
        let mut whole = usual(endpoint);
        let mut alone = None;
        for companion in companions {
            whole = with(whole, &companion.key(), &companion.example);
            let sent = with(
                without(whole.clone(), &companion.key()),
                &parameter.key(),
                &parameter.example,
            );
            alone = Some(sent);
        }
        let wrong = beyond(parameter).map(|text| with(whole, &parameter.key(), &text));
        for sent in wrong.into_iter().chain(alone) {
            let answer = by_hand::send(caller, endpoint, &sent).await;
            let told = answer.text();
            assert!(
                is_refusal(&answer),
                "{} takes {sent:?}: {told}",
                endpoint.id
            );
            refused += 1;
        }
    }
    refused
}

/// A value that the limits forbid; None where they forbid nothing.
fn beyond(parameter: &Parameter) -> Option<String> {
    let limit = &parameter.limit;
    let item = |number: usize| format!("ITEM{number}");
    Some(match limit.kind {
        // Every number has a least or a most.
        Kind::Number => match limit.max {
            Some(most) => (most + 1).to_string(),
            None => (limit.min? - 1).to_string(),
        },
        Kind::Date => "2026-02-30".to_owned(),
        Kind::DateTime => "2026-01-31 00:00".to_owned(),
        Kind::Flag => "perhaps".to_owned(),
        Kind::List => (0..=limit.max_items?)
            .map(item)
            .collect::<Vec<_>>()
            .join(","),
        Kind::Text if !limit.one_of.is_empty() => "something-else".to_owned(),
        Kind::Text => "x".repeat(limit.max_length? + 1),
    })
}
