//! Values that may be keys: sent home, masked everywhere else.
use gatepass_core::{
    Call, CallBody, FreeMember, Given, Integration, Method, RedactedBody, SealError, Target,
    call_request, endpoint,
};

use crate::{call, credentials, integration, kept, on_the_wire, problems, values};

const HIDDEN: &str = "typed-secret-0001";

fn secret(ours: &Integration, text: &str) -> Given {
    Given::Secret(kept(text, &ours.api_origins))
}

fn everywhere(ours: &Integration) -> Call<'static> {
    let member = |name: &str| FreeMember {
        name: name.into(),
        value: secret(ours, HIDDEN),
    };
    Call {
        target: Target::Free {
            method: Method::Post,
            address: "/x".into(),
        },
        query: vec![member("apiKey")],
        headers: vec![member("X-Api-Key")],
        body: CallBody::Text {
            content_type: "text/plain".into(),
            text: secret(ours, HIDDEN),
        },
    }
}

#[test]
fn they_are_sent_and_shown_as_dots() {
    let ours = integration("custom", "sandbox");
    let request = call_request(&everywhere(&ours), &ours, credentials(&ours)).unwrap();
    let wire = on_the_wire(&request);
    assert_eq!(wire.matches(HIDDEN).count(), 3, "{wire}");
    let shown = request.redacted(None);
    let text = serde_json::to_string(&shown).unwrap();
    assert!(
        !text.contains(HIDDEN) && !text.contains("call-token"),
        "{text}"
    );
    assert_eq!(
        shown.body,
        RedactedBody::Text {
            text: "••••••••".into(),
            masked: "body".into()
        }
    );
    assert_eq!(
        (
            shown.query[0].value.as_str(),
            shown.query[0].masked.as_str()
        ),
        ("••••••••", "apiKey")
    );
    assert!(!format!("{request:?}").contains(HIDDEN));
    // An answer that repeats one of them can be masked: the token, and three that were typed.
    assert_eq!(request.secrets().len(), 4);
}

#[test]
fn one_that_is_no_longer_held_keeps_the_call_from_being_sent() {
    let ours = integration("custom", "sandbox");
    let mut call = everywhere(&ours);
    call.headers[0].value = secret(&ours, "");
    let notes = call_request(&call, &ours, credentials(&ours)).unwrap_err();
    assert_eq!(
        (notes[0].field.as_str(), notes[0].message.as_str()),
        ("headers.0", "Enter its value, or remove the line.")
    );
}

#[test]
fn one_that_was_given_for_another_place_is_not_sent() {
    let ours = integration("cisco-support", "production");
    let elsewhere = integration("custom", "sandbox");
    let hello = endpoint("api-console.hello.hello").unwrap();
    let mut foreign = call(hello, values(&[]));
    foreign.headers = everywhere(&elsewhere).headers;
    let request = call_request(&foreign, &ours, credentials(&ours)).unwrap();
    let Err(SealError::ForeignOrigin { secret, origin }) = request.seal(None) else {
        panic!("it was sealed")
    };
    assert_eq!(
        (secret.as_str(), origin.as_str()),
        ("X-Api-Key", "https://apix.cisco.com")
    );

    let token = credentials(&elsewhere);
    let request = call_request(&call(hello, values(&[])), &ours, token).unwrap();
    assert!(
        matches!(request.seal(None), Err(SealError::ForeignOrigin { secret, .. }) if secret == "access token")
    );
}

#[test]
fn no_sentence_repeats_one() {
    let ours = integration("custom", "sandbox");
    let mut broken = everywhere(&ours);
    let torn = "typed-secret\r\nHost: evil.example";
    broken.headers[0].value = secret(&ours, torn);
    broken.query[0].value = secret(&ours, "{{typed-secret}}");
    broken.body = CallBody::Text {
        content_type: "text/plain".into(),
        text: secret(&ours, "{\"a\": \"{{typed-secret}}\"}"),
    };
    let said = problems(call_request(&broken, &ours, credentials(&ours)));
    assert_eq!(
        said,
        [
            "query.0: This is a placeholder: put a value in its place.",
            "body: There is a placeholder in it: put a value in its place.",
            "headers.0: A header is one line, and this value has more.",
        ]
    );
}

#[test]
fn a_parameter_of_an_endpoint_may_be_one_where_it_is_masked() {
    let ours = integration("smart-bonding", "stage");
    let pull = endpoint("smart-bonding.calls.pull").unwrap();
    let mut given = values(&[]);
    given.insert("header.x-correlation-id".into(), secret(&ours, HIDDEN));
    let request = call_request(&call(pull, given), &ours, credentials(&ours)).unwrap();
    assert!(on_the_wire(&request).contains("x-correlation-id: typed-secret-0001"));
    let shown = request.redacted(None);
    let header = shown
        .headers
        .iter()
        .find(|header| header.name == "x-correlation-id")
        .unwrap();
    assert_eq!(header.masked, "x-correlation-id");

    let ours = integration("cisco-support", "production");
    let details = endpoint("cisco-support.case.details").unwrap();
    let mut given = values(&[]);
    given.insert("path.case_id".into(), secret(&ours, HIDDEN));
    assert_eq!(
        problems(call_request(
            &call(details, given),
            &ours,
            credentials(&ours)
        )),
        [
            "path.case_id: case_id stands in the open here, so it cannot be kept as a secret. Mark it public."
        ]
    );
}
