//! Every endpoint of the product's catalogue, answered from its sample: found by its path, its parameters checked as the service
//! checks them, its records filtered, ordered and cut into pages. What services differ in is data: `sandbox/catalogue/*.toml`.
mod check;
mod each;
mod effects;
mod filter;
mod order;
mod page;
mod reading;
mod resource;
mod rule;
mod rules;
mod said;
mod stock;
mod written;

use gatepass_core::{Endpoint, sample};
use serde_json::Value;

use crate::asked::Asked;
use crate::dialects::gateway;
use crate::ledger::Ledger;
use crate::reply::{Compressible, Reply};

pub(crate) use effects::first_messages;
pub(crate) use resource::{Found, find};

use filter::Filters;
use reading::Values;
use rule::Rule;
use stock::{Record, Stock};

/// The answer to a call that was let in.
pub(crate) fn answer(ledger: &Ledger, asked: &Asked, found: &Found) -> Result<Reply, Reply> {
    let rule = rules::of(found.endpoint);
    let values = reading::read(found, asked, &rule)?;
    let owner = rule.owner(found.endpoint, &values)?;
    if let Some(told) = effects::of(ledger, found.endpoint, &values, &rule) {
        return told;
    }
    let mut body = usual(found.endpoint);
    let mut outcome = "answered".to_owned();
    if let Some(stock) = rules::stock(found.endpoint, &rule) {
        let list = Listed {
            endpoint: found.endpoint,
            rule: &rule,
            values: &values,
            now_ms: ledger.now_ms(),
        };
        let records = list.chosen(&stock, owner)?;
        let shown = page::put(&list, asked, &mut body, &stock.records, records)?;
        outcome = format!("{shown} {}", if shown == 1 { "record" } else { "records" });
    }
    effects::mark(ledger, found.endpoint, &mut body);
    let reply = written::reply(found.endpoint, &rule, &values, &body, &outcome);
    Ok(gateway::stamp(ledger, reply))
}

/// The sample's body, which has the members of the real one.
fn usual(endpoint: &Endpoint) -> Value {
    let body = sample(endpoint).map_or(&b"{}"[..], |sample| sample.body);
    serde_json::from_slice(body).unwrap_or_default()
}

/// A call that asks for records.
struct Listed<'a> {
    endpoint: &'a Endpoint,
    rule: &'a Rule,
    values: &'a Values,
    now_ms: i64,
}

impl Listed<'_> {
    /// What was sent for the parameter of that key (`query.page`).
    fn sent(&self, key: &str) -> Option<&str> {
        let name = key.split_once('.').map_or(key, |(_, name)| name);
        self.values.get(name).map(String::as_str)
    }

    /// The records that the call asks for, in its order.
    fn chosen(&self, stock: &Stock, owner: usize) -> Result<Vec<Value>, Reply> {
        let filters = Filters::of(self);
        let is_wanted = |record: &Record| filters.let_through(record);
        let mut records = stock.records(owner, self.now_ms, is_wanted);
        order::put(self, &mut records)?;
        filter::first(self, &mut records);
        let records = match &self.rule.each {
            Some(each) => each::looked_up(self, each, &records)?,
            None => records.into_iter().map(|record| record.shown).collect(),
        };
        let nothing = || self.rule.nothing(self.endpoint, self.values);
        match records.is_empty().then(nothing).flatten() {
            Some(nothing) => Err(nothing),
            None => Ok(records),
        }
    }
}

/// The sample's content type and headers; compressed where it came compressed.
fn dressed(endpoint: &Endpoint, mut reply: Reply) -> Reply {
    let Some(sample) = sample(endpoint) else {
        return reply;
    };
    for (name, value) in &sample.headers {
        if name == "content-encoding" && value == "gzip" {
            reply = reply.marked(Compressible);
        }
    }
    reply.with("content-type", sample.content_type)
}
