//! A briefing: a run on two sheets of paper, as HTML to print and as a document to edit.
//!
//! It answers, gives the evidence, the risks and the caveats, and says what comes next. Each sentence and each number is
//! one of the files of the run and says of which (`data-of`); a sentence of `summary` stands in `summary.txt`. However much
//! a run has to say, a briefing has room for so much and says where the rest is.

mod docx;
mod risks;
mod steps;

use serde::Serialize;

use super::page::Provenance;
use super::page::basis::{Basis, licences};
use super::page::grid::{Grid, Take};
use super::page::policy::{STYLE, policy_of};
use super::page::standing;
use super::page::tables::headline_of;
use super::page::template::{PARTS, filled};
use super::run::{Counterpart, Run, Summary, headline, is_near, lines, meaning, regions, rules};
use crate::domain::counted;
use crate::read::{Assumption, Dataset};
use crate::table::{Cell, Column, Table};

/// The style of what other pages have not.
const OWN_STYLE: &str = include_str!("../../../templates/brief.css");

/// The templates.
const TEMPLATES: [(&str, &str); 2] = [("brief.html", include_str!("../../../templates/brief.html")), PARTS];

/// The measures of the whole plan that are shown.
const MEASURES: [&str; 7] = [
    "well_located_places",
    "well_located_percent",
    "projects",
    "dfe_cost_gbp",
    "envelope_left_gbp",
    "additional_likely",
    "protected",
];

/// The most of anything that is listed, and the most letters of what others have written.
const LISTED: usize = 5;
const LETTERS: usize = 150;

/// A sentence, and where it stands.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Said {
    of: String,
    text: String,
}

/// A briefing.
#[derive(Clone, Debug, Serialize)]
pub struct Brief {
    title: String,
    standing: &'static str,
    broken: Option<Grid>,
    answer: Vec<Said>,
    headline: Grid,
    evidence: Vec<Said>,
    by_line: Grid,
    regions: Grid,
    held: Option<Grid>,
    risks: Option<Grid>,
    caveats: Vec<Said>,
    assumed: Option<Grid>,
    steps: Vec<String>,
    licences: Option<String>,
}

/// The briefing, for the template.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: String,
    tool: &'static str,
    brief: &'a Brief,
}

impl Brief {
    /// What there is to say of a run.
    #[must_use]
    pub fn of(run: &Run<'_>, dataset: &Dataset, provenance: &Provenance) -> Self {
        Self {
            title: shortened(&run.question.model.title),
            standing: standing(run),
            broken: broken(run),
            answer: of_summary(headline::sentences(run)),
            headline: in_numbers(run),
            evidence: of_summary(Summary::proved(run)),
            by_line: by_line(run),
            regions: by_region(run),
            held: held(run),
            risks: risks::grid(dataset),
            caveats: modelled(run, dataset).chain(caveats(run)).collect(),
            assumed: assumed(&dataset.assumptions),
            steps: steps::steps(run, dataset, &provenance.roles),
            licences: licences(&dataset.sources),
        }
    }

    /// As one HTML file, which prints to two sheets of A4.
    #[must_use]
    pub fn to_html(&self) -> String {
        let style = format!("{STYLE}{OWN_STYLE}");
        let tool = concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION"));
        filled(&TEMPLATES, &Page { policy: policy_of(&style, ""), style, tool, brief: self })
    }

    /// As a document for a word processor.
    #[must_use]
    pub fn to_docx(&self) -> Vec<u8> {
        docx::written(self)
    }
}

fn of_summary(sentences: Vec<String>) -> Vec<Said> {
    sentences.into_iter().map(|text| Said { of: "summary".to_owned(), text }).collect()
}

/// What others have written, if it is long only its beginning: a briefing has two pages.
fn shortened(text: &str) -> String {
    if text.chars().count() <= LETTERS {
        return text.to_owned();
    }
    text.chars().take(LETTERS - 1).chain(['…']).collect()
}

/// The rules that are broken, and how many more there are than are listed.
fn broken(run: &Run<'_>) -> Option<Grid> {
    let takes = [
        Take::One("rule", "A rule that it breaks"),
        Take::One("value", "This plan"),
        Take::After("comparison", "bound", "Must be"),
    ];
    let rows: Vec<usize> = (0..run.findings.len()).filter(|&row| !run.findings[row].holds()).collect();
    let caption = if rows.len() > LISTED {
        "The first of the rules that it breaks; rules.csv has all"
    } else {
        "Every rule that it breaks"
    };
    let shown = rows.iter().copied().take(LISTED);
    (!rows.is_empty()).then(|| Grid::of("breaks", caption, &rules::table(run), &takes, shown))
}

fn in_numbers(run: &Run<'_>) -> Grid {
    let there = Counterpart::published(run);
    let table = headline::beside(run, there.as_ref());
    let rows = MEASURES.iter().filter_map(|name| table.rows.iter().position(|row| row[0].in_files() == *name));
    headline_of(there.as_ref(), &table, rows)
}

fn by_line(run: &Run<'_>) -> Grid {
    let takes = [
        Take::One("name", "Programme line"),
        Take::One("projects", "Projects"),
        Take::Range("additional_low", "additional_high", "Places added"),
        Take::One("protected", "Places protected"),
        Take::One("dfe_cost_gbp", "DfE cost, £m"),
        Take::One("done_by", "Done by"),
    ];
    let table = lines::table(run);
    let shown = 0..table.rows.len().min(2 * LISTED);
    Grid::of("by-line", "What is bought, by programme line", &table, &takes, shown)
}

fn by_region(run: &Run<'_>) -> Grid {
    let takes = [
        Take::One("region", "Region"),
        Take::One("children", "Children in need"),
        Take::One("places_used", "With a place"),
        Take::One("well_located_places", "Well-located places"),
        Take::One("met_percent", "% of need met"),
        Take::One("dfe_cost_gbp", "DfE cost, £m"),
    ];
    let table = regions::table(run);
    let shown = 0..table.rows.len().min(2 * LISTED);
    Grid::of(
        "regions",
        "Who gains, by the region that children are from; cost by the authority that bids",
        &table,
        &takes,
        shown,
    )
}

/// The rules that hold the plan back, but for those of single authorities.
fn held(run: &Run<'_>) -> Option<Grid> {
    let takes = [
        Take::One("rule", "A rule that holds the plan back"),
        Take::One("value", "This plan"),
        Take::After("comparison", "bound", "Must be"),
    ];
    let is_told = |&row: &usize| {
        let finding = &run.findings[row];
        finding.binding && finding.holds() && finding.family != "match_funding" && is_near(finding)
    };
    let rows: Vec<usize> = (0..run.findings.len()).filter(is_told).take(LISTED).collect();
    (!rows.is_empty()).then(|| Grid::of("held", "What holds it back", &rules::table(run), &takes, rows))
}

/// What of the numbers is modelled, as the dataset says.
fn modelled(run: &Run<'_>, dataset: &Dataset) -> impl Iterator<Item = Said> {
    let basis = Basis::of(dataset, run.question.model);
    let mixed = basis.mixed.map(|said| Said { of: "projects basis".to_owned(), text: said.text() });
    let said = |text: String| Said { of: "sources".to_owned(), text };
    basis.modelled.map(said).into_iter().chain(mixed).chain([said(basis.judged)])
}

/// What should be known of the numbers: whose they are and what they mean, and then what is doubtful of them.
fn caveats(run: &Run<'_>) -> Vec<Said> {
    let open: Vec<_> = run.doubts.iter().filter(|doubt| doubt.is_open()).collect();
    let told = open
        .iter()
        .take(LISTED)
        .map(|doubt| Said { of: "summary doubt".to_owned(), text: format!("Doubtful: {}", shortened(&doubt.words)) });
    let more = open.len().saturating_sub(LISTED);
    let rest = (more > 0).then(|| Said {
        of: "summary doubts".to_owned(),
        text: format!("And {} more: summary.txt has all.", counted(more, "doubt", "doubts")),
    });
    let notes = of_summary(Summary::of(run).notes.into_iter().map(|note| shortened(&note)).take(LISTED).collect());
    of_summary(meaning(&run.question)).into_iter().chain(told).chain(rest).chain(notes).collect()
}

/// The first of the assumptions that may lie in a range.
fn assumed(assumptions: &[Assumption]) -> Option<Grid> {
    let columns = ["what", "value", "range", "effect"].map(|name| Column::words(name, ""));
    let row = |one: &Assumption| {
        [&one.what, &one.value, &one.range, &one.effect].map(|text| Cell::Text(shortened(text))).to_vec()
    };
    let table = Table::new("assumptions", &columns, assumptions.iter().map(row).collect());
    let is_open = |&at: &usize| !assumptions[at].range.is_empty() && assumptions[at].range != assumptions[at].value;
    let rows: Vec<usize> = (0..assumptions.len()).filter(is_open).take(LISTED).collect();
    let takes = [
        Take::One("what", "What is assumed"),
        Take::One("value", "Value"),
        Take::One("range", "Range"),
        Take::One("effect", "Effect"),
    ];
    let caption = "What is assumed and may lie in a range: the first of the log; assumptions.csv has all";
    (!rows.is_empty()).then(|| Grid::of("assumed", caption, &table, &takes, rows))
}
