//! Whether there is memory for what is to be done, and what is said where it runs out later on.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use signal_hook::low_level::exit;

use super::exit::{Exit, FAULT};

/// What is said where memory runs out: there is none to say it with but what was there from the beginning.
const NONE_LEFT: &[u8] = b"error: there is too little memory to go on (see ulimit -v, or the limit of a container)\n";

thread_local! {
    /// Whether it is only asked whether there is memory.
    static IS_ASKING: Cell<bool> = const { Cell::new(false) };
}

/// The memory of the system. Where there is no more of it the program ends in words, and not as the system has it.
#[derive(Debug)]
pub struct Memory;

#[expect(unsafe_code, reason = "whatever hands out memory is unsafe: this hands every call on as it is")]
unsafe impl GlobalAlloc for Memory {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        there(unsafe { System.alloc(layout) })
    }

    unsafe fn alloc_zeroed(&self, layout: Layout) -> *mut u8 {
        there(unsafe { System.alloc_zeroed(layout) })
    }

    unsafe fn realloc(&self, memory: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        there(unsafe { System.realloc(memory, layout, size) })
    }

    unsafe fn dealloc(&self, memory: *mut u8, layout: Layout) {
        unsafe { System.dealloc(memory, layout) }
    }
}

/// Memory that is there; where it is not, and it was not only asked whether it is, the program ends.
fn there(memory: *mut u8) -> *mut u8 {
    if memory.is_null() && !IS_ASKING.get() {
        none_left();
    }
    memory
}

/// Ends the program at once: nothing here asks for memory.
#[cold]
fn none_left() -> ! {
    #[cfg(any(target_os = "linux", target_vendor = "apple"))]
    rustix::io::write(rustix::stdio::stderr(), NONE_LEFT).ok();
    #[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
    std::io::Write::write_all(&mut std::io::stderr(), NONE_LEFT).ok();
    exit(FAULT.into())
}

/// Bytes to begin with: for the smallest case, its threads and what is said of it.
const TO_BEGIN: usize = 6 << 20;

/// Bytes for the smallest workbook, whose sheets are written by threads side by side.
const FOR_A_WORKBOOK: usize = 24 << 20;

/// Whether the program has room to begin.
pub(super) fn to_begin() -> Result<(), Exit> {
    is_there(TO_BEGIN, "to begin")
}

/// Whether there is room for a workbook.
pub(super) fn for_a_workbook() -> Result<(), Exit> {
    is_there(FOR_A_WORKBOOK, "for a workbook")
}

fn is_there(bytes: usize, what: &str) -> Result<(), Exit> {
    let more = bytes >> 20;
    IS_ASKING.set(true);
    let asked = Vec::<u8>::new().try_reserve_exact(bytes);
    IS_ASKING.set(false);
    asked.map_err(|_| {
        Exit::Internal(format!(
            "there is too little memory {what}: {more} MB more are needed (see ulimit -v, or the limit of a container)"
        ))
    })
}
