//! The bytes themselves: one contiguous buffer, so that a search can run over it, wiped when it is dropped.
use zeroize::{Zeroize, optimization_barrier};

/// Up to here a grown buffer is copied and the old one wiped. Above it an allocation has pages of its own (32 MiB is the
/// highest threshold that glibc's allocator moves to): growing moves the pages, and freeing gives them back to the system.
const WIPED_GROWTH: usize = 32 * 1024 * 1024;

/// The least that is asked for.
const FIRST: usize = 64 * 1024;

#[derive(Default)]
pub(super) struct HeldBytes(Vec<u8>);

impl HeldBytes {
    /// Appends; never asks for more room than `limit`. The caller has checked that the bytes fit.
    pub(super) fn push(&mut self, bytes: &[u8], limit: usize) {
        self.make_room(self.0.len() + bytes.len(), limit);
        self.0.extend_from_slice(bytes);
    }

    /// Gives back the room that was not needed.
    pub(super) fn seal(&mut self) {
        if self.0.capacity() > FIRST {
            self.0.shrink_to_fit();
        }
    }

    pub(super) fn as_slice(&self) -> &[u8] {
        &self.0
    }

    fn make_room(&mut self, length: usize, limit: usize) {
        if length <= self.0.capacity() {
            return;
        }
        // In few steps while copies are made, for the allocator keeps what it gets back; pages not yet written cost nothing.
        let factor = if self.0.capacity() < WIPED_GROWTH {
            8
        } else {
            2
        };
        let more = (self.0.capacity() * factor).clamp(FIRST, limit.max(FIRST));
        let capacity = length.max(more);
        if self.0.capacity() >= WIPED_GROWTH {
            self.0.reserve_exact(capacity - self.0.len());
            return;
        }
        let mut larger = Vec::with_capacity(capacity);
        larger.extend_from_slice(&self.0);
        wipe(&mut self.0);
        self.0 = larger;
    }
}

impl Drop for HeldBytes {
    fn drop(&mut self) {
        wipe(&mut self.0);
    }
}

/// `Vec::zeroize` writes byte by byte and touches the room that was never used: at 100 MB a noticeable pause and as much
/// memory again. This is one `memset` of what was written, kept by zeroize's own barrier.
fn wipe(bytes: &mut [u8]) {
    if bytes.len() <= FIRST {
        bytes.zeroize();
        return;
    }
    bytes.fill(0);
    optimization_barrier(bytes);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn room_grows_keeps_what_came_and_stays_near_the_limit() {
        let limit = 40 * 1024 * 1024;
        let piece: Vec<u8> = (0..1_000_003_u32).map(|n| n as u8).collect();
        let mut held = HeldBytes::default();
        while held.0.len() + piece.len() <= limit {
            held.push(&piece, limit);
            assert!(held.0.capacity() <= limit, "{}", held.0.capacity());
        }
        assert!(held.0.len() > WIPED_GROWTH, "both ways to grow were taken");
        assert!(
            held.as_slice()
                .chunks_exact(piece.len())
                .all(|c| c == piece)
        );
        held.seal();
        assert!(held.0.capacity() < held.0.len() + piece.len());
    }

    #[test]
    fn wiping_leaves_nothing_at_any_size() {
        for size in [1, FIRST, FIRST + 1, 1_000_000] {
            let mut bytes = vec![7; size];
            wipe(&mut bytes);
            assert!(bytes.iter().all(|&byte| byte == 0));
        }
    }
}
