//! A request as source text, to be run elsewhere: what a call would send, in a shell or a programming language.
pub(crate) mod curl;
mod javascript;
mod literal;
mod powershell;
mod python;
mod rust;
mod shell;
mod variables;
mod written;

use url::Url;
use zeroize::Zeroizing;

use crate::request::{Request, SealError};
use crate::secret::Secret;

pub(crate) use variables::Names;
pub(crate) use written::{Text, Written};

/// What a request can be written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Language {
    /// A `curl` line for a POSIX shell.
    Curl,
    /// Python 3 with `requests`, which is what people call APIs with there; it minds the system's proxies too.
    Python,
    /// `fetch`, as Node 18 and later have it.
    JavaScript,
    /// A whole program with `reqwest`.
    Rust,
    /// `Invoke-RestMethod` of Windows PowerShell 5.1 and PowerShell 7.
    PowerShell,
}

impl Language {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 5] = [
        Self::Curl,
        Self::Python,
        Self::JavaScript,
        Self::Rust,
        Self::PowerShell,
    ];

    /// As over IPC.
    pub fn id(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Python => "python",
            Self::JavaScript => "javascript",
            Self::Rust => "rust",
            Self::PowerShell => "powershell",
        }
    }

    /// The language of that id.
    pub fn from_id(id: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|language| language.id() == id)
    }

    /// As in a menu.
    pub fn name(self) -> &'static str {
        match self {
            Self::Curl => "curl",
            Self::Python => "Python",
            Self::JavaScript => "JavaScript",
            Self::Rust => "Rust",
            Self::PowerShell => "PowerShell",
        }
    }
}

/// The request as source text without a secret in it: each is read from a variable of the environment, the access token from
/// `TOKEN`. Refused where [`Request::seal`] refuses. `sandbox` as there.
///
/// Our own `User-Agent` is left out, for it is not we who will send it. Redirects are not followed.
pub fn snippet(
    request: &Request,
    language: Language,
    sandbox: Option<&Url>,
) -> Result<String, SealError> {
    request.check_origins()?;
    let written = Written::of(request, false, sandbox)?;
    let mut text = String::new();
    write(&mut text, &written, language);
    Ok(text)
}

/// As [`snippet`], with the access token in the text. The other secrets outlive it by years and stay variables.
pub fn snippet_with_token(
    request: &Request,
    language: Language,
    sandbox: Option<&Url>,
) -> Result<Secret, SealError> {
    request.check_origins()?;
    let written = Written::of(request, true, sandbox)?;
    let mut text = Zeroizing::new(String::new());
    write(&mut text, &written, language);
    Ok(Secret::new(text.as_str()))
}

fn write(out: &mut String, request: &Written, language: Language) {
    match language {
        Language::Curl => curl::write(out, request),
        Language::Python => python::write(out, request),
        Language::JavaScript => javascript::write(out, request),
        Language::Rust => rust::write(out, request),
        Language::PowerShell => powershell::write(out, request),
    }
}
