//! Random ids, secrets, keys and tokens that look like the real ones.
use getrandom::Error;

const LOWER: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
const MIXED: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
const HEX: &[u8] = b"0123456789abcdef";

/// 24 lower-case letters and digits.
pub(crate) fn client_id() -> Result<String, Error> {
    text(LOWER, 24)
}

/// 24 letters and digits.
pub(crate) fn client_secret() -> Result<String, Error> {
    text(MIXED, 24)
}

/// 32 hex digits.
pub(crate) fn key() -> Result<String, Error> {
    text(HEX, 32)
}

/// A name that is nobody's.
pub(crate) fn username() -> Result<String, Error> {
    Ok(format!("robin-{}@sandbox.example", text(LOWER, 6)?))
}

/// A loopback address with a port that the system gives to nobody unasked (below 32768 on Linux, below 49152 elsewhere).
pub(crate) fn redirect_uri() -> Result<String, Error> {
    let [high, low] = bytes::<2>()?;
    let port = 20_000 + u16::from_be_bytes([high, low]) % 12_000;
    Ok(format!("http://127.0.0.1:{port}/callback"))
}

/// Letters and digits, without meaning.
pub(crate) fn opaque(length: usize) -> Result<String, Error> {
    text(MIXED, length)
}

/// A random id in the form of a version 4 UUID.
pub(crate) fn uuid() -> Result<String, Error> {
    let hex = text(HEX, 30)?;
    Ok(format!(
        "{}-{}-4{}-8{}-{}",
        &hex[..8],
        &hex[8..12],
        &hex[12..15],
        &hex[15..18],
        &hex[18..]
    ))
}

/// Random bytes.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

fn text(alphabet: &[u8], length: usize) -> Result<String, Error> {
    // Bytes above the last whole multiple are thrown away, or the first letters would be likelier.
    let fair = 256 - 256 % alphabet.len();
    let mut text = String::with_capacity(length);
    while text.len() < length {
        let usable = bytes::<64>()?
            .into_iter()
            .map(usize::from)
            .filter(|byte| *byte < fair);
        text.extend(
            usable
                .take(length - text.len())
                .map(|byte| char::from(alphabet[byte % alphabet.len()])),
        );
    }
    Ok(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_have_the_real_ones_shape_and_differ() {
        let (one, other) = (client_id().unwrap(), client_id().unwrap());
        assert_ne!(one, other);
        assert!(
            one.len() == 24
                && one
                    .bytes()
                    .all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit())
        );
        assert_eq!(key().unwrap().len(), 32);
        assert_eq!(opaque(28).unwrap().len(), 28);
        let uuid = uuid().unwrap();
        assert_eq!(
            uuid.split('-').map(str::len).collect::<Vec<_>>(),
            [8, 4, 4, 4, 12]
        );
    }
}
