//! What was changed or left out on the way, a sentence each.

/// Sentences in the order they came up, none twice. They never hold a value that was pasted.
#[derive(Clone, Default)]
pub(super) struct Notes(pub(super) Vec<String>);

impl Notes {
    pub(super) fn say(&mut self, sentence: impl Into<String>) {
        let sentence = sentence.into();
        if !self.0.contains(&sentence) {
            self.0.push(sentence);
        }
    }
}
