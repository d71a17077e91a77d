//! The workbooks of a run.

use serde_json::Value;

use super::publication::{Cover, publication};
use super::working::working;
use crate::case::{Case, NOT_CARRIED};
use crate::read::{Assumption, Basis, Mistakes, Source, read_supplied};
use crate::report::manifest::Role;
use crate::report::run::{
    Counterpart, Run, Summary, areas, funds, groups, headline, lines, neighbours, partners, plan, regions, rules, years,
};
use crate::runs::WORKBOOKS;
use crate::table::{Cell, Column, Table};

/// The workbooks of a run, by name; `manifest` is that of the run.
///
/// # Errors
///
/// If the inputs are no longer as they were read.
pub fn workbooks(run: &Run<'_>, case: &Case, manifest: &Value) -> Result<Vec<(String, Vec<u8>)>, Mistakes> {
    let supplied = read_supplied(&case.model.dataset, &case.parsed, &NOT_CARRIED)?;
    let [to_work_with, to_publish] = WORKBOOKS.map(str::to_owned);
    Ok(vec![(to_work_with, working(run, case, &supplied, manifest)), (to_publish, published(run, case, manifest))])
}

/// The one to publish.
fn published(run: &Run<'_>, case: &Case, manifest: &Value) -> Vec<u8> {
    let summary = Summary::of(run);
    let words = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let made = format!(
        "Made by {} {} with {} {} from the model {}.",
        words(&manifest["tool"]["name"]),
        words(&manifest["tool"]["version"]),
        words(&manifest["solver"]["name"]),
        words(&manifest["solver"]["version"]),
        run.question.model.name
    );
    let role = |role: &str| {
        let name = Some(words(&manifest["roles"][role])).filter(|name| !name.is_empty());
        format!("{}: {}.", super::publication::heading(role), name.unwrap_or_else(|| "not signed off".to_owned()))
    };
    let roles = Role::WORDS.map(role);
    let said = summary.as_of.iter().chain(&summary.broken).chain(&summary.meaning).chain(&summary.sentences).cloned();
    let modelled = "The table of sources says of each table and column whether it is observed or modelled.";
    let doubts = summary.doubts.iter().filter(|told| told.accepted.is_none()).map(|told| &told.doubt);
    let mut notes: Vec<String> = doubts.chain(&summary.notes).cloned().collect();
    notes.push(modelled.to_owned());
    notes.extend(case.dataset.sources.iter().map(|source| source.note.clone()).filter(|note| !note.is_empty()));
    notes.dedup();
    let cover = Cover { title: summary.title.clone(), sentences: said.chain([made]).chain(roles).collect(), notes };
    publication(&cover, &tables(run, case))
}

const HEADLINE: [Column; 4] = [
    Column::words("measure", ""),
    Column::number("this_plan", ""),
    Column::number("published_plan", ""),
    Column::number("difference", ""),
];

/// The title of the table of what was published, where anything was.
const PUBLISHED: &str = "What was published by programme line, and how far the plan's cost is from it";

/// The tables to publish, each under its title.
fn tables(run: &Run<'_>, case: &Case) -> Vec<(String, Table)> {
    let line = ["programme_line", "projects", "homes", "additional_low", "additional_likely", "additional_high"];
    let own = ["protected", "improved", "done_by", "dfe_cost_gbp"];
    let published = [
        "programme_line",
        "published_projects",
        "published_homes",
        "published_additional_low",
        "published_additional_high",
        "published_done_by",
        "published_dfe_cost_gbp",
        "dfe_cost_difference_gbp",
    ];
    let rule = ["id", "rule", "value", "comparison", "bound", "unit", "slack", "holds", "where_broken", "source"];
    let mut lines = lines::table(run);
    let name = lines.position("name");
    lines.columns[name].name = "programme_line";
    let beside = if Counterpart::published(run).is_some() { ", beside the published plan" } else { "" };
    let is_published = run.question.instance.lines().iter().any(|line| line.published.is_some());
    let mut tables: Vec<(String, Table)> = [
        (format!("The plan in numbers{beside}").as_str(), in_numbers(run)),
        ("The plan by programme line", lines.only(&[line.as_slice(), own.as_slice()].concat())),
        (PUBLISHED, lines.only(&published)),
        ("Children and places by region", regions::table(run)),
        ("Children and places by authority", areas::table(run)),
        ("Spend, starts and openings by financial year", years::table(run)),
        ("What each fund pays", funds::table(run)),
        ("Rules: each value beside its bound", rules::table(run).only(&rule)),
        ("What is funded", funded(run)),
        ("Where the inputs come from", sources(&case.dataset.sources)),
        ("What is assumed", assumptions(&case.dataset.assumptions)),
    ]
    .map(|(title, table)| (title.to_owned(), table))
    .into();
    tables.retain(|(title, _)| is_published || title != PUBLISHED);
    tables.extend(together(run));
    tables
}

/// Those that not every run has.
fn together(run: &Run<'_>) -> impl Iterator<Item = (String, Table)> {
    let titled = [
        ("Children and places by group of authorities", groups::table(run)),
        ("What the neighbours of the group take and give", neighbours::table(run)),
        ("Who pays what, and the places kept for partners' children", partners::table(run)),
    ];
    titled.into_iter().filter_map(|(title, table)| Some((title.to_owned(), table?)))
}

/// The headline in whole pounds, under its labels, each with what it is a part of; the published plan beside it, if
/// that is another.
fn in_numbers(run: &Run<'_>) -> Table {
    let all = headline::table(run);
    let mut part_of = String::new();
    let mut rows = Vec::new();
    for row in &all.rows {
        let label = row[1].in_files().replace("£m", "£");
        let label = match label.strip_prefix("  ") {
            Some(part) => format!("{part_of}: {part}"),
            None => label,
        };
        if !label.contains(": ") {
            part_of.clone_from(&label);
        }
        rows.push([Cell::Text(label)].into_iter().chain(row[2..].iter().cloned()).collect());
    }
    let table = Table::new("headline", &HEADLINE, rows);
    if Counterpart::published(run).is_some() { table } else { table.only(&["measure", "this_plan"]) }
}

/// The options that are funded.
fn funded(run: &Run<'_>) -> Table {
    let mut all = plan::table(run);
    let at = all.position("funded");
    all.rows.retain(|row| row[at] == Cell::Yes);
    let left_out = ["option", "funded", "area", "site", "care_type", "planned"];
    let columns: Vec<&str> = all.columns.iter().map(|column| column.name).collect();
    all.only(&columns.into_iter().filter(|column| !left_out.contains(column)).collect::<Vec<_>>())
}

/// Where every table and column comes from.
fn sources(sources: &[Source]) -> Table {
    let columns = ["file", "column", "kind", "source", "date", "licence", "note"].map(|name| Column::words(name, ""));
    let row = |source: &Source| {
        let Source { file, column, kind, source, date, licence, note } = source;
        let kind = match kind {
            Basis::Observed => "observed",
            Basis::Modelled => "modelled",
        };
        [file.as_str(), column, kind, source, date, licence, note].map(words).to_vec()
    };
    Table::new("sources", &columns, sources.iter().map(row).collect())
}

/// The log of assumptions.
pub(super) fn assumptions(assumptions: &[Assumption]) -> Table {
    let columns = ["id", "what", "value", "range", "basis", "owner", "effect"].map(|name| Column::words(name, ""));
    let row = |assumption: &Assumption| {
        let Assumption { id, what, value, range, basis, owner, effect } = assumption;
        [id.as_str(), what, value, range, basis, owner, effect].map(words).to_vec()
    };
    Table::new("Assumptions", &columns, assumptions.iter().map(row).collect())
}

/// Words, or nothing where there are none.
fn words(text: &str) -> Cell {
    if text.is_empty() { Cell::Empty } else { Cell::text(text) }
}
