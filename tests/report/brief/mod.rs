//! A briefing: two sheets, of which every number and sentence is one of the files.

use std::collections::BTreeMap;
use std::fs;
use std::process::Command;

use placewell::case::Case;
use placewell::report::brief::Brief;
use placewell::report::files::files;
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::page::Provenance;
use placewell::report::run::Summary;
use roxmltree::Node;
use tempfile::TempDir;

use super::explore::made::opened;
use super::given::{Given, Tiny, inside};
use super::page::command::{Desk, told};
use super::page::made::{text, tree};
use super::soffice::converted;

/// A briefing with the texts of its files, each under its name.
pub struct Made {
    pub html: String,
    docx: Vec<u8>,
    summary: String,
    tables: BTreeMap<String, Vec<BTreeMap<String, String>>>,
}

impl Made {
    pub fn of(given: &Given) -> Self {
        let run = given.run();
        let circumstances = Circumstances { parsed: &given.case.parsed, ..Circumstances::default() };
        let files = files(&run, &Manifest::of(&run, &circumstances));
        let manifest = files.iter().find(|(name, _)| name == "run.json").expect("a manifest");
        let manifest = serde_json::from_slice(&manifest.1).expect("a manifest is JSON");
        let provenance = Provenance::of(&manifest).expect("a manifest of this version");
        let brief = Brief::of(&run, &given.case.dataset, &provenance);
        let headline = placewell::report::run::headline::table(&run);
        let tables =
            files.iter().filter_map(|(name, bytes)| Some((name.strip_suffix(".csv")?.to_owned(), rows(bytes))));
        let tables = tables.chain([("headline".to_owned(), rows(&headline.to_csv()))]).collect();
        let summary = Summary::of(&run).to_text(10_000);
        Self { html: brief.to_html(), docx: brief.to_docx(), summary, tables }
    }

    fn all() -> Vec<(&'static str, Self)> {
        let tiny = Tiny::new("");
        vec![
            ("published", Self::of(Given::published())),
            ("nothing", Self::of(&Given::nothing())),
            ("need", Self::of(&Given::evaluated(opened(&["need-10-more"]), Given::published().plan.funded.clone()))),
            ("tiny", Self::of(&Given::decided(tiny.case()))),
        ]
    }
}

fn rows(csv: &[u8]) -> Vec<BTreeMap<String, String>> {
    csv::Reader::from_reader(csv).deserialize().collect::<Result<_, _>>().expect("CSV")
}

/// The kinds of risk of England's dataset: the least and the most in a column.
fn risks(end: &str, kind: &str, column: &str) -> i64 {
    let all = rows(&fs::read(inside("inputs/england/risks.csv")).expect("the risks"));
    let of = all.iter().filter(|row| row["risk"] == kind).map(|row| row[column].parse::<i64>().expect("a number"));
    if end == "least" { of.min() } else { of.max() }.expect("a risk of this kind")
}

#[test]
fn every_number_of_a_briefing_is_one_of_the_files() {
    for (name, made) in Made::all() {
        let tree = tree(&made.html);
        let mut numbers = 0;
        for node in tree.descendants().filter(|node| node.has_tag_name("data")) {
            let (of, value) = (node.attribute("data-of").expect("a place"), node.attribute("value").expect("a value"));
            let [file, row, column]: [&str; 3] = of.split(' ').collect::<Vec<_>>().try_into().expect("a place");
            if let Some((end, kind)) = row.split_once(':') {
                assert!(name == "tiny" || value == risks(end, kind, column).to_string(), "{name}: {of}");
                continue;
            }
            let row: usize = row.parse().expect("a row");
            assert_eq!(value, made.tables[file][row - 1][column], "{name}: {of}");
            numbers += 1;
        }
        assert!(numbers > 20, "{name}: {numbers}");
    }
}

#[test]
fn every_sentence_with_a_number_stands_in_a_file_and_says_so() {
    let is_own = |node: Node<'_, '_>| node.ancestors().all(|above| above.attribute("data-of").is_none());
    for (name, made) in Made::all() {
        let tree = tree(&made.html);
        let summary = made.summary.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut sentences = 0;
        for node in tree.descendants().filter(|node| node.attribute("data-of") == Some("summary")) {
            assert!(summary.contains(text(node).trim_end_matches('…')), "{name}: {}", text(node));
            sentences += 1;
        }
        assert!(sentences > 3, "{name}");
        for node in tree.descendants().filter(|node| node.is_text() && is_own(*node)) {
            let within = |tag: &str| node.ancestors().any(|above| above.has_tag_name(tag));
            let own = text(node);
            let stands = within("style") || within("title") || within("footer");
            assert!(stands || !own.contains(|c: char| c.is_ascii_digit()), "{name}: `{own}` has a number of nowhere");
        }
    }
}

#[test]
fn it_answers_gives_evidence_risks_and_caveats_and_says_what_comes_next() {
    for (name, made) in Made::all() {
        let tree = tree(&made.html);
        let headings: Vec<String> = tree.descendants().filter(|node| node.has_tag_name("h2")).map(text).collect();
        let wanted = ["Answer", "Evidence", "Risks", "Caveats", "Next steps"];
        assert!(headings.ends_with(&wanted.map(str::to_owned)), "{name}: {headings:?}");
        let is_broken = headings[0] == "This plan breaks rules of its model";
        let breaks = made.tables["rules"].iter().any(|rule| rule["holds"] == "no");
        assert_eq!(is_broken, breaks, "{name}");
    }
}

#[test]
fn it_says_which_group_plans_for_itself_and_what_partners_pay() {
    let told =
        [("joint-capital", "health pays £0.5m besides"), ("planner", " plans for itself: only its own children")];
    for (folder, words) in told {
        let model = inside(&format!("tests/golden/{folder}/model.toml"));
        let made = Made::of(&Given::decided(Case::open(&model).expect("no mistakes")));
        assert!(text(tree(&made.html).root_element()).contains(words), "{folder}");
    }
}

#[test]
fn the_command_writes_a_page_or_a_document_and_nothing_else() {
    let desk = Desk::new();
    let report = |more: &[&str]| desk.placewell(&[&["report", "run", "--model", "model.toml"], more].concat());
    let done = report(&["--brief"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    assert!(desk.read("run-brief.html").contains("<h2 id=\"next\">Next steps</h2>"));
    let done = report(&["--brief", "--out", "brief.docx"]);
    assert_eq!(done.status.code(), Some(0), "{}", told(&done));
    let docx = fs::read(desk.folder.path().join("brief.docx")).expect("a document");
    assert!(docx.starts_with(b"PK"));
    assert_eq!(report(&["--brief", "--out", "brief.docx"]).status.code(), Some(0), "the same bytes again");
    desk.write("brief.docx", "edited");
    assert_eq!(report(&["--brief", "--out", "brief.docx"]).status.code(), Some(9), "what was edited stays");
    let done = report(&["--out", "page.docx"]);
    assert_eq!(done.status.code(), Some(3), "{}", told(&done));
    assert!(told(&done).contains("only a briefing can be a .docx"), "{}", told(&done));
}

/// How many sheets of A4 a page prints on.
pub fn sheets(html: &str) -> usize {
    let folder = TempDir::new().expect("a temporary folder");
    let [page, pdf] = ["page.html", "page.pdf"].map(|file| folder.path().join(file));
    fs::write(&page, html).expect("a page");
    let mut chromium = Command::new(super::explore::driven::browser());
    chromium.args(["--headless=new", "--no-sandbox", "--disable-gpu", "--no-pdf-header-footer"]);
    chromium.arg(format!("--user-data-dir={}", folder.path().join("profile").display()));
    chromium.arg(format!("--print-to-pdf={}", pdf.display())).arg(format!("file://{}", page.display()));
    assert!(chromium.output().expect("chromium").status.success());
    pages(&fs::read(&pdf).expect("a PDF"))
}

/// How many pages a PDF has.
fn pages(pdf: &[u8]) -> usize {
    let text = String::from_utf8_lossy(pdf);
    text.matches("/Type /Page\n").count() + text.matches("/Type/Page/").count() + text.matches("/Type /Page ").count()
}

#[test]
#[ignore = "needs chromium"]
fn browser_prints_it_on_two_sheets() {
    for (name, made) in Made::all() {
        assert_eq!(sheets(&made.html), 2, "{name}");
    }
}

#[test]
#[ignore = "needs LibreOffice: .ci/run installs it and runs this"]
fn office_opens_the_document_with_all_its_words() {
    for (name, made) in Made::all() {
        let read = String::from_utf8(converted(&made.docx, "docx", "txt:Text (encoded):UTF8")).expect("UTF-8");
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let read = words(&read);
        let tree = tree(&made.html);
        let said = tree
            .descendants()
            .filter(|node| node.has_tag_name("li") || node.has_tag_name("caption") || node.has_tag_name("td"));
        let mut found = 0;
        for one in said.map(text).map(|text| words(&text)) {
            assert!(read.contains(&one), "{name}: `{one}` is not in the document: {read}");
            found += 1;
        }
        assert!(found > 40, "{name}: {found}");
        let pdf = converted(&made.docx, "docx", "pdf");
        assert!((1..=3).contains(&pages(&pdf)), "{name}: {} pages", pages(&pdf));
    }
}
