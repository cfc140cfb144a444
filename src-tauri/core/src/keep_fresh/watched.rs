//! What is known of one integration that is kept fresh: its token, and how long to wait after what went wrong.
use crate::moment::Moment;
use crate::refusal::{Fault, Refusal, Remedy};
use crate::token::TokenRecord;

/// The first wait after a refusal; each further one doubles it.
const FIRST_WAIT_MS: u64 = 30_000;

/// The longest wait after refusals.
const LONGEST_WAIT_MS: u64 = 15 * 60_000;

/// As many refusals that only the user can mend, with no token between them, end it until something changes.
const REFUSALS_TO_STOP: u32 = 3;

#[derive(Default)]
pub(super) struct Watched {
    pub(super) record: Option<TokenRecord>,
    /// Failures of any kind since the last token: the wait grows with them.
    pub(super) failures: u32,
    /// Those of them that only the user can mend.
    pub(super) to_mend: u32,
    pub(super) last: Option<Refused>,
    pub(super) under_way: bool,
    /// What kept it from asking at all.
    pub(super) closed: Option<String>,
}

/// The last refusal, and from when on it may be tried again; None: not until something changes.
pub(super) struct Refused {
    pub(super) sentence: String,
    at: Moment,
    wait_ms: Option<u64>,
}

impl Refused {
    pub(super) fn left(&self, now: &Moment) -> Option<u64> {
        let elapsed = self.at.elapsed_ms(now).unwrap_or(u64::MAX);
        Some(self.wait_ms?.saturating_sub(elapsed))
    }
}

impl Watched {
    pub(super) fn begin_anew(&mut self) {
        (self.failures, self.to_mend, self.last) = (0, 0, None);
    }

    pub(super) fn fail(&mut self, refusal: &Refusal, at: Moment) {
        self.failures += 1;
        self.to_mend += u32::from(only_the_user_can_mend(refusal));
        let needs_sign_in = refusal.remedy == Remedy::SignIn;
        let stops = needs_sign_in || self.to_mend >= REFUSALS_TO_STOP;
        let title = refusal.title.trim_end_matches('.');
        self.last = Some(Refused {
            sentence: if needs_sign_in {
                "Waits for you to sign in.".to_owned()
            } else if stops {
                format!("Stopped after {} refusals: {title}.", self.to_mend)
            } else {
                format!("Waits before it tries again: {title}.")
            },
            at,
            wait_ms: (!stops).then(|| wait_ms(refusal, self.failures)),
        });
    }
}

/// Not the network, not the service's trouble, and not a pause that it asks for: those pass.
fn only_the_user_can_mend(refusal: &Refusal) -> bool {
    let passes = matches!(refusal.fault, Fault::Service | Fault::Network);
    !passes && refusal.remedy != Remedy::Retry
}

fn wait_ms(refusal: &Refusal, failures: u32) -> u64 {
    let doubled = FIRST_WAIT_MS << failures.saturating_sub(1).min(10);
    let asked = refusal.wait_s.unwrap_or(0).saturating_mul(1000);
    doubled.min(LONGEST_WAIT_MS).max(asked)
}
