//! The day's backup, the way back to one, and the ways out where the data cannot be opened at all.
use std::time::Duration;

use gatepass_core::{BackupName, StoreError};
use gatepass_io::{OpenError, RestoreError, SqliteStore, check_backup};
use tauri::{AppHandle, Manager as _};

use crate::change::announce;
use crate::desk::Desk;
use crate::off_the_window::off_the_window;
use crate::opening;
use crate::view::{BackupView, BackupsView, ChangeView, ErrorView};

/// How often it is asked whether a day has gone by: the window may stay open for weeks.
const LOOK_EVERY: Duration = Duration::from_secs(3600);

/// Makes the day's backup once it is due, as long as the app runs.
pub(crate) async fn keep(app: AppHandle) {
    loop {
        let desk = app.state::<Desk>();
        let (state, now) = (desk.state.clone(), desk.ports.clock.now().wall_ms);
        let made = off_the_window(move || state.back_up_daily(now)).await;
        match made {
            Ok(Ok(Some(name))) => tracing::info!(%name, "a backup was made"),
            Ok(Ok(None)) => {}
            Ok(Err(error)) => tell(&app, &error),
            Err(error) => tracing::warn!("{}", error.sentence),
        }
        tokio::time::sleep(LOOK_EVERY).await;
    }
}

/// What there is to go back to.
pub(crate) async fn list(app: &AppHandle) -> Result<BackupsView, ErrorView> {
    let replaceable = opening::not_opened(app).is_none_or(|noted| noted.replaceable);
    let data = opening::data().map_err(|noted| noted.why)?;
    let all = off_the_window(move || gatepass_io::backups(&data)).await?;
    let all = all.map_err(|error| ErrorView::from(&error))?;
    Ok(BackupsView {
        backups: all.into_iter().map(BackupView::from).collect(),
        replaceable,
    })
}

/// Replaces everything by what a backup holds; what is there now is kept, as a backup or, if it cannot be opened, as it is.
pub(crate) async fn restore(app: &AppHandle, id: &str) -> Result<(), ErrorView> {
    let name = BackupName::parse(id).ok_or_else(|| refused(&RestoreError::Gone))?;
    if opening::opened(app).is_err() {
        let data = opening::data().map_err(|noted| noted.why)?;
        let checked = off_the_window(move || check_backup(&data, name)).await?;
        checked.map_err(|error| refused(&error))?;
        start_empty(app).await?;
    }
    let desk = app.state::<Desk>();
    // It writes its state down whenever it changes, and has its own of the backup's.
    let sandbox_ran = desk.sandbox.is_running();
    desk.sandbox.stop(app).await;
    let (state, now) = (desk.state.clone(), desk.ports.clock.now().wall_ms);
    let restored = off_the_window(move || state.restore(name, now)).await?;
    if (sandbox_ran || desk.sandbox.has_clients())
        && let Err(error) = desk.sandbox.start(app).await
    {
        tracing::warn!("{}", error.sentence);
    }
    restored.map_err(|error| refused(&error))?;
    begin_anew(app, &desk).await
}

/// Opens an empty state in the place of one that cannot be opened, which is kept beside it.
pub(crate) async fn start_empty(app: &AppHandle) -> Result<(), ErrorView> {
    match opening::not_opened(app) {
        None => return Ok(()),
        Some(noted) if !noted.replaceable => return Err(noted.why),
        Some(_) => {}
    }
    open_with(app, SqliteStore::open_anew).await
}

/// Tries again: room was made, or the other Gatepass is gone.
pub(crate) async fn open_again(app: &AppHandle) -> Result<(), ErrorView> {
    if opening::opened(app).is_ok() {
        return Ok(());
    }
    open_with(app, SqliteStore::open).await
}

async fn open_with(
    app: &AppHandle,
    store: fn(&std::path::Path) -> Result<SqliteStore, OpenError>,
) -> Result<(), ErrorView> {
    let handle = app.clone();
    off_the_window(move || opening::open_with(&handle, store)).await?
}

/// Secrets lie in the vault and may be newer than a backup's rows: who points to one that is gone asks for it.
async fn begin_anew(app: &AppHandle, desk: &Desk) -> Result<(), ErrorView> {
    desk.look_at_vault(app).await;
    let open = desk.vault_view().is_open();
    let asking = desk.integrations.begin_anew(open).await;
    let asking = asking.map_err(|error| ErrorView::from(&error))?;
    desk.keep_fresh.all_changed();
    *desk.notice() = restored(asking);
    announce(app, &ChangeView::Activity);
    announce(app, &ChangeView::Desk);
    Ok(())
}

fn restored(asking: usize) -> String {
    let ask = match asking {
        0 => String::new(),
        1 => " One integration asks for a secret that is no longer in the vault.".into(),
        more => format!(" {more} integrations ask for secrets that are no longer in the vault."),
    };
    format!("The backup was restored. Tokens have to be got anew.{ask}")
}

/// Nobody asked for it, so it is told where one looks, and only what one can do something about.
fn tell(app: &AppHandle, error: &StoreError) {
    tracing::warn!("no backup was made: {error}");
    let Some(desk) = app.try_state::<Desk>() else {
        return;
    };
    let mut notice = desk.notice();
    if notice.is_empty() {
        *notice = format!("Today’s backup could not be made: {error}.");
        drop(notice);
        announce(app, &ChangeView::Desk);
    }
}

fn refused(error: &RestoreError) -> ErrorView {
    let (code, next_step) = match error {
        RestoreError::Store(error) => return ErrorView::from(error),
        RestoreError::Gone => ("backup_gone", "Choose another one."),
        RestoreError::Damaged => ("backup_damaged", "Choose another one. Nothing was changed."),
        RestoreError::Newer => (
            "backup_newer",
            "Choose another one, or install the newer version again. Nothing was changed.",
        ),
    };
    let sentence = format!("{error}.").replacen("this", "This", 1);
    ErrorView::new(code, &sentence, next_step)
}
