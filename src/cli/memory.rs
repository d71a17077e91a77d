//! The memory of the system, and what is said where it runs out.

use std::alloc::{GlobalAlloc, Layout, System};
use std::cell::Cell;

use signal_hook::low_level::exit;

use super::exit::FAULT;
use super::say::last_word;

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
    last_word(NONE_LEFT);
    exit(FAULT.into())
}

/// What comes of a question whether there is memory, which may be answered with no.
pub(super) fn only_asked<T>(question: impl FnOnce() -> T) -> T {
    IS_ASKING.set(true);
    let answer = question();
    IS_ASKING.set(false);
    answer
}
