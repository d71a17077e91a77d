//! Runs that nobody touched.

use super::given::{Caught, Given};

#[test]
fn an_untouched_run_passes() {
    let given = Given::tiny();
    let verified = given.verified(&given.case()).expect("a run without mistakes");
    assert_eq!(verified.files, 11);
    assert!(verified.differences.is_empty(), "{:?}", verified.differences);
    assert!(matches!(Caught::of(Ok(verified)), Caught::Nothing));
}
