//! The forms in which servers repeat a secret: as it is, and as URLs, JSON, pages and base64 write it. One list for all masking.
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use zeroize::Zeroizing;

type Form = Zeroizing<String>;

/// Every form of one secret, each once, the longest first. Most secrets look the same in most of them.
pub(crate) fn forms(secret: &str) -> Vec<Form> {
    if secret.is_empty() {
        return vec![];
    }
    let is_unreserved = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~');
    let is_of_forms = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '*');
    let tagged = |c: char| matches!(c, '<' | '>' | '&');
    let quoted = |c: char| matches!(c, '\'' | '"' | '+' | '`');
    let foreign = |c: char| !c.is_ascii();
    let mut forms = vec![
        Zeroizing::new(secret.to_owned()),
        Zeroizing::new(STANDARD_NO_PAD.encode(secret)),
        Zeroizing::new(URL_SAFE_NO_PAD.encode(secret)),
    ];
    // Most tokens are made of letters that nobody writes in another way.
    if secret.chars().all(|c| is_unreserved(c) && is_of_forms(c)) {
        return each_once(forms);
    }
    forms.extend([
        json(secret, "", |_| false, false),
        // PHP escapes the slash.
        json(secret, "/", |_| false, false),
        // Go: what a page would read as a tag.
        json(secret, "", tagged, false),
    ]);
    for upper in [false, true] {
        // As RFC 3986 has it, as forms do, with a blank as + or not, and as Python and JavaScript do.
        forms.push(percent(secret, is_unreserved, "%20", upper));
        forms.push(percent(secret, is_of_forms, "+", upper));
        forms.push(percent(secret, is_of_forms, "%20", upper));
        forms.push(percent(
            secret,
            |c| is_unreserved(c) || c == '/',
            "%20",
            upper,
        ));
        forms.push(percent(
            secret,
            |c| is_unreserved(c) || "!*'()".contains(c),
            "%20",
            upper,
        ));
        // Python and PHP escape all that is not ASCII; .NET the signs of pages too.
        forms.push(json(secret, "", foreign, upper));
        forms.push(json(secret, "/", foreign, upper));
        forms.push(json(
            secret,
            "",
            |c| tagged(c) || quoted(c) || foreign(c),
            upper,
        ));
    }
    for (double, single) in [
        ("&quot;", "'"),
        ("&quot;", "&#39;"),
        ("&quot;", "&#x27;"),
        ("&#34;", "&#39;"),
    ] {
        forms.push(html(secret, double, single));
    }
    each_once(forms)
}

fn each_once(mut forms: Vec<Form>) -> Vec<Form> {
    forms.sort_by(|one, other| other.len().cmp(&one.len()).then_with(|| one.cmp(other)));
    forms.dedup_by(|one, other| one.as_str() == other.as_str());
    forms
}

/// Percent-encoded but for these characters.
fn percent(secret: &str, stays: impl Fn(char) -> bool, blank: &str, upper: bool) -> Form {
    let mut form = with_room_for(secret);
    for c in secret.chars() {
        match c {
            ' ' => form.push_str(blank),
            c if stays(c) => form.push(c),
            c => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    form.push('%');
                    push_hex(&mut form, u32::from(byte), 2, upper);
                }
            }
        }
    }
    form
}

/// The text between the quotes of a JSON string (RFC 8259, section 7), with a backslash before `slashed` too, and `\u` escapes
/// for these characters.
fn json(secret: &str, slashed: &str, escaped: impl Fn(char) -> bool, upper: bool) -> Form {
    let mut form = with_room_for(secret);
    for c in secret.chars() {
        let short = match c {
            '\n' => Some('n'),
            '\r' => Some('r'),
            '\t' => Some('t'),
            '\u{8}' => Some('b'),
            '\u{c}' => Some('f'),
            '"' | '\\' if !escaped(c) => Some(c),
            c if slashed.contains(c) => Some(c),
            _ => None,
        };
        if let Some(short) = short {
            form.extend(['\\', short]);
        } else if c < ' ' || escaped(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                form.push_str("\\u");
                push_hex(&mut form, u32::from(*unit), 4, upper);
            }
        } else {
            form.push(c);
        }
    }
    form
}

fn html(secret: &str, double: &str, single: &str) -> Form {
    let mut form = with_room_for(secret);
    for c in secret.chars() {
        match c {
            '&' => form.push_str("&amp;"),
            '<' => form.push_str("&lt;"),
            '>' => form.push_str("&gt;"),
            '"' => form.push_str(double),
            '\'' => form.push_str(single),
            c => form.push(c),
        }
    }
    form
}

/// Growing would leave a part of it behind.
fn with_room_for(secret: &str) -> Form {
    Zeroizing::new(String::with_capacity(secret.len() * 6))
}

fn push_hex(form: &mut String, number: u32, digits: u32, upper: bool) {
    for place in (0..digits).rev() {
        let digit = char::from_digit((number >> (4 * place)) & 15, 16).unwrap_or('0');
        form.push(if upper {
            digit.to_ascii_uppercase()
        } else {
            digit
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_secret_is_known_as_servers_write_it() {
        let all = forms("a/b+ü \"<'~");
        let known: Vec<&str> = all.iter().map(|form| form.as_str()).collect();
        for form in [
            "a/b+ü \"<'~",
            "a%2Fb%2B%C3%BC%20%22%3C%27~",
            "a%2fb%2b%c3%bc+%22%3c%27%7e",
            "a/b+ü \\\"<'~",
            "a\\/b+\\u00fc \\\"<'~",
            "a/b+\\u00fc \\\"<'~",
            "a/b+ü \\\"\\u003c'~",
            "a/b\\u002B\\u00FC \\u0022\\u003C\\u0027~",
            "a/b+ü &quot;&lt;'~",
            "a/b+ü &#34;&lt;&#39;~",
            "YS9iK8O8ICI8J34",
        ] {
            assert!(known.contains(&form), "{form}: {known:#?}");
        }
        assert!(known.is_sorted_by_key(|form| std::cmp::Reverse(form.len())));
    }

    #[test]
    fn a_plain_secret_has_two_forms_and_an_empty_one_none() {
        assert_eq!(forms("Plain-secret_0001").len(), 2, "itself and in base64");
        assert!(forms("").is_empty());
    }
}
