//! Every secret that the files could hold: all that lie in the vault, and what Basic makes of them.
use std::collections::BTreeSet;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;

use super::SupportError;
use crate::every_secret::every_secret;
use crate::integration::Integration;
use crate::ports::Ports;
use crate::request::basic;
use crate::secret::{Secret, SecretId};

/// Characters of the shortest secret that is looked for.
const LEAST: usize = 4;

/// All of them. One that a row of this integration names must be there: what is not known cannot be looked for.
pub(super) async fn known_to(
    ports: &Ports,
    integration: &Integration,
) -> Result<Vec<Secret>, SupportError> {
    let store = &ports.store;
    let mut own: BTreeSet<SecretId> = BTreeSet::new();
    own.extend(integration.own_secrets().iter().map(|own| own.id.clone()));
    if let Some(id) = &integration.subscription_key
        && let Some(key) = store.subscription_key(id)?
    {
        own.extend(key.secrets().cloned());
    }
    let mut ids: BTreeSet<SecretId> = every_secret(&**store)?.into_iter().collect();
    ids.extend(own.iter().cloned());
    let integrations = store.integrations()?;
    for one in &integrations {
        ids.extend(ports.activity.secrets_of(&one.id)?);
    }
    let mut known = Vec::new();
    for id in ids {
        match ports.vault.load(&id).await? {
            Some(kept) => {
                let clients = integrations.iter().chain([integration]);
                let clients = clients.filter(|one| names(one, &id));
                known.extend(clients.flat_map(|client| pairs(&client.client_id, &kept.secret)));
                known.push(kept.secret);
            }
            // A token may just have been replaced, and another integration's may have been deleted: neither was sent here.
            None if !own.contains(&id) => {}
            None => return Err(SupportError::SecretMissing),
        }
    }
    known.retain(|secret| secret.length() >= LEAST);
    Ok(known)
}

fn names(integration: &Integration, id: &SecretId) -> bool {
    let beside = integration.besides.client_secret.iter();
    let beside = beside.map(|beside| &beside.secret);
    let mut all = integration.client_secret.iter().chain(beside);
    all.any(|secret| secret.id == *id)
}

/// The client id and its secret as Basic joins them, with and without the encoding of RFC 6749, section 2.3.1.
fn pairs(client_id: &str, secret: &Secret) -> [Secret; 2] {
    secret.reveal(|text| {
        let encoded = basic(client_id, text);
        let encoded = encoded.trim_start_matches("Basic ").trim_end_matches('=');
        let plain = zeroize::Zeroizing::new(format!("{client_id}:{text}"));
        let plain = STANDARD_NO_PAD.encode(plain.as_bytes());
        [Secret::new(encoded), Secret::new(plain)]
    })
}
