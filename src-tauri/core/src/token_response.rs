//! Reads a token endpoint's success answer (RFC 6749, section 5.1) as leniently as the real services need.
use serde_json::{Map, Value};

use crate::jwt;
use crate::secret::Secret;
use crate::token::Lifetime;

/// The most that a token answer may weigh, in bytes.
pub const TOKEN_ANSWER_LIMIT: usize = 64 * 1024;

/// Lived by a token whose answer names no usable lifetime: every provider documents an hour.
const ASSUMED_SECONDS: u64 = 3600;

/// A lifetime above this is taken as what it says, but no token of any provider comes near: ten years.
const LONGEST_SECONDS: f64 = 315_360_000.0;

/// What a token endpoint issued.
#[derive(Debug)]
pub struct Issued {
    /// The access token.
    pub access_token: Secret,
    /// As answered, cleaned of stray quotes; `Bearer` where missing.
    pub token_type: String,
    /// How long it lives, shortened by what the server's clock and the token itself say.
    pub lifetime: Lifetime,
    /// As answered; may be empty.
    pub scope: String,
}

/// Reads the members of a 2xx answer. None if there is no token in it. `server_now_s` is the answer's `Date`, in seconds.
pub fn token_response(members: &Map<String, Value>, server_now_s: Option<i64>) -> Option<Issued> {
    let access_token = members.get("access_token")?.as_str()?.trim();
    if access_token.is_empty()
        || access_token
            .chars()
            .any(|c| c.is_control() || c.is_whitespace())
    {
        return None;
    }
    let text = |name: &str| {
        members
            .get(name)
            .and_then(Value::as_str)
            .unwrap_or_default()
            .trim()
            .to_owned()
    };
    // One provider's documentation prints "Bearer” with a curly quote: such a thing must not reach a header.
    let token_type: String = text("token_type")
        .chars()
        .filter(|c| c.is_ascii_graphic() && *c != '"')
        .collect();
    let said = lifetime(members.get("expires_in"));
    Some(Issued {
        lifetime: shortened(said, access_token, server_now_s),
        access_token: Secret::new(access_token),
        token_type: if token_type.is_empty() {
            "Bearer".to_owned()
        } else {
            token_type
        },
        scope: text("scope"),
    })
}

/// A number, a numeric text or a float, rounded down. Anything else, and zero or less, is unknown: an hour, marked as assumed.
fn lifetime(expires_in: Option<&Value>) -> Lifetime {
    let seconds = match expires_in {
        Some(Value::Number(number)) => number.as_f64(),
        Some(Value::String(text)) => text.trim().parse::<f64>().ok(),
        Some(Value::Null | Value::Bool(_) | Value::Array(_) | Value::Object(_)) | None => None,
    };
    match seconds {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "checked to lie within 1 and ten years"
        )]
        Some(seconds) if (1.0..=LONGEST_SECONDS).contains(&seconds) => Lifetime {
            seconds: seconds as u64,
            assumed: false,
        },
        _ => Lifetime {
            seconds: ASSUMED_SECONDS,
            assumed: true,
        },
    }
}

/// A JWT's own `exp` may shorten the life, never lengthen it: measured against the server's clock, or against its `iat`.
fn shortened(said: Lifetime, access_token: &str, server_now_s: Option<i64>) -> Lifetime {
    let Some((expires, issued)) = jwt::times(access_token) else {
        return said;
    };
    let Some(from) = server_now_s.or(issued) else {
        return said;
    };
    match u64::try_from(expires.saturating_sub(from)) {
        Ok(left) if left > 0 && left < said.seconds => Lifetime {
            seconds: left,
            assumed: false,
        },
        _ => said,
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn read(answer: Value) -> Option<Issued> {
        token_response(answer.as_object().unwrap(), None)
    }

    /// Each row is a value of `expires_in` and what comes of it: seconds, assumed.
    #[test]
    fn expires_in_row_by_row() {
        let rows = [
            (json!(3599), 3599, false),
            (json!("3599"), 3599, false),
            (json!(3599.9), 3599, false),
            (json!(" 3600 "), 3600, false),
            (json!(null), 3600, true),
            (json!(0), 3600, true),
            (json!(-1), 3600, true),
            (json!("3600s"), 3600, true),
            (json!(true), 3600, true),
            (json!([]), 3600, true),
            (json!("1e309"), 3600, true),
            (json!(9_223_372_036_854_775_808_u64), 3600, true),
        ];
        for (expires_in, seconds, assumed) in rows {
            let issued = read(json!({"access_token": "abc", "expires_in": expires_in})).unwrap();
            assert_eq!(
                issued.lifetime,
                Lifetime { seconds, assumed },
                "{expires_in}"
            );
        }
        assert!(
            read(json!({"access_token": "abc"}))
                .unwrap()
                .lifetime
                .assumed,
            "missing"
        );
    }

    #[test]
    fn order_scope_and_type_are_free() {
        let issued = read(json!({"token_type": "bearer", "expires_in": 3600, "access_token": "abc", "scope": "customscope"})).unwrap();
        assert_eq!(
            (issued.token_type.as_str(), issued.scope.as_str()),
            ("bearer", "customscope")
        );
        assert_eq!(
            read(json!({"access_token": "abc"})).unwrap().token_type,
            "Bearer"
        );
        assert_eq!(
            read(json!({"access_token": "abc", "token_type": "Bearer”"}))
                .unwrap()
                .token_type,
            "Bearer"
        );
    }

    #[test]
    fn without_a_usable_token_there_is_nothing() {
        for answer in [
            json!({}),
            json!({"access_token": ""}),
            json!({"access_token": 7}),
            json!({"access_token": "a\nb"}),
        ] {
            assert!(read(answer.clone()).is_none(), "{answer}");
        }
    }

    #[test]
    fn a_jwts_exp_only_shortens() {
        // {"iat":1000,"exp":1600}
        let jwt = "eyJhbGciOiJub25lIn0.eyJpYXQiOjEwMDAsImV4cCI6MTYwMH0.x";
        let with = |expires_in: u64, now| {
            token_response(
                json!({"access_token": jwt, "expires_in": expires_in})
                    .as_object()
                    .unwrap(),
                now,
            )
            .unwrap()
            .lifetime
            .seconds
        };
        assert_eq!(with(3600, None), 600);
        assert_eq!(with(300, None), 300);
        assert_eq!(with(3600, Some(1500)), 100, "by the server's clock");
        assert_eq!(
            with(3600, Some(9000)),
            3600,
            "a server clock past exp tells nothing usable"
        );
    }
}
