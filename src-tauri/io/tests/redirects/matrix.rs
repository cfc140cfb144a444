//! The matrix: every redirect to every kind of elsewhere, with every credential, for each purpose. Nothing leaves home.
use gatepass_core::Purpose;

use crate::leaky;
use crate::world::{HOME, World};
use crate::{CREDENTIALS, End, request, travel};

pub(crate) const STATUSES: [u16; 5] = [301, 302, 303, 307, 308];

pub(crate) const ELSEWHERE: [(&str, &str); 5] = [
    ("other host", "https://evil.test/landed"),
    ("other port", "https://home.test:8443/landed"),
    ("other scheme", "http://home.test/landed"),
    ("subdomain", "https://www.home.test/landed"),
    ("user-info trick", "https://home.test@evil.test/landed"),
];

const PURPOSES: [Purpose; 3] = [Purpose::Token, Purpose::Call, Purpose::StateChangingCall];

fn start() -> String {
    format!("{HOME}/start")
}

/// How often each credential is found in these texts.
fn found(texts: &[String]) -> Vec<(&'static str, usize)> {
    let count = |secret: &str| texts.iter().filter(|text| text.contains(secret)).count();
    CREDENTIALS
        .iter()
        .map(|(name, secret)| (*name, count(secret)))
        .collect()
}

#[tokio::test]
async fn no_redirect_to_elsewhere_takes_a_byte_along() {
    let world = World::build().await;
    let mut cells = 0;
    for purpose in PURPOSES {
        for status in STATUSES {
            for (kind, location) in ELSEWHERE {
                world.redirects(status, location);
                let end = travel(&world, request(&start(), HOME), purpose).await;
                let End::Answered(was, Some(shown)) = end else {
                    panic!("{purpose:?} {status} {kind}: {end:?}")
                };
                assert_eq!(
                    (was, shown.as_str()),
                    (status, location),
                    "shown, with its reason"
                );
                let home = world.at_home();
                assert_eq!(home.len(), 1, "asked once: {purpose:?} {status} {kind}");
                assert!(
                    found(&home).iter().all(|(_, count)| *count == 1),
                    "all were sent home"
                );
                assert_eq!(
                    world.elsewhere(),
                    Vec::<String>::new(),
                    "{purpose:?} {status} {kind}"
                );
                cells += CREDENTIALS.len();
            }
        }
    }
    assert_eq!(cells, 375);
}

#[tokio::test]
async fn a_redirect_at_home_is_followed_by_a_call_that_changes_nothing_and_by_nothing_else() {
    let world = World::build().await;
    for purpose in PURPOSES {
        for status in STATUSES {
            for location in ["/landed", "https://HOME.test:443/landed"] {
                world.redirects(status, location);
                let end = travel(&world, request(&start(), HOME), purpose).await;
                let home = world.at_home();
                let requests = match (purpose, &end) {
                    (Purpose::Call, End::Answered(200, None)) => 2,
                    (Purpose::Token | Purpose::StateChangingCall, End::Answered(was, Some(_))) => {
                        assert_eq!(*was, status);
                        1
                    }
                    _ => panic!("{purpose:?} {status}: {end:?}"),
                };
                assert_eq!(home.len(), requests, "{purpose:?} {status}");
                let last = home.last().unwrap().to_ascii_lowercase();
                assert!(!last.contains("referer"), "{last}");
                let has_body = last.contains("client_secret=");
                assert_eq!(has_body, requests == 1 || status >= 307, "{status}: {last}");
                assert_eq!(world.elsewhere(), Vec::<String>::new());
            }
        }
    }
}

#[tokio::test]
async fn a_redirect_that_leads_away_on_the_second_step_is_not_followed_either() {
    let world = World::build().await;
    for status in STATUSES {
        world.redirects(status, "//evil.test/landed");
        let again = travel(
            &world,
            request(&format!("{HOME}/again"), HOME),
            Purpose::Call,
        )
        .await;
        assert!(matches!(again, End::Answered(_, Some(_))), "{again:?}");
    }
    world.at_home();
    world.redirects(307, "/again");
    let circles = travel(&world, request(&start(), HOME), Purpose::Call).await;
    assert!(
        matches!(circles, End::Answered(307, Some(_))),
        "{circles:?}"
    );
    assert_eq!(world.at_home().len(), 6, "the first, and five redirects");
    assert_eq!(world.elsewhere(), Vec::<String>::new());
}

/// The control: the same places, the same check, and a client that does what clients do.
#[tokio::test]
async fn a_client_that_follows_by_itself_is_caught() {
    let world = World::build().await;
    let client = leaky::client(&world.route);
    for status in STATUSES {
        for (_, location) in ELSEWHERE {
            world.redirects(status, location);
            // Whether it ends well is its own business.
            let _ = client.execute(leaky::request(&start())).await;
        }
    }
    let found = found(&world.elsewhere());
    let times = |name: &str| found.iter().find(|(found, _)| *found == name).unwrap().1;
    assert_eq!(times("subscription key"), 25, "{found:?}");
    assert_eq!(times("body secret"), 10, "on 307 and 308: {found:?}");
    assert!(times("Referer") > 0, "{found:?}");
}
