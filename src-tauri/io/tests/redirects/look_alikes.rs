//! Origin binding over sockets: addresses that look like home and are not get nothing; other spellings of home get home.
use gatepass_core::{Origin, Purpose};
use tokio::io::AsyncReadExt;
use tokio::net::TcpListener;

use crate::world::{HOME, World};
use crate::{CREDENTIALS, End, request, travel};

const LOOK_ALIKES: [&str; 20] = [
    "https://home.test./token",
    "https://home.test.evil.test/token",
    "https://www.home.test/token",
    "https://hom\u{e9}.test/token",
    "https://xn--hom-cma.test/token",
    "https://h\u{43e}me.test/token",
    "https://home.test:8443/token",
    "https://home.test:80/token",
    "http://home.test/token",
    "http://home.test:443/token",
    "https://home.test@evil.test/token",
    "https://home.test:443@evil.test/token",
    "https://ann@home.test/token",
    "https://evil.test\\@home.test/token",
    "https://evil.test#@home.test/token",
    "https://evil.test?@home.test/token",
    "https://2130706433/token",
    "https://0x7f.1/token",
    "https://[::ffff:127.0.0.1]/token",
    "https://3221225985/token",
];

#[tokio::test]
async fn look_alikes_are_sent_nothing() {
    let world = World::build().await;
    for address in LOOK_ALIKES {
        for purpose in [Purpose::Token, Purpose::Call, Purpose::StateChangingCall] {
            let end = travel(&world, request(address, HOME), purpose).await;
            assert!(matches!(end, End::NotSent), "{address}: {end:?}");
        }
        assert_eq!(world.elsewhere(), Vec::<String>::new(), "{address}");
        assert_eq!(world.at_home(), Vec::<String>::new(), "{address}");
    }
}

#[tokio::test]
async fn a_redirect_to_a_look_alike_is_not_followed() {
    let world = World::build().await;
    for location in LOOK_ALIKES {
        world.redirects(307, location);
        let end = travel(
            &world,
            request(&format!("{HOME}/start"), HOME),
            Purpose::Call,
        )
        .await;
        assert!(
            matches!(end, End::Answered(307, Some(_))),
            "{location}: {end:?}"
        );
        assert_eq!(world.at_home().len(), 1, "{location}");
        assert_eq!(world.elsewhere(), Vec::<String>::new(), "{location}");
    }
}

/// The control: what was given for the look-alike itself does reach it, and is noted there.
#[tokio::test]
async fn a_place_of_its_own_is_sent_its_own() {
    let world = World::build().await;
    for address in [
        "https://evil.test/landed",
        "https://home.test:8443/landed",
        "https://xn--hom-cma.test/landed",
    ] {
        let end = travel(&world, request(address, address), Purpose::Token).await;
        assert!(
            matches!(end, End::Answered(200, None)),
            "{address}: {end:?}"
        );
        let seen = world.elsewhere().concat();
        for (name, secret) in CREDENTIALS {
            assert!(seen.contains(secret), "{address}: {name}");
        }
    }
}

#[tokio::test]
async fn other_spellings_of_home_are_home() {
    let world = World::build().await;
    for address in [
        "https://HOME.test/landed",
        "https://home.test:443/landed",
        "HTTPS://home.test/landed",
        "https://h%6fme.test/landed",
        "https://home\u{3002}test/landed",
    ] {
        let end = travel(&world, request(address, HOME), Purpose::Token).await;
        assert!(
            matches!(end, End::Answered(200, None)),
            "{address}: {end:?}"
        );
        assert_eq!(world.at_home().len(), 1, "{address}");
        assert_eq!(world.elsewhere(), Vec::<String>::new(), "{address}");
    }
}

#[tokio::test]
async fn loopback_in_other_digits_is_the_same_server_or_none() {
    let world = World::build().await;
    let (home, other) = (listening().await, listening().await);
    let origin = format!("http://127.0.0.1:{}", home.1);
    for host in [
        "127.0.0.2",
        "2130706434",
        "[::1]",
        "[::ffff:127.0.0.1]",
        "localhost",
        "0.0.0.0",
    ] {
        let address = format!("http://{host}:{}/token", home.1);
        let end = travel(&world, request(&address, &origin), Purpose::Token).await;
        assert!(matches!(end, End::NotSent), "{address}: {end:?}");
    }
    for host in ["2130706433", "0x7f.1", "017700000001", "127.1"] {
        let there = format!("http://{host}:{}/token", other.1);
        let end = travel(&world, request(&there, &origin), Purpose::Token).await;
        assert!(
            matches!(end, End::NotSent),
            "another port: {there}: {end:?}"
        );
        let same: Origin = format!("http://{host}:{}", home.1).parse().unwrap();
        assert_eq!(same.to_string(), origin, "the digits of one address");
    }
    for (listener, port) in [home, other] {
        let nobody = std::time::Duration::from_millis(50);
        assert!(
            tokio::time::timeout(nobody, listener.accept())
                .await
                .is_err(),
            "{port}"
        );
    }
}

/// The control of the one above: a connection would be seen, and its bytes.
#[tokio::test]
async fn a_request_that_is_sent_is_seen() {
    let world = World::build().await;
    let (listener, port) = listening().await;
    let origin = format!("http://127.0.0.1:{port}");
    let sent = request(&format!("{origin}/token"), &origin);
    let sending = tokio::spawn(async move { travel(&world, sent, Purpose::Token).await });
    let (mut stream, _) = listener.accept().await.unwrap();
    let mut bytes = vec![0; 4096];
    let length = stream.read(&mut bytes).await.unwrap();
    assert!(String::from_utf8_lossy(&bytes[..length]).contains(CREDENTIALS[1].1));
    drop((stream, listener));
    assert!(matches!(sending.await.unwrap(), End::Failed(_)));
}

async fn listening() -> (TcpListener, u16) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    (listener, port)
}
