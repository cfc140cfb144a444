//! Reads the form's plain fields: names, addresses, origins, the route.
use url::Url;

use crate::clean::clean;
use crate::draft::{Draft, FieldNote};
use crate::integration::Route;
use crate::origin::{Origin, read_address};
use crate::placement::Placement;
use crate::provider::{Environment, EnvironmentKind, Provider};

/// Collects what is wrong and what was cleaned, field by field.
#[derive(Default)]
pub(super) struct Reader {
    pub(super) problems: Vec<FieldNote>,
    pub(super) notes: Vec<FieldNote>,
}

impl Reader {
    pub(super) fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(FieldNote::new(field, message));
    }

    pub(super) fn note(&mut self, field: &str, message: impl Into<String>) {
        self.notes.push(FieldNote::new(field, message));
    }

    /// What the user calls it. These are words of the user's own, so none of them is a placeholder.
    pub(super) fn label(&mut self, typed: &str) -> String {
        let label = clean(typed).text;
        if label.is_empty() {
            self.problem("label", "Give it a name.");
        }
        label
    }

    pub(super) fn text(&mut self, field: &str, typed: &str, if_empty: &str) -> String {
        let cleaned = clean(typed);
        if cleaned.text.is_empty() {
            self.problem(field, if_empty);
        } else if !cleaned.problem.is_empty() {
            self.problem(field, cleaned.problem);
        }
        if !cleaned.note.is_empty() {
            self.note(field, cleaned.note);
        }
        cleaned.text
    }

    pub(super) fn token_endpoint(
        &mut self,
        typed: &str,
        environment: Option<&Environment>,
    ) -> Option<Url> {
        let cleaned = clean(typed).text;
        if cleaned.is_empty() {
            self.problem("tokenEndpoint", "Enter the address that issues tokens.");
            return None;
        }
        let address = match read_address(&cleaned) {
            Ok(address) => address,
            Err(error) => {
                self.problem("tokenEndpoint", error.to_string());
                return None;
            }
        };
        let inside = Origin::of(&address) == Ok(Origin::Sandbox);
        match environment.map(|environment| environment.kind) {
            Some(EnvironmentKind::Sandbox) if !inside => {
                self.problem("tokenEndpoint", "The Sandbox environment talks to the server inside Gatepass only. For another address choose another environment.");
            }
            Some(EnvironmentKind::Production | EnvironmentKind::Test) if inside => {
                self.problem(
                    "tokenEndpoint",
                    "This address is the sandbox's. Choose the Sandbox environment for it.",
                );
            }
            _ => {}
        }
        if !inside && !cleaned.contains("://") {
            self.note("tokenEndpoint", "https:// was added.");
        }
        Some(address)
    }

    pub(super) fn placement(&mut self, id: &str, chosen: Option<&Provider>) -> Placement {
        let placement = Placement::from_id(id).filter(|placement| {
            chosen.is_none_or(|provider| provider.placements.contains(placement))
        });
        placement.unwrap_or_else(|| {
            self.problem("placement", "Choose where the credentials travel.");
            Placement::Form
        })
    }

    pub(super) fn api_origins(
        &mut self,
        typed: &[String],
        environment: Option<&Environment>,
    ) -> Vec<Origin> {
        let mut origins = Vec::new();
        for (index, text) in typed
            .iter()
            .enumerate()
            .filter(|(_, text)| !text.trim().is_empty())
        {
            match text.parse::<Origin>() {
                Ok(origin) if origins.contains(&origin) => {}
                Ok(origin) => origins.push(origin),
                Err(error) => self.problem(&format!("apiOrigins.{index}"), error.to_string()),
            }
        }
        let sandboxed =
            environment.is_some_and(|environment| environment.kind == EnvironmentKind::Sandbox);
        if origins
            .iter()
            .any(|origin| (*origin == Origin::Sandbox) != sandboxed)
        {
            self.problem(
                "apiOrigins",
                "Sandbox tokens stay in the sandbox, and other tokens never go there.",
            );
        }
        origins
    }

    pub(super) fn header_name(&mut self, field: &str, typed: &str) -> String {
        let name = clean(typed).text;
        if !is_token(&name) {
            self.problem(field, "A header name has letters, digits and hyphens.");
        }
        name
    }

    pub(super) fn token_prefix(&mut self, typed: &str) -> String {
        let prefix = typed.trim();
        if prefix.chars().any(char::is_control) {
            self.problem("tokenPrefix", "A header is one line.");
        }
        prefix.to_owned()
    }

    pub(super) fn route(&mut self, draft: &Draft) -> Route {
        let proxy = draft.proxy.trim();
        let proxy = (!proxy.is_empty()).then(|| {
            Url::parse(&if proxy.contains("://") {
                proxy.to_owned()
            } else {
                format!("http://{proxy}")
            })
        });
        let proxy = match proxy {
            None => None,
            Some(Ok(address))
                if matches!(address.scheme(), "http" | "https" | "socks5" | "socks5h")
                    && address.host().is_some() =>
            {
                if !address.username().is_empty() || address.password().is_some() {
                    self.problem("proxy", "A name and password in the proxy's address would be stored in the open. Use a proxy that needs none, such as a local one.");
                }
                Some(address)
            }
            Some(_) => {
                self.problem(
                    "proxy",
                    "A proxy's address looks like http://proxy.example:8080.",
                );
                None
            }
        };
        let certificate = draft.extra_ca.trim();
        if certificate.contains("PRIVATE KEY") {
            self.problem(
                "extraCa",
                "This holds a private key. Only the certificate belongs here.",
            );
        } else if !certificate.is_empty() && !certificate.contains("-----BEGIN CERTIFICATE-----") {
            self.problem(
                "extraCa",
                "A PEM certificate starts with -----BEGIN CERTIFICATE-----.",
            );
        }
        Route {
            proxy,
            extra_ca: (!certificate.is_empty()).then(|| certificate.to_owned()),
        }
    }
}

/// RFC 9110, section 5.6.2.
pub(crate) fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
