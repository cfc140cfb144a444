//! Malformed replies by number: the same number is the same reply, in every run.
use crate::server::Reply;
use crate::{bodies, framing};

/// A reply as a provider sends it: opaque token, an hour.
pub(crate) const GOOD: &str = r#"{"access_token":"sample0token1for2the3desk4x","token_type":"Bearer","expires_in":3599,"scope":"customscope"}"#;

pub(crate) const JSON: &str = "Content-Type: application/json\r\n";
const HTML: &str = "Content-Type: text/html; charset=utf-8\r\n";
const PAGE: &str = "<!DOCTYPE html><html><head><title>Guest network</title></head><body><h1>Sign <b>in</b></h1><script>alert(1)</script></body></html>";

/// Numbers that fit nowhere.
const NUMBERS: [&str; 8] = [
    "1e400",
    "-1",
    "99999999999999999999999",
    "1e308",
    "0",
    "-9223372036854775809",
    "3.5e-300",
    "0x10",
];

/// The errors that servers send under 200.
pub(crate) const ERRORS: [&str; 3] = [
    r#"{"error":"invalid_client","error_description":"The client secret supplied for a confidential client is invalid."}"#,
    r#"{"error":"invalid_client"}"#,
    r#"{"message":"No messages available to Send","status":"200"}"#,
];

/// The kinds, each a way to be malformed; they take turns.
type Kind = fn(&mut Dice) -> Reply;
const KINDS: [(&str, Kind); 18] = [
    ("a member of another type", bodies::other_type),
    ("cut short", |dice| {
        whole(JSON, &GOOD.as_bytes()[..dice.below(GOOD.len())])
    }),
    ("a member twice", bodies::twice),
    ("a mark before it", bodies::marked),
    ("nested deeply", bodies::nested),
    ("a page", |dice| {
        whole(HTML, &mutated(dice, PAGE.as_bytes(), 3))
    }),
    ("an error under 200", |dice| {
        let body = ERRORS[dice.below(ERRORS.len())];
        let times = dice.below(3);
        whole(JSON, &mutated(dice, body.as_bytes(), times))
    }),
    ("bytes changed in the body", |dice| {
        let times = 1 + dice.below(8);
        whole(JSON, &mutated(dice, GOOD.as_bytes(), times))
    }),
    ("bytes changed in the head", framing::changed_head),
    ("not UTF-8", bodies::not_utf8),
    ("numbers that fit nowhere", |dice| {
        let number = NUMBERS[dice.below(NUMBERS.len())];
        whole(JSON, GOOD.replace("3599", number).as_bytes())
    }),
    ("a wrong length", framing::wrong_length),
    ("an encoding that is none", framing::encoded),
    ("chunks that are none", framing::chunked),
    ("JSON of another form", bodies::other_form),
    ("names in another spelling", bodies::other_names),
    ("too much", framing::too_much),
    ("an odd status", framing::odd_status),
];

/// Decides by number alone (splitmix64).
pub(crate) struct Dice(u64);

impl Dice {
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % end
    }
}

/// The reply of that number, and what is wrong with it.
pub(crate) fn reply(number: usize) -> (&'static str, Reply) {
    let (what, make) = KINDS[number % KINDS.len()];
    (what, make(&mut Dice(number as u64)))
}

/// A whole answer: its status, its length and its end are right.
pub(crate) fn whole(headers: &str, body: &[u8]) -> Reply {
    with_status(200, headers, body)
}

pub(crate) fn with_status(status: usize, headers: &str, body: &[u8]) -> Reply {
    let length = body.len();
    let head = format!(
        "HTTP/1.1 {status} OK\r\n{headers}Content-Length: {length}\r\nConnection: close\r\n\r\n"
    );
    Reply {
        bytes: [head.as_bytes(), body].concat(),
        stalls: false,
    }
}

pub(crate) fn mutated(dice: &mut Dice, bytes: &[u8], times: usize) -> Vec<u8> {
    let mut bytes = bytes.to_vec();
    for _ in 0..times {
        let at = dice.below(bytes.len());
        match dice.below(4) {
            0 => bytes[at] = dice.below(256) as u8,
            1 => bytes[at] ^= 1 << dice.below(8),
            2 => drop(bytes.remove(at)),
            _ => bytes.insert(at, dice.below(128) as u8),
        }
    }
    bytes
}
