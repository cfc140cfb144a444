//! Reads what was typed for an endpoint's parameters: cleaned, checked against the limits, ready to be placed.
use std::collections::BTreeMap;

use super::placeholder::{is_placeholder, placeholder_in, unfilled};
use super::{Given, Values};
use crate::clean::clean;
use crate::client_request::Named;
use crate::draft::FieldNote;
use crate::endpoint::{Endpoint, Kind, Parameter, Place};

/// The values that will be sent, cleaned. Those left empty are not there.
#[derive(Default)]
pub(super) struct Reading<'a>(Vec<(&'a Parameter, Given)>);

impl<'a> Reading<'a> {
    /// Reads them all, and says of each what is wrong. `writes_own_body`: body parameters do not count.
    pub(super) fn of(
        endpoint: &'a Endpoint,
        values: &Values,
        writes_own_body: bool,
        problems: &mut Vec<FieldNote>,
    ) -> Self {
        for key in values
            .keys()
            .filter(|key| endpoint.parameter(key).is_none())
        {
            problems.push(FieldNote::new(
                key.as_str(),
                "This endpoint has no such parameter.",
            ));
        }
        let mut read = Vec::new();
        for parameter in &endpoint.parameters {
            if writes_own_body && parameter.place == Place::Body {
                continue;
            }
            match read_one(parameter, values.get(&parameter.key())) {
                Ok(Some(value)) => read.push((parameter, value)),
                Ok(None) => {}
                Err(problem) => problems.push(FieldNote::new(parameter.key(), problem)),
            }
        }
        let reading = Self(read);
        reading.check_companions(endpoint, values, problems);
        reading
    }

    /// Those that travel there, by name and in order.
    pub(super) fn placed(&self, place: Place) -> Vec<Named> {
        let there = self
            .0
            .iter()
            .filter(|(parameter, _)| parameter.place == place);
        there
            .map(|(parameter, value)| (parameter.name.clone(), value.value(&parameter.name)))
            .collect()
    }

    /// Texts of the path, by name.
    pub(super) fn path(&self) -> BTreeMap<&str, String> {
        self.texts(Place::Path)
            .map(|(parameter, text)| (parameter.name.as_str(), text))
            .collect()
    }

    /// The members of the body, in order.
    pub(super) fn body(&self) -> impl Iterator<Item = (&'a Parameter, String)> {
        self.texts(Place::Body)
    }

    /// Neither place takes a secret, so nothing of one is shown here.
    fn texts(&self, place: Place) -> impl Iterator<Item = (&'a Parameter, String)> {
        self.0
            .iter()
            .filter_map(move |(parameter, value)| match value {
                Given::Public(text) if parameter.place == place => Some((*parameter, text.clone())),
                Given::Public(_) | Given::Secret(_) => None,
            })
    }

    /// The note stands at the one that is missing. One that was filled in wrongly has its note already.
    fn check_companions(
        &self,
        endpoint: &Endpoint,
        values: &Values,
        problems: &mut Vec<FieldNote>,
    ) {
        for (parameter, _) in &self.0 {
            for name in &parameter.needs {
                let missing = endpoint.parameters.iter().find(|other| other.name == *name);
                let is_filled = |other: &&Parameter| {
                    let given = values.get(&other.key());
                    given.is_some_and(|given| !given.look(|text| clean(text).text.is_empty()))
                };
                if let Some(missing) = missing.filter(|other| !is_filled(other)) {
                    problems.push(FieldNote::new(
                        missing.key(),
                        format!(
                            "Fill in {name} too: {} is only taken with it.",
                            parameter.name
                        ),
                    ));
                }
            }
        }
    }
}

fn read_one(parameter: &Parameter, given: Option<&Given>) -> Result<Option<Given>, String> {
    let typed = match given {
        None => "",
        Some(Given::Public(text)) => text,
        Some(Given::Secret(_)) if matches!(parameter.place, Place::Path | Place::Body) => {
            return Err(format!(
                "{} stands in the open here, so it cannot be kept as a secret. Mark it public.",
                parameter.name
            ));
        }
        Some(Given::Secret(kept)) if kept.secret.reveal(|text| text.trim().is_empty()) => "",
        Some(Given::Secret(kept)) => {
            let checked = kept.secret.reveal(|text| check_secret(parameter, text));
            return checked.map(|()| given.cloned());
        }
    };
    let text = match parameter.limit.kind {
        Kind::List => cleaned_list(typed),
        // Its lines are part of it.
        Kind::Text if parameter.place == Place::Body => typed.trim().to_owned(),
        _ => clean(typed).text,
    };
    if text.is_empty() {
        return left_empty(parameter);
    }
    let placeholder = match parameter.place {
        // A description may have braces and angles in it.
        Place::Body => is_placeholder(&text).then_some(text.as_str()),
        Place::Path | Place::Query | Place::Header => placeholder_in(&text),
    };
    if let Some(placeholder) = placeholder {
        return Err(unfilled(placeholder));
    }
    if parameter.place == Place::Path && matches!(text.as_str(), "." | "..") {
        return Err("A part of the path cannot be dots alone: they mean another path.".to_owned());
    }
    match parameter.limit.problem(&text) {
        Some(problem) => Err(problem),
        None => Ok(Some(Given::Public(text))),
    }
}

/// A path cannot do without any of its parts.
fn left_empty(parameter: &Parameter) -> Result<Option<Given>, String> {
    if parameter.required || parameter.place == Place::Path {
        return Err(format!("{} is needed.", parameter.name));
    }
    Ok(None)
}

/// Its text is not changed, and no sentence repeats it.
fn check_secret(parameter: &Parameter, text: &str) -> Result<(), String> {
    if is_placeholder(text) {
        return Err("This is a placeholder: put a value in its place.".to_owned());
    }
    if parameter.place == Place::Header && text.chars().any(char::is_control) {
        return Err("It has a line break in it, which a header cannot carry.".to_owned());
    }
    Ok(())
}

/// A list as people paste it, a column of a spreadsheet too: items without blanks around them, commas between.
fn cleaned_list(typed: &str) -> String {
    let items = typed.split([',', '\n', '\r', '\t']);
    let items = items
        .map(|item| clean(item).text)
        .filter(|item| !item.is_empty());
    items.collect::<Vec<_>>().join(",")
}
