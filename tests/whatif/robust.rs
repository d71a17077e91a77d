//! An envelope that stands overruns, from the command line to the files: the numbers are those of
//! `tests/golden/overruns/WHY.md`.

use std::path::Path;

use super::shop::{Shop, copy};

const MODEL: &str = "overruns/model.toml";

fn shop() -> Shop {
    let shop = Shop::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/overruns"), &shop.path("overruns"));
    shop.edit(MODEL, "overruns = 1\n", "");
    shop
}

fn solved(shop: &Shop, robust: &[&str]) -> String {
    let arguments = ["solve", MODEL, "--out", "run"].into_iter().chain(robust.iter().copied());
    let summary = shop.told(0, &arguments.collect::<Vec<_>>());
    let mut lines = summary.lines().skip_while(|line| !line.starts_with("It funds"));
    lines.by_ref().take_while(|line| !line.starts_with("It adds")).collect::<Vec<_>>().join(" ")
}

#[test]
fn more_overruns_leave_less_to_fund_and_the_summary_says_what_they_would_come_to() {
    let shop = shop();
    insta::assert_snapshot!(solved(&shop, &[]), @"It funds 2 projects for £2.5m of the £2.7m envelope: £0.2m is left.");
    insta::assert_snapshot!(solved(&shop, &["--robust", "1"]), @"It funds 3 projects for £2.5m of the £2.7m envelope: £0.2m is left. Should the project that could overrun most do so as far as risks.csv says, it comes to £2.7m.");
    insta::assert_snapshot!(solved(&shop, &["--robust", "2"]), @"It funds 2 projects for £2.1m of the £2.7m envelope: £0.6m is left. Should the 2 projects that could overrun most do so as far as risks.csv says, it comes to £2.6m.");
}

#[test]
fn a_robust_run_is_verified_and_replayed_from_its_folder_and_a_pound_less_breaks_it() {
    let shop = shop();
    shop.told(0, &["solve", MODEL, "--robust", "1", "--out", "run"]);
    let rules = shop.text("run/rules.csv");
    assert!(rules.contains("should any one of its projects overrun as far as risks.csv says"), "{rules}");
    assert!(rules.contains("2739999"), "what it comes to with the overrun: {rules}");
    shop.told(0, &["verify", "run", "--model", MODEL]);
    shop.told(0, &["replay", "run", "--model", MODEL]);
    shop.edit(MODEL, "2_739_999", "2_739_998");
    let broken = shop.placewell(&["evaluate", MODEL, "--robust", "1", "--plan", "run/plan.csv", "--out", "short"]);
    assert_eq!(broken.status.code(), Some(4), "{broken:?}");
}

#[test]
fn what_is_wrong_with_an_option_is_told_at_the_option_and_not_at_a_setting() {
    let shop = shop();
    let told = shop.refused(3, &["check", MODEL, "--set", "envelope.overruns=1", "--robust", "2"]);
    let why = "--robust: envelope.overruns: `envelope.overruns=2` here undoes `envelope.overruns=1`: set it once";
    assert!(told.contains(why), "{told}");
    let told = shop.refused(3, &["check", MODEL, "--set", "title=x", "--robust", "900000"]);
    assert!(told.contains("--robust: envelope.overruns: ") && !told.contains("--set:"), "{told}");
    let told = shop.refused(3, &["check", MODEL, "--robust", "1", "--set", "envelope.overruns=-1"]);
    assert!(told.contains("--robust: ") || told.contains("--set:1: envelope.overruns"), "{told}");
}

#[test]
fn draws_hold_nothing_for_overruns_as_what_projects_cost_has_turned_out() {
    let shop = shop();
    shop.told(0, &["solve", MODEL, "--robust", "1", "--out", "robust"]);
    shop.told(0, &["evaluate", MODEL, "--plan", "robust/plan.csv", "--out", "plain"]);
    let stressed = |run| shop.told(0, &["stress", run, "--model", MODEL, "--draws", "200", "--format", "json"]);
    let (robust, plain) = (stressed("robust"), stressed("plain"));
    assert!(robust.contains("envelope"), "{robust}");
    assert_eq!(robust, plain);
}

#[test]
fn a_frontier_over_overruns_shows_their_price_in_places() {
    let shop = shop();
    let csv = shop.told(0, &["frontier", MODEL, "--over", "overruns", "--at", "0,1,2", "--format", "csv"]);
    insta::assert_snapshot!(csv, @r"
    over,setting,status,spend_gbp,well_located_places,bound,gap,more_places,more_places_per_1m_gbp,per_1m_gbp_at_least,per_1m_gbp_at_most,worst_region_percent,projects,options_in,options_out,churn,comes_in,goes_out,projects_in,projects_out,projects_otherwise
    overruns,0,proved,2499999,7.00,7.00,0.00,,,,,77.7,2,,,,,,,,
    overruns,1,proved,2499999,7.00,7.00,0.00,0.00,,,,77.7,3,2,1,2,three/a two/small,two/large,1,0,1
    overruns,2,proved,2100000,6.00,6.00,0.00,-1.00,,,,66.6,2,1,2,2,two/large,one/a two/small,0,1,1
    ");
}

#[test]
fn a_dataset_that_does_not_say_how_far_projects_overrun_cannot_be_asked() {
    let shop = Shop::new();
    insta::assert_snapshot!(shop.open("models/base.toml", &[], &["envelope.overruns=1"]).expect_err("it cannot"), @r"
    1 mistake in the inputs
      --set:1: envelope.overruns: risks.csv of the dataset does not say how far projects may overrun: it has no `cost-overrun`
    ");
    insta::assert_snapshot!(shop.open("models/base.toml", &[], &["envelope.overruns=-1"]).expect_err("it cannot"), @r"
    1 mistake in the inputs
      --set:1: envelope.overruns: `-1` is not a whole number up to 999,999, such as 4
    ");
}
