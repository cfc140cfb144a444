//! The secrets that are planted, and every form in which a copy of one may lie in memory.
use std::fmt::Write as _;

use base64::engine::general_purpose::{STANDARD, URL_SAFE};
use gatepass_core::Secret;
use zeroize::Zeroizing;

/// Characters of a part. A copy of a part is a copy: buffers that grow leave beginnings behind, and a search cuts.
const PART: usize = 16;

pub(crate) const PARTS: usize = 3;

/// Entered by the user.
pub(crate) const TYPED: [&str; 10] = [
    "passphrase",
    "client-secret-form",
    "client-secret-basic",
    "client-secret-query",
    "client-secret-json",
    "password",
    "extra-header",
    "extra-parameter",
    "key-of-a-call",
    "typed-and-not-saved",
];

/// Each integration gets two access tokens, and refresh tokens where its grant has such.
pub(crate) const ISSUED: [&str; 5] = [
    "form-access",
    "basic-access",
    "query-access",
    "json-access",
    "form-refresh",
];

/// So many tokens of one kind are looked for.
pub(crate) const EACH: u32 = 2;

/// A secret's text, made of its name: whoever is told the seed has it, and it stands nowhere.
pub(crate) fn text(seed: u64, name: &str) -> Zeroizing<String> {
    const LETTERS: &[u8] = b"abcdefghijklmnopqrstuvwxyz0123456789";
    let mut state = name.bytes().fold(seed, |state, byte| {
        (state ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01b3)
    });
    let mut text = Zeroizing::new(String::with_capacity(PARTS * PART));
    for at in 0..PARTS * PART {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        // One in each part has to be escaped in a form, and one in JSON where it is not a token's.
        text.push(match at % PART {
            7 => '+',
            11 if TYPED.contains(&name) => '"',
            11 => '/',
            _ => char::from(LETTERS[(state >> 33) as usize % LETTERS.len()]),
        });
    }
    text
}

/// The same for the product.
pub(crate) fn secret(seed: u64, name: &str) -> Secret {
    Secret::new(std::mem::take(&mut *text(seed, name)))
}

/// Bytes that betray a secret: a part of it in one of its forms.
#[derive(Clone, Debug)]
pub(crate) struct Trace {
    pub(crate) of: String,
    pub(crate) form: &'static str,
    pub(crate) bytes: Vec<u8>,
}

/// What is held when the app is locked: of the tokens the later one.
pub(crate) fn held() -> impl Iterator<Item = String> {
    let issued = ISSUED.iter().map(|name| format!("{name}-{EACH}"));
    TYPED.iter().map(|name| (*name).to_owned()).chain(issued)
}

/// The traces of all that is planted.
pub(crate) fn traces(seed: u64) -> Vec<Trace> {
    names()
        .iter()
        .flat_map(|name| traces_of(name, &text(seed, name)))
        .collect()
}

/// The names of all: also each token's.
pub(crate) fn names() -> Vec<String> {
    let issued = ISSUED
        .iter()
        .flat_map(|name| (1..=EACH).map(move |number| format!("{name}-{number}")));
    let typed = TYPED.iter().map(|name| (*name).to_owned());
    typed.chain(issued).collect()
}

pub(crate) fn traces_of(name: &str, text: &str) -> Vec<Trace> {
    let mut all: Vec<Trace> = Vec::new();
    for part in text.as_bytes().chunks(PART) {
        let part = std::str::from_utf8(part).unwrap();
        let mut add = |form, bytes: Vec<u8>| {
            if all.iter().all(|known| known.bytes != bytes) {
                let of = name.to_owned();
                all.push(Trace { of, form, bytes });
            }
        };
        add("plain", part.into());
        add(
            "UTF-16",
            part.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        );
        add("JSON", part.replace('"', "\\\"").into());
        let escaped: String = url::form_urlencoded::byte_serialize(part.as_bytes()).collect();
        add("percent", escaped.to_ascii_lowercase().into());
        add("percent", escaped.clone().into());
        let hex = part.bytes().fold(String::new(), |mut hex, byte| {
            let _ = write!(hex, "{byte:02x}");
            hex
        });
        add("hex", hex.to_ascii_uppercase().into());
        add("hex", hex.into());
        for text in [part, &escaped] {
            for before in 0..3 {
                for engine in [STANDARD, URL_SAFE] {
                    add("base64", in_base64(&engine, text, before).into());
                }
            }
        }
    }
    all
}

/// As it stands in the base64 of a longer text, after so many other bytes: without the characters that others share.
fn in_base64(engine: &impl base64::Engine, text: &str, before: usize) -> String {
    let padded = [&vec![0; before][..], text.as_bytes()].concat();
    let whole = padded.len() / 3 * 4;
    let encoded = engine.encode(&padded);
    let from = [0, 2, 3][before];
    encoded[from..whole].to_owned()
}
