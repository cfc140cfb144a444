//! Reads the grant's part of a form, and the addresses beside the token endpoint.
use url::Url;

use super::fields::Reader;
use crate::authorization::{RedirectUri, RedirectUriProblem};
use crate::clean::clean;
use crate::draft::DraftGrant;
use crate::grant::Grant;
use crate::origin::{Origin, read_address};
use crate::provider::{Environment, EnvironmentKind, Provider};

/// The grant's part of a form, cleaned.
#[derive(Clone, Debug)]
pub(crate) struct GrantReading {
    pub(crate) grant: Grant,
    pub(crate) registered: Vec<Grant>,
    pub(crate) authorization_endpoint: Option<Url>,
    pub(crate) redirect_uri: String,
    pub(crate) username: String,
}

impl Reader {
    pub(super) fn grant(
        &mut self,
        draft: &DraftGrant,
        chosen: Option<&Provider>,
        environment: Option<&Environment>,
    ) -> GrantReading {
        let offered = |grant: &Grant| chosen.is_none_or(|provider| provider.grants.contains(grant));
        let registered: Vec<Grant> = draft
            .registered
            .iter()
            .filter_map(|id| Grant::from_id(id))
            .filter(offered)
            .collect();
        let grant = Grant::from_id(&draft.grant)
            .filter(|grant| *grant != Grant::RefreshToken)
            .filter(offered);
        let grant = grant.unwrap_or_else(|| {
            self.problem("grant", "Choose how tokens are got.");
            Grant::default()
        });
        if !registered.is_empty() && !registered.contains(&grant) {
            self.problem(
                "grant",
                format!(
                    "The registration has no {}. Choose one that it has.",
                    grant.name()
                ),
            );
        }
        // What belongs to another grant is kept as it is, and read strictly once its grant is chosen.
        if !grant.needs_browser() {
            return GrantReading {
                grant,
                registered,
                authorization_endpoint: read_address(&draft.authorization_endpoint).ok(),
                redirect_uri: clean(&draft.redirect_uri).text,
                username: match grant {
                    Grant::Password => {
                        self.text("username", &draft.username, "Enter the user name.")
                    }
                    _ => clean(&draft.username).text,
                },
            };
        }
        GrantReading {
            grant,
            registered,
            authorization_endpoint: self
                .authorization_endpoint(&draft.authorization_endpoint, environment),
            redirect_uri: self.redirect_uri(&draft.redirect_uri),
            username: clean(&draft.username).text,
        }
    }

    /// An endpoint that the client authenticates itself on: it gets the client secret, so it lies where the token endpoint lies.
    /// One that was never typed, but came with the environment, is left out when the token endpoint has moved away from it.
    pub(super) fn neighbour(
        &mut self,
        field: &str,
        typed: &str,
        home: Option<&Url>,
        preset: Option<&Url>,
    ) -> Option<Url> {
        let address = self.optional_address(field, typed)?;
        if let Some(home) = home
            && Origin::of(home) != Origin::of(&address)
        {
            if preset == Some(&address) {
                self.note(field, "Not used: the token address is on another host.");
                return None;
            }
            self.problem(
                field,
                "The client secret would go there, and it was given for the token address’s host alone.",
            );
        }
        Some(address)
    }

    fn authorization_endpoint(
        &mut self,
        typed: &str,
        environment: Option<&Environment>,
    ) -> Option<Url> {
        if typed.trim().is_empty() {
            self.problem(
                "authorizationEndpoint",
                "Enter the address where you sign in.",
            );
            return None;
        }
        let address = self.optional_address("authorizationEndpoint", typed)?;
        let inside = Origin::of(&address) == Ok(Origin::Sandbox);
        if let Some(environment) = environment
            && (environment.kind == EnvironmentKind::Sandbox) != inside
        {
            self.problem(
                "authorizationEndpoint",
                "Sandbox integrations sign in at the sandbox, and no others do.",
            );
        }
        Some(address)
    }

    fn redirect_uri(&mut self, typed: &str) -> String {
        let cleaned = clean(typed);
        match RedirectUri::parse(&cleaned.text) {
            _ if cleaned.text.is_empty() => {
                self.problem("redirectUri", "Enter the redirect URI of the registration.");
            }
            _ if !cleaned.problem.is_empty() => self.problem("redirectUri", cleaned.problem),
            Err(RedirectUriProblem::NotAnAddress) => self.problem(
                "redirectUri",
                "This is not a full address. Enter it as it was registered.",
            ),
            Err(RedirectUriProblem::Fragment) => self.problem(
                "redirectUri",
                "A redirect URI has no # part (RFC 6749, section 3.1.2).",
            ),
            Ok(_) if !cleaned.note.is_empty() => self.note("redirectUri", cleaned.note),
            Ok(_) => {}
        }
        cleaned.text
    }

    fn optional_address(&mut self, field: &str, typed: &str) -> Option<Url> {
        let cleaned = clean(typed).text;
        if cleaned.is_empty() {
            return None;
        }
        match read_address(&cleaned) {
            Ok(address) => Some(address),
            Err(error) => {
                self.problem(field, error.to_string());
                None
            }
        }
    }
}
