//! What happened in one exchange, for a ticket at the provider: a text and a HAR file without a secret in them, or nothing.
//!
//! Two passes that know nothing of each other: the first masks every part before the files are composed, by value and by look;
//! the second reads the finished files back, undoes every encoding it finds, and looks for each secret. Secrets of fewer than
//! four characters are looked for by neither: they stand in every other word.
mod clean;
mod har;
mod incident;
mod known;
mod looks;
mod recheck;
mod text;

use crate::activity::{ActivityEntry, KeptBody, NoBody};
use crate::integration::Integration;
use crate::own_endpoints::find_endpoint;
use crate::ports::{Ports, StoreError, VaultError};
use crate::refusal::Refusal;

use clean::Cleaner;
use incident::{Body, Incident};
use known::known_to;
use recheck::recheck;

/// Who writes the files.
#[derive(Clone, Debug)]
pub struct Program {
    /// Of Gatepass.
    pub version: String,
    /// The operating system and the processor: `linux x86_64`.
    pub system: String,
}

/// The exchange that the files are about.
#[derive(Clone, Copy)]
pub enum SupportSource<'a> {
    /// A token request.
    Refusal(&'a Refusal),
    /// A call, with its answer's body as far as it is kept or shown.
    Entry(&'a ActivityEntry, Option<&'a [u8]>),
}

/// The two files, exactly as they will be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SupportBundle {
    /// What it is about, for the files' names.
    pub title: String,
    /// For people.
    pub text: String,
    /// HAR 1.2, for tools.
    pub har: String,
    /// What became of the answer's body.
    pub body: SupportBody,
}

/// What became of an answer's body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SupportBody {
    /// It is in the files.
    Inside,
    /// It may hold data of persons, so the user has to want it inside.
    MayBePersonal,
    /// It is not there to be put in; why, in a sentence.
    NotThere(String),
}

/// Why there are no files. Nothing was written.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SupportError {
    /// Nothing was sent, so there is nothing to show.
    #[error("nothing was sent")]
    NothingSent,
    /// The secrets cannot be read, so nobody knows what to remove.
    #[error("the secrets cannot be read: {0}")]
    Vault(#[from] VaultError),
    /// A secret of this integration is not in the vault, so it cannot be looked for.
    #[error("a secret of this integration is not in the vault")]
    SecretMissing,
    /// The second pass found a secret.
    #[error("a secret was still found in the {0}")]
    StillThere(&'static str),
    /// The second pass could not read what was composed.
    #[error("the HAR file cannot be read back")]
    NotSound,
    /// See [`StoreError`].
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Composes both files and checks them. `with_personal`: the user wants the body inside although it may hold data of persons.
pub async fn support_bundle(
    ports: &Ports,
    integration: &Integration,
    source: SupportSource<'_>,
    with_personal: bool,
    program: &Program,
) -> Result<SupportBundle, SupportError> {
    let (incident, body) = match source {
        SupportSource::Refusal(refusal) => {
            let incident = Incident::of_refusal(integration, refusal);
            (
                incident.ok_or(SupportError::NothingSent)?,
                SupportBody::Inside,
            )
        }
        SupportSource::Entry(entry, body) => {
            let may_be_personal = may_be_personal(ports, integration, entry);
            let (body, what) = body_of(entry, body, may_be_personal && !with_personal);
            (Incident::of_entry(integration, entry, body), what)
        }
    };
    let known = known_to(ports, integration).await?;
    let cleaner = Cleaner::new(&known, integration);
    let bundle = composed(&incident.cleaned(&cleaner), body, program);
    recheck(&bundle, &known)?;
    Ok(bundle)
}

/// Checks files that were shown, once more, before they are written: a secret may have come since.
pub async fn recheck_support(
    ports: &Ports,
    integration: &Integration,
    bundle: &SupportBundle,
) -> Result<(), SupportError> {
    let known = known_to(ports, integration).await?;
    recheck(bundle, &known)
}

fn composed(incident: &Incident, body: SupportBody, program: &Program) -> SupportBundle {
    SupportBundle {
        title: incident.title.clone(),
        text: text::text(incident, program),
        har: har::har(incident, program),
        body,
    }
}

fn may_be_personal(ports: &Ports, integration: &Integration, entry: &ActivityEntry) -> bool {
    // Nobody knows what a free call answers, nor one whose endpoint cannot be read.
    let endpoint = entry.endpoint.as_ref();
    let found = endpoint.map(|id| find_endpoint(&*ports.store, integration, id));
    match found {
        Some(Ok(Some(endpoint))) => endpoint.personal_data,
        Some(Ok(None) | Err(_)) | None => true,
    }
}

fn body_of(entry: &ActivityEntry, body: Option<&[u8]>, leave_out: bool) -> (Body, SupportBody) {
    let left = |why: &str| Body::LeftOut(why.to_owned());
    match (body.filter(|body| !body.is_empty()), entry.body) {
        (Some(_), _) if leave_out => (
            left("left out: it may hold data of persons"),
            SupportBody::MayBePersonal,
        ),
        (Some(body), _) => (
            Body::Text(String::from_utf8_lossy(body).into_owned()),
            SupportBody::Inside,
        ),
        (None, KeptBody::None(why)) => (
            left("not kept"),
            SupportBody::NotThere(why.sentence().to_owned()),
        ),
        (None, KeptBody::Kept { .. }) => {
            let why = NoBody::LetGo.sentence();
            (left("not kept"), SupportBody::NotThere(why.to_owned()))
        }
    }
}

#[cfg(test)]
mod tests;
