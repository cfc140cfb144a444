//! Bodies that are malformed, in answers whose frames are right.
use crate::replies::{Dice, GOOD, JSON, whole};
use crate::server::Reply;

const KEYS: [&str; 4] = ["access_token", "token_type", "expires_in", "scope"];
/// Values of other types than the member wants.
const VALUES: [&str; 14] = [
    "null",
    "true",
    "7",
    "-0.5",
    "[]",
    "{}",
    r#"["a"]"#,
    r#"{"a":"b"}"#,
    r#""""#,
    r#"" ""#,
    r#""a b""#,
    r#""a\nb""#,
    r#""\u0000""#,
    r#""\ud800""#,
];

pub(super) fn other_type(dice: &mut Dice) -> Reply {
    let mut members: serde_json::Map<String, serde_json::Value> =
        serde_json::from_str(GOOD).unwrap();
    let key = KEYS[dice.below(KEYS.len())];
    members.remove(key);
    let rest = serde_json::Value::Object(members).to_string();
    let value = VALUES[dice.below(VALUES.len())];
    whole(
        JSON,
        format!(r#"{{"{key}":{value},{}"#, &rest[1..]).as_bytes(),
    )
}

pub(super) fn twice(dice: &mut Dice) -> Reply {
    let key = KEYS[dice.below(KEYS.len())];
    let spelt = match dice.below(3) {
        0 => key.replace('s', r"\u0073"),
        1 => key.replace('e', r"\u0065"),
        _ => key.to_owned(),
    };
    let value = [r#""sample0other1token""#, "60", "null"][dice.below(3)];
    let again = format!(r#""{spelt}":{value}"#);
    let body = match dice.below(2) {
        0 => format!("{{{again},{}", &GOOD[1..]),
        _ => format!("{},{again}}}", &GOOD[..GOOD.len() - 1]),
    };
    whole(JSON, body.as_bytes())
}

pub(super) fn marked(dice: &mut Dice) -> Reply {
    let wide = |to_bytes: fn(u16) -> [u8; 2]| -> Vec<u8> {
        "\u{feff}"
            .encode_utf16()
            .chain(GOOD.encode_utf16())
            .flat_map(to_bytes)
            .collect()
    };
    let body = match dice.below(4) {
        0 => [b"\xef\xbb\xbf", GOOD.as_bytes()].concat(),
        1 => [b"\xef\xbb\xbf\xef\xbb\xbf", GOOD.as_bytes()].concat(),
        2 => wide(u16::to_le_bytes),
        _ => wide(u16::to_be_bytes),
    };
    whole(JSON, &body)
}

pub(super) fn nested(dice: &mut Dice) -> Reply {
    let depth = [100, 1_000, 10_000, 60_000, 100_000][dice.below(5)];
    let body = match dice.below(4) {
        0 => "[".repeat(depth),
        1 => format!("{}{}", "[".repeat(depth / 2), "]".repeat(depth / 2)),
        2 => r#"{"a":"#.repeat(depth / 5),
        _ => format!(
            r#"{{"access_token":{}{}}}"#,
            "[".repeat(depth / 2),
            "]".repeat(depth / 2)
        ),
    };
    whole(JSON, body.as_bytes())
}

pub(super) fn not_utf8(dice: &mut Dice) -> Reply {
    const BAD: [&[u8]; 5] = [
        b"\xff",
        b"\xc0\xaf",
        b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80",
        b"\xe2\x82",
    ];
    let at = 1 + dice.below(GOOD.len() - 2);
    let bad = BAD[dice.below(BAD.len())];
    whole(
        JSON,
        &[&GOOD.as_bytes()[..at], bad, &GOOD.as_bytes()[at..]].concat(),
    )
}

pub(super) fn other_form(dice: &mut Dice) -> Reply {
    let forms = [
        "",
        " ",
        "null",
        "true",
        "7",
        r#""sample0token""#,
        "[]",
        "{}",
        "undefined",
        "access_token=a&token_type=bearer",
        "<token>a</token>",
        "\0\0\0\0",
        "{]",
        "[}",
        "{\"access_token\"}",
        "{,}",
    ];
    let body = match dice.below(3) {
        0 => format!("[{GOOD}]"),
        _ => forms[dice.below(forms.len())].to_owned(),
    };
    let content_type = [
        JSON,
        "",
        "Content-Type: text/plain\r\n",
        "Content-Type: \u{7f}\r\n",
    ][dice.below(3)];
    whole(content_type, body.as_bytes())
}

pub(super) fn other_names(dice: &mut Dice) -> Reply {
    let names = [
        "Access_Token",
        "accessToken",
        "access-token",
        "access_token ",
        "",
        "token",
    ];
    let body = match dice.below(3) {
        0 => format!(r#"{{"data":{GOOD}}}"#),
        1 => GOOD.replace('"', "'"),
        _ => GOOD.replace("access_token", names[dice.below(names.len())]),
    };
    whole(JSON, body.as_bytes())
}
