//! Integrations for another computer or another person: one document with all that belongs to them, written and read again.
//!
//! The document is sealed and opened elsewhere; here it is plain, in memory that is wiped. Nobody can know who made one, so what
//! it says passes every check that a form passes, and it brings its own secrets: none that is held is ever given to it.
mod along;
mod carried;
mod check;
mod document;
mod entry;
mod export;
mod file_name;
mod likeness;
mod offered;
mod read;
mod refusal;
mod secrets;
mod take_in;
mod words;

pub use export::{Exported, export_integrations};
pub use file_name::transfer_file_name;
pub use offered::{Destination, OfferStanding, Offered, offered};
pub use read::{Offer, read_offer};
pub use refusal::TransferRefusal;
pub use take_in::{Choice, TakenIn, take_in};

/// Bytes of a document. All of anybody's integrations with their samples take less.
pub const TRANSFER_LIMIT: usize = 64 * 1024 * 1024;
