//! Reads the form's secret fields: entered, kept or missing, and whether a kept one may still be used.
use super::Background;
use super::fields::{Reader, is_token};
use crate::clean::clean;
use crate::draft::{Draft, DraftExtra, ExtraInput, KeyInput, SecretInput};
use crate::grant::Grant;
use crate::held_secrets::{Handle, HeldSecrets};
use crate::origin::Origin;
use crate::provider::Provider;

/// Headers that HTTP itself or the placement sets.
const TAKEN_HEADERS: [&str; 9] = [
    "accept-encoding",
    "connection",
    "content-length",
    "content-type",
    "host",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
];

impl Reader {
    /// A public client has none; where the grant allows that, an empty field is no mistake.
    pub(super) fn client_secret(
        &mut self,
        input: &SecretInput,
        grant: Grant,
        may_keep: bool,
        held: &HeldSecrets,
    ) {
        if *input == SecretInput::Empty && !grant.needs_client_secret() {
            return;
        }
        self.secret("clientSecret", "the client secret", input, may_keep, held);
    }

    pub(super) fn password(&mut self, input: &SecretInput, may_keep: bool, held: &HeldSecrets) {
        self.secret("password", "the password", input, may_keep, held);
    }

    fn secret(
        &mut self,
        field: &str,
        called: &str,
        input: &SecretInput,
        may_keep: bool,
        held: &HeldSecrets,
    ) {
        match input {
            SecretInput::Empty => self.problem(field, format!("Enter {called}.")),
            SecretInput::Kept if !may_keep => {
                self.problem(field, format!("Enter {called} again."));
            }
            SecretInput::Kept => {}
            SecretInput::Held(handle) => self.held(field, handle, held),
        }
    }

    pub(super) fn subscription_key(
        &mut self,
        draft: &Draft,
        chosen: Option<&Provider>,
        origins: &[Origin],
        background: &Background<'_>,
    ) {
        if chosen.is_none_or(|provider| provider.subscription_key_header.is_none()) {
            return;
        }
        match &draft.subscription_key {
            KeyInput::Empty => self.problem(
                "subscriptionKey",
                "Enter the subscription key, or choose one you entered before.",
            ),
            KeyInput::Held(handle) => {
                self.held("subscriptionKey", handle, background.held);
                self.header_safe("subscriptionKey", handle, background.held);
            }
            KeyInput::Shared(id) => match background
                .keys
                .iter()
                .find(|key| key.id == *id && key.provider == draft.provider)
            {
                None => self.problem(
                    "subscriptionKey",
                    "This key is no longer there. Enter it again.",
                ),
                Some(key) => {
                    if let Some(foreign) =
                        origins.iter().find(|origin| !key.origins.contains(origin))
                    {
                        self.problem("subscriptionKey", format!("This key was not given for {foreign}. Enter it again to send it there."));
                    }
                }
            },
        }
    }

    pub(super) fn extra(
        &mut self,
        field: &str,
        extra: &DraftExtra,
        is_header: bool,
        may_keep: bool,
        held: &HeldSecrets,
    ) {
        let name = clean(&extra.name).text;
        if name.is_empty() {
            self.problem(field, "Give it a name, or remove the line.");
        } else if is_header && !is_token(&name) {
            self.problem(field, "A header name has letters, digits and hyphens.");
        } else if is_header && TAKEN_HEADERS.contains(&name.to_ascii_lowercase().as_str()) {
            self.problem(field, format!("{name} is set by the request itself."));
        }
        match &extra.value {
            ExtraInput::Public(text) if is_header && text.chars().any(char::is_control) => {
                self.problem(field, "A header is one line.");
            }
            ExtraInput::Public(_) => {}
            ExtraInput::Held(handle) => {
                self.held(field, handle, held);
                if is_header {
                    self.header_safe(field, handle, held);
                }
            }
            ExtraInput::Kept(_) if !may_keep => self.problem(
                field,
                "Enter the value again: it was given for another place.",
            ),
            ExtraInput::Kept(_) => {}
            ExtraInput::Empty => self.problem(field, "Enter a value, or remove the line."),
        }
    }

    fn held(&mut self, field: &str, handle: &Handle, held: &HeldSecrets) {
        match held.get(handle) {
            None => self.problem(field, "Enter it again: it is no longer held."),
            Some(secret) => {
                if !secret.problem.is_empty() {
                    self.problem(field, secret.problem);
                }
                if !secret.note.is_empty() {
                    self.note(field, secret.note);
                }
            }
        }
    }

    fn header_safe(&mut self, field: &str, handle: &Handle, held: &HeldSecrets) {
        if held.get(handle).is_some_and(|held| {
            held.secret
                .reveal(|text| text.chars().any(char::is_control))
        }) {
            self.problem(
                field,
                "It has a line break in it, which a header cannot carry.",
            );
        }
    }
}
