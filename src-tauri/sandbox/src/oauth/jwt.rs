//! A token in the shape of id.cisco.com's: header, claims and a signature, the signature being random bytes.
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use getrandom::Error;
use serde_json::json;

use super::authorization::Authorization;
use crate::generate;

/// A token of that issuer. Times in seconds since the epoch.
pub(super) fn token(
    issuer: &str,
    grant: &Authorization,
    issued_at: i64,
    expires_at: i64,
) -> Result<String, Error> {
    let scope = grant.scope.as_deref().unwrap_or_default();
    let header = json!({ "kid": "gatepass-sandbox", "alg": "RS256" });
    let claims = json!({
        "ver": 1,
        "jti": format!("AT.{}", generate::opaque(43)?),
        "iss": issuer,
        "aud": "api://default",
        "iat": issued_at,
        "exp": expires_at,
        "cid": grant.client_id,
        "scp": scope.split(' ').collect::<Vec<_>>(),
        "access_level": "1",
        "sub": grant.subject(),
        "full_name": "Sandbox, not a real token",
        "azp": grant.client_id,
    });
    let part = |text: String| URL_SAFE_NO_PAD.encode(text);
    // As long as an RS256 signature under a 2048-bit key.
    let signature = URL_SAFE_NO_PAD.encode(generate::bytes::<256>()?);
    Ok(format!(
        "{}.{}.{signature}",
        part(header.to_string()),
        part(claims.to_string())
    ))
}
