//! Exports and imports: sealed files on their way out and in, and the removal of everything.
mod opening;
mod recipients;
mod sealing;

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use gatepass_core::{Choice, Offer, TransferRefusal, take_in};
use tauri::AppHandle;

use crate::change::announce;
use crate::clipboard;
use crate::desk::Desk;
use crate::off_the_window::off_the_window;
use crate::view::{ChangeView, ErrorView, ImportedView, OfferView, OpenerView};

pub(crate) use sealing::export;

/// What has to be typed before everything is removed.
const CONFIRMATION: &str = "remove everything";

/// The file that is being imported.
#[derive(Default)]
pub(crate) struct Moving {
    arrived: Mutex<Option<Arrived>>,
}

/// A file that was chosen, and what is in it once it was opened. Wiped when it is dropped.
struct Arrived {
    sealed: Arc<[u8]>,
    offer: Option<Arc<Offer>>,
}

impl Moving {
    /// Keeps a chosen file until it is opened, in the place of any other.
    pub(crate) fn hold(&self, sealed: &[u8]) -> Result<OpenerView, ErrorView> {
        *self.arrived() = None;
        let opener = opening::opener(sealed)?;
        *self.arrived() = Some(Arrived {
            sealed: sealed.into(),
            offer: None,
        });
        Ok(opener)
    }

    /// Lets go of the file and of what is in it.
    pub(crate) fn drop(&self) {
        *self.arrived() = None;
    }

    fn arrived(&self) -> MutexGuard<'_, Option<Arrived>> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Opens the chosen file with what is held under the handle. Adds nothing.
pub(crate) async fn open(desk: &Desk, handle: &str) -> Result<OfferView, ErrorView> {
    let sealed = desk
        .moving
        .arrived()
        .as_ref()
        .map(|arrived| arrived.sealed.clone());
    let sealed = sealed.ok_or_else(no_file)?;
    let typed = desk.passphrase(handle)?;
    let offer = Arc::new(opening::open(sealed.clone(), typed).await?);
    let view = OfferView::of(&offer, &*desk.ports.store)?;
    match &mut *desk.moving.arrived() {
        Some(arrived) if Arc::ptr_eq(&arrived.sealed, &sealed) => arrived.offer = Some(offer),
        // Another was chosen meanwhile, or the dialog was closed.
        Some(_) | None => return Err(no_file()),
    }
    Ok(view)
}

/// The dialog was closed: nothing of it stays behind.
pub(crate) fn drop(desk: &Desk) {
    desk.moving.drop();
    desk.held_passphrases.clear();
}

/// Adds what was chosen of the opened file.
pub(crate) async fn add(
    app: &AppHandle,
    desk: &Desk,
    choices: Vec<Choice>,
) -> Result<ImportedView, ErrorView> {
    let offer = desk
        .moving
        .arrived()
        .as_ref()
        .and_then(|arrived| arrived.offer.clone());
    let offer = offer.ok_or_else(no_file)?;
    let taken = take_in(&desk.integrations, &offer, &choices).await;
    if let Err(refusal) = &taken {
        look(app, desk, refusal).await;
    }
    let taken = taken.map_err(|refusal| ErrorView::from(&refusal))?;
    desk.moving.drop();
    desk.keep_fresh.all_changed();
    announce(app, &ChangeView::Desk);
    announce(app, &ChangeView::Activity);
    Ok(ImportedView::from(taken))
}

/// Removes everything that Gatepass keeps. Returns how many secrets the vault did not let go of.
pub(crate) async fn remove_everything(
    app: &AppHandle,
    desk: &Desk,
    confirmation: &str,
) -> Result<usize, ErrorView> {
    if confirmation.trim().to_lowercase() != CONFIRMATION {
        return Err(ErrorView::new(
            "not_confirmed",
            &format!("Nothing was removed: “{CONFIRMATION}” was not typed."),
            "Type it to go on.",
        ));
    }
    desk.sandbox.stop(app).await;
    clipboard::clear(app).await;
    let state = desk.state.clone();
    off_the_window(move || state.remove_backups())
        .await?
        .map_err(|error| ErrorView::from(&error))?;
    let removed = desk.integrations.remove_everything().await;
    desk.held_values.clear();
    drop(desk);
    desk.keep_fresh.all_changed();
    desk.look_at_vault(app).await;
    announce(app, &ChangeView::Activity);
    removed.map_err(|error| ErrorView::from(&error))
}

/// A refusal of the vault's means that the frame should say so.
async fn look(app: &AppHandle, desk: &Desk, refusal: &TransferRefusal) {
    if refusal.is_vault {
        desk.look_at_vault(app).await;
    }
}

fn no_file() -> ErrorView {
    ErrorView::new(
        "import_gone",
        "The file is no longer held.",
        "Choose it again.",
    )
}
