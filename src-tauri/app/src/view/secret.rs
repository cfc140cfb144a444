//! The secrets of an integration as Setup lists them: their age, what lies beside them, and what came of testing that.
use gatepass_core::{Beside, Integration, SecretAge, Standing, Trial, secret_ages};
use serde::Serialize;

use super::{ErrorView, ExchangeView, RefusalView, capitalised, millis};
use crate::desk::Desk;
use crate::settings;

/// A secret in use. Never its text.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SecretAgeView {
    /// `client_secret`, `password` or `subscription_key`; empty for one that is replaced in the form alone.
    pub(crate) which: String,
    /// "Client secret", or a header's name.
    pub(crate) name: String,
    /// Empty for a short one.
    pub(crate) last_four: String,
    pub(crate) set_at_ms: f64,
    pub(crate) days: u32,
    /// Older than the settings want, and not dismissed.
    pub(crate) reminds: bool,
    pub(crate) beside: Option<BesideView>,
    /// The labels of the other integrations that use it.
    pub(crate) shared_with: Vec<String>,
}

/// What lies beside a secret while it is rotated.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct BesideView {
    pub(crate) last_four: String,
    pub(crate) set_at_ms: f64,
    /// It was in use before, and is there to go back to; else it is new.
    pub(crate) is_old: bool,
    /// When a token last came for a new one; or when an old one was replaced.
    pub(crate) since_ms: Option<f64>,
}

/// What came of asking for a token with a new secret. No token was kept.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct TrialView {
    pub(crate) works: bool,
    /// What was tested, and what came of it.
    pub(crate) sentence: String,
    pub(crate) refusal: Option<RefusalView>,
    pub(crate) exchange: Option<ExchangeView>,
}

impl SecretAgeView {
    /// All of an integration's.
    pub(crate) fn all(desk: &Desk, integration: &Integration) -> Result<Vec<Self>, ErrorView> {
        let after_days = settings::load(&*desk.ports.store).remind_after_days;
        let ages = secret_ages(&desk.ports, integration, after_days);
        let ages = ages.map_err(|error| ErrorView::from(&error))?;
        let sharing = sharing(desk, integration)?;
        Ok(ages
            .into_iter()
            .map(|age| Self::of(age, &sharing))
            .collect())
    }

    fn of(age: SecretAge, sharing: &[String]) -> Self {
        let which = age.which.map_or("", gatepass_core::Rotated::id);
        Self {
            which: which.to_owned(),
            name: match age.which {
                Some(_) => capitalised(&age.called),
                None => age.called,
            },
            last_four: age.secret.last_four,
            set_at_ms: millis(age.secret.set_at_ms),
            days: age.days,
            reminds: age.reminds,
            beside: age.beside.as_ref().map(BesideView::from),
            shared_with: match age.which {
                Some(gatepass_core::Rotated::SubscriptionKey) => sharing.to_vec(),
                _ => vec![],
            },
        }
    }
}

fn sharing(desk: &Desk, integration: &Integration) -> Result<Vec<String>, ErrorView> {
    if integration.subscription_key.is_none() {
        return Ok(vec![]);
    }
    let all = desk.ports.store.integrations();
    let all = all.map_err(|error| ErrorView::from(&error))?;
    let others = all.into_iter().filter(|other| {
        other.id != integration.id && other.subscription_key == integration.subscription_key
    });
    Ok(others.map(|other| other.label).collect())
}

impl From<&Beside> for BesideView {
    fn from(beside: &Beside) -> Self {
        let (is_old, since_ms) = match beside.standing {
            Standing::New { tested_at_ms } => (false, tested_at_ms),
            Standing::Old { replaced_at_ms } => (true, Some(replaced_at_ms)),
        };
        Self {
            last_four: beside.secret.last_four.clone(),
            set_at_ms: millis(beside.secret.set_at_ms),
            is_old,
            since_ms: since_ms.map(millis),
        }
    }
}

impl From<Trial> for TrialView {
    fn from(trial: Trial) -> Self {
        match trial {
            Trial::Works(exchange) => Self {
                works: true,
                sentence: "A token was asked for with the new one, and came. It was not kept, and no API was called.".to_owned(),
                refusal: None,
                exchange: Some(ExchangeView::from(&*exchange)),
            },
            Trial::Refused(refusal) => Self {
                works: false,
                sentence: "No token came for the new one. The one in use was not touched.".to_owned(),
                exchange: refusal.exchange.as_deref().map(ExchangeView::from),
                refusal: Some(RefusalView::from(&*refusal)),
            },
            Trial::NeedsSignIn => Self {
                works: false,
                sentence: "Nothing was sent: a person has to sign in for this integration’s token. Use the new one and sign in; the old one is kept until you say that everything works.".to_owned(),
                refusal: None,
                exchange: None,
            },
        }
    }
}
