//! Private sessions: a home, perhaps a bus, and one scenario of this test program in it.
use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::time::Duration;

use tokio::process::Command;

use crate::scenario::{BARE_BUS, args, passes};

/// Longer than any scenario takes; a hang is a failure.
const DEADLINE: Duration = Duration::from_secs(120);

/// Set in a private session.
const MARK: &str = "GATEPASS_TEST_PRIVATE_SESSION";

pub(crate) enum Bus {
    None,
    /// Without activation.
    Bare,
    /// The system's, where touching the Secret Service starts gnome-keyring.
    Ordinary,
}

/// Runs an ignored test of this program. It must run, and pass.
pub(crate) async fn run(bus: Bus, scenario: &str) {
    run_within(DEADLINE, bus, scenario).await;
}

/// The same where it may take longer. What it printed is returned.
pub(crate) async fn run_within(deadline: Duration, bus: Bus, scenario: &str) -> String {
    let home = tempfile::tempdir().unwrap();
    let me = std::env::current_exe().unwrap();
    let mut command = match bus {
        Bus::None => Command::new(&me),
        Bus::Bare => {
            let config = home.path().join("bare.conf");
            fs::write(&config, BARE_BUS).unwrap();
            let mut command = Command::new("dbus-run-session");
            command
                .arg(format!("--config-file={}", config.display()))
                .arg("--")
                .arg(&me);
            command
        }
        Bus::Ordinary => {
            let mut command = Command::new("dbus-run-session");
            command.arg("--").arg(&me);
            command
        }
    };
    command.args(args(scenario));
    at_home(&mut command, home.path());
    passes(&mut command, scenario, deadline).await
}

fn at_home(command: &mut Command, home: &Path) {
    for (name, folder) in [
        ("HOME", ""),
        ("XDG_DATA_HOME", "data"),
        ("XDG_CONFIG_HOME", "conf"),
        ("XDG_CACHE_HOME", "cache"),
        ("XDG_RUNTIME_DIR", "run"),
    ] {
        let folder = home.join(folder);
        fs::create_dir_all(&folder).unwrap();
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o700)).unwrap();
        command.env(name, folder);
    }
    for name in [
        "DBUS_SESSION_BUS_ADDRESS",
        "DISPLAY",
        "WAYLAND_DISPLAY",
        "GNOME_KEYRING_CONTROL",
        "SSH_AUTH_SOCK",
    ] {
        command.env_remove(name);
    }
    command.env(MARK, "yes").kill_on_drop(true);
}

/// A scenario that someone runs by hand must not touch their own keyring.
pub(crate) fn assert_private() {
    assert!(
        std::env::var_os(MARK).is_some(),
        "a scenario runs in a private session only"
    );
}
