//! Broken on purpose: a client that believes every certificate, caught by the servers that ours refuses.
use crate::tls::{bad, believed};

#[tokio::test]
async fn a_client_that_does_not_look_at_certificates_is_caught_by_each_of_them() {
    gatepass_io::install_crypto();
    let client = reqwest::Client::builder().tls_danger_accept_invalid_certs(true);
    let client = client.build().unwrap();
    let believed = believed(async |address, _| {
        let answer = client.get(address).send().await;
        answer.is_ok_and(|answer| answer.status() == 200)
    });
    assert_eq!(believed.await.len(), bad().await.len());
}
