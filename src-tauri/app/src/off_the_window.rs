//! What takes its time runs on a thread that nothing waits for: files, and work on large answers.
use tauri::async_runtime::spawn_blocking;

use crate::view::ErrorView;

/// Runs it there, until it is done.
pub(crate) async fn off_the_window<T: Send + 'static>(
    act: impl FnOnce() -> T + Send + 'static,
) -> Result<T, ErrorView> {
    spawn_blocking(act).await.map_err(|error| {
        // It panicked, or the app is ending: neither has anything to do with what it was asked.
        tracing::error!("work was interrupted: {error}");
        ErrorView::new("interrupted", "This was interrupted.", "Try again.")
    })
}

#[cfg(test)]
mod tests {
    use super::off_the_window;

    #[tokio::test]
    async fn what_was_done_comes_back_and_a_panic_is_told_as_an_interruption() {
        assert_eq!(off_the_window(|| 7).await.unwrap(), 7);
        let interrupted = off_the_window(|| panic!("on purpose")).await.err();
        assert_eq!(interrupted.unwrap().code, "interrupted");
    }
}
