//! The interpreter: two tables, one for what token endpoints answer and one for API calls. The first row that holds speaks.
//!
//! Sources: RFC 6749 section 5.2 and RFC 6750 section 3; Okta, PingFederate, Azure API Management and Mashery error bodies as
//! documented or recorded; the services' own error pages.
mod gateway;
mod generic;
mod oauth;
mod portal;
mod services;

use super::rule::{Rule, Verdict};
use super::{AnswerFacts, Asked, Saying};

/// From the outside in: whoever stands in front answers first.
const TOKEN: &[&[Rule]] = &[
    portal::RULES,
    portal::TOKEN,
    gateway::LIMITS,
    oauth::RULES,
    gateway::INACTIVE,
    gateway::TOKEN,
    generic::TOKEN,
    generic::TROUBLE,
    generic::NO_TOKEN,
];

const CALL: &[&[Rule]] = &[
    portal::RULES,
    portal::CALL,
    gateway::LIMITS,
    gateway::PAIR,
    gateway::INACTIVE,
    gateway::CALL,
    services::WHOLE,
    generic::CALL,
    generic::TROUBLE,
    generic::LAST_CALL,
    services::ITEMS,
];

/// What an API's answer amounts to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Meaning {
    /// As asked for.
    Success,
    /// The service answered that there is nothing: no failure, also where it says so with 404.
    NoData(Saying),
    /// Some of what was asked for is there.
    Partial {
        /// About the items that are not.
        saying: Saying,
        /// How many are not.
        failed: usize,
        /// How many there are.
        of: usize,
    },
    /// Not done, also where the status is 200.
    Refused(Saying),
}

/// Reads a token endpoint's answer that holds no token.
pub fn refusal_of_answer(facts: &AnswerFacts, asked: &Asked<'_>) -> Saying {
    let rule = first(TOKEN, facts, asked).unwrap_or(&generic::NOT_A_TOKEN_ANSWER);
    rule.say(facts, asked)
}

/// Reads an API's answer. A status of success is not believed before the body was read.
pub fn meaning_of(facts: &AnswerFacts, asked: &Asked<'_>) -> Meaning {
    let Some(rule) = first(CALL, facts, asked) else {
        return Meaning::Success;
    };
    let saying = rule.say(facts, asked);
    match rule.verdict {
        Verdict::NoData => Meaning::NoData(saying),
        Verdict::Partial => Meaning::Partial {
            saying,
            failed: facts.reported.failed.len(),
            of: facts.reported.items,
        },
        Verdict::Refused => Meaning::Refused(saying),
    }
}

/// Every code that [`refusal_of_answer`] can give, in the order of its rules.
pub fn token_answer_codes() -> Vec<&'static str> {
    let rules = TOKEN.iter().copied().flatten();
    let all = rules.chain([&generic::NOT_A_TOKEN_ANSWER]);
    all.map(|rule| rule.code).collect()
}

/// Every code that [`meaning_of`] can give, in the order of its rules.
pub fn call_answer_codes() -> Vec<&'static str> {
    let rules = CALL.iter().copied().flatten();
    rules.map(|rule| rule.code).collect()
}

fn first(
    table: &'static [&'static [Rule]],
    facts: &AnswerFacts,
    asked: &Asked<'_>,
) -> Option<&'static Rule> {
    let mut rules = table.iter().copied().flatten();
    rules.find(|rule| (rule.when)(facts, asked))
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use super::*;
    use crate::refusal::What;
    use crate::refusal::words::blank;

    #[test]
    fn a_code_means_one_thing() {
        let mut meanings = BTreeMap::new();
        for rule in TOKEN.iter().chain(CALL).copied().flatten() {
            let words = meanings.entry(rule.code).or_insert_with(|| rule.words());
            assert_eq!(*words, rule.words(), "{}", rule.code);
        }
        for codes in [token_answer_codes(), call_answer_codes()] {
            let mut once = codes.clone();
            once.sort_unstable();
            once.dedup();
            assert_eq!(once.len(), codes.len(), "{codes:?}");
        }
    }

    #[test]
    fn a_token_answer_is_refused_or_holds_a_token() {
        for rule in TOKEN.iter().copied().flatten() {
            assert_eq!(rule.verdict, Verdict::Refused, "{}", rule.code);
        }
    }

    #[test]
    fn every_blank_has_something_to_fill_it() {
        let (facts, to) = (AnswerFacts::default(), "https://a.example".parse().unwrap());
        let asked = Asked {
            provider: None,
            token_endpoint: &to,
            what: What::Call { to: &to },
            worked_before: false,
        };
        for rule in TOKEN.iter().chain(CALL).copied().flatten() {
            for text in rule.words() {
                for (_, rest) in text.match_indices('{').map(|(at, _)| text.split_at(at + 1)) {
                    let name = rest.split_once('}').expect("it is closed").0;
                    assert!(
                        blank(name, &facts, &asked).is_some(),
                        "{}: {name}",
                        rule.code
                    );
                }
            }
        }
    }
}
