//! The second pass: the finished files are read back, every encoding found in them is undone, and each secret is looked for.
//!
//! It shares nothing with the first: that one writes a secret in the forms that servers use, this one reads the forms there are.
use std::collections::HashSet;

use base64::Engine as _;
use base64::alphabet;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use percent_encoding::percent_decode_str;
use serde_json::Value;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{SupportBundle, SupportError};
use crate::secret::Secret;

/// Encodings within encodings that are undone.
const DEPTH: usize = 3;
/// Characters of the shortest run that is taken for base64 or hex.
const LEAST_RUN: usize = 6;

/// Nothing of what may not leave is in the files, as far as it is known.
pub(super) fn recheck(bundle: &SupportBundle, known: &[Secret]) -> Result<(), SupportError> {
    let har: Value = serde_json::from_str(&bundle.har).map_err(|_| SupportError::NotSound)?;
    let entries = har["log"]["entries"].as_array().map(Vec::len);
    if har["log"]["version"] != "1.2" || entries != Some(1) {
        return Err(SupportError::NotSound);
    }
    if holds(&bundle.text, known) || holds(&bundle.title, known) {
        return Err(SupportError::StillThere("text"));
    }
    let mut texts = Vec::new();
    texts_in(&har, &mut texts);
    match holds(&bundle.har, known) || texts.iter().any(|text| holds(text, known)) {
        true => Err(SupportError::StillThere("HAR file")),
        false => Ok(()),
    }
}

fn texts_in<'a>(value: &'a Value, texts: &mut Vec<&'a str>) {
    match value {
        Value::String(text) => texts.push(text),
        Value::Array(items) => items.iter().for_each(|item| texts_in(item, texts)),
        Value::Object(members) => {
            for (name, member) in members {
                texts.push(name);
                texts_in(member, texts);
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}

fn holds(text: &str, known: &[Secret]) -> bool {
    let mut seen = HashSet::new();
    let mut readings = vec![Zeroizing::new(text.to_owned())];
    for depth in 0..=DEPTH {
        if readings.iter().any(|reading| tells(reading, known)) {
            return true;
        }
        if depth == DEPTH {
            break;
        }
        let next = readings.iter().flat_map(|reading| decoded(reading));
        let next: Vec<_> = next
            .filter(|it| it.len() >= 4 && seen.insert(Sha256::digest(it.as_bytes())))
            .collect();
        readings = next;
    }
    false
}

fn tells(reading: &str, known: &[Secret]) -> bool {
    let mut known = known.iter();
    known.any(|secret| secret.reveal(|secret| reading.contains(secret)))
}

/// Every other way to read a text.
fn decoded(text: &str) -> Vec<Zeroizing<String>> {
    let percent = |text: &str| percent_decode_str(text).decode_utf8_lossy().into_owned();
    let mut readings = Vec::new();
    if text.contains('%') {
        readings.push(percent(text));
        readings.push(percent(&text.replace('+', " ")));
    } else if text.contains('+') {
        readings.push(text.replace('+', " "));
    }
    if text.contains('\\') {
        readings.push(without_backslashes(text));
    }
    if text.contains('&') {
        readings.push(without_entities(text));
    }
    let is_of_run = |c: char| c.is_ascii_alphanumeric() || matches!(c, '+' | '/' | '-' | '_');
    let runs = text
        .split(|c| !is_of_run(c))
        .filter(|run| run.len() >= LEAST_RUN);
    // All that a text's runs say, one line each: a line is as good a place to look as a text of its own.
    let mut said = String::new();
    for run in runs {
        for bytes in unpacked(run) {
            let line = String::from_utf8_lossy(&bytes).into_owned();
            said.push_str(&line);
            said.push('\n');
        }
    }
    readings.push(said);
    readings.into_iter().map(Zeroizing::new).collect()
}

/// A run as hex, and as base64 from each of the places where one may begin.
fn unpacked(run: &str) -> Vec<Zeroizing<Vec<u8>>> {
    let config = GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true);
    let engine = GeneralPurpose::new(&alphabet::STANDARD, config);
    let standard = run.replace('-', "+").replace('_', "/");
    let mut found = Vec::new();
    for from in 0..4.min(standard.len()) {
        let mut part = &standard[from..];
        // One character too many says nothing.
        if part.len() % 4 == 1 {
            part = &part[..part.len() - 1];
        }
        found.extend(engine.decode(part).ok().map(Zeroizing::new));
    }
    for from in 0..2.min(run.len()) {
        let part = run.as_bytes()[from..].chunks_exact(2);
        let byte = |two: &[u8]| {
            let two = std::str::from_utf8(two).ok()?;
            u8::from_str_radix(two, 16).ok()
        };
        let bytes: Option<Vec<u8>> = part.map(byte).collect();
        found.extend(bytes.map(Zeroizing::new));
    }
    found
}

/// As a JSON string is read, however deep it was escaped.
fn without_backslashes(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut units: Vec<u16> = Vec::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        rest = &rest[c.len_utf8()..];
        let unit = (c == '\\' && rest.starts_with('u'))
            .then(|| u16::from_str_radix(rest.get(1..5)?, 16).ok())
            .flatten();
        if let Some(unit) = unit {
            units.push(unit);
            rest = &rest[5..];
            continue;
        }
        read.push_str(&String::from_utf16_lossy(&units));
        units.clear();
        if c != '\\' {
            read.push(c);
            continue;
        }
        let Some(escaped) = rest.chars().next() else {
            break;
        };
        rest = &rest[escaped.len_utf8()..];
        read.push(match escaped {
            'n' => '\n',
            'r' => '\r',
            't' => '\t',
            'b' => '\u{8}',
            'f' => '\u{c}',
            other => other,
        });
    }
    read.push_str(&String::from_utf16_lossy(&units));
    read
}

fn without_entities(text: &str) -> String {
    let mut read = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        read.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.find(';').filter(|end| *end <= 10);
        match end.and_then(|end| Some((entity(&rest[1..end])?, end))) {
            Some((c, end)) => {
                read.push(c);
                rest = &rest[end + 1..];
            }
            None => {
                read.push('&');
                rest = &rest[1..];
            }
        }
    }
    read + rest
}

fn entity(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = match hex {
            Some(hex) => u32::from_str_radix(hex, 16),
            None => number.parse(),
        };
        return char::from_u32(code.ok()?);
    }
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}
