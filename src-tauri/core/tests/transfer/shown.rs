//! What the preview says: where an integration would send what, and which of it is not as the provider documents it.
use serde_json::json;

use crate::doubles::World;
use crate::{document, read, seen};

#[tokio::test]
async fn documented_addresses_are_told_and_nothing_is_warned_of() {
    let offer = read(&document(true).await).unwrap();
    let pivot = &seen(&World::default(), &offer)[0];
    let told: Vec<_> = pivot
        .destinations
        .iter()
        .map(|one| {
            (
                one.what,
                one.address.as_str(),
                one.receives.as_str(),
                one.is_unusual,
            )
        })
        .collect();
    assert_eq!(
        told,
        [
            (
                "Token address",
                "https://api-uat.pivotts.com/oem-cisco/cisco-identity/",
                "client id, client secret, subscription key",
                false
            ),
            (
                "API address",
                "https://api-uat.pivotts.com",
                "token, subscription key",
                false
            ),
        ]
    );
    assert_eq!(pivot.brings, ["client secret", "subscription key"]);
}

#[tokio::test]
async fn a_known_provider_at_a_strange_address_is_warned_of() {
    let mut document = document(true).await;
    let evil = "https://api-uat.pivotts.com.evil.example";
    let pivot = &mut document["integrations"][0];
    pivot["token_endpoint"] = json!(format!("{evil}/oem-cisco/cisco-identity/"));
    pivot["api_origins"] = json!([evil, "https://api-uat.pivotts.com"]);
    pivot["client_secret"]["origins"] = json!([evil]);
    document["subscription_keys"][0]["key"]["origins"] =
        json!([evil, "https://api-uat.pivotts.com"]);
    let offer = read(&document).unwrap();
    let seen = seen(&World::default(), &offer);
    let unusual: Vec<_> = seen[0]
        .destinations
        .iter()
        .map(|one| one.is_unusual)
        .collect();
    assert_eq!(unusual, [true, true, false]);
    assert!(seen[1].destinations.iter().all(|one| !one.is_unusual));
}

#[tokio::test]
async fn a_proxy_and_a_certificate_of_its_own_are_always_warned_of() {
    let mut document = document(true).await;
    document["integrations"][0]["extra_ca"] =
        json!("-----BEGIN CERTIFICATE-----\nMII\n-----END CERTIFICATE-----");
    let offer = read(&document).unwrap();
    let seen = seen(&World::default(), &offer);
    let warned = |index: usize| -> Vec<&str> {
        let all = seen[index].destinations.iter();
        all.filter(|one| one.is_unusual)
            .map(|one| one.what)
            .collect()
    };
    assert_eq!(warned(0), ["CA certificate of its own"]);
    assert_eq!(
        warned(2),
        ["Proxy"],
        "nobody documents a custom server's addresses"
    );
}

#[tokio::test]
async fn an_address_is_shown_in_letters_that_cannot_be_mistaken() {
    let mut document = document(true).await;
    let ours = &mut document["integrations"][2];
    ours["token_endpoint"] = json!("https://іd.example/token");
    ours["client_secret"]["origins"] = json!(["https://іd.example"]);
    ours["extra_headers"][0]["secret"]["origins"] = json!(["https://іd.example"]);
    let offer = read(&document).unwrap();
    let address = &seen(&World::default(), &offer)[2].destinations[0].address;
    assert_eq!(address, "https://xn--d-evb.example/token");
}

#[tokio::test]
async fn what_comes_along_is_counted() {
    let offer = read(&document(true).await).unwrap();
    let seen = seen(&World::default(), &offer);
    assert_eq!((seen[2].endpoints, seen[2].samples), (1, 1));
    assert_eq!((seen[0].endpoints, seen[0].samples), (0, 0));
}
