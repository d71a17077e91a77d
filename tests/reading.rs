//! Reading a dataset.

use std::path::Path;

use placewell::read::{Roads, read_dataset};

#[test]
fn a_dataset_without_mistakes_is_read() {
    let reading = read_dataset(Path::new("tests/data/tiny"), Roads::Needed);
    assert_eq!(reading.mistakes, []);
    assert!(reading.dataset.is_some());
}
