//! What was asked of whom: the context in which an answer is read, because one body means different things in two places.
use url::Url;

use crate::integration::Integration;
use crate::origin::{Origin, SANDBOX_SCHEME};
use crate::provider::{Environment, EnvironmentKind, Provider, provider, providers};

/// What stands for a host where the sandbox was asked.
pub(super) const THE_SANDBOX: &str = "the sandbox";

/// A request, as far as its answer's meaning depends on it.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// Whose API; None for one that this version does not know.
    pub provider: Option<&'static Provider>,
    /// Where the integration's tokens come from.
    pub token_endpoint: &'a Url,
    /// For what.
    pub what: What<'a>,
    /// The same was asked for with these very credentials before, and came.
    pub worked_before: bool,
}

/// For what it was asked.
#[derive(Clone, Copy, Debug)]
pub enum What<'a> {
    /// A token.
    Token {
        /// As it was sent: `client_credentials`, `authorization_code`, `refresh_token`, `password`.
        grant_type: &'a str,
    },
    /// An API resource.
    Call {
        /// Its whole address.
        to: &'a Url,
    },
}

/// A call that went to one host pair with a token of another.
pub(super) struct Mismatch<'a> {
    /// The host that issued the token.
    pub(super) issuer: &'a str,
    /// The host that takes its tokens.
    pub(super) right: String,
}

impl<'a> Asked<'a> {
    /// A token was asked for. `grant_type` is as sent.
    pub fn token(integration: &'a Integration, grant_type: &'a str) -> Self {
        Self {
            provider: provider(&integration.provider),
            token_endpoint: &integration.token_endpoint,
            what: What::Token { grant_type },
            worked_before: false,
        }
    }

    /// An API resource was asked for.
    pub fn call(integration: &'a Integration, to: &'a Url) -> Self {
        Self {
            provider: provider(&integration.provider),
            token_endpoint: &integration.token_endpoint,
            what: What::Call { to },
            worked_before: false,
        }
    }

    /// Tells whether it came before.
    #[must_use]
    pub fn having_worked(self, worked_before: bool) -> Self {
        Self {
            worked_before,
            ..self
        }
    }

    /// The provider as people call it, at the start of a sentence.
    pub fn name(&self) -> &'static str {
        match self.provider {
            Some(provider) if provider.id != "custom" => &provider.name,
            _ => "The server",
        }
    }

    /// Where the request went.
    pub fn host(&self) -> &'a str {
        let address = match self.what {
            What::Token { .. } => self.token_endpoint,
            What::Call { to } => to,
        };
        address.host_str().unwrap_or(THE_SANDBOX)
    }

    /// Whether a gateway in front wants a subscription key. Without one, advice about keys would mislead.
    pub(super) fn has_subscription_key(&self) -> bool {
        self.provider
            .is_some_and(|provider| provider.subscription_key_header.is_some())
    }

    pub(super) fn grant_type(&self) -> &'a str {
        match self.what {
            What::Token { grant_type } => grant_type,
            What::Call { .. } => "",
        }
    }

    pub(super) fn path(&self) -> &'a str {
        match self.what {
            What::Token { .. } => "",
            What::Call { to } => to.path(),
        }
    }

    /// Whether the call's address holds that query parameter.
    pub(super) fn names(&self, parameter: &str) -> bool {
        match self.what {
            What::Token { .. } => false,
            What::Call { to } => to.query_pairs().any(|(name, _)| name == parameter),
        }
    }

    /// The environments that the provider documents an address for.
    pub(super) fn environments(&self) -> Vec<&'static Environment> {
        let all = self.provider.map(|provider| provider.environments.iter());
        let documented = |one: &&Environment| {
            one.kind != EnvironmentKind::Sandbox && one.token_endpoint.is_some()
        };
        all.into_iter().flatten().filter(documented).collect()
    }

    /// Whether the token's home and the call's host are documented ones that do not belong together.
    pub(super) fn mismatch(&self) -> Option<Mismatch<'a>> {
        let What::Call { to } = self.what else {
            return None;
        };
        let called = Origin::of(to).ok()?;
        let issuer = self.token_endpoint.host_str()?;
        let environments = self.environments();
        let home = environments
            .iter()
            .find(|one| token_host(one) == Some(issuer))?;
        let mut known = providers().iter().flat_map(|one| &one.environments);
        let elsewhere = known.any(|one| one.api_origins.contains(&called));
        if self.token_endpoint.scheme() == SANDBOX_SCHEME
            || home.api_origins.contains(&called)
            || !elsewhere
        {
            return None;
        }
        Some(Mismatch {
            issuer,
            right: api_host(home)?,
        })
    }
}

pub(super) fn token_host(environment: &Environment) -> Option<&str> {
    environment.token_endpoint.as_ref()?.host_str()
}

pub(super) fn api_host(environment: &Environment) -> Option<String> {
    let origin = environment.api_origins.first()?.to_string();
    Some(origin.trim_start_matches("https://").to_owned())
}
