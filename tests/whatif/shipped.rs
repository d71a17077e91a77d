//! The what-ifs that are shipped.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use placewell::case::Case;
use placewell::domain::Instance;
use placewell::model::{LayerNames, Model};

/// What a model asks, without its name and its words, and of what.
fn question(case: Case) -> (Model, Instance) {
    let model = Model { name: String::new(), title: String::new(), layers: LayerNames::default(), ..case.model };
    (model, case.dataset.instance)
}

#[test]
fn every_shipped_what_if_is_read_and_asks_something_else_than_any_other() {
    let models = Path::new(env!("CARGO_MANIFEST_DIR")).join("models");
    let open = |file: &Path| Case::open(file).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let base = open(&models.join("envelope-563.toml"));
    let mut titles = BTreeMap::from([(base.model.title.clone(), "envelope-563".to_owned())]);
    let mut questions = vec![("envelope-563".to_owned(), question(base))];
    let entries = fs::read_dir(models.join("what-if")).expect("the folder of what-ifs");
    let mut files: Vec<_> = entries.map(|entry| entry.expect("a what-if").path()).collect();
    files.sort();
    assert!(files.len() >= 10, "at least ten are shipped");
    for file in files {
        let case = open(&file);
        let name = case.model.name.clone();
        let twin = titles.insert(case.model.title.clone(), name.clone());
        assert_eq!(twin, None, "{name} has a title of its own");
        let written = fs::read_to_string(&file).expect("a what-if");
        assert!(written.starts_with("# "), "{name} says first what it is for");
        let own = question(case);
        let same: Vec<&String> = questions.iter().filter(|(_, other)| *other == own).map(|(other, _)| other).collect();
        assert!(same.is_empty(), "{name} asks what {same:?} asks");
        questions.push((name, own));
    }
}
