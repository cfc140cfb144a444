//! What is masked and what is not, row by row and cut by cut.
use super::*;

pub(super) const SECRET: &str = "Zk3v+/ü9&q2\"m8=Lw4";
pub(super) const TOKEN: &str = "eyJhbGciOiJub25lIn0.eyJzdWIiOiJzYW1wbGUifQ.c2lnbmF0dXJl";

pub(super) fn masker() -> Masker {
    Masker::new(&[SECRET, TOKEN, "hunter2"].map(Secret::new))
}

/// What comes out when it goes in cut like this; the last piece takes the rest.
pub(super) fn through(masker: &Masker, text: &[u8], cuts: &[usize], torn: bool) -> String {
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
fn what_searches_much_text_masks_as_what_searches_little() {
    let (little, much) = (masker(), masker());
    much.passes(MUCH);
    assert!(little.search.get().is_none() && much.search.get().is_some());
    for form in forms(SECRET).iter().chain(&forms(TOKEN)) {
        let text = format!("{{\"ID_token\":\"abc\",\"echo\":\"<{}>\"}}", **form);
        let masked = much.text(&text);
        assert_eq!(masked, little.text(&text));
        assert_eq!(
            masked,
            "{\"ID_token\":\"••••••••\",\"echo\":\"<••••••••>\"}"
        );
    }
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
