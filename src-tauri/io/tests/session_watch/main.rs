//! Locking with the session, against services of our own on private buses: no real session is locked by a test.
#![cfg(target_os = "linux")]
#![allow(
    clippy::unwrap_used,
    reason = "in a test a panic is the report, also in its helpers"
)]

mod computer;

use std::process::Stdio;
use std::time::Duration;

use computer::{Computer, screensaver};
use gatepass_io::{SessionEvent, watch_session};
use tokio::io::{AsyncBufReadExt as _, BufReader};
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// Longer than any of it takes; a hang is a failure.
const DEADLINE: Duration = Duration::from_secs(30);

/// Set in the child that plays a scenario: the buses' addresses are read from the environment.
const MARK: &str = "GATEPASS_TEST_PRIVATE_BUSES";

const BARE: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

/// A bus of its own, with nothing on it. Ends when it is dropped.
async fn bus(folder: &std::path::Path) -> (Child, String) {
    let config = folder.join("bare.conf");
    std::fs::write(&config, BARE).unwrap();
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
        .args(["--exact", scenario, "--ignored", "--test-threads=1"])
        .env("DBUS_SYSTEM_BUS_ADDRESS", address(system))
        .env("DBUS_SESSION_BUS_ADDRESS", address(session))
        .env(MARK, "yes")
        .kill_on_drop(true);
    let output = tokio::time::timeout(DEADLINE, command.output())
        .await
        .unwrap()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{scenario}: {text}"
    );
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

/// What is heard, as it is heard.
fn listen() -> UnboundedReceiver<SessionEvent> {
    assert!(
        std::env::var_os(MARK).is_some(),
        "a scenario runs on private buses only"
    );
    let (tell, heard) = unbounded_channel();
    tokio::spawn(watch_session(move |event| {
        let tell = tell.clone();
        async move { tell.send(event).unwrap() }
    }));
    heard
}

async fn next(heard: &mut UnboundedReceiver<SessionEvent>) -> SessionEvent {
    tokio::time::timeout(DEADLINE, heard.recv())
        .await
        .unwrap()
        .unwrap()
}

#[tokio::test]
#[ignore = "a scenario: see sleep_waits_until_it_is_locked"]
async fn sleep() {
    let computer = Computer::start().await;
    let mut heard = listen();
    computer.delays(1).await;
    computer.prepare_for_sleep(true).await;
    assert_eq!(next(&mut heard).await, SessionEvent::Sleep);
    computer.delays(0).await;
    // And the next time too.
    computer.prepare_for_sleep(false).await;
    computer.delays(1).await;
    computer.prepare_for_sleep(true).await;
    assert_eq!(next(&mut heard).await, SessionEvent::Sleep);
    computer.delays(0).await;
}

#[tokio::test]
#[ignore = "a scenario: see only_the_own_session_locks"]
async fn session() {
    let computer = Computer::start().await;
    let mut heard = listen();
    computer.delays(1).await;
    computer
        .lock_session("/org/freedesktop/login1/session/stranger")
        .await;
    computer.prepare_for_sleep(true).await;
    assert_eq!(
        next(&mut heard).await,
        SessionEvent::Sleep,
        "not the stranger's"
    );
    computer
        .lock_session("/org/freedesktop/login1/session/own")
        .await;
    assert_eq!(next(&mut heard).await, SessionEvent::Locked);
}

#[tokio::test]
#[ignore = "a scenario: see every_screensaver_is_heard_when_it_comes_on"]
async fn screensavers() {
    let computer = Computer::start().await;
    let mut heard = listen();
    // Both buses are listened to once sleep waits for us, or soon after: tell again until it is heard.
    computer.delays(1).await;
    for interface in [
        "org.freedesktop.ScreenSaver",
        "org.gnome.ScreenSaver",
        "org.cinnamon.ScreenSaver",
        "org.mate.ScreenSaver",
    ] {
        screensaver(interface, false).await;
        let event = loop {
            screensaver(interface, true).await;
            let soon = tokio::time::timeout(Duration::from_millis(200), heard.recv()).await;
            if let Ok(event) = soon {
                break event;
            }
        };
        assert_eq!(event, Some(SessionEvent::Locked), "{interface}");
    }
}

#[tokio::test]
#[ignore = "a scenario: see without_buses_there_is_nothing_to_wait_for"]
async fn no_buses() {
    let watching = watch_session(|event| async move { panic!("{event:?}") });
    tokio::time::timeout(DEADLINE, watching).await.unwrap();
}
