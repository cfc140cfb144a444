//! The records behind an endpoint: those of its sample, and as many more as are derived from them.
mod own;
mod vary;

use std::collections::BTreeMap;
use std::sync::LazyLock;

use gatepass_core::{endpoints, providers, samples};
use serde::Deserialize;
use serde_json::Value;

use own::own;
use vary::Vary;

pub(super) use vary::days_before;

/// Where records come from and how they go on. As many as the sample has are the sample's own, to the letter. Record number n
/// after them repeats them in turn, with the members in `vary` changed by n. Another owner's records go on where the first
/// owner's end, so that each has their own.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Stock {
    /// Where the answer holds them, as a JSON pointer. An object there is a single record.
    pub(super) records: String,
    /// A file of `sandbox/samples` that holds them, in place of the sample.
    own: Option<String>,
    /// How many there are; as many as the sample has where it is not said.
    count: usize,
    /// Members that differ from record to record; a dot steps in.
    vary: BTreeMap<String, Vary>,
    /// What a service knows of a record and does not show, to filter by.
    hidden: BTreeMap<String, Vary>,
    /// The file of `core/samples` that has them, where the stock is not named by it.
    sample: Option<String>,
}

/// A record, and what is known of it besides.
#[derive(Clone, Debug)]
pub(super) struct Record {
    pub(super) shown: Value,
    pub(super) hidden: BTreeMap<String, Value>,
}

impl Stock {
    /// As it is named.
    pub(super) fn of(self, name: &str) -> Self {
        let sample = self.sample.or_else(|| Some(name.to_owned()));
        Self { sample, ..self }
    }

    /// Those of an owner's records that are wanted.
    pub(super) fn records(
        &self,
        owner: usize,
        now_ms: i64,
        is_wanted: impl Fn(&Record) -> bool,
    ) -> Vec<Record> {
        let base = self.base();
        let count = self.count.max(base.len());
        let first = owner * count;
        (first..first + count)
            .filter_map(|number| self.record(&base, number, now_ms))
            .filter(is_wanted)
            .collect()
    }

    fn record(&self, base: &[Value], number: usize, now_ms: i64) -> Option<Record> {
        let mut shown = base.get(number % base.len().max(1))?.clone();
        if number >= base.len() {
            for (name, vary) in &self.vary {
                let pointer = format!("/{}", name.replace('.', "/"));
                if let Some(member) = shown.pointer_mut(&pointer) {
                    *member = vary.varied(member, number, now_ms);
                }
            }
        }
        let hidden = self.hidden.iter();
        let hidden = hidden.map(|(name, vary)| {
            let start = vary.start();
            (name.clone(), vary.varied(&start, number, now_ms))
        });
        Some(Record {
            shown,
            hidden: hidden.collect(),
        })
    }

    fn base(&self) -> Vec<Value> {
        let of_own = self.own.as_deref().and_then(own);
        let read = match of_own {
            Some(text) => serde_json::from_str(text).ok(),
            None => self
                .sample
                .as_deref()
                .and_then(stored)
                .and_then(|sample| serde_json::from_slice::<Value>(sample).ok())
                .and_then(|body| body.pointer(&self.records).cloned()),
        };
        match read {
            Some(Value::Array(records)) => records,
            Some(record) => vec![record],
            None => vec![],
        }
    }
}

/// The body of a sample, by its file.
pub(super) fn stored(file: &str) -> Option<&'static [u8]> {
    static STORED: LazyLock<BTreeMap<&str, &[u8]>> = LazyLock::new(|| {
        let providers = providers().iter();
        let endpoints = providers.flat_map(|provider| endpoints(&provider.id));
        let samples = endpoints.flat_map(samples);
        samples.map(|sample| (sample.file, sample.body)).collect()
    });
    STORED.get(file).copied()
}

#[cfg(test)]
mod tests {
    use crate::catalogue::rules;

    use super::*;

    #[test]
    fn what_varies_is_a_member_of_the_records() {
        let endpoints = providers()
            .iter()
            .flat_map(|provider| endpoints(&provider.id));
        for endpoint in endpoints {
            let Some(stock) = rules::stock(endpoint, &rules::of(endpoint)) else {
                continue;
            };
            let base = stock.base();
            for name in stock.vary.keys() {
                let pointer = format!("/{}", name.replace('.', "/"));
                let is_there = base.iter().any(|record| record.pointer(&pointer).is_some());
                assert!(is_there, "{}: {name}", endpoint.id);
            }
        }
    }
}
