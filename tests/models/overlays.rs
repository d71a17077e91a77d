//! Models laid over models.

use placewell::domain::Money;
use placewell::model::{Bound, Sense};

use super::folder::{Folder, laid_over, told};

#[test]
fn models_that_extend_one_another_in_a_circle_are_refused() {
    let folder = Folder::new(&[("title =", "extends = \"other.toml\"\ntitle =")]);
    let folder = folder.with("other.toml", "extends = \"model.toml\"\n");
    insta::assert_snapshot!(folder.told("model.toml"), @r"
    1 mistake in the inputs
      model.toml:1: extends: models extend one another more than ten deep, or in a circle
    ");
    insta::assert_snapshot!(told("title =", "extends = \"nowhere.toml\"\ntitle ="), @r"
    1 mistake in the inputs
      nowhere.toml: there is no such file
    ");
    insta::assert_snapshot!(told("title =", "extends = 7\ntitle ="), @r"
    1 mistake in the inputs
      model.toml:1: extends: this should be the path of a model, in quotes
    ");
}

#[test]
fn an_overlay_changes_what_it_names_and_nothing_else() {
    let changed = "title = \"Another\"\n[[rule]]\nid = \"new-places\"\nat_least = 3\n[envelope]\ntotal_gbp = 1\n";
    let folder = Folder::new(&[]).with("overlay.toml", &format!("extends = \"model.toml\"\n{changed}"));
    let [plain, mut model] = ["model.toml", "overlay.toml"].map(|file| folder.open(file).expect("no mistakes").model);
    assert_eq!((model.title.as_str(), model.name.as_str()), ("Another", "overlay"));
    assert_eq!(model.envelope.total, Money::from_pounds(1));
    assert_eq!(model.rules[1].bound, Bound::Count(3));
    (model.title, model.name, model.layers) = (plain.title.clone(), plain.name.clone(), plain.layers.clone());
    model.envelope.total = plain.envelope.total;
    model.rules[1].bound = plain.rules[1].bound;
    assert_eq!(model, plain);
}

#[test]
fn an_overlay_adds_and_takes_away_by_id() {
    let more = "[[rule]]\nid = \"few\"\nmeasure = \"projects\"\nat_most = 2\nsource = \"Made for the tests\"\n";
    let model = laid_over(more).expect("no mistakes");
    let last = model.rules.last().expect("three rules");
    assert_eq!((model.rules.len(), last.id.as_str(), last.sense), (3, "few", Sense::AtMost));
    let off = "[[rule]]\nid = \"new-ceiling\"\noff = true\n[[fund]]\nid = \"first\"\noff = true\n\
        [[commit]]\nid = \"promised\"\noff = true\n[match_funding]\noff = true\n[coverage_floor]\noff = true\n";
    let model = laid_over(off).expect("no mistakes");
    let rules: Vec<&str> = model.rules.iter().map(|rule| rule.id.as_str()).collect();
    assert_eq!(rules, ["new-places"]);
    assert!(model.funds.is_empty() && model.fixes.is_empty(), "{model:?}");
    assert_eq!((model.match_funding, model.coverage_floor), (None, None));
    insta::assert_snapshot!(laid_over("[[rule]]\nid = \"new-ceiling\"\noff = \"yes\"\n").expect_err("a mistake"), @r"
    1 mistake in the inputs
      overlay.toml:4: rule[new-ceiling].off: this should be true or false, without quotes
    ");
}

#[test]
fn a_mistake_is_told_in_the_file_that_makes_it() {
    let overlay = "[[rule]]\nid = \"new-places\"\nat_most = 3\n\n[[rule]]\nid = \"new-ceiling\"\nmesure = \"match\"\n";
    insta::assert_snapshot!(laid_over(overlay).expect_err("mistakes"), @r"
    2 mistakes in the inputs
      model.toml:49: rule[new-places].at_least: a rule has one bound: write a rule for each
      overlay.toml:8: rule[new-ceiling].mesure: there is no such key; did you mean `measure`?
    ");
}
