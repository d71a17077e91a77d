//! Nobody is kept out of a page or a briefing, on the screen or in print, however narrow the window.
//!
//! Run with `cargo test --release --test outputs accessible -- --ignored`; it needs chromium, node and npm.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde::Deserialize;
use tempfile::TempDir;

use super::brief::Made as Briefing;
use super::explore::driven::{axe, browser};
use super::explore::made::Made as Explored;
use super::given::Given;
use super::page::made::Made;

#[derive(Deserialize)]
struct Seen {
    problems: Vec<String>,
    wide: Vec<String>,
    heard: Vec<String>,
}

/// What is seen of these pages, at 400, 800 and 1280 pixels.
fn seen(pages: &[&str]) -> Seen {
    let folder = TempDir::new().expect("a temporary folder");
    let write = |(at, html): (usize, &&str)| {
        let file = folder.path().join(format!("page-{at}.html"));
        fs::write(&file, html).expect("a page");
        file
    };
    let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/report/chromium.mjs");
    let mut node = Command::new("node");
    node.arg(script).arg(browser()).arg(axe()).arg(folder.path().join("profile"));
    let done = node.args(pages.iter().enumerate().map(write)).output().expect("node is installed");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    serde_json::from_slice(&done.stdout).expect("what was seen")
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn nobody_is_kept_out_of_a_page_or_a_briefing_at_any_width_on_the_screen_or_in_print() {
    let pages = [Made::nothing(), Made::beside(), Made::against()].map(|made| made.html.as_str());
    let briefing = Briefing::of(Given::published()).html;
    let others = [briefing.as_str(), Explored::england().html.as_str()];
    let Seen { problems, wide, heard } = seen(&[&pages[..], &others].concat());
    assert_eq!((problems, wide, heard), (Vec::new(), Vec::new(), Vec::new()));
}

#[test]
#[ignore = "needs chromium, node and npm"]
fn what_keeps_people_out_would_be_seen() {
    let html = Made::published().html.replace("<html lang=\"en-GB\">", "<html>");
    let faint = html.replace("--quiet: #4a525b", "--quiet: #b0b6bd");
    let policy = faint.find("<meta http-equiv").expect("a policy");
    let end = policy + faint[policy..].find('>').expect("its end") + 1;
    let problems = seen(&[&format!("{}{}", &faint[..policy], &faint[end..])]).problems;
    for rule in ["html-has-lang", "color-contrast"] {
        assert!(problems.iter().any(|one| one.contains(rule)), "{rule}: {problems:?}");
    }
}
