//! Randomness from the operating system.
use gatepass_core::Chance;

/// Random UUIDs (RFC 9562, version 4).
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemChance;

impl Chance for SystemChance {
    fn id(&self) -> String {
        uuid::Uuid::new_v4().to_string()
    }

    fn bytes(&self) -> [u8; 32] {
        let mut bytes = [0; 32];
        getrandom::fill(&mut bytes)
            .expect("a system without randomness cannot run a secure connection either");
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_unlike_each_other_and_plain() {
        let ids: std::collections::HashSet<String> =
            (0..1_000).map(|_| SystemChance.id()).collect();
        assert_eq!(ids.len(), 1_000);
        assert!(ids.iter().all(|id| {
            id.chars()
                .all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-')
        }));
    }
}
