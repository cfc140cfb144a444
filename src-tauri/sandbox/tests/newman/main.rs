//! What is exported for Postman, run by newman: every request is sent, passes its test, and the sandbox lets it in.
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod exported;
mod run;

use exported::{Filled, integrations};
use gatepass_core::{PostmanSource, postman_export};
use gatepass_sandbox::{OnChange, Sandbox, SandboxState, SeenRequest};
use run::{Files, Report};

async fn sandbox() -> Sandbox {
    let nobody: OnChange = std::sync::Arc::new(|| {});
    Sandbox::start(SandboxState::default(), nobody)
        .await
        .unwrap()
}

/// The files of all integrations, with the secrets filled in or left empty.
fn export(filled: &[Filled], sandbox: &Sandbox, with_secrets: bool) -> Files {
    let sources: Vec<PostmanSource<'_>> = filled
        .iter()
        .map(|filled| PostmanSource {
            integration: &filled.integration,
            endpoints: filled.endpoints.iter().collect(),
        })
        .collect();
    let export = postman_export(&sources, Some(&sandbox.address()));
    let secrets: Vec<_> = filled
        .iter()
        .map(|filled| {
            if with_secrets {
                filled.secrets()
            } else {
                vec![]
            }
        })
        .collect();
    for (filled, environment) in filled.iter().zip(&export.environments) {
        for (name, secret) in filled.secrets() {
            let everything = [&export.collection.text, &environment.text];
            assert!(
                everything.iter().all(|text| !text.contains(&secret)),
                "{name} is in the files"
            );
        }
    }
    Files::write(&export, &secrets)
}

/// The requests that came since, in order.
fn seen_since(sandbox: &Sandbox, before: usize) -> Vec<SeenRequest> {
    let mut seen = sandbox.requests();
    assert!(seen.len() < 200, "older requests are forgotten");
    seen.truncate(seen.len() - before);
    seen.reverse();
    seen
}

fn assert_let_in(seen: &[SeenRequest], report: &Report, label: &str) {
    assert_eq!(report.failures, Vec::<String>::new(), "{label}");
    assert!(report.assertions > 0, "{label}");
    assert_eq!(
        seen.len(),
        report.answered.len(),
        "{label}: {seen:?}\n{:?}",
        report.answered
    );
    assert_eq!(seen[0].outcome, "token", "{label}");
    for request in seen {
        let refused = [
            "token of", "no ", "unknown", "expired", "revoked", "wrong", "invalid",
        ];
        let is_refused = refused.iter().any(|word| request.outcome.starts_with(word));
        assert!(request.status == 200 && !is_refused, "{label}: {request:?}");
    }
}

#[tokio::test]
async fn every_request_runs_passes_its_test_and_is_let_in() {
    let sandbox = sandbox().await;
    let filled = integrations(&sandbox);
    let files = export(&filled, &sandbox, true);
    let (mut requests, mut assertions) = (0, 0);
    for (index, filled) in filled.iter().enumerate() {
        let label = &filled.integration.label;
        let changing = filled
            .endpoints
            .iter()
            .filter(|endpoint| endpoint.is_state_changing());
        let changing = changing
            .map(|endpoint| gatepass_core::body_templates(endpoint).len().max(1))
            .sum::<usize>();
        let reading = filled
            .endpoints
            .iter()
            .filter(|endpoint| !endpoint.is_state_changing())
            .count();

        let before = sandbox.requests().len();
        let report = files.run(index, label, &[]);
        let seen = seen_since(&sandbox, before);
        assert_let_in(&seen, &report, label);
        // One test each; of the token request, that there is a token too.
        assert_eq!(
            report.answered.len(),
            1 + reading,
            "{label}: {:?}",
            report.answered
        );
        assert_eq!(report.assertions, 2 + reading, "{label}");
        (requests, assertions) = (requests + seen.len(), assertions + report.assertions);
        if changing == 0 {
            continue;
        }
        let before = sandbox.requests().len();
        let report = files.run(index, label, &["--env-var", "changes_allowed=yes"]);
        let seen = seen_since(&sandbox, before);
        assert_let_in(&seen, &report, label);
        assert_eq!(
            report.answered.len(),
            1 + reading + changing,
            "{label}: {:?}",
            report.answered
        );
        (requests, assertions) = (requests + seen.len(), assertions + report.assertions);
    }
    let at_least: usize = filled.iter().map(|one| one.endpoints.len()).sum();
    assert!(
        requests > at_least && assertions > requests,
        "{requests} requests, {assertions} assertions"
    );
}

/// The tests in the collection can fail.
#[tokio::test]
async fn without_the_secrets_nothing_is_let_in_and_the_tests_say_so() {
    let sandbox = sandbox().await;
    let filled = integrations(&sandbox);
    let files = export(&filled, &sandbox, false);
    for (index, filled) in filled.iter().enumerate().take(2) {
        let report = files.run(index, &filled.integration.label, &[]);
        assert!(!report.failures.is_empty(), "{}", filled.integration.label);
        assert!(
            sandbox
                .requests()
                .iter()
                .all(|request| request.status >= 400)
        );
    }
    assert!(!sandbox.requests().is_empty());
}

/// By name, a folder holds what a person would look for there; the one that changes something is never part of a plain run.
#[tokio::test]
async fn what_changes_something_waits_until_it_is_allowed() {
    let sandbox = sandbox().await;
    let filled = integrations(&sandbox);
    let files = export(&filled, &sandbox, true);
    let index = filled
        .iter()
        .position(|filled| filled.integration.provider == "smart-bonding")
        .unwrap();
    for arguments in [
        &[][..],
        &["--env-var", "changes_allowed=no"],
        &["--env-var", "changes_allowed=YES "],
    ] {
        files.run(index, "Changes something: run by hand", arguments);
    }
    assert_eq!(
        sandbox.requests(),
        [],
        "a message would have left the queue"
    );
}
