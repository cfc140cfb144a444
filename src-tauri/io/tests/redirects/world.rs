//! A small internet behind a proxy: one home over TLS, and everything else, which is foreign. All of it notes what it is sent.
use std::sync::{Arc, Mutex};
use std::time::Duration;

use gatepass_core::Route;
use gatepass_io::{HttpLimits, ReqwestHttp};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};
use tokio::io::{AsyncRead, AsyncReadExt, AsyncWrite, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio_rustls::TlsAcceptor;

use crate::CREDENTIALS;

/// The one place that the credentials of these tests were given for.
pub(crate) const HOME: &str = "https://home.test";

const LIMITS: HttpLimits = HttpLimits {
    connect: Duration::from_secs(5),
    read: Duration::from_secs(5),
    total: Duration::from_secs(8),
};

/// Hosts that the foreign server has a certificate for, so that a client that goes there is not saved by TLS.
const FOREIGN: [&str; 9] = [
    "evil.test",
    "www.home.test",
    "home.test",
    "home.test.",
    "home.test.evil.test",
    "xn--hom-cma.test",
    "127.0.0.1",
    "127.0.0.2",
    "192.0.2.1",
];

type Log = Arc<Mutex<Vec<String>>>;

pub(crate) struct World {
    pub(crate) http: ReqwestHttp,
    pub(crate) route: Route,
    home: Log,
    foreign: Log,
    redirect: Arc<Mutex<(u16, String)>>,
}

impl World {
    pub(crate) async fn build() -> Self {
        gatepass_io::install_crypto();
        let (home, foreign) = (Log::default(), Log::default());
        let redirect = Arc::new(Mutex::new((200, String::new())));
        let company = Company::new();
        let places = Arc::new(Places {
            home: (company.acceptor(&["home.test"]), home.clone()),
            foreign: (company.acceptor(&FOREIGN), foreign.clone()),
            redirect: redirect.clone(),
        });
        let route = Route {
            proxy: Some(proxy(places).await.parse().unwrap()),
            extra_ca: Some(company.pem),
        };
        Self {
            http: ReqwestHttp::new(LIMITS),
            route,
            home,
            foreign,
            redirect,
        }
    }

    /// Another client over the same network.
    pub(crate) fn http(&self) -> ReqwestHttp {
        ReqwestHttp::new(LIMITS)
    }

    /// Home answers with this from now on, save on the paths `/landed`, and `/issue`, where its token comes from.
    pub(crate) fn redirects(&self, status: u16, location: &str) {
        *self.redirect.lock().unwrap() = (status, location.to_owned());
    }

    /// What home was sent since this was last asked.
    pub(crate) fn at_home(&self) -> Vec<String> {
        std::mem::take(&mut self.home.lock().unwrap())
    }

    /// What everybody else was sent since this was last asked, the proxy's own lines among it.
    pub(crate) fn elsewhere(&self) -> Vec<String> {
        std::mem::take(&mut self.foreign.lock().unwrap())
    }
}

struct Places {
    home: (TlsAcceptor, Log),
    foreign: (TlsAcceptor, Log),
    redirect: Arc<Mutex<(u16, String)>>,
}

/// A proxy that leads home for `home.test:443`, and to the foreign server for every other name, port and scheme.
async fn proxy(places: Arc<Places>) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    tokio::spawn(async move {
        while let Ok((stream, _)) = listener.accept().await {
            let places = places.clone();
            tokio::spawn(async move { pass(stream, &places).await });
        }
    });
    address
}

async fn pass(mut stream: TcpStream, places: &Places) {
    let Some(asked) = read_request(&mut stream).await else {
        return;
    };
    let is_home = asked.starts_with("CONNECT home.test:443 ");
    if !is_home {
        // Already its name is something that a server elsewhere would see.
        places.foreign.1.lock().unwrap().push(asked.clone());
    }
    if !asked.starts_with("CONNECT ") {
        return answer(&mut stream, 200, "").await;
    }
    stream
        .write_all(b"HTTP/1.1 200 Connected\r\n\r\n")
        .await
        .unwrap();
    let (acceptor, log) = if is_home {
        &places.home
    } else {
        &places.foreign
    };
    let Ok(mut stream) = acceptor.accept(stream).await else {
        return;
    };
    while let Some(request) = read_request(&mut stream).await {
        let lands = !is_home || request.contains("/landed");
        let issues = is_home && request.starts_with("POST /issue ");
        log.lock().unwrap().push(request);
        if issues {
            issue(&mut stream).await;
            continue;
        }
        let (status, location) = match lands {
            true => (200, String::new()),
            false => places.redirect.lock().unwrap().clone(),
        };
        answer(&mut stream, status, &location).await;
    }
}

async fn answer(stream: &mut (impl AsyncWrite + Unpin), status: u16, location: &str) {
    let location = match location {
        "" => String::new(),
        location => format!("Location: {location}\r\n"),
    };
    let head = format!("HTTP/1.1 {status} Sample\r\n{location}Content-Length: 0\r\n\r\n");
    // A client that has read enough hangs up.
    let _ = stream.write_all(head.as_bytes()).await;
}

/// Always the same token, so that it can be looked for.
async fn issue(stream: &mut (impl AsyncWrite + Unpin)) {
    let token = CREDENTIALS[0].1;
    let body = format!(r#"{{"access_token":"{token}","expires_in":3600}}"#);
    let length = body.len();
    let head = format!(
        "HTTP/1.1 200 Sample\r\nContent-Type: application/json\r\nContent-Length: {length}\r\n\r\n"
    );
    let _ = stream.write_all((head + &body).as_bytes()).await;
}

/// None when the client has gone.
async fn read_request(stream: &mut (impl AsyncRead + Unpin)) -> Option<String> {
    let (mut bytes, mut piece) = (Vec::new(), [0; 4096]);
    loop {
        let length = stream
            .read(&mut piece)
            .await
            .ok()
            .filter(|length| *length > 0)?;
        bytes.extend_from_slice(&piece[..length]);
        let text = String::from_utf8_lossy(&bytes);
        if let Some((head, body)) = text.split_once("\r\n\r\n")
            && body.len() >= content_length(head)
        {
            return Some(text.into_owned());
        }
    }
}

fn content_length(head: &str) -> usize {
    let mut lines = head.lines().filter_map(|line| line.split_once(':'));
    lines
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"))
        .map_or(0, |(_, value)| value.trim().parse().unwrap())
}

/// An authority that signed for home, and alas for the others too.
struct Company {
    issuer: Issuer<'static, KeyPair>,
    pem: String,
}

impl Company {
    fn new() -> Self {
        let mut params = CertificateParams::new(vec![]).unwrap();
        params.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let key = KeyPair::generate().unwrap();
        let pem = params.self_signed(&key).unwrap().pem();
        Self {
            issuer: Issuer::new(params, key),
            pem,
        }
    }

    fn acceptor(&self, names: &[&str]) -> TlsAcceptor {
        let names: Vec<String> = names
            .iter()
            .map(|name| name.trim_end_matches('.').to_owned())
            .collect();
        let key = KeyPair::generate().unwrap();
        let params = CertificateParams::new(names).unwrap();
        let chain = vec![params.signed_by(&key, &self.issuer).unwrap().der().clone()];
        let key = PrivateKeyDer::Pkcs8(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let config = ServerConfig::builder()
            .with_no_client_auth()
            .with_single_cert(chain, key)
            .unwrap();
        TlsAcceptor::from(Arc::new(config))
    }
}
