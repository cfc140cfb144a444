//! HTTP over reqwest: one request, no redirect, no cookie, no `Referer`, an end to every wait and to every body.
mod body;
mod clients;
mod connecting;
mod failure;
mod sessions;
mod timing;
mod tls_fault;
mod trust;

use std::time::{Duration, Instant};

use async_trait::async_trait;
use bytes::Bytes;
use gatepass_core::{
    Arrival, CallLimits, Head, Http, HttpFailure, Route, Sink, Times, WireRequest,
};
use hyper_util::client::legacy::connect::HttpInfo;
use reqwest::Response;
use reqwest::header::{ACCEPT_ENCODING, CONTENT_LENGTH, HeaderName, HeaderValue};
use zeroize::Zeroizing;

use clients::Clients;
use timing::Watch;

/// How long each part of an exchange may take, where the call has no limits of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HttpLimits {
    /// To reach the host and agree on encryption.
    pub connect: Duration,
    /// Until the answer begins, and then between two pieces of it.
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

    fn within(&self, call: &CallLimits) -> HttpLimits {
        let or = |ms: Option<u64>, ours| ms.map_or(ours, Duration::from_millis);
        HttpLimits {
            connect: self.limits.connect,
            read: or(call.read_ms, self.limits.read),
            total: or(call.total_ms, self.limits.total),
        }
    }

    async fn fetch(
        &self,
        request: &WireRequest,
        route: &Route,
        (limits, most): (&HttpLimits, usize),
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        let prepared = prepare(request)?;
        let client = self.clients.reaching(prepared.url(), route)?;
        let watch = Watch::start();
        let response = watch.over(client.execute(prepared));
        let response = tokio::time::timeout(limits.read, response)
            .await
            .map_err(|_| HttpFailure::TimedOut(failure::seconds(limits.read)))?
            .map_err(|error| failure::classify(error, limits))?;
        let times = watch.until_head(response.extensions().get::<HttpInfo>());
        let head = head(&response);
        sink.head(&head);
        let began = Instant::now();
        let poured = body::pour(response, most, limits, sink).await?;
        Ok(Arrival {
            head,
            times: Times {
                download_ms: Some(timing::ms(began.elapsed())),
                ..times
            },
            sizes: poured.sizes,
            whole: poured.whole,
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
    async fn exchange(
        &self,
        request: &WireRequest,
        route: &Route,
        limits: &CallLimits,
        sink: &mut dyn Sink,
    ) -> Result<Arrival, HttpFailure> {
        let within = self.within(limits);
        let late = |_| HttpFailure::TimedOut(failure::seconds(within.total));
        let fetched = self.fetch(request, route, (&within, limits.body), sink);
        tokio::time::timeout(within.total, fetched)
            .await
            .map_err(late)?
    }
}

fn head(response: &Response) -> Head {
    let headers = response.headers().iter();
    Head {
        status: response.status().as_u16(),
        headers: headers
            .map(|(name, value)| (name.to_string(), text(value)))
            .collect(),
    }
}

fn prepare(request: &WireRequest) -> Result<reqwest::Request, HttpFailure> {
    let refused = |what: &str| bad_route(&format!("This cannot be sent: {what}."));
    let method = request
        .method()
        .parse()
        .map_err(|_| refused("the method is not one"))?;
    let mut prepared = reqwest::Request::new(method, request.url().clone());
    for header in request.headers() {
        let name = HeaderName::from_bytes(header.name.as_bytes())
            .map_err(|_| refused("a header's name"))?;
        // Whoever holds it, it is wiped with the last who does.
        let value = Bytes::from_owner(Zeroizing::new(header.value.as_bytes().to_vec()));
        let value = HeaderValue::from_maybe_shared(value);
        let mut value = value.map_err(|_| refused(&format!("the value of the header {name}")))?;
        value.set_sensitive(header.sensitive);
        prepared.headers_mut().append(name, value);
    }
    prepared
        .headers_mut()
        .entry(ACCEPT_ENCODING)
        .or_insert(HeaderValue::from_static(body::ENCODINGS));
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

fn bad_route(text: &str) -> HttpFailure {
    HttpFailure::BadRoute(text.to_owned())
}
