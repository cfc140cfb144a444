//! Random documents with secrets planted in them, cut at random; and how fast a large one goes through.
use proptest::prelude::*;

use super::tests::{SECRET, TOKEN, masker, through};
use super::*;

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
