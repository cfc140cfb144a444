//! Exporting and importing: what is chosen, and what a file would bring.
use gatepass_core::{
    Choice, Destination, EnvironmentKind, IntegrationId, Offer, OfferStanding, Offered, Store,
    TakenIn, TransferRefusal, offered, provider,
};
use serde::{Deserialize, Serialize};

use super::{EnvironmentKindView, ErrorView, SavedView, millis};

/// What is to be exported, and who can open it.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ExportRequestView {
    pub(crate) integrations: Vec<String>,
    pub(crate) with_secrets: bool,
    pub(crate) seal_to: SealToView,
}

/// Who can open an export.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum SealToView {
    /// Whoever knows the passphrase; handles of what was typed twice.
    Passphrase { handle: String, again: String },
    /// Whoever holds the identity of one of these public keys, a line each.
    Recipients { text: String },
}

/// Public keys as typed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct RecipientsView {
    pub(crate) count: u32,
    /// What is wrong with the first line that is none, or empty.
    pub(crate) problem: String,
}

/// An export that was written.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SealedView {
    pub(crate) saved: SavedView,
    pub(crate) integrations: u32,
    /// What was left out, a sentence each.
    pub(crate) notes: Vec<String>,
}

/// What a chosen file is opened with.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum OpenerView {
    Passphrase,
    Identity,
}

/// What a file would bring.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfferView {
    pub(crate) written_at_ms: f64,
    /// The version of Gatepass, as the file says.
    pub(crate) written_by: String,
    pub(crate) with_secrets: bool,
    pub(crate) integrations: Vec<OfferedView>,
}

/// An integration that a file would bring.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct OfferedView {
    pub(crate) label: String,
    pub(crate) provider_name: String,
    pub(crate) environment_name: String,
    pub(crate) environment_kind: EnvironmentKindView,
    pub(crate) standing: StandingView,
    /// The integration that it could replace, or empty.
    pub(crate) here: String,
    /// Why nothing can be done with it, or empty.
    pub(crate) why_not: String,
    pub(crate) destinations: Vec<DestinationView>,
    /// The secrets that come with it.
    pub(crate) brings: Vec<String>,
    /// The secrets that have to be entered afterwards.
    pub(crate) lacks: Vec<String>,
    pub(crate) notes: Vec<String>,
    pub(crate) endpoints: u32,
    pub(crate) samples: u32,
}

/// What can be done with an integration that a file would bring.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) enum StandingView {
    New,
    /// Another of its name is here.
    Taken,
    /// It is here already, as far as can be told.
    Same,
    /// Nothing; `why_not` says why.
    Unusable,
}

/// Where an integration would send what.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DestinationView {
    pub(crate) what: String,
    pub(crate) address: String,
    pub(crate) receives: String,
    /// Not what the provider documents.
    pub(crate) unusual: bool,
}

/// What to do with an integration that a file would bring.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(
    tag = "kind",
    rename_all = "camelCase",
    rename_all_fields = "camelCase"
)]
pub(crate) enum ImportChoiceView {
    Add,
    Replace { id: String },
    LeaveOut,
}

/// What came of an import.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportedView {
    pub(crate) added: Vec<String>,
    pub(crate) replaced: u32,
    pub(crate) left_out: u32,
}

impl OfferView {
    /// As it would be taken in now.
    pub(crate) fn of(offer: &Offer, store: &dyn Store) -> Result<Self, ErrorView> {
        let seen = offered(offer, store).map_err(|error| ErrorView::from(&error))?;
        Ok(Self {
            written_at_ms: millis(offer.written_at_ms),
            written_by: offer.written_by.clone(),
            with_secrets: offer.with_secrets,
            integrations: seen.into_iter().map(OfferedView::from).collect(),
        })
    }
}

impl From<Offered> for OfferedView {
    fn from(offered: Offered) -> Self {
        let provider = provider(&offered.provider);
        let environment = provider.and_then(|one| one.environment(&offered.environment));
        let kind = environment.map_or(EnvironmentKind::Production, |one| one.kind);
        let (standing, here, why_not) = match offered.standing {
            OfferStanding::New => (StandingView::New, String::new(), String::new()),
            OfferStanding::Taken(id) => (StandingView::Taken, id.0, String::new()),
            OfferStanding::Same(id) => (StandingView::Same, id.0, String::new()),
            OfferStanding::Sandbox => (
                StandingView::Unusable,
                String::new(),
                "Its client is known to the sandbox that made it alone.".to_owned(),
            ),
            OfferStanding::Faulty(why) => (StandingView::Unusable, String::new(), why),
        };
        Self {
            label: offered.label,
            provider_name: provider.map_or(offered.provider, |one| one.name.clone()),
            environment_name: environment.map_or(offered.environment, |one| one.name.clone()),
            environment_kind: EnvironmentKindView::from(kind),
            standing,
            here,
            why_not,
            destinations: offered
                .destinations
                .into_iter()
                .map(DestinationView::from)
                .collect(),
            brings: offered.brings,
            lacks: offered.lacks,
            notes: offered.notes,
            endpoints: count(offered.endpoints),
            samples: count(offered.samples),
        }
    }
}

impl From<Destination> for DestinationView {
    fn from(destination: Destination) -> Self {
        Self {
            what: destination.what.to_owned(),
            address: destination.address,
            receives: destination.receives,
            unusual: destination.is_unusual,
        }
    }
}

impl From<ImportChoiceView> for Choice {
    fn from(view: ImportChoiceView) -> Self {
        match view {
            ImportChoiceView::Add => Self::Add,
            ImportChoiceView::Replace { id } => Self::Replace(IntegrationId(id)),
            ImportChoiceView::LeaveOut => Self::LeaveOut,
        }
    }
}

impl From<TakenIn> for ImportedView {
    fn from(taken: TakenIn) -> Self {
        Self {
            added: taken.added.into_iter().map(|id| id.0).collect(),
            replaced: count(taken.replaced),
            left_out: count(taken.left_out),
        }
    }
}

impl From<&TransferRefusal> for ErrorView {
    fn from(refusal: &TransferRefusal) -> Self {
        Self::new(&refusal.code, &refusal.sentence, &refusal.next_step)
    }
}

pub(crate) fn count(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}
