//! A page in a real browser: nothing is refused or complained of, its script sorts, and it fits a narrow window.
//!
//! Run with `cargo test --release --test outputs browser -- --ignored`; it needs chromium (`apt-get install chromium`).

use std::fs;
use std::process::Command;

use roxmltree::Node;
use tempfile::TempDir;

use super::super::brief::sheets;
use super::made::{Made, text};

/// The names that the browser goes by.
const NAMES: [&str; 3] = ["chromium", "chromium-browser", "google-chrome"];

/// What the browser makes of a page: its tree once scripts have run, and what it complains of.
fn opened(html: &str, width: u32) -> (String, Vec<String>) {
    let folder = TempDir::new().expect("a temporary folder");
    let file = folder.path().join("page.html");
    fs::write(&file, html).expect("the page");
    let profile = folder.path().join("profile");
    for name in NAMES {
        let mut command = Command::new(name);
        command.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--enable-logging=stderr", "--dump-dom"]);
        command.arg(format!("--window-size={width},900")).arg(format!("--user-data-dir={}", profile.display()));
        let Ok(done) = command.arg(format!("file://{}", file.display())).output() else { continue };
        assert!(done.status.success(), "{name}: {}", done.status);
        let complaints = String::from_utf8_lossy(&done.stderr).lines().map(str::to_owned).collect::<Vec<_>>();
        let complaints =
            complaints.into_iter().filter(|line| line.contains("CONSOLE") || line.contains("Refused")).collect();
        return (String::from_utf8(done.stdout).expect("a page is UTF-8"), complaints);
    }
    panic!("there is no chromium here: apt-get install chromium");
}

/// The page with a script of ours at its end, which its policy then allows.
fn probed(html: &str, script: &str) -> String {
    let policy = html.find("<meta http-equiv").expect("a policy");
    let end = policy + html[policy..].find('>').expect("its end") + 1;
    let without = format!("{}{}", &html[..policy], &html[end..]);
    without.replace("</body>", &format!("<script>{script}</script></body>"))
}

#[test]
#[ignore = "needs chromium"]
fn a_browser_complains_of_nothing_and_runs_the_script() {
    for made in Made::all() {
        let (page, complaints) = opened(&made.html, 1_280);
        assert_eq!(complaints, Vec::<String>::new());
        let buttons = page.matches("<button type=\"button\"").count();
        assert_eq!(buttons > 0, made.html.contains("class=\"sorts\""), "headings that sort are buttons");
    }
}

#[test]
#[ignore = "needs chromium"]
fn a_policy_that_did_not_know_our_script_would_be_complained_of() {
    let spoiled = Made::published().html.replace("// Sorts a table", "// sorts a table");
    let (page, complaints) = opened(&spoiled, 1_280);
    assert!(!complaints.is_empty() && !page.contains("<button"));
}

#[test]
#[ignore = "needs chromium"]
fn a_heading_that_is_pressed_sorts_its_table_up_and_then_down() {
    let script = r##"
        var table = document.querySelector("#bids");
        var heading = table.tHead.rows[0].cells[4];
        var costs = function () {
            return Array.from(table.tBodies[0].rows).map(function (row) { return Number(row.cells[4].querySelector("data").value); });
        };
        var told = [];
        [1, 2].forEach(function () { heading.querySelector("button").click(); told.push([heading.getAttribute("aria-sort")].concat(costs())); });
        document.body.innerHTML = "<pre>" + told.map(function (one) { return one.join(" "); }).join("\n") + "</pre>";
    "##;
    let (page, complaints) = opened(&probed(&Made::published().html, script), 1_280);
    assert_eq!(complaints, Vec::<String>::new());
    let told = page.split_once("<pre>").expect("what was told").1.split_once("</pre>").expect("its end").0;
    let lines: Vec<Vec<&str>> = told.lines().map(|line| line.split(' ').collect()).collect();
    assert_eq!((lines[0][0], lines[1][0]), ("ascending", "descending"));
    let costs = |line: &[&str]| line[1..].iter().map(|cost| cost.parse::<u64>().expect("pounds")).collect::<Vec<_>>();
    assert!(costs(&lines[0]).len() == 178 && costs(&lines[0]).is_sorted(), "{told}");
    assert!(costs(&lines[1]).iter().rev().is_sorted(), "{told}");
}

#[test]
#[ignore = "needs chromium"]
fn nothing_hangs_over_the_side_of_a_narrow_window() {
    let script =
        "document.body.innerHTML = '<pre>' + document.documentElement.scrollWidth + ' ' + innerWidth + '</pre>';";
    for (made, width) in Made::all().into_iter().zip([500, 700, 1_280, 400, 400, 400]) {
        let (page, _) = opened(&probed(&made.html, script), width);
        let told = page.split_once("<pre>").expect("what was told").1.split_once("</pre>").expect("its end").0;
        let (wide, window) = told.split_once(' ').expect("two widths");
        let [wide, window] = [wide, window].map(|width| width.parse::<u32>().expect("a width"));
        assert!(wide <= window, "{wide} of {window}");
    }
}

#[test]
#[ignore = "needs chromium"]
fn the_arrow_keys_tell_of_each_hexagon_and_circle_what_its_title_says() {
    let script = r#"
        var told = ["hexes", "map"].map(function (name) {
            var map = document.querySelector("svg." + name);
            var parts = map.querySelectorAll("g.area, g.bids");
            var read = ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"].map(function (key) {
                map.dispatchEvent(new KeyboardEvent("keydown", { key: key, bubbles: true, cancelable: true }));
                return map.parentElement.nextElementSibling.textContent;
            });
            var titles = [0, 1, 0, parts.length - 1].map(function (at) { return parts[at].querySelector("title").textContent; });
            return map.getAttribute("tabindex") === "0" && titles.join("|") === read.join("|") && new Set(read).size === 3;
        });
        document.body.innerHTML = "<pre>" + told.join(" ") + "</pre>";
    "#;
    let (page, complaints) = opened(&probed(&Made::published().html, script), 1_280);
    assert_eq!(complaints, Vec::<String>::new());
    assert!(page.contains("<pre>true true</pre>"), "{page}");
}

#[test]
#[ignore = "needs chromium"]
fn twelve_sheets_of_paper_are_enough_and_nothing_is_lost_that_is_not_said_to_be_in_a_file() {
    for made in Made::all() {
        let sheets = sheets(&made.html);
        assert!((1..=12).contains(&sheets), "{sheets} sheets");
        let tree = made.tree();
        let is_aside = |node: &Node<'_, '_>| {
            node.attribute("class").is_some_and(|class| class.split(' ').any(|one| one == "screen"))
        };
        for aside in tree.descendants().filter(is_aside) {
            let section = aside.ancestors().find(|above| above.has_tag_name("section")).expect("a section");
            let told = section.descendants().filter(|node| node.attribute("class") == Some("paper notes"));
            let told: String = told.map(text).collect();
            assert!(told.contains(".csv") || told.contains("run.json"), "where is {}?", text(aside));
        }
    }
}
