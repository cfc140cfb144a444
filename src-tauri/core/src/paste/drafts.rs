//! The forms that a paste fills in: one for each environment that it can belong to.
use super::{Candidate, Pasted, PastedExtra};
use crate::draft::{Draft, DraftExtra, DraftGrant, ExtraInput, KeyInput, SecretInput};
use crate::grant::Grant;
use crate::held_secrets::Handle;
use crate::provider::provider;
use crate::secret::Secret;

/// The paste's secrets, held once for all the forms.
struct Held {
    client_secret: Option<Handle>,
    subscription_key: Option<Handle>,
    password: Option<Handle>,
    headers: Vec<DraftExtra>,
    parameters: Vec<DraftExtra>,
}

impl Pasted {
    /// A form for each candidate, in their order: the provider's own data, and over it what was pasted.
    pub fn drafts(&self, hold: &dyn Fn(Secret) -> Handle) -> Vec<Draft> {
        let form = &self.form;
        let held = |secret: &Option<Secret>| secret.clone().map(hold);
        let extras = |extras: &[PastedExtra]| {
            let extra = |extra: &PastedExtra| DraftExtra {
                name: extra.name.clone(),
                value: held(&extra.value).map_or(ExtraInput::Empty, ExtraInput::Held),
            };
            extras.iter().map(extra).collect()
        };
        let held = Held {
            client_secret: held(&form.client_secret),
            subscription_key: held(&form.subscription_key),
            password: held(&form.password),
            headers: extras(&form.extra_headers),
            parameters: extras(&form.extra_parameters),
        };
        self.candidates
            .iter()
            .filter_map(|candidate| self.draft(candidate, &held))
            .collect()
    }

    fn draft(&self, candidate: &Candidate, held: &Held) -> Option<Draft> {
        let provider = provider(&candidate.provider)?;
        let environment = provider.environment(&candidate.environment)?;
        let form = &self.form;
        let preset = Draft::preset(provider, environment);
        let secret =
            |handle: &Option<Handle>| handle.clone().map_or(SecretInput::Empty, SecretInput::Held);
        let or = |pasted: &str, preset: String| {
            if pasted.is_empty() {
                preset
            } else {
                pasted.to_owned()
            }
        };
        let grant = Grant::from_id(&form.grant)
            .filter(|grant| *grant != Grant::RefreshToken && provider.grants.contains(grant));
        let placement = form
            .placement
            .filter(|placement| provider.placements.contains(placement));
        let mut api_origins = preset.api_origins;
        if api_origins.is_empty() {
            api_origins = form.api_origins.iter().map(ToString::to_string).collect();
        }
        Some(Draft {
            client_id: form.client_id.clone(),
            client_secret: secret(&held.client_secret),
            subscription_key: held
                .subscription_key
                .clone()
                .map_or(KeyInput::Empty, KeyInput::Held),
            token_endpoint: self
                .token_endpoint_for(candidate)
                .map_or(preset.token_endpoint, String::from),
            placement: placement.map_or(preset.placement, |placement| placement.id().to_owned()),
            grant: DraftGrant {
                grant: grant.map_or(preset.grant.grant, |grant| grant.id().to_owned()),
                authorization_endpoint: form
                    .authorization_endpoint
                    .clone()
                    .map_or(preset.grant.authorization_endpoint, String::from),
                redirect_uri: form.redirect_uri.clone(),
                username: form.username.clone(),
                password: secret(&held.password),
                registered: preset.grant.registered,
            },
            scope: or(&form.scope, preset.scope),
            extra_headers: held.headers.clone(),
            extra_parameters: held.parameters.clone(),
            api_origins,
            ..preset
        })
    }
}
