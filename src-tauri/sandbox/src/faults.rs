//! Switches that make answers go wrong, once or until they are turned off: every refusal, without waiting for one.
mod answers;
mod fault;
mod list;
mod scene;
mod strike;
mod switches;
mod wire;

pub use fault::{Fault, FaultMode, FaultTarget};

pub(crate) use scene::Scene;
pub(crate) use strike::{after, instead};
pub(crate) use switches::Switches;
