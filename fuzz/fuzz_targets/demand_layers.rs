//! The reader of `demand_layers.csv`.
#![no_main]

use entries::Bench;
use libfuzzer_sys::fuzz_target;

thread_local!(static BENCH: Bench = Bench::new());

fuzz_target!(|bytes: &[u8]| BENCH.with(|bench| bench.demand_layers(bytes)));
