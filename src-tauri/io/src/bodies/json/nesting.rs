//! The containers that are open while a document is read, however many.

/// Whether each open container is an object, one bit for each.
#[derive(Default)]
pub(super) struct Nesting {
    words: Vec<u64>,
    depth: u32,
}

impl Nesting {
    pub(super) fn depth(&self) -> u32 {
        self.depth
    }

    pub(super) fn is_empty(&self) -> bool {
        self.depth == 0
    }

    pub(super) fn push(&mut self, object: bool) {
        let (word, bit) = (self.depth as usize / 64, self.depth % 64);
        if word == self.words.len() {
            self.words.push(0);
        }
        self.words[word] = self.words[word] & !(1 << bit) | u64::from(object) << bit;
        self.depth += 1;
    }

    pub(super) fn pop(&mut self) {
        self.depth -= 1;
    }

    pub(super) fn in_object(&self) -> bool {
        let top = self.depth - 1;
        self.words[top as usize / 64] >> (top % 64) & 1 == 1
    }
}
