//! Locking the app: what core, the vault, the answers, the clipboard and the window each do about it, in one order.
use std::sync::{Mutex, MutexGuard, PoisonError};

use gatepass_core::{LockedUp, Secret, lock_up};
use tauri::{AppHandle, Manager as _};

use crate::answers::Answers;
use crate::desk::Desk;
use crate::support::Shown;
use crate::view::{ErrorView, LockView, PlaceView, VaultStateView};
use crate::{clipboard, settings, window};

/// Why the app was locked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Reason {
    /// The user said so.
    Asked,
    /// Nobody was there for so many seconds.
    Idle(u32),
    /// The session was locked, or its screensaver came on.
    Session,
    /// The computer goes to sleep.
    Sleep,
}

/// What is remembered across a lock: why it came, and where the user was.
#[derive(Default)]
pub(crate) struct Locking {
    /// Locking and unlocking take turns: what is being unlocked is locked after that.
    turn: tokio::sync::Mutex<()>,
    reason: Mutex<Option<Reason>>,
    place: Mutex<Option<PlaceView>>,
}

impl Locking {
    /// Where the user is. Kept in memory only.
    pub(crate) fn note_place(&self, place: PlaceView) {
        *of(&self.place) = Some(place);
    }
}

/// Locks. Memory would lose every secret by it, so there it is refused, with the reason. Nothing in here waits for the network,
/// the keyring or another program's clipboard before what we hold is wiped.
pub(crate) async fn lock(app: &AppHandle, desk: &Desk, reason: Reason) -> Result<(), ErrorView> {
    let _turn = desk.locking.turn.lock().await;
    if desk.ports.lock.is_closed() {
        return Ok(());
    }
    if desk.vault_view().state == VaultStateView::Memory {
        return Err(not_from_memory());
    }
    tracing::info!("locked: {reason:?}");
    *of(&desk.locking.reason) = Some(reason);
    lock_up(&LockedUp {
        ports: &desk.ports,
        tokens: &desk.tokens,
        calls: &desk.calls,
        sign_ins: &desk.sign_ins,
        held: &[
            desk.integrations.held(),
            &desk.held_values,
            &desk.held_passphrases,
        ],
    });
    desk.vaults.lock();
    desk.runs.cancel_all();
    desk.waits.abort_all();
    desk.moving.drop();
    app.state::<Shown>().forget();
    app.state::<Answers>().clear();
    window::replace_page(app);
    clipboard::clear(app).await;
    Ok(())
}

/// Unlocks. The keyring wants no passphrase of ours; if it is locked itself, its own prompt is raised.
pub(crate) async fn unlock(
    app: &AppHandle,
    desk: &Desk,
    passphrase: Option<&Secret>,
) -> Result<LockView, ErrorView> {
    {
        let _turn = desk.locking.turn.lock().await;
        let unlocked = desk.vaults.unlock(passphrase).await;
        unlocked.map_err(|error| ErrorView::from(&error))?;
        desk.idle.note(desk.ports.clock.now());
        desk.ports.lock.open();
        *of(&desk.locking.reason) = None;
    }
    desk.held_passphrases.clear();
    desk.look_at_vault(app).await;
    desk.sweep().await;
    desk.keep_fresh.all_changed();
    if desk.vault_view().state == VaultStateView::Locked {
        tauri::async_runtime::spawn(raise_prompt(app.clone()));
    }
    Ok(view(desk))
}

/// What the page needs to know before it may know anything else.
pub(crate) fn view(desk: &Desk) -> LockView {
    let locked = desk.ports.lock.is_closed();
    let reason = *of(&desk.locking.reason);
    let place = of(&desk.locking.place).clone();
    LockView {
        locked,
        reason: reason.map_or_else(String::new, words),
        vault: desk.vault_view().name,
        needs_passphrase: desk.needs_passphrase(),
        theme: settings::load(&*desk.ports.store).theme,
        place: place.filter(|_| !locked),
    }
}

async fn raise_prompt(app: AppHandle) {
    let desk = app.state::<Desk>();
    desk.vaults.retry().await;
    desk.look_at_vault(&app).await;
}

fn words(reason: Reason) -> String {
    match reason {
        Reason::Asked => "You locked it.".to_owned(),
        Reason::Idle(seconds) if seconds >= 120 => {
            format!("Nobody used it for {} minutes.", seconds / 60)
        }
        Reason::Idle(60) => "Nobody used it for a minute.".to_owned(),
        Reason::Idle(seconds) => format!("Nobody used it for {seconds} seconds."),
        Reason::Session => "Your session was locked.".to_owned(),
        Reason::Sleep => "The computer went to sleep.".to_owned(),
    }
}

fn not_from_memory() -> ErrorView {
    ErrorView::new(
        "memory_not_locked",
        "Memory only cannot be locked: there is no place that keeps the secrets meanwhile, so locking would lose them all.",
        "Quit Gatepass to wipe them, or keep them in the keyring.",
    )
}

fn of<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
