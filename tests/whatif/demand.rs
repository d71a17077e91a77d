//! Layers of demand, from the command line to the files: the numbers are those of `tests/golden/demand-layers/WHY.md`.

use std::path::Path;

use super::shop::{Shop, copy, text};

const MODEL: &str = "layers/model.toml";

fn shop() -> Shop {
    let shop = Shop::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/demand-layers"), &shop.path("layers"));
    shop
}

/// The children of each area at the horizon with what is set.
fn children(shop: &Shop, set: &[&str]) -> Vec<u32> {
    let case = shop.open(MODEL, &[], set).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    case.dataset.instance.demand().iter().map(|need| need.children.count()).collect()
}

#[test]
fn the_layers_that_are_chosen_are_told_in_the_first_lines_and_in_the_manifest() {
    let shop = shop();
    let summary = shop.told(0, &["solve", MODEL, "--out", "run"]);
    let first: Vec<&str> = summary.lines().take(8).collect();
    insta::assert_snapshot!(first.join("\n"), @r"
    What if there are newcomers, and Brent has counted anew?

    It is not said whether the figures are real, modelled or a draft: the dataset
    has no dataset.csv.
    Children who need a place are those of demand.csv with the layers `newcomers` (3
    children more; modelled) and `recount` (4 in the place of those of the same
    areas and care there; observed).
    A well-located place is one that a child of its kind of care uses within reach
    ");
    assert!(shop.text("run/plan.csv").lines().any(|line| line.starts_with("north,a,yes")));
    let manifest: serde_json::Value = serde_json::from_str(&shop.text("run/run.json")).expect("JSON");
    assert_eq!(manifest["model"]["layers"], serde_json::json!(["newcomers", "recount"]));
    assert_eq!(manifest["meaning"][1].as_str().map(|words| words.contains("`recount` (4 in the place")), Some(true));
    let inputs = manifest["inputs"].as_array().expect("the inputs");
    assert!(inputs.iter().any(|input| input["file"] == "demand_layers.csv"), "{inputs:?}");
    let page = shop.told(0, &["report", "run", "--model", MODEL, "--out", "-"]);
    assert!(page.contains("with the layers"), "the page says so at its top");
}

#[test]
fn layers_are_explained_and_listed() {
    let shop = shop();
    let explained = shop.told(0, &["explain", MODEL]);
    let told: Vec<&str> = explained
        .lines()
        .skip_while(|line| !line.starts_with("Children who"))
        .take_while(|line| !line.is_empty())
        .collect();
    insta::assert_snapshot!(told.join("\n"), @r"
    Children who need a place are those of demand.csv with these layers:
    - `newcomers`: 3 children more at the end of 2028-29, by year from 2026-27;
      modelled [Made for the tests]
    - `recount`: 4 in the place of those of the same areas and care there at the end
      of 2028-29; observed [Made for the tests]
    ");
    insta::assert_snapshot!(shop.told(0, &["list", "layers", MODEL]), @r"
    Layer      Effect   Chosen  Children  Areas  Care types  From     Basis
    ---------- -------- ------- --------- ------ ----------- -------- ---------
    newcomers  add      yes            3      2  open        2026-27  modelled
    recount    replace  yes            4      1  open                 observed
    third      add      no             9      1  open                 modelled

    3 layers
    ");
}

#[test]
fn layers_are_set_and_taken_away_from_the_command_line() {
    let shop = shop();
    let of = |set: &str| children(&shop, &[set]);
    assert_eq!(children(&shop, &[]), [5, 4]);
    assert_eq!(
        [of("layers=none"), of("layers=[]"), of("layers=newcomers"), of("layers=recount")],
        [[2, 2], [2, 2], [5, 2], [2, 4]]
    );
    assert_eq!(of(r#"layers=["recount","third"]"#), [2, 13]);
    // What is chosen counts at the horizon.
    let at = |year: &str| children(&shop, &[&format!("horizon={year}")]);
    assert_eq!([at("2025-26"), at("2026-27"), at("2027-28"), at("2030-31")], [[2, 4], [2, 7], [5, 7], [11, 4]]);
    let case = shop.open(MODEL, &[], &[]).expect("no mistakes");
    let in_year = |year: &str| -> u32 {
        let demand = case.dataset.instance.demand_in(year.parse().expect("a year"));
        demand.iter().map(|need| need.children.count()).sum()
    };
    assert_eq!(["2025-26", "2026-27", "2028-29", "2031-32"].map(in_year), [6, 9, 9, 15]);
}

#[test]
fn an_adjustment_changes_what_the_layers_make_of_demand_in_every_year() {
    let shop = shop();
    let more = "\n[[adjust]]\nid = \"double\"\ndemand_percent = 200\nsource = \"Made for the tests\"\n";
    shop.write(MODEL, &(shop.text(MODEL) + more));
    assert_eq!(children(&shop, &[]), [10, 8]);
    let case = shop.open(MODEL, &[], &[]).expect("no mistakes");
    let demand = case.dataset.instance.demand_in("2026-27".parse().expect("a year"));
    assert_eq!(demand.iter().map(|need| need.children.count()).collect::<Vec<_>>(), [4, 14]);
}

#[test]
fn a_run_with_layers_is_verified_and_replayed_and_other_layers_do_not_follow() {
    let shop = shop();
    shop.told(0, &["solve", MODEL, "--set", "layers=newcomers", "--out", "run"]);
    shop.told(0, &["verify", "run", "--model", MODEL]);
    let replayed = shop.told(0, &["replay", "run", "--model", MODEL]);
    assert!(replayed.starts_with("Same"), "{replayed}");
    let other = shop.placewell(&["verify", "run", "--model", MODEL, "--set", "layers=recount"]);
    // The places of the run serve children who are not there with other layers.
    assert_eq!(other.status.code(), Some(4), "{}", text(&other.stdout));
    assert!(text(&other.stdout).contains("Aston uses 5 places of open for 2 children"));
    shop.edit("layers/inputs/demand_layers.csv", "A1,open,2027-28,3", "A1,open,2027-28,1");
    let changed = shop.placewell(&["verify", "run", "--model", MODEL]);
    assert!(text(&changed.stdout).contains("Aston uses 5 places of open for 3 children"), "a changed layer is told of");
    shop.told(0, &["solve", MODEL, "--set", "layers=recount", "--out", "other"]);
    let compared = shop.told(0, &["compare", "run", "other"]);
    assert!(compared.contains("layers"), "that the questions differ in their layers is told: {compared}");
}

#[test]
fn layers_that_are_not_there_contradict_each_other_or_change_nothing_are_told() {
    let shop = shop();
    let refused = |set: &str| shop.open(MODEL, &[], &[set]).map(|case| case.model.title).expect_err("it is refused");
    insta::assert_snapshot!(refused("layers=newcomer"), @r"
    1 mistake in the inputs
      --set:1: layers: the dataset has no `newcomer`; did you mean `newcomers`?
    ");
    insta::assert_snapshot!(refused("layers=5"), @r"
    1 mistake in the inputs
      --set:1: layers: this is a number, and should be a text, in quotes
    ");
    let table = "layers/inputs/demand_layers.csv";
    shop.write(table, &(shop.text(table) + "again,replace,B1,open,2027-28,7,modelled,Made for the tests\n"));
    insta::assert_snapshot!(refused(r#"layers=["again","recount"]"#), @r"
    1 mistake in the inputs
      --set:1: layers: `again` and `recount` both stand in the place of the children of Brent who need open: choose one
    ");
    let doubts = |set: &[&str]| {
        let case = shop.open(MODEL, &[], set).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        let told = case.dataset.warnings.into_iter().filter(|doubt| doubt.id.starts_with("idle-layer"));
        told.map(|doubt| format!("{}: {}", doubt.id, doubt.words)).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(doubts(&[]), "");
    let early = doubts(&["horizon=2026-27", r#"layers=["again","newcomers"]"#]);
    insta::assert_snapshot!(early, @"idle-layer[again]: the layer `again` changes nothing: its children count from 2027-28 on, after the horizon of 2026-27");
    shop.edit(table, "recount,replace,B1,open,,4", "recount,replace,B1,open,,2");
    insta::assert_snapshot!(doubts(&[]), @"idle-layer[recount]: the layer `recount` changes nothing: there are as many children at the end of 2028-29 without it");
    shop.write(table, &shop.text(table).replace("B1,open,,9,", "B1,open,,999999,"));
    insta::assert_snapshot!(refused("layers=third"), @r"
    1 mistake in the inputs
      --set:1: layers: with these, more children would need a place than there may be: 999,999 of an area, 100 million in all
    ");
}

#[test]
fn a_sweep_goes_over_layers() {
    let shop = shop();
    let sweep = "models = [\"layers/model.toml\"]\n\n[set]\nlayers = [\"none\", \"newcomers\", '[\"newcomers\", \"recount\"]']\n";
    shop.write("sweep.toml", sweep);
    shop.told(0, &["sweep", "plan", "sweep.toml", "--out", "swept"]);
    shop.told(0, &["sweep", "run", "swept"]);
    shop.told(0, &["sweep", "gather", "swept", "--out", "swept.csv"]);
    let mut table = csv::Reader::from_path(shop.path("swept.csv")).expect("the table is there");
    let heading = table.headers().expect("a heading").clone();
    let at = heading.iter().position(|column| column == "well_located_places").expect("the column is there");
    let mut places: Vec<String> =
        table.records().map(|row| row.expect("a row").get(at).unwrap_or_default().to_owned()).collect();
    places.sort();
    assert_eq!(places, ["2.00", "5.00", "5.00"], "no layer, the newcomers, and these with the recount");
}
