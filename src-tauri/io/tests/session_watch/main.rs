//! Locking with the session, against services of our own on private buses: no real session is locked by a test.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod broken;
mod computer;
#[path = "../scenario/mod.rs"]
mod scenario;

use std::process::Stdio;
use std::time::Duration;

use computer::{Computer, screensaver};
use gatepass_io::{SessionEvent, watch_session};
use scenario::{BARE_BUS, args, passes};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};
use tokio::sync::oneshot;
use tokio::task::JoinHandle;

/// Longer than any of it takes; a hang is a failure.
const DEADLINE: Duration = Duration::from_secs(30);

/// Set in the child that plays a scenario: the buses' addresses are read from the environment.
const MARK: &str = "GATEPASS_TEST_PRIVATE_BUSES";

const OWN: &str = "/org/freedesktop/login1/session/own";
const STRANGER: &str = "/org/freedesktop/login1/session/stranger";

const SCREENSAVERS: [&str; 4] = [
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
];

/// The two buses are listened to one soon after the other, and what is told on one may be heard after what is told on the other.
const TRIES: usize = 20;

/// A bus of its own, with nothing on it. Ends when it is dropped.
async fn bus(folder: &std::path::Path) -> (Child, String) {
    let config = folder.join("bare.conf");
    std::fs::write(&config, BARE_BUS).unwrap();
    let mut daemon = Command::new("dbus-daemon")
        .args(["--nofork", "--nopidfile", "--print-address=1"])
        .arg(format!("--config-file={}", config.display()))
        .stdout(Stdio::piped())
        .kill_on_drop(true)
        .spawn()
        .unwrap();
    let mut address = String::new();
    let mut printed = BufReader::new(daemon.stdout.take().unwrap());
    printed.read_line(&mut address).await.unwrap();
    (daemon, address.trim().to_owned())
}

/// Runs an ignored test of this program with two buses of its own, or with none. It must run, and pass.
async fn run(scenario: &str, with_buses: bool) {
    let folder = tempfile::tempdir().unwrap();
    let (_computer, system) = bus(folder.path()).await;
    let (_session, session) = bus(folder.path()).await;
    let nowhere = format!("unix:path={}", folder.path().join("none").display());
    let address = |real: String| if with_buses { real } else { nowhere.clone() };
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(args(scenario))
        .env("DBUS_SYSTEM_BUS_ADDRESS", address(system))
        .env("DBUS_SESSION_BUS_ADDRESS", address(session))
        .env(MARK, "yes")
        .kill_on_drop(true);
    passes(&mut command, scenario, DEADLINE).await;
}

#[tokio::test]
async fn sleep_waits_until_it_is_locked() {
    run("sleep", true).await;
}

#[tokio::test]
async fn only_the_own_session_locks() {
    run("session", true).await;
}

#[tokio::test]
async fn every_screensaver_is_heard_when_it_comes_on() {
    run("screensavers", true).await;
}

#[tokio::test]
async fn without_buses_there_is_nothing_to_wait_for() {
    run("no_buses", false).await;
}

/// A watcher under test, and what it hears.
struct Watcher {
    heard: UnboundedReceiver<Told>,
    watching: JoinHandle<()>,
}

/// An event; the watcher waits with it until the other end is dropped, as it waits until the app is locked.
type Told = (SessionEvent, oneshot::Sender<()>);

/// Tells what is heard, and returns once that was dealt with.
#[derive(Clone)]
struct Tell(UnboundedSender<Told>);

impl Tell {
    async fn tell(&self, event: SessionEvent) {
        let (dealing, dealt_with) = oneshot::channel();
        // Nobody may listen any more.
        if self.0.send((event, dealing)).is_ok() {
            let _ = dealt_with.await;
        }
    }
}

impl Watcher {
    fn start<F>(watch: impl FnOnce(Tell) -> F) -> Self
    where
        F: Future<Output = ()> + Send + 'static,
    {
        assert!(
            std::env::var_os(MARK).is_some(),
            "a scenario runs on private buses only"
        );
        let (told, heard) = unbounded_channel();
        let watching = tokio::spawn(watch(Tell(told)));
        Self { heard, watching }
    }

    /// The product's, once it listens.
    async fn ours(computer: &Computer) -> Self {
        let watcher = Self::start(async move |tell: Tell| {
            watch_session(|event| {
                let tell = tell.clone();
                async move { tell.tell(event).await }
            })
            .await;
        });
        computer.delays(1).await;
        watcher
    }

    async fn next_told(&mut self) -> Told {
        tokio::time::timeout(DEADLINE, self.heard.recv())
            .await
            .unwrap()
            .unwrap()
    }

    /// The next event, dealt with at once.
    async fn next(&mut self) -> SessionEvent {
        self.next_told().await.0
    }

    async fn stop(self) {
        self.watching.abort();
        assert!(self.watching.await.unwrap_err().is_cancelled());
    }
}

/// Whether sleep waits for as long as it is dealt with, and no longer.
async fn sleep_waits(computer: &Computer, watcher: &mut Watcher) -> bool {
    computer.prepare_for_sleep(true).await;
    let (event, dealing) = watcher.next_told().await;
    let waits = event == SessionEvent::Sleep && computer.held() == 1;
    drop(dealing);
    computer.delays(0).await;
    waits
}

/// Whether what is told is heard as a reason to lock. Sleep is told after it, which every watcher hears.
async fn hears(computer: &Computer, watcher: &mut Watcher, tell: impl AsyncFn()) -> bool {
    for _ in 0..TRIES {
        tell().await;
        computer.prepare_for_sleep(true).await;
        if watcher.next().await == SessionEvent::Locked {
            return true;
        }
    }
    false
}

#[tokio::test]
#[ignore = "a scenario: see sleep_waits_until_it_is_locked"]
async fn sleep() {
    let computer = Computer::start().await;
    let mut ours = Watcher::ours(&computer).await;
    assert!(sleep_waits(&computer, &mut ours).await);
    // And the next time too.
    computer.prepare_for_sleep(false).await;
    computer.delays(1).await;
    assert!(sleep_waits(&computer, &mut ours).await);
}

#[tokio::test]
#[ignore = "a scenario: see only_the_own_session_locks"]
async fn session() {
    let computer = Computer::start().await;
    let mut ours = Watcher::ours(&computer).await;
    let stranger = async || computer.lock_session(STRANGER).await;
    assert!(!hears(&computer, &mut ours, stranger).await);
    let own = async || computer.lock_session(OWN).await;
    assert!(hears(&computer, &mut ours, own).await);
}

#[tokio::test]
#[ignore = "a scenario: see every_screensaver_is_heard_when_it_comes_on"]
async fn screensavers() {
    let computer = Computer::start().await;
    for interface in SCREENSAVERS {
        // A watcher of its own, so that nothing is left over from the one before.
        let mut ours = Watcher::ours(&computer).await;
        assert!(
            !hears(&computer, &mut ours, async || screensaver(interface, false)
                .await)
            .await,
            "{interface} goes off"
        );
        assert!(
            hears(&computer, &mut ours, async || screensaver(interface, true)
                .await)
            .await,
            "{interface} comes on"
        );
        ours.stop().await;
        computer.delays(0).await;
    }
}

#[tokio::test]
#[ignore = "a scenario: see without_buses_there_is_nothing_to_wait_for"]
async fn no_buses() {
    let watching = watch_session(|event| async move { panic!("{event:?}") });
    tokio::time::timeout(DEADLINE, watching).await.unwrap();
}
