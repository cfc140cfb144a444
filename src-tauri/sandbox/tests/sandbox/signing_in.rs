//! A user's way through an authorization page, and what a client does with what comes back, at each of the three servers.
mod codes;
mod consent;
mod hostile;
mod passwords;
mod refresh;
mod requests;
mod revocation;

use std::collections::HashMap;

use url::form_urlencoded::Serializer;

use crate::stage::{Answer, FORM, Signed, Stage};

/// Where a server has its endpoints, as their documents print them.
pub(crate) struct Server {
    provider: &'static str,
    authorize: &'static str,
    token: &'static str,
    revoke: &'static str,
    introspect: &'static str,
    call: &'static str,
}

pub(crate) const NEW_CONSOLE: Server = Server {
    provider: "api-console",
    authorize: "/api-console/oauth2/default/v1/authorize",
    token: "/api-console/oauth2/default/v1/token",
    revoke: "/api-console/oauth2/default/v1/revoke",
    introspect: "/api-console/oauth2/default/v1/introspect",
    call: "/api-console/hello",
};
pub(crate) const OLD_CONSOLE: Server = Server {
    provider: "api-console",
    authorize: "/api-console-legacy/as/authorization.oauth2",
    token: "/api-console-legacy/as/token.oauth2",
    revoke: "/api-console-legacy/as/revoke_token.oauth2",
    introspect: "/api-console-legacy/as/introspect.oauth2",
    call: "/api-console-legacy/hello",
};
pub(crate) const CUSTOM: Server = Server {
    provider: "custom",
    authorize: "/custom/authorize",
    token: "/custom/token",
    revoke: "/custom/revoke",
    introspect: "/custom/introspect",
    call: "/custom/whoami",
};
pub(crate) const SERVERS: [Server; 3] = [NEW_CONSOLE, OLD_CONSOLE, CUSTOM];

/// RFC 7636, appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: [(&str, &str); 2] = [
    (
        "code_challenge",
        "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
    ),
    ("code_challenge_method", "S256"),
];

fn encoded(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// What came back at the redirect URI, after `?` or `#`.
fn returned(answer: &Answer, mark: char) -> HashMap<String, String> {
    let (_, parameters) = answer
        .header("location")
        .split_once(mark)
        .unwrap_or_else(|| panic!("no {mark} in {:?}: {}", answer.headers, answer.text()));
    url::form_urlencoded::parse(parameters.as_bytes())
        .into_owned()
        .collect()
}

/// The one-use ticket in the page's form.
fn ticket(page: &Answer) -> String {
    let text = page.text();
    let (_, rest) = text.split_once("name=\"ticket\" value=\"").unwrap();
    rest.split_once('"').unwrap().0.to_owned()
}

impl Server {
    /// Opens the authorization page.
    async fn page(&self, stage: &Stage, pairs: &[(&str, &str)]) -> Answer {
        let path = format!("{}?{}", self.authorize, encoded(pairs));
        stage.get(&path, &[]).await
    }

    /// Presses a button on a page.
    async fn press(&self, stage: &Stage, page: &Answer, decision: &str) -> Answer {
        let form = encoded(&[("ticket", &ticket(page)), ("decision", decision)]);
        stage.post(self.authorize, &[FORM], &form).await
    }

    /// Opens the page for a code and presses Allow.
    async fn allowed(&self, stage: &Stage, client: &Signed, more: &[(&str, &str)]) -> Answer {
        let uri = client.redirect_uri();
        let mut pairs = vec![
            ("response_type", "code"),
            ("client_id", client.id()),
            ("redirect_uri", &uri),
            ("state", "s-1"),
        ];
        pairs.extend(more);
        let page = self.page(stage, &pairs).await;
        assert_eq!(page.status, 200, "{}", page.text());
        self.press(stage, &page, "allow").await
    }

    async fn code(&self, stage: &Stage, client: &Signed, more: &[(&str, &str)]) -> String {
        returned(&self.allowed(stage, client, more).await, '?')["code"].clone()
    }

    /// A token request with the client's credentials in Basic, and the gateway's key where there is one.
    async fn ask(&self, stage: &Stage, client: &Signed, pairs: &[(&str, &str)]) -> Answer {
        self.post(stage, self.token, client, pairs).await
    }

    async fn exchange(&self, stage: &Stage, client: &Signed, code: &str) -> Answer {
        let uri = client.redirect_uri();
        let pairs = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", &uri),
        ];
        self.ask(stage, client, &pairs).await
    }

    async fn refresh(&self, stage: &Stage, client: &Signed, token: &str) -> Answer {
        let pairs = [("grant_type", "refresh_token"), ("refresh_token", token)];
        self.ask(stage, client, &pairs).await
    }

    async fn post(
        &self,
        stage: &Stage,
        path: &str,
        client: &Signed,
        pairs: &[(&str, &str)],
    ) -> Answer {
        let basic = client.basic();
        let mut headers = vec![FORM, ("Authorization", basic.as_str())];
        let key = client.0.extra_headers.first();
        let key = key.map(|(_, key)| key.reveal(str::to_owned));
        headers.extend(key.iter().map(|key| ("X-Gateway-Key", key.as_str())));
        stage.post(path, &headers, &encoded(pairs)).await
    }

    /// Whether a call with that token is let through.
    async fn opens(&self, stage: &Stage, token: &str) -> bool {
        stage.get_with(token, self.call).await.status == 200
    }
}

fn member(answer: &Answer, name: &str) -> String {
    assert_eq!(answer.status, 200, "{}", answer.text());
    answer.json()[name].as_str().unwrap().to_owned()
}

fn refused(answer: &Answer, status: u16, error: &str) {
    assert_eq!(
        (answer.status, answer.json()["error"].as_str()),
        (status, Some(error)),
        "{}",
        answer.text()
    );
}
