//! What is masked and what is not, and that no cut makes a difference.
use proptest::prelude::*;

use super::*;

const SECRET: &str = "Zk3v+/ü9&q2\"m8=Lw4";
const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl";

fn masker() -> Masker {
    Masker::new(&[SECRET, TOKEN, "hunter2"].map(Secret::new))
}

/// What comes out when it goes in cut like this; the last piece takes the rest.
fn through(masker: &Masker, text: &[u8], cuts: &[usize], torn: bool) -> String {
    let (mut stream, mut masked) = (MaskStream::default(), vec![]);
    let mut keep = |bytes: &[u8]| {
        assert!(!bytes.is_empty(), "a sink is never given nothing");
        masked.extend_from_slice(bytes);
        Ok(())
    };
    let mut rest = text;
    for cut in cuts {
        let (piece, behind) = rest.split_at(rest.len().min(*cut));
        stream.push(masker, piece, &mut keep).unwrap();
        rest = behind;
    }
    stream.push(masker, rest, &mut keep).unwrap();
    stream.finish(masker, torn, &mut keep).unwrap();
    String::from_utf8(masked).unwrap()
}

#[test]
fn every_form_of_a_secret_is_masked() {
    let masker = masker();
    for form in forms(SECRET) {
        let text = format!("{{\"echo\":[\"<{}>\",1]}}", *form);
        assert_eq!(
            masker.text(&text),
            "{\"echo\":[\"<••••••••>\",1]}",
            "{}",
            *form
        );
    }
    assert_eq!(masker.text("a hunter2hunter2 b"), "a •••••••••••••••• b");
    assert_eq!(
        masker.text("hunter1 and Hunter2 are others"),
        "hunter1 and Hunter2 are others"
    );
}

#[test]
fn values_of_oauths_members_are_masked_row_by_row() {
    let rows = [
        (
            r#"{"access_token":"abc"}"#,
            r#"{"access_token":"••••••••"}"#,
        ),
        (
            r#"{"Access-Token" : "abc"}"#,
            r#"{"Access-Token" : "••••••••"}"#,
        ),
        (
            "{\"accessToken\"\t:\r\n  \"a\\\"b\\\\\",\"x\":1}",
            "{\"accessToken\"\t:\r\n  \"••••••••\",\"x\":1}",
        ),
        (
            r#"{"access\u005ftoken":"abc"}"#,
            r#"{"access\u005ftoken":"••••••••"}"#,
        ),
        (
            r#"{"acces\u0073_token":"abc"}"#,
            r#"{"acces\u0073_token":"••••••••"}"#,
        ),
        (
            r#"{"\u0061ccess__TOKEN":"abc"}"#,
            r#"{"\u0061ccess__TOKEN":"••••••••"}"#,
        ),
        (
            r#"[{"a":{"id_token":""}}]"#,
            r#"[{"a":{"id_token":"••••••••"}}]"#,
        ),
        (
            r#"{"refresh_token":12345,"x":1}"#,
            r#"{"refresh_token":"••••••••","x":1}"#,
        ),
        (
            r#"{"client_secret":{"a":["}",{"b":"\"]"}]},"x":1}"#,
            r#"{"client_secret":"••••••••","x":1}"#,
        ),
        (
            r#"{"client_assertion":["a",["b"]]}"#,
            r#"{"client_assertion":"••••••••"}"#,
        ),
        (
            r#"{"text":"{\"id_token\":\"a\\\"b\",\"x\":1}"}"#,
            r#"{"text":"{\"id_token\":\"••••••••\",\"x\":1}"}"#,
        ),
        (
            r#"{"text":"{\"id_token\":7}"}"#,
            r#"{"text":"{\"id_token\":\"••••••••\"}"}"#,
        ),
        (
            r#"{"text":"{\"id_token\":{\"a\":\"}\"}}"}"#,
            r#"{"text":"{\"id_token\":\"••••••••\"}"}"#,
        ),
        (
            r#"{"text":"{\u0022id_token\u0022:\u0022abc\u0022}"}"#,
            r#"{"text":"{\u0022id_token\u0022:\u0022••••••••\u0022}"}"#,
        ),
        (
            r#"{"text":"\naccess_token=abc\u0026x=1"}"#,
            r#"{"text":"\naccess_token=••••••••\u0026x=1"}"#,
        ),
        (
            "access_token=abc&token_type=bearer",
            "access_token=••••••••&token_type=bearer",
        ),
        ("x=1&access_token=abc", "x=1&access_token=••••••••"),
        (
            "https://a.example/cb#id_token=a.b-c_d&state=1",
            "https://a.example/cb#id_token=••••••••&state=1",
        ),
        (
            "to=https%3A%2F%2Fa%23access_token%3Dabc",
            "to=https%3A%2F%2Fa%23access_token%3D••••••••",
        ),
        (
            "{access_token: 'abc', x: 1}",
            "{access_token: '••••••••', x: 1}",
        ),
        (
            "\"access_token\" => \"abc\"",
            "\"access_token\" => \"••••••••\"",
        ),
        (
            "<p data-x=\"{&quot;access_token&quot;:&quot;abc&quot;}\">",
            "<p data-x=\"{&quot;access_token&quot;:&quot;••••••••&quot;}\">",
        ),
        (r#"{"access_token":"abc"#, r#"{"access_token":"••••••••"#),
        (r#"{"access_token":[{"a":"#, r#"{"access_token":"••••••••""#),
    ];
    let masker = Masker::new(&[]);
    for (text, masked) in rows {
        for cut in 1..=text.len() {
            let cuts = vec![cut; text.len() / cut];
            assert_eq!(
                through(&masker, text.as_bytes(), &cuts, false),
                masked,
                "cut by {cut}"
            );
        }
    }
}

#[test]
fn a_name_far_from_its_value_is_still_its_name() {
    let blanks = " \n".repeat(40_000);
    let text = format!("{{\"access_token\"{blanks}:{blanks}\"abc\"{blanks},\"x\":\"abc\"}}");
    let masked = text.replacen("\"abc\"", "\"••••••••\"", 1);
    for cut in [1_000, 32 * 1024, text.len()] {
        let cuts = vec![cut; text.len() / cut];
        assert!(
            through(&Masker::new(&[]), text.as_bytes(), &cuts, false) == masked,
            "{cut}"
        );
    }
}

#[test]
fn what_only_looks_like_one_is_left_as_it_is() {
    let rows = [
        r#"{"access_token_url":"https://a.example","grid_token":1,"token":"page-2","token_type":"Bearer"}"#,
        r#"{"id":"1","client":"ours","client_id":"two","access":"all","accesstokens":[1]}"#,
        "Send the access token in a header. An id_token is none, and access_token neither.",
        r#"{"text":"\u0041\u00e4\u0063","path":"C:\\access"}"#,
        "access_token",
        "access_token=",
        "access_token=&x=1",
        "\u{1f600} ü \u{0} \u{feff}",
        "",
    ];
    for text in rows {
        for cut in 1..=text.len() {
            let cuts = vec![cut; text.len() / cut];
            assert_eq!(through(&masker(), text.as_bytes(), &cuts, false), text);
        }
    }
}

#[test]
fn a_secret_that_is_torn_where_the_body_breaks_off_is_masked_too() {
    let text = format!("{{\"echo\":\"{}", &TOKEN[..20]);
    assert_eq!(
        through(&masker(), text.as_bytes(), &[7, 9], true),
        "{\"echo\":\"••••••••"
    );
    assert_eq!(
        through(&masker(), text.as_bytes(), &[7, 9], false),
        text,
        "it is another text if it ends there"
    );
    let short = format!("{{\"echo\":\"{}", &TOKEN[..7]);
    assert_eq!(
        through(&masker(), short.as_bytes(), &[], true),
        short,
        "too little to tell anything"
    );
}

#[test]
fn a_secret_that_begins_like_another_is_masked_whole() {
    let masker =
        Masker::new(&["abcdefghijkl", "abcdefghijklmnop", "abcdefghijXX"].map(Secret::new));
    let rows = [
        ("-abcdefghijklmnop-", "-••••••••-"),
        ("-abcdefghijklmnoX-", "-••••••••mnoX-"),
        ("-abcdefghijXXmnop-", "-••••••••mnop-"),
        ("-abcdefghabcdefghijkl-", "-abcdefgh••••••••-"),
    ];
    for (text, masked) in rows {
        for cut in 1..=text.len() {
            let cuts = vec![cut; text.len() / cut];
            assert_eq!(through(&masker, text.as_bytes(), &cuts, false), masked);
        }
    }
}

/// Pieces of documents, some of which have to be masked.
fn pieces() -> impl Strategy<Value = Vec<String>> {
    let own = prop::sample::select(vec![
        "\"access_token\":\"tok-0001\",",
        "\"id_token\" : [1,\"tok-0002\"]",
        "refresh_token=tok-0003&",
        "\\\"client_secret\\\":\\\"tok-0004\\\"",
        "access",
        "\"id",
        "\\u0061",
        "_token",
        "client",
        "\\",
        "\"",
        ":",
        "{",
        "}",
        "&",
    ]);
    let planted = (0..forms(SECRET).len()).prop_map(|at| forms(SECRET)[at].to_string());
    let part = (0..forms(SECRET).len(), 1..12_usize)
        .prop_map(|(at, length)| forms(SECRET)[at].chars().take(length).collect::<String>());
    let noise = "[ -~äöü€😀\n]{0,40}";
    prop::collection::vec(
        prop_oneof![
            own.prop_map(str::to_owned),
            planted,
            part,
            Just(TOKEN.to_owned()),
            noise
        ],
        0..30,
    )
}

proptest! {
    #[test]
    fn no_cut_makes_a_difference_and_no_secret_comes_out(
        pieces in pieces(),
        long in 0..3_usize,
        cuts in prop::collection::vec(1..200_usize, 0..60),
        torn: bool,
    ) {
        let text = pieces.concat().repeat(1 + long * 40);
        let masker = masker();
        let whole = through(&masker, text.as_bytes(), &[], torn);
        prop_assert_eq!(&through(&masker, text.as_bytes(), &cuts, torn), &whole);
        for secret in [SECRET, TOKEN, "hunter2"] {
            for form in forms(secret) {
                prop_assert!(!whole.contains(form.as_str()), "{}", *form);
            }
        }
    }

    #[test]
    fn what_holds_nothing_to_mask_passes_byte_for_byte(
        bytes in prop::collection::vec(any::<u8>(), 0..3000),
        cuts in prop::collection::vec(1..200_usize, 0..40),
    ) {
        // Bytes that no form begins with: whatever they are, they come out.
        let bytes: Vec<u8> = bytes.into_iter().map(|byte| if b"hZeW".contains(&byte) { b'.' } else { byte }).collect();
        let masker = masker();
        let (mut stream, mut out) = (MaskStream::default(), vec![]);
        let mut keep = |piece: &[u8]| { out.extend_from_slice(piece); Ok(()) };
        let mut rest = bytes.as_slice();
        for cut in cuts {
            let (piece, behind) = rest.split_at(rest.len().min(cut));
            stream.push(&masker, piece, &mut keep).unwrap();
            rest = behind;
        }
        stream.push(&masker, rest, &mut keep).unwrap();
        stream.finish(&masker, false, &mut keep).unwrap();
        prop_assert_eq!(out, bytes);
    }
}

/// `cargo test -p gatepass-core --release -- --ignored --nocapture megabytes`
#[test]
#[ignore = "a measurement"]
fn megabytes_a_second() {
    let record = r#"{"fieldNoticeId":"63942","url":"https://www.cisco.com/c/en/us/support/docs/field-notices/639/fn63942.html","clientName":"A sample, Inc.","id":123456,"summary":"Some sentences as notices have them, to fill the record with text."},"#;
    let body = record.repeat(100_000_000 / record.len()).into_bytes();
    let secrets: Vec<Secret> = (0..40_u8)
        .map(|number| {
            let text: String = (0..40_u8)
                .map(|at| char::from(b'A' + (at.wrapping_mul(7) ^ number) % 26))
                .collect();
            Secret::new(text)
        })
        .collect();
    let masker = Masker::new(&secrets);
    let speed = |run: &mut dyn FnMut(&[u8], &mut Vec<u8>)| {
        let mut out = Vec::with_capacity(body.len() + 1024);
        let mut best = f64::MAX;
        for _ in 0..3 {
            out.clear();
            let begun = std::time::Instant::now();
            run(&body, &mut out);
            best = best.min(begun.elapsed().as_secs_f64());
        }
        assert!(out == body);
        body.len() as f64 / best / 1e6
    };
    let copied = speed(&mut |body, out| {
        body.chunks(64 * 1024)
            .for_each(|piece| out.extend_from_slice(piece))
    });
    let masked = speed(&mut |body, out| {
        let mut stream = MaskStream::default();
        let mut keep = |piece: &[u8]| {
            out.extend_from_slice(piece);
            Ok(())
        };
        for piece in body.chunks(64 * 1024) {
            stream.push(&masker, piece, &mut keep).unwrap();
        }
        stream.finish(&masker, false, &mut keep).unwrap();
    });
    #[allow(clippy::print_stderr, reason = "the measurement's result")]
    {
        eprintln!("masked {masked:.0} MB/s, copied {copied:.0} MB/s");
    }
}
