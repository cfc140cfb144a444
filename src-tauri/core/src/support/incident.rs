//! One exchange with what it came to, from a token request or a call, before it is written down.
use crate::activity::ActivityEntry;
use crate::exchange::{Member, RedactedBody, RedactedRequest, Sizes, Times};
use crate::integration::Integration;
use crate::provider::provider;
use crate::refusal::Refusal;

use super::clean::Cleaner;

/// What the files tell. The integration's label is left out: it is the user's own word.
#[derive(Clone, Debug)]
pub(super) struct Incident {
    /// "Token request", or the endpoint's.
    pub(super) title: String,
    pub(super) provider: String,
    pub(super) environment: String,
    pub(super) client_id: String,
    pub(super) code: String,
    /// Title, sentence and next step.
    pub(super) words: [String; 3],
    pub(super) request: RedactedRequest,
    pub(super) sent_at_ms: i64,
    pub(super) elapsed_ms: u64,
    pub(super) answer: Option<Answer>,
}

/// What came back.
#[derive(Clone, Debug)]
pub(super) struct Answer {
    pub(super) status: u16,
    pub(super) headers: Vec<Member>,
    pub(super) content_type: String,
    pub(super) redirect: String,
    pub(super) times: Option<Times>,
    pub(super) sizes: Option<Sizes>,
    pub(super) body: Body,
}

/// The answer's body.
#[derive(Clone, Debug)]
pub(super) enum Body {
    Text(String),
    /// Why it is not there.
    LeftOut(String),
}

impl Incident {
    /// None where nothing was sent.
    pub(super) fn of_refusal(integration: &Integration, refusal: &Refusal) -> Option<Self> {
        let exchange = refusal.exchange.as_deref()?;
        let answer = exchange.answer.as_ref().map(|answer| Answer {
            status: answer.status,
            headers: answer.headers.clone(),
            content_type: answer.content_type.clone(),
            redirect: String::new(),
            times: None,
            sizes: None,
            body: match answer.excerpt.as_str() {
                "" => Body::LeftOut("not kept, or empty".to_owned()),
                excerpt => Body::Text(excerpt.to_owned()),
            },
        });
        let words = [&refusal.title, &refusal.sentence, &refusal.next_step].map(String::clone);
        Some(Self {
            title: "Token request".to_owned(),
            code: refusal.code.to_owned(),
            words,
            request: exchange.request.clone(),
            sent_at_ms: exchange.sent_at_ms,
            elapsed_ms: exchange.elapsed_ms,
            answer,
            ..Self::at(integration, &integration.environment)
        })
    }

    pub(super) fn of_entry(integration: &Integration, entry: &ActivityEntry, body: Body) -> Self {
        let exchange = &entry.exchange;
        let outcome = &exchange.outcome;
        Self {
            title: entry.title.clone(),
            code: outcome.code.clone(),
            words: [&outcome.title, &outcome.sentence, &outcome.next_step].map(String::clone),
            request: exchange.request.clone(),
            sent_at_ms: exchange.sent_at_ms,
            elapsed_ms: exchange.elapsed_ms,
            answer: exchange.answer.as_ref().map(|answer| Answer {
                status: answer.status,
                headers: answer.headers.clone(),
                content_type: answer.content_type().to_owned(),
                redirect: answer.redirect.clone().unwrap_or_default(),
                times: Some(answer.times),
                sizes: Some(answer.sizes),
                body,
            }),
            ..Self::at(integration, &entry.environment)
        }
    }

    /// Whose it is; the rest is to be filled in.
    fn at(integration: &Integration, environment: &str) -> Self {
        let provider = provider(&integration.provider);
        let known = provider.and_then(|provider| provider.environment(environment));
        Self {
            title: String::new(),
            provider: provider.map_or_else(|| integration.provider.clone(), |it| it.name.clone()),
            environment: known.map_or_else(|| environment.to_owned(), |it| it.name.clone()),
            client_id: integration.client_id.clone(),
            code: String::new(),
            words: Default::default(),
            request: RedactedRequest {
                method: String::new(),
                address: String::new(),
                query: vec![],
                headers: vec![],
                body: RedactedBody::None,
            },
            sent_at_ms: 0,
            elapsed_ms: 0,
            answer: None,
        }
    }

    /// Every text of it masked, save what names the provider and the client: neither is secret, and its support asks for both.
    pub(super) fn cleaned(self, cleaner: &Cleaner) -> Self {
        let text = |text: &str| cleaner.text(text);
        let body = match self.request.body {
            RedactedBody::None => RedactedBody::None,
            RedactedBody::Empty => RedactedBody::Empty,
            RedactedBody::Form(members) => RedactedBody::Form(cleaner.members(&members)),
            RedactedBody::Json(members) => RedactedBody::Json(cleaner.members(&members)),
            RedactedBody::Text { text, masked } => RedactedBody::Text {
                text: cleaner.body(&text),
                masked,
            },
        };
        Self {
            title: text(&self.title),
            code: self.code,
            words: self.words.map(|words| text(&words)),
            request: RedactedRequest {
                method: self.request.method,
                address: text(&self.request.address),
                query: cleaner.members(&self.request.query),
                headers: cleaner.members(&self.request.headers),
                body,
            },
            answer: self.answer.map(|answer| Answer {
                headers: cleaner.members(&answer.headers),
                content_type: text(&answer.content_type),
                redirect: text(&answer.redirect),
                body: match answer.body {
                    Body::Text(body) => Body::Text(cleaner.body(&body)),
                    left => left,
                },
                ..answer
            }),
            ..self
        }
    }
}
