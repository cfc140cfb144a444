//! Forms of new integrations, filled in: each grant's, and Pivot's.
use gatepass_core::{Draft, DraftGrant, Integration, KeyInput, SecretInput, provider};

use super::{SECRET, World};

/// Where the browser comes back to; as registered, with an odd spelling that has to survive.
pub(crate) const REDIRECT_URI: &str = "http://127.0.0.1:8765/Call%62ack";

/// The password of the password grant.
pub(crate) const PASSWORD: &str = "pass word+/ü&7";

impl World {
    /// The form of a new custom integration, filled in.
    pub(crate) fn custom_draft(&self) -> Draft {
        Draft {
            id: None,
            label: "Ours".into(),
            provider: "custom".into(),
            environment: "test".into(),
            client_id: "client-one".into(),
            client_secret: self.enter(SECRET),
            subscription_key: KeyInput::Empty,
            token_endpoint: "https://id.example/token".into(),
            placement: "form".into(),
            grant: DraftGrant::default(),
            revocation_endpoint: String::new(),
            introspection_endpoint: String::new(),
            scope: String::new(),
            extra_headers: vec![],
            extra_parameters: vec![],
            api_origins: vec!["https://api.example".into()],
            token_header: "Authorization".into(),
            token_prefix: "Bearer".into(),
            proxy: String::new(),
            extra_ca: String::new(),
        }
    }

    /// The form of a custom integration that a person signs in for.
    pub(crate) fn code_draft(&self) -> Draft {
        Draft {
            grant: DraftGrant {
                grant: "authorization_code".into(),
                authorization_endpoint: "https://login.example/authorize".into(),
                redirect_uri: REDIRECT_URI.into(),
                ..DraftGrant::default()
            },
            scope: "read write".into(),
            ..self.custom_draft()
        }
    }

    /// The same without a client secret: a public client.
    pub(crate) fn public_draft(&self) -> Draft {
        Draft {
            client_secret: SecretInput::Empty,
            ..self.code_draft()
        }
    }

    /// The form of a custom integration that gets its token with the browser alone.
    pub(crate) fn implicit_draft(&self) -> Draft {
        let mut draft = self.public_draft();
        draft.grant.grant = "implicit".into();
        draft
    }

    /// The form of a custom integration with a name and a password.
    pub(crate) fn password_draft(&self) -> Draft {
        Draft {
            grant: DraftGrant {
                grant: "password".into(),
                username: "ada@example".into(),
                password: self.enter(PASSWORD),
                ..DraftGrant::default()
            },
            ..self.custom_draft()
        }
    }

    /// The form of a custom integration whose server takes tokens back and is asked about them.
    pub(crate) fn neighbours_draft(&self) -> Draft {
        Draft {
            revocation_endpoint: "https://id.example/revoke".into(),
            introspection_endpoint: "https://id.example/introspect".into(),
            ..self.custom_draft()
        }
    }

    /// A saved integration of [`World::code_draft`].
    pub(crate) async fn by_code(&self) -> Integration {
        self.save(&self.code_draft()).await
    }

    /// A saved integration of [`World::password_draft`].
    pub(crate) async fn by_password(&self) -> Integration {
        self.save(&self.password_draft()).await
    }
}

/// The form of a new Pivot integration at UAT, as the provider's data fills it in.
pub(crate) fn pivot_draft(world: &World, key: KeyInput) -> Draft {
    let pivot = provider("pivot").expect("Pivot is there");
    let uat = pivot.environment("uat").expect("Pivot has UAT");
    Draft {
        label: "Pivot alerts".into(),
        client_id: "client-one".into(),
        client_secret: world.enter(SECRET),
        subscription_key: key,
        ..Draft::preset(pivot, uat)
    }
}
