//! How much is kept, and which bodies: what may hold data of persons is not, unless the user wants it.
use crate::activity::entry::{KeptBody, NoBody};
use crate::call_exchange::CallExchange;
use crate::call_request::{Call, Target};

/// The largest body that is kept, in bytes.
pub const LARGEST_KEPT_BODY: usize = 16_000_000;

/// The most that is kept. Beyond it the oldest go: bodies first, where bytes are short.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ActivityLimits {
    /// How many exchanges.
    pub entries: u32,
    /// How many bytes of bodies, as they lie on the disk.
    pub bytes: u64,
}

/// What the user wants kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct ActivityPolicy {
    /// How much.
    pub limits: ActivityLimits,
    /// Whether answers are kept that may hold data of persons.
    pub personal_bodies: bool,
}

impl Default for ActivityLimits {
    fn default() -> Self {
        Self {
            entries: 10_000,
            bytes: 256_000_000,
        }
    }
}

impl ActivityPolicy {
    /// What is kept of a body, and the bytes to be kept.
    pub(super) fn body<'b>(
        &self,
        call: &Call<'_>,
        exchange: &CallExchange,
        body: Option<&'b [u8]>,
    ) -> (KeptBody, Option<&'b [u8]>) {
        let is_whole = exchange.answer.as_ref().is_some_and(|answer| answer.whole);
        let largest = u64::try_from(LARGEST_KEPT_BODY)
            .map_or(self.limits.bytes, |largest| largest.min(self.limits.bytes));
        let without = |why| (KeptBody::None(why), None);
        match body {
            _ if exchange.answer.is_none() => without(NoBody::NoAnswer),
            _ if !is_whole => without(NoBody::NotWhole),
            None | Some([]) => without(NoBody::Empty),
            _ if may_be_personal(call) && !self.personal_bodies => without(NoBody::PersonalData),
            Some(body) if body.len() as u64 > largest => without(NoBody::TooLarge),
            Some(body) => {
                let bytes = body.len() as u64;
                (KeptBody::Kept { bytes }, Some(body))
            }
        }
    }
}

/// Nobody knows what a free call answers, so that counts as yes.
fn may_be_personal(call: &Call<'_>) -> bool {
    match &call.target {
        Target::Endpoint(endpoint, _) => endpoint.personal_data,
        Target::Free { .. } => true,
    }
}
