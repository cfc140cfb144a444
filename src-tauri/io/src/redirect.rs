//! Receives what an authorization server sends by redirect to this computer (RFC 8252, section 7.3): one answer, then it is gone.
//!
//! Any program here and any web page can send requests to a loopback port. None of them can end the wait or put in an
//! answer of its own: whatever does not repeat our `state` is turned away, and the wait goes on.
mod connections;
mod desk;
mod judged;
mod page;
mod sockets;

use std::sync::Arc;
use std::time::Duration;

use gatepass_core::{ExpectedLanding, Landing, LandingError, Listen};
use tokio::sync::oneshot;

use connections::Connections;
use desk::Desk;
use sockets::Sockets;

/// Listens on the redirect URI. Made before the browser is opened, so that a taken port is known before a sign-in begins.
#[derive(Debug)]
pub struct RedirectListener {
    sockets: Sockets,
    listen: Listen,
}

/// Why nothing can be received there.
#[derive(Debug, thiserror::Error)]
pub enum BindError {
    /// Another program listens on it: on either loopback address, for the browser may try both.
    #[error("the port is taken")]
    PortTaken,
    /// The system reserves it.
    #[error("the port may not be listened on")]
    NotAllowed,
    /// This computer lacks the loopback address that the redirect URI names.
    #[error("there is no such loopback address")]
    NoLoopback,
    /// Something else; the text is the system's.
    #[error("the port cannot be listened on: {0}")]
    Other(std::io::Error),
}

/// Why no answer was received.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum WaitError {
    /// None came in time.
    #[error("no answer came in time")]
    TimedOut {
        /// What was wrong with the last answer that was turned away: [`LandingError::WrongState`], if it was another
        /// request's. None if nothing came at all.
        turned_away: Option<LandingError>,
    },
    /// The caller gave up.
    #[error("the wait was cancelled")]
    Cancelled,
}

impl RedirectListener {
    /// Listens on both loopback addresses, or on none: whoever held the other one could be sent our answer.
    pub async fn bind(listen: &Listen) -> Result<Self, BindError> {
        Ok(Self {
            sockets: Sockets::bind(listen.host, listen.port).await?,
            listen: listen.clone(),
        })
    }

    /// Waits for the answer to one authorization request, a refusal included. Whatever the outcome, nothing listens any
    /// more when this returns; the browser is still shown its page. `turned_away` is told why an answer was not taken, each
    /// time one comes.
    pub async fn wait(
        self,
        expected: ExpectedLanding,
        deadline: Duration,
        turned_away: impl Fn(LandingError) + Send + Sync + 'static,
        cancel: impl Future<Output = ()>,
    ) -> Result<Landing, WaitError> {
        let (deliver, mut delivered) = oneshot::channel();
        let desk = Arc::new(Desk::new(self.listen, expected, deliver, turned_away));
        let mut connections = Connections::default();
        let late = tokio::time::sleep(deadline);
        tokio::pin!(cancel, late);
        loop {
            tokio::select! {
                biased;
                Ok(landing) = &mut delivered => {
                    connections.finish();
                    return Ok(landing);
                }
                () = &mut cancel => return Err(WaitError::Cancelled),
                () = &mut late => {
                    let turned_away = desk.turned_away();
                    return Err(WaitError::TimedOut { turned_away });
                }
                stream = self.sockets.accept() => connections.serve(stream, desk.clone()),
            }
        }
    }
}
