//! What was read from a paste: a filled form for each environment that it can belong to. Its secrets are held, not shown.
use gatepass_core::{Candidate, Draft, Handle, Pasted, Secret, provider};
use serde::Serialize;

use super::{DraftView, FieldNoteView, HeldSecretView};
use crate::desk::Desk;

/// A paste, read.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasteView {
    /// Why nothing of it can be used and what would work, or empty.
    pub(crate) problem: String,
    /// Exactly the environments that it can belong to.
    pub(crate) candidates: Vec<PasteCandidateView>,
    /// What has to be asked.
    pub(crate) asks: Vec<FieldNoteView>,
    /// What was changed or left out, a sentence each.
    pub(crate) notes: Vec<String>,
}

/// An environment that a paste can belong to.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct PasteCandidateView {
    pub(crate) provider: String,
    pub(crate) provider_name: String,
    pub(crate) environment: String,
    pub(crate) environment_name: String,
    /// Filled in as far as it is certain. Secrets are the same handles in each.
    pub(crate) draft: DraftView,
}

impl PasteView {
    /// Holds the secrets of a paste once, and fills in a form for each candidate.
    pub(crate) fn hold(desk: &Desk, pasted: Pasted) -> Self {
        let hold = |secret: Secret| Handle(HeldSecretView::hold(desk, secret).handle);
        let drafts = pasted.drafts(&hold);
        Self {
            problem: pasted.problem.clone().unwrap_or_default(),
            asks: pasted.asks.iter().map(FieldNoteView::from).collect(),
            notes: pasted.notes.clone(),
            candidates: pasted
                .candidates
                .iter()
                .zip(drafts)
                .map(|(candidate, draft)| PasteCandidateView::of(candidate, draft))
                .collect(),
        }
    }
}

impl PasteCandidateView {
    fn of(candidate: &Candidate, draft: Draft) -> Self {
        let provider = provider(&candidate.provider);
        let environment =
            provider.and_then(|provider| provider.environment(&candidate.environment));
        Self {
            provider: candidate.provider.clone(),
            provider_name: provider.map_or_else(String::new, |provider| provider.name.clone()),
            environment: candidate.environment.clone(),
            environment_name: environment
                .map_or_else(String::new, |environment| environment.name.clone()),
            draft: DraftView::new(draft),
        }
    }
}
