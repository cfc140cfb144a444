//! What is wrong with a secure connection, in words that people can act on.
use gatepass_core::TlsFault;
use rustls::{CertificateError, Error};

/// The fault behind a TLS error. On Windows and macOS the system judges certificates, and some of its reasons come as text.
pub(super) fn classify(error: &Error) -> TlsFault {
    match error {
        Error::InvalidCertificate(reason) => of_certificate(reason),
        Error::General(text) => of_text(text),
        _ => TlsFault::Handshake,
    }
}

fn of_certificate(reason: &CertificateError) -> TlsFault {
    match reason {
        CertificateError::UnknownIssuer | CertificateError::BadSignature => TlsFault::UnknownIssuer,
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => TlsFault::Expired,
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            TlsFault::NotYetValid
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            TlsFault::WrongName
        }
        CertificateError::Revoked => TlsFault::Revoked,
        other => of_text(&format!("{other:?}")),
    }
}

fn of_text(text: &str) -> TlsFault {
    let text = text.to_ascii_lowercase();
    let says = |words: &[&str]| words.iter().any(|word| text.contains(word));
    if says(&["revoked"]) {
        return TlsFault::Revoked;
    }
    if says(&["expired"]) {
        return TlsFault::Expired;
    }
    // CaUsedAsEndEntity is how a self-signed certificate made by `openssl req -x509` is refused.
    if says(&[
        "not trusted",
        "untrusted",
        "unknown issuer",
        "unknownissuer",
        "causedasendentity",
    ]) {
        return TlsFault::UnknownIssuer;
    }
    TlsFault::Handshake
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_has_its_fault() {
        for (reason, fault) in [
            (CertificateError::UnknownIssuer, TlsFault::UnknownIssuer),
            (CertificateError::Expired, TlsFault::Expired),
            (CertificateError::NotValidYet, TlsFault::NotYetValid),
            (CertificateError::NotValidForName, TlsFault::WrongName),
            (CertificateError::Revoked, TlsFault::Revoked),
            (CertificateError::BadEncoding, TlsFault::Handshake),
        ] {
            assert_eq!(classify(&Error::InvalidCertificate(reason)), fault);
        }
        assert_eq!(
            classify(&Error::General("certificate is not trusted: -67843".into())),
            TlsFault::UnknownIssuer
        );
        assert_eq!(classify(&Error::HandshakeNotComplete), TlsFault::Handshake);
    }
}
