//! Each required parameter left out: what the services refuse, and how.
use gatepass_core::{Endpoint, Place};

use super::caller::{Caller, body};
use super::values::{usual, without};
use super::{ADVISORIES, by_hand, caller};
use crate::stage::Answer;

/// How many were refused, each with the envelope of its service.
pub(super) async fn check(caller: &Caller<'_>, endpoint: &Endpoint) -> usize {
    let good = by_hand::send(caller, endpoint, &usual(endpoint)).await;
    assert!(!is_refusal(&good), "{}: {}", endpoint.id, good.text());
    let mut refused = 0;
    for parameter in endpoint
        .parameters
        .iter()
        .filter(|parameter| parameter.required)
    {
        let sent = without(usual(endpoint), &parameter.key());
        let answer = by_hand::send(caller, endpoint, &sent).await;
        let what = format!(
            "{} without {}: {}",
            endpoint.id,
            parameter.name,
            answer.text()
        );
        assert!(is_refusal(&answer), "{what}");
        let told = caller::body(&answer);
        match (parameter.place, endpoint.provider.as_str()) {
            // An empty part of a path is no path, which the gateway says before any service sees it.
            (Place::Path, _) => assert_eq!(answer.status, 596, "{what}"),
            (_, "pivot" | "cx-cloud") => assert_eq!(
                told["message"], "Missing required customer identification parameter",
                "{what}"
            ),
            (_, "smart-bonding") => assert_eq!(
                (answer.status, &told["status"]),
                (400, &"400".into()),
                "{what}"
            ),
            _ if endpoint.api == "EoX" => {
                assert_eq!(told["EOXError"]["ErrorID"], "SSA_ERR_010", "{what}")
            }
            _ if endpoint.id.starts_with(ADVISORIES) => {
                assert_eq!(
                    (answer.status, told["errorCode"].is_string()),
                    (406, true),
                    "{what}"
                );
            }
            _ => {
                let code = &told["ErrorResponse"]["APIError"][0]["ErrorCode"];
                assert_eq!(
                    (answer.status, code),
                    (400, &"API_MISSING_PARAMETERS".into()),
                    "{what}"
                );
            }
        }
        refused += 1;
    }
    refused
}

/// An error status, or an error of EoX, RMA or Software suggestion under 200.
pub(super) fn is_refusal(answer: &Answer) -> bool {
    let told = body(answer);
    let errors = [
        "/EOXError",
        "/APIError",
        "/OrderList/APIError",
        "/errorDetailsResponse/errorCode",
    ];
    answer.status >= 400 || errors.iter().any(|error| told.pointer(error).is_some())
}
