//! What a copy puts into the clipboard: the token alone, or ready to be pasted into a shell or Postman.
use url::Url;
use zeroize::Zeroizing;

use crate::credentials::key_header;
use crate::integration::Integration;
use crate::method::Method;
use crate::origin::{Origin, SANDBOX_SCHEME};
use crate::postman::environment;
use crate::provider::provider;
use crate::secret::Secret;
use crate::snippets::{self, Text, Written};
use crate::token::Token;

/// The forms a token can be copied in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CopyForm {
    /// The token alone.
    Token,
    /// `Bearer …`
    Bearer,
    /// `Authorization: Bearer …`
    Header,
    /// A `curl` line with the token in it.
    Curl,
    /// A Postman environment whose token variable is of type `secret`.
    Postman,
}

impl CopyForm {
    /// The form of that name.
    pub fn from_id(id: &str) -> Option<Self> {
        Some(match id {
            "token" => Self::Token,
            "bearer" => Self::Bearer,
            "header" => Self::Header,
            "curl" => Self::Curl,
            "postman" => Self::Postman,
            _ => return None,
        })
    }

    /// What lies in the clipboard, for the status bar.
    pub fn what(self) -> &'static str {
        match self {
            Self::Token => "token",
            Self::Bearer => "token with its prefix",
            Self::Header => "header line",
            Self::Curl => "curl line",
            Self::Postman => "Postman environment",
        }
    }
}

/// Composes the text. `sandbox` is where the sandbox listens now.
pub fn copy_text(
    form: CopyForm,
    integration: &Integration,
    token: &Token,
    sandbox: Option<&Url>,
) -> Secret {
    token.access.secret.reveal(|text| {
        let prefixed = joined(&integration.token_prefix, " ", text);
        let prefixed = prefixed.trim_start();
        Secret::new(match form {
            CopyForm::Token => text.to_owned(),
            CopyForm::Bearer => prefixed.to_owned(),
            CopyForm::Header => {
                std::mem::take(&mut *joined(&integration.token_header, ": ", prefixed))
            }
            CopyForm::Curl => std::mem::take(&mut *curl(integration, prefixed, sandbox)),
            CopyForm::Postman => {
                let label = &integration.label;
                let json = environment(integration, label, Some(STAND_IN), false, sandbox);
                return filled(&format!("{json:#}"), text);
            }
        })
    })
}

/// Stands where the token comes: whatever composes JSON keeps copies. Nobody can type it.
const STAND_IN: &str = "\u{7f}access token\u{7f}";

/// JSON with the token in the place of its stand-in, in a buffer that never grows.
fn filled(json: &str, token: &str) -> Secret {
    let mut quoted = Zeroizing::new(Vec::with_capacity(6 * token.len() + 2));
    let written = serde_json::to_writer(&mut *quoted, token);
    debug_assert!(written.is_ok(), "a text is JSON, and memory takes it");
    let quoted = std::str::from_utf8(&quoted).unwrap_or_default();
    let token = quoted.get(1..quoted.len().saturating_sub(1));
    let token = token.unwrap_or_default();
    let (before, after) = json.split_once(STAND_IN).unwrap_or((json, ""));
    Secret::new(std::mem::take(&mut *joined(before, token, after)))
}

/// In a buffer that never grows: one that did would leave an unwiped copy of its beginning behind.
fn joined(before: &str, between: &str, text: &str) -> Zeroizing<String> {
    let mut all = String::with_capacity(before.len() + between.len() + text.len());
    all.extend([before, between, text]);
    Zeroizing::new(all)
}

/// What the `curl` line calls: the provider's harmless example, or the first host that may have the token.
pub fn curl_target(integration: &Integration, sandbox: Option<&Url>) -> Option<Url> {
    let environment = provider(&integration.provider)?.environment(&integration.environment);
    let example = environment.and_then(|environment| environment.example_call.clone());
    let allowed =
        |call: &Url| Origin::of(call).is_ok_and(|origin| integration.api_origins.contains(&origin));
    let target = match example.filter(allowed) {
        Some(call) => call,
        None => Url::parse(&format!("{}/", integration.api_origins.first()?)).ok()?,
    };
    if target.scheme() != SANDBOX_SCHEME {
        return Some(target);
    }
    let mut real = sandbox?.clone();
    real.set_path(target.path());
    real.set_query(target.query());
    Some(real)
}

fn curl(integration: &Integration, prefixed: &str, sandbox: Option<&Url>) -> Zeroizing<String> {
    let address =
        curl_target(integration, sandbox).map_or_else(|| "https://".to_owned(), String::from);
    let mut headers = vec![
        (integration.token_header.clone(), Text::plain(prefixed)),
        ("Accept".to_owned(), Text::plain("application/json")),
    ];
    // The key outlives the token by years, so it stays out of the line: the shell fills it in.
    if let Some(name) = key_header(integration) {
        headers.push((name, Text::variable("SUBSCRIPTION_KEY")));
    }
    let request = Written {
        method: Method::Get,
        address: Text::plain(&address),
        headers,
        body: None,
    };
    // A quote becomes four characters; the rest is for curl's own words.
    let longest = 4 * (address.len() + prefixed.len() + integration.token_header.len()) + 1024;
    let mut line = Zeroizing::new(String::with_capacity(longest));
    snippets::curl::write(&mut line, &request);
    line
}
