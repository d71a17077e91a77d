//! The plan of least regret, from the command line to the files: the numbers are those of `tests/reasons/regret/WHY.md`.

use std::path::Path;

use super::shop::{Shop, copy};

const MODEL: &str = "regret/model.toml";
const REGRET: [&str; 6] = ["regret", MODEL, "--layers", "aston,brent", "--out", "run"];
const VERIFY: [&str; 4] = ["verify", "run", "--model", MODEL];

fn shop() -> Shop {
    let shop = Shop::new();
    copy(&Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reasons/regret"), &shop.path("regret"));
    shop
}

#[test]
fn the_plan_that_is_best_nowhere_has_the_least_regret_and_it_is_told_and_proved() {
    let shop = shop();
    insta::assert_snapshot!(shop.told(0, &REGRET), @r"
    Where, if it is not known from where the children are? In each scenario other
    layers of demand are in force, in the place of those of the model (no layer).
    Regret is how many more well-located places the best plan of a scenario has
    there.

    Scenario  Children  Best  This  Regret,  Largest
                        plan  plan  at most
    --------- --------- ----- ----- -------- --------
    aston            6   6.0   3.0      3.0  yes
    brent            6   6.0   3.0      3.0  yes

    The plan funds 1 project for £2,000,000. Its largest regret is 3 well-located
    places, in `aston` and `brent`.

    Proved: no plan that keeps the rules has a smaller largest regret. It keeps
    every rule in every scenario, and its places were divided anew in each, checked
    without the solver.

    The largest regret of the best plan of each scenario: `aston` 6, `brent` 6.
    ");
    insta::assert_snapshot!(shop.text("run/regret.csv"), @r"
    scenario,children,best_found,best_bound,well_located_places,regret_at_least,regret_at_most,largest,no_plan_below
    aston,6,6.00,6.00,3.00,3.00,3.00,yes,3.00
    brent,6,6.00,6.00,3.00,3.00,3.00,yes,3.00
    ");
    insta::assert_snapshot!(shop.text("run/regret_of_best.csv"), @r"
    plan,dfe_cost_gbp,scenario,well_located_places,regret_at_least,regret_at_most
    aston,2000000,aston,6.00,0.00,0.00
    aston,2000000,brent,0.00,6.00,6.00
    brent,1900000,aston,0.00,6.00,6.00
    brent,1900000,brent,6.00,0.00,0.00
    ");
    let plans = shop.text("run/regret_plans.csv");
    let funded: Vec<&str> =
        plans.lines().skip(1).filter_map(|line| line.split_once(",a,yes")).map(|row| row.0).collect();
    assert_eq!(funded, ["least-regret,middle", "aston,north", "brent,south"]);
    assert!(shop.text("run/plan.csv").lines().any(|line| line.starts_with("middle,a,yes")));
}

#[test]
fn a_plan_of_least_regret_is_a_run_that_is_verified_replayed_shown_and_written_as_a_workbook() {
    let shop = shop();
    shop.told(0, &[&REGRET[..], &["--xlsx"]].concat());
    assert!(shop.path("run/regret.xlsx").is_file());
    let verified = shop.told(0, &VERIFY);
    assert!(verified.contains("Its 14 files were worked out again"), "{verified}");
    assert!(shop.told(0, &["replay", "run", "--model", MODEL]).starts_with("Same"));
    let page = shop.told(0, &["report", "run", "--model", MODEL, "--out", "-"]);
    assert!(page.contains("<h2 id=\"regret\">"), "its regrets are on its page");
    assert!(page.contains("data-of=\"regret 1 regret_at_most\""), "each number of them says where it stands");
    assert!(!page.contains("not chosen"), "and nobody is told that the plan was given");
}

#[test]
fn a_plan_of_least_regret_is_said_to_be_chosen_for_that() {
    let shop = shop();
    shop.told(0, &REGRET);
    let summary = shop.text("run/summary.txt");
    let chosen = "Chosen for the least regret over 2 scenarios of demand (aston, brent): its\nlargest regret is the smallest \
                  that was found, and regret.csv says how large\nthat is. It need not be the best plan for the demand that is \
                  counted here.";
    assert!(summary.contains(chosen), "{summary}");
    assert!(shop.text("run/run.json").contains("\"status\": \"least regret\""));
    let brief = shop.told(0, &["report", "run", "--model", MODEL, "--brief", "--out", "-"]);
    assert!(!brief.contains("was given"), "{brief}");
    assert!(brief.contains("Hold the plan beside the best for the demand that is counted here"), "{brief}");
    // Without its regrets nothing says that it is so.
    let regrets = shop.text("run/regret.csv");
    std::fs::remove_file(shop.path("run/regret.csv")).expect("it was there");
    assert!(shop.refused(3, &VERIFY).contains("regret.csv: there is no such file"));
    shop.write("run/regret.csv", &regrets);
    // Said of a plan that was given it is found out.
    let json = shop.text("run/run.json");
    shop.write("run/run.json", &json.replace("\"least regret\"", "\"evaluated\""));
    shop.told(7, &VERIFY);
}

#[test]
fn what_is_asked_of_two_runs_of_a_model_goes_to_two_folders() {
    let shop = shop();
    for run in ["one", "other"] {
        shop.told(0, &[&REGRET[..4], &["--out", run]].concat());
        shop.told(0, &["order", &format!("{run}/"), "--model", MODEL]);
        assert!(shop.path(&format!("{run}-order")).join("run.json").is_file(), "{run}");
    }
}

#[test]
fn a_number_of_regret_that_was_changed_by_hand_is_found() {
    let shop = shop();
    shop.told(0, &REGRET);
    let mut found = 0;
    for table in ["run/regret.csv", "run/regret_of_best.csv", "run/regret_plans.csv"] {
        let right = shop.text(table);
        let rows: Vec<Vec<&str>> = right.lines().map(|line| line.split(',').collect()).collect();
        for (at, row) in rows.iter().enumerate().skip(1) {
            for (column, cell) in row.iter().enumerate() {
                // Any number, one more; what was proved of the best cannot be worked out again, but not be less either.
                let Ok(number) = cell.parse::<f64>() else { continue };
                let changes: &[f64] = if rows[0][column] == "best_bound" { &[-1.0] } else { &[-1.0, 1.0] };
                for by in changes.iter().filter(|by| number + **by >= 0.0) {
                    let mut forged = rows.clone();
                    let other = format!("{}", number + by);
                    forged[at][column] = &other;
                    let lines: Vec<String> = forged.iter().map(|row| row.join(",")).collect();
                    shop.write(table, &(lines.join("\r\n") + "\r\n"));
                    let verified = shop.placewell(&VERIFY);
                    let heading = rows[0][column];
                    assert_eq!(verified.status.code(), Some(7), "{table}: {heading}: {cell} became {other}");
                    found += 1;
                }
            }
        }
        shop.write(table, &right);
    }
    assert!(found > 40, "{found} changes were found");
    shop.told(0, &VERIFY);
    // A bound that no file contradicts, and the plan itself does.
    let right = shop.text("run/regret.csv");
    shop.write("run/regret.csv", &right.replace(",yes,3.00", ",yes,4.00"));
    let beaten = shop.told(7, &VERIFY);
    assert!(beaten.contains("no_plan_below of least-regret: it says `4`"), "{beaten}");
    shop.write("run/regret.csv", &right);
    // A best plan that funds more than there is money for.
    let plans = shop.text("run/regret_plans.csv");
    let more = "aston,south,a,yes,In the south,open,South,1900000\r\n";
    shop.write("run/regret_plans.csv", &(plans.clone() + more));
    let broken = shop.told(7, &VERIFY);
    assert!(broken.contains("the plan of aston: it says `it keeps every rule`"), "{broken}");
    shop.write("run/regret_plans.csv", &plans);
    // Another plan, said to be the one of least regret.
    shop.write(
        "run/regret_plans.csv",
        &plans.replace(
            "least-regret,middle,a,yes,Between the two,open,North",
            "least-regret,north,a,yes,In the north,open,North",
        ),
    );
    let other = shop.refused(7, &VERIFY);
    assert!(other.contains("do not follow") || other.contains("does not follow"), "{other}");
}

#[test]
fn scenarios_that_cannot_be_are_told() {
    let shop = shop();
    let refused = |layers: &str| shop.refused(3, &["regret", MODEL, "--layers", layers]);
    insta::assert_snapshot!(refused("aston"), @r"
    error: 1 mistake in the inputs
      regret/model.toml: --layers: give two scenarios at least and 12 at most, as in none,complex-high
    ");
    insta::assert_snapshot!(refused("aston,brunt"), @r"
    error: 1 mistake in the inputs
      regret/model.toml: --layers: the dataset has no layer `brunt`; did you mean `brent`?
    ");
    insta::assert_snapshot!(refused("brent, brent"), @r"
    error: 1 mistake in the inputs
      regret/model.toml: --layers: the scenario `brent` is there twice
    ");
    insta::assert_snapshot!(refused("none,aston+brent"), @r"
    error: 1 mistake in the inputs
      regret/model.toml: --layers: aston+brent: `aston` and `brent` both stand in the place of the children of Aston who need open: choose one
    ");
    let floor = "\n[coverage_floor]\nshare_percent = 10\nsource = \"Made for the tests\"\n";
    shop.write(MODEL, &(shop.text(MODEL) + floor));
    insta::assert_snapshot!(refused("aston,brent"), @r"
    error: 1 mistake in the inputs
      regret/model.toml: --layers: regret is of well-located places, whoever they serve: --set coverage_floor.off=true
    ");
}

#[test]
fn where_no_plan_keeps_the_rules_the_command_says_so() {
    let shop = shop();
    let rule = "\n[[rule]]\nid = \"two\"\nmeasure = \"projects\"\nat_least = 2\nsource = \"Made for the tests\"\n";
    shop.write(MODEL, &(shop.text(MODEL) + rule));
    let said = shop.refused(4, &["regret", MODEL, "--layers", "aston,brent"]);
    assert!(said.contains("no plan can keep all the rules"), "{said}");
}
