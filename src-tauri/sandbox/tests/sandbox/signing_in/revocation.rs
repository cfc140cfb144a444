//! Revocation (RFC 7009) and introspection (RFC 7662), at every server that has them.
use serde_json::json;

use super::{NEW_CONSOLE, SERVERS, Server, member, refused};
use crate::stage::{FORM, START_MS, Signed, Stage};

const SUPPORT: Server = Server {
    provider: "cisco-support",
    authorize: "/cisco-support/oauth2/default/v1/authorize",
    token: "/cisco-support/oauth2/default/v1/token",
    revoke: "/cisco-support/oauth2/default/v1/revoke",
    introspect: "/cisco-support/oauth2/default/v1/introspect",
    call: "/cisco-support/product/v1/information/serial_numbers/FOC0000A0A1",
};

async fn machine(stage: &Stage, server: &Server, client: &Signed) -> String {
    let pairs = [("grant_type", "client_credentials")];
    server.ask(stage, client, &pairs).await.token()
}

#[tokio::test]
async fn a_revoked_access_token_opens_nothing_and_the_refresh_token_stays() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let code = server.code(&stage, &client, &[]).await;
        let answer = server.exchange(&stage, &client, &code).await;
        let (access, refresh) = (answer.token(), member(&answer, "refresh_token"));
        let pairs = [
            ("token", access.as_str()),
            ("token_type_hint", "access_token"),
        ];
        let answer = server.post(&stage, server.revoke, &client, &pairs).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, ""));
        assert_eq!(stage.sandbox.requests()[0].outcome, "revoked");
        assert!(!server.opens(&stage, &access).await);
        assert_eq!(stage.sandbox.requests()[0].outcome, "revoked token");
        assert_eq!(server.refresh(&stage, &client, &refresh).await.status, 200);
    }
}

#[tokio::test]
async fn a_revoked_refresh_token_takes_its_access_tokens_with_it() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let machine = machine(&stage, &server, &client).await;
        let code = server.code(&stage, &client, &[]).await;
        let answer = server.exchange(&stage, &client, &code).await;
        let (access, refresh) = (answer.token(), member(&answer, "refresh_token"));
        let pairs = [("token", refresh.as_str())];
        let answer = server.post(&stage, server.revoke, &client, &pairs).await;
        assert_eq!(answer.status, 200);
        assert!(!server.opens(&stage, &access).await);
        assert!(server.opens(&stage, &machine).await);
        refused(
            &server.refresh(&stage, &client, &refresh).await,
            400,
            "invalid_grant",
        );
    }
}

#[tokio::test]
async fn an_unknown_token_is_revoked_already_and_anothers_is_left_alone() {
    let stage = Stage::new().await;
    for server in SERVERS.into_iter().chain([SUPPORT]) {
        let (client, other) = (stage.client(server.provider), stage.client(server.provider));
        let made_up = [("token", "made-up")];
        let answer = server.post(&stage, server.revoke, &client, &made_up).await;
        assert_eq!((answer.status, answer.text().as_str()), (200, ""));
        assert_eq!(stage.sandbox.requests()[0].outcome, "nothing to revoke");
        let token = machine(&stage, &server, &other).await;
        let pairs = [("token", token.as_str())];
        let answer = server.post(&stage, server.revoke, &client, &pairs).await;
        refused(&answer, 400, "invalid_grant");
        assert!(server.opens(&stage, &token).await);
        let answer = server.post(&stage, server.revoke, &other, &pairs).await;
        assert_eq!(answer.status, 200);
        assert!(!server.opens(&stage, &token).await);
    }
}

#[tokio::test]
async fn both_want_a_client_a_post_and_a_token() {
    let stage = Stage::new().await;
    for server in SERVERS.into_iter().chain([SUPPORT]) {
        let client = stage.client(server.provider);
        for path in [server.revoke, server.introspect] {
            let answer = stage.post(path, &[FORM], "token=a").await;
            assert_eq!(answer.status, 401, "{}", answer.text());
            let wrong = [FORM, ("Authorization", "Basic YTpi")];
            assert_eq!(stage.post(path, &wrong, "token=a").await.status, 401);
            assert_eq!(stage.get(path, &[]).await.status, 405);
            let answer = server.post(&stage, path, &client, &[]).await;
            refused(&answer, 400, "invalid_request");
        }
    }
    let client = stage.client("cx-cloud");
    for path in ["revoke", "introspect"] {
        let path = format!("/cx-cloud/oauth2/default/v1/{path}");
        assert_eq!(stage.post(&path, &[FORM], &client.form()).await.status, 404);
    }
}

#[tokio::test]
async fn a_good_token_is_described_to_its_own_client() {
    let stage = Stage::new().await;
    let (start, end) = (START_MS / 1000, START_MS / 1000 + 3600);
    for server in SERVERS {
        let client = stage.client(server.provider);
        let code = server.code(&stage, &client, &[("scope", "read")]).await;
        let answer = server.exchange(&stage, &client, &code).await;
        let (access, refresh) = (answer.token(), member(&answer, "refresh_token"));
        let pairs = [("token", access.as_str())];
        let answer = server
            .post(&stage, server.introspect, &client, &pairs)
            .await;
        let mut body = answer.json();
        let is_jwt = access.contains('.');
        assert_eq!(
            body["iss"].is_string() && body["aud"] == "api://default",
            is_jwt
        );
        let members = body.as_object_mut().unwrap();
        members.retain(|name, _| name != "iss" && name != "aud");
        let user = "robin@sandbox.example";
        let expected = json!({
            "active": true, "token_type": "Bearer", "scope": "read", "client_id": client.id(),
            "username": user, "exp": end, "iat": start, "sub": user,
        });
        assert_eq!(body, expected);
        let pairs = [("token", refresh.as_str())];
        let answer = server
            .post(&stage, server.introspect, &client, &pairs)
            .await;
        assert_eq!(answer.json()["active"], true);
        assert!(answer.json().get("token_type").is_none());
        let other = stage.client(server.provider);
        let answer = server.post(&stage, server.introspect, &other, &pairs).await;
        assert_eq!(answer.json(), json!({ "active": false }));
    }
}

#[tokio::test]
async fn a_clients_own_token_names_no_user() {
    let stage = Stage::new().await;
    let client = stage.client("cisco-support");
    let token = machine(&stage, &SUPPORT, &client).await;
    let pairs = [("token", token.as_str())];
    let answer = SUPPORT
        .post(&stage, SUPPORT.introspect, &client, &pairs)
        .await;
    let body = answer.json();
    assert_eq!(body["sub"], client.id());
    assert_eq!(body["scope"], "customscope");
    assert!(body.get("username").is_none());
    let issuer = format!("http://{}/cisco-support/oauth2/default", stage.host());
    assert_eq!(body["iss"], issuer);
    assert!(!answer.header("x-okta-request-id").is_empty());
}

#[tokio::test]
async fn what_is_over_revoked_or_made_up_is_not_active() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let (revoked, expired) = (
            machine(&stage, &server, &client).await,
            machine(&stage, &server, &client).await,
        );
        let pairs = [("token", revoked.as_str())];
        server.post(&stage, server.revoke, &client, &pairs).await;
        stage.pass_seconds(3600);
        for token in [revoked.as_str(), &expired, "made-up"] {
            let pairs = [("token", token)];
            let answer = server
                .post(&stage, server.introspect, &client, &pairs)
                .await;
            assert_eq!(
                (answer.status, answer.json()),
                (200, json!({ "active": false }))
            );
            assert_eq!(stage.sandbox.requests()[0].outcome, "not active");
        }
    }
    // One server's token is nothing to another, though the client is known at both.
    let client = stage.client("api-console");
    let token = machine(&stage, &NEW_CONSOLE, &client).await;
    let pairs = [("token", token.as_str())];
    let legacy = &SERVERS[1];
    let answer = legacy
        .post(&stage, legacy.introspect, &client, &pairs)
        .await;
    assert_eq!(answer.json(), json!({ "active": false }));
}
