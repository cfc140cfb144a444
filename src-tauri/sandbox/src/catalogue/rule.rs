//! How an endpoint is served: how its service refuses, what parameters filter by, how it cuts pages.
use std::collections::BTreeMap;

use gatepass_core::Endpoint;
use serde::Deserialize;
use serde_json::Value;

use super::check::Form;
use super::each::Each;
use super::filter::Filter;
use super::reading::Values;
use super::said::Said;
use crate::reply::Reply;

/// How an endpoint is served, beyond what its catalogue entry says. An API's rule holds for its endpoints; what an endpoint's own
/// rule has comes before it.
#[derive(Clone, Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Rule {
    /// A required parameter that was left out.
    missing: Option<Said>,
    /// A parameter that cannot be used.
    invalid: Option<Said>,
    /// What the service calls a wrong parameter, by its name; `*` for the others.
    codes: BTreeMap<String, String>,
    /// Further demands on parameters.
    pub(super) forms: BTreeMap<String, Form>,
    /// Methods that do as well as the documented one.
    pub(super) also: Vec<String>,
    /// The stock of records, where it is not the sample's own.
    pub(super) stock: Option<String>,
    /// Whose records there are.
    owners: Option<Owners>,
    /// Members that a record has to have to belong here.
    pub(super) only: BTreeMap<String, Value>,
    /// What parameters filter by. One that is named like a member of the records needs no entry.
    pub(super) filters: BTreeMap<String, Filter>,
    /// Where every item that is asked for gets a record of its own.
    pub(super) each: Option<Each>,
    /// The parameter that orders the list.
    pub(super) sort: Option<String>,
    /// Its values and the members that they order by, falling after a `-`. None: the value is `member:ASC`.
    pub(super) orders: BTreeMap<String, String>,
    /// The order where none is asked for.
    pub(super) order: Option<String>,
    /// The parameter that names the members wanted.
    pub(super) fields: Option<String>,
    /// Members that repeat what was sent, `{name}` standing for a parameter.
    pub(super) echoes: BTreeMap<String, String>,
    /// Members that `false` leaves out, by the parameter.
    pub(super) leaves_out: BTreeMap<String, String>,
    /// The parameter that chooses the form of the answer: CSV, TSV or XML.
    pub(super) written: Option<String>,
    /// Records on a page; none cuts no pages.
    pub(super) page: Option<usize>,
    /// The parameter that sets the size of a page.
    pub(super) size: Option<String>,
    /// Where the answer counts pages, as a JSON pointer.
    pub(super) counters: Option<String>,
    /// Where else it counts its records.
    pub(super) counts: Vec<String>,
    /// The member that numbers the records of a list.
    pub(super) numbered: Option<String>,
    /// In place of a list without records.
    none: Option<Said>,
    /// In place of a page after the last one.
    pub(super) past: Option<Said>,
}

/// Those whose records a client may read, each by its id.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Owners {
    parameter: String,
    known: Vec<String>,
    foreign: Said,
}

impl Rule {
    /// A required parameter that was left out.
    pub(super) fn missing(&self, name: &str) -> Reply {
        let why = "it is missing";
        self.refuse(
            self.missing.as_ref(),
            name,
            "",
            why,
            &format!("missing {name}"),
        )
    }

    /// A parameter that cannot be used.
    pub(super) fn invalid(&self, name: &str, sent: &str, why: &str) -> Reply {
        self.refuse(
            self.invalid.as_ref(),
            name,
            sent,
            why,
            &format!("invalid {name}"),
        )
    }

    fn refuse(
        &self,
        said: Option<&Said>,
        name: &str,
        sent: &str,
        why: &str,
        outcome: &str,
    ) -> Reply {
        let code = self.codes.get(name).or_else(|| self.codes.get("*"));
        let code = code.map_or("", String::as_str);
        let particulars = vec![
            ("{name}", name),
            ("{value}", sent),
            ("{why}", why),
            ("{code}", code),
        ];
        match said {
            Some(said) => said.reply(&particulars, outcome),
            None => Reply::new(400, "text/plain", format!("{name}: {why}\n"), outcome),
        }
    }

    /// Which of the known owners is asked about: 0 for the first, and where there are none.
    pub(super) fn owner(&self, endpoint: &Endpoint, values: &Values) -> Result<usize, Reply> {
        let Some(owners) = self.owners(endpoint) else {
            return Ok(0);
        };
        let asked = values.get(&owners.parameter);
        let known = owners.known.iter().position(|known| Some(known) == asked);
        let outcome = format!("foreign {}", owners.parameter);
        known.ok_or_else(|| owners.foreign.reply(&vec![], &outcome))
    }

    /// The owners, where one has to be named.
    fn owners(&self, endpoint: &Endpoint) -> Option<&Owners> {
        let owners = self.owners.as_ref()?;
        let mut parameters = endpoint.parameters.iter();
        let is_required =
            parameters.any(|parameter| parameter.required && parameter.name == owners.parameter);
        is_required.then_some(owners)
    }

    /// In place of a list without records.
    pub(super) fn nothing(&self, endpoint: &Endpoint, values: &Values) -> Option<Reply> {
        let asked = endpoint
            .parameters
            .iter()
            .find(|parameter| parameter.required);
        let asked = asked.and_then(|parameter| values.get(&parameter.name));
        let particulars = vec![("{value}", asked.map_or("", String::as_str))];
        let none = self.none.as_ref()?;
        Some(none.reply(&particulars, "nothing found"))
    }

    /// Whether the parameter does something else than to filter.
    pub(super) fn is_control(&self, endpoint: &Endpoint, name: &str) -> bool {
        let named = |one: &Option<String>| one.as_deref() == Some(name);
        let each = self.each.as_ref();
        named(&self.sort)
            || named(&self.fields)
            || named(&self.written)
            || named(&self.size)
            || self.leaves_out.contains_key(name)
            || self
                .owners(endpoint)
                .is_some_and(|owners| owners.parameter == name)
            || each.is_some_and(|each| each.takes(name))
            || self.filters.values().any(|filter| filter.also_takes(name))
    }

    /// The same, with what the API's rule has where this one has nothing.
    pub(super) fn over(mut self, api: Self) -> Self {
        let mut filters = api.filters;
        filters.append(&mut self.filters);
        let mut codes = api.codes;
        codes.append(&mut self.codes);
        let or = |own: Vec<String>, api: Vec<String>| if own.is_empty() { api } else { own };
        Self {
            missing: self.missing.or(api.missing),
            invalid: self.invalid.or(api.invalid),
            codes,
            forms: if self.forms.is_empty() {
                api.forms
            } else {
                self.forms
            },
            also: or(self.also, api.also),
            stock: self.stock.or(api.stock),
            owners: self.owners.or(api.owners),
            only: if self.only.is_empty() {
                api.only
            } else {
                self.only
            },
            filters,
            each: self.each.or(api.each),
            sort: self.sort.or(api.sort),
            orders: if self.orders.is_empty() {
                api.orders
            } else {
                self.orders
            },
            order: self.order.or(api.order),
            fields: self.fields.or(api.fields),
            leaves_out: if self.leaves_out.is_empty() {
                api.leaves_out
            } else {
                self.leaves_out
            },
            echoes: if self.echoes.is_empty() {
                api.echoes
            } else {
                self.echoes
            },
            written: self.written.or(api.written),
            page: self.page.or(api.page),
            size: self.size.or(api.size),
            counters: self.counters.or(api.counters),
            counts: or(self.counts, api.counts),
            numbered: self.numbered.or(api.numbered),
            none: self.none.or(api.none),
            past: self.past.or(api.past),
        }
    }
}
