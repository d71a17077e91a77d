//! The page of many runs in a real browser, worked by its keyboard.
//!
//! Run with `cargo test --release --test outputs driven -- --ignored`; it needs chromium, node and npm.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

use serde::Deserialize;
use tempfile::TempDir;

use super::made::{Made, SETTINGS};

/// The version of axe-core that looks for what keeps people out.
const AXE: &str = "axe-core@4.10.3";

/// What the page must stay under, in bytes, and the time in which it answers, in milliseconds.
const MOST_BYTES: usize = 5_000_000;
const MOST_TIME: f64 = 100.0;

#[derive(Deserialize)]
struct Driven {
    steps: BTreeMap<String, Step>,
    heard: Vec<String>,
    problems: Vec<String>,
    times: Vec<f64>,
}

/// What is on the page.
#[derive(Deserialize)]
struct Step {
    hash: String,
    /// Run, file, row, column, value and what is read.
    numbers: Vec<[String; 6]>,
    bids: BTreeMap<String, Bids>,
    changes: Vec<Vec<String>>,
    marks: [usize; 4],
    text: String,
    focus: String,
    wide: i64,
}

#[derive(Deserialize)]
struct Bids {
    sums: Vec<(String, String)>,
    rows: usize,
}

/// The browser, by the first of its names that it goes by here.
pub fn browser() -> &'static str {
    let is_there = |name: &&str| Command::new(name).arg("--version").output().is_ok();
    ["chromium", "chromium-browser", "google-chrome"].into_iter().find(is_there).expect("chromium is installed")
}

/// axe-core, brought once.
pub fn axe() -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("axe");
    let file = folder.join("node_modules/axe-core/axe.min.js");
    if !file.is_file() {
        fs::create_dir_all(&folder).expect("a folder");
        let mut npm = Command::new("npm");
        let done =
            npm.args(["install", "--no-save", "--prefix"]).arg(&folder).arg(AXE).output().expect("npm is installed");
        assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    }
    file
}

fn driven() -> &'static Driven {
    static DRIVEN: LazyLock<Driven> = LazyLock::new(|| drive(&Made::england().html));
    &DRIVEN
}

fn drive(html: &str) -> Driven {
    let folder = TempDir::new().expect("a temporary folder");
    let page = folder.path().join("page.html");
    fs::write(&page, html).expect("a page");
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/explore/drive.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(browser()).arg(&page).arg(folder.path().join("profile")).arg(axe());
    let done = node.output().expect("node is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("what was seen")
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn whatever_is_chosen_every_number_is_the_one_of_the_tables() {
    let made = Made::england();
    for (name, step) in &driven().steps {
        assert_eq!(wrong(made, step), Vec::<&[String; 6]>::new(), "{name}");
        let files: BTreeSet<&str> = step.numbers.iter().map(|one| one[1].as_str()).collect();
        let is_full = step.bids.is_empty() || files.is_superset(&["areas", "headline", "plan", "years"].into());
        assert!(step.numbers.len() > 200 && is_full, "{name}: {files:?}");
    }
}

/// What is on a page and is not what the tables say.
fn wrong<'a>(made: &Made, step: &'a Step) -> Vec<&'a [String; 6]> {
    let is_wrong = |one: &&[String; 6]| {
        let [run, of, row, column, value, read] = *one;
        let told = made.told.get(&[run, of, row, column].map(Clone::clone));
        told.is_none_or(|told| (value, read) != (&told.0, &told.1))
    };
    step.numbers.iter().filter(is_wrong).collect()
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn a_script_that_rounds_or_mixes_up_runs_would_be_seen() {
    let made = Made::england();
    let policy = made.html.find("<meta http-equiv").expect("a policy");
    let end = policy + made.html[policy..].find('>').expect("its end") + 1;
    let bare = format!("{}{}", &made.html[..policy], &made.html[end..]);
    for (own, spoiled) in [
        ("Math.floor((Math.abs(pounds) + TENTH / 2) / TENTH)", "Math.floor(Math.abs(pounds) / TENTH)"),
        ("cell(state.b, b)", "cell(state.a, b)"),
    ] {
        assert_eq!(bare.matches(own).count(), 1, "{own}");
        let seen = drive(&bare.replace(own, spoiled));
        assert!(seen.steps.values().any(|step| !wrong(made, step).is_empty()), "{spoiled} is not seen");
    }
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn keys_alone_choose_runs_move_the_slider_and_filter() {
    let Driven { steps, .. } = driven();
    let made = Made::england();
    let runs = |name: &str| {
        let runs: BTreeSet<&str> =
            steps[name].numbers.iter().filter(|one| one[1] == "years").map(|one| one[0].as_str()).collect();
        runs
    };
    let [first, second] = [&made.runs[0], &made.runs[1]].map(String::as_str);
    assert_eq!(runs("first"), BTreeSet::from([first, second]));
    assert_eq!(runs("a chosen"), BTreeSet::from([second]));
    assert_eq!(runs("b chosen"), BTreeSet::from([second, made.runs[14].as_str()]));
    assert!(
        steps["swapped"].hash.starts_with("#a=line") || steps["swapped"].hash.starts_with("#a=fewer"),
        "{}",
        steps["swapped"].hash
    );
    let slid = &made.runs[made.runs.len() - 3];
    assert!(runs("slid").contains(slid.as_str()), "{slid}: {}", steps["slid"].hash);
    assert_eq!(made.runs.len(), 14 + SETTINGS);
    // A programme line leaves fewer bids, a region fewer areas, and words fewer still.
    let marks = |name: &str| steps[name].marks.iter().sum::<usize>();
    assert!(marks("line") < marks("slid") && marks("line") > 0, "{} of {}", marks("line"), marks("slid"));
    assert!(marks("region") < marks("slid") && marks("part") <= marks("region"));
    assert!(
        steps["part"].hash.contains("text=south") && steps["part"].hash.contains("show=all"),
        "{}",
        steps["part"].hash
    );
    assert_eq!(steps["part"].focus, "show");
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn a_link_opens_the_same_view_again() {
    let Driven { steps, .. } = driven();
    assert_eq!(steps["again"].hash, steps["part"].hash);
    assert_eq!(steps["again"].text, steps["part"].text);
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn what_is_in_and_out_adds_up() {
    let made = Made::england();
    for (name, step) in &driven().steps {
        for (mark, Bids { sums, rows }) in &step.bids {
            let sum = |what: &str| sums.iter().find(|(name, _)| name.ends_with(what)).expect("a sum").1.parse::<i64>();
            let own: Vec<&[String; 6]> = step.numbers.iter().filter(|one| one[1] == "plan").collect();
            assert_eq!(sum("bids"), Ok(i64::try_from(*rows).expect("few")), "{name}, {mark}");
            if step.bids.len() == 1 && mark.starts_with("only") {
                let costs =
                    own.iter().filter(|one| one[3] == "dfe_cost_gbp").map(|one| one[4].parse::<i64>().expect("pounds"));
                assert_eq!(sum("cost"), Ok(costs.sum()), "{name}, {mark}");
            }
        }
        // Of each measure the change is the one number less the other, to the hundredth.
        for row in &step.changes {
            let [a, b, change] = [0, 1, 2].map(|at| row[at].replace('.', "").parse::<i64>().expect("a number"));
            assert_eq!(b - a, change, "{name}: {row:?}");
        }
        assert!(step.wide <= 0, "{name}: {} pixels hang over the side", step.wide);
    }
    assert!(made.html.len() < MOST_BYTES, "{} bytes", made.html.len());
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn nothing_is_complained_of_and_nobody_is_kept_out() {
    assert_eq!(driven().heard, Vec::<String>::new());
    assert_eq!(driven().problems, Vec::<String>::new());
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn a_click_is_answered_in_a_tenth_of_a_second() {
    let times = &driven().times;
    let most = times.iter().copied().fold(0.0, f64::max);
    println!("{} choices, the slowest in {most:.1} ms; {} bytes", times.len(), Made::england().html.len());
    assert!(times.len() == Made::england().runs.len() && most > 0.0 && most < MOST_TIME, "{most} ms");
}
