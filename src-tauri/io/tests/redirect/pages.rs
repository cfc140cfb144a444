//! What the pages may do, and what nobody gets to see: neither code nor token is in a page, a log or a debug print.
use std::io::Write;
use std::sync::{Arc, Mutex};

use tracing_subscriber::fmt::MakeWriter;

use crate::browser::{Answer, get, visit};
use crate::{CODE, PATH, SignIn, right};

/// The answers to: nothing, a stranger's answer, a wrong path, the right answer.
async fn every_page(sign_in: &SignIn) -> Vec<Answer> {
    let port = sign_in.port;
    vec![
        get(port, PATH).await,
        visit(port, "code=x&state=old").await,
        get(port, "/favicon.ico").await,
        visit(port, &right()).await,
    ]
}

#[tokio::test]
async fn no_page_is_stored_or_tells_where_it_was() {
    for sign_in in [SignIn::for_code().await, SignIn::for_token().await] {
        for answer in every_page(&sign_in).await {
            assert_eq!(answer.header("cache-control"), "no-store");
            assert_eq!(answer.header("referrer-policy"), "no-referrer");
            assert_eq!(answer.header("x-content-type-options"), "nosniff");
            assert_eq!(answer.header("connection"), "close");
            assert!(
                answer
                    .header("content-security-policy")
                    .starts_with("default-src 'none'")
            );
        }
    }
}

#[tokio::test]
async fn a_page_runs_its_own_script_and_loads_nothing() {
    let (code, token) = (SignIn::for_code().await, SignIn::for_token().await);
    let mut nonces = Vec::new();
    for (sign_in, connect) in [(&code, "'none'"), (&token, "'self'")] {
        let page = get(sign_in.port, PATH).await;
        let (_, nonce) = page.body.split_once("<script nonce=\"").unwrap();
        let nonce = nonce.split_once('"').unwrap().0;
        assert_eq!(
            page.header("content-security-policy"),
            format!(
                "default-src 'none'; style-src 'nonce-{nonce}'; script-src 'nonce-{nonce}'; connect-src {connect}; \
                 base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
            )
        );
        assert!(page.body.contains(&format!("<style nonce=\"{nonce}\">")));
        assert!(
            page.body
                .contains("history.replaceState(null, \"\", location.pathname)")
        );
        for outside in ["src=", "href=", "url(", "@import", "http"] {
            assert!(!page.body.contains(outside), "{outside}");
        }
        nonces.push(nonce.to_owned());
    }
    assert_ne!(nonces[0], nonces[1]);
}

#[tokio::test]
async fn a_page_can_be_read_aloud() {
    let sign_in = SignIn::for_code().await;
    for answer in every_page(&sign_in).await {
        if answer.header("content-type").starts_with("text/html") {
            for part in [
                "<html lang=\"en\">",
                "<title>",
                "<main><h1>",
                "role=\"status\"",
            ] {
                assert!(answer.body.contains(part), "{part}");
            }
        }
    }
}

/// Keeps what would be logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }
    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl MakeWriter<'_> for Log {
    type Writer = Self;
    fn make_writer(&self) -> Self {
        self.clone()
    }
}

#[tokio::test]
async fn the_code_is_in_no_page_no_log_and_no_debug_print() {
    let log = Log::default();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(log.clone())
        .finish();
    let _logging = tracing::subscriber::set_default(subscriber);
    tracing::info!("the log is kept");
    let sign_in = SignIn::for_code().await;
    let state = right().split_once("state=").unwrap().1.to_owned();
    let broken = format!("GET {PATH}?{} HTTP/9\r\n\r\n", right());
    let mut shown = {
        use tokio::io::AsyncWriteExt;
        let mut stream = tokio::net::TcpStream::connect(("127.0.0.1", sign_in.port))
            .await
            .unwrap();
        stream.write_all(broken.as_bytes()).await.unwrap();
        crate::browser::rest(&mut stream).await
    };
    for answer in every_page(&sign_in).await {
        shown += &format!("{answer:?}");
    }
    shown += &format!("{:?}", sign_in.end().await);
    shown += &String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(
        shown.contains("the log is kept") && shown.contains("the redirect URI failed"),
        "{shown}"
    );
    for secret in [CODE, &state] {
        assert!(!shown.contains(secret), "{shown}");
    }
}
