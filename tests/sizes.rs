//! How large a question is, is counted and not stated: the count is what would have been stated.

use std::fs;
use std::path::Path;

use placewell::case::Case;
use placewell::formulate::{formulate, size_over};
use placewell::network::Network;

#[test]
fn the_size_that_is_counted_is_that_of_what_would_be_stated() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folders = ["benches", "models", "models/what-if"].map(|folder| root.join(folder));
    let files = folders.iter().flat_map(|folder| fs::read_dir(folder).expect("models"));
    let files = files.map(|entry| entry.expect("a file").path());
    let mut tried = 0;
    for file in files.filter(|file| file.extension().is_some_and(|extension| extension == "toml")) {
        let Ok(case) = Case::open(&file) else { continue };
        let question = case.question();
        let milp = formulate(&question).milp;
        let stated = [milp.rows().len(), milp.columns().len(), milp.non_zeros()];
        assert_eq!(size_over(&question, &Network::of(&question)), stated, "{}", file.display());
        tried += 1;
    }
    assert!(tried >= 10, "{tried} models say little");
}
