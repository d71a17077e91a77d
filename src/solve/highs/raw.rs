//! What the `highs` crate does not reach: the version, the count of nodes, a basis, rows that come and go, and the
//! callbacks. The only unsafe file.

use std::ffi::{c_char, c_int, c_void};
use std::ptr::null_mut;

use highs::{Model, SolvedModel};
use highs_sys::{HighsCallbackDataIn, HighsCallbackDataOut};
use num_traits::ToPrimitive;

use super::watcher::Watcher;
use crate::solve::Going;

/// The version of HiGHS that is built in, as in `1.15.0`.
#[must_use]
pub fn version() -> String {
    #[expect(unsafe_code, reason = "these three calls take nothing and return a number; they cannot fail")]
    let parts =
        unsafe { [highs_sys::Highs_versionMajor(), highs_sys::Highs_versionMinor(), highs_sys::Highs_versionPatch()] };
    parts.map(|part| part.to_string()).join(".")
}

/// The nodes searched; none where there was nothing to search.
pub(super) fn nodes(solved: &SolvedModel) -> u64 {
    let mut nodes = 0;
    #[expect(unsafe_code, reason = "HiGHS counts nodes in 64 bits, which the highs crate does not read")]
    // Safety: `solved` owns a live instance, the name is a C string, and the number is written within this call.
    unsafe {
        highs_sys::Highs_getInt64InfoValue(solved.as_ptr(), c"mip_node_count".as_ptr(), &raw mut nodes)
    };
    nodes.to_u64().unwrap_or(0)
}

/// Adds a row of at most `bound`, its terms by position of the column; whether it was taken in.
pub(super) fn add_row(model: &mut Model, bound: f64, columns: &[c_int], factors: &[f64]) -> bool {
    let Ok(terms) = c_int::try_from(columns.len().min(factors.len())) else { return false };
    #[expect(unsafe_code, reason = "the highs crate adds rows by columns of its own, which good_lp does not hand out")]
    // Safety: `model` owns a live instance, and both slices hold as many numbers as are told, which are copied.
    let status = unsafe {
        let highs = model.as_mut_ptr();
        highs_sys::Highs_addRow(highs, f64::NEG_INFINITY, bound, terms, columns.as_ptr(), factors.as_ptr())
    };
    // It warns where it leaves a factor out as too small.
    status != highs_sys::STATUS_ERROR
}

/// Takes rows out, in ascending order of their positions; whether it was done.
pub(super) fn delete_rows(model: &mut Model, rows: &[c_int]) -> bool {
    let Ok(count) = c_int::try_from(rows.len()) else { return false };
    #[expect(unsafe_code, reason = "the highs crate takes no rows out")]
    // Safety: `model` owns a live instance, which reads as many positions as are told and refuses those that are no row's.
    let status = unsafe { highs_sys::Highs_deleteRowsBySet(model.as_mut_ptr(), count, rows.as_ptr()) };
    status == highs_sys::STATUS_OK
}

/// Gives a column other bounds; whether it was done.
pub(super) fn change_bounds(model: &mut Model, column: c_int, lower: f64, upper: f64) -> bool {
    #[expect(unsafe_code, reason = "the highs crate changes bounds by columns of its own")]
    // Safety: `model` owns a live instance, which refuses a position that is no column's.
    let status = unsafe { highs_sys::Highs_changeColBounds(model.as_mut_ptr(), column, lower, upper) };
    status == highs_sys::STATUS_OK
}

/// Gives every column another factor in what is sought; whether it was done.
pub(super) fn change_costs(model: &mut Model, costs: &[f64]) -> bool {
    let Some(last) = costs.len().checked_sub(1).and_then(|last| c_int::try_from(last).ok()) else { return false };
    #[expect(unsafe_code, reason = "the highs crate changes no costs")]
    // Safety: `model` owns a live instance, which reads one number for each column up to the last and refuses more than it has.
    let status = unsafe { highs_sys::Highs_changeColsCostByRange(model.as_mut_ptr(), 0, last, costs.as_ptr()) };
    status == highs_sys::STATUS_OK
}

/// The basic variables of the last solution, one for each row: the position of a column, or less than nought for a row.
pub(super) fn basic_variables(model: &Model) -> Option<Vec<c_int>> {
    let mut variables = vec![0; model.num_rows()];
    #[expect(unsafe_code, reason = "the highs crate does not read a basis")]
    // Safety: `model` owns a live instance, which writes one number for each of its rows, or none and says so.
    let status = unsafe { highs_sys::Highs_getBasicVariables(model.as_ptr(), variables.as_mut_ptr()) };
    (status == highs_sys::STATUS_OK).then_some(variables)
}

/// A row of the inverse of the basis: what each row of the program is multiplied by in a row of the tableau.
pub(super) fn inverse_row(model: &Model, row: usize) -> Option<Vec<f64>> {
    let mut multipliers = vec![0.0; model.num_rows()];
    let row = c_int::try_from(row).ok()?;
    #[expect(unsafe_code, reason = "the highs crate does not read a basis")]
    // Safety: `model` owns a live instance, which writes one number for each of its rows, or none and says so; it asks for no
    // list of positions where it is given none.
    let status = unsafe {
        let highs = model.as_ptr();
        highs_sys::Highs_getBasisInverseRow(highs, row, multipliers.as_mut_ptr(), null_mut(), null_mut())
    };
    (status == highs_sys::STATUS_OK).then_some(multipliers)
}

/// Has HiGHS call `watcher` whenever it looks whether to stop.
#[expect(unsafe_code, reason = "the highs crate has no callbacks: this hands HiGHS a function and what it needs")]
pub(super) fn listen(model: &mut Model, watcher: &mut Watcher<'_>) {
    let data: *mut Watcher<'_> = watcher;
    let highs = model.as_mut_ptr();
    // Safety: `highs` is a live instance owned by `model`. `data` outlives the solve, as the caller keeps both on its
    // stack until the model is consumed by it, and HiGHS calls back only during a solve, on the calling thread.
    unsafe {
        highs_sys::Highs_setCallback(highs, Some(tell), data.cast());
        highs_sys::Highs_startCallback(highs, highs_sys::kHighsCallbackMipInterrupt);
        highs_sys::Highs_startCallback(highs, highs_sys::kHighsCallbackMipImprovingSolution);
    }
}

/// What HiGHS calls.
#[expect(unsafe_code, reason = "HiGHS calls a C function with pointers")]
unsafe extern "C" fn tell(
    kind: c_int,
    _message: *const c_char,
    news: *const HighsCallbackDataOut,
    answer: *mut HighsCallbackDataIn,
    data: *mut c_void,
) {
    // Safety: HiGHS passes back the pointer given to `listen`, whose watcher is alive and borrowed by nobody else while
    // a solve runs, and pointers to its own structures, valid for this call; a null one is passed over.
    let (news, answer, watcher) = unsafe { (news.as_ref(), answer.as_mut(), data.cast::<Watcher<'_>>().as_mut()) };
    let (Some(news), Some(answer), Some(watcher)) = (news, answer, watcher) else { return };
    if kind == highs_sys::kHighsCallbackMipImprovingSolution {
        let size = news.mip_solution_size.to_usize().unwrap_or(0);
        if !news.mip_solution.is_null() {
            // Safety: HiGHS says how many values there are, one for each column, and they last for this call.
            watcher.hear_better(unsafe { std::slice::from_raw_parts(news.mip_solution, size) });
        }
        return;
    }
    let going =
        watcher.hear(news.mip_primal_bound, news.mip_dual_bound, news.mip_node_count, news.mip_total_lp_iterations);
    answer.user_interrupt = c_int::from(going == Going::Stop);
}
