//! The recipes of `docs/recipes` do what they say, where the tool is installed.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use tempfile::TempDir;

const PLACEWELL: &str = env!("CARGO_BIN_EXE_placewell");

fn inside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What a recipe prints of the published plan, and the folder of its run.
fn printed(tool: &str, recipe: &str) -> Option<(String, TempDir)> {
    if Command::new(tool).arg("--version").output().is_err() {
        eprintln!("NOT TESTED: {tool} is not installed, so {recipe} was not run");
        return None;
    }
    let folder = TempDir::new().expect("a temporary folder");
    let done = Command::new(tool)
        .arg(inside(recipe))
        .args([PLACEWELL, "models/figure-11.toml"])
        .arg(folder.path().join("run"))
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the tool runs");
    assert!(done.status.success(), "{recipe}: {}", String::from_utf8_lossy(&done.stderr));
    Some((String::from_utf8(done.stdout).expect("text").replace("\r\n", "\n"), folder))
}

/// The lines that a recipe should print, from the other files of the run.
fn expected(folder: &Path) -> Vec<String> {
    let rows = |name: &str| -> Vec<csv::StringRecord> {
        let mut reader = csv::Reader::from_path(folder.join("run").join(name)).expect("a file of the run");
        reader.records().collect::<Result<_, _>>().expect("it is CSV")
    };
    let mut lines = vec!["year,dfe_spend_gbp".to_owned()];
    let spent = rows("years.csv").into_iter().filter(|row| &row[1] != "0");
    lines.extend(spent.map(|row| format!("{},{}", &row[0], &row[1])));
    lines.push("region,care_type,well_located_places".to_owned());
    let mut regions: std::collections::BTreeMap<(String, String), i64> = std::collections::BTreeMap::new();
    for row in rows("areas.csv").iter().filter(|row| !row[6].is_empty()) {
        let hundredths: i64 = row[6].replace('.', "").parse().expect("digits");
        *regions.entry((row[2].to_owned(), row[3].to_owned())).or_default() += hundredths;
    }
    let decimal = |hundredths: i64| format!("{}.{:02}", hundredths / 100, hundredths % 100);
    lines.extend(regions.into_iter().map(|((region, care), sum)| format!("{region},{care},{}", decimal(sum))));
    lines
}

/// A line with its last cell as a plain number.
fn plain(line: &str) -> String {
    let (words, number) = line.rsplit_once(',').unwrap_or((line, ""));
    number.parse::<f64>().map_or_else(|_| line.to_owned(), |number| format!("{words},{number}"))
}

fn does_what_it_says(tool: &str, recipe: &str) {
    let Some((printed, folder)) = printed(tool, recipe) else { return };
    let printed: Vec<String> = printed.lines().map(plain).collect();
    let expected: Vec<String> = expected(folder.path()).iter().map(|line| plain(line)).collect();
    assert!(expected.len() > 20, "{expected:?}");
    assert_eq!(printed, expected, "{recipe}");
}

#[test]
fn the_recipe_for_python_agrees_with_the_files_of_the_run() {
    does_what_it_says("python3", "docs/recipes/results.py");
}

#[test]
fn the_recipe_for_r_agrees_with_the_files_of_the_run() {
    does_what_it_says("Rscript", "docs/recipes/results.R");
}

/// Power Query runs on no machine of ours: its recipe is held to the columns that there are.
#[test]
fn the_recipe_for_power_query_types_every_column_of_the_long_table() {
    let recipe = fs::read_to_string(inside("docs/recipes/results.pq")).expect("the recipe");
    let typed: Vec<&str> = recipe
        .lines()
        .filter_map(|line| line.trim().strip_prefix("{\""))
        .filter_map(|line| Some(line.split_once("\", type ")?.0))
        .collect();
    let folder = TempDir::new().expect("a temporary folder");
    let run = folder.path().join("run");
    let placewell = |arguments: &[&str]| {
        let done = Command::new(PLACEWELL).args(arguments).current_dir(env!("CARGO_MANIFEST_DIR")).output();
        let done = done.expect("placewell runs");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    };
    let folder = run.to_string_lossy();
    placewell(&["evaluate", "models/figure-11.toml", "--excel", "--out", &folder]);
    placewell(&["verify", &folder]);
    let text = fs::read_to_string(run.join("results_long.csv")).expect("the long table");
    let heading = text.lines().next().expect("a heading").trim_start_matches('\u{feff}');
    assert_eq!(heading.split(',').collect::<Vec<_>>(), typed);
    assert!(text.starts_with('\u{feff}'), "--excel marks it");
    assert!(text.contains(",dfe_spend_gbp,"), "the metric that it pivots is there");
}

#[test]
fn the_python_module_reads_every_table_of_a_run_and_knows_where_its_plan_ends() {
    let module = |name: &str| fs::read_to_string(inside("python/src/placewell").join(name)).expect("the module");
    let run = module("run.py");
    let tables =
        placewell::runs::FILES.iter().chain(&placewell::runs::TOGETHER).filter_map(|name| name.strip_suffix(".csv"));
    for table in tables {
        assert!(run.contains(&format!("\"{table}\"")) || run.contains(&format!("\"{table}.csv\"")), "{table}");
    }
    let folder = TempDir::new().expect("a temporary folder");
    let solve = ["solve", "examples/starter/model.toml", "--quiet", "--out"];
    let done = Command::new(PLACEWELL).args(solve).arg(folder.path().join("run")).current_dir(inside("")).output();
    assert!(done.expect("placewell runs").status.success());
    let plan = fs::read_to_string(folder.path().join("run/plan.csv")).expect("a plan");
    let last = plan.lines().next().and_then(|heading| heading.rsplit(',').next()).expect("a column");
    assert!(module("columns.py").contains(&format!("LAST_OF_PLAN = \"{last}\"\n")), "{last}");
}
