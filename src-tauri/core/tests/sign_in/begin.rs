//! The address that is opened: the RFC's parameters and no others, new each time.
use gatepass_core::{DraftGrant, SecretInput};
use url::Url;

use crate::assert_teaches;
use crate::doubles::{REDIRECT_URI, World, sent};

fn names(address: &str) -> Vec<String> {
    let address = Url::parse(address).unwrap();
    let pairs = address.query_pairs();
    pairs.map(|(name, _)| name.into_owned()).collect()
}

/// RFC 6749, section 4.1.1, with RFC 7636, section 4.3.
#[tokio::test]
async fn for_a_code_exactly_the_rfc_s_parameters_are_sent() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    let (state, challenge) = (sent(&sign_in, "state"), sent(&sign_in, "code_challenge"));
    assert_eq!((state.len(), challenge.len()), (43, 43));
    assert_eq!(
        sign_in.address,
        format!(
            "https://login.example/authorize?response_type=code&client_id=client-one\
             &redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2FCall%2562ack&scope=read+write\
             &state={state}&code_challenge={challenge}&code_challenge_method=S256"
        )
    );
    assert_eq!(sign_in.redirect_uri.as_str(), REDIRECT_URI);
    assert_eq!(sign_in.note, "");
    assert_eq!(world.http.requests(), 0, "opening is the browser's");
    assert!(world.sign_ins.under_way(&ours.id).is_some());
}

/// RFC 6749, section 4.2.1: there is no code that a challenge could protect.
#[tokio::test]
async fn for_a_token_no_challenge_is_sent() {
    let world = World::default();
    let mut draft = world.implicit_draft();
    draft.scope = String::new();
    let ours = world.save(&draft).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    assert_eq!(
        sign_in.address,
        format!(
            "https://login.example/authorize?response_type=token&client_id=client-one\
             &redirect_uri=http%3A%2F%2F127.0.0.1%3A8765%2FCall%2562ack&state={}",
            sent(&sign_in, "state")
        )
    );
}

#[tokio::test]
async fn state_and_challenge_are_new_each_time() {
    let world = World::default();
    let ours = world.by_code().await;
    let (first, second) = (
        world.sign_ins.begin(&ours.id).unwrap(),
        world.sign_ins.begin(&ours.id).unwrap(),
    );
    for name in ["state", "code_challenge"] {
        assert_ne!(sent(&first, name), sent(&second, name), "{name}");
    }
    assert_ne!(sent(&first, "state"), sent(&first, "code_challenge"));
}

#[tokio::test]
async fn an_address_with_parameters_of_its_own_keeps_them_and_ours_count_once() {
    let world = World::default();
    let mut draft = world.code_draft();
    draft.grant.authorization_endpoint =
        "https://login.example/authorize?tenant=7&response_type=token&state=fixed".into();
    let ours = world.save(&draft).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    assert_eq!(
        names(&sign_in.address),
        [
            "tenant",
            "response_type",
            "state",
            "client_id",
            "redirect_uri",
            "scope",
            "code_challenge",
            "code_challenge_method"
        ]
    );
    assert_eq!(sent(&sign_in, "response_type"), "code");
    assert_eq!(sent(&sign_in, "state").len(), 43);
}

#[tokio::test]
async fn neither_secrets_nor_the_verifier_are_in_the_address_or_in_what_is_printed() {
    let world = World::default();
    let ours = world.by_code().await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    world
        .land(
            &ours.id,
            &crate::doubles::landing(&sign_in, &[("code", "c0de")]),
        )
        .await;
    let verifier = world.http.last().member("code_verifier");
    assert_eq!(verifier.len(), 43);
    let printed = format!("{:?}", sign_in.expected);
    for secret in [verifier.as_str(), "Zk3v"] {
        assert!(!sign_in.address.contains(secret) && !printed.contains(secret));
    }
    assert!(!printed.contains(&sent(&sign_in, "state")), "{printed}");
}

#[tokio::test]
async fn in_the_sandbox_the_browser_goes_to_where_it_listens() {
    let world = World::default();
    let mut draft = world.code_draft();
    draft.environment = "sandbox".into();
    draft.token_endpoint = "sandbox:/custom/token".into();
    draft.grant.authorization_endpoint = "sandbox:/custom/authorize".into();
    draft.api_origins = vec!["sandbox:".into()];
    let ours = world.save(&draft).await;
    let sign_in = world.sign_ins.begin(&ours.id).unwrap();
    assert!(
        sign_in
            .address
            .starts_with("http://127.0.0.1:40213/custom/authorize?response_type=code&"),
        "{}",
        sign_in.address
    );
}

#[tokio::test]
async fn what_is_not_set_up_for_it_does_not_begin() {
    let world = World::default();
    let ours = world.custom().await;
    let refusal = world.sign_ins.begin(&ours.id).unwrap_err();
    assert_eq!(refusal.code, "sign_in_not_set_up");
    assert_teaches(&refusal);
    assert_eq!(
        world.tokens.refused(&ours.id).unwrap().code,
        "sign_in_not_set_up"
    );
    assert!(world.sign_ins.under_way(&ours.id).is_none());
}

#[tokio::test]
async fn a_public_client_needs_no_secret() {
    let world = World::default();
    let draft = world.public_draft();
    assert_eq!(draft.client_secret, SecretInput::Empty);
    assert_ne!(draft.grant.grant, DraftGrant::default().grant);
    let ours = world.save(&draft).await;
    world.sign_in(&ours.id).await.expect("a token");
    let last = world.http.last();
    assert!(
        last.body
            .starts_with("grant_type=authorization_code&client_id=client-one&code=")
    );
    assert!(!last.body.contains("client_secret"));
}
