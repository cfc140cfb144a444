//! How old an integration's secrets are, and which of them to be reminded of: quietly, until it is dismissed or the secret changes.
use std::collections::BTreeSet;

use crate::integration::{ExtraValue, Integration};
use crate::ports::{Ports, Store, StoreError};
use crate::rotation::{Beside, Rotated};
use crate::secret::{SecretId, SecretReference};

/// The secrets whose reminders were dismissed, as a list of their ids.
const DOCUMENT: &str = "dismissed-reminders";
const DAY_MS: i64 = 86_400_000;

/// A secret of an integration, and its age.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SecretAge {
    /// None for the value of an extra header or parameter.
    pub which: Option<Rotated>,
    /// As people call it: "client secret", or the header's name.
    pub called: String,
    /// The one in use.
    pub secret: SecretReference,
    /// What lies beside it.
    pub beside: Option<Beside>,
    /// Whole days since it was entered.
    pub days: u32,
    /// It is older than the user wants, and nobody said that this is all right.
    pub reminds: bool,
}

/// Every secret of an integration, in the order of the form. `remind_after_days`: 0 never reminds.
pub fn secret_ages(
    ports: &Ports,
    integration: &Integration,
    remind_after_days: u32,
) -> Result<Vec<SecretAge>, StoreError> {
    let dismissed = dismissed(&*ports.store)?;
    let now_ms = ports.clock.now().wall_ms;
    let aged = |which: Option<Rotated>,
                called: &str,
                secret: &SecretReference,
                beside: Option<&Beside>| {
        let days = now_ms.saturating_sub(secret.set_at_ms).max(0) / DAY_MS;
        let days = u32::try_from(days).unwrap_or(u32::MAX);
        let is_old = remind_after_days > 0 && days >= remind_after_days;
        SecretAge {
            which,
            called: called.to_owned(),
            secret: secret.clone(),
            beside: beside.cloned(),
            days,
            // While it is being rotated there is nothing to be reminded of.
            reminds: is_old && beside.is_none() && !dismissed.contains(&secret.id),
        }
    };
    let mut ages = Vec::new();
    let own = [
        (
            Rotated::ClientSecret,
            &integration.client_secret,
            &integration.besides.client_secret,
        ),
        (
            Rotated::Password,
            &integration.grant.password,
            &integration.besides.password,
        ),
    ];
    for (which, used, beside) in own {
        if let Some(used) = used {
            ages.push(aged(Some(which), which.called(), used, beside.as_ref()));
        }
    }
    if let Some(id) = &integration.subscription_key
        && let Some(key) = ports.store.subscription_key(id)?
    {
        let which = Rotated::SubscriptionKey;
        let (secret, beside) = (&key.secret, key.beside.as_ref());
        ages.push(aged(Some(which), which.called(), secret, beside));
    }
    let extras = integration.extra_headers.iter();
    for extra in extras.chain(&integration.extra_parameters) {
        if let ExtraValue::Secret(secret) = &extra.value {
            ages.push(aged(None, &extra.name, secret, None));
        }
    }
    Ok(ages)
}

/// No more reminders of the secrets that the integration has now. A shared key's are dismissed for all who use it.
pub fn dismiss_reminders(ports: &Ports, integration: &Integration) -> Result<(), StoreError> {
    let mut all = dismissed(&*ports.store)?;
    let ages = secret_ages(ports, integration, 0)?;
    all.extend(ages.into_iter().map(|age| age.secret.id));
    // Those of secrets that are gone say nothing any more.
    let mut there: BTreeSet<SecretId> = BTreeSet::new();
    for integration in ports.store.integrations()? {
        there.extend(integration.own_secrets().iter().map(|own| own.id.clone()));
    }
    for key in ports.store.subscription_keys()? {
        there.extend(key.secrets().cloned());
    }
    let kept: Vec<&SecretId> = all.intersection(&there).collect();
    let text = serde_json::to_string(&kept);
    let text = text.map_err(|error| StoreError::Failed(error.to_string()))?;
    ports.store.save_document(DOCUMENT, &text)
}

/// What cannot be read was dismissed by nobody: a reminder too many is no harm.
fn dismissed(store: &dyn Store) -> Result<BTreeSet<SecretId>, StoreError> {
    let text = store.document(DOCUMENT)?;
    Ok(text
        .and_then(|text| serde_json::from_str(&text).ok())
        .unwrap_or_default())
}
