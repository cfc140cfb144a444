//! Stored answers, shown through the same views as live ones; and live ones kept as the user's own.
use gatepass_core::{
    IntegrationId, NewSample, OwnSample, Quality, Sample, find_endpoint, own_samples,
    remove_own_sample, samples as stored_samples, save_own_sample,
};
use gatepass_io::BodyWriter;
use tauri::{AppHandle, Manager as _};

use crate::answers::{Answer, Answers};
use crate::change::announce_endpoints;
use crate::desk::Desk;
use crate::view::{AnswerSourceView, CalledView, ErrorView, SampleView};

/// Shows a stored answer. Nothing is sent.
pub(crate) fn show(
    app: &AppHandle,
    desk: &Desk,
    integration: &str,
    endpoint: &str,
    sample: &str,
) -> Result<CalledView, ErrorView> {
    let integration = desk.integration(integration)?;
    let endpoint = find_endpoint(&*desk.ports.store, &integration, endpoint)
        .map_err(|error| ErrorView::from(&error))?
        .ok_or_else(gone)?;
    let stored = stored_samples(&endpoint);
    let own = own_samples(&*desk.ports.store, &integration.id, &endpoint.id)
        .map_err(|error| ErrorView::from(&error))?;
    let shown = stored
        .iter()
        .find(|stored| stored.file == sample)
        .map(|stored| Shown::stored(stored, endpoint.sample.as_deref()))
        .or_else(|| {
            let own = own.samples.iter().find(|own| own.id == sample);
            own.map(Shown::own)
        })
        .ok_or_else(gone)?;
    let mut body = BodyWriter::new(usize::MAX);
    body.push(shown.body)
        .map_err(|error| ErrorView::new("sample_too_large", &error.to_string(), ""))?;
    let answer = Answer::new(
        integration.id,
        Some(endpoint.id),
        endpoint.title,
        body.finish(),
    );
    let answer = answer.headed(shown.status, shown.content_type());
    let id = desk.ports.chance.id();
    let answer = app.state::<Answers>().put(id.clone(), answer);
    Ok(CalledView::of_sample(
        id,
        shown.source,
        &answer,
        shown.headers,
    ))
}

/// Keeps an answer as the user's own sample, data of persons masked.
pub(crate) fn save(
    app: &AppHandle,
    desk: &Desk,
    id: &str,
    title: &str,
) -> Result<SampleView, ErrorView> {
    let answer = app.state::<Answers>().get(id)?;
    let endpoint = answer.endpoint.as_deref().ok_or_else(gone)?;
    let integration = desk.integration(&answer.integration.0)?;
    let new = NewSample {
        label: title,
        status: answer.status,
        content_type: &answer.content_type,
        body: answer.body.bytes(),
        names: &[&integration.grant.username],
    };
    let saved = save_own_sample(&desk.ports, &answer.integration, endpoint, &new);
    let saved = saved.map_err(|error| ErrorView::from(&error))?;
    announce_endpoints(app, &answer.integration);
    Ok(SampleView::from(&saved))
}

/// Removes one of the user's own.
pub(crate) fn remove(
    app: &AppHandle,
    desk: &Desk,
    integration: IntegrationId,
    endpoint: &str,
    sample: &str,
) -> Result<(), ErrorView> {
    let removed = remove_own_sample(&*desk.ports.store, &integration, endpoint, sample);
    removed.map_err(|error| ErrorView::from(&error))?;
    announce_endpoints(app, &integration);
    Ok(())
}

/// A stored answer on its way to the page.
struct Shown<'a> {
    body: &'a [u8],
    status: u16,
    headers: Vec<(String, String)>,
    source: AnswerSourceView,
}

impl<'a> Shown<'a> {
    /// It comes first.
    fn content_type(&self) -> &str {
        self.headers.first().map_or("", |(_, value)| value)
    }

    fn stored(sample: &'a Sample, usual: Option<&str>) -> Self {
        let content_type = ("content-type".to_owned(), sample.content_type.clone());
        Self {
            body: sample.body,
            status: sample.status,
            headers: std::iter::once(content_type)
                .chain(sample.headers.clone())
                .collect(),
            source: AnswerSourceView::Sample {
                id: sample.file.to_owned(),
                title: SampleView::of(sample, usual).title,
                inferred: sample.quality == Quality::Inferred,
                own: false,
                origin: sample.source.clone(),
                note: sample.note.clone(),
            },
        }
    }

    fn own(sample: &'a OwnSample) -> Self {
        Self {
            body: sample.body.as_bytes(),
            status: sample.status,
            headers: vec![("content-type".to_owned(), sample.content_type.clone())],
            source: AnswerSourceView::Sample {
                id: sample.id.clone(),
                title: SampleView::from(sample).title,
                inferred: false,
                own: true,
                origin: String::new(),
                note: String::new(),
            },
        }
    }
}

fn gone() -> ErrorView {
    ErrorView::new(
        "no_sample",
        "This sample is no longer there.",
        "Choose another one from the list.",
    )
}
