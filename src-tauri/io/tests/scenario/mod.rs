//! Scenarios: ignored tests of this program, each run in a process of its own because its environment has to be made first.
use std::time::Duration;

use tokio::process::Command;

/// A bus that can start nothing: a service is there only once the scenario has started it.
pub(crate) const BARE_BUS: &str = r#"<!DOCTYPE busconfig PUBLIC "-//freedesktop//DTD D-Bus Bus Configuration 1.0//EN"
 "http://www.freedesktop.org/standards/dbus/1.0/busconfig.dtd">
<busconfig><type>session</type><listen>unix:tmpdir=/tmp</listen><policy context="default">
<allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/><allow own="*"/></policy></busconfig>"#;

/// The arguments that have this program run it alone.
pub(crate) fn args(scenario: &str) -> [&str; 5] {
    [
        "--exact",
        scenario,
        "--ignored",
        "--test-threads=1",
        "--nocapture",
    ]
}

/// It must end in time, have run, and pass. Returns what it printed.
pub(crate) async fn passes(command: &mut Command, scenario: &str, deadline: Duration) -> String {
    let output = tokio::time::timeout(deadline, command.output())
        .await
        .unwrap()
        .unwrap();
    let text = String::from_utf8_lossy(&output.stdout).into_owned()
        + &String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && text.contains("1 passed"),
        "{scenario}: {text}"
    );
    text
}
