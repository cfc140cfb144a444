//! What calls changed: the messages that wait, the cases and notes that were opened and written. It is as new at every start.
use std::collections::VecDeque;

use serde_json::{Value, json};

use super::books::Ledger;

const KEPT_AT_MOST: usize = 1000;

/// What the services behind the gateways hold.
#[derive(Default)]
pub(super) struct Desk {
    messages: VecDeque<Value>,
    /// The cases that were opened, by the partner's number for them.
    cases: Vec<String>,
    downloads: u64,
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

    /// Puts a Smart Bonding message at the end of the queue. The oldest one goes where there are too many.
    pub(crate) fn queue(&self, message: Value) {
        let messages = &mut self.books().desk.messages;
        if messages.len() == KEPT_AT_MOST {
            messages.pop_front();
        }
        messages.push_back(message);
    }

    /// Opens a Smart Bonding case, or finds an open one; its own number, from 1. None for a case that is open already, or
    /// that is not.
    pub(crate) fn case(&self, case: &str, opens: bool) -> Option<usize> {
        let cases = &mut self.books().desk.cases;
        let found = cases.iter().position(|open| open == case);
        if !opens {
            return found.map(|at| at + 1);
        }
        if found.is_some() || cases.len() == KEPT_AT_MOST {
            return None;
        }
        cases.push(case.to_owned());
        Some(cases.len())
    }

    /// Opens a download session, and says how many there were.
    pub(crate) fn open_download(&self) -> u64 {
        let mut books = self.books();
        books.desk.downloads += 1;
        books.desk.downloads
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
        if desk.notes.len() == KEPT_AT_MOST {
            desk.notes.pop_front();
        }
        desk.notes.push_back(note.clone());
        note
    }
}
