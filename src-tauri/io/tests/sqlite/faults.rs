//! A disk that is full and a home that cannot be written, both real: what was there stays, it is said, and work goes on later.
#![cfg(target_os = "linux")]
use std::fs::{self, File};
use std::io::Write;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::Path;
use std::process::Command;

use gatepass_core::{
    ActivityLimits, ActivityStore, IntegrationId, Store, StoreError, refusal_of_store,
};
use gatepass_io::{OpenError, RestoreError, SqliteStore, backups};

use crate::activity::{noise, with_body};
use crate::backups::{DAY, filled};
use crate::integration;
use crate::state::token;

/// Debian's `nobody`.
const NOBODY: u32 = 65_534;

/// A disk of its own, which goes with the test.
pub(super) struct Disk(tempfile::TempDir);

impl Disk {
    pub(super) fn new(options: &str) -> Self {
        let folder = tempfile::tempdir().unwrap();
        run(Command::new("mount")
            .args(["-t", "tmpfs", "-o", options, "tmpfs"])
            .arg(folder.path()));
        Self(folder)
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    /// Takes all the room that is left.
    pub(super) fn fill(&self) {
        let mut filler = File::create(self.path().join("filler")).unwrap();
        for piece in [&[7; 65_536][..], &[7; 512][..]] {
            while filler.write_all(piece).is_ok() {}
        }
    }

    fn make_room(&self) {
        fs::remove_file(self.path().join("filler")).unwrap();
    }
}

impl Drop for Disk {
    fn drop(&mut self) {
        run(Command::new("umount").arg(self.path()));
    }
}

fn run(command: &mut Command) {
    let done = command.output().unwrap();
    let text = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(
        done.status.success(),
        "this test mounts disks and becomes another user, so it has to run as root: {text}"
    );
}

/// Every kind of change, each too large for the room that a log may still have.
fn changes(store: &SqliteStore) -> [(&'static str, Result<(), StoreError>); 4] {
    let long = "x".repeat(200_000);
    let mut large = integration("i", "Changed", "in-i");
    large.scope = long.clone();
    let mut renewed = token("i", "in-t2");
    renewed.scope = long.clone();
    let body = noise(200_000, 3);
    let limits = ActivityLimits::default();
    [
        ("settings", store.save_document("settings", &long)),
        ("integration", store.save_integration(&large, None)),
        ("token", store.save_token(&renewed).map(drop)),
        (
            "exchange",
            store
                .append(&with_body("e2", &body), Some(&body), &limits)
                .map(drop),
        ),
    ]
}

/// Whether all that is looked at is the same after it.
pub(super) fn stays<T: PartialEq>(look: impl Fn() -> T, through: impl FnOnce()) -> bool {
    let before = look();
    through();
    look() == before
}

/// What [`filled`] wrote, whole.
fn assert_untouched(store: &SqliteStore) {
    let first = integration("i", "First", "in-i");
    assert_eq!(store.integrations().unwrap(), [first]);
    assert_eq!(store.tokens().unwrap(), [token("i", "in-t")]);
    let settings = store.document("settings").unwrap();
    assert_eq!(settings.as_deref(), Some("{\"theme\":\"dark\"}"));
    assert_eq!(store.usage().unwrap().entries, 1);
    assert!(store.subscription_keys().unwrap().len() == 1);
}

#[test]
fn a_full_disk_is_said_and_nothing_is_half_written() {
    let disk = Disk::new("size=3m");
    let store = filled(disk.path());
    let daily = store.back_up_daily(DAY).unwrap().unwrap();
    disk.fill();
    let seen = || {
        let settings = store.document("settings").unwrap();
        (
            store.integrations().unwrap(),
            store.tokens().unwrap(),
            settings,
        )
    };
    let same = stays(seen, || {
        for (what, change) in changes(&store) {
            assert_eq!(change, Err(StoreError::DiskFull), "{what}");
        }
    });
    assert!(same);
    assert_untouched(&store);
    let said = refusal_of_store(&StoreError::DiskFull).over(0, None);
    assert!(
        said.sentence.starts_with("The disk is full"),
        "{}",
        said.sentence
    );

    assert_eq!(store.back_up_daily(2 * DAY), Ok(None), "nothing changed");
    let full = Err(RestoreError::Store(StoreError::DiskFull));
    assert_eq!(store.restore(daily, 2 * DAY), full);
    assert_untouched(&store);
    let listed = backups(disk.path()).unwrap();
    assert_eq!(listed.len(), 1, "no half of a backup");
    assert!(listed[0].holds.is_some());

    disk.make_room();
    for (what, change) in changes(&store) {
        assert_eq!(change, Ok(()), "{what}");
    }
    store.back_up_daily(2 * DAY).unwrap().unwrap();
    store.restore(daily, 3 * DAY).unwrap();
    let restored = store.integration(&IntegrationId("i".into())).unwrap();
    assert_eq!(restored.unwrap().label, "First");
}

#[test]
fn starting_on_a_full_disk_sets_nothing_aside() {
    let disk = Disk::new("size=3m");
    drop(filled(disk.path()));
    disk.fill();
    let opened = SqliteStore::open(disk.path());
    match &opened {
        Ok(store) => assert_untouched(store),
        Err(error) => assert_eq!(*error, OpenError::Store(StoreError::DiskFull)),
    }
    drop(opened);
    disk.make_room();
    let store = SqliteStore::open(disk.path()).unwrap();
    assert_eq!(store.notice(), None);
    assert_untouched(&store);
    let aside = fs::read_dir(disk.path()).unwrap().filter(|file| {
        file.as_ref()
            .unwrap()
            .path()
            .to_string_lossy()
            .contains("aside")
    });
    assert_eq!(aside.count(), 0);
}

#[test]
fn a_folder_that_belongs_to_somebody_else_is_said_and_stays_as_it_is() {
    let home = tempfile::tempdir().unwrap();
    fs::set_permissions(home.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let folder = home.path().join("gatepass");
    fs::create_dir(&folder).unwrap();
    give(&folder, NOBODY, 0o700);
    as_nobody(&folder, "faults::nobody_fills");
    let before = fs::read(folder.join("gatepass.db")).unwrap();
    give(&folder, 0, 0o555);
    as_nobody(&folder, "faults::nobody_is_refused");
    assert_eq!(fs::read(folder.join("gatepass.db")).unwrap(), before);
    give(&folder, NOBODY, 0o700);
    as_nobody(&folder, "faults::nobody_goes_on");
}

#[test]
fn a_disk_that_cannot_be_written_is_said_and_stays_as_it_is() {
    let disk = Disk::new("size=3m,mode=0755");
    let folder = disk.path().join("gatepass");
    fs::create_dir(&folder).unwrap();
    fs::set_permissions(disk.path(), fs::Permissions::from_mode(0o755)).unwrap();
    give(&folder, NOBODY, 0o700);
    as_nobody(&folder, "faults::nobody_fills");
    let remount = |how: &str| {
        let options = format!("remount,{how}");
        run(Command::new("mount")
            .args(["-o", &options])
            .arg(disk.path()));
    };
    remount("ro");
    as_nobody(&folder, "faults::nobody_is_refused");
    remount("rw");
    as_nobody(&folder, "faults::nobody_goes_on");
}

/// To that user, with all that is in it.
fn give(folder: &Path, user: u32, mode: u32) {
    let all = fs::read_dir(folder)
        .unwrap()
        .map(|file| file.unwrap().path());
    for file in all.filter(|file| file.is_file()) {
        chown(file, Some(user), Some(user)).expect("this test has to run as root");
    }
    chown(folder, Some(user), Some(user)).expect("this test has to run as root");
    fs::set_permissions(folder, fs::Permissions::from_mode(mode)).unwrap();
}

fn as_nobody(folder: &Path, scenario: &str) {
    // A copy that anybody may run: the build's folder may be closed to others.
    let open = tempfile::tempdir().unwrap();
    fs::set_permissions(open.path(), fs::Permissions::from_mode(0o755)).unwrap();
    let me = open.path().join("tests");
    fs::copy(std::env::current_exe().unwrap(), &me).unwrap();
    let user = format!("--reuid={NOBODY}");
    let group = format!("--regid={NOBODY}");
    let done = Command::new("setpriv")
        .args([&user, &group, "--clear-groups", "--"])
        .arg(&me)
        .args(["--exact", scenario, "--ignored"])
        .env("GATEPASS_TEST_FOLDER", folder)
        .output()
        .unwrap();
    let text = String::from_utf8_lossy(&done.stdout) + String::from_utf8_lossy(&done.stderr);
    assert!(done.status.success() && text.contains("1 passed"), "{text}");
}

fn folder_of_nobody() -> std::path::PathBuf {
    let user = fs::metadata("/proc/self").unwrap().uid();
    assert_ne!(user, 0, "as root everything can be written");
    std::env::var_os("GATEPASS_TEST_FOLDER").unwrap().into()
}

#[test]
#[ignore = "a scenario of the tests above, run as an unprivileged user"]
fn nobody_fills() {
    let store = filled(&folder_of_nobody());
    store.back_up_daily(DAY).unwrap().unwrap();
}

#[test]
#[ignore = "a scenario of the tests above, run as an unprivileged user"]
fn nobody_is_refused() {
    let folder = folder_of_nobody();
    let refused = SqliteStore::open(&folder).map(drop).unwrap_err();
    assert_eq!(refused, OpenError::Store(StoreError::NotWritable));
    let refused = SqliteStore::open_anew(&folder).map(drop).unwrap_err();
    assert_eq!(refused, OpenError::Store(StoreError::NotWritable));
    let said = refusal_of_store(&StoreError::NotWritable).over(0, None);
    assert!(
        said.sentence
            .starts_with("The data folder cannot be written")
    );
}

#[test]
#[ignore = "a scenario of the tests above, run as an unprivileged user"]
fn nobody_goes_on() {
    let folder = folder_of_nobody();
    let store = SqliteStore::open(&folder).unwrap();
    assert_eq!(store.notice(), None);
    assert_untouched(&store);
    for (what, change) in changes(&store) {
        assert_eq!(change, Ok(()), "{what}");
    }
    store.back_up_daily(2 * DAY).unwrap().unwrap();
    assert_eq!(backups(&folder).unwrap().len(), 2);
}
