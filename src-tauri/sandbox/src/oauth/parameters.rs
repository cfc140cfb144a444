//! Request parameters, as every endpoint takes them: RFC 6749, sections 3.1 to 3.3.

/// A parameter without a value is treated as if it were not there.
pub(super) fn value<'a>(pairs: &'a [(String, String)], name: &str) -> Option<&'a str> {
    pairs
        .iter()
        .find(|(key, value)| key == name && !value.is_empty())
        .map(|(_, value)| value.as_str())
}

/// The name of a parameter that is included more than once.
pub(super) fn repeated(pairs: &[(String, String)]) -> Option<String> {
    let is_earlier = |(at, (name, _)): &(usize, &(String, String))| {
        pairs[..*at].iter().any(|(other, _)| other == name)
    };
    pairs
        .iter()
        .enumerate()
        .find(is_earlier)
        .map(|(_, (name, _))| name.clone())
}

/// Section 3.3. Which scopes exist is not published, so any that is well formed is granted.
pub(super) fn is_scope(text: &str) -> bool {
    let letter = |byte: u8| matches!(byte, 0x21 | 0x23..=0x5B | 0x5D..=0x7E);
    text.split(' ')
        .all(|scope| !scope.is_empty() && scope.bytes().all(letter))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_are_words_of_the_rfcs_letters() {
        assert!(is_scope("openid") && is_scope("read write urn:x/y?z#"));
        for text in ["", " ", "a  b", "a ", "a\"b", "a\\b", "ä", "a\tb"] {
            assert!(!is_scope(text), "{text}");
        }
    }
}
