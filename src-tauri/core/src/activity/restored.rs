//! Fills a kept call in again, its secrets from the vault.
use crate::activity::ActivityError;
use crate::activity::entry::ActivityEntry;
use crate::activity::keeping::KeptSecrets;
use crate::call_request::{Call, CallBody, FreeMember, Given, Target, Values};
use crate::endpoint::Endpoint;
use crate::integration::{Extra, ExtraValue, IntegrationId};
use crate::method::Method;
use crate::ports::Ports;
use crate::secret::{Kept, Secret};
use crate::stored_call::{StoredBody, StoredTarget};

/// A kept call as a form holds it.
#[derive(Clone, Debug)]
pub struct RestoredCall {
    /// What was called.
    pub target: RestoredTarget,
    /// Further query parameters.
    pub query: Vec<FreeMember>,
    /// Further headers.
    pub headers: Vec<FreeMember>,
    /// The body.
    pub body: CallBody,
    /// Fields whose secret is not in the vault, named as [`crate::call_request()`] names them. They are empty and have to be
    /// filled in before the call is sent: without them it is another call.
    pub missing: Vec<String>,
}

/// What a restored call goes to.
#[derive(Clone, Debug)]
pub enum RestoredTarget {
    /// An endpoint by its id, which this version may not have any more, and its values.
    Endpoint {
        /// [`Endpoint::id`].
        id: String,
        /// As typed.
        values: Values,
    },
    /// Whatever the user typed.
    Free {
        /// Any.
        method: Method,
        /// As typed.
        address: String,
    },
}

impl RestoredCall {
    /// The call itself. `endpoint` is the one that the target names; None if it needs one and there is none of its id.
    pub fn call<'a>(&self, endpoint: Option<&'a Endpoint>) -> Option<Call<'a>> {
        let target = match &self.target {
            RestoredTarget::Endpoint { id, values } => {
                let endpoint = endpoint.filter(|endpoint| endpoint.id == *id)?;
                Target::Endpoint(endpoint, values.clone())
            }
            RestoredTarget::Free { method, address } => Target::Free {
                method: *method,
                address: address.clone(),
            },
        };
        Some(Call {
            target,
            query: self.query.clone(),
            headers: self.headers.clone(),
            body: self.body.clone(),
        })
    }
}

/// With where its secrets were found.
pub(super) async fn restore(
    ports: &Ports,
    entry: &ActivityEntry,
) -> Result<(RestoredCall, KeptSecrets), ActivityError> {
    let mut restoring = Restoring {
        ports,
        integration: &entry.integration,
        found: KeptSecrets::default(),
        missing: entry.unkept.clone(),
    };
    let call = &entry.call;
    let target = match &call.target {
        StoredTarget::Endpoint { id, values: stored } => {
            let mut values = Values::new();
            for (key, value) in stored {
                values.insert(key.clone(), restoring.value(key, value).await?);
            }
            let id = id.clone();
            RestoredTarget::Endpoint { id, values }
        }
        StoredTarget::Free { method, address } => RestoredTarget::Free {
            method: *method,
            address: address.clone(),
        },
    };
    let query = restoring.members("query", &call.query).await?;
    let headers = restoring.members("headers", &call.headers).await?;
    let body = match &call.body {
        StoredBody::FromParameters => CallBody::FromParameters,
        StoredBody::Text { content_type, text } => CallBody::Text {
            content_type: content_type.clone(),
            text: restoring.value("body", text).await?,
        },
        StoredBody::Form(members) => CallBody::Form(restoring.members("form", members).await?),
    };
    let Restoring { found, missing, .. } = restoring;
    let restored = RestoredCall {
        target,
        query,
        headers,
        body,
        missing,
    };
    Ok((restored, found))
}

struct Restoring<'a> {
    ports: &'a Ports,
    integration: &'a IntegrationId,
    found: KeptSecrets,
    missing: Vec<String>,
}

impl Restoring<'_> {
    async fn members(
        &mut self,
        list: &str,
        members: &[Extra],
    ) -> Result<Vec<FreeMember>, ActivityError> {
        let mut restored = Vec::new();
        for (index, member) in members.iter().enumerate() {
            let field = format!("{list}.{index}");
            restored.push(FreeMember {
                name: member.name.clone(),
                value: self.value(&field, &member.value).await?,
            });
        }
        Ok(restored)
    }

    async fn value(&mut self, field: &str, value: &ExtraValue) -> Result<Given, ActivityError> {
        let reference = match value {
            ExtraValue::Public(text) => return Ok(Given::Public(text.clone())),
            ExtraValue::Secret(reference) => reference,
        };
        match self.ports.vault.load(&reference.id).await? {
            Some(kept) => {
                self.found
                    .insert(self.integration, &kept, reference.clone());
                Ok(Given::Secret(kept))
            }
            None => {
                self.missing.push(field.to_owned());
                // Still a secret, so that the call is not sent without it.
                Ok(Given::Secret(Kept::new(Secret::new(""), vec![])))
            }
        }
    }
}
