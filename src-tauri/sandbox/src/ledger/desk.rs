//! What calls changed: the messages that wait, the notes that were written. It is as new at every start.
use std::collections::VecDeque;

use serde_json::{Value, json};

use super::books::Ledger;

const NOTES_AT_MOST: usize = 1000;

/// What the services behind the gateways hold.
#[derive(Default)]
pub(super) struct Desk {
    messages: VecDeque<Value>,
    /// Notes about devices of the custom server, oldest first.
    notes: VecDeque<Value>,
    notes_written: u64,
}

impl Desk {
    pub(super) fn new(messages: Vec<Value>) -> Self {
        Self {
            messages: messages.into(),
            ..Self::default()
        }
    }
}

impl Ledger {
    /// Takes the next Smart Bonding message off the queue.
    pub(crate) fn pull(&self) -> Option<Value> {
        self.books().desk.messages.pop_front()
    }

    /// The notes about a device of the custom server, oldest first.
    pub(crate) fn notes(&self, device: &str) -> Vec<Value> {
        let books = self.books();
        let notes = books.desk.notes.iter();
        notes
            .filter(|note| note["device_id"] == device)
            .cloned()
            .collect()
    }

    /// Writes a note down. The oldest one goes where there are too many.
    pub(crate) fn add_note(&self, device: &str, text: &str, priority: &str) -> Value {
        let mut books = self.books();
        let desk = &mut books.desk;
        desk.notes_written += 1;
        let note = json!({
            "id": desk.notes_written,
            "device_id": device,
            "text": text,
            "priority": priority,
        });
        if desk.notes.len() == NOTES_AT_MOST {
            desk.notes.pop_front();
        }
        desk.notes.push_back(note.clone());
        note
    }
}
