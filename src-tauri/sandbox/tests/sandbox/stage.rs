//! A running sandbox, a clock to move, and a client that sends what it is told and decodes nothing.
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, AtomicU64, Ordering};

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use gatepass_sandbox::{NewClient, Sandbox, SandboxState};
use reqwest::Method;
use serde_json::Value;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

pub(crate) const FORM: (&str, &str) = ("Content-Type", "application/x-www-form-urlencoded");
pub(crate) const JSON: (&str, &str) = ("Content-Type", "application/json");
pub(crate) const SUBSCRIPTION_KEY: &str = "Ocp-Apim-Subscription-Key";
/// 2026-11-21 00:00:00 UTC
pub(crate) const START_MS: i64 = 1_795_219_200_000;

pub(crate) struct Stage {
    pub(crate) sandbox: Sandbox,
    pub(crate) clock: Arc<AtomicI64>,
    pub(crate) changes: Arc<AtomicU64>,
    http: reqwest::Client,
}

pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: reqwest::header::HeaderMap,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn text(&self) -> String {
        String::from_utf8(self.body.clone()).unwrap()
    }
    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body).unwrap_or_else(|_| panic!("not JSON: {}", self.text()))
    }
    pub(crate) fn header(&self, name: &str) -> &str {
        self.headers
            .get(name)
            .map_or("", |value| value.to_str().unwrap())
    }
    pub(crate) fn token(&self) -> String {
        assert_eq!(self.status, 200, "{}", self.text());
        self.json()["access_token"].as_str().unwrap().to_owned()
    }
}

impl Stage {
    pub(crate) async fn new() -> Self {
        Self::from(SandboxState::default(), START_MS).await
    }

    pub(crate) async fn from(state: SandboxState, now_ms: i64) -> Self {
        rustls::crypto::ring::default_provider()
            .install_default()
            .ok();
        let clock = Arc::new(AtomicI64::new(now_ms));
        let changes = Arc::new(AtomicU64::new(0));
        let (read, counted) = (clock.clone(), changes.clone());
        let on_change = Arc::new(move || {
            counted.fetch_add(1, Ordering::SeqCst);
        });
        let now = Arc::new(move || read.load(Ordering::SeqCst));
        let sandbox = Sandbox::start_with_clock(state, on_change, now)
            .await
            .unwrap();
        let redirects = reqwest::redirect::Policy::none();
        let http = reqwest::Client::builder()
            .no_proxy()
            .no_gzip()
            .no_brotli()
            .no_zstd()
            .redirect(redirects)
            .build()
            .unwrap();
        Self {
            sandbox,
            clock,
            changes,
            http,
        }
    }

    pub(crate) fn pass_seconds(&self, seconds: i64) {
        self.clock.fetch_add(seconds * 1000, Ordering::SeqCst);
    }

    pub(crate) fn host(&self) -> String {
        format!("127.0.0.1:{}", self.sandbox.address().port().unwrap())
    }

    pub(crate) async fn send(
        &self,
        method: Method,
        path: &str,
        headers: &[(&str, &str)],
        body: &str,
    ) -> Answer {
        let mut request = self
            .http
            .request(method.clone(), format!("http://{}{path}", self.host()));
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if method == Method::POST {
            request = request
                .header("Content-Length", body.len())
                .body(body.to_owned());
        }
        let response = request.send().await.unwrap();
        let (status, headers) = (response.status().as_u16(), response.headers().clone());
        Answer {
            status,
            headers,
            body: response.bytes().await.unwrap().to_vec(),
        }
    }

    pub(crate) async fn post(&self, path: &str, headers: &[(&str, &str)], body: &str) -> Answer {
        self.send(Method::POST, path, headers, body).await
    }

    pub(crate) async fn get(&self, path: &str, headers: &[(&str, &str)]) -> Answer {
        self.send(Method::GET, path, headers, "").await
    }

    pub(crate) async fn get_with(&self, token: &str, path: &str) -> Answer {
        self.get(path, &[("Authorization", &format!("Bearer {token}"))])
            .await
    }

    /// A call with headers that were made for it.
    pub(crate) async fn call(&self, path: &str, headers: &[(&'static str, String)]) -> Answer {
        let sent = headers.iter().map(|(name, value)| (*name, value.as_str()));
        self.get(path, &sent.collect::<Vec<_>>()).await
    }

    /// Writes text to the socket as it is and reads until the server closes.
    pub(crate) async fn raw(&self, request: &str) -> String {
        raw(&self.host(), request).await
    }

    /// A new client of that provider.
    pub(crate) fn client(&self, provider: &str) -> Signed {
        Signed(self.sandbox.new_client(provider).unwrap())
    }

    /// A token request that is good: the custom server wants Basic and its key, the others take a form.
    pub(crate) async fn ask(&self, path: &str, client: &Signed) -> Answer {
        if client.0.extra_headers.is_empty() {
            let key = client.key_header();
            let mut headers = vec![FORM];
            headers.extend(key.iter().map(|(name, key)| (*name, key.as_str())));
            return self.post(path, &headers, &client.form()).await;
        }
        let (basic, gateway) = (client.basic(), client.gateway_key());
        let headers = [
            FORM,
            ("Authorization", basic.as_str()),
            ("X-Gateway-Key", gateway.as_str()),
        ];
        self.post(path, &headers, "grant_type=client_credentials")
            .await
    }

    /// A token of a provider behind id.cisco.com, by form.
    pub(crate) async fn okta_token(&self, provider: &str) -> String {
        let path = format!("/{provider}/oauth2/default/v1/token");
        self.ask(&path, &self.client(provider)).await.token()
    }
}

/// As [`Stage::raw`], for a task that outlives the stage.
pub(crate) async fn raw(host: &str, request: &str) -> String {
    let mut socket = TcpStream::connect(host).await.unwrap();
    socket.write_all(request.as_bytes()).await.unwrap();
    let mut answer = vec![];
    socket.read_to_end(&mut answer).await.unwrap();
    String::from_utf8_lossy(&answer).into_owned()
}

/// A client and what its requests are made of.
pub(crate) struct Signed(pub(crate) NewClient);

impl Signed {
    pub(crate) fn id(&self) -> &str {
        &self.0.client_id
    }
    pub(crate) fn secret(&self) -> String {
        self.0.client_secret.reveal(str::to_owned)
    }
    pub(crate) fn form(&self) -> String {
        format!(
            "grant_type=client_credentials&client_id={}&client_secret={}",
            self.id(),
            self.secret()
        )
    }
    /// The form with a secret that is not the client's.
    pub(crate) fn wrong_form(&self) -> String {
        self.form().replace(&self.secret(), "wrong")
    }
    pub(crate) fn basic(&self) -> String {
        format!(
            "Basic {}",
            STANDARD.encode(format!("{}:{}", self.id(), self.secret()))
        )
    }
    pub(crate) fn subscription_key(&self) -> String {
        self.0
            .subscription_key
            .as_ref()
            .unwrap()
            .reveal(str::to_owned)
    }
    /// What Pivot's portal wants with every request.
    fn key_header(&self) -> Option<(&'static str, String)> {
        let keyed = self.0.subscription_key.is_some();
        keyed.then(|| (SUBSCRIPTION_KEY, self.subscription_key()))
    }
    /// What a good call sends besides its address.
    pub(crate) fn call_headers(&self, token: &str) -> Vec<(&'static str, String)> {
        let bearer = ("Authorization", format!("Bearer {token}"));
        [bearer].into_iter().chain(self.key_header()).collect()
    }
    pub(crate) fn gateway_key(&self) -> String {
        self.0.extra_headers[0].1.reveal(str::to_owned)
    }
    pub(crate) fn redirect_uri(&self) -> String {
        self.0.redirect_uri.clone().unwrap()
    }
    pub(crate) fn username(&self) -> String {
        self.0.username.clone().unwrap()
    }
    pub(crate) fn password(&self) -> String {
        self.0.password.as_ref().unwrap().reveal(str::to_owned)
    }
}
