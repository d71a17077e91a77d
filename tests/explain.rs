//! What a model asks for, in words and symbols: of one model, and as the page of the docs.

use std::collections::BTreeSet;
use std::path::Path;

use placewell::case::Case;
use placewell::conflict::names;
use placewell::constraints::every_family;
use placewell::report::question::explain::{formulation, text};
use placewell::report::run::WIDTH;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn opened(model: &str) -> Case {
    Case::open(&root().join(model)).unwrap_or_else(|mistakes| panic!("{mistakes}"))
}

#[test]
fn the_page_of_the_docs_is_what_the_program_states() {
    let page = root().join("docs/formulation.md");
    if std::env::var_os("PLACEWELL_BLESS").is_some() {
        std::fs::write(&page, formulation()).expect("the page is written");
    }
    assert_eq!(std::fs::read_to_string(&page).unwrap_or_default(), formulation());
}

#[test]
fn every_rule_of_the_main_job_is_told_with_its_source_and_every_family_is_in_force_or_not() {
    let case = opened("models/envelope-563.toml");
    let told = text(&case, WIDTH);
    let joined = told.split_whitespace().collect::<Vec<_>>().join(" ");
    for name in names(&case.question()) {
        assert!(joined.contains(&format!("- `{name}`: ")), "{name} is not told");
    }
    for rule in &case.model.rules {
        assert!(joined.contains(&rule.source.split_whitespace().collect::<Vec<_>>().join(" ")), "{}", rule.source);
    }
    let idle = joined.split("Not in force here: ").nth(1).and_then(|rest| rest.split('.').next()).unwrap_or_default();
    let idle: BTreeSet<&str> = idle.split(", ").collect();
    for (name, _, maths) in every_family() {
        let maths = maths.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(joined.contains(&maths) != idle.contains(name), "{name} is both or neither");
    }
}

#[test]
fn a_small_question_is_explained_in_a_page() {
    let told = text(&opened("tests/golden/pace/model.toml"), WIDTH);
    insta::assert_snapshot!(told.replace(&format!("{}/", root().display()), ""));
}
