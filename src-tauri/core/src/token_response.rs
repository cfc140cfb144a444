//! Reads a token endpoint's success answer (RFC 6749, section 5.1) as leniently as the real services need.
use serde_json::{Map, Value};

use crate::jwt;
use crate::secret::Secret;
use crate::token::Lifetime;

/// The most that a token answer may weigh, in bytes.
pub const TOKEN_ANSWER_LIMIT: usize = 64 * 1024;

/// Lived by a token whose answer names no usable lifetime: every provider documents an hour.
const ASSUMED_MS: u64 = 3_600_000;

/// Thirty days. What says more counts milliseconds, or means "for ever": neither is usable.
const LONGEST_SECONDS: f64 = 2_592_000.0;

/// When an answer came, by this computer's clock and by the server's.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Received {
    /// This computer's wall clock, milliseconds since the epoch.
    pub wall_ms: i64,
    /// Since the request was sent: the token's life counts from there.
    pub elapsed_ms: u64,
    /// The answer's `Date`, in seconds since the epoch, if it has one.
    pub date_s: Option<i64>,
}

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
    /// For the next one, if the server gives such a thing.
    pub refresh_token: Option<Secret>,
}

/// Reads the members of a 2xx answer. None if there is no token in it.
pub fn token_response(members: &Map<String, Value>, received: &Received) -> Option<Issued> {
    let access_token = usable(members.get("access_token")?.as_str()?)?;
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
        lifetime: access_token.reveal(|text| shortened(said, text, received)),
        access_token,
        token_type: if token_type.is_empty() {
            "Bearer".to_owned()
        } else {
            token_type
        },
        scope: text("scope"),
        refresh_token: members
            .get("refresh_token")
            .and_then(Value::as_str)
            .and_then(usable),
    })
}

/// A token that can stand in a header (RFC 6749, appendix A.12, without the blank).
fn usable(text: &str) -> Option<Secret> {
    let text = text.trim();
    let fits = !text.is_empty() && text.chars().all(|c| c.is_ascii_graphic());
    fits.then(|| Secret::new(text))
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
            reason = "checked to lie within a second and thirty days"
        )]
        Some(seconds) if (1.0..=LONGEST_SECONDS).contains(&seconds) => Lifetime {
            ms: seconds as u64 * 1000,
            assumed: false,
        },
        _ => Lifetime {
            ms: ASSUMED_MS,
            assumed: true,
        },
    }
}

/// A JWT's own `exp` may shorten the life, never lengthen it.
fn shortened(said: Lifetime, access_token: &str, received: &Received) -> Lifetime {
    let Some((expires_s, issued_s)) = jwt::times(access_token) else {
        return said;
    };
    let Some(server_s) = received.date_s.or(issued_s) else {
        return said;
    };
    let left = expires_s
        .saturating_mul(1000)
        .saturating_sub(received.server_ms(server_s));
    match u64::try_from(left) {
        Ok(left) if left > 0 && left.saturating_add(received.elapsed_ms) < said.ms => Lifetime {
            ms: left.saturating_add(received.elapsed_ms),
            assumed: false,
        },
        _ => said,
    }
}

impl Received {
    /// The server's clock when the answer arrived. It named whole seconds, some while ago: where this computer's clock agrees
    /// with that, it knows the rest; where it does not, the end of that second is taken, so that a life is never too long.
    fn server_ms(&self, named_s: i64) -> i64 {
        let named = named_s.saturating_mul(1000);
        let on_its_way = i64::try_from(self.elapsed_ms).unwrap_or(i64::MAX);
        let latest = named.saturating_add(999).saturating_add(on_its_way);
        if (named..=latest).contains(&self.wall_ms) {
            self.wall_ms
        } else {
            named.saturating_add(999)
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    /// This computer and the server agree: it is 1000.3 s, and the request took 300 ms.
    const NOW: Received = Received {
        wall_ms: 1_000_300,
        elapsed_ms: 300,
        date_s: Some(1000),
    };

    fn read(answer: Value) -> Option<Issued> {
        token_response(answer.as_object().unwrap(), &NOW)
    }

    /// Each row is a value of `expires_in` and what comes of it: seconds, assumed.
    const EXPIRES_IN: [(&str, u64, bool); 26] = [
        ("3599", 3599, false),
        (r#""3599""#, 3599, false),
        ("3599.0", 3599, false),
        ("3599.9", 3599, false),
        (r#"" 3600 ""#, 3600, false),
        ("3.6e3", 3600, false),
        ("1", 1, false),
        ("0.9", 3600, true),
        ("null", 3600, true),
        ("0", 3600, true),
        (r#""0""#, 3600, true),
        ("-1", 3600, true),
        (r#""3600s""#, 3600, true),
        (r#""""#, 3600, true),
        (r#""inf""#, 3600, true),
        (r#""NaN""#, 3600, true),
        (r#""1e309""#, 3600, true),
        ("1e308", 3600, true),
        ("2592000", 2_592_000, false),
        ("2592001", 3600, true),
        ("3600000", 3600, true),
        ("2147483648", 3600, true),
        ("9223372036854775808", 3600, true),
        ("true", 3600, true),
        ("[]", 3600, true),
        (r#"{"seconds":3600}"#, 3600, true),
    ];

    /// The rows that are read differently.
    fn misread(lifetime: impl Fn(Value) -> Lifetime) -> Vec<&'static str> {
        let mut wrong = vec![];
        for (expires_in, seconds, assumed) in EXPIRES_IN {
            let answer = format!(r#"{{"access_token":"abc","expires_in":{expires_in}}}"#);
            let expected = Lifetime {
                ms: seconds * 1000,
                assumed,
            };
            if lifetime(serde_json::from_str(&answer).unwrap()) != expected {
                wrong.push(expires_in);
            }
        }
        wrong
    }

    #[test]
    fn expires_in_row_by_row() {
        let wrong = misread(|answer| read(answer).unwrap().lifetime);
        assert_eq!(wrong, Vec::<&str>::new());
        assert!(
            read(json!({"access_token": "abc"}))
                .unwrap()
                .lifetime
                .assumed,
            "missing"
        );
        // 1e309 as a number is no JSON that a double can hold: the answer as a whole is refused.
        assert!(serde_json::from_str::<Value>(r#"{"expires_in":1e309}"#).is_err());
    }

    /// The control: a reader that takes the number as it stands.
    #[test]
    fn a_reader_that_believes_every_number_is_caught_by_the_rows() {
        let wrong = misread(|answer| {
            let seconds = answer["expires_in"].as_f64();
            Lifetime {
                ms: seconds.map_or(3_600_000, |seconds| (seconds * 1000.0) as u64),
                assumed: seconds.is_none(),
            }
        });
        for row in [r#""3599""#, "0", "-1", "1e308", "3600000"] {
            assert!(wrong.contains(&row), "{row}: {wrong:?}");
        }
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

    /// The life of a token with `"iat":1000,"exp":1600`, in milliseconds from when it was asked for.
    fn life(expires_in: u64, received: Received) -> u64 {
        let jwt = "eyJhbGciOiJub25lIn0.eyJpYXQiOjEwMDAsImV4cCI6MTYwMH0.x";
        let answer = json!({"access_token": jwt, "expires_in": expires_in});
        token_response(answer.as_object().unwrap(), &received)
            .unwrap()
            .lifetime
            .ms
    }

    #[test]
    fn a_jwts_exp_only_shortens() {
        assert_eq!(life(300, NOW), 300_000);
        assert_eq!(
            life(3600, NOW),
            600_000,
            "asked for at 1000.0, ends at 1600.0"
        );
        let late = Received {
            wall_ms: 9_000_000,
            date_s: Some(9000),
            ..NOW
        };
        assert_eq!(
            life(3600, late),
            3_600_000,
            "a server's clock past exp tells nothing usable"
        );
    }

    #[test]
    fn exp_is_measured_to_the_millisecond_where_both_clocks_agree() {
        let late_in_the_second = Received {
            wall_ms: 1_000_995,
            elapsed_ms: 5,
            date_s: Some(1000),
        };
        assert_eq!(life(600, late_in_the_second), 599_010);
        let without_date = Received {
            date_s: None,
            ..late_in_the_second
        };
        assert_eq!(
            life(600, without_date),
            599_010,
            "iat does as well as a Date"
        );
        let slow = Received {
            wall_ms: 1_030_000,
            elapsed_ms: 30_000,
            date_s: Some(1000),
        };
        assert_eq!(
            life(600, slow),
            600_000,
            "what it took to arrive is no error of the clock"
        );
    }

    #[test]
    fn a_computer_with_a_wrong_clock_still_never_counts_too_long() {
        for wall_ms in [-3_600_000_000, 0, 999_999, 1_002_000, 4_000_000_000] {
            let wrong = Received {
                wall_ms,
                elapsed_ms: 5,
                date_s: Some(1000),
            };
            assert_eq!(
                life(600, wrong),
                599_006,
                "this computer's clock says {wall_ms} ms"
            );
        }
    }
}
