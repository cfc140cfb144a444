//! Tells a stand-in from a value: `{client_id}`, `<key>`, `$SECRET`, `redacted`, dots. A stand-in is never kept.

/// Names of values, which documents print in their stead.
const WORDS: [&str; 18] = [
    "clientid",
    "clientsecret",
    "subscriptionkey",
    "secret",
    "password",
    "username",
    "token",
    "accesstoken",
    "apikey",
    "myclientid",
    "myclientsecret",
    "string",
    "changeme",
    "todo",
    "tbd",
    "null",
    "none",
    "undefined",
];

/// How instructions begin.
const ORDERS: [&str; 14] = [
    "yourclient",
    "yourapp",
    "yoursecret",
    "yourid",
    "yourkey",
    "yoursubscription",
    "youruser",
    "yourpassword",
    "yourtoken",
    "yourbearer",
    "insertyour",
    "enteryour",
    "replacewith",
    "placeholder",
];

/// Words of prose that describe a value with blanks between them.
const DESCRIPTIONS: [&str; 9] = [
    "your",
    "client",
    "secret",
    "subscription",
    "password",
    "application",
    "token",
    "key",
    "value",
];

/// Whether a value only stands for one. So does nothing at all.
pub(crate) fn is_placeholder(value: &str) -> bool {
    let value = value.trim();
    value.is_empty()
        || is_wrapped(value)
        || is_variable(value)
        || is_hidden(value)
        || is_instruction(value)
}

fn is_wrapped(value: &str) -> bool {
    let pairs = [
        ("{", "}"),
        ("<", ">"),
        ("[", "]"),
        ("(", ")"),
        ("%", "%"),
        ("«", "»"),
    ];
    pairs
        .iter()
        .any(|(open, close)| value.starts_with(open) && value.ends_with(close) && value.len() > 1)
        || (value.contains("{{") && value.contains("}}"))
}

/// What a shell would have filled in.
fn is_variable(value: &str) -> bool {
    let name = |rest: &str| {
        rest.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
            && rest
                .chars()
                .all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | ':'))
    };
    value.strip_prefix('$').is_some_and(name)
        || value.contains("${")
        || value.contains("$(")
        || (value.starts_with('`') && value.ends_with('`'))
}

fn is_hidden(value: &str) -> bool {
    let filler = |c: char| matches!(c, '•' | '*' | '.' | '…' | 'x' | 'X' | '_' | '-' | '#');
    value.chars().all(filler)
        || value.contains("...")
        || value.contains('…')
        || value.contains("***")
        || value.contains("•••")
        || names(value, "redacted")
}

/// Whether a word stands in it, in whatever case. It may be a secret, so no copy of it is made.
fn names(value: &str, word: &str) -> bool {
    let mut places = value.as_bytes().windows(word.len());
    places.any(|place| place.eq_ignore_ascii_case(word.as_bytes()))
}

fn is_instruction(value: &str) -> bool {
    // Real values are compared as a whole or by their start only: anything may stand inside a secret.
    let letters = || {
        value
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .map(|c| c.to_ascii_lowercase())
    };
    let is = |word: &&str| letters().eq(word.chars());
    let begins = |word: &&str| letters().take(word.len()).eq(word.chars());
    let described = value.contains(char::is_whitespace)
        && value
            .split_whitespace()
            .any(|word| DESCRIPTIONS.iter().any(|d| word.eq_ignore_ascii_case(d)));
    WORDS.iter().any(is) || ORDERS.iter().any(begins) || described
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_documents_print_instead_of_values() {
        for value in [
            "",
            "  ",
            "{client_id}",
            "{{client_secret}}",
            "prefix-{{id}}",
            "<client_id>",
            "[secret]",
            "(your application Client ID)",
            "application Client ID/Key",
            "your integration's client_id",
            "redacted",
            "b441B255redacted09fc5b",
            "XXXXXXXXXX",
            "xxx",
            "********",
            "ab********",
            "••••••••",
            "7SrHBrYi...Zvr94Un",
            "your_client_id",
            "YOUR-SUBSCRIPTION-KEY",
            "client_id",
            "$VAR",
            "${VAR}",
            "$env:SECRET",
            "$(pass show gatepass)",
            "%SECRET%",
            "changeme",
        ] {
            assert!(is_placeholder(value), "{value:?}");
        }
    }

    #[test]
    fn what_looks_odd_and_is_a_value() {
        for value in [
            "k3v9q2m8t5w7y1z4a6b8c0d2",
            "p@ss w0rd",
            "a{b}c",
            "x",
            "yourselfie2024",
            "$3cr3t!",
            "100%",
            "a.b-c_d~e",
            "secret-4711",
        ] {
            // One x is as good as none.
            assert_eq!(is_placeholder(value), value == "x", "{value:?}");
        }
    }
}
