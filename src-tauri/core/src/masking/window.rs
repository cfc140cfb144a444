//! The piece of an answer that is being looked at: it may hold a secret, so it is wiped when it goes.
use zeroize::optimization_barrier;

/// Bytes on their way through.
#[derive(Default)]
pub(super) struct Window(Vec<u8>);

impl Window {
    pub(super) fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Appends. A larger buffer replaces the old one, which is wiped.
    pub(super) fn extend(&mut self, piece: &[u8]) {
        let length = self.0.len() + piece.len();
        if length > self.0.capacity() {
            let mut larger = Vec::with_capacity(length.max(self.0.capacity() * 2));
            larger.extend_from_slice(&self.0);
            wipe(&mut self.0);
            self.0 = larger;
        }
        self.0.extend_from_slice(piece);
    }

    /// Lets go of the first bytes.
    pub(super) fn pass(&mut self, count: usize) {
        self.0.copy_within(count.., 0);
        let left = self.0.len() - count;
        wipe(&mut self.0[left..]);
        self.0.truncate(left);
    }
}

impl Drop for Window {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// One `memset`, kept by zeroize's own barrier: byte by byte it would cost more than the search.
fn wipe(bytes: &mut [u8]) {
    bytes.fill(0);
    optimization_barrier(bytes);
}
