//! A countdown beside the truth: whatever is done to the clock, no dead token is shown alive, and none is handed out.
use gatepass_core::{Clock, Integration, Need, Store, TokenRecord};

use crate::doubles::{DAY, HOUR, MINUTE, SECOND, World, text_of};

const YEAR: u64 = 365 * DAY;

/// What is left by some way of counting, in milliseconds; None where it is not shown as certain.
pub(super) type Rule = fn(&Countdown) -> Option<u64>;

/// A world with an hour-long token, and how much time has truly gone by since it was asked for.
pub(super) struct Countdown {
    pub(super) world: World,
    ours: Integration,
    pub(super) record: TokenRecord,
    pub(super) truly_ms: u64,
    /// Of that, how long the computer slept.
    pub(super) asleep_ms: u64,
    rule: Rule,
}

/// What the product shows.
fn ours(countdown: &Countdown) -> Option<u64> {
    let world = &countdown.world;
    let left = world
        .tokens
        .remaining(&countdown.record, &world.clock.now());
    (!left.unsure).then_some(left.ms)
}

impl Countdown {
    async fn start() -> Self {
        Self::by(ours).await
    }

    pub(super) async fn by(rule: Rule) -> Self {
        let world = World::default();
        let ours = world.custom().await;
        let record = world.token(&ours.id, Need::Call).await.record.clone();
        Self {
            world,
            ours,
            record,
            truly_ms: 0,
            asleep_ms: 0,
            rule,
        }
    }

    pub(super) fn sleep(&mut self, ms: u64) {
        self.world.clock.suspend(ms);
        self.truly_ms += ms;
        self.asleep_ms += ms;
    }

    pub(super) fn pass(&mut self, ms: u64) {
        self.world.clock.advance(ms);
        self.truly_ms += ms;
    }

    pub(super) fn set_wall(&self, by_ms: u64, forward: bool) {
        let by = i64::try_from(by_ms).unwrap();
        self.world.clock.set_wall_by(if forward { by } else { -by });
    }

    /// Milliseconds that are shown as left, if it is shown as certain.
    fn shown_ms(&self) -> Option<u64> {
        (self.rule)(self)
    }

    /// Never later than the truth.
    pub(super) fn is_honest(&self) -> bool {
        self.shown_ms().unwrap_or(0) <= HOUR.saturating_sub(self.truly_ms)
    }

    fn assert_honest(&self, what: &str) {
        let (shown, truly) = (self.shown_ms(), self.truly_ms);
        assert!(
            self.is_honest(),
            "{what}: {shown:?} ms shown after {truly} ms"
        );
    }

    /// Looks every ten seconds until the token has been dead for an hour. Returns how often it was shown alive.
    fn watch_to_the_end(&mut self, what: &str) -> usize {
        let mut alive = 0;
        while self.truly_ms < 2 * HOUR {
            self.pass(10 * SECOND);
            self.assert_honest(what);
            alive += usize::from(self.shown_ms().unwrap_or(0) > 0);
        }
        alive
    }

    async fn assert_a_new_one_is_handed_out(&self, what: &str) {
        let token = self.world.token(&self.ours.id, Need::Call).await;
        assert_eq!(text_of(&token), "issued-token-0002", "{what}");
        let left = self
            .world
            .tokens
            .remaining(&token.record, &self.world.clock.now());
        assert_eq!(
            (left.ms, left.unsure),
            (HOUR, false),
            "{what}: the new one is sure"
        );
    }
}

/// Sets the clock while the computer runs, early and late in the token's life, both ways.
async fn set_while_running(by_ms: u64) {
    for after in [0, 20 * MINUTE, 59 * MINUTE] {
        for forward in [true, false] {
            let what = format!("by {by_ms} ms after {after} ms, forward: {forward}");
            let mut countdown = Countdown::start().await;
            countdown.pass(after);
            countdown.set_wall(by_ms, forward);
            countdown.assert_honest(&what);
            if !forward {
                assert_eq!(
                    countdown.shown_ms(),
                    Some(HOUR - after),
                    "{what}: uptime knows"
                );
            }
            countdown.watch_to_the_end(&what);
            countdown.assert_a_new_one_is_handed_out(&what).await;
        }
    }
}

#[tokio::test]
async fn an_hour_forward_or_back_shows_no_dead_token_alive() {
    set_while_running(HOUR).await;
}

#[tokio::test]
async fn a_day_forward_or_back_shows_no_dead_token_alive() {
    set_while_running(DAY).await;
}

#[tokio::test]
async fn ten_years_forward_or_back_show_no_dead_token_alive() {
    set_while_running(10 * YEAR).await;
}

#[tokio::test]
async fn without_any_of_that_it_is_shown_alive_to_its_last_ten_seconds() {
    let mut countdown = Countdown::start().await;
    assert_eq!(countdown.watch_to_the_end("undisturbed"), 359);
}

/// Some systems keep their clock in local time: an hour on in spring, an hour back in autumn, and both within one life.
#[tokio::test]
async fn summer_time_beginning_and_ending_while_it_runs_shows_no_dead_token_alive() {
    for order in [[true, false], [false, true]] {
        let mut countdown = Countdown::start().await;
        for forward in order {
            countdown.pass(15 * MINUTE);
            countdown.set_wall(HOUR, forward);
            countdown.assert_honest("summer time");
        }
        assert_eq!(countdown.shown_ms(), Some(30 * MINUTE), "back where it was");
        countdown.watch_to_the_end("summer time");
        countdown
            .assert_a_new_one_is_handed_out("summer time")
            .await;
    }
}

#[tokio::test]
async fn two_hours_of_suspend_end_it_at_the_first_look() {
    let mut countdown = Countdown::start().await;
    countdown.pass(10 * MINUTE);
    countdown.sleep(2 * HOUR);
    assert_eq!(countdown.shown_ms(), Some(0));
    countdown.assert_honest("suspend");
    countdown.assert_a_new_one_is_handed_out("suspend").await;
}

/// The wall clock is set back while the computer sleeps: the clock that runs through it counts.
#[tokio::test]
async fn a_clock_set_back_during_suspend_hides_nothing() {
    let mut countdown = Countdown::start().await;
    countdown.set_wall(DAY, false);
    countdown.sleep(2 * HOUR);
    assert_eq!(countdown.shown_ms(), Some(0));
    countdown.assert_honest("suspend");
}

/// The app starts again, the computer does not: its uptime is still the same clock.
#[tokio::test]
async fn a_clock_set_back_between_two_runs_on_one_start_of_the_computer_hides_nothing() {
    for by in [HOUR, DAY, 10 * YEAR] {
        let mut countdown = Countdown::start().await;
        countdown.pass(30 * MINUTE);
        countdown.set_wall(by, false);
        countdown.world.restart();
        assert_eq!(countdown.shown_ms(), Some(30 * MINUTE));
        countdown.watch_to_the_end("a run later");
        countdown
            .assert_a_new_one_is_handed_out("a run later")
            .await;
    }
}

/// Across a start of the computer the wall clock is all there is: where it is seen to have gone back, nothing is certain.
#[tokio::test]
async fn a_clock_set_back_between_two_starts_of_the_computer_is_unsure_and_renewed_before_use() {
    for by in [HOUR, DAY, 10 * YEAR] {
        let mut countdown = Countdown::start().await;
        countdown.pass(30 * MINUTE);
        countdown.world.clock.reboot();
        countdown.set_wall(by, false);
        countdown.world.restart();
        assert_eq!(countdown.shown_ms(), None, "unsure");
        countdown.assert_honest("another start");
        countdown
            .assert_a_new_one_is_handed_out("another start")
            .await;
        assert_eq!(countdown.world.store.tokens().unwrap().len(), 1);
    }
}

#[tokio::test]
async fn a_clock_set_forward_between_two_starts_of_the_computer_ends_it_early_rather_than_late() {
    for by in [HOUR, DAY, 10 * YEAR] {
        let mut countdown = Countdown::start().await;
        countdown.world.clock.reboot();
        countdown.set_wall(by, true);
        countdown.world.restart();
        assert_eq!(countdown.shown_ms(), Some(0));
        countdown
            .assert_a_new_one_is_handed_out("another start")
            .await;
    }
}
