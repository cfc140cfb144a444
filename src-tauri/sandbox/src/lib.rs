//! A loopback HTTP server that plays the API providers: their token endpoints, their refusals, and every
//! endpoint of the product's catalogue.
//!
//! It checks what the real ones check and answers in their words, so that the app can be tried and tested without an account.
//! It accepts only clients that it generated itself, and keeps SHA-256 hashes of their secrets, never the text.
//!
//! From the top: `server.rs` receives a request, `providers/` answer it and `faults/` make answers go wrong; both learn from
//! `place.rs` where its path leads. `catalogue/` answers the endpoints of the product's catalogue from their samples, one way for
//! all; what services differ in is data (`sandbox/catalogue`). `dialects/` are how each kind of server speaks (Okta, PingFederate, Azure API Management, the
//! gateway of the API hosts), as data for the endpoints in `oauth/`, which are one way for all. `ledger/` knows clients, codes and
//! tokens. Nothing imports what stands above it.
mod asked;
mod catalogue;
mod dialects;
mod faults;
mod generate;
mod guard;
mod ledger;
mod new_client;
mod oauth;
mod place;
mod providers;
mod realm;
mod reply;
mod sandbox;
mod server;
mod state;

pub use faults::{Fault, FaultMode, FaultTarget};
pub use ledger::{Clock, OnChange};
pub use new_client::NewClient;
pub use realm::Realm;
pub use sandbox::{Sandbox, StartError};
pub use state::{Client, ClientRecord, IssuedToken, SandboxState, SeenRequest, TokenKind};
