//! The moment that an HTTP date names (RFC 9110, section 5.6.7): `Sun, 06 Nov 1994 08:49:37 GMT`, and its two older forms.
use std::time::UNIX_EPOCH;

/// Seconds since the epoch; None for what is no such date, or lies before that.
pub(crate) fn http_date_s(text: &str) -> Option<u64> {
    let named = httpdate::parse_http_date(text).ok()?;
    Some(named.duration_since(UNIX_EPOCH).ok()?.as_secs())
}

#[cfg(test)]
mod tests {
    use super::http_date_s;

    #[test]
    fn the_three_forms_name_one_moment_and_nothing_else_is_a_date() {
        for text in [
            "Sun, 06 Nov 1994 08:49:37 GMT",
            "Sunday, 06-Nov-94 08:49:37 GMT",
            "Sun Nov  6 08:49:37 1994",
        ] {
            assert_eq!(http_date_s(text), Some(784_111_777), "{text}");
        }
        for text in ["", "yesterday", "784111777", "1994-11-06T08:49:37Z"] {
            assert_eq!(http_date_s(text), None, "{text}");
        }
    }
}
