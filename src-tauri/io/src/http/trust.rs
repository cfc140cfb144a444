//! Whom a secure connection trusts: the system's authorities, and one more where a route names it.
use std::sync::Arc;

use gatepass_core::HttpFailure;
use rustls::client::Resumption;
use rustls::crypto::CryptoProvider;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject;
use rustls::{ClientConfig, RootCertStore};
use rustls_platform_verifier::Verifier;

use super::bad_route;
use super::sessions::WatchedSessions;

/// In the order of preference (RFC 7301).
const PROTOCOLS: [&[u8]; 2] = [b"h2", b"http/1.1"];

/// Trusts what the system trusts, and the route's own authority.
pub(super) fn in_system_and(extra_ca: Option<&str>) -> Result<ClientConfig, HttpFailure> {
    let extra = extra_ca.map(certificates).transpose()?.unwrap_or_default();
    let provider = CryptoProvider::get_default().ok_or_else(|| unusable(extra_ca))?;
    let verifier = Verifier::new_with_extra_roots(extra, provider.clone());
    let verifier = verifier.map_err(|_| unusable(extra_ca))?;
    // The method is named for verifiers that could accept anything; this is the system's own.
    let config = ClientConfig::builder()
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(verifier))
        .with_no_client_auth();
    Ok(watched(config))
}

/// Trusts nobody. For addresses without TLS: reading the system's list would cost more than the whole exchange.
pub(super) fn in_nobody() -> ClientConfig {
    let config = ClientConfig::builder()
        .with_root_certificates(RootCertStore::empty())
        .with_no_client_auth();
    watched(config)
}

fn watched(mut config: ClientConfig) -> ClientConfig {
    config.alpn_protocols = PROTOCOLS.map(<[u8]>::to_vec).into();
    config.resumption = Resumption::store(Arc::new(WatchedSessions::new()));
    config
}

fn certificates(pem: &str) -> Result<Vec<CertificateDer<'static>>, HttpFailure> {
    let found: Result<Vec<_>, _> = CertificateDer::pem_slice_iter(pem.as_bytes()).collect();
    match found {
        Ok(found) if !found.is_empty() => Ok(found),
        _ => Err(bad_route(
            "The extra CA certificate is not in PEM form (-----BEGIN CERTIFICATE-----).",
        )),
    }
}

fn unusable(extra_ca: Option<&str>) -> HttpFailure {
    bad_route(match extra_ca {
        Some(_) => "The extra CA certificate cannot be read as a certificate.",
        None => "This computer has no list of trusted certificates (package ca-certificates).",
    })
}
