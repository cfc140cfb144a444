//! Opaque tokens: random characters that mean nothing to whoever holds them.
use serde_json::{Value, json};

use crate::generate;
use crate::ledger::Ledger;
use crate::state::Realm;

/// Issues a token of so many characters and returns the answer that carries it; None if the system has no randomness to give.
pub(super) fn issue(
    ledger: &Ledger,
    realm: Realm,
    client_id: &str,
    length: usize,
) -> Option<Value> {
    let token = generate::opaque(length).ok()?;
    let lifetime = ledger.token_lifetime();
    ledger.honour(
        realm,
        client_id,
        &token,
        ledger.now_ms() + i64::from(lifetime) * 1000,
    );
    Some(json!({ "access_token": token, "token_type": "Bearer", "expires_in": lifetime }))
}
