//! Text from a document that anybody may have made: what is too long or cannot be seen is not used, and not shown as it is.

/// Characters of a label, or of anything else that is shown in a line.
pub(super) const LONGEST_NAME: usize = 200;
/// Bytes of an address, a scope, a public value.
const LONGEST_TEXT: usize = 4_000;
/// Bytes of certificates.
const LONGEST_CERTIFICATE: usize = 64 * 1024;

/// Whether a text in one line says what it seems to say: no control characters, and none that turn the order of others.
pub(super) fn is_plain(text: &str) -> bool {
    !text.chars().any(is_deceiving)
}

/// As it can be shown in a line.
pub(super) fn shown(text: &str) -> String {
    let plain: String = text
        .chars()
        .filter(|c| !is_deceiving(*c))
        .take(61)
        .collect();
    let plain = plain.trim();
    if plain.chars().count() > 60 {
        let cut: String = plain.chars().take(59).collect();
        return format!("{cut}…");
    }
    plain.to_owned()
}

/// Why a field's text is not used, or None.
pub(super) fn problem_of(field: &str, text: &str) -> Option<String> {
    let (long, lines) = match field {
        "Name" => (text.chars().count() > LONGEST_NAME, false),
        "Extra CA certificate" => (text.len() > LONGEST_CERTIFICATE, true),
        _ => (text.len() > LONGEST_TEXT, false),
    };
    if long {
        return Some(format!("{field}: it is longer than anybody’s."));
    }
    if !lines && !is_plain(text) {
        return Some(format!("{field}: it has characters that cannot be seen."));
    }
    None
}

/// What a form calls a field that it names `tokenEndpoint` or `extraHeaders.0`.
pub(super) fn name_of_field(field: &str) -> &'static str {
    match field.split('.').next().unwrap_or_default() {
        "label" => "Name",
        "environment" => "Environment",
        "clientId" => "Client id",
        "clientSecret" => "Client secret",
        "subscriptionKey" => "Subscription key",
        "tokenEndpoint" => "Token address",
        "placement" => "Credentials travel",
        "grant" => "Grant",
        "authorizationEndpoint" => "Sign-in address",
        "redirectUri" => "Redirect URI",
        "username" => "User name",
        "password" => "Password",
        "revocationEndpoint" => "Revocation address",
        "introspectionEndpoint" => "Introspection address",
        "apiOrigins" => "API addresses",
        "tokenHeader" => "Token header",
        "tokenPrefix" => "Token prefix",
        "extraHeaders" => "Extra header",
        "extraParameters" => "Extra parameter",
        "proxy" => "Proxy",
        "extraCa" => "Extra CA certificate",
        _ => "Its form",
    }
}

fn is_deceiving(c: char) -> bool {
    c.is_control()
        || matches!(
            c,
            '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{feff}'
        )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_turns_or_hides_text_is_noticed() {
        for text in ["a\nb", "evil\u{202e}moc", "x\u{200b}y", "\u{0}", "\u{2067}"] {
            assert!(!is_plain(text), "{text:?}");
            assert!(is_plain(&shown(text)), "{text:?}");
        }
        for text in ["Pivot alerts", "Støtte – Ω 支援", "نص عربي"] {
            assert!(is_plain(text), "{text}");
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown(&"x".repeat(1 << 20)).chars().count(), 60);
    }
}
