//! The targets of `fuzz/` without a fuzzer: small inputs that were once of interest, and seeded changes to them, so that
//! whatever a file holds is read or refused and never ends in a panic.
//!
//! `PLACEWELL_FUZZ_SECONDS=1800 cargo test --release --test inputs fuzz_smoke::` goes on for so long; an input that panics is
//! written to `target/fuzz-findings`, and belongs in `fuzz/corpus/` once it is mended.

mod changes;
#[path = "../fuzz/entries.rs"]
mod entries;

use std::fs;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::Path;
use std::time::{Duration, Instant};

use changes::{Dice, changed};
use entries::{Bench, FILES, tiny};

/// Changes made to the inputs of a target where no time is given.
const FEW: u64 = 100;

/// The first seed: another gives other changes.
const SEED: &str = "PLACEWELL_FUZZ_SEED";

/// How long to go on.
const SECONDS: &str = "PLACEWELL_FUZZ_SECONDS";

/// The targets: the readers of a model, a plan, a matrix, a solution, a sheet of bids and its map, layers of demand, and that of each file of a dataset.
fn targets() -> Vec<&'static str> {
    ["model", "plan", "matrix", "solution", "sheet", "map", "demand_layers"].into_iter().chain(FILES).collect()
}

/// The inputs of a target to begin with, in order of name: those in the corpus, and the file of the small dataset.
fn corpus(target: &str) -> Vec<Vec<u8>> {
    let stem = target.split('.').next().expect("a name");
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/corpus").join(stem);
    let entries = fs::read_dir(folder).into_iter().flatten().map(|entry| entry.expect("an input").path());
    let mut files: Vec<_> = entries.chain([tiny().join(target)]).filter(|file| file.is_file()).collect();
    files.sort();
    files.into_iter().map(|file| fs::read(file).expect("an input")).collect()
}

fn run(bench: &Bench, target: &str, bytes: &[u8]) {
    match target {
        "model" => bench.model(bytes),
        "plan" => bench.plan(bytes),
        "matrix" => bench.matrix(bytes),
        "solution" => bench.solution(bytes),
        "sheet" => bench.sheet(bytes),
        "map" => bench.map(bytes),
        "demand_layers" => bench.demand_layers(bytes),
        file => bench.file(file, bytes),
    }
}

/// Runs an input; if it panics, keeps it and says where.
fn survives(bench: &Bench, target: &str, bytes: &[u8]) -> Result<(), String> {
    catch_unwind(AssertUnwindSafe(|| run(bench, target, bytes))).map_err(|_| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("target/fuzz-findings");
        let hash = bytes.iter().fold(0_u32, |hash, &byte| hash.wrapping_mul(31).wrapping_add(byte.into()));
        let file = folder.join(format!("{target}-{hash:08x}"));
        fs::create_dir_all(&folder).and_then(|()| fs::write(&file, bytes)).expect("the finding is kept");
        format!("{target}: {} panics", file.display())
    })
}

fn number(variable: &str) -> Option<u64> {
    std::env::var(variable).ok().and_then(|text| text.parse().ok())
}

#[test]
fn whatever_a_file_holds_is_read_or_refused() {
    let (bench, began) = (Bench::new(), Instant::now());
    let long = number(SECONDS).map(Duration::from_secs);
    let mut dice = Dice::new(number(SEED).unwrap_or(1));
    let (mut runs, mut found) = (0_u64, Vec::new());
    let inputs: Vec<(&str, Vec<Vec<u8>>)> = targets().into_iter().map(|target| (target, corpus(target))).collect();
    for (target, inputs) in &inputs {
        assert!(!inputs.is_empty(), "{target} has no input to begin with");
        found.extend(inputs.iter().filter_map(|bytes| survives(&bench, target, bytes).err()));
    }
    loop {
        for (target, inputs) in &inputs {
            for _ in 0..FEW {
                runs += 1;
                let bytes = changed(&mut dice, inputs);
                found.extend(survives(&bench, target, &bytes).err());
            }
        }
        if found.len() > 20 || long.is_none_or(|long| began.elapsed() > long) {
            break;
        }
    }
    println!("{runs} changed inputs in {} s", began.elapsed().as_secs());
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn every_target_is_one_of_the_fuzzer_too() {
    let manifest = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("fuzz/Cargo.toml")).expect("it");
    for target in targets() {
        let stem = target.split('.').next().expect("a name");
        assert!(manifest.contains(&format!("\"fuzz_targets/{stem}.rs\"")), "{stem} is not in fuzz/Cargo.toml");
    }
}
