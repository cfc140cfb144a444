//! What a service reports inside the JSON it answers with, also under 200: about the whole request, or about single items.
use serde_json::{Map, Value};

/// Members that wrap what a service says about a request, from the outside in.
const WRAPPERS: [&str; 6] = [
    "EOXError",
    "ErrorResponse",
    "APIError",
    "Error",
    "errorDetailsResponse",
    "reason",
];

/// Lists of items: of the Support APIs, PSIRT, CX Cloud and Pivot, Smart Bonding. An empty one means that there is nothing.
const LISTS: [&str; 9] = [
    "bugs",
    "cases",
    "EOXRecord",
    "product_list",
    "productList",
    "serial_numbers",
    "advisories",
    "data",
    "tspCodes",
];

/// What a service reports.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reported {
    /// About the whole request.
    pub whole: Option<Reason>,
    /// Why a message was turned down: Smart Bonding's `Remarks`, a text unless something is wrong.
    pub remarks: Option<Reason>,
    /// About single items, one for each that failed.
    pub failed: Vec<Reason>,
    /// How many items there are.
    pub items: usize,
    /// The name of a list that is there and empty.
    pub empty_list: Option<&'static str>,
}

/// A code and a text.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Reason {
    /// As answered: `SVO_NO_RECORDS`.
    pub code: String,
    /// As answered.
    pub text: String,
}

impl Reported {
    pub(super) fn of(members: &Map<String, Value>) -> Self {
        let list = |name: &str| members.get(name).and_then(Value::as_array);
        let items: Vec<&Value> = LISTS
            .iter()
            .filter_map(|name| list(name))
            .flatten()
            .collect();
        let orders = members.get("OrderList").and_then(Value::as_object);
        let call = members.get("Calls").and_then(Value::as_object);
        Self {
            whole: wrapped(members)
                .or_else(|| wrapped(orders?))
                .or_else(|| Reason::of_members(members)),
            remarks: call
                .and_then(|call| call.get("Remarks"))
                .filter(|remarks| remarks.is_array())
                .and_then(Reason::of),
            failed: items.iter().filter_map(|item| of_item(item)).collect(),
            items: items.len(),
            empty_list: LISTS
                .into_iter()
                .find(|name| list(name).is_some_and(Vec::is_empty)),
        }
    }

    /// What is worth repeating.
    pub(super) fn first(&self) -> Option<&Reason> {
        let whole = self.whole.as_ref().or(self.remarks.as_ref());
        whole.or(self.failed.first())
    }

    pub(super) fn texts(&mut self) -> impl Iterator<Item = &mut String> {
        let whole = self.whole.iter_mut().chain(&mut self.remarks);
        whole
            .chain(&mut self.failed)
            .flat_map(|reason| [&mut reason.code, &mut reason.text])
    }
}

impl Reason {
    /// Names differ in their spelling from API to API: `ErrorID`, `ErrorCode`, `errorCode`; `ErrorDescription`, `errorInfo`.
    fn of_members(members: &Map<String, Value>) -> Option<Self> {
        let one_of = |names: &[&str]| {
            let named = |name: &String| names.contains(&name.to_ascii_lowercase().as_str());
            let mut said = members.iter().filter(|(name, _)| named(name));
            said.find_map(|(_, value)| value.as_str().filter(|text| !is_nothing(text)))
                .unwrap_or_default()
                .to_owned()
        };
        let code = one_of(&["errorid", "errorcode", "error"]);
        let text = one_of(&[
            "errordescription",
            "errormessage",
            "errorinfo",
            "errorsummary",
        ]);
        (!code.is_empty() || !text.is_empty()).then_some(Self { code, text })
    }

    /// Of an object, or of the first in a list that says something.
    fn of(value: &Value) -> Option<Self> {
        match value {
            Value::Object(members) => wrapped(members).or_else(|| Self::of_members(members)),
            Value::Array(values) => values.iter().find_map(Self::of),
            Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) => None,
        }
    }

    /// Nothing there: a result, not a failure. EoX numbers it, the others say it in their codes, some misspelt.
    pub(super) fn is_no_data(&self) -> bool {
        let code = self.code.to_ascii_uppercase();
        let says = [
            "NO_DATA",
            "NO_RECORD",
            "NOT_FOUND",
            "NOTFOUND",
            "NO_IOS_AFFECTING",
        ];
        self.is_not_announced() || says.iter().any(|says| code.contains(says))
    }

    /// EoX: no end of life was announced for this product (026) or under this bulletin (022).
    pub(super) fn is_not_announced(&self) -> bool {
        matches!(self.code.as_str(), "SSA_ERR_026" | "SSA_ERR_022")
    }
}

/// What some services put where an error would stand.
fn is_nothing(text: &str) -> bool {
    let text = text.trim().to_ascii_lowercase();
    matches!(
        text.as_str(),
        "" | "0" | "200" | "ok" | "none" | "null" | "success"
    )
}

fn wrapped(members: &Map<String, Value>) -> Option<Reason> {
    WRAPPERS
        .iter()
        .find_map(|name| members.get(*name).and_then(Reason::of))
}

/// A product of the software suggestions has failed if each of its suggestions has.
fn of_item(item: &Value) -> Option<Reason> {
    let members = item.as_object()?;
    let inner = || {
        let suggestions = members.get("suggestions")?.as_array()?;
        let failed: Option<Vec<Reason>> = suggestions
            .iter()
            .map(|suggestion| wrapped(suggestion.as_object()?))
            .collect();
        failed?.into_iter().next()
    };
    wrapped(members).or_else(inner)
}
