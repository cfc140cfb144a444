//! Secrets on their way out: read from the vault, each with as much of where it may go as is its integration's.
use super::carried::Carried;
use super::document::SecretEntry;
use super::refusal::TransferRefusal;
use crate::origin::Origin;
use crate::ports::Ports;
use crate::secret::SecretReference;

/// Reads secrets, or only says that they are there.
pub(super) struct Reader<'a> {
    pub(super) ports: &'a Ports,
    pub(super) with_secrets: bool,
    /// What was left out, a sentence each.
    pub(super) notes: Vec<String>,
}

impl Reader<'_> {
    /// `what` as in “The client secret of Ours”; `home` is where the integration sends it.
    pub(super) async fn secret(
        &mut self,
        what: &str,
        reference: &SecretReference,
        home: &[Origin],
    ) -> Result<SecretEntry, TransferRefusal> {
        let mut entry = SecretEntry {
            text: None,
            origins: home.iter().map(ToString::to_string).collect(),
            set_at_ms: reference.set_at_ms,
        };
        if !self.with_secrets {
            return Ok(entry);
        }
        match self.ports.vault.load(&reference.id).await? {
            Some(kept) if home.iter().all(|origin| kept.may_go_to(origin)) => {
                entry.text = Some(Carried(kept.secret));
            }
            Some(_) => self.notes.push(format!(
                "{what} was given for another place, so it is left out."
            )),
            None => self
                .notes
                .push(format!("{what} is not in the vault, so it is left out.")),
        }
        Ok(entry)
    }
}
