//! Copies of an integration, and labels that are free for them.
use super::{EditError, Integrations};
use crate::integration::{ExtraValue, Integration, IntegrationId};
use crate::own_endpoints::document_name;
use crate::rotation::Besides;

impl Integrations {
    /// Makes a copy with its own copies of the secrets, bound to the same origins, and of the endpoints that the user added. A
    /// shared subscription key stays shared. What lies beside a secret stays with the original.
    pub async fn duplicate(&self, id: &IntegrationId) -> Result<Integration, EditError> {
        let _turn = self.turn.lock().await;
        let keeping = self.keeping();
        let original = self
            .ports
            .store
            .integration(id)?
            .ok_or(EditError::NoIntegration)?;
        let mut copy = original.clone();
        copy.id = IntegrationId(self.ports.chance.id());
        copy.label = self.free_label(&original.label)?;
        copy.keep_fresh = false;
        copy.besides = Besides::default();
        if let Some(reference) = &mut copy.client_secret {
            *reference = keeping.copy("client-secret", reference).await?;
        }
        if let Some(reference) = &mut copy.grant.password {
            *reference = keeping.copy("password", reference).await?;
        }
        for extra in copy
            .extra_headers
            .iter_mut()
            .chain(&mut copy.extra_parameters)
        {
            if let ExtraValue::Secret(reference) = &mut extra.value {
                *reference = keeping.copy("extra", reference).await?;
            }
        }
        self.ports.store.save_integration(&copy, None)?;
        if let Some(endpoints) = self.ports.store.document(&document_name(id))? {
            let name = document_name(&copy.id);
            self.ports.store.save_document(&name, &endpoints)?;
        }
        Ok(copy)
    }

    /// The label itself where it is free, or as a copy's.
    pub(crate) fn free_label_for(&self, label: &str) -> Result<String, EditError> {
        let integrations = self.ports.store.integrations()?;
        if integrations.iter().all(|one| one.label != label) {
            return Ok(label.to_owned());
        }
        self.free_label(label)
    }

    fn free_label(&self, label: &str) -> Result<String, EditError> {
        let taken: Vec<String> = self
            .ports
            .store
            .integrations()?
            .into_iter()
            .map(|integration| integration.label)
            .collect();
        let names = std::iter::once(format!("{label} copy"))
            .chain((2..).map(|number| format!("{label} copy {number}")));
        Ok(names
            .into_iter()
            .find(|name| !taken.contains(name))
            .unwrap_or_default())
    }
}
