//! Reads what a person pastes to set up an integration: a curl line, a raw request, Postman's files, JSON.
//!
//! Readers (`read/`) turn the text into requests as they were written; `collect.rs` sorts what they hold into the form's
//! fields; `candidates.rs` asks the providers' data whose request it can be; `asks.rs` says what is missing.
mod address;
mod asks;
mod authorization;
mod candidates;
mod collect;
mod drafts;
mod evidence;
mod names;
mod notes;
mod parameters;
mod read;
mod repair;
mod text;
mod written;

use url::Url;

use crate::draft::FieldNote;
use crate::origin::Origin;
use crate::placement::Placement;
use crate::provider::provider;
use crate::secret::Secret;

use notes::Notes;
pub(crate) use read::unescaped;

/// Bytes that are read. A collection with many samples may be larger; the request alone is not.
pub const PASTE_LIMIT: usize = 256 * 1024;

/// What was pasted, as far as it is certain.
#[derive(Clone, Debug, Default)]
pub struct Pasted {
    /// What it was read as.
    pub format: PastedFormat,
    /// The environments it can belong to, in the order they are offered. None where there is a problem.
    pub candidates: Vec<Candidate>,
    /// What is certain.
    pub form: PastedForm,
    /// What has to be asked: the field, as the page names it, and a sentence.
    pub asks: Vec<FieldNote>,
    /// What was changed or left out, a sentence each.
    pub notes: Vec<String>,
    /// Why nothing of it can be used, and what would work.
    pub problem: Option<String>,
}

/// What a paste was read as.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum PastedFormat {
    /// One `curl` command or several.
    Curl,
    /// Request lines, headers, bodies, addresses, lists of parameters.
    #[default]
    Http,
    /// A Postman environment.
    PostmanEnvironment,
    /// A Postman collection, or a request, folder or `auth` object of one.
    PostmanCollection,
    /// A token request's body, or a file of credentials.
    Json,
}

impl PastedFormat {
    /// For "Read as …".
    pub fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl command",
            Self::Http => "HTTP request",
            Self::PostmanEnvironment => "Postman environment",
            Self::PostmanCollection => "Postman collection",
            Self::Json => "JSON",
        }
    }
}

/// An environment of a provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Candidate {
    /// A provider's id.
    pub provider: String,
    /// An environment's id.
    pub environment: String,
}

/// The fields that the paste fills. What is empty was not there, or was a placeholder.
#[derive(Clone, Debug, Default)]
pub struct PastedForm {
    /// Without blanks at its ends.
    pub client_id: String,
    /// As sent: decoded.
    pub client_secret: Option<Secret>,
    /// The gateway's key.
    pub subscription_key: Option<Secret>,
    /// Where the credentials stood. None where the provider's default is as good.
    pub placement: Option<Placement>,
    /// Where the token request goes, without its query. See [`Pasted::token_endpoint_for`].
    pub token_endpoint: Option<Url>,
    /// Where the user signs in.
    pub authorization_endpoint: Option<Url>,
    /// Asked for.
    pub scope: String,
    /// RFC 6749's `grant_type`, and `implicit`, which has none. Empty if unknown.
    pub grant: String,
    /// Of the resource owner.
    pub username: String,
    /// Of the resource owner.
    pub password: Option<Secret>,
    /// As registered.
    pub redirect_uri: String,
    /// Headers of the token request that HTTP does not set itself.
    pub extra_headers: Vec<PastedExtra>,
    /// Parameters of the token request that the form has no field for.
    pub extra_parameters: Vec<PastedExtra>,
    /// Hosts that were called, or named as the API's.
    pub api_origins: Vec<Origin>,
}

/// An extra header or parameter.
#[derive(Clone, Debug)]
pub struct PastedExtra {
    /// As it stood.
    pub name: String,
    /// None where only a placeholder stood. It may be a key, so it is treated as a secret.
    pub value: Option<Secret>,
}

/// Reads a paste. Performs no I/O and never fails: what cannot be read is a [`Pasted::problem`].
pub fn read_paste(pasted: &Secret) -> Pasted {
    pasted.reveal(|pasted| {
        let mut notes = Notes::default();
        let outcome = understand(pasted, &mut notes);
        let mut read = outcome.unwrap_or_else(|problem| Pasted {
            problem: Some(problem),
            ..Pasted::default()
        });
        read.notes = notes.0;
        read
    })
}

fn understand(pasted: &str, notes: &mut Notes) -> Result<Pasted, String> {
    if pasted.len() > PASTE_LIMIT {
        return Err(format!(
            "This is longer than {} KB. Paste the token request alone.",
            PASTE_LIMIT / 1024
        ));
    }
    let plain = repair::plain_text(pasted, notes);
    let (format, requests) = read::read(&plain, notes)?;
    let collected = collect::collect(&requests, notes)?;
    let candidates = candidates::candidates(&collected.evidence);
    let asks = asks::asks(&collected.form, &candidates);
    Ok(Pasted {
        format,
        candidates,
        form: collected.form,
        asks,
        notes: Vec::new(),
        problem: None,
    })
}

impl Pasted {
    /// The token endpoint if `candidate` is chosen: its own, as documented, or the pasted one where it has none.
    pub fn token_endpoint_for(&self, candidate: &Candidate) -> Option<Url> {
        let environment = provider(&candidate.provider)
            .and_then(|provider| provider.environment(&candidate.environment));
        environment
            .and_then(|environment| environment.token_endpoint.clone())
            .or_else(|| self.form.token_endpoint.clone())
    }
}
