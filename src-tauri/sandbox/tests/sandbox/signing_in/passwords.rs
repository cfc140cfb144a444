//! The password grant: one user a client, and no other.
use super::{CUSTOM, NEW_CONSOLE, OLD_CONSOLE, SERVERS, member, refused};
use crate::stage::{FORM, Stage};

#[tokio::test]
async fn the_generated_user_gets_a_token_that_can_be_refreshed() {
    let stage = Stage::new().await;
    for server in SERVERS {
        let client = stage.client(server.provider);
        let (username, password) = (client.username(), client.password());
        let pairs = [
            ("grant_type", "password"),
            ("username", &username),
            ("password", &password),
        ];
        let answer = server.ask(&stage, &client, &pairs).await;
        assert!(server.opens(&stage, &answer.token()).await);
        assert_eq!(member(&answer, "refresh_token").len(), 43);
    }
    let client = stage.client("custom");
    let port = client.redirect_uri();
    let port = port.strip_prefix("http://127.0.0.1:").unwrap();
    let port: u16 = port.strip_suffix("/callback").unwrap().parse().unwrap();
    assert!((20_000..32_000).contains(&port));
    let kept = serde_json::to_string(&stage.sandbox.state()).unwrap();
    assert!(!kept.contains(&client.password()));
    assert!(!format!("{:?}", client.0).contains(&client.password()));
}

#[tokio::test]
async fn a_wrong_password_is_an_invalid_grant_in_each_servers_words() {
    let stage = Stage::new().await;
    for (server, words) in [
        (NEW_CONSOLE, "The credentials provided were invalid."),
        (OLD_CONSOLE, "Username or password is not accepted."),
        (CUSTOM, "The username or the password is wrong."),
    ] {
        let client = stage.client(server.provider);
        let other = stage.client(server.provider);
        let (username, password) = (client.username(), client.password());
        let (foreign, foreign_password) = (other.username(), other.password());
        for (username, password) in [
            (username.as_str(), "wrong"),
            ("nobody", password.as_str()),
            (&foreign, &password),
            (&foreign, &foreign_password),
        ] {
            let pairs = [
                ("grant_type", "password"),
                ("username", username),
                ("password", password),
            ];
            let answer = server.ask(&stage, &client, &pairs).await;
            refused(&answer, 400, "invalid_grant");
            assert_eq!(answer.json()["error_description"], words);
            assert_eq!(stage.sandbox.requests()[0].outcome, "wrong password");
        }
        let pairs = [("grant_type", "password"), ("username", username.as_str())];
        refused(
            &server.ask(&stage, &client, &pairs).await,
            400,
            "invalid_request",
        );
        let pairs = [pairs[0], pairs[1], ("password", &password), ("scope", "\"")];
        refused(
            &server.ask(&stage, &client, &pairs).await,
            400,
            "invalid_scope",
        );
    }
}

#[tokio::test]
async fn clients_of_machines_have_no_user_and_no_page() {
    let stage = Stage::new().await;
    for provider in ["cisco-support", "cx-cloud", "smart-bonding"] {
        let client = stage.client(provider);
        assert!(client.0.username.is_none() && client.0.password.is_none());
        assert!(client.0.redirect_uri.is_none());
        let path = format!("/{provider}/oauth2/default/v1/token");
        for grant in ["password", "authorization_code", "refresh_token"] {
            let form = client.form().replace("client_credentials", grant);
            let answer = stage.post(&path, &[FORM], &form).await;
            refused(&answer, 400, "unsupported_grant_type");
        }
        let path = format!("/{provider}/oauth2/default/v1/authorize");
        assert_eq!(stage.get(&path, &[]).await.status, 404);
    }
    assert!(stage.client("pivot").0.redirect_uri.is_none());
}
