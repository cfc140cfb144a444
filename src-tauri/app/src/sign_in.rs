//! Signing in with the browser: opens it, waits at the redirect URI where that is possible, and hands over what comes back.
use std::future::pending;
use std::time::Duration;

use gatepass_core::{
    IntegrationId, Landfall, LandingError, ListenFault, Reach, Refusal, SIGN_IN_MS, Secret, SignIn,
};
use gatepass_io::{BindError, RedirectListener, WaitError};
use tauri::{AppHandle, Manager as _};
use tauri_plugin_opener::OpenerExt as _;

use crate::change::announce_integration;
use crate::desk::Desk;
use crate::view::ErrorView;

/// Begins a sign-in. What keeps it from beginning is a refusal on the integration.
pub(crate) async fn begin(app: &AppHandle, desk: &Desk, id: &IntegrationId) {
    // An earlier one of this integration would hold the port.
    desk.waits.end(id).await;
    if let Ok(sign_in) = desk.sign_ins.begin(id)
        && wait_for(app, desk, id, &sign_in).await
    {
        open_browser(app, desk, id, &sign_in);
    }
    announce_integration(app, id);
}

/// Opens the page again.
pub(crate) fn open_again(app: &AppHandle, desk: &Desk, id: &IntegrationId) {
    if let Some(sign_in) = desk.sign_ins.under_way(id) {
        open_browser(app, desk, id, &sign_in);
        announce_integration(app, id);
    }
}

/// Takes the address that the browser landed on. What is not this sign-in's answer is an error, and the sign-in goes on.
pub(crate) async fn paste(
    app: &AppHandle,
    desk: &Desk,
    id: &IntegrationId,
    landed_on: &Secret,
) -> Result<(), ErrorView> {
    match desk.sign_ins.land(id, landed_on).await {
        Landfall::GoesOn(refusal) => Err(ErrorView::from(&*refusal)),
        Landfall::Over(outcome) => {
            desk.waits.end(id).await;
            over(app, desk, id, outcome.as_ref().err().map(AsRef::as_ref)).await;
            Ok(())
        }
    }
}

/// Ends a sign-in. `saw_error`: the browser showed an error page and did not come back.
pub(crate) async fn cancel(app: &AppHandle, desk: &Desk, id: &IntegrationId, saw_error: bool) {
    desk.waits.end(id).await;
    if saw_error {
        desk.sign_ins.fail_in_browser(id);
    } else {
        desk.sign_ins.cancel(id);
    }
    announce_integration(app, id);
}

/// Listens, or only watches the time where the user will paste. False if nothing can listen there.
async fn wait_for(app: &AppHandle, desk: &Desk, id: &IntegrationId, sign_in: &SignIn) -> bool {
    let listener = match sign_in.redirect_uri.reach() {
        Reach::Paste => None,
        Reach::Listen(listen) => match RedirectListener::bind(&listen).await {
            Ok(listener) => Some(listener),
            Err(error) => {
                tracing::warn!("the redirect URI cannot be listened on: {error}");
                desk.sign_ins.cannot_listen(id, fault(&error));
                return false;
            }
        },
    };
    let waiting = wait(app.clone(), id.clone(), sign_in.clone(), listener);
    desk.waits
        .put(id.clone(), tauri::async_runtime::spawn(waiting));
    true
}

async fn wait(
    app: AppHandle,
    id: IntegrationId,
    sign_in: SignIn,
    listener: Option<RedirectListener>,
) {
    let time = Duration::from_millis(SIGN_IN_MS);
    let waited = match listener {
        Some(listener) => {
            let tell = note_turned_away(app.clone(), id.clone());
            listener.wait(sign_in.expected, time, tell, pending()).await
        }
        None => {
            tokio::time::sleep(time).await;
            Err(WaitError::TimedOut { turned_away: None })
        }
    };
    let desk = app.state::<Desk>();
    match waited {
        Ok(landing) => {
            if let Landfall::Over(outcome) = desk.sign_ins.take(&id, landing).await {
                over(&app, &desk, &id, outcome.as_ref().err().map(AsRef::as_ref)).await;
            }
        }
        Err(WaitError::TimedOut { turned_away }) => {
            desk.sign_ins.time_out(&id, turned_away);
            announce_integration(&app, &id);
        }
        Err(WaitError::Cancelled) => {}
    }
}

/// Says on the sign-in that goes on why an answer was not taken.
fn note_turned_away(app: AppHandle, id: IntegrationId) -> impl Fn(LandingError) + Send + Sync {
    move |error| {
        if app.state::<Desk>().sign_ins.turned_away(&id, error) {
            announce_integration(&app, &id);
        }
    }
}

async fn over(app: &AppHandle, desk: &Desk, id: &IntegrationId, refusal: Option<&Refusal>) {
    desk.notice_vault(app, refusal).await;
    desk.keep_fresh.changed(id);
    announce_integration(app, id);
}

fn open_browser(app: &AppHandle, desk: &Desk, id: &IntegrationId, sign_in: &SignIn) {
    let opened = app.opener().open_url(&sign_in.address, None::<&str>);
    if opened.is_err() {
        desk.sign_ins.no_browser(id);
    }
}

fn fault(error: &BindError) -> ListenFault {
    match error {
        BindError::PortTaken => ListenFault::PortTaken,
        BindError::NotAllowed | BindError::NoLoopback | BindError::Other(_) => {
            ListenFault::NotAllowed
        }
    }
}
