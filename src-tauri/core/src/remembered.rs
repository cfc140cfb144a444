//! What was sent for a parameter before, to be offered again. Kept by integration and by the parameter's name: a `customerId`
//! means the same in every endpoint.
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::call_request::{Given, Values};
use crate::endpoint::{Endpoint, Kind, Parameter};
use crate::integration::IntegrationId;
use crate::ports::{Store, StoreError, documents_of};

/// How many values of one parameter are kept.
const MOST_VALUES: usize = 8;

/// A longer text is no id that one types often.
const LONGEST: usize = 200;

/// The values of one integration, the latest first.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Remembered(BTreeMap<String, Vec<String>>);

impl Remembered {
    /// What was remembered. A document that cannot be read is as good as none: it holds conveniences only.
    pub fn load(store: &dyn Store, integration: &IntegrationId) -> Result<Self, StoreError> {
        let saved = store.document(&name_of(integration))?;
        let read = saved.and_then(|text| serde_json::from_str(&text).ok());
        Ok(read.unwrap_or_default())
    }

    /// The values for a parameter of that name.
    pub fn of(&self, name: &str) -> &[String] {
        self.0.get(name).map_or(&[], Vec::as_slice)
    }

    /// Puts the values that were sent first, and saves if that changed something.
    pub fn note(
        mut self,
        store: &dyn Store,
        integration: &IntegrationId,
        endpoint: &Endpoint,
        values: &Values,
    ) -> Result<(), StoreError> {
        let before = self.clone();
        for (parameter, text) in worth_remembering(endpoint, values) {
            let known = self.0.entry(parameter.name.clone()).or_default();
            known.retain(|value| value != text);
            known.insert(0, text.to_owned());
            known.truncate(MOST_VALUES);
        }
        if self == before {
            return Ok(());
        }
        let text =
            serde_json::to_string(&self).map_err(|error| StoreError::Failed(error.to_string()))?;
        store.save_document(&name_of(integration), &text)
    }
}

/// How many parameters' values are taken from elsewhere.
const MOST_NAMES: usize = 500;

impl Remembered {
    /// What came from elsewhere, within the bounds that hold here.
    pub(crate) fn bounded(self) -> Self {
        let fits = |text: &String| {
            !text.is_empty() && text.len() <= LONGEST && !text.chars().any(char::is_control)
        };
        let named = self.0.into_iter().filter(|(name, _)| fits(name));
        let bounded = named.map(|(name, mut values)| {
            values.retain(fits);
            values.truncate(MOST_VALUES);
            (name, values)
        });
        Self(
            bounded
                .filter(|(_, values)| !values.is_empty())
                .take(MOST_NAMES)
                .collect(),
        )
    }

    /// The document that keeps it; None where there is nothing.
    pub(crate) fn kept(
        &self,
        integration: &IntegrationId,
    ) -> Result<Option<(String, String)>, StoreError> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let text =
            serde_json::to_string(self).map_err(|error| StoreError::Failed(error.to_string()))?;
        Ok(Some((name_of(integration), text)))
    }
}

/// The document's name. It goes with its integration.
fn name_of(integration: &IntegrationId) -> String {
    format!("{}remembered", documents_of(integration))
}

/// What people type, and not what the form offers anyway: choices, and the page's number. A secret is never remembered.
fn worth_remembering<'a>(
    endpoint: &'a Endpoint,
    values: &'a Values,
) -> impl Iterator<Item = (&'a Parameter, &'a str)> {
    let typed = |parameter: &&Parameter| {
        parameter.limit.one_of.is_empty()
            && matches!(parameter.limit.kind, Kind::Text | Kind::List | Kind::Number)
            && endpoint.paging.parameter() != Some(parameter.key().as_str())
    };
    let value = |parameter: &'a Parameter| match values.get(&parameter.key()) {
        Some(Given::Public(text)) => Some((parameter, text.trim())),
        Some(Given::Secret(_)) | None => None,
    };
    let fits = |(parameter, text): &(&Parameter, &str)| {
        !text.is_empty() && text.len() <= LONGEST && parameter.initial != *text
    };
    endpoint
        .parameters
        .iter()
        .filter(typed)
        .filter_map(value)
        .filter(fits)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::catalogue::endpoint;

    fn typed(key: &str, text: &str) -> Values {
        [(key.to_owned(), Given::Public(text.to_owned()))].into()
    }

    fn known(endpoint_id: &str, values: &Values) -> Vec<(String, String)> {
        let endpoint = endpoint(endpoint_id).unwrap();
        worth_remembering(endpoint, values)
            .map(|(parameter, text)| (parameter.name.clone(), text.to_owned()))
            .collect()
    }

    #[test]
    fn ids_are_remembered_and_pages_and_secrets_are_not() {
        let id = "cisco-support.bug.by-ids";
        let ids = typed("path.bug_ids", " CSCvf12345 ");
        assert_eq!(
            known(id, &ids),
            [("bug_ids".to_owned(), "CSCvf12345".to_owned())]
        );
        let by_keyword = endpoint("cisco-support.bug.by-keyword").unwrap();
        let page = by_keyword.paging.parameter().unwrap();
        assert_eq!(known(&by_keyword.id, &typed(page, "3")), []);
        let secret = crate::secret::Kept::new(crate::secret::Secret::new("x"), vec![]);
        let hidden: Values = [("path.bug_ids".to_owned(), Given::Secret(secret))].into();
        assert_eq!(known(id, &hidden), []);
        assert_eq!(known(id, &typed("path.bug_ids", &"x".repeat(201))), []);
    }
}
