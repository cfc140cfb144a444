//! Reads a form: cleans what was typed, finds what is wrong, and says which secrets have to be entered again.
use url::Url;

use crate::clean::clean;
use crate::draft::{Draft, DraftExtra, ExtraInput, FieldNote, KeyInput, SecretInput};
use crate::held_secrets::{Handle, HeldSecrets};
use crate::integration::{Integration, Route, SubscriptionKey};
use crate::origin::{Origin, read_address};
use crate::placement::Placement;
use crate::provider::{Environment, EnvironmentKind, Provider, provider};

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

/// What a form says, cleaned.
#[derive(Debug)]
pub(crate) struct Reading {
    pub(crate) label: String,
    pub(crate) client_id: String,
    pub(crate) token_endpoint: Option<Url>,
    pub(crate) placement: Placement,
    pub(crate) scope: String,
    pub(crate) api_origins: Vec<Origin>,
    pub(crate) token_header: String,
    pub(crate) token_prefix: String,
    pub(crate) route: Route,
    pub(crate) problems: Vec<FieldNote>,
    pub(crate) notes: Vec<FieldNote>,
    pub(crate) asks_secret_again: String,
}

/// What a form is read against.
pub(crate) struct Background<'a> {
    /// The integration as it is saved, when it is not new.
    pub(crate) existing: Option<&'a Integration>,
    pub(crate) keys: &'a [SubscriptionKey],
    pub(crate) held: &'a HeldSecrets,
}

/// Reads a form. Performs no I/O.
pub(crate) fn read_draft(draft: &Draft, background: &Background<'_>) -> Reading {
    let mut reader = Reader {
        problems: Vec::new(),
        notes: Vec::new(),
    };
    let chosen = provider(&draft.provider);
    let environment = chosen.and_then(|provider| provider.environment(&draft.environment));
    if environment.is_none() {
        reader.problem("environment", "Choose an environment.");
    }
    let label = reader.text("label", &draft.label, "Give it a name.");
    let client_id = reader.text("clientId", &draft.client_id, "Enter the client id.");
    let token_endpoint = reader.token_endpoint(&draft.token_endpoint, environment);
    let placement = reader.placement(&draft.placement, chosen);
    let api_origins = reader.api_origins(&draft.api_origins, environment);
    let token_header = reader.header_name("tokenHeader", &draft.token_header);
    let route = reader.route(draft);

    let asks_secret_again = moved(draft, token_endpoint.as_ref(), background.existing);
    let may_keep = asks_secret_again.is_empty()
        && background
            .existing
            .is_some_and(|existing| existing.client_secret.is_some());
    reader.client_secret(&draft.client_secret, may_keep, background.held);
    let key_origins = origins_of_key(token_endpoint.as_ref(), &api_origins);
    reader.subscription_key(draft, chosen, &key_origins, background);
    for (list, extras) in [
        ("extraHeaders", &draft.extra_headers),
        ("extraParameters", &draft.extra_parameters),
    ] {
        for (index, extra) in extras.iter().enumerate() {
            reader.extra(
                &format!("{list}.{index}"),
                extra,
                list == "extraHeaders",
                may_keep,
                background.held,
            );
        }
    }
    Reading {
        label,
        client_id,
        token_endpoint,
        placement,
        scope: draft.scope.trim().to_owned(),
        api_origins,
        token_header,
        token_prefix: draft.token_prefix.trim().to_owned(),
        route,
        problems: reader.problems,
        notes: reader.notes,
        asks_secret_again,
    }
}

/// Where a subscription key may go: with the token request, and with the calls.
pub(crate) fn origins_of_key(token_endpoint: Option<&Url>, api_origins: &[Origin]) -> Vec<Origin> {
    let mut origins: Vec<Origin> = token_endpoint
        .and_then(|address| Origin::of(address).ok())
        .into_iter()
        .collect();
    for origin in api_origins {
        if !origins.contains(origin) {
            origins.push(origin.clone());
        }
    }
    origins
}

/// Why kept secrets have to be entered again: they were given for another place.
fn moved(draft: &Draft, token_endpoint: Option<&Url>, existing: Option<&Integration>) -> String {
    let (Some(existing), Some(address)) = (existing, token_endpoint) else {
        return String::new();
    };
    let (before, now) = (existing.token_origin(), Origin::of(address));
    if let (Ok(before), Ok(now)) = (&before, &now)
        && before != now
    {
        return format!(
            "The client secret was given for {before}. To send it to {now}, enter it again."
        );
    }
    if existing.environment != draft.environment || existing.provider != draft.provider {
        return "Another environment has other credentials. Enter its client secret.".to_owned();
    }
    String::new()
}

struct Reader {
    problems: Vec<FieldNote>,
    notes: Vec<FieldNote>,
}

impl Reader {
    fn problem(&mut self, field: &str, message: impl Into<String>) {
        self.problems.push(FieldNote::new(field, message));
    }

    fn note(&mut self, field: &str, message: impl Into<String>) {
        self.notes.push(FieldNote::new(field, message));
    }

    fn text(&mut self, field: &str, typed: &str, if_empty: &str) -> String {
        let cleaned = clean(typed);
        if cleaned.text.is_empty() {
            self.problem(field, if_empty);
        } else if !cleaned.problem.is_empty() {
            self.problem(field, cleaned.problem);
        }
        if !cleaned.note.is_empty() && field != "label" {
            self.note(field, cleaned.note);
        }
        cleaned.text
    }

    fn token_endpoint(&mut self, typed: &str, environment: Option<&Environment>) -> Option<Url> {
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

    fn placement(&mut self, id: &str, chosen: Option<&Provider>) -> Placement {
        let placement = Placement::from_id(id).filter(|placement| {
            chosen.is_none_or(|provider| provider.placements.contains(placement))
        });
        placement.unwrap_or_else(|| {
            self.problem("placement", "Choose where the credentials travel.");
            Placement::Form
        })
    }

    fn api_origins(&mut self, typed: &[String], environment: Option<&Environment>) -> Vec<Origin> {
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

    fn header_name(&mut self, field: &str, typed: &str) -> String {
        let name = clean(typed).text;
        if !is_token(&name) {
            self.problem(field, "A header name has letters, digits and hyphens.");
        }
        name
    }

    fn route(&mut self, draft: &Draft) -> Route {
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

    fn client_secret(&mut self, input: &SecretInput, may_keep: bool, held: &HeldSecrets) {
        match input {
            SecretInput::Empty => self.problem("clientSecret", "Enter the client secret."),
            SecretInput::Kept if !may_keep => {
                self.problem("clientSecret", "Enter the client secret again.")
            }
            SecretInput::Kept => {}
            SecretInput::Held(handle) => self.held("clientSecret", handle, held),
        }
    }

    fn subscription_key(
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

    fn extra(
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

/// RFC 9110, section 5.6.2.
fn is_token(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"!#$%&'*+-.^_`|~".contains(&byte))
}
