//! Broken on purpose: watchers that sleep does not wait for, or that hear of sleep alone, caught by the checks of ours.
use futures_util::StreamExt as _;
use gatepass_io::SessionEvent;
use tokio::sync::oneshot;
use zbus::zvariant::OwnedFd;
use zbus::{Connection, MatchRule, MessageStream};

use super::computer::{Computer, screensaver};
use super::{OWN, SCREENSAVERS, Tell, Watcher, hears, run, sleep_waits};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";

/// When a broken watcher lets the computer sleep.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Waits {
    Never,
    /// It takes its hand away before it tells.
    UntilItIsTold,
}

/// Hears of sleep and of nothing else.
async fn watch(tell: Tell, waits: Waits, ready: oneshot::Sender<()>) {
    let bus = Connection::system().await.unwrap();
    let rule = MatchRule::builder()
        .msg_type(zbus::message::Type::Signal)
        .interface(MANAGER)
        .unwrap()
        .member("PrepareForSleep")
        .unwrap()
        .build();
    let mut sleep = MessageStream::for_match_rule(rule, &bus, None)
        .await
        .unwrap();
    let mut delay = match waits {
        Waits::Never => None,
        Waits::UntilItIsTold => Some(inhibit(&bus).await),
    };
    ready.send(()).unwrap();
    while sleep.next().await.is_some() {
        drop(delay.take());
        tell.tell(SessionEvent::Sleep).await;
    }
}

async fn inhibit(bus: &Connection) -> OwnedFd {
    let why = ("sleep", "Broken", "on purpose", "delay");
    let path = "/org/freedesktop/login1";
    let asked = bus.call_method(Some(LOGIND), path, Some(MANAGER), "Inhibit", &why);
    asked.await.unwrap().body().deserialize().unwrap()
}

async fn broken(waits: Waits) -> Watcher {
    let (ready, is_ready) = oneshot::channel();
    let watcher = Watcher::start(|tell| watch(tell, waits, ready));
    is_ready.await.unwrap();
    watcher
}

#[tokio::test]
async fn a_watcher_that_sleep_does_not_wait_for_is_noticed() {
    run("broken::without_delay", true).await;
}

#[tokio::test]
#[ignore = "a scenario: see a_watcher_that_sleep_does_not_wait_for_is_noticed"]
async fn without_delay() {
    let computer = Computer::start().await;
    for waits in [Waits::Never, Waits::UntilItIsTold] {
        let mut watcher = broken(waits).await;
        assert!(!sleep_waits(&computer, &mut watcher).await);
        watcher.stop().await;
    }
}

#[tokio::test]
async fn a_watcher_that_does_not_listen_is_noticed() {
    run("broken::deaf", true).await;
}

#[tokio::test]
#[ignore = "a scenario: see a_watcher_that_does_not_listen_is_noticed"]
async fn deaf() {
    let computer = Computer::start().await;
    let mut watcher = broken(Waits::Never).await;
    let lock = async || computer.lock_session(OWN).await;
    assert!(!hears(&computer, &mut watcher, lock).await);
    for interface in SCREENSAVERS {
        let comes_on = async || screensaver(interface, true).await;
        assert!(
            !hears(&computer, &mut watcher, comes_on).await,
            "{interface}"
        );
    }
}
