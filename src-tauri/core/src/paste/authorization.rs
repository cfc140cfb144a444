//! Reads an Authorization header: a client's Basic credentials (RFC 6749, section 2.3.1), or a token, which is not kept.
use base64::Engine as _;
use base64::alphabet::{STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

use super::notes::Notes;
use super::text::{Text, form_decode, text};
use crate::placeholders::is_placeholder;

const LENIENT: GeneralPurposeConfig = GeneralPurposeConfig::new()
    .with_decode_padding_mode(DecodePaddingMode::Indifferent)
    .with_decode_allow_trailing_bits(true);

/// What an Authorization header holds.
pub(super) enum Authorization {
    /// Id and secret; both empty if a placeholder stood there.
    Basic(Text, Text),
    /// An access token, or a scheme that is not a client's.
    Other,
}

/// Reads the header's value.
pub(super) fn read(value: &str, notes: &mut Notes) -> Authorization {
    let (scheme, rest) = value
        .trim()
        .split_once(char::is_whitespace)
        .unwrap_or((value.trim(), ""));
    if !scheme.eq_ignore_ascii_case("Basic") {
        notes.say("An access token belongs to a call and runs out. It was left out: Gatepass gets its own.");
        return Authorization::Other;
    }
    let rest = rest.trim();
    if is_placeholder(rest) {
        return Authorization::Basic(text(""), text(""));
    }
    match decode(rest) {
        Some(pair) => user(&pair, notes),
        None => {
            notes.say("The Basic header could not be decoded: it is not base64 of an id, a colon and a secret.");
            Authorization::Basic(text(""), text(""))
        }
    }
}

/// Reads `id:secret`, as `--user` has it. Servers form-decode both, so they are kept decoded.
pub(super) fn user(pair: &str, notes: &mut Notes) -> Authorization {
    let (id, secret) = pair.split_once(':').unwrap_or((pair, ""));
    if secret.contains(['%', '+']) && !is_placeholder(secret) {
        notes.say("Id and secret of the Basic header were decoded as RFC 6749 asks (+ is a blank, %2B a plus). If the secret holds a + or a % of its own, enter it again.");
    }
    Authorization::Basic(form_decode(id), form_decode(secret))
}

fn decode(base64: &str) -> Option<Text> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(base64.len()));
    let engines = [&STANDARD, &URL_SAFE].map(|letters| GeneralPurpose::new(letters, LENIENT));
    engines
        .iter()
        .find(|engine| {
            bytes.clear();
            engine.decode_vec(base64, &mut bytes).is_ok()
        })
        .is_some()
        .then_some(())?;
    let pair = std::str::from_utf8(&bytes).ok()?;
    pair.contains(':').then(|| text(pair))
}
