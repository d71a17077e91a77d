//! Overlays laid over a model, values set, inputs adjusted.

use placewell::domain::{Money, ProjectOption};

use super::shop::Shop;

const BASE: &str = "models/base.toml";

fn mistakes(with: &[&str], set: &[&str]) -> String {
    Shop::new().open(BASE, with, set).map(|case| case.model.title).expect_err("there is a mistake")
}

/// What lies over the base is written here and asked for as `over`.
fn laid_over(overlay: &str) -> Result<placewell::case::Case, String> {
    let shop = Shop::new();
    shop.write("models/what-if/over.toml", overlay);
    shop.open(BASE, &["over"], &[])
}

#[test]
fn overlays_are_laid_one_over_another_and_values_are_set_at_last() {
    let shop = Shop::new();
    let set = ["envelope.total_gbp=1650000", "rule.few.at_most=3"];
    let model = shop.open(BASE, &["dear", "south"], &set).expect("no mistakes").model;
    assert_eq!(model.name, "base+dear+south+envelope.total_gbp=1650000+rule.few.at_most=3");
    assert_eq!(
        model.title,
        "What if the South is dearer? And: What if the South must have a quarter? \
         (with envelope.total_gbp=1650000, rule.few.at_most=3)"
    );
    assert_eq!(model.envelope.total, Money::from_pounds(1_650_000));
    assert_eq!(model.envelope.source, "--set envelope.total_gbp=1650000; before: Made for the tests");
    assert_eq!((model.adjustments.len(), model.coverage_floor.is_some(), model.rules.len()), (1, true, 1));
    let alone = shop.open("models/what-if/dear.toml", &[], &[]).expect("no mistakes").model;
    let laid = shop.open(BASE, &["dear"], &[]).expect("no mistakes").model;
    assert_eq!((&alone.adjustments, &alone.title), (&laid.adjustments, &laid.title));
    assert_eq!((alone.name.as_str(), laid.name.as_str()), ("dear", "base+dear"));
}

#[test]
fn a_run_with_overlays_and_values_is_verified_and_replayed_from_its_folder() {
    let shop = Shop::new();
    let set = "envelope.total_gbp=1650000";
    let summary = shop.told(0, &["solve", BASE, "--with", "dear,south", "--set", set, "--out", "run"]);
    assert!(summary.contains("dear: 110% of the cost and the match of options\nin South."), "{summary}");
    assert!(
        shop.text("run/plan.csv")
            .contains("south,a,yes,South,open,B1,Brent,South,south,open,As bid,no,2026-27,2026-27,1100000")
    );
    shop.told(0, &["verify", "run"]);
    let replayed = shop.told(0, &["replay", "run"]);
    assert!(replayed.starts_with("Same"), "{replayed}");
    // Of a run of other overlays the numbers do not follow.
    let other = shop.placewell(&["verify", "run", "--with", "dear", "--set", "envelope.total_gbp=1650001"]);
    assert_eq!(other.status.code(), Some(7));
    shop.edit("models/what-if/dear.toml", "cost_percent = 110", "cost_percent = 109");
    let changed = shop.placewell(&["verify", "run"]);
    assert_eq!(changed.status.code(), Some(7), "a changed overlay is told of");
    assert!(super::shop::text(&changed.stdout).contains("dear.toml"));
}

#[test]
fn a_name_that_is_not_there_is_told_with_the_one_that_was_meant() {
    insta::assert_snapshot!(mistakes(&["deer"], &[]), @r"
    1 mistake in the inputs
      --with: there is no overlay `deer` in models/what-if; did you mean `dear`?
    ");
    insta::assert_snapshot!(mistakes(&[], &["count_places=low", "envelope.total=5"]), @r"
    1 mistake in the inputs
      --set:2: envelope.total: there is no such key; did you mean `total_gbp`?
    ");
    insta::assert_snapshot!(mistakes(&[], &["rule.fews.at_most=5"]), @r"
    1 mistake in the inputs
      --set:1: rule.fews: the model has no `fews` there; did you mean `few`?
    ");
    insta::assert_snapshot!(mistakes(&[], &["envelop.total_gbp=5"]), @r"
    1 mistake in the inputs
      --set:1: envelop: there is no such key; did you mean `envelope`?
    ");
    insta::assert_snapshot!(mistakes(&[], &["envelope.total_gbp=5 m"]), @r"
    1 mistake in the inputs
      --set:1: envelope.total_gbp: `5 m` is not an amount in whole pounds; if it means £5,000,000, write 5000000
    ");
    insta::assert_snapshot!(mistakes(&[], &["envelope.total_gbp"]), @r"
    1 mistake in the inputs
      --set:1: `envelope.total_gbp` should be a key and its value, as in envelope.total_gbp=600000000
    ");
    insta::assert_snapshot!(mistakes(&[], &["title.total_gbp=5"]), @r"
    1 mistake in the inputs
      --set:1: title: this is a text, and has no `total_gbp` in it
    ");
}

#[test]
fn an_overlay_of_another_model_or_one_that_is_there_already_is_refused() {
    let shop = Shop::new();
    shop.write("models/other.toml", &shop.text(BASE));
    shop.write("models/what-if/stray.toml", "extends = \"../other.toml\"\ntitle = \"Stray\"\n");
    insta::assert_snapshot!(shop.open(BASE, &["stray"], &[]).map(|_| ()).expect_err("a mistake"), @r"
    1 mistake in the inputs
      models/what-if/stray.toml: this extends nothing that models/base.toml is built on
    ");
    insta::assert_snapshot!(shop.open(BASE, &["dear", "dear"], &[]).map(|_| ()).expect_err("a mistake"), @r"
    1 mistake in the inputs
      models/what-if/dear.toml: this is laid under or over that model already
    ");
}

#[test]
fn taking_away_what_is_not_there_is_a_mistake() {
    let off = laid_over("[[rule]]\nid = \"fews\"\noff = true\n").map(|_| ()).expect_err("a mistake");
    insta::assert_snapshot!(off, @r"
    1 mistake in the inputs
      models/what-if/over.toml:1: rule[fews]: there is no such rule to take away; did you mean `few`?
    ");
}

const SOURCE: &str = "source = \"Made for the tests\"\n";

/// The option `a` of a project, with the adjustments in `text`.
fn adjusted(project: &str, text: &str) -> ProjectOption {
    let case = laid_over(&format!("[[adjust]]\nid = \"one\"\n{text}\n{SOURCE}")).expect("no mistakes");
    let instance = &case.dataset.instance;
    let index = instance.projects().iter().position(|other| other.id.as_str() == project).expect("it is there");
    instance[instance.projects()[index].option_indices().next().expect("an option")].clone()
}

#[test]
fn a_dearer_option_costs_whole_pounds_that_its_years_sum_to() {
    let shop = Shop::new();
    // 333,333 in each of three years and a pound more: 107.5% of 1,000,000 is 1,075,000; of 333,333 it is 358,332.975.
    shop.edit(
        "inputs/spend.csv",
        "north,a,2026-27,1000000",
        "north,a,2026-27,333333\nnorth,a,2027-28,333333\nnorth,a,2028-29,333334",
    );
    shop.edit(
        "inputs/options.csv",
        "north,a,As bid,open,2026-27,2026-27,1000000,0",
        "north,a,As bid,open,2026-27,2028-29,1000000,11",
    );
    shop.write("models/what-if/over.toml", &format!("[[adjust]]\nid = \"one\"\ncost_percent = 107.5\n{SOURCE}"));
    let case = shop.open(BASE, &["over"], &[]).expect("no mistakes");
    let option = case.dataset.instance.options()[0].clone();
    let pounds: Vec<i64> = option.spend.iter().map(|(_, spend)| spend.pounds()).collect();
    // By the end of each year: 358,332.975, 716,665.95 and 1,075,000, to the nearest pound.
    assert_eq!(pounds, [358_333, 358_333, 358_334]);
    assert_eq!((option.cost.pounds(), option.local_match.pounds()), (1_075_000, 12), "11.825 is 12");
}

#[test]
fn a_late_option_starts_is_paid_for_and_opens_later() {
    let late = adjusted("north", "where.project = \"north\"\ndelay_years = 2");
    let years = [late.starts, late.opens, late.spend[0].0].map(|year| year.to_string());
    assert_eq!(years, ["2028-29", "2028-29", "2028-29"]);
    assert_eq!(adjusted("south", "where.project = \"north\"\ndelay_years = 2").starts.to_string(), "2026-27");
}

#[test]
fn children_are_scaled_whole_and_their_sum_to_the_nearest() {
    let children = |text: &str| {
        let case = laid_over(&format!("[[adjust]]\nid = \"one\"\n{text}\n{SOURCE}")).expect("no mistakes");
        case.dataset.instance.demand().iter().map(|need| need.children.count()).collect::<Vec<_>>()
    };
    // 8 and 8 are 8.8 and 8.8: 17.6 is 18, and both are rounded down and have one more.
    assert_eq!(children("demand_percent = 110"), [9, 9]);
    // 8.4 and 8.4 are 16.8, which is 17: the remainders are alike, so the first area has the one more.
    assert_eq!(children("demand_percent = 105"), [9, 8]);
    assert_eq!(children("demand_percent = 50\nwhere.region = \"South\""), [8, 4]);
}

#[test]
fn withdrawn_match_is_none_at_all() {
    let shop = Shop::new();
    shop.edit(
        "inputs/options.csv",
        "north,a,As bid,open,2026-27,2026-27,1000000,0",
        "north,a,As bid,open,2026-27,2026-27,1000000,1",
    );
    let over = format!("[[adjust]]\nid = \"none\"\nwhere.region = \"North\"\nwithdraw_match = true\n{SOURCE}");
    shop.write("models/what-if/over.toml", &over);
    let funded = |arguments: &[&str]| {
        shop.told(0, arguments);
        shop.text("run/plan.csv").lines().filter(|line| line.contains(",yes,")).count()
    };
    assert_eq!(funded(&["solve", BASE, "--out", "run"]), 2);
    shop.told(0, &["solve", BASE, "--with", "over", "--out", "run"]);
    assert!(shop.text("run/plan.csv").contains("north,a,no,"), "it asks for a pound that is not there");
    let off = "match_funding.off=true";
    let idle = shop.refused(3, &["solve", BASE, "--with", "over", "--set", off, "--out", "run"]);
    assert!(idle.contains("adjust[none].withdraw_match: the model has no [match_funding]"), "{idle}");
}

#[test]
fn an_adjustment_that_is_not_understood_or_changes_nothing_is_told() {
    let told = |text: &str| {
        laid_over(&format!("[[adjust]]\nid = \"one\"\n{text}\n{SOURCE}")).map(|_| ()).expect_err("a mistake")
    };
    insta::assert_snapshot!(told("where.region = \"South\"\nwhere.planned = true\ncost_percent = 108"), @r"
    1 mistake in the inputs
      models/what-if/over.toml:3: adjust[one].where: nothing in the dataset matches
    ");
    insta::assert_snapshot!(told("cost_percent = 8\ndelay_years = 1"), @r"
    1 mistake in the inputs
      models/what-if/over.toml:4: adjust[one].delay_years: an adjustment does one thing: write one for each
    ");
    insta::assert_snapshot!(told("cost_percent = 0.5"), @r"
    1 mistake in the inputs
      models/what-if/over.toml:3: adjust[one].cost_percent: this should be a per cent of what it was, from 1 to 1000, such as 108 or 107.5
    ");
    insta::assert_snapshot!(told("exclude = true"), @r"
    2 mistakes in the inputs
      models/what-if/over.toml:1: adjust[one].cost_percent: one of cost_percent, delay_years, withdraw_match, demand_percent, partner_percent is missing
      models/what-if/over.toml:3: adjust[one].exclude: write [[exclude]] with `of` and `where` instead
    ");
    insta::assert_snapshot!(told("demand_percent = 110\nwhere.line = \"open\""), @r"
    1 mistake in the inputs
      models/what-if/over.toml:4: adjust[one].where: demand is of an area and a care type: this takes region, group, area and care_type
    ");
    insta::assert_snapshot!(told("delay_years = 11"), @r"
    1 mistake in the inputs
      models/what-if/over.toml:3: adjust[one].delay_years: this should be a whole number of years from 1 to 10
    ");
}
