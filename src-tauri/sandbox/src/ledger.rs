//! Who may sign in, which tokens are good, and what was asked: the sandbox's only shared state.
mod books;
mod clients;
mod codes;
mod consent;
mod dead;
mod desk;
mod tokens;

pub use books::{Clock, OnChange};

pub(crate) use books::Ledger;
pub(crate) use clients::SignIn;
pub(crate) use codes::Proof;
pub(crate) use consent::{AuthorizationRequest, USER};
pub(crate) use dead::{Dead, Why};
pub(crate) use tokens::{Revoked, TokenCheck};
