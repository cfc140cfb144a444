//! Calls that no endpoint describes: any method, path, query, headers and body, and still home only.
use gatepass_core::{
    Call, CallBody, FieldNote, FreeMember, Given, Integration, Method, Request, Target,
    call_request, endpoint,
};

use crate::{call, credentials, integration, on_the_wire, problems, values};

fn public(name: &str, value: &str) -> FreeMember {
    FreeMember {
        name: name.into(),
        value: Given::Public(value.into()),
    }
}

pub(crate) fn free(method: Method, address: &str) -> Call<'static> {
    Call {
        target: Target::Free {
            method,
            address: address.into(),
        },
        query: vec![],
        headers: vec![],
        body: CallBody::default(),
    }
}

pub(crate) fn send_by(ours: &Integration, call: &Call<'_>) -> Result<Request, Vec<FieldNote>> {
    call_request(call, ours, credentials(ours))
}

pub(crate) fn send(call: &Call<'_>) -> Result<Request, Vec<FieldNote>> {
    send_by(&integration("cisco-support", "production"), call)
}

fn text(content_type: &str, text: &str) -> CallBody {
    CallBody::Text {
        content_type: content_type.into(),
        text: Given::Public(text.into()),
    }
}

#[test]
fn every_method_goes_over_the_wire_as_it_is() {
    let lengths = |method: Method| on_the_wire(&send(&free(method, "/x")).unwrap());
    for (method, first, body) in [
        (Method::Get, "GET ", "\nno body"),
        (Method::Head, "HEAD ", "\nno body"),
        (Method::Options, "OPTIONS ", "\nno body"),
        (Method::Delete, "DELETE ", "\nno body"),
        (Method::Post, "POST ", "\nempty body"),
        (Method::Put, "PUT ", "\nempty body"),
        (Method::Patch, "PATCH ", "\nempty body"),
    ] {
        let wire = lengths(method);
        assert!(wire.starts_with(first) && wire.ends_with(body), "{wire}");
        assert_eq!(Method::from_name(&first.to_lowercase()), Some(method));
    }
    assert_eq!(Method::from_name("TRACE"), None);
}

#[test]
fn query_headers_and_body_are_sent_as_typed() {
    let mut call = free(Method::Patch, "/things/1");
    call.query = vec![
        public(" a ", " 1 "),
        public("", ""),
        public("a", "2&3"),
        public("flag", ""),
    ];
    call.headers = vec![
        public("X-Tenant", " north "),
        public("accept", "text/csv"),
        public("X-Tenant", "south"),
    ];
    call.body = text(
        " application/merge-patch+json ",
        " {\"n\": 9007199254740993} ",
    );
    assert_eq!(
        on_the_wire(&send(&call).unwrap()),
        "PATCH https://apix.cisco.com/things/1?a=1&a=2%263&flag=\nContent-Type: application/merge-patch+json\nUser-Agent: Gatepass\nAuthorization: Bearer call-token-0001\nX-Tenant: north\naccept: text/csv\nX-Tenant: south\n\n {\"n\": 9007199254740993} "
    );
    call.body = CallBody::Form(vec![public("grant", "a b"), public("x", "ü")]);
    assert!(on_the_wire(&send(&call).unwrap()).ends_with("\n\ngrant=a+b&x=%C3%BC"));
}

#[test]
fn headers_that_are_not_free_are_refused() {
    let mut ours = integration("pivot", "uat");
    ours.token_header = "X-Token".into();
    for name in [
        "Authorization",
        "authorization",
        "Host",
        "Content-Length",
        "CONTENT-LENGTH",
        "Transfer-Encoding",
        "Connection",
        "Proxy-Authorization",
        "x-token",
        "ocp-apim-subscription-key",
    ] {
        let mut call = free(Method::Get, "/x");
        call.headers = vec![public("X-Fine", "1"), public(name, "mine")];
        assert_eq!(
            problems(send_by(&ours, &call)),
            [format!("headers.1: {name} is set by Gatepass itself.")]
        );
    }
    for (member, sentence) in [
        (
            public("X Y", "1"),
            "A header name has letters, digits and hyphens.",
        ),
        (
            public("X:", "1"),
            "A header name has letters, digits and hyphens.",
        ),
        (public("", "1"), "Give it a name, or remove the line."),
        (
            public("X-A", "{{token}}"),
            "{{token}} is a placeholder: put a value in its place.",
        ),
        (
            public("X-A", "1\r\nHost: evil.example"),
            "A header is one line, and this value has more.",
        ),
    ] {
        let mut call = free(Method::Get, "/x");
        call.headers = vec![member];
        assert_eq!(problems(send(&call)), [format!("headers.0: {sentence}")]);
    }
}

#[test]
fn a_body_goes_with_a_method_that_has_one() {
    let mut call = free(Method::Get, "/x");
    call.body = text("application/json", "{}");
    assert_eq!(
        problems(send(&call)),
        ["body: A GET request has no body. Choose POST, or empty it."]
    );
    let mut call = free(Method::Post, "/x");
    call.body = text("json", "{\"id\": \"{{id}}\", \"a\": {\"b\": 1}}");
    assert_eq!(
        problems(send(&call)),
        [
            "contentType: A media type looks like application/json.",
            "body: {{id}} is a placeholder: put a value in its place.",
        ]
    );
}

#[test]
fn an_endpoint_takes_more_than_it_describes() {
    let push = endpoint("smart-bonding.calls.push").unwrap();
    let ours = integration("smart-bonding", "stage");
    let mut more = call(push, values(&[]));
    more.query = vec![public("trace", "1")];
    more.body = text(
        "application/json",
        "{\"CallStates\":{\"ShortName\":\"New\"}}",
    );
    let wire = on_the_wire(&send_by(&ours, &more).unwrap());
    assert!(
        wire.contains("/push/call?trace=1\n")
            && wire.ends_with("\n\n{\"CallStates\":{\"ShortName\":\"New\"}}"),
        "{wire}"
    );

    more.headers = vec![public("X-Correlation-Id", "1")];
    assert_eq!(
        problems(send_by(&ours, &more)),
        ["headers.0: X-Correlation-Id has a field of its own above."]
    );
    let codes = endpoint("smart-bonding.codes.tsp").unwrap();
    let mut more = call(codes, values(&[]));
    more.query = vec![public("limit", "5")];
    assert_eq!(
        problems(send_by(&ours, &more)),
        ["query.0: limit has a field of its own above."]
    );
}
