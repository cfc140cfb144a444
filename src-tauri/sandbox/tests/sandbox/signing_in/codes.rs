//! A code becomes a token once, for whom and within the time it was meant.
use std::sync::Arc;

use serde_json::Value;

use super::{
    CHALLENGE, CUSTOM, NEW_CONSOLE, OLD_CONSOLE, SERVERS, VERIFIER, encoded, member, refused,
};
use crate::stage::{FORM, Stage};

#[tokio::test]
async fn a_code_becomes_an_access_and_a_refresh_token() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let code = server.code(&stage, &client, &[]).await;
        let answer = server.exchange(&stage, &client, &code).await;
        assert_eq!(answer.json()["token_type"], "Bearer");
        assert_eq!(answer.json()["expires_in"], 3600);
        assert_eq!(member(&answer, "refresh_token").len(), 43);
        assert!(answer.header("cache-control").contains("no-store"));
        assert!(server.opens(&stage, &answer.token()).await);
        // A refresh token is no access token.
        let refresh = member(&answer, "refresh_token");
        assert!(!server.opens(&stage, &refresh).await);
    }
}

#[tokio::test]
async fn a_jwt_from_a_code_speaks_for_the_user() {
    use base64::Engine;
    let stage = Stage::new().await;
    let client = stage.client("api-console");
    let scope = [("scope", "openid hello")];
    let code = NEW_CONSOLE.code(&stage, &client, &scope).await;
    let answer = NEW_CONSOLE.exchange(&stage, &client, &code).await;
    assert_eq!(member(&answer, "scope"), "openid hello");
    let token = answer.token();
    let claims = token.split('.').nth(1).unwrap();
    let claims = base64::engine::general_purpose::URL_SAFE_NO_PAD
        .decode(claims)
        .unwrap();
    let claims: Value = serde_json::from_slice(&claims).unwrap();
    assert_eq!(claims["sub"], "robin@sandbox.example");
    assert_eq!(claims["cid"], client.id());
    assert_eq!(claims["scp"], serde_json::json!(["openid", "hello"]));
    let issuer = format!("http://{}/api-console/oauth2/default", stage.host());
    assert_eq!(claims["iss"], issuer);
}

#[tokio::test]
async fn a_second_use_is_refused_and_takes_the_tokens_of_the_first_with_it() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let code = server.code(&stage, &client, &[]).await;
        let first = server.exchange(&stage, &client, &code).await;
        assert!(server.opens(&stage, &first.token()).await);
        let second = server.exchange(&stage, &client, &code).await;
        refused(&second, 400, "invalid_grant");
        assert_eq!(stage.sandbox.requests()[0].outcome, "code used twice");
        assert!(!server.opens(&stage, &first.token()).await);
        assert_eq!(stage.sandbox.requests()[0].outcome, "revoked token");
        let refresh = member(&first, "refresh_token");
        let answer = server.refresh(&stage, &client, &refresh).await;
        refused(&answer, 400, "invalid_grant");
    }
}

#[tokio::test]
async fn of_many_uses_at_once_one_is_answered_and_its_tokens_fall_too() {
    let stage = Arc::new(Stage::new().await);
    let client = stage.client("custom");
    let code = CUSTOM.code(&stage, &client, &[]).await;
    let form = encoded(&[
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", &client.redirect_uri()),
    ]);
    let (basic, key) = (client.basic(), client.gateway_key());
    let uses: Vec<_> = (0..20)
        .map(|_| {
            let (stage, form) = (stage.clone(), form.clone());
            let (basic, key) = (basic.clone(), key.clone());
            tokio::spawn(async move {
                let headers = [
                    FORM,
                    ("Authorization", basic.as_str()),
                    ("X-Gateway-Key", key.as_str()),
                ];
                stage.post(CUSTOM.token, &headers, &form).await
            })
        })
        .collect();
    let mut good = vec![];
    for answer in uses {
        let answer = answer.await.unwrap();
        if answer.status == 200 {
            good.push(answer.token());
        }
    }
    assert_eq!(good.len(), 1);
    assert!(!CUSTOM.opens(&stage, &good[0]).await);
}

#[tokio::test]
async fn a_code_lives_for_a_minute() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let (early, late) = (
            server.code(&stage, &client, &[]).await,
            server.code(&stage, &client, &[]).await,
        );
        stage.pass_seconds(59);
        assert_eq!(server.exchange(&stage, &client, &early).await.status, 200);
        stage.pass_seconds(1);
        let answer = server.exchange(&stage, &client, &late).await;
        refused(&answer, 400, "invalid_grant");
        assert_eq!(stage.sandbox.requests()[0].outcome, "expired code");
    }
}

#[tokio::test]
async fn only_the_client_at_the_server_that_asked_may_use_it() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let (client, other) = (stage.client(server.provider), stage.client(server.provider));
        let code = server.code(&stage, &client, &[]).await;
        let answer = server.exchange(&stage, &other, &code).await;
        refused(&answer, 400, "invalid_grant");
        assert_eq!(stage.sandbox.requests()[0].outcome, "unknown code");
        let made_up = server.exchange(&stage, &client, "made-up").await;
        refused(&made_up, 400, "invalid_grant");
        assert_eq!(server.exchange(&stage, &client, &code).await.status, 200);
    }
    let client = stage.client("api-console");
    let code = NEW_CONSOLE.code(&stage, &client, &[]).await;
    let answer = OLD_CONSOLE.exchange(&stage, &client, &code).await;
    refused(&answer, 400, "invalid_grant");
}

#[tokio::test]
async fn the_redirect_uri_is_repeated_as_it_was() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let code = server.code(&stage, &client, &[]).await;
        let base = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
        ];
        let answer = server.ask(&stage, &client, &base).await;
        refused(&answer, 400, "invalid_grant");
        let slash = format!("{}/", client.redirect_uri());
        let other = [base[0], base[1], ("redirect_uri", slash.as_str())];
        refused(
            &server.ask(&stage, &client, &other).await,
            400,
            "invalid_grant",
        );
        assert_eq!(stage.sandbox.requests()[0].outcome, "another redirect URI");
        // Not named in the authorization request, it need not be named here.
        let pairs = [("response_type", "code"), ("client_id", client.id())];
        let page = server.page(&stage, &pairs).await;
        let answer = server.press(&stage, &page, "allow").await;
        let code = super::returned(&answer, '?')["code"].clone();
        let base = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
        ];
        assert_eq!(server.ask(&stage, &client, &base).await.status, 200);
        let none = [("grant_type", "authorization_code")];
        refused(
            &server.ask(&stage, &client, &none).await,
            400,
            "invalid_request",
        );
    }
}

#[tokio::test]
async fn a_challenge_is_met_by_its_verifier_alone() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let uri = client.redirect_uri();
        let code = server.code(&stage, &client, &CHALLENGE).await;
        let base = [
            ("grant_type", "authorization_code"),
            ("code", code.as_str()),
            ("redirect_uri", uri.as_str()),
        ];
        let other = VERIFIER.replace('d', "e");
        let wrong = [
            vec![],
            vec![("code_verifier", other.as_str())],
            vec![CHALLENGE[0]],
        ];
        let short = vec![("code_verifier", "short")];
        for more in wrong.into_iter().chain([short]) {
            let pairs: Vec<_> = base.into_iter().chain(more).collect();
            let answer = server.ask(&stage, &client, &pairs).await;
            refused(&answer, 400, "invalid_grant");
            assert_eq!(stage.sandbox.requests()[0].outcome, "wrong code verifier");
        }
        let right = [base[0], base[1], base[2], ("code_verifier", VERIFIER)];
        assert_eq!(server.ask(&stage, &client, &right).await.status, 200);
        // A verifier where no challenge was: someone may have cut it off on the way.
        let code = server.code(&stage, &client, &[]).await;
        let cut = [base[0], ("code", &code), base[2], right[3]];
        refused(
            &server.ask(&stage, &client, &cut).await,
            400,
            "invalid_grant",
        );
    }
}

#[tokio::test]
async fn at_the_custom_server_a_verifier_can_stand_in_for_the_secret() {
    let stage = Stage::new().await;
    let client = stage.client("custom");
    let (key, uri) = (client.gateway_key(), client.redirect_uri());
    let headers = [FORM, ("X-Gateway-Key", key.as_str())];
    let code = CUSTOM.code(&stage, &client, &CHALLENGE).await;
    let form = [
        ("grant_type", "authorization_code"),
        ("code", code.as_str()),
        ("redirect_uri", uri.as_str()),
        ("code_verifier", VERIFIER),
        ("client_id", client.id()),
    ];
    let answer = stage.post(CUSTOM.token, &headers, &encoded(&form)).await;
    assert!(CUSTOM.opens(&stage, &answer.token()).await);
    let refresh = |token: &str| {
        encoded(&[
            ("grant_type", "refresh_token"),
            ("refresh_token", token),
            ("client_id", client.id()),
        ])
    };
    let token = member(&answer, "refresh_token");
    let answer = stage.post(CUSTOM.token, &headers, &refresh(&token)).await;
    assert!(CUSTOM.opens(&stage, &answer.token()).await);
    // Without a challenge nothing would prove anything.
    let code = CUSTOM.code(&stage, &client, &[]).await;
    let bare = [form[0], ("code", &code), form[2], form[4]];
    let answer = stage.post(CUSTOM.token, &headers, &encoded(&bare)).await;
    refused(&answer, 400, "invalid_grant");
    // A refresh token that was issued to the client with its secret needs the secret again.
    let code = CUSTOM.code(&stage, &client, &[]).await;
    let token = member(
        &CUSTOM.exchange(&stage, &client, &code).await,
        "refresh_token",
    );
    let answer = stage.post(CUSTOM.token, &headers, &refresh(&token)).await;
    refused(&answer, 401, "invalid_client");
    assert_eq!(CUSTOM.refresh(&stage, &client, &token).await.status, 200);
    for body in [
        format!("grant_type=client_credentials&client_id={}", client.id()),
        format!(
            "grant_type=password&username=a&password=b&client_id={}",
            client.id()
        ),
        "grant_type=refresh_token&refresh_token=x&client_id=made-up".to_owned(),
    ] {
        let answer = stage.post(CUSTOM.token, &headers, &body).await;
        refused(&answer, 401, "invalid_client");
    }
}

#[tokio::test]
async fn the_consoles_want_the_secret_with_a_verifier_too() {
    let stage = Stage::new().await;
    for server in [NEW_CONSOLE, OLD_CONSOLE] {
        let client = stage.client("api-console");
        let code = server.code(&stage, &client, &CHALLENGE).await;
        let form = encoded(&[
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", &client.redirect_uri()),
            ("code_verifier", VERIFIER),
            ("client_id", client.id()),
        ]);
        let answer = stage.post(server.token, &[FORM], &form).await;
        refused(&answer, 401, "invalid_client");
    }
}
