//! Memory as the app has it while its engine has its turn, and as any program has it while another client has: both are in
//! this process, and only one of them wipes what it lets go of.
#![allow(unsafe_code, reason = "an allocator is unsafe to write")]
use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use gatepass_io::Wiping;

struct InTurns;

#[global_allocator]
static MEMORY: InTurns = InTurns;

thread_local! {
    /// The server has a thread of its own, and wipes nothing.
    static WIPES: Cell<bool> = const { Cell::new(false) };
}

/// Until it is dropped.
pub(crate) struct AsInTheApp(());

pub(crate) fn as_in_the_app() -> AsInTheApp {
    WIPES.set(true);
    AsInTheApp(())
}

impl Drop for AsInTheApp {
    fn drop(&mut self) {
        WIPES.set(false);
    }
}

// SAFETY: both give the system's blocks, and take them.
unsafe impl GlobalAlloc for InTurns {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as asked.
        unsafe { System.alloc(layout) }
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as asked.
        unsafe { System.alloc_zeroed(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        if WIPES.get() {
            // SAFETY: as asked.
            unsafe { Wiping.dealloc(block, layout) }
        } else {
            // SAFETY: as asked.
            unsafe { System.dealloc(block, layout) }
        }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if WIPES.get() {
            // SAFETY: as asked.
            unsafe { Wiping.realloc(block, layout, size) }
        } else {
            // SAFETY: as asked.
            unsafe { System.realloc(block, layout, size) }
        }
    }
}
