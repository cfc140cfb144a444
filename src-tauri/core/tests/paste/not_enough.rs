//! The blocks of the original documents that set nothing up, and what is said instead.
use super::documents::TOKEN_LEFT_OUT;
use super::{assert_holds_no_value, assert_words, paste};

/// Blocks without a request, or without the part of one that says whose it is; words of the problem, and of each note.
pub(crate) const NOT_ENOUGH: &[(&str, &str, &[&str])] = &[
    (
        include_str!("fixtures/cx-cloud-authorization-header.txt"),
        "Paste the request",
        &[TOKEN_LEFT_OUT],
    ),
    (
        include_str!("fixtures/api-console-authorization-header.txt"),
        "Paste the request",
        &["Two Authorization headers", TOKEN_LEFT_OUT],
    ),
    (
        include_str!("fixtures/smart-bonding-content-type-header.txt"),
        "Paste the request",
        &[],
    ),
    (
        include_str!("fixtures/pivot-token-answer.txt"),
        "answer",
        &[],
    ),
    (
        include_str!("fixtures/cisco-support-token-answer.txt"),
        "answer",
        &[],
    ),
    (
        include_str!("fixtures/cx-cloud-token-answer.txt"),
        "answer",
        &[],
    ),
    (
        include_str!("fixtures/api-console-token-answer.txt"),
        "answer",
        &[],
    ),
    (
        include_str!("fixtures/smart-bonding-option-1-answer.txt"),
        "answer",
        &["Curly quotes"],
    ),
];

#[test]
fn a_block_that_is_not_enough_says_what_would_be() {
    for (text, problem, words) in NOT_ENOUGH {
        let pasted = paste(text);
        let said = pasted.problem.clone().unwrap_or_default();
        assert!(said.contains(problem), "{text}: {said:?}");
        assert_words(&pasted.notes, words, text);
        assert!(
            pasted.candidates.is_empty() && pasted.asks.is_empty(),
            "{text}"
        );
        assert_holds_no_value(&pasted, text);
    }
}
