//! The page of a run with what was asked beside it: of the same question only, and only what follows.

use std::fs;

use super::shop::Shop;

const BASE: &str = "models/base.toml";
const OVER_MONEY: &str = "runs/base-frontier-envelope";
const OVER_FLOOR: &str = "runs/base-frontier-floor";
const NEAR: &str = "runs/base-alternatives";

/// A folder with a run, two frontiers and plans nearly as good.
fn desk() -> Shop {
    let shop = Shop::new();
    shop.told(0, &["solve", BASE]);
    shop.told(0, &["frontier", BASE, "--at", "500k,1m,1500000,2m"]);
    shop.told(0, &["frontier", BASE, "--over", "floor", "--at", "0,12.5,50"]);
    shop.told(0, &["alternatives", BASE, "-n", "2", "--within", "60%", "--apart", "1"]);
    shop
}

fn report<'a>(more: &[&'a str]) -> Vec<&'a str> {
    [&["report", "runs/base", "-o", "page.html"], more].concat()
}

#[test]
fn a_page_has_what_was_asked_beside_its_run_and_the_digests_of_its_files() {
    let shop = desk();
    let all = report(&["--frontier", OVER_MONEY, "--frontier", OVER_FLOOR, "--alternatives", NEAR]);
    shop.told(0, &all);
    let page = shop.text("page.html");
    for part in [
        "<p class=\"kicker\" aria-hidden=\"true\">What another envelope would buy</p>",
        "<p class=\"kicker\" aria-hidden=\"true\">What a floor in every region would cost</p>",
        "<h2 id=\"alternatives\">Plans nearly as good</h2>",
        "<a href=\"#frontier-2\">",
        "From £500,000 to £1,000,000: 5 more well-located places (proved)",
        "From 0.0% to 12.5%: no more well-located places (proved)",
        "plans_flows.csv of base-frontier-floor",
        "alternatives_projects.csv of base-alternatives",
    ] {
        assert!(page.contains(part), "`{part}` is not on the page");
    }
    shop.told(0, &all);
    assert_eq!(shop.text("page.html"), page, "the same bytes again");
    shop.told(0, &report(&[]));
    assert!(!shop.text("page.html").contains("frontier-1"), "a page without it has nothing of it");
}

#[test]
fn numbers_that_agree_with_each_other_and_not_with_the_question_are_refused() {
    let shop = desk();
    let frontier = |set: &[&str], folder: &str| {
        let asked = ["frontier", BASE, "--at", "1500000,2500000", "--out", folder];
        shop.told(0, &[&asked[..], set].concat());
    };
    frontier(&[], "runs/own");
    let refused = |folder: &str, why: &str| {
        // The tables of another model, under the manifest of this one.
        fs::copy(shop.path("runs/own/run.json"), shop.path(folder).join("run.json")).expect("a copy");
        let said = shop.refused(7, &report(&["--frontier", folder]));
        assert!(said.contains(why), "`{why}` is not in `{said}`");
    };
    shop.told(0, &report(&["--frontier", "runs/own"]));
    frontier(&["--set", "rule.few.at_most=3"], "runs/more");
    refused("runs/more", "the plan of £2,500,000: it says `it keeps every rule`; `few: ");
    frontier(&["--set", "rule.few.at_most=1"], "runs/fewer");
    refused("runs/fewer", "bound of £1,500,000: it says `6`; `7 or more, as the run has` follows");
    let table = format!("{OVER_MONEY}/frontier.csv");
    let place =
        |name: &str| shop.text(&table).lines().next().expect("a heading").split(',').position(|cell| cell == name);
    let mut rows: Vec<Vec<String>> =
        shop.text(&table).lines().map(|line| line.split(',').map(str::to_owned).collect()).collect();
    // At £0.5m more is said to be possible than where more is allowed, and all that follows from that is said too.
    for (row, column, value) in
        [(1, "status", "not proved"), (1, "bound", "6.50"), (1, "gap", "5.50"), (2, "per_1m_gbp_at_least", "0.00")]
    {
        rows[row][place(column).expect("a column")] = value.to_owned();
    }
    shop.write(&table, &rows.iter().map(|row| row.join(",") + "\r\n").collect::<String>());
    let said = shop.refused(7, &report(&["--frontier", OVER_MONEY]));
    assert!(said.contains("frontier.csv: bound of £1,000,000: it says `6`; `6.5 or more` follows"), "{said}");
    assert!(!said.contains(" more)"), "nothing else is wrong: {said}");
}

#[test]
fn what_is_of_another_question_version_or_inputs_is_refused() {
    let shop = desk();
    let refused = |arguments: &[&str], why: &str| {
        let said = shop.refused(3, arguments);
        assert!(said.contains(why), "`{why}` is not in `{said}`");
        assert!(!shop.path("page.html").exists());
    };
    let of_none = "this is not of a frontier: give the folder that `placewell frontier` wrote";
    refused(&report(&["--frontier", "runs/base"]), of_none);
    refused(
        &report(&["--frontier", "runs/none"]),
        "runs/none: there is no such folder: give the one that `placewell frontier` wrote",
    );
    let none = "this folder has none: give the one that `placewell alternatives` wrote";
    refused(&report(&["--alternatives", OVER_MONEY]), none);
    shop.told(0, &["solve", "models/what-if/dear.toml"]);
    let of_dear = ["report", "runs/dear", "-o", "page.html", "--frontier", OVER_MONEY];
    refused(&of_dear, "this was made of another model than the run: `model.");
    let of_dear = ["report", "runs/dear", "-o", "page.html", "--alternatives", NEAR];
    refused(&of_dear, "this was made of another model than the run: `model.");
    let plan = shop.text("runs/base/plan.csv");
    assert_eq!(plan.matches("south-less,a,yes").count(), 1, "{plan}");
    shop.write("other.csv", &plan.replace("south-less,a,yes", "south-less,a,no"));
    shop.told(0, &["evaluate", BASE, "--plan", "other.csv", "--out", "runs/given"]);
    let given = ["report", "runs/given", "--model", BASE, "-o", "page.html", "--alternatives", NEAR];
    refused(&given, "another best plan than the run's: 1 option of 3");
    let manifest = format!("{OVER_MONEY}/run.json");
    let (before, version) = (shop.text(&manifest), env!("CARGO_PKG_VERSION"));
    shop.write(&manifest, &before.replacen(&format!("\"version\": \"{version}\""), "\"version\": \"0.0.9\"", 1));
    let frontier = report(&["--frontier", OVER_MONEY]);
    refused(&frontier, "this was made of another version than the run: `tool.version` is `0.0.9` here");
    shop.write(&manifest, &before);
    shop.edit("inputs/projects.csv", "South with less", "South with fewer");
    shop.told(0, &["solve", BASE]);
    refused(&frontier, "this was made of other inputs than the run: `inputs, projects.csv.");
    refused(&report(&["--alternatives", NEAR]), "other inputs than the run: `inputs, projects.csv.");
}

#[test]
fn a_frontier_and_plans_beside_a_run_are_verified_from_their_folders_too() {
    let shop = desk();
    let verify = |folder: &str, code: i32| {
        let done = shop.placewell(&["verify", folder, "--model", BASE]);
        let said = String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned();
        assert_eq!(done.status.code(), Some(code), "{folder}: {said}");
        said.split_whitespace().collect::<Vec<_>>().join(" ")
    };
    let said = verify(OVER_MONEY, 0);
    assert!(
        said.contains("Its 4 plans were audited anew and its 2 tables were worked out again, and say what"),
        "{said}"
    );
    assert!(verify(OVER_FLOOR, 0).contains("its 3 tables were worked out again"));
    assert!(verify(NEAR, 0).contains("Its 14 files were worked out again"));
    shop.edit(&format!("{OVER_MONEY}/frontier.csv"), "1000000,proved,1000000,6.00", "1000000,proved,1000000,6.50");
    let said = verify(OVER_MONEY, 7);
    assert!(said.contains("frontier.csv:3: well_located_places: it says `6.50`; `6.00` follows"), "{said}");
    shop.edit(&format!("{NEAR}/alternatives.csv"), "the best plan,7.00,1500000", "the best plan,7.00,1400000");
    let said = verify(NEAR, 7);
    assert!(said.contains("alternatives.csv:2: dfe_cost_gbp: it says `1400000`; `1500000` follows"), "{said}");
}

#[test]
fn a_number_or_a_plan_that_does_not_follow_is_refused() {
    let tampered = [
        (OVER_MONEY, "frontier.csv", "1000000,proved,1000000,6.00,6.00", "1000000,proved,1000000,6.00,6.50"),
        (OVER_MONEY, "frontier.csv", "1000000,proved,1000000,6.00,6.00", "1000000,proved,1000000,6.00,5.00"),
        (OVER_MONEY, "frontier.csv", "1000000,proved,1000000,6.00", "1000000,proved,900000,6.00"),
        (OVER_MONEY, "frontier.csv", "500000,proved,500000,1.00,1.00", "500000,not proved,500000,1.00,7.50"),
        (OVER_MONEY, "frontier.csv", "1500000,proved,1500000,7.00,7.00", "1500000,proved,1500000,7.00,6.90"),
        (OVER_MONEY, "plans.csv", "1000000,north,a,yes", "1000000,south,a,yes"),
        (OVER_MONEY, "plans.csv", "500000,south-less,a,yes", "500000,north,a,yes"),
        (OVER_FLOOR, "plans_flows.csv", ",1\r\n", ",2\r\n"),
        (OVER_FLOOR, "frontier.csv", "floor,12.5,proved", "floor,12.5,not proved"),
        (NEAR, "alternatives.csv", "the best plan,7.00", "the best plan,8.00"),
        (NEAR, "alternatives.csv", "other projects", "few projects"),
        (NEAR, "alternatives_plans.csv", "0,south-less,a,500000", "0,south-less,a,400000"),
        (NEAR, "alternatives_projects.csv", "borderline", "core"),
    ];
    let shop = desk();
    for (folder, file, old, new) in tampered {
        let name = format!("{folder}/{file}");
        let before = shop.text(&name);
        let after = before.replacen(old, new, 1);
        // How a plan was looked for is taken as stated.
        let is_as_stated = new == "few projects";
        assert_ne!(before, after, "{name}: {before}");
        shop.write(&name, &after);
        let flag = if folder == NEAR { "--alternatives" } else { "--frontier" };
        let done = shop.placewell(&report(&[flag, folder]));
        let said = String::from_utf8_lossy(&done.stderr).into_owned();
        if is_as_stated {
            assert_eq!(done.status.code(), Some(0), "{name}: {said}");
            fs::remove_file(shop.path("page.html")).expect("the page");
        } else {
            assert_eq!(done.status.code(), Some(7), "{name}: {old} -> {new}: {said}");
            assert!(said.contains("no page was made") && said.contains(".csv:"), "{said}");
            assert!(!shop.path("page.html").exists());
        }
        shop.write(&name, &before);
    }
}
