//! Sends a call for the page: tells how far it is, lets it be stopped at any moment, and keeps what came of it.
use std::collections::HashMap;
use std::sync::atomic::{AtomicI64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use gatepass_core::{
    CallAnswer, CallExchange, CallLimits, CallPhase, Called, LOCKED, NotCalled, RedactedRequest,
    Remembered,
};
use gatepass_io::{Body, BodyWriter};
use tauri::{AppHandle, Manager as _};
use tokio::sync::Notify;

use crate::answers::{Answer, Answers};
use crate::call_form::CallForm;
use crate::change::{announce, announce_integration};
use crate::desk::Desk;
use crate::settings;
use crate::view::{
    AnswerSourceView, CallPhaseView, CallResultView, CallView, CalledView, ChangeView, ErrorView,
    FieldNoteView, RefusalView, millis_of,
};

/// An API may think for long; the user sees the seconds and can stop it.
const PATIENCE: Duration = Duration::from_secs(120);

/// The largest answers take their time too.
const LONGEST: Duration = Duration::from_secs(3_600);

/// News of how far a call is, at most ten times a second.
const NEWS_EVERY: Duration = Duration::from_millis(100);

/// The calls under way, by the page's names for them.
#[derive(Default)]
pub(crate) struct Runs(Mutex<HashMap<String, Arc<Notify>>>);

impl Runs {
    /// Stops a call. One that has ended is left as it is.
    pub(crate) fn cancel(&self, run: &str) {
        if let Some(stop) = self.all().get(run) {
            stop.notify_one();
        }
    }

    /// Stops all of them: the app is locked.
    pub(crate) fn cancel_all(&self) {
        self.all().values().for_each(|stop| stop.notify_one());
    }

    fn begin(&self, run: &str) -> Arc<Notify> {
        let stop = Arc::new(Notify::new());
        self.all().insert(run.to_owned(), Arc::clone(&stop));
        stop
    }

    fn end(&self, run: &str) {
        self.all().remove(run);
    }

    fn all(&self) -> MutexGuard<'_, HashMap<String, Arc<Notify>>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Sends the call of a form.
pub(crate) async fn send(
    app: &AppHandle,
    desk: &Desk,
    run: &str,
    view: &CallView,
) -> Result<CallResultView, ErrorView> {
    let form = CallForm::read(desk, view)?;
    let news = News::of(app, run);
    let stop = desk.runs.begin(run);
    let outcome = tokio::select! {
        outcome = travel(desk, &form, &news) => Some(outcome),
        () = stop.notified() => None,
    };
    desk.runs.end(run);
    announce_integration(app, &form.integration.id);
    match outcome {
        Some(Ok(called)) => keep(app, desk, &form, called).await,
        Some(Err(NotCalled::Fields(notes))) => Ok(CallResultView::Problems {
            problems: notes.iter().map(FieldNoteView::from).collect(),
        }),
        // The lock ended it. What was sent was sent, and stands in Activity.
        Some(Err(NotCalled::Refused(refusal))) if refusal.code == LOCKED => {
            stopped(app, desk, &form, &news).await
        }
        Some(Err(NotCalled::Refused(refusal))) => {
            desk.notice_vault(app, Some(&refusal)).await;
            let refusal = Box::new(RefusalView::from(&*refusal));
            Ok(CallResultView::Refused { refusal })
        }
        Some(Err(NotCalled::Ask(error))) => Err(ErrorView::from(&error)),
        None => stopped(app, desk, &form, &news).await,
    }
}

async fn travel(
    desk: &Desk,
    form: &CallForm,
    news: &News<'_>,
) -> Result<Called<BodyWriter>, NotCalled> {
    let most = settings::load(&*desk.ports.store).body_limit_mb as usize * 1_000_000;
    let ms = |time: Duration| u64::try_from(time.as_millis()).ok();
    let limits = CallLimits {
        body: most,
        read_ms: ms(PATIENCE),
        total_ms: ms(LONGEST),
    };
    let (call, watch) = (form.call(), |phase| news.tell(phase));
    desk.calls
        .send(&form.integration, &call, &limits, &watch, || {
            BodyWriter::new(most)
        })
        .await
}

/// The user stopped it. Once it was on its way it is an exchange like any other.
async fn stopped(
    app: &AppHandle,
    desk: &Desk,
    form: &CallForm,
    news: &News<'_>,
) -> Result<CallResultView, ErrorView> {
    let request: Result<RedactedRequest, _> = desk.calls.preview(&form.integration, &form.call());
    match (news.first_sent_at_ms(), request) {
        (Some(at_ms), Ok(request)) => {
            let called = Called {
                exchange: desk.calls.cancelled(request, at_ms),
                body: None,
                saying: None,
                renewal: None,
            };
            keep(app, desk, form, called).await
        }
        _ => Ok(CallResultView::Cancelled),
    }
}

/// Keeps an exchange for the page, in Activity, and its values to be offered again.
async fn keep(
    app: &AppHandle,
    desk: &Desk,
    form: &CallForm,
    called: Called<BodyWriter>,
) -> Result<CallResultView, ErrorView> {
    let Called { exchange, body, .. } = called;
    let body = body.unwrap_or_else(|| BodyWriter::new(0)).finish();
    remember(desk, form, &exchange);
    record(app, desk, form, &exchange, &body).await;
    let endpoint = form.endpoint.as_ref();
    let head = exchange.answer.as_ref();
    let answer = Answer::new(
        form.integration.id.clone(),
        endpoint.map(|endpoint| endpoint.id.clone()),
        form.call().title(),
        body,
    )
    .headed(
        head.map_or(0, |head| head.status),
        head.map_or("", CallAnswer::content_type),
    );
    let answers = app.state::<Answers>();
    let answer = answers.put(exchange.id.0.clone(), answer);
    // Looked at afterwards: either the lock drops it, or it is found here that the lock has come.
    if desk.ports.lock.is_closed() {
        answers.clear();
    }
    let sent = endpoint.map(|endpoint| (endpoint, &form.values));
    let called = CalledView::of(&exchange, AnswerSourceView::Live, &answer, sent);
    Ok(CallResultView::Called {
        called: Box::new(called),
    })
}

/// What was answered was worth typing.
fn remember(desk: &Desk, form: &CallForm, exchange: &CallExchange) {
    let (Some(endpoint), Some(_)) = (&form.endpoint, &exchange.answer) else {
        return;
    };
    let (store, id) = (&*desk.ports.store, &form.integration.id);
    let noted = Remembered::load(store, id)
        .and_then(|remembered| remembered.note(store, id, endpoint, &form.values));
    if let Err(error) = noted {
        tracing::warn!("what was typed is not offered again: {error}");
    }
}

/// An exchange that cannot be kept is shown all the same.
async fn record(
    app: &AppHandle,
    desk: &Desk,
    form: &CallForm,
    exchange: &CallExchange,
    body: &Body,
) {
    let policy = settings::activity_policy(&*desk.ports.store);
    let bytes = exchange.answer.as_ref().map(|_| body.bytes());
    let recorded = desk
        .activity
        .record(
            &form.call(),
            &form.integration,
            exchange.clone(),
            bytes,
            &policy,
        )
        .await;
    match recorded {
        Ok(_) => announce(app, &ChangeView::Activity),
        Err(error) => tracing::warn!("an exchange was not kept: {error}"),
    }
}

/// Tells the page how far one call is.
struct News<'a> {
    app: &'a AppHandle,
    run: &'a str,
    /// Milliseconds since the epoch; 0 until something was sent.
    first_sent_at_ms: AtomicI64,
    told: Mutex<Option<Instant>>,
}

impl<'a> News<'a> {
    fn of(app: &'a AppHandle, run: &'a str) -> Self {
        Self {
            app,
            run,
            first_sent_at_ms: AtomicI64::new(0),
            told: Mutex::default(),
        }
    }

    fn first_sent_at_ms(&self) -> Option<i64> {
        Some(self.first_sent_at_ms.load(Ordering::Relaxed)).filter(|at_ms| *at_ms > 0)
    }

    fn tell(&self, phase: CallPhase) {
        let (phase, received) = match phase {
            CallPhase::GettingToken => (CallPhaseView::Token, 0),
            CallPhase::Sent { first_sent_at_ms } => {
                self.first_sent_at_ms
                    .store(first_sent_at_ms, Ordering::Relaxed);
                (CallPhaseView::Waiting, 0)
            }
            CallPhase::Receiving(bytes) if self.is_due() => (CallPhaseView::Receiving, bytes),
            CallPhase::Receiving(_) => return,
        };
        let (run, received) = (self.run.to_owned(), millis_of(received));
        let change = ChangeView::Call {
            run,
            phase,
            received,
        };
        announce(self.app, &change);
    }

    fn is_due(&self) -> bool {
        let mut told = self.told.lock().unwrap_or_else(PoisonError::into_inner);
        let is_due = told.is_none_or(|at| at.elapsed() >= NEWS_EVERY);
        if is_due {
            *told = Some(Instant::now());
        }
        is_due
    }
}
