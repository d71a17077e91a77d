//! Whether there is memory for what is to be done.

use super::exit::Exit;
use super::memory::only_asked;

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
    let asked = only_asked(|| Vec::<u8>::new().try_reserve_exact(bytes));
    asked.map_err(|_| {
        Exit::Internal(format!(
            "there is too little memory {what}: {more} MB more are needed (see ulimit -v, or the limit of a container)"
        ))
    })
}
