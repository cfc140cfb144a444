//! Broken on purpose: watchers that sleep does not wait for, that hear too little or too much, caught by the checks of ours.
use futures_util::StreamExt as _;
use gatepass_io::SessionEvent;
use tokio::sync::oneshot;
use zbus::zvariant::OwnedFd;
use zbus::{Connection, MatchRule, MessageStream};

use super::computer::{Computer, screensaver};
use super::{OWN, SCREENSAVERS, STRANGER, Tell, Watcher, hears, run, sleep_waits};

const LOGIND: &str = "org.freedesktop.login1";
const MANAGER: &str = "org.freedesktop.login1.Manager";

/// What is wrong with a watcher.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Sleep does not wait for it, and it hears of nothing else.
    Deaf,
    /// It takes its hand away before it tells.
    LetsGo,
    /// It does not ask whose session is locked.
    Everybodys,
}

async fn watch(tell: Tell, fault: Fault, ready: oneshot::Sender<()>) {
    let bus = Connection::system().await.unwrap();
    let rule = MatchRule::builder();
    let rule = rule.msg_type(zbus::message::Type::Signal).build();
    let mut signals = MessageStream::for_match_rule(rule, &bus, None)
        .await
        .unwrap();
    let mut delay = match fault {
        Fault::Deaf | Fault::Everybodys => None,
        Fault::LetsGo => Some(inhibit(&bus).await),
    };
    ready.send(()).unwrap();
    while let Some(Ok(signal)) = signals.next().await {
        match signal.header().member().map(|member| member.as_str()) {
            Some("PrepareForSleep") => {
                drop(delay.take());
                tell.tell(SessionEvent::Sleep).await;
            }
            Some("Lock") if fault == Fault::Everybodys => tell.tell(SessionEvent::Locked).await,
            _ => {}
        }
    }
}

async fn inhibit(bus: &Connection) -> OwnedFd {
    let why = ("sleep", "Broken", "on purpose", "delay");
    let path = "/org/freedesktop/login1";
    let asked = bus.call_method(Some(LOGIND), path, Some(MANAGER), "Inhibit", &why);
    asked.await.unwrap().body().deserialize().unwrap()
}

async fn broken(fault: Fault) -> Watcher {
    let (ready, is_ready) = oneshot::channel();
    let watcher = Watcher::start(|tell| watch(tell, fault, ready));
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
    for fault in [Fault::Deaf, Fault::LetsGo] {
        let mut watcher = broken(fault).await;
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
    let mut watcher = broken(Fault::Deaf).await;
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

#[tokio::test]
async fn a_watcher_that_locks_with_anybody_is_noticed() {
    run("broken::everybodys", true).await;
}

#[tokio::test]
#[ignore = "a scenario: see a_watcher_that_locks_with_anybody_is_noticed"]
async fn everybodys() {
    let computer = Computer::start().await;
    let mut watcher = broken(Fault::Everybodys).await;
    let lock = async || computer.lock_session(STRANGER).await;
    assert!(hears(&computer, &mut watcher, lock).await);
}
