//! A fault as the app shows and switches it.
use serde::{Deserialize, Serialize};

/// A way in which answers can be made to go wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Fault {
    /// What [`crate::Sandbox::set_fault`] takes: `over-rate`.
    pub id: &'static str,
    /// A few words for a list.
    pub name: &'static str,
    /// What the answer is, and where it does not happen.
    pub description: &'static str,
    /// Which requests it strikes.
    pub target: FaultTarget,
    /// Whether it is switched on.
    pub mode: FaultMode,
}

/// Which requests a fault strikes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultTarget {
    /// Those to a token endpoint.
    Token,
    /// Those to an API.
    Call,
    /// Either.
    Both,
}

/// How long a fault stays on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FaultMode {
    /// It does nothing.
    #[default]
    Off,
    /// It strikes the next request that it fits, and is off then.
    Once,
    /// It strikes every request that it fits.
    On,
}
