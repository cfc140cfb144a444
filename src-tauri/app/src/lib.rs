//! The Tauri shell: wiring, thin commands, views, clipboard and window. It holds no rule and returns no secret.
//!
//! Read `run` first: it wires everything, top to bottom.
mod answers;
mod backups;
#[cfg(test)]
mod bindings;
mod call_form;
mod calling;
mod change;
mod clipboard;
mod commands;
mod copy_token;
mod desk;
mod downloads;
mod exports;
mod kept_exchange;
mod links;
mod lock;
mod lock_watch;
mod log;
mod moving;
mod off_the_window;
mod opening;
#[cfg(target_os = "linux")]
mod page_end;
mod process;
mod samples;
mod sandbox_place;
mod seen_vault;
mod settings;
mod sign_in;
mod support;
mod tables;
mod try_sandbox;
mod vault_keys;
mod view;
mod waits;
mod while_locked;
mod window;

use tauri::RunEvent;

/// Runs the app until its window is closed. Returns at once if another instance took over.
pub fn run() {
    process::prepare();
    log::start();
    gatepass_io::install_crypto();
    let app = tauri::Builder::default()
        .plugin(tauri_plugin_single_instance::init(|app, _, _| {
            window::focus(app)
        }))
        .plugin(tauri_plugin_clipboard_manager::init())
        .plugin(tauri_plugin_opener::init())
        .manage(clipboard::Clipboard::new())
        .manage(answers::Answers::default())
        .manage(support::Shown::default())
        .invoke_handler(commands::handler())
        .setup(|app| {
            opening::open(app.handle());
            window::open(app.handle())?;
            Ok(())
        })
        .build(tauri::generate_context!());
    match app {
        Ok(app) => app.run(|handle, event| {
            if let RunEvent::ExitRequested { .. } = event {
                clipboard::clear_at_exit(handle);
            }
        }),
        Err(error) => {
            tracing::error!("Gatepass could not start: {error}");
            std::process::exit(1);
        }
    }
}
