//! Reads the parameters of a form or a query, also where a list lost its line ends: `grant_type:…client_id:…`.
use super::notes::Notes;
use super::text::{Pair, form_decode};

/// Names that are never the end of a value with `:` or `=` after them.
const NAMES: [&str; 6] = [
    "grant_type",
    "client_id",
    "client_secret",
    "redirect_uri",
    "refresh_token",
    "subscription_key",
];

/// The parameters of a form body or a query, decoded.
pub(super) fn form_pairs(form: &str, notes: &mut Notes) -> Vec<Pair> {
    let mut pairs = Vec::new();
    for parameter in form.split(['&', '\n']) {
        for part in parts(parameter.trim(), notes) {
            let Some(at) = part.find(['=', ':']) else {
                continue;
            };
            let (name, value) = (part[..at].trim(), part[at + 1..].trim());
            pairs.push(if part[at..].starts_with('=') {
                Pair {
                    name: form_decode(name),
                    value: form_decode(value),
                }
            } else {
                // A list for people to read is not encoded.
                Pair::new(name, value)
            });
        }
    }
    pairs
}

/// The line's parts, each of which starts with a name of its own, save perhaps the first.
fn parts<'a>(line: &'a str, notes: &mut Notes) -> Vec<&'a str> {
    let mut starts: Vec<usize> = NAMES
        .iter()
        .flat_map(|name| line.match_indices(name))
        .filter(|(at, name)| {
            let after = line[at + name.len()..].trim_start();
            *at > 0 && after.starts_with([':', '='])
        })
        .map(|(at, _)| at)
        .collect();
    starts.sort_unstable();
    if starts.is_empty() {
        return vec![line];
    }
    notes.say("Parameters that ran together were split.");
    starts.push(line.len());
    let mut from = 0;
    let mut parts = Vec::with_capacity(starts.len());
    for start in starts {
        parts.push(&line[from..start]);
        from = start;
    }
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_with_a_colon_or_an_equals_sign_starts_a_part() {
        let mut notes = Notes::default();
        assert_eq!(
            parts(
                "grant_type:client_credentialsclient_id: a client_idclient_secret = b",
                &mut notes
            ),
            [
                "grant_type:client_credentials",
                "client_id: a client_id",
                "client_secret = b"
            ]
        );
        assert_eq!(notes.0.len(), 1);
    }

    #[test]
    fn what_did_not_run_together_stays_whole() {
        let mut notes = Notes::default();
        assert_eq!(
            parts("client_id=the client_id of mine", &mut notes),
            ["client_id=the client_id of mine"]
        );
        assert!(notes.0.is_empty());
    }
}
