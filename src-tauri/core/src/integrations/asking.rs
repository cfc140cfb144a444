//! After a backup was restored: what its rows point to may have left the vault since.
use super::Integrations;
use crate::credentials::{credentials, own_proof};
use crate::ports::StoreError;

impl Integrations {
    /// The store holds another state now: nothing that was remembered of the earlier one counts. Each integration whose secrets
    /// are gone asks for them, as it would at its next request; returns how many do. `open`: whether the vault can be read
    /// without a prompt.
    pub async fn begin_anew(&self, open: bool) -> Result<usize, StoreError> {
        self.tokens.begin_anew();
        if !open {
            return Ok(0);
        }
        let mut asking = 0;
        for integration in self.ports.store.integrations()? {
            let refusal = match credentials(&self.ports, &integration).await {
                Ok(_) => own_proof(&self.ports, &integration).await.err(),
                Err(refusal) => Some(refusal),
            };
            if let Some(refusal) = refusal.filter(|refusal| refusal.code == "secret_missing") {
                self.tokens.refuse(&integration.id, refusal);
                asking += 1;
            }
        }
        Ok(asking)
    }
}
