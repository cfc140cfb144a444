//! The stored samples beside themselves and beside answers that drifted from them.
use gatepass_core::{endpoints, samples};

use crate::{compared, lines};

#[test]
fn every_sample_is_the_same_as_itself() {
    let mut walked = 0;
    for endpoint in endpoints("pivot").iter().chain(endpoints("cisco-support")) {
        for sample in samples(endpoint) {
            let text = std::str::from_utf8(sample.body).unwrap();
            assert_eq!(lines(text, text), [""; 0], "{}", sample.file);
            walked += 1;
        }
    }
    assert!(walked > 20, "{walked}");
}

#[test]
fn a_field_notice_that_drifted_is_told_by_path() {
    let endpoint = endpoints("pivot").iter().find(|endpoint| {
        samples(endpoint)
            .iter()
            .any(|one| one.file.contains("bulletins"))
    });
    let sample = samples(endpoint.unwrap()).remove(0);
    let text = std::str::from_utf8(sample.body).unwrap();
    let drifted = text
        .replace("\"bulletinNumber\": 62787", "\"bulletinNumber\": \"62787\"")
        .replace("\"url\"", "\"link\"")
        .replace("\"Other\"", "\"null\"");
    assert_eq!(
        lines(text, &drifted),
        [
            "re-typed data[].bulletinNumber (number → text)",
            "empty right data[].fieldNoticeType (text → empty)",
            "missing data[].url (text →)",
            "new data[].link (→ text)",
        ]
    );
    let values = compared(text, &drifted)
        .values("data[].bulletinNumber")
        .unwrap();
    assert_eq!(
        (values.left, values.right),
        (vec!["62787".into()], vec!["“62787”".into()])
    );
}
