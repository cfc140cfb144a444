//! The sandbox's page.
use gatepass_core::provider;
use gatepass_sandbox::{Fault, FaultMode, FaultTarget, Sandbox, SandboxState, SeenRequest};
use serde::{Deserialize, Serialize};

use super::millis;

/// The sandbox as its page shows it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxView {
    pub(crate) running: bool,
    /// `http://127.0.0.1:port`, or empty while it is stopped.
    pub(crate) address: String,
    /// Seconds that new tokens live.
    pub(crate) token_lifetime_s: u32,
    pub(crate) clients: Vec<SandboxClientRowView>,
    /// What its next answers can be made to fail with; empty while it is stopped.
    pub(crate) faults: Vec<SandboxFaultView>,
    /// Newest first.
    pub(crate) requests: Vec<SandboxRequestView>,
}

/// A refusal that can be switched on.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxFaultView {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) description: String,
    pub(crate) target: SandboxFaultTargetView,
    pub(crate) mode: SandboxFaultModeView,
}

/// Which requests it strikes.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxFaultTargetView {
    Token,
    Call,
    Both,
}

/// Whether it strikes.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum SandboxFaultModeView {
    Off,
    /// The next time, then no more.
    Once,
    On,
}

/// A client that the sandbox generated.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxClientRowView {
    pub(crate) provider_name: String,
    pub(crate) client_id: String,
    /// The secret before its present one is taken too.
    pub(crate) takes_old_secret: bool,
}

/// One request that the sandbox saw.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxRequestView {
    pub(crate) at_ms: f64,
    pub(crate) method: String,
    /// Without its query, which may hold a secret.
    pub(crate) path: String,
    pub(crate) status: u16,
    /// What came of it: "token", "gzip", "invalid_client".
    pub(crate) outcome: String,
}

impl SandboxView {
    /// A running sandbox.
    pub(crate) fn of(sandbox: &Sandbox) -> Self {
        let request = |seen: SeenRequest| SandboxRequestView {
            at_ms: millis(seen.at_ms),
            method: seen.method,
            path: seen.path,
            status: seen.status,
            outcome: seen.outcome,
        };
        Self {
            running: true,
            address: sandbox.address().as_str().trim_end_matches('/').to_owned(),
            token_lifetime_s: sandbox.token_lifetime(),
            clients: sandbox
                .clients()
                .into_iter()
                .map(|client| row(&client.provider, client.client_id, client.takes_old_secret))
                .collect(),
            faults: sandbox
                .faults()
                .iter()
                .map(SandboxFaultView::from)
                .collect(),
            requests: sandbox.requests().into_iter().map(request).collect(),
        }
    }

    /// A stopped one, as it will be when it starts.
    pub(crate) fn stopped(state: &SandboxState) -> Self {
        Self {
            running: false,
            address: String::new(),
            token_lifetime_s: state.token_lifetime,
            clients: state
                .clients
                .iter()
                .map(|client| {
                    let takes_old_secret = client.old_secret_sha256.is_some();
                    row(&client.provider, client.client_id.clone(), takes_old_secret)
                })
                .collect(),
            faults: Vec::new(),
            requests: Vec::new(),
        }
    }
}

impl From<&Fault> for SandboxFaultView {
    fn from(fault: &Fault) -> Self {
        Self {
            id: fault.id.into(),
            name: fault.name.into(),
            description: fault.description.into(),
            target: match fault.target {
                FaultTarget::Token => SandboxFaultTargetView::Token,
                FaultTarget::Call => SandboxFaultTargetView::Call,
                FaultTarget::Both => SandboxFaultTargetView::Both,
            },
            mode: match fault.mode {
                FaultMode::Off => SandboxFaultModeView::Off,
                FaultMode::Once => SandboxFaultModeView::Once,
                FaultMode::On => SandboxFaultModeView::On,
            },
        }
    }
}

impl From<SandboxFaultModeView> for FaultMode {
    fn from(mode: SandboxFaultModeView) -> Self {
        match mode {
            SandboxFaultModeView::Off => Self::Off,
            SandboxFaultModeView::Once => Self::Once,
            SandboxFaultModeView::On => Self::On,
        }
    }
}

fn row(id: &str, client_id: String, takes_old_secret: bool) -> SandboxClientRowView {
    SandboxClientRowView {
        provider_name: provider(id).map_or_else(|| id.to_owned(), |provider| provider.name.clone()),
        client_id,
        takes_old_secret,
    }
}
