//! Whether an integration that is offered is here already, or another of its name.
use super::check::{Brought, BroughtValue, Sound};
use crate::integration::{Extra, ExtraValue, Integration, IntegrationId};
use crate::secret::SecretReference;

/// Whether the two would behave the same, as far as can be told without reading a secret.
pub(super) fn is_same(held: &Integration, offered: &Sound) -> bool {
    let same_secret = |held: Option<&SecretReference>, offered: Option<&Brought>| {
        let last_four = |brought: &Brought| brought.kept.secret.last_four();
        held.is_some() == offered.is_some()
            && held.map(|held| held.last_four.clone()) == offered.map(last_four)
    };
    plain(held) == with_names(offered)
        && same_secret(held.client_secret.as_ref(), offered.client_secret.as_ref())
        && same_secret(held.grant.password.as_ref(), offered.password.as_ref())
}

/// Without what differs between two computers: ids, and what is in the vault.
fn plain(held: &Integration) -> Integration {
    let mut plain = held.clone();
    plain.id = IntegrationId(String::new());
    plain.client_secret = None;
    plain.subscription_key = None;
    plain.grant.password = None;
    plain.keep_fresh = false;
    for extra in plain
        .extra_headers
        .iter_mut()
        .chain(&mut plain.extra_parameters)
    {
        if matches!(extra.value, ExtraValue::Secret(_)) {
            extra.value = ExtraValue::Public(String::new());
        }
    }
    plain
}

fn with_names(offered: &Sound) -> Integration {
    let named = |(name, value): &(String, BroughtValue)| Extra {
        name: name.clone(),
        value: ExtraValue::Public(match value {
            BroughtValue::Public(text) => text.clone(),
            BroughtValue::Secret(_) => String::new(),
        }),
    };
    let mut plain = plain(&offered.integration);
    plain.extra_headers = offered.extra_headers.iter().map(named).collect();
    plain.extra_parameters = offered.extra_parameters.iter().map(named).collect();
    plain
}
