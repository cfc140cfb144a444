//! What looks like a secret though nobody here knows it: tokens after their scheme, JWTs, long keys in base64 or hex.
use crate::request::DOTS;

/// Letters and digits of the shortest text that is taken for a key.
const LEAST: usize = 24;
/// The same where only one case of letters occurs, as in hex: words are long too.
const LEAST_OF_ONE_CASE: usize = 32;
/// Characters of the shortest token after `Bearer` or `Basic`.
const LEAST_AFTER_SCHEME: usize = 8;

/// The text without them. What is listed in `plain` stays, and so do UUIDs, which services name their requests by.
pub(super) fn without_keys(text: &str, plain: &[String]) -> String {
    let mut cleaned = String::with_capacity(text.len());
    let mut after_scheme = false;
    let mut rest = text;
    while !rest.is_empty() {
        let end = rest.find(|c| !is_of_run(c)).unwrap_or(rest.len());
        let (run, behind) = rest.split_at(end);
        if !run.is_empty() {
            if after_scheme && is_token(run) && !plain.iter().any(|plain| plain == run) {
                cleaned.push_str(DOTS);
            } else {
                push_run(run, plain, &mut cleaned);
            }
            after_scheme = ["bearer", "basic"].contains(&run.to_ascii_lowercase().as_str());
        }
        let between = behind.find(is_of_run).unwrap_or(behind.len());
        let (signs, next) = behind.split_at(between);
        // A scheme and its token have blanks between them, however an address writes those.
        after_scheme &= signs.chars().all(|c| matches!(c, ' ' | '\t' | '%'));
        cleaned.push_str(signs);
        rest = next;
    }
    cleaned
}

fn is_of_run(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | '~' | '+' | '/' | '=')
}

/// Not a word: `Basic authentication` is about none.
fn is_token(run: &str) -> bool {
    let word = run.trim_end_matches('.');
    let has_sign = word.contains(|c: char| !c.is_ascii_alphabetic() && c != '-');
    let is_odd = changes(word.as_bytes()) > 1;
    word.len() >= LEAST_AFTER_SCHEME && (has_sign || is_odd || word.len() >= LEAST)
}

fn push_run(run: &str, plain: &[String], cleaned: &mut String) {
    let is_plain = |part: &str| plain.iter().any(|plain| plain == part) || is_uuid(part);
    // A path is looked at part by part; a key in base64 may have slashes in it.
    if is_plain(run) {
        cleaned.push_str(run);
        return;
    }
    if !run.starts_with('/') && is_key(run) && (!run.contains('/') || is_mixed(run)) {
        cleaned.push_str(DOTS);
        return;
    }
    for (index, part) in run.split('/').enumerate() {
        if index > 0 {
            cleaned.push('/');
        }
        // `code=…`, as in a form.
        for (index, part) in part.split_inclusive('=').enumerate() {
            let key = part.trim_end_matches('=');
            match is_plain(key) || !is_key(key) {
                true => cleaned.push_str(part),
                false if index == 0 && part.ends_with('=') => {
                    cleaned.push_str(DOTS);
                    cleaned.push('=');
                }
                false => cleaned.push_str(DOTS),
            }
        }
    }
}

fn is_key(text: &str) -> bool {
    let is_jwt = text.contains("eyJ") && text.len() >= LEAST;
    let letters: Vec<u8> = text.bytes().filter(u8::is_ascii_alphanumeric).collect();
    let has = |what: fn(&u8) -> bool| letters.iter().any(what);
    let has_digit = has(u8::is_ascii_digit);
    let (lower, upper) = (has(u8::is_ascii_lowercase), has(u8::is_ascii_uppercase));
    let is_hex = letters.iter().all(u8::is_ascii_hexdigit);
    let changes = changes(&letters);
    let count = letters.len();
    is_jwt
        || (has_digit && lower && upper && count >= LEAST && changes * 5 >= count)
        || (has_digit && is_hex && count >= LEAST_OF_ONE_CASE && (lower || upper))
        || (has_digit && count >= LEAST_OF_ONE_CASE && changes * 4 >= count)
}

fn is_mixed(text: &str) -> bool {
    let has = |what: fn(&char) -> bool| text.chars().any(|c| what(&c));
    has(char::is_ascii_lowercase) && has(char::is_ascii_uppercase) && has(char::is_ascii_digit)
}

/// How often the kind of character changes: random text does all the time, words and numbers seldom.
fn changes(letters: &[u8]) -> usize {
    let kind = |byte: u8| match byte {
        b'0'..=b'9' => 0,
        b'a'..=b'z' => 1,
        _ => 2,
    };
    let pairs = letters.windows(2);
    pairs.filter(|two| kind(two[0]) != kind(two[1])).count()
}

fn is_uuid(text: &str) -> bool {
    let parts: Vec<usize> = text.split('-').map(str::len).collect();
    parts == [8, 4, 4, 4, 12] && text.bytes().all(|b| b == b'-' || b.is_ascii_hexdigit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cleaned(text: &str) -> String {
        without_keys(text, &["b441b255a0d149fc5bb441b255a0d149".to_owned()])
    }

    #[test]
    fn what_looks_like_a_secret_goes() {
        for secret in [
            "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl",
            "9f86d081884c7d659a2feaa0c55ad015",
            "Zk3vAb9Qm8Lw4Xy7Rt2Pn5Gh",
            "Zk3v+b9Q/8Lw4Xy7Rt2P/5GhAb3dEf6g==",
            "k7x2m9q4w8e1r5t3y6u0p2a7s4d9f1g8",
        ] {
            for text in [
                secret.to_owned(),
                format!("key={secret}"),
                format!("\"{secret}\", and"),
            ] {
                assert!(
                    !cleaned(&text).contains(secret),
                    "{text}: {}",
                    cleaned(&text)
                );
            }
        }
        for text in [
            "Bearer abc12345.x",
            "authorization: Basic dXNlcjpwYXNz",
            "bearer%20abc12345",
        ] {
            assert!(cleaned(text).ends_with("••••"), "{text}: {}", cleaned(text));
        }
    }

    #[test]
    fn what_support_needs_stays() {
        for text in [
            "POST https://id.cisco.com/oauth2/default/v1/token",
            "11111111-1111-4111-8111-111111111111",
            "b441b255a0d149fc5bb441b255a0d149",
            "cisco-sa-iosxe-webui-privesc-j22SaA4z",
            "Basic authentication was tried, and no Bearer token came.",
            "2026-11-21T14:10:26.123456Z",
            "/security/advisories/v2/OSType/iosxe",
            "application/json;charset=utf-8",
            "invalid_client: the-client-is-not-known-to-this-server",
            "12345678901234567890123456789012345",
        ] {
            assert_eq!(cleaned(text), text);
        }
    }
}
