//! What a form learns while it is filled in: of entered secrets, of problems, of keys and clients it may take.
use gatepass_core::{Check, FieldNote, Handle, HeldSecret, Secret, StoreError, SubscriptionKey};
use gatepass_sandbox::NewClient;
use serde::{Deserialize, Serialize};

use super::{ErrorView, ExtraValueView, ExtraView, RequestView, millis};
use crate::desk::Desk;

/// What the page learns of a secret it handed in, or had read from the clipboard.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct HeldSecretView {
    pub(crate) handle: String,
    /// Characters after cleaning, for as many dots.
    pub(crate) length: u32,
    /// What was cleaned away, in words for under the field ("A blank at the end was removed."), or empty.
    pub(crate) note: String,
    /// Why it cannot be saved as it is ("This is a placeholder, not a secret."), or empty.
    pub(crate) problem: String,
}

/// A draft, read as it is typed.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct DraftCheckView {
    /// What the browser will open first, where a person signs in.
    pub(crate) authorization: Option<RequestView>,
    /// What will be sent, secrets masked; None while the draft cannot be sent at all, and for the implicit grant.
    pub(crate) request: Option<RequestView>,
    /// What keeps it from being saved. Fields are named as in `DraftView`.
    pub(crate) problems: Vec<FieldNoteView>,
    /// What Gatepass changed or advises, without standing in the way.
    pub(crate) notes: Vec<FieldNoteView>,
    /// Why the kept secrets must be entered again (an address moved to another origin), or empty.
    pub(crate) asks_secret_again: String,
}

/// A remark that belongs under a field.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct FieldNoteView {
    /// The field, as named in `DraftView`; for lists with an index: `extraHeaders.0`.
    pub(crate) field: String,
    pub(crate) message: String,
}

/// A shared subscription key, as the form offers it.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SubscriptionKeyView {
    pub(crate) id: String,
    pub(crate) provider: String,
    /// Empty for a short key.
    pub(crate) last_four: String,
    pub(crate) set_at_ms: f64,
    /// Labels of the integrations that use it.
    pub(crate) used_by: Vec<String>,
    /// Where it may be sent.
    pub(crate) origins: Vec<String>,
}

/// A client the sandbox made, for the form to take over.
#[derive(Clone, Debug, Serialize)]
#[cfg_attr(test, derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub(crate) struct SandboxClientView {
    pub(crate) client_id: String,
    pub(crate) client_secret: HeldSecretView,
    /// Only for providers that have one.
    pub(crate) subscription_key: Option<HeldSecretView>,
    /// The values that the sandbox expects in the provider's extra headers, held as secrets.
    pub(crate) extra_headers: Vec<ExtraView>,
    /// Registered with it; empty where its provider has no grant that needs one.
    pub(crate) redirect_uri: String,
    /// For the password grant; empty where its provider does not have it.
    pub(crate) username: String,
    pub(crate) password: Option<HeldSecretView>,
}

/// What a secret is typed for.
#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) enum SecretPurpose {
    /// A credential in the form of an integration: it is cleaned, and goes when the form does.
    Form,
    /// A value of a call, sent as it was typed.
    Call,
    /// What opens what is sealed already, a vault or a file: the only secret that is taken while the app is locked.
    Passphrase,
    /// One that something is to be sealed under.
    NewPassphrase,
}

impl HeldSecretView {
    /// Holds a secret and tells the page its handle and length.
    pub(crate) fn hold_for(desk: &Desk, purpose: SecretPurpose, typed: Secret) -> Self {
        let handle = desk.integrations.new_handle();
        let held = match purpose {
            SecretPurpose::Form => desk.integrations.held().hold(handle.clone(), typed),
            SecretPurpose::Call => desk.held_values.hold_as_typed(handle.clone(), typed),
            SecretPurpose::Passphrase => desk.held_passphrases.hold_as_typed(handle.clone(), typed),
            SecretPurpose::NewPassphrase => {
                let passphrases = &desk.held_passphrases;
                passphrases.hold_new_passphrase(handle.clone(), typed)
            }
        };
        // Looked at afterwards: either the lock finds it, or it is found here that the lock has come.
        if desk.ports.lock.is_closed() {
            desk.integrations.held().clear();
            desk.held_values.clear();
            if matches!(purpose, SecretPurpose::NewPassphrase) {
                desk.held_passphrases.forget(&handle);
            }
        }
        Self::of(handle, held)
    }

    /// Holds a credential.
    pub(crate) fn hold(desk: &Desk, typed: Secret) -> Self {
        Self::hold_for(desk, SecretPurpose::Form, typed)
    }

    fn of(handle: Handle, held: HeldSecret) -> Self {
        let length = u32::try_from(held.secret.length()).unwrap_or(u32::MAX);
        Self {
            handle: handle.0,
            length,
            note: held.note,
            problem: held.problem,
        }
    }
}

impl From<Check> for DraftCheckView {
    fn from(check: Check) -> Self {
        Self {
            authorization: check.authorization.as_ref().map(RequestView::from),
            request: check.request.as_ref().map(RequestView::from),
            problems: check.problems.iter().map(FieldNoteView::from).collect(),
            notes: check.notes.iter().map(FieldNoteView::from).collect(),
            asks_secret_again: check.asks_secret_again,
        }
    }
}

impl From<&FieldNote> for FieldNoteView {
    fn from(note: &FieldNote) -> Self {
        Self {
            field: note.field.clone(),
            message: note.message.clone(),
        }
    }
}

impl SubscriptionKeyView {
    /// All of them, with who uses each.
    pub(crate) fn all(desk: &Desk) -> Result<Vec<Self>, ErrorView> {
        let refused = |error: StoreError| ErrorView::from(&error);
        let integrations = desk.ports.store.integrations().map_err(refused)?;
        let view = |key: SubscriptionKey| {
            let users = integrations
                .iter()
                .filter(|integration| integration.subscription_key.as_ref() == Some(&key.id));
            Self {
                used_by: users.map(|integration| integration.label.clone()).collect(),
                id: key.id.0,
                provider: key.provider,
                last_four: key.secret.last_four,
                set_at_ms: millis(key.secret.set_at_ms),
                origins: key.origins.iter().map(ToString::to_string).collect(),
            }
        };
        Ok(desk
            .ports
            .store
            .subscription_keys()
            .map_err(refused)?
            .into_iter()
            .map(view)
            .collect())
    }
}

impl SandboxClientView {
    /// Holds the secrets of a client that the sandbox just made.
    pub(crate) fn hold(desk: &Desk, client: NewClient) -> Self {
        let header = |(name, secret)| {
            let handle = HeldSecretView::hold(desk, secret).handle;
            ExtraView {
                name,
                value: ExtraValueView::Held { handle },
            }
        };
        Self {
            client_id: client.client_id,
            client_secret: HeldSecretView::hold(desk, client.client_secret),
            subscription_key: client
                .subscription_key
                .map(|key| HeldSecretView::hold(desk, key)),
            extra_headers: client.extra_headers.into_iter().map(header).collect(),
            redirect_uri: client.redirect_uri.unwrap_or_default(),
            username: client.username.unwrap_or_default(),
            password: client
                .password
                .map(|password| HeldSecretView::hold(desk, password)),
        }
    }
}
