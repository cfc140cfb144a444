//! A body in a file: whole, or not there.
use gatepass_io::SaveError;

use crate::arrived;

#[test]
fn the_file_holds_the_bytes_as_they_came_in_place_of_what_was_there() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.json");
    std::fs::write(&file, "something much longer that was there before").unwrap();
    let bytes = b"{\"a\": 1.10}\r\n\xff";
    arrived(bytes, 3).save_to(&file).unwrap();
    assert_eq!(std::fs::read(&file).unwrap(), bytes);
    let names: Vec<_> = std::fs::read_dir(&folder)
        .unwrap()
        .map(|f| f.unwrap().file_name())
        .collect();
    assert_eq!(names, ["answer.json"], "no draft is left");
}

#[cfg(unix)]
#[test]
fn nobody_else_may_read_it() {
    use std::os::unix::fs::PermissionsExt;
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("answer.json");
    arrived(b"{}", 1).save_to(&file).unwrap();
    assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600);
}

#[test]
fn a_place_that_takes_no_file_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let body = arrived(b"{}", 1);
    let missing = body.save_to(&folder.path().join("no/such/file"));
    assert!(matches!(missing, Err(SaveError::NoFolder)), "{missing:?}");
    let taken = body.save_to(folder.path());
    assert!(matches!(taken, Err(SaveError::IsFolder)), "{taken:?}");
    let file = folder.path().join("file");
    std::fs::write(&file, "x").unwrap();
    let inside = body.save_to(&file.join("file"));
    assert!(matches!(inside, Err(SaveError::NoFolder)), "{inside:?}");
    assert_eq!(std::fs::read_to_string(&file).unwrap(), "x");
}
