//! Refusals of requests that were never sent.
use crate::ports::Ports;
use crate::refusal::{Refusal, Saying, secret_missing};

/// A refusal over which nothing was sent.
pub(crate) fn refuse(ports: &Ports, saying: Saying) -> Refusal {
    saying.over(ports.clock.now().wall_ms, None)
}

/// A secret that a row names is not in the vault.
pub(crate) fn missing(ports: &Ports, what: &str) -> Refusal {
    refuse(ports, secret_missing(what))
}
