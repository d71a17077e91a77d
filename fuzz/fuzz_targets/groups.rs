//! The reader of `groups.csv`.
#![no_main]

use entries::Bench;
use libfuzzer_sys::fuzz_target;

thread_local!(static BENCH: Bench = Bench::new());

fuzz_target!(|bytes: &[u8]| BENCH.with(|bench| bench.file("groups.csv", bytes)));
