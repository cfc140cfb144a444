//! Hears from the computer that its session is locked, that its screensaver came on, or that it goes to sleep.
#[cfg(target_os = "linux")]
mod logind;
#[cfg(target_os = "linux")]
mod screensaver;

/// What was heard.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SessionEvent {
    /// The session was locked, or its screensaver came on.
    Locked,
    /// The computer goes to sleep as soon as `on_event` has ended, or a few seconds later in any case.
    Sleep,
}

/// Calls `on_event` with each. Ends only where there is nothing to hear: without a system bus and a session bus, or on another
/// system than Linux. What is missing is logged once.
pub async fn watch_session<F>(on_event: impl Fn(SessionEvent) -> F + Send + Sync)
where
    F: Future<Output = ()> + Send,
{
    #[cfg(target_os = "linux")]
    {
        let heard = |event| on_event(event);
        let (computer, session) =
            futures_util::future::join(logind::watch(&heard), screensaver::watch(&heard)).await;
        for (which, ended) in [("logind", computer), ("screensavers", session)] {
            if let Err(error) = ended {
                tracing::info!("{which} are not heard: {error}");
            }
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _nothing_to_hear = on_event;
}
