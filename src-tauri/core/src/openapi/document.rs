//! The document as a tree of members, and the references within it.
use std::cell::RefCell;
use std::collections::BTreeSet;

use percent_encoding::percent_decode_str;
use serde::de::{DeserializeOwned, DeserializeSeed};
use serde_json::{Map, Value};
use serde_saphyr::{
    Budget, DuplicateKeyPolicy, Error as YamlError, NonFiniteFloatPolicy, Options,
    with_deserializer_from_str_with_options,
};

use super::OPENAPI_LIMIT;
use super::node::{Fault, Limits, MOST_LEVELS, MOST_NODES};
use super::refusal::{self, OpenApiRefusal};
use super::template::is_small;
use super::text::verbatim;

/// YAML's aliases (`*name`), and all that they repeat. Descriptions have components for that, so few use any.
const MOST_ALIASES: usize = 10_000;
const MOST_REPEATED: usize = 200_000;
/// References that lead to references.
const MOST_STEPS: usize = 16;
/// Characters of a reference.
const REFERENCE_LIMIT: usize = 1_000;

/// Parses JSON or YAML within the limits.
pub(super) fn read(text: &str) -> Result<Value, OpenApiRefusal> {
    let text = text.trim_start_matches('\u{feff}');
    let begins = text.trim_start();
    if text.len() > OPENAPI_LIMIT {
        return Err(refusal::too_large());
    }
    let root = match begins.chars().next() {
        None => return Err(refusal::empty()),
        Some('<') => return Err(refusal::page()),
        Some('{' | '[') => read_json(text)?,
        Some(_) => read_yaml(text)?,
    };
    match root {
        Value::Object(_) => Ok(root),
        other => Err(refusal::not_openapi(&other)),
    }
}

fn read_json(text: &str) -> Result<Value, OpenApiRefusal> {
    let limits = Limits::default();
    let mut parser = serde_json::Deserializer::from_str(text);
    let root = limits.root().deserialize(&mut parser);
    let root = root.and_then(|root| parser.end().map(|()| root));
    root.map_err(|error| match limits.fault() {
        Some(fault) => refusal::faulty(&fault),
        None => refusal::malformed("JSON", &error.to_string()),
    })
}

fn read_yaml(text: &str) -> Result<Value, OpenApiRefusal> {
    let limits = Limits::default();
    let read = with_deserializer_from_str_with_options(text, yaml_options(), |parser| {
        limits.root().deserialize(parser)
    });
    read.map_err(|error| {
        let fault = limits.fault().or_else(|| fault_of(error.without_snippet()));
        match fault {
            Some(fault) => refusal::faulty(&fault),
            None => refusal::malformed("YAML", &error.without_snippet().to_string()),
        }
    })
}

fn yaml_options() -> Options {
    let mut budget = Budget::default();
    // Ours stops first, and says so in our words: the parser looks ahead for the colon of a key.
    budget.max_depth = 2 * MOST_LEVELS;
    budget.flow_nesting_limit = 2 * budget.simple_key_max_lookahead;
    budget.max_nodes = MOST_NODES;
    // Each object and array has an end, too.
    budget.max_events = 2 * MOST_NODES;
    budget.max_aliases = MOST_ALIASES;
    budget.max_anchors = MOST_ALIASES;
    budget.max_recorded_anchor_bytes = OPENAPI_LIMIT;
    budget.max_total_scalar_bytes = 2 * OPENAPI_LIMIT;
    // A single anchor may be used often; what that adds up to is counted.
    budget.enforce_alias_anchor_ratio = false;
    let mut options = Options::default();
    options.budget = Some(budget);
    options.alias_limits.max_total_replayed_events = MOST_REPEATED;
    // Ours are noticed as they are read, with their names.
    options.duplicate_keys = DuplicateKeyPolicy::Error;
    // Only true and false are flags (YAML 1.2), so a country code NO stays text.
    options.strict_booleans = true;
    options.non_finite_float_policy = NonFiniteFloatPolicy::AsString;
    options.with_snippet = false;
    options
}

/// What the parser's own limits say, in our words.
fn fault_of(error: &YamlError) -> Option<Fault> {
    match error {
        YamlError::Budget { breach, .. } => Some(match breach {
            serde_saphyr::budget::BudgetBreach::Depth { .. } => Fault::TooDeep,
            _ => Fault::TooMuch,
        }),
        YamlError::AliasReplayLimitExceeded { .. }
        | YamlError::AliasReplayCounterOverflow { .. }
        | YamlError::AliasExpansionLimitExceeded { .. } => Some(Fault::TooMuch),
        YamlError::AliasReplayStackDepthExceeded { .. } => Some(Fault::TooDeep),
        YamlError::DuplicateMappingKey { key, .. } => {
            Some(Fault::Twice(key.clone().unwrap_or_default()))
        }
        YamlError::AliasError { error, .. } => fault_of(error),
        _ => None,
    }
}

/// A parsed document, and the references that lead nowhere.
pub(super) struct Document {
    root: Value,
    outside: RefCell<BTreeSet<String>>,
    missing: RefCell<BTreeSet<String>>,
}

impl Document {
    pub(super) fn new(root: Value) -> Self {
        Self {
            root,
            outside: RefCell::default(),
            missing: RefCell::default(),
        }
    }

    pub(super) fn root(&self) -> &Value {
        &self.root
    }

    /// What stands there, or what its reference leads to. None where that is another document, nothing, or a circle.
    pub(super) fn resolve<'a>(&'a self, value: &'a Value) -> Option<&'a Value> {
        let mut at = value;
        for _ in 0..MOST_STEPS {
            let Some(reference) = at.get("$ref") else {
                return Some(at);
            };
            at = self.target(reference.as_str()?)?;
        }
        None
    }

    /// A JSON pointer in a fragment (RFC 6901, section 6).
    fn target(&self, reference: &str) -> Option<&Value> {
        let note = |set: &RefCell<BTreeSet<String>>| {
            set.borrow_mut().insert(verbatim(reference, 100));
        };
        let Some(pointer) = reference.strip_prefix('#') else {
            note(&self.outside);
            return None;
        };
        let found = (reference.len() <= REFERENCE_LIMIT)
            .then(|| percent_decode_str(pointer).decode_utf8().ok())
            .flatten()
            .and_then(|pointer| self.root.pointer(&pointer));
        if found.is_none() {
            note(&self.missing);
        }
        found
    }

    /// What could not be followed, a sentence each.
    pub(super) fn notes(&self) -> Vec<String> {
        let sentence = |set: &RefCell<BTreeSet<String>>, why: &str| {
            let set = set.borrow();
            let some: Vec<&str> = set.iter().take(3).map(String::as_str).collect();
            let more = if set.len() > 3 { " and others" } else { "" };
            (!set.is_empty()).then(|| format!("{why}: {}{more}.", some.join(", ")))
        };
        [
            sentence(
                &self.outside,
                "Other documents are not fetched, so what these say is missing",
            ),
            sentence(&self.missing, "These references lead to nothing"),
        ]
        .into_iter()
        .flatten()
        .collect()
    }
}

/// Values of a member that is read by the model, a hundred bytes of text counted as one. Others are left alone: they would be
/// copied for each operation that refers to them.
const MOST_VALUES: usize = 2_000;

/// These members of an object by the model. What else it has is read elsewhere, or not at all.
pub(super) fn piece<T: DeserializeOwned>(value: &Value, members: &[&str]) -> Result<T, String> {
    let picked = |name: &&str| {
        let member = value.get(*name)?;
        is_small(member, MOST_VALUES).then(|| ((*name).to_owned(), member.clone()))
    };
    let picked: Map<String, Value> = members.iter().filter_map(picked).collect();
    serde_json::from_value(Value::Object(picked)).map_err(|error| error.to_string())
}
