//! The desk is opened at start, or it is said why it cannot be; what may take a while goes on in the background.
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use gatepass_core::{OnFresh, StoreError, refusal_of_store};
use gatepass_io::{NoDataFolder, OpenError, SqliteStore, data_folder};
use tauri::{AppHandle, Manager as _, State};

use crate::backups;
use crate::change::announce_integration;
use crate::desk::Desk;
use crate::lock_watch;
use crate::view::ErrorView;

/// How often the latest wall clock is written down, so that a later start notices a clock set back.
const NOTE_CLOCK_EVERY: Duration = Duration::from_secs(300);

/// Why there is nothing to work on. The window opens all the same, to say so.
#[derive(Default)]
pub(crate) struct Unopened(Mutex<Option<NotOpened>>);

/// Why the data could not be opened.
#[derive(Clone)]
pub(crate) struct NotOpened {
    pub(crate) why: ErrorView,
    /// Whether another data file in its place would help.
    pub(crate) replaceable: bool,
}

/// Opens the desk, and goes on in the background with what may take a while.
pub(crate) fn open(app: &AppHandle) {
    app.manage(Unopened::default());
    if let Err(why) = open_with(app, SqliteStore::open) {
        tracing::error!("{}", why.sentence);
    }
}

/// Opens the desk over what `store` makes of the data folder. What keeps it from that is noted, for the window to show.
pub(crate) fn open_with(
    app: &AppHandle,
    store: impl FnOnce(&Path) -> Result<SqliteStore, OpenError>,
) -> Result<(), ErrorView> {
    let desk = data().and_then(|data| Desk::over(store(&data).map_err(NotOpened::of)?));
    let noted = app.state::<Unopened>();
    let mut noted = noted.0.lock().unwrap_or_else(PoisonError::into_inner);
    match desk {
        Ok(desk) => {
            *noted = None;
            app.manage(desk);
            warm_up(app);
            Ok(())
        }
        Err(why) => Err(noted.insert(why).why.clone()),
    }
}

/// Where the data lies.
pub(crate) fn data() -> Result<PathBuf, NotOpened> {
    data_folder().map_err(|NoDataFolder| {
        let next_step = "Set HOME or GATEPASS_DATA_DIR, then start Gatepass again.";
        NotOpened::fatal(ErrorView::new(
            "no_data_folder",
            "Gatepass cannot find a folder for its data.",
            next_step,
        ))
    })
}

/// Why there is no desk, if there is none.
pub(crate) fn not_opened(app: &AppHandle) -> Option<NotOpened> {
    let noted = app.state::<Unopened>();
    let noted = noted.0.lock().unwrap_or_else(PoisonError::into_inner);
    noted.clone()
}

impl NotOpened {
    pub(crate) fn of(error: OpenError) -> Self {
        match error {
            OpenError::AlreadyOpen => Self::fatal(ErrorView::new(
                "already_open",
                "Another Gatepass is running with the same data.",
                "Use its window, or close it and try again.",
            )),
            OpenError::Store(error) => {
                // Its title speaks of saving, and nothing was to be saved.
                let said = refusal_of_store(&error).over(0, None);
                Self {
                    replaceable: matches!(error, StoreError::Newer | StoreError::Failed(_)),
                    why: ErrorView::new(said.code, &said.sentence, &said.next_step),
                }
            }
        }
    }

    fn fatal(why: ErrorView) -> Self {
        Self {
            why,
            replaceable: false,
        }
    }
}

/// The desk, or why there is none.
pub(crate) fn opened(app: &AppHandle) -> Result<State<'_, Desk>, ErrorView> {
    app.try_state::<Desk>().ok_or_else(|| {
        not_opened(app).map_or_else(
            || ErrorView::new("starting", "Gatepass is still starting.", "Try again."),
            |not_opened| not_opened.why,
        )
    })
}

/// What may take a while, after the window is on its way: the vault's state, the sandbox, orphans of an earlier run.
fn warm_up(app: &AppHandle) {
    let handle = app.clone();
    tauri::async_runtime::spawn(async move {
        let desk = handle.state::<Desk>();
        if desk.sandbox.has_clients()
            && let Err(error) = desk.sandbox.start(&handle).await
        {
            tracing::warn!("{}", error.sentence);
        }
        desk.look_at_vault(&handle).await;
        desk.sweep().await;
        loop {
            if let Err(error) = desk
                .ports
                .store
                .note_wall_ms(desk.ports.clock.now().wall_ms)
            {
                tracing::warn!("the clock was not noted: {error}");
            }
            tokio::time::sleep(NOTE_CLOCK_EVERY).await;
        }
    });
    let handle = app.clone();
    let announced: OnFresh = Arc::new(move |id| announce_integration(&handle, id));
    let keep_fresh = app.state::<Desk>().keep_fresh.clone();
    tauri::async_runtime::spawn(keep_fresh.run(announced));
    tauri::async_runtime::spawn(backups::keep(app.clone()));
    lock_watch::start(app);
    end_politely(app);
}

/// SIGTERM and SIGINT end the app as closing the window does, so that the clipboard is cleared.
fn end_politely(app: &AppHandle) {
    #[cfg(unix)]
    {
        use tokio::signal::unix::{SignalKind, signal};
        let app = app.clone();
        tauri::async_runtime::spawn(async move {
            let (Ok(mut term), Ok(mut interrupt)) = (
                signal(SignalKind::terminate()),
                signal(SignalKind::interrupt()),
            ) else {
                return;
            };
            tokio::select! { _ = term.recv() => {}, _ = interrupt.recv() => {} }
            app.exit(0);
        });
    }
}
