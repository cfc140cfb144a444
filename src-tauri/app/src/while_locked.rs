//! What the page may ask for while the app is locked: what the lock screen needs, and nothing else.
use tauri::Manager as _;
use tauri::ipc::Invoke;

use crate::desk::Desk;
use crate::view::ErrorView;

/// The whole list. Everything else answers that the app is locked.
const WHILE_LOCKED: [&str; 5] = [
    "hold_secret",
    "lock_state",
    "paste_secret",
    "shown",
    "unlock",
];

/// Refuses what may not be asked for now.
pub(crate) fn guarded(
    handler: impl Fn(Invoke) -> bool + Send + Sync + 'static,
) -> impl Fn(Invoke) -> bool + Send + Sync + 'static {
    move |invoke| {
        let app = invoke.message.webview_ref().app_handle();
        let is_locked = app
            .try_state::<Desk>()
            .is_some_and(|desk| desk.ports.lock.is_closed());
        if is_locked && !is_allowed(invoke.message.command()) {
            invoke.resolver.reject(ErrorView::locked());
            return true;
        }
        handler(invoke)
    }
}

fn is_allowed(command: &str) -> bool {
    WHILE_LOCKED.contains(&command)
}

#[cfg(test)]
mod tests {
    use super::*;

    include!("../command_names.rs");

    #[test]
    fn of_all_commands_only_the_lock_screen_s_are_answered_while_it_is_locked() {
        let allowed: Vec<&str> = COMMAND_NAMES
            .into_iter()
            .filter(|name| is_allowed(name))
            .collect();
        assert_eq!(
            allowed, WHILE_LOCKED,
            "each of the list is a command, in its order"
        );
        for name in [
            "desk",
            "integration",
            "copy",
            "get_token",
            "send_call",
            "kept_exchange",
        ] {
            assert!(COMMAND_NAMES.contains(&name) && !is_allowed(name), "{name}");
        }
    }
}
