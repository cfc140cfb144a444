//! HTTP over reqwest: one request, no redirect, no cookie, no `Referer`, an end to every wait and to every body.
mod body;
mod clients;
mod failure;
mod tls_fault;

use std::time::Duration;

use async_trait::async_trait;
use bytes::Bytes;
use gatepass_core::{Http, HttpAnswer, HttpFailure, Route, WireRequest};
use reqwest::header::{CONTENT_LENGTH, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use clients::Clients;

/// How long each part of an exchange may take.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpLimits {
    /// To reach the host and agree on encryption.
    pub connect: Duration,
    /// Between two pieces of the answer.
    pub read: Duration,
    /// Everything, from looking up the name to the last byte.
    pub total: Duration,
}

impl Default for HttpLimits {
    fn default() -> Self {
        Self {
            connect: Duration::from_secs(10),
            read: Duration::from_secs(20),
            total: Duration::from_secs(30),
        }
    }
}

/// Sends requests over pooled connections, one pool for each route.
pub struct ReqwestHttp {
    clients: Clients,
    limits: HttpLimits,
}

/// Chooses the cryptography that TLS uses. To be called once, before the first request; calling it again does nothing.
pub fn install_crypto() {
    // An error means that a provider is installed already.
    let _ = rustls::crypto::ring::default_provider().install_default();
}

impl ReqwestHttp {
    /// Opens no connection yet.
    pub fn new(limits: HttpLimits) -> Self {
        install_crypto();
        Self {
            clients: Clients::new(limits),
            limits,
        }
    }

    async fn exchange(
        &self,
        request: &WireRequest,
        route: &Route,
        limit: usize,
    ) -> Result<HttpAnswer, HttpFailure> {
        let prepared = prepare(request)?;
        let client = self.clients.reaching(prepared.url(), route)?;
        let response = client
            .execute(prepared)
            .await
            .map_err(|error| failure::classify(error, &self.limits))?;
        let status = response.status().as_u16();
        let headers = response.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.to_string(), text(value)))
            .collect();
        let body = body::read(response, limit, &self.limits).await?;
        Ok(HttpAnswer {
            status,
            headers,
            body,
        })
    }
}

impl Default for ReqwestHttp {
    fn default() -> Self {
        Self::new(HttpLimits::default())
    }
}

#[async_trait]
impl Http for ReqwestHttp {
    async fn send(
        &self,
        request: &WireRequest,
        route: &Route,
        limit: usize,
    ) -> Result<HttpAnswer, HttpFailure> {
        let total = self.limits.total;
        let late = |_| HttpFailure::TimedOut(failure::seconds(total));
        tokio::time::timeout(total, self.exchange(request, route, limit))
            .await
            .map_err(late)?
    }
}

fn prepare(request: &WireRequest) -> Result<reqwest::Request, HttpFailure> {
    let refused = |what: &str| HttpFailure::BadRoute(format!("This cannot be sent: {what}."));
    let url = url::Url::parse(request.address()).map_err(|_| refused("the address is not one"))?;
    let method = request
        .method()
        .parse()
        .map_err(|_| refused("the method is not one"))?;
    let mut prepared = reqwest::Request::new(method, url);
    for header in request.headers() {
        let name = HeaderName::from_bytes(header.name.as_bytes())
            .map_err(|_| refused("a header's name"))?;
        let value = HeaderValue::from_bytes(header.value.as_bytes());
        let mut value = value.map_err(|_| refused(&format!("the value of the header {name}")))?;
        value.set_sensitive(header.sensitive);
        prepared.headers_mut().append(name, value);
    }
    if let Some(body) = request.body() {
        if body.is_empty() {
            // hyper leaves it out, and some servers then wait or answer 411.
            prepared
                .headers_mut()
                .insert(CONTENT_LENGTH, HeaderValue::from_static("0"));
        }
        let owned = Bytes::from_owner(Zeroizing::new(body.to_vec()));
        *prepared.body_mut() = Some(owned.into());
    }
    Ok(prepared)
}

fn text(value: &HeaderValue) -> String {
    String::from_utf8_lossy(value.as_bytes()).into_owned()
}
