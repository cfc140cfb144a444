//! Reads the claims of a JWT (RFC 7519) without verifying it: for display, and to notice an earlier end.
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Map, Value};

use crate::secret::Secret;

/// A claim as it can be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    /// Its name in the token.
    pub name: String,
    /// JSON text, without quotes where it is a text.
    pub value: String,
    /// What the name stands for, or "".
    pub meaning: &'static str,
    /// Seconds since the epoch, where the claim is a moment.
    pub at_s: Option<i64>,
}

/// Whether the token has the form of a JWT: three parts, the middle one a JSON object.
pub fn is_jwt(token: &Secret) -> bool {
    token.reveal(|text| payload(text).is_some())
}

/// The claims in the token's own order; empty for an opaque token.
pub fn claims(token: &Secret) -> Vec<Claim> {
    token.reveal(|text| claims_of(payload(text).unwrap_or_default()))
}

/// Members named as RFC 7519 and RFC 7662 name them, in their order.
pub(crate) fn claims_of(members: Map<String, Value>) -> Vec<Claim> {
    let read = |(name, value): (String, Value)| Claim {
        meaning: meaning(&name),
        at_s: if matches!(name.as_str(), "exp" | "iat" | "nbf" | "auth_time") {
            value.as_i64()
        } else {
            None
        },
        value: value
            .as_str()
            .map_or_else(|| value.to_string(), str::to_owned),
        name,
    };
    members.into_iter().map(read).collect()
}

/// `exp` and, if present, `iat`, in seconds since the epoch.
pub(crate) fn times(token: &str) -> Option<(i64, Option<i64>)> {
    let payload = payload(token)?;
    let seconds = |name: &str| payload.get(name).and_then(Value::as_i64);
    Some((seconds("exp")?, seconds("iat")))
}

fn payload(token: &str) -> Option<Map<String, Value>> {
    let mut parts = token.split('.');
    let (Some(_), Some(payload), Some(_), None) =
        (parts.next(), parts.next(), parts.next(), parts.next())
    else {
        return None;
    };
    let bytes = URL_SAFE_NO_PAD.decode(payload.trim_end_matches('=')).ok()?;
    serde_json::from_slice(&bytes).ok()
}

fn meaning(name: &str) -> &'static str {
    match name {
        "iss" => "Issuer",
        "sub" => "Subject",
        "aud" => "Audience",
        "exp" => "Expires",
        "nbf" => "Not before",
        "iat" => "Issued at",
        "jti" => "Token id",
        "cid" | "client_id" => "Client id",
        "azp" => "Authorized party",
        "scp" | "scope" => "Scope",
        "ver" => "Version",
        "uid" => "User id",
        "auth_time" => "Signed in at",
        "full_name" => "Name",
        "username" => "User name",
        "token_type" => "Token type",
        "access_level" => "Access level",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn claims_are_read_in_order() {
        // {"iss":"https://id.example","exp":1600,"scp":["customscope"]}
        let token = Secret::new(
            "eyJhbGciOiJub25lIn0.eyJpc3MiOiJodHRwczovL2lkLmV4YW1wbGUiLCJleHAiOjE2MDAsInNjcCI6WyJjdXN0b21zY29wZSJdfQ.sig",
        );
        let claims = claims(&token);
        assert!(is_jwt(&token));
        assert_eq!(
            claims.iter().map(|c| c.name.as_str()).collect::<Vec<_>>(),
            ["iss", "exp", "scp"]
        );
        assert_eq!(
            (claims[0].value.as_str(), claims[0].meaning),
            ("https://id.example", "Issuer")
        );
        assert_eq!(claims[1].at_s, Some(1600));
        assert_eq!(claims[2].value, r#"["customscope"]"#);
    }

    #[test]
    fn opaque_and_odd_tokens_have_none() {
        for text in [
            "Er2cdpFDGNsQPSsyyhBO7izCvqG5",
            "a.b.c",
            "a.b",
            "",
            "...",
            "a.e30.c.d",
        ] {
            assert!(claims(&Secret::new(text)).is_empty(), "{text}");
            assert!(!is_jwt(&Secret::new(text)), "{text}");
        }
    }
}
