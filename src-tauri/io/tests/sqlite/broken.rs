//! Broken on purpose: settings that are overwritten where they lie, as many programs do, lost on a full disk.
#![cfg(target_os = "linux")]
use std::fs;
use std::io::ErrorKind;

use crate::faults::{Disk, stays};

#[test]
fn a_writer_in_place_has_lost_the_old_state_when_the_disk_is_full() {
    let disk = Disk::new("size=3m");
    let file = disk.path().join("settings.json");
    fs::write(&file, "{\"theme\":\"dark\"}").unwrap();
    disk.fill();
    let same = stays(
        || fs::read(&file).unwrap(),
        || {
            let error = fs::write(&file, vec![b'x'; 200_000]).unwrap_err();
            assert_eq!(error.kind(), ErrorKind::StorageFull);
        },
    );
    assert!(!same);
}
