//! Certificates: none but a good one is accepted, and each refusal names its cause.
use std::sync::Arc;

use gatepass_core::{HttpFailure, Route, TlsFault};
use rcgen::{
    BasicConstraints, Certificate, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::net::TcpListener;
use tokio_rustls::TlsAcceptor;

use crate::get_by;
use crate::server::{Server, answer, read_request, with_body};

/// A company's own authority.
pub(crate) struct Authority {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Authority {
    pub(crate) fn new() -> Self {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(params, key),
            pem,
        }
    }

    pub(crate) fn route(&self) -> Route {
        Route {
            proxy: None,
            extra_ca: Some(self.pem.clone()),
        }
    }

    /// A server whose certificate, made out for `name`, this authority signed.
    pub(crate) async fn server(
        &self,
        name: &str,
        change: impl FnOnce(&mut CertificateParams),
    ) -> u16 {
        let key = KeyPair::generate().unwrap();
        let mut params = CertificateParams::new(vec![name.to_owned()]).unwrap();
        change(&mut params);
        serve(&params.signed_by(&key, &self.issuer).unwrap(), &key).await
    }
}

async fn serve(certificate: &Certificate, key: &KeyPair) -> u16 {
    gatepass_io::install_crypto();
    let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
    let chain = vec![certificate.der().clone()];
    let config = ServerConfig::builder()
        .with_no_client_auth()
        .with_single_cert(chain, key)
        .unwrap();
    let acceptor = TlsAcceptor::from(Arc::new(config));
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let port = listener.local_addr().unwrap().port();
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let acceptor = acceptor.clone();
            tokio::spawn(async move {
                let Ok(mut stream) = acceptor.accept(stream).await else {
                    return;
                };
                read_request(&mut stream).await;
                answer(&mut stream, &with_body("", b"secure")).await;
            });
        }
    });
    port
}

fn at(port: u16) -> String {
    format!("https://127.0.0.1:{port}/")
}

async fn fault(port: u16, route: &Route) -> TlsFault {
    match get_by(&at(port), route).await.map(|answer| answer.status) {
        Err(HttpFailure::Tls(fault)) => fault,
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn an_authority_that_the_integration_trusts_is_trusted_and_only_there() {
    let company = Authority::new();
    let port = company.server("127.0.0.1", |_| ()).await;
    let answer = get_by(&at(port), &company.route()).await.unwrap();
    assert_eq!((answer.status, &answer.body[..]), (200, &b"secure"[..]));
    assert_eq!(
        fault(port, &Route::default()).await,
        TlsFault::UnknownIssuer
    );
    assert_eq!(
        fault(port, &Authority::new().route()).await,
        TlsFault::UnknownIssuer
    );
}

/// A server that is not to be believed, how it is reached, and why not.
pub(crate) struct Bad {
    pub(crate) what: &'static str,
    pub(crate) port: u16,
    pub(crate) route: Route,
    pub(crate) fault: TlsFault,
}

pub(crate) async fn bad() -> Vec<Bad> {
    let company = Authority::new();
    let key = KeyPair::generate().unwrap();
    let mut own = CertificateParams::new(vec!["127.0.0.1".to_owned()]).unwrap();
    let self_signed = serve(&own.self_signed(&key).unwrap(), &key).await;
    // As `openssl req -x509` makes them.
    own.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let own_authority = serve(&own.self_signed(&key).unwrap(), &key).await;
    let unknown = company.server("127.0.0.1", |_| ()).await;
    let other = company.server("other.example", |_| ()).await;
    let past = company.server("127.0.0.1", |params| {
        params.not_after = date_time_ymd(2020, 1, 1);
    });
    let future = company.server("127.0.0.1", |params| {
        params.not_before = date_time_ymd(4000, 1, 1);
    });
    let row = |what, port, route, fault| Bad {
        what,
        port,
        route,
        fault,
    };
    let (nobody, theirs) = (Route::default(), company.route());
    vec![
        row(
            "self-signed",
            self_signed,
            nobody.clone(),
            TlsFault::UnknownIssuer,
        ),
        row(
            "its own authority",
            own_authority,
            nobody.clone(),
            TlsFault::UnknownIssuer,
        ),
        row(
            "an unknown authority",
            unknown,
            nobody,
            TlsFault::UnknownIssuer,
        ),
        row("another name", other, theirs.clone(), TlsFault::WrongName),
        row("expired", past.await, theirs.clone(), TlsFault::Expired),
        row("not yet valid", future.await, theirs, TlsFault::NotYetValid),
    ]
}

/// Those that a client believes.
pub(crate) async fn believed(get: impl AsyncFn(&str, &Bad) -> bool) -> Vec<&'static str> {
    let mut believed = vec![];
    for bad in bad().await {
        if get(&at(bad.port), &bad).await {
            believed.push(bad.what);
        }
    }
    believed
}

#[tokio::test]
async fn no_bad_certificate_is_believed_and_each_refusal_names_the_cause() {
    let believed = believed(
        async |address, bad| match get_by(address, &bad.route).await {
            Err(HttpFailure::Tls(fault)) => {
                assert_eq!(fault, bad.fault, "{}", bad.what);
                false
            }
            Err(other) => panic!("{}: {other:?}", bad.what),
            Ok(_) => true,
        },
    );
    assert_eq!(believed.await, [""; 0]);
}

#[tokio::test]
async fn a_server_that_does_not_speak_tls() {
    for bytes in ["HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n", ""] {
        let plain = Server::answering(bytes).await;
        assert_eq!(
            fault(plain.port, &Route::default()).await,
            TlsFault::Handshake,
            "{bytes:?}"
        );
    }
    let tls = Authority::new().server("127.0.0.1", |_| ()).await;
    let plain_to_tls = crate::get(&format!("http://127.0.0.1:{tls}/"))
        .await
        .map(|answer| answer.status);
    assert!(plain_to_tls.is_err(), "{plain_to_tls:?}");
}
