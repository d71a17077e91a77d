//! Every cell, line and key of a run, changed one at a time.

use std::collections::BTreeMap;

use super::corruption::{CHECKED, TAKEN_AS_STATED, all};
use super::given::{Caught, Given};

#[test]
fn whatever_is_changed_in_a_run_is_caught() {
    let given = Given::tiny();
    let case = given.case();
    let mut caught: BTreeMap<&str, usize> = BTreeMap::new();
    let mut missed = Vec::new();
    for (file, text) in given.run() {
        for corruption in all(&file, &text) {
            let how = match given.spoiled(&case, &file, &corruption.text) {
                Caught::Mistake(_) => "as a mistake",
                Caught::Found(broken, _) if !broken.is_empty() => "as a broken rule",
                Caught::Found(..) => "as a difference",
                Caught::Nothing => {
                    missed.push(format!("{file}: {}\n", corruption.what));
                    continue;
                }
            };
            *caught.entry(how).or_insert(0) += 1;
        }
    }
    let count: usize = caught.values().sum();
    println!("{count} corruptions caught: {caught:?}");
    assert!(missed.is_empty(), "{} corruptions are missed\n{}", missed.len(), missed.concat());
    assert!(count > 800, "only {count} corruptions were planted");
}

#[test]
fn every_key_of_a_manifest_is_checked_or_known_to_its_writer_alone() {
    let given = Given::tiny();
    let manifest: serde_json::Value = serde_json::from_str(&given.text("run/run.json")).expect("a manifest is JSON");
    let mut known: Vec<&str> = CHECKED.into_iter().chain(TAKEN_AS_STATED).collect();
    known.sort_unstable();
    let keys: Vec<&String> = manifest.as_object().expect("a manifest is an object").keys().collect();
    assert_eq!(keys, known);
}
