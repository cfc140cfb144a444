//! The app's allocator: whatever is let go of is wiped first. What is ours wipes itself; the libraries between it and the
//! network, the keyring and the vault's files do not.
#![allow(unsafe_code, reason = "an allocator is unsafe to write")]
use std::alloc::{GlobalAlloc, Layout, System};

use zeroizing_alloc::ZeroAlloc;

/// From here on a block has pages of its own where the allocator is glibc's (32 MiB is the highest threshold that it moves to).
/// They go back to the system, which gives them to nobody unwiped, and can be moved where copying them would be felt. Other
/// allocators may keep them a while; bodies, the one thing of ours that is so large, wipe themselves (`bodies/held.rs`).
const OWN_PAGES: usize = 32 * 1024 * 1024;

/// The system's allocator, that keeps nothing of what lay in a block.
pub struct Wiping;

static SMALL: ZeroAlloc<System> = ZeroAlloc(System);

// SAFETY: each block is the system's, of the layout that was asked for; what is done before it goes stays within it.
unsafe impl GlobalAlloc for Wiping {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as asked.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as asked.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if layout.size() < OWN_PAGES {
            // SAFETY: as asked.
            unsafe { SMALL.dealloc(block, layout) }
        } else {
            // SAFETY: as asked.
            unsafe { System.dealloc(block, layout) }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if layout.size() < OWN_PAGES {
            // SAFETY: as asked. It moves, and the old block is wiped.
            unsafe { SMALL.realloc(block, layout, size) }
        } else {
            // SAFETY: as asked.
            unsafe { System.realloc(block, layout, size) }
        }
    }
}
