//! Pastes that went wrong on the way: cut, doubled, shuffled, with odd characters. Nothing panics, and nothing is invented.
use gatepass_core::{Secret, read_paste};

const SEEDS: [&str; 12] = [
    include_str!("fixtures/pivot-token-request.txt"),
    include_str!("fixtures/cisco-support-token-details.txt"),
    include_str!("fixtures/cx-cloud-token-curl.txt"),
    include_str!("fixtures/api-console-authorization-header.txt"),
    include_str!("fixtures/smart-bonding-query-parameters.txt"),
    include_str!("fixtures/smart-bonding-option-1-answer.txt"),
    include_str!("fixtures/smart-bonding-curl-test.txt"),
    "curl ^\"https://login.example/token^\" ^\n -H ^\"Authorization: Basic azN2OTpzM2M=^\" --json ^\"{\\^\"a\\^\":1}^\"",
    "curl $'https://login.example/token\\u00e9' --data-urlencode a=b@c -u \"$ID:${SECRET}\" -G --url-query x=y",
    "{\"values\":[{\"key\":\"client_id\",\"value\":\"k3v9\\ud83d\\ude00\"}]}",
    "{\"variable\":[{\"key\":\"a\",\"value\":\"{{a}}\"}],\"item\":[{\"request\":{\"url\":{\"host\":[\"a\",\"{{a}}\"],\"path\":[\"t\"]},\"auth\":{\"type\":\"oauth2\",\"oauth2\":[{\"key\":\"clientId\",\"value\":\"{{a}}\"}]}}}]}",
    "POST /token HTTP/1.1 X: y\r\nHost: [::1]:8080\r\nAuthentication: Basic 8J+YgA==\r\n\r\n{\"grant_type\":\"password\"",
];

const ODD: [&str; 24] = [
    "\"",
    "'",
    "“",
    "”",
    "\\",
    "^",
    "`",
    "\n",
    "\r",
    "\u{a0}",
    "\u{0}",
    "😀",
    "{{",
    "}}",
    "{",
    "]",
    "%",
    "%ff",
    "://",
    "?",
    "@",
    "curl ",
    "HTTP/1.1 ",
    "client_id:",
];

/// A xorshift generator: the same cases every time.
struct Chance(u64);

impl Chance {
    fn below(&mut self, bound: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % u64::try_from(bound.max(1)).unwrap()).unwrap()
    }
}

fn mutated(chance: &mut Chance) -> String {
    let mut text: Vec<char> = SEEDS[chance.below(SEEDS.len())].chars().collect();
    for _ in 0..=chance.below(4) {
        let at = chance.below(text.len());
        match chance.below(5) {
            0 => text.truncate(at),
            1 => {
                let end = (at + chance.below(20)).min(text.len());
                text.drain(at..end);
            }
            2 => {
                let piece: Vec<char> = text[at..].iter().copied().take(40).collect();
                text.splice(at..at, piece);
            }
            3 => {
                let other = SEEDS[chance.below(SEEDS.len())];
                let start = chance.below(other.chars().count());
                text.splice(at..at, other.chars().skip(start).take(60));
            }
            _ => {
                text.splice(at..at, ODD[chance.below(ODD.len())].chars());
            }
        }
    }
    text.into_iter().collect()
}

#[test]
fn ten_thousand_broken_pastes_give_a_form_or_a_sentence() {
    let mut chance = Chance(0x9e37_79b9_7f4a_7c15);
    let (mut read, mut refused) = (0, 0);
    for _ in 0..10_000 {
        let text = mutated(&mut chance);
        let pasted = read_paste(&Secret::new(text.as_str()));
        match &pasted.problem {
            Some(problem) => {
                refused += 1;
                assert!(
                    !problem.is_empty() && pasted.candidates.is_empty(),
                    "{text}"
                );
            }
            None => {
                read += 1;
                assert!(!pasted.candidates.is_empty(), "{text}");
                if let Some(secret) = &pasted.form.client_secret {
                    assert!(!secret.is_empty(), "{text}");
                }
                if let Some(address) = &pasted.form.token_endpoint {
                    assert!(
                        address.query().is_none() && address.password().is_none(),
                        "{text}"
                    );
                }
            }
        }
    }
    // Both happen often, or this proves nothing.
    assert!(
        read > 1_000 && refused > 1_000,
        "{read} read, {refused} refused"
    );
}

#[test]
fn what_is_deep_or_repeats_itself_ends() {
    for text in [
        "[".repeat(200_000),
        "{\"a\":".repeat(40_000),
        "curl ".repeat(40_000),
        "curl '".repeat(40_000),
        "POST a.b/c\n".repeat(20_000),
        "client_id:".repeat(20_000),
        "{\n".repeat(100_000),
        "{\"\n".repeat(50_000),
        "“{\"\n".repeat(30_000),
        format!(
            "{{\"item\":{}{}}}",
            "[{\"item\":".repeat(20),
            "[]".to_owned() + &"}]".repeat(20)
        ),
    ] {
        let pasted = read_paste(&Secret::new(text.as_str()));
        assert!(pasted.form.client_secret.is_none());
    }
}
