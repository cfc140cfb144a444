//! Stories of redirects: which are followed, as what, and which are only shown.
use super::*;
use crate::secret::Kept;

const HOME: &str = "https://api.example/v1/cases";
const KEY: &str = "Sample-key-of-32-characters-0001";

fn request(method: &'static str, address: &str) -> Request {
    let address: Url = address.parse().unwrap();
    let key = Kept::new(Secret::new(KEY), vec![Origin::of(&address).unwrap()]);
    let secret = Value::Secret("subscription key".into(), key);
    Request {
        method: Method::from_name(method).unwrap(),
        address,
        query: vec![("key".into(), secret.clone())],
        headers: vec![
            (
                "Content-Type".into(),
                Value::Plain("application/json".into()),
            ),
            ("X-Key".into(), secret),
        ],
        body: Body::Json(vec![("since".into(), Value::Plain("2024".into()))]),
    }
}

fn led(status: u16, location: &str) -> Head {
    Head {
        status,
        headers: vec![("location".into(), location.into())],
    }
}

fn call(status: u16, location: &str) -> Redirect {
    follow(
        &request("GET", HOME),
        Purpose::Call,
        0,
        &led(status, location),
        None,
    )
}

fn followed(redirect: Redirect) -> Request {
    match redirect {
        Redirect::Same(next) => *next,
        other => panic!("{other:?}"),
    }
}

fn shown(redirect: Redirect) -> String {
    match redirect {
        Redirect::Shown(url) => url.into(),
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_call_follows_within_its_origin() {
    for status in [301, 302, 303, 307, 308] {
        for (location, address) in [
            ("/v2/cases", "https://api.example/v2/cases"),
            ("other?page=2#top", "https://api.example/v1/other"),
            ("https://API.example:443/v3", "https://api.example/v3"),
            ("//api.example/v4", "https://api.example/v4"),
        ] {
            let next = followed(call(status, location));
            assert_eq!(next.address.as_str(), address);
            assert!(next.seal(None).is_ok(), "its secrets still go home");
        }
    }
}

#[test]
fn another_origin_is_shown_and_not_followed() {
    for location in [
        "http://api.example/v1/cases",
        "https://api.example:8443/",
        "https://api.example./",
        "https://www.api.example/",
        "https://api.example@evil.example/",
        "https://ann@api.example/",
        "https://аpi.example/",
        "//evil.example/",
        "\\\\evil.example/",
        "ftp://api.example/",
    ] {
        shown(call(302, location));
    }
}

#[test]
fn token_requests_and_calls_that_change_something_follow_nothing() {
    for purpose in [Purpose::Token, Purpose::StateChangingCall] {
        for status in [301, 302, 303, 307, 308] {
            let asked = request("POST", HOME);
            let redirect = follow(&asked, purpose, 0, &led(status, "/v2"), None);
            assert_eq!(shown(redirect), "https://api.example/v2", "{purpose:?}");
        }
    }
}

#[test]
fn what_is_no_redirect_or_leads_nowhere_is_the_end() {
    for (status, location) in [
        (200, "/v2"),
        (300, "/v2"),
        (304, "/v2"),
        (305, "/v2"),
        (302, ""),
        (302, "https://"),
    ] {
        assert!(
            matches!(call(status, location), Redirect::Stop),
            "{status} {location}"
        );
    }
}

#[test]
fn it_ends_after_five() {
    let asked = request("GET", HOME);
    let at = |count| follow(&asked, Purpose::Call, count, &led(302, "/v2"), None);
    followed(at(MOST_REDIRECTS - 1));
    shown(at(MOST_REDIRECTS));
}

#[test]
fn the_method_and_the_body_stay_or_go_as_the_status_says() {
    for (status, method, then) in [
        (301, "POST", "GET"),
        (302, "POST", "GET"),
        (303, "POST", "GET"),
        (303, "PUT", "GET"),
        (301, "PUT", "PUT"),
        (303, "HEAD", "HEAD"),
        (307, "POST", "POST"),
        (308, "POST", "POST"),
    ] {
        let asked = request(method, HOME);
        let next = followed(follow(&asked, Purpose::Call, 0, &led(status, "/v2"), None));
        assert_eq!(next.method.name(), then, "{status} {method}");
        let (has_body, has_type) = (
            !matches!(next.body, Body::None),
            next.headers.iter().any(|(name, _)| name == "Content-Type"),
        );
        assert_eq!(
            (has_body, has_type),
            (method == then, method == then),
            "{status} {method}"
        );
    }
}

#[test]
fn a_secret_that_the_server_repeats_stays_masked_or_is_not_followed() {
    let next = followed(call(302, &format!("/v2?key={KEY}&page=2")));
    assert!(matches!(&next.query[0].1, Value::Secret(name, _) if name == "subscription key"));
    assert!(!format!("{:?}", next.redacted(None)).contains(KEY));
    for location in [
        format!("/v2/{KEY}"),
        format!("/v2?next=a{KEY}"),
        format!("/v2?{KEY}=1"),
    ] {
        shown(call(302, &location));
    }
}

#[test]
fn the_sandbox_is_left_for_no_other_port_of_this_computer() {
    let sandbox: Url = "http://127.0.0.1:4000/".parse().unwrap();
    let asked = request("GET", "sandbox:/pivot/v1");
    let to = |location| {
        follow(
            &asked,
            Purpose::Call,
            0,
            &led(302, location),
            Some(&sandbox),
        )
    };
    for location in ["/pivot/v2", "http://127.0.0.1:4000/pivot/v2"] {
        assert_eq!(followed(to(location)).address.as_str(), "sandbox:/pivot/v2");
    }
    for location in [
        "http://127.0.0.1:4001/pivot/v2",
        "http://localhost:4000/",
        "sandbox:/x",
    ] {
        shown(to(location));
    }
    let stopped = follow(&asked, Purpose::Call, 0, &led(302, "/x"), None);
    assert!(matches!(stopped, Redirect::Stop));
}
