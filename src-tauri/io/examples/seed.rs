//! Fills a data folder with integrations that hold live tokens, and Activity with exchanges of the first of them, for the
//! rows of the window in `make bench`: `cargo run --release -p gatepass-io --example seed -- FOLDER COUNT [EXCHANGES]`.
mod exchanges;
mod integration;

use std::error::Error;
use std::path::Path;

use gatepass_core::{
    Clock, Exchange, Grant, IntegrationId, Lifetime, RedactedBody, RedactedRequest, SecretId,
    Store, TokenRecord,
};
use gatepass_io::{SqliteStore, SystemClock};

/// Below an hour and above the last ten minutes for as long as is measured: the rows look the same then, but for a digit.
const LIFE_MS: u64 = 50 * 60_000;

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = std::env::args().skip(1);
    let (Some(folder), Some(count)) = (arguments.next(), arguments.next()) else {
        return Err("which folder, and how many?".into());
    };
    let store = SqliteStore::open(Path::new(&folder))?;
    for number in 0..count.parse()? {
        let id = format!("integration-{number:04}");
        let mut integration = integration::of_id(&id, "https://id.example/token".parse()?);
        integration.label = format!("Support of customer {number}");
        store.save_integration(&integration, None)?;
        // All of them live, and no two with the same countdown.
        let lifetime_ms = LIFE_MS + number * 7_000;
        store.save_token(&token(
            &integration.id,
            integration.shape(None),
            lifetime_ms,
        ))?;
    }
    if let (Some(count), Some(first)) = (arguments.next(), store.integrations()?.first()) {
        exchanges::keep(&store, first, count.parse()?)?;
    }
    Ok(())
}

/// Its secret lies in no vault; a list does not ask for it.
fn token(integration: &IntegrationId, shape: String, lifetime_ms: u64) -> TokenRecord {
    let sent = SystemClock::new().now();
    TokenRecord {
        integration: integration.clone(),
        secret: SecretId(format!("token-of-{integration}")),
        refresh: None,
        grant: Grant::ClientCredentials,
        shape,
        sent,
        lifetime: Lifetime {
            ms: lifetime_ms,
            assumed: false,
        },
        token_type: "Bearer".into(),
        scope: String::new(),
        last_four: "0001".into(),
        fingerprint: "3f:a1:07".into(),
        is_jwt: false,
        exchange: Exchange {
            request: RedactedRequest {
                method: "POST".into(),
                address: "https://id.example/token".into(),
                query: vec![],
                headers: vec![],
                body: RedactedBody::Empty,
            },
            sent_at_ms: sent.wall_ms,
            elapsed_ms: 120,
            answer: None,
        },
    }
}
