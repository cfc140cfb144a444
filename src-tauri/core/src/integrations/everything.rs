//! Removes all that Gatepass keeps, rows first: what the vault does not let go of now is still noted, and goes later.
use super::{EditError, Integrations};

impl Integrations {
    /// Removes every integration with its secrets, its token, its Activity and all that was kept of it, and every setting.
    /// Returns how many items could not be taken out of the vault; they are swept at the next start that can.
    pub async fn remove_everything(&self) -> Result<usize, EditError> {
        let _turn = self.turn.lock().await;
        for integration in self.ports.store.integrations()? {
            self.forget_token(&integration.id).await;
        }
        self.ports.store.remove_all()?;
        self.held.clear();
        self.keeping()
            .discard(self.ports.store.orphan_secrets()?)
            .await?;
        Ok(self.ports.store.orphan_secrets()?.len())
    }
}
