//! Single lines: headers, form bodies, request lines, addresses.
use crate::paste::notes::Notes;
use crate::paste::text::Pair;

const METHODS: [&str; 7] = ["GET", "POST", "PUT", "PATCH", "DELETE", "HEAD", "OPTIONS"];
/// As the preview of a request in the sandbox has it.
const SANDBOX: &str = "sandbox:/";

/// The headers of a line. Two that ran together are two, and "Authentication" is what many call Authorization.
pub(super) fn header(line: &str, notes: &mut Notes) -> Vec<Pair> {
    let Some((name, value)) = line.split_once(':') else {
        return Vec::new();
    };
    let name = match name.trim() {
        name if name.eq_ignore_ascii_case("Authentication") => {
            notes.say("“Authentication” was read as Authorization, which is the header's name.");
            "Authorization"
        }
        name => name,
    };
    let twice = [" Authorization:", " Authentication:"]
        .iter()
        .find_map(|again| value.find(again));
    match twice {
        Some(at) if name.eq_ignore_ascii_case("Authorization") => {
            notes.say("Two Authorization headers stood in one line and were parted.");
            let mut both = vec![Pair::new(name, value[..at].trim())];
            both.extend(header(&value[at..], notes));
            both
        }
        _ => vec![Pair::new(name, value.trim())],
    }
}

/// Method, target and what stands behind `HTTP/1.1` in the same line. The version is optional.
pub(super) fn request_line(line: &str) -> Option<(&str, &str, &str)> {
    let (method, rest) = line.split_once(char::is_whitespace)?;
    METHODS.contains(&method).then_some(())?;
    let rest = rest.trim();
    let (target, behind) = rest.split_once(char::is_whitespace).unwrap_or((rest, ""));
    let is_target = target.starts_with(['/', '{', '<', '$'])
        || target.starts_with(SANDBOX)
        || target.contains("://")
        || (target.contains('.') && target.contains('/'));
    let behind = behind.trim();
    let behind = match behind {
        "" => "",
        behind => after_version(behind)?,
    };
    is_target.then_some((method, target, behind))
}

/// What follows `HTTP/1.1`, if the line starts with it. A status is no header.
pub(super) fn after_version(line: &str) -> Option<&str> {
    let rest = line.strip_prefix("HTTP/")?;
    let digits = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    (digits.len() < rest.len() && (digits.is_empty() || digits.starts_with(char::is_whitespace)))
        .then(|| digits.trim())
}

/// Whether it is the first line of an answer: `HTTP/1.1 200 OK`.
pub(super) fn is_status(line: &str) -> bool {
    after_version(line).is_some_and(|rest| {
        rest.len() >= 3 && rest.bytes().take(3).all(|byte| byte.is_ascii_digit())
    })
}

/// Whether the line is nothing but an address: with a scheme, or with a host that looks like one.
pub(super) fn is_address(line: &str) -> bool {
    if line.contains(char::is_whitespace) {
        return false;
    }
    let lower = line.get(..9).unwrap_or(line).to_ascii_lowercase();
    if ["https://", "http://", SANDBOX]
        .iter()
        .any(|scheme| lower.starts_with(scheme))
    {
        return true;
    }
    let host = line.split(['/', '?']).next().unwrap_or_default();
    line.contains('/')
        && host.contains('.')
        && !host.starts_with('.')
        && host
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b".-:".contains(&byte))
}

/// RFC 9110, section 5.6.2, as far as header names in use go.
pub(super) fn is_header_name(name: &str) -> bool {
    !name.is_empty()
        && name
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || b"-_".contains(&byte))
}

/// Braces that begin JSON; `{{variable}}` and `{placeholder}` do not.
pub(super) fn json_starts(source: &str) -> bool {
    let inner = source.strip_prefix(['{', '[']).map(str::trim_start);
    inner.is_some_and(|inner| inner.starts_with(['"', '“', '”', '{']) && !source.starts_with("{{"))
}

/// A heading that is nothing but the word: "REQUEST", "Response:".
pub(super) fn is_word(line: &str, word: &str) -> bool {
    line.trim_end_matches(':').eq_ignore_ascii_case(word)
}

/// Headers that are told from prose without a request line above them.
pub(super) fn is_known(lower: &str) -> bool {
    matches!(
        lower,
        "authorization" | "authentication" | "accept" | "host"
    ) || lower.contains('-')
}

/// The line without what marks it as one of a list, and without the blanks before it.
pub(super) fn without_bullet(line: &str) -> &str {
    let line = line.trim_start();
    ["• ", "◦ ", "* ", "- ", "– "]
        .iter()
        .find_map(|bullet| line.strip_prefix(bullet))
        .unwrap_or(line)
        .trim_start()
}
