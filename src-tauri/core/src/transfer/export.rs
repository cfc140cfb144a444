//! Writes integrations as the document, into memory that is wiped and never grows.
use std::collections::BTreeMap;
use std::io;

use zeroize::Zeroizing;

use super::TRANSFER_LIMIT;
use super::document::{Document, FORMAT, KeyEntry, VERSION};
use super::entry::entry_of;
use super::refusal::{TransferRefusal, nothing_to_export, too_large};
use super::secrets::Reader;
use crate::integration::{Integration, IntegrationId, SubscriptionKeyId};
use crate::integrations::Integrations;
use crate::origin::Origin;
use crate::own_endpoints::OwnEndpoints;
use crate::read_draft::origins_of_key;

/// A document, to be sealed.
pub struct Exported {
    /// What it says. Secrets are in it.
    pub text: Zeroizing<Vec<u8>>,
    /// How many integrations are in it.
    pub integrations: usize,
    /// What was left out, a sentence each.
    pub notes: Vec<String>,
}

/// Writes the chosen integrations with all that is theirs, except tokens and Activity. Without secrets it says where each
/// belongs, and the text of none. `written_by` is the version of Gatepass.
pub async fn export_integrations(
    integrations: &Integrations,
    own_endpoints: &OwnEndpoints,
    chosen: &[IntegrationId],
    with_secrets: bool,
    written_by: &str,
) -> Result<Exported, TransferRefusal> {
    let _turn = integrations.take_turn().await;
    let ports = integrations.ports();
    let mut all = ports.store.integrations()?;
    all.retain(|one| chosen.contains(&one.id));
    let count = all.len();
    all.retain(|one| one.token_origin() != Ok(Origin::Sandbox));
    if all.is_empty() {
        return Err(nothing_to_export(count > 0));
    }
    let mut reader = Reader {
        ports,
        with_secrets,
        notes: vec![],
    };
    match count - all.len() {
        0 => {}
        1 => reader.notes.push("One sandbox integration is left out: its client is known to the sandbox of this computer alone.".to_owned()),
        many => reader.notes.push(format!("{many} sandbox integrations are left out: their clients are known to the sandbox of this computer alone.")),
    }
    let subscription_keys = keys_of(&all, &mut reader).await?;
    let mut entries = Vec::new();
    for integration in &all {
        entries.push(entry_of(integration, own_endpoints, &mut reader).await?);
    }
    let document = Document {
        format: FORMAT.to_owned(),
        version: VERSION,
        written_at_ms: ports.clock.now().wall_ms,
        written_by: written_by.to_owned(),
        with_secrets,
        subscription_keys,
        integrations: entries,
    };
    Ok(Exported {
        text: written(&document)?,
        integrations: all.len(),
        notes: reader.notes,
    })
}

/// Each key once, for the places that the chosen integrations send it to.
async fn keys_of(
    integrations: &[Integration],
    reader: &mut Reader<'_>,
) -> Result<Vec<KeyEntry>, TransferRefusal> {
    let mut homes: BTreeMap<&SubscriptionKeyId, Vec<Origin>> = BTreeMap::new();
    for integration in integrations {
        let Some(key) = &integration.subscription_key else {
            continue;
        };
        let home = homes.entry(key).or_default();
        for origin in origins_of_key(Some(&integration.token_endpoint), &integration.api_origins) {
            if !home.contains(&origin) {
                home.push(origin);
            }
        }
    }
    let mut keys = Vec::new();
    for (id, home) in homes {
        let Some(key) = reader.ports.store.subscription_key(id)? else {
            continue;
        };
        let what = format!("The subscription key {}", key.secret.last_four);
        keys.push(KeyEntry {
            id: id.0.clone(),
            provider: key.provider,
            key: reader.secret(what.trim_end(), &key.secret, &home).await?,
        });
    }
    Ok(keys)
}

/// Measured first: a buffer that grows leaves an unwiped copy behind.
fn written(document: &Document) -> Result<Zeroizing<Vec<u8>>, TransferRefusal> {
    let mut length = Counter(0);
    serde_json::to_writer(&mut length, document).map_err(|_| too_large())?;
    let mut text = Zeroizing::new(Vec::with_capacity(length.0));
    serde_json::to_writer(&mut *text, document).map_err(|_| too_large())?;
    Ok(text)
}

/// Counts what is written to it, up to the limit.
struct Counter(usize);

impl io::Write for Counter {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0 += bytes.len();
        if self.0 > TRANSFER_LIMIT {
            return Err(io::ErrorKind::FileTooLarge.into());
        }
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
