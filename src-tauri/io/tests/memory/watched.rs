//! The app's allocator, watched: it sees what lies in a block when it is let go of, before it is wiped. Who left a secret there
//! relied on that, and the frames say who it is.
#![allow(
    unsafe_code,
    reason = "an allocator is unsafe to write, and nothing else sees memory as it is freed"
)]
use std::alloc::{GlobalAlloc, Layout, System};
use std::backtrace::Backtrace;
use std::cell::Cell;
use std::collections::HashMap;
use std::ptr;
use std::sync::atomic::{AtomicU8, Ordering};
use std::sync::{Mutex, OnceLock, PoisonError};

use gatepass_io::Wiping;

use crate::sought::Sought;

pub(crate) struct Watched;

/// What is looked for must not itself be found.
pub(crate) const VEIL: u8 = 0x5a;

const IDLE: u8 = 0;
/// Looks into each block that is let go of.
const LOOKS: u8 = 1;
/// Remembers who asked for those that are held.
const REMEMBERS: u8 = 2;

static MODE: AtomicU8 = AtomicU8::new(IDLE);
static SOUGHT: OnceLock<Sought> = OnceLock::new();
static LEFT: Mutex<Vec<(usize, Backtrace)>> = Mutex::new(Vec::new());
static HELD: Mutex<Option<HashMap<usize, (usize, Backtrace)>>> = Mutex::new(None);

thread_local! {
    /// Whether this thread is looking: what looking itself needs is passed on.
    static LOOKING: Cell<bool> = const { Cell::new(false) };
}

/// From now on a block with one of these traces, veiled, is noted when it is let go of.
pub(crate) fn look_for(traces: Vec<Vec<u8>>) {
    seek(traces, LOOKS);
}

/// From now on it is known who asked for a block that is held.
pub(crate) fn remember(traces: Vec<Vec<u8>>) {
    *HELD.lock().unwrap() = Some(HashMap::new());
    seek(traces, REMEMBERS);
}

fn seek(traces: Vec<Vec<u8>>, mode: u8) {
    assert!(SOUGHT.set(Sought::of(traces)).is_ok(), "once");
    MODE.store(mode, Ordering::SeqCst);
}

/// What was let go of with a trace in it, and where: the trace's number, and the frames.
pub(crate) fn left_behind() -> Vec<(usize, String)> {
    MODE.store(IDLE, Ordering::SeqCst);
    let left = std::mem::take(&mut *LEFT.lock().unwrap());
    let told = left
        .into_iter()
        .map(|(at, frames)| (at, frames.to_string()));
    told.collect()
}

/// What is held with a trace in it, and who asked for it.
pub(crate) fn held() -> Vec<(usize, String)> {
    MODE.store(IDLE, Ordering::SeqCst);
    let held = HELD.lock().unwrap().take().unwrap_or_default();
    let mut told = Vec::new();
    for (start, (length, frames)) in held {
        for at in found(start as *const u8, length) {
            told.push((at, frames.to_string()));
        }
    }
    told
}

/// The control: lets go of a block full of a text as the system's allocator does, which wipes nothing.
pub(crate) fn leave_behind(text: &str) {
    let layout = Layout::array::<u8>(64 * text.len()).unwrap();
    // SAFETY: the block is as long as what is written into it. The next one keeps it from the end of the heap, and stays.
    unsafe {
        let block = System.alloc(layout);
        assert!(!block.is_null() && !System.alloc(layout).is_null());
        let copies = text.as_bytes().repeat(64);
        ptr::copy_nonoverlapping(copies.as_ptr(), block, copies.len());
        System.dealloc(block, layout);
    }
}

/// The traces in a block.
fn found(start: *const u8, length: usize) -> Vec<usize> {
    // SAFETY: the block belongs to the caller, who is about to let it go or holds it.
    let byte = |at: usize| unsafe { start.add(at).read_volatile() } ^ VEIL;
    let mut found = Vec::new();
    if let Some(sought) = SOUGHT.get() {
        sought.each(byte, length, |_, number| found.push(number));
    }
    found
}

/// Does something that may itself need memory, unless this thread is at it already.
fn aside(act: impl FnOnce()) {
    let _ = LOOKING.try_with(|looking| {
        if !looking.replace(true) {
            act();
            looking.set(false);
        }
    });
}

fn took(start: *mut u8, length: usize) {
    aside(|| {
        let frames = Backtrace::force_capture();
        let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(held) = held.as_mut() {
            held.insert(start as usize, (length, frames));
        }
    });
}

fn lets_go(start: *mut u8, length: usize) {
    match MODE.load(Ordering::Relaxed) {
        LOOKS => aside(|| {
            for at in found(start, length) {
                let frames = Backtrace::force_capture();
                let mut left = LEFT.lock().unwrap_or_else(PoisonError::into_inner);
                left.push((at, frames));
            }
        }),
        REMEMBERS => aside(|| {
            let mut held = HELD.lock().unwrap_or_else(PoisonError::into_inner);
            if let Some(held) = held.as_mut() {
                held.remove(&(start as usize));
            }
        }),
        _ => {}
    }
}

// SAFETY: every block is the app's allocator's, and as large as it was asked for.
unsafe impl GlobalAlloc for Watched {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        // SAFETY: as asked.
        let block = unsafe { Wiping.alloc(layout) };
        if MODE.load(Ordering::Relaxed) == REMEMBERS {
            took(block, layout.size());
        }
        block
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        lets_go(block, layout.size());
        // SAFETY: as asked.
        unsafe { Wiping.dealloc(block, layout) }
    }

    /// While it watches, a block that grows is a new one and the old one is let go of, of any size.
    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if MODE.load(Ordering::Relaxed) == IDLE {
            // SAFETY: as asked.
            return unsafe { Wiping.realloc(block, layout, size) };
        }
        // SAFETY: the size was checked by whoever asked, the alignment is the old one.
        let grown = unsafe { Layout::from_size_align_unchecked(size, layout.align()) };
        // SAFETY: as asked.
        let new = unsafe { self.alloc(grown) };
        if !new.is_null() {
            // SAFETY: two blocks, each at least this long.
            unsafe { ptr::copy_nonoverlapping(block, new, layout.size().min(size)) };
            // SAFETY: it is the old block with its layout.
            unsafe { self.dealloc(block, layout) };
        }
        new
    }
}
