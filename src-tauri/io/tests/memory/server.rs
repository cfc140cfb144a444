//! A token endpoint and an API on loopback, over HTTP and over TLS: they issue planted tokens and repeat what they were sent.
use std::collections::HashMap;
use std::convert::Infallible;
use std::sync::{Arc, Mutex};

use bytes::Bytes;
use http_body_util::{BodyExt, Full};
use hyper::Request;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::planted::{EACH, text};

/// What is the same for all of the server's connections.
pub(crate) struct Issues {
    seed: u64,
    given: Mutex<HashMap<String, u32>>,
}

/// Where it listens, and whom a client has to trust for it.
pub(crate) struct Address {
    pub(crate) base: String,
    pub(crate) authority: String,
}

impl Issues {
    pub(crate) fn of(seed: u64) -> Arc<Self> {
        Arc::new(Self {
            seed,
            given: Mutex::default(),
        })
    }

    /// `/token/form` issues `form-access-1`, then `form-access-2`; whoever sent a password gets a refresh token too.
    fn answer(&self, path: &str, body: &[u8], authorization: &str) -> String {
        let Some(kind) = path.strip_prefix("/token/") else {
            return format!(
                r#"{{"you_sent":"{authorization}","page":"{}"}}"#,
                "x".repeat(500)
            );
        };
        let number = {
            let mut given = self.given.lock().unwrap();
            let number = given.entry(kind.to_owned()).or_default();
            *number += 1;
            *number
        };
        assert!(number <= EACH, "more tokens than are looked for: {kind}");
        let access = text(self.seed, &format!("{kind}-access-{number}"));
        let body = String::from_utf8_lossy(body);
        let refresh = if body.contains("grant_type=password") || body.contains("refresh_token") {
            let refresh = text(self.seed, &format!("{kind}-refresh-{number}"));
            format!(r#","refresh_token":"{}""#, *refresh)
        } else {
            String::new()
        };
        format!(
            r#"{{"token_type":"Bearer","access_token":"{}"{refresh},"expires_in":3600}}"#,
            *access
        )
    }
}

/// Begins to listen.
pub(crate) async fn serve(issues: Arc<Issues>, over_tls: bool) -> Address {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    let (acceptor, authority) = certified();
    let (acceptor, scheme) = match over_tls {
        true => (Some(acceptor), "https"),
        false => (None, "http"),
    };
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let (issues, acceptor) = (issues.clone(), acceptor.clone());
            tokio::spawn(async move {
                match acceptor {
                    Some(acceptor) => {
                        if let Ok(stream) = acceptor.accept(stream).await {
                            talk(stream, issues).await;
                        }
                    }
                    None => talk(stream, issues).await,
                }
            });
        }
    });
    Address {
        base: format!("{scheme}://127.0.0.1:{port}"),
        authority,
    }
}

async fn talk(stream: impl AsyncRead + AsyncWrite + Unpin, issues: Arc<Issues>) {
    let service = service_fn(move |request: Request<Incoming>| {
        let issues = issues.clone();
        async move {
            let path = request.uri().path().to_owned();
            let authorization = request.headers().get("authorization").cloned();
            let authorization = authorization.map_or(Vec::new(), |value| value.as_bytes().to_vec());
            let body = request.into_body().collect().await.unwrap().to_bytes();
            let authorization = String::from_utf8(authorization).unwrap();
            let text = issues.answer(&path, &body, &authorization);
            let mut answer = hyper::Response::new(Full::new(Bytes::from(text)));
            let json = hyper::header::HeaderValue::from_static("application/json");
            answer.headers_mut().insert("content-type", json);
            Ok::<_, Infallible>(answer)
        }
    });
    // Whoever hangs up has what they wanted.
    let _ = hyper::server::conn::http1::Builder::new()
        .serve_connection(TokioIo::new(stream), service)
        .await;
}

/// A certificate for loopback, and its authority's.
fn certified() -> (TlsAcceptor, String) {
    gatepass_io::install_crypto();
    let mut params = CertificateParams::new(vec![]).unwrap();
    params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let key = KeyPair::generate().unwrap();
    let authority = params.self_signed(&key).unwrap().pem();
    let issuer = Issuer::new(params, key);
    let key = KeyPair::generate().unwrap();
    let params = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let certificate = params.signed_by(&key, &issuer).unwrap();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(vec![certificate.der().clone()], key)
        .unwrap();
    (TlsAcceptor::from(Arc::new(config)), authority)
}
