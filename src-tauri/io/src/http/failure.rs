//! Telling from an error's chain of causes what a person can do about it.
use std::error::Error;
use std::io::{self, ErrorKind};
use std::time::Duration;

use gatepass_core::{HttpFailure, TlsFault};

use super::{HttpLimits, tls_fault};

/// What went wrong. The error's address is dropped first: its query may hold a secret.
pub(super) fn classify(error: reqwest::Error, limits: &HttpLimits) -> HttpFailure {
    let error = error.without_url();
    let connecting = error.is_connect();
    let causes = causes(&error);
    if causes.iter().any(|cause| timed_out(*cause)) {
        return HttpFailure::TimedOut(seconds(if connecting {
            limits.connect
        } else {
            limits.read
        }));
    }
    if let Some(fault) = causes
        .iter()
        .find_map(|cause| cause.downcast_ref())
        .map(tls_fault::classify)
    {
        return HttpFailure::Tls(fault);
    }
    if let Some(failure) = causes.iter().find_map(|cause| of_text(&cause.to_string())) {
        return failure;
    }
    let by_io = causes
        .iter()
        .find_map(|cause| of_io(cause.downcast_ref()?, connecting));
    let by_hyper = causes
        .iter()
        .find_map(|cause| of_hyper(cause.downcast_ref()?));
    by_io
        .or(by_hyper)
        .unwrap_or(match (connecting, error.is_decode()) {
            (true, _) => HttpFailure::Unreachable,
            (false, true) => HttpFailure::Garbled,
            // What is left comes from HTTP/2, whose errors end the stream.
            (false, false) => HttpFailure::CutOff,
        })
}

/// Whole seconds, and at least one.
pub(super) fn seconds(time: Duration) -> u64 {
    time.as_millis().div_ceil(1_000).max(1) as u64
}

/// `io::Error` skips the error it was made from when asked for its source, so that one is asked for by name.
fn causes<'a>(error: &'a (dyn Error + 'static)) -> Vec<&'a (dyn Error + 'static)> {
    let mut causes = vec![error];
    let mut next = source(error);
    while let Some(cause) = next {
        causes.push(cause);
        next = source(cause);
    }
    causes
}

fn source<'a>(error: &'a (dyn Error + 'static)) -> Option<&'a (dyn Error + 'static)> {
    match error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref)
    {
        Some(inner) => Some(inner),
        None => error.source(),
    }
}

/// Asked of each error: reqwest's own question stops at an `io::Error`, and its decoders wrap in one.
fn timed_out(cause: &(dyn Error + 'static)) -> bool {
    cause.downcast_ref().is_some_and(reqwest::Error::is_timeout)
}

/// For errors whose types their libraries do not publish.
fn of_text(text: &str) -> Option<HttpFailure> {
    let starts = |starts: &[&str]| starts.iter().any(|start| text.starts_with(start));
    if starts(&[
        "tunnel error",
        "error connecting to socks proxy",
        "SOCKS error",
    ]) {
        return Some(HttpFailure::Proxy);
    }
    starts(&["dns error", "invalid dns name"]).then_some(HttpFailure::NameNotFound)
}

fn of_io(error: &io::Error, connecting: bool) -> Option<HttpFailure> {
    Some(match error.kind() {
        ErrorKind::ConnectionRefused => HttpFailure::ConnectionRefused,
        ErrorKind::HostUnreachable | ErrorKind::NetworkUnreachable | ErrorKind::NetworkDown => {
            HttpFailure::Unreachable
        }
        ErrorKind::AddrNotAvailable => HttpFailure::Unreachable,
        // The other side hung up on our first TLS message: it does not speak TLS, or not ours.
        ErrorKind::UnexpectedEof if connecting => HttpFailure::Tls(TlsFault::Handshake),
        ErrorKind::ConnectionReset | ErrorKind::ConnectionAborted => HttpFailure::CutOff,
        ErrorKind::BrokenPipe | ErrorKind::UnexpectedEof => HttpFailure::CutOff,
        _ => return None,
    })
}

fn of_hyper(error: &hyper::Error) -> Option<HttpFailure> {
    if error.is_incomplete_message() || error.is_canceled() || error.is_closed() {
        return Some(HttpFailure::CutOff);
    }
    error.is_parse().then_some(HttpFailure::Garbled)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_are_rounded_up() {
        assert_eq!(seconds(Duration::from_millis(1)), 1);
        assert_eq!(seconds(Duration::from_secs(30)), 30);
        assert_eq!(seconds(Duration::from_millis(1_500)), 2);
    }

    #[test]
    fn errors_without_a_public_type_are_told_by_their_text() {
        for (text, failure) in [
            ("dns error", Some(HttpFailure::NameNotFound)),
            ("tunnel error: unsuccessful", Some(HttpFailure::Proxy)),
            ("error sending request", None),
        ] {
            assert_eq!(of_text(text), failure);
        }
    }

    #[test]
    fn the_error_inside_an_io_error_is_found() {
        let inner = rustls::Error::InvalidCertificate(rustls::CertificateError::Expired);
        let outer = io::Error::other(io::Error::new(ErrorKind::InvalidData, inner));
        assert!(
            causes(&outer)
                .iter()
                .any(|cause| cause.is::<rustls::Error>())
        );
    }
}
