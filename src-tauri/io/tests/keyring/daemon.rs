//! gnome-keyring, started unlocked and ended with the scenario.
use std::process::Stdio;
use std::time::Duration;

use gatepass_io::{KeyringLimits, KeyringVault, VaultState};
use tokio::io::AsyncWriteExt;
use tokio::process::{Child, Command};

/// A keyring service that has a default keyring, unlocked. The first start makes it.
pub(crate) async fn start() -> Child {
    crate::session::assert_private();
    let mut daemon = Command::new("gnome-keyring-daemon");
    daemon
        .args(["--foreground", "--unlock", "--components=secrets"])
        .kill_on_drop(true);
    let mut daemon = daemon
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .unwrap();
    daemon
        .stdin
        .take()
        .unwrap()
        .write_all(b"a password")
        .await
        .unwrap();
    let ready = async {
        let reply = Duration::from_secs(60);
        let vault = KeyringVault::new(KeyringLimits { reply, item: None });
        while vault.state().await != VaultState::Ready {
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(60), ready)
        .await
        .expect("gnome-keyring did not get ready");
    daemon
}

/// Ends it and waits until it has ended.
pub(crate) async fn stop(mut daemon: Child) {
    daemon.kill().await.unwrap();
}
