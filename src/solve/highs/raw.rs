//! What the `highs` crate does not reach: the version, the count of nodes, and the callbacks. The only unsafe file.

use std::ffi::{c_char, c_int, c_void};

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
