//! Answers as documented and recorded, row by row: `tests/fixtures/answers`. What each must be told as stands in the row.
use std::collections::{BTreeMap, BTreeSet};

use gatepass_core::{
    AnswerFacts, Asked, Fault, HttpAnswer, Meaning, Saying, Secret, What, call_answer_codes,
    meaning_of, provider, refusal_of_answer, token_answer_codes,
};
use serde::Deserialize;
use serde_json::Value;
use url::Url;

use super::assert_words;

const FILES: [(&str, &str); 5] = [
    (
        "error-shapes",
        include_str!("../fixtures/answers/error-shapes.json"),
    ),
    (
        "token-host",
        include_str!("../fixtures/answers/token-host.json"),
    ),
    ("portal", include_str!("../fixtures/answers/portal.json")),
    ("gateway", include_str!("../fixtures/answers/gateway.json")),
    (
        "under-200",
        include_str!("../fixtures/answers/under-200.json"),
    ),
];

#[derive(Deserialize)]
struct Row {
    name: String,
    asked: Context,
    status: u16,
    headers: BTreeMap<String, String>,
    body: Option<Value>,
    text: Option<String>,
    expect: Expected,
}

/// What was asked: for a token, with this grant type, or for this address.
#[derive(Deserialize)]
struct Context {
    provider: String,
    environment: String,
    token: Option<String>,
    call: Option<Url>,
    #[serde(default)]
    worked_before: bool,
}

#[derive(Deserialize)]
struct Expected {
    #[serde(rename = "as")]
    kind: String,
    #[serde(default)]
    code: String,
    fault: Option<String>,
    says: Vec<String>,
    wait_s: Option<u64>,
    transient: Option<bool>,
    new_token: Option<bool>,
    failed: Option<usize>,
    of: Option<usize>,
}

fn rows() -> Vec<(String, Row)> {
    let mut all = vec![];
    for (file, text) in FILES {
        let rows: Vec<Row> = serde_json::from_str(text).unwrap();
        all.extend(
            rows.into_iter()
                .map(|row| (format!("{file}: {}", row.name), row)),
        );
    }
    all
}

impl Row {
    fn answer(&self) -> HttpAnswer {
        let json = self.body.as_ref().map(ToString::to_string);
        let body = json
            .or_else(|| self.text.clone())
            .expect("a body or a text");
        let headers = self.headers.iter();
        HttpAnswer {
            status: self.status,
            headers: headers
                .map(|(name, value)| (name.to_ascii_lowercase(), value.clone()))
                .collect(),
            body: body.into_bytes().into(),
        }
    }

    fn meaning(&self) -> Meaning {
        self.meaning_of(&self.answer(), &[])
    }

    fn meaning_of(&self, answer: &HttpAnswer, secrets: &[&Secret]) -> Meaning {
        let provider = provider(&self.asked.provider).expect("a provider of ours");
        let environment = provider
            .environment(&self.asked.environment)
            .expect("one of its own");
        let typed = "https://id.example/token".parse().unwrap();
        let what = match (&self.asked.token, &self.asked.call) {
            (Some(grant_type), None) => What::Token { grant_type },
            (None, Some(to)) => What::Call { to },
            _ => panic!("{}: a token or a call", self.name),
        };
        let asked = Asked {
            provider: Some(provider),
            token_endpoint: environment.token_endpoint.as_ref().unwrap_or(&typed),
            what,
            worked_before: self.asked.worked_before,
        };
        let facts = AnswerFacts::of(answer, 1_750_000_000_000).hiding(secrets);
        match what {
            What::Token { .. } => Meaning::Refused(refusal_of_answer(&facts, &asked)),
            What::Call { .. } => meaning_of(&facts, &asked),
        }
    }
}

fn saying_of(meaning: Meaning) -> Option<(&'static str, Saying)> {
    match meaning {
        Meaning::Success => None,
        Meaning::NoData(saying) => Some(("no_data", saying)),
        Meaning::Partial { saying, .. } => Some(("partial", saying)),
        Meaning::Refused(saying) => Some(("refused", saying)),
    }
}

fn name_of(fault: Fault) -> &'static str {
    match fault {
        Fault::You => "you",
        Fault::Key => "key",
        Fault::Service => "service",
        Fault::Network => "network",
        Fault::Here => "here",
    }
}

fn words_of(saying: &Saying) -> String {
    format!(
        "{}. {} {}",
        saying.title(),
        saying.sentence(),
        saying.next_step()
    )
}

#[test]
fn each_answer_is_told_as_its_row_says() {
    for (what, row) in rows() {
        let expected = &row.expect;
        let meaning = row.meaning();
        if let Meaning::Partial { failed, of, .. } = &meaning {
            assert_eq!(
                (Some(*failed), Some(*of)),
                (expected.failed, expected.of),
                "{what}"
            );
        }
        let Some((kind, saying)) = saying_of(meaning) else {
            assert_eq!(expected.kind, "success", "{what}");
            continue;
        };
        assert_eq!(
            (kind, saying.code()),
            (expected.kind.as_str(), expected.code.as_str()),
            "{what}"
        );
        if kind != "no_data" {
            assert_eq!(
                Some(name_of(saying.fault())),
                expected.fault.as_deref(),
                "{what}"
            );
        }
        let words = words_of(&saying);
        for said in &expected.says {
            assert!(words.contains(said), "{what}: {said:?} is not in {words:?}");
        }
        assert_eq!(saying.wait_s(), expected.wait_s, "{what}");
        if let Some(transient) = expected.transient {
            assert_eq!(saying.is_transient(), transient, "{what}");
        }
        if let Some(new_token) = expected.new_token {
            assert_eq!(saying.wants_new_token(), new_token, "{what}");
        }
    }
}

#[test]
fn every_shape_on_record_is_a_row() {
    let shapes = rows();
    let shapes = shapes
        .iter()
        .filter(|(what, _)| what.starts_with("error-shapes"));
    assert_eq!(shapes.count(), 29);
}

#[test]
fn every_rule_is_reached_by_a_row() {
    let (mut tokens, mut calls) = (BTreeSet::new(), BTreeSet::new());
    for (_, row) in rows() {
        let reached = match row.asked.token {
            Some(_) => &mut tokens,
            None => &mut calls,
        };
        reached.extend(saying_of(row.meaning()).map(|(_, saying)| saying.code()));
    }
    assert_eq!(tokens, token_answer_codes().into_iter().collect());
    assert_eq!(calls, call_answer_codes().into_iter().collect());
}

#[test]
fn every_row_is_told_in_whole_sentences_without_markup() {
    for (what, row) in rows() {
        if let Some((_, saying)) = saying_of(row.meaning()) {
            let words = words_of(&saying);
            assert!(!words.contains(['<', '>']), "{what}: {words}");
            assert!(!words.contains("By policy 7"), "{what}: {words}");
            assert_words(&what, &saying.over(0, None));
        }
    }
}

#[test]
fn a_bom_changes_nothing() {
    for (what, row) in rows() {
        let answer = row.answer();
        let mut marked = answer.clone();
        if answer.body.starts_with(b"{") {
            marked.body = [b"\xef\xbb\xbf", answer.body.as_slice()].concat().into();
        }
        let [plain, marked] = [answer, marked].map(|answer| row.meaning_of(&answer, &[]));
        assert_eq!(plain, marked, "{what}");
    }
}

/// A server repeats what it was sent, in whatever it says.
#[test]
fn a_secret_planted_in_an_answer_is_in_no_sentence() {
    const PLANTED: &str = "Pl4nted&S3cret/Value";
    let secret = Secret::new(PLANTED);
    let mut told = 0;
    for (what, mut row) in rows() {
        for text in row.text.iter_mut().chain(row.headers.get_mut("Location")) {
            *text = text.replace("</h1>", &format!(" {PLANTED}</h1>"));
            *text = text.replace('?', &format!("/{PLANTED}?"));
        }
        if let Some(body) = &mut row.body {
            plant(body, PLANTED);
        }
        let Some((_, saying)) = saying_of(row.meaning_of(&row.answer(), &[&secret])) else {
            continue;
        };
        let words = words_of(&saying);
        assert!(!words.contains(&PLANTED[..7]), "{what}: {words}");
        let bare = saying_of(row.meaning_of(&row.answer(), &[])).map(|(_, saying)| saying);
        told += usize::from(bare.is_some_and(|bare| words_of(&bare).contains(PLANTED)));
    }
    assert!(told > 40, "the control: {told} answers would have told it");
}

fn plant(value: &mut Value, planted: &str) {
    match value {
        Value::String(text) => text.push_str(&format!(" {planted}")),
        Value::Array(values) => values.iter_mut().for_each(|value| plant(value, planted)),
        Value::Object(members) => members.values_mut().for_each(|value| plant(value, planted)),
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
    }
}
