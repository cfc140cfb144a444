//! How a body arrives changes nothing, and more than the limit does not.
use std::sync::Arc;

use gatepass_io::{Body, BodyTooLarge, BodyWriter, Form, JsonView, encode};
use proptest::prelude::*;

use crate::arrived;
use crate::documents::long_document;

/// All that a page could ever see of a body.
fn seen(body: Body) -> (Form, Vec<u8>, Option<Vec<u8>>) {
    let form = body.form();
    let lines = encode(body.line_count(), &body.lines(0, usize::MAX));
    let formatted = JsonView::new(Arc::new(body))
        .map(|view| encode(view.row_count(), &view.rows(0, usize::MAX)));
    (form, lines, formatted)
}

#[test]
fn pieces_of_one_byte_end_inside_everything() {
    let texts = [
        "\u{feff}{\"ä\\u00e9\\\"\": [\"😀\", -1.5e+3, true, {}], \"x\": [[]]}\r\n",
        "{\"a\":1}\r\n{\"b\":\"😀\"}\n",
        "<html>\r\n<h1>Développeur</h1>\r\n",
        "[1, 2, \"\\u12x\"]",
        "{\"a\": tru",
    ];
    for text in texts {
        let whole = seen(arrived(text.as_bytes(), usize::MAX));
        for piece in [1, 2, 3, 7] {
            assert_eq!(
                seen(arrived(text.as_bytes(), piece)),
                whole,
                "{text} by {piece}"
            );
        }
    }
}

#[test]
fn a_body_larger_than_the_limit_is_refused_by_name() {
    let mut writer = BodyWriter::new(10);
    writer.push(b"[1,2,").unwrap();
    writer.push(b"3,4,5").unwrap();
    let refused = writer.push(b"]").unwrap_err();
    assert_eq!(refused, BodyTooLarge { limit: 10 });
    assert_eq!(
        refused.to_string(),
        "the body is larger than the limit of 10 bytes"
    );
    assert_eq!(writer.received(), 10);
    assert_eq!(
        writer.finish().bytes(),
        b"[1,2,3,4,5",
        "what came can be looked at"
    );
}

#[test]
fn a_body_may_be_empty() {
    let body = BodyWriter::new(0).finish();
    assert_eq!((body.form(), body.line_count()), (Form::Text, 0));
    assert!(body.lines(0, 10).is_empty());
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(16))]

    #[test]
    fn pieces_of_any_size_give_the_same_rows(
        text in long_document(),
        cut in any::<prop::sample::Index>(),
        piece in 1..9_000_usize,
    ) {
        // Cut off anywhere, also inside a character.
        let whole = text.as_bytes();
        let broken = &whole[..cut.index(whole.len())];
        for bytes in [whole, broken] {
            prop_assert_eq!(seen(arrived(bytes, piece)), seen(arrived(bytes, usize::MAX)));
        }
    }
}
