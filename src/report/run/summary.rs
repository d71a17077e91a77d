//! The summary: what a briefing says of a plan, as text, CSV and JSON.

use serde::Serialize;

use super::meaning::{self, ToldDataset};
use super::state::Run;
use super::status::{self, Status};
use super::{as_of, headline, lines, printed, regions, rules};
use crate::audit::Finding;
use crate::domain::{Doubt, counted};
use crate::model::Question;
use crate::table::{Cell, Column, Table, wrapped};

/// The columns of a page of text where nothing says otherwise: in a file, and to another program.
pub const WIDTH: u16 = 80;

/// The version of the layout of a summary as JSON; `schemas/summary.schema.json` says what it is.
const SCHEMA_VERSION: u32 = 1;

/// How many broken rules are printed before the rest are only counted.
const LISTED: usize = 20;

/// A doubt, as JSON has it.
#[derive(Clone, Debug, Serialize)]
pub struct ToldDoubt {
    /// What it goes by.
    pub id: String,
    /// The doubt in words.
    pub doubt: String,
    /// Why it is right all the same, where the model says so.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub accepted: Option<String>,
}

impl ToldDoubt {
    /// The doubts of a run.
    pub(in crate::report) fn all(doubts: &[Doubt]) -> Vec<Self> {
        let told = |Doubt { id, words, answer }: &Doubt| Self {
            id: id.clone(),
            doubt: words.clone(),
            accepted: answer.clone(),
        };
        doubts.iter().map(told).collect()
    }
}

/// What a briefing says of a plan.
#[derive(Clone, Debug, Serialize)]
pub struct Summary {
    /// The version of the layout of its JSON: keys are added without a new one, and never change their meaning.
    pub schema_version: u32,
    /// From where it is put: what is over by then, or that everything is chosen freely.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub as_of: Option<String>,
    /// The question.
    pub title: String,
    /// What the dataset says of itself.
    pub(in crate::report) dataset: ToldDataset,
    /// Whose figures they are, what a well-located place is, and why there are halves.
    pub meaning: Vec<String>,
    /// `proved`, `not proved` or `evaluated`.
    pub status: &'static str,
    /// What the plan breaks, in words; nothing if it keeps every rule.
    pub broken: Vec<String>,
    /// What is proved of it and what is not, and then what it gives, in sentences.
    pub sentences: Vec<String>,
    /// What is doubtful of what was asked and read, answered or not.
    pub doubts: Vec<ToldDoubt>,
    /// The plan in a few numbers, beside the published plan.
    pub headline: Table,
    /// The programme lines, beside what was published where anything was.
    pub lines: Table,
    /// The regions, in the layout of Figure 9.
    pub regions: Table,
    /// The rules that are broken or hold the plan back.
    pub rules: Table,
    /// What should be known of the numbers.
    pub notes: Vec<String>,
    /// The tables as they are printed, each under its heading.
    #[serde(skip)]
    printed: Vec<(String, Table)>,
}

impl Summary {
    /// The summary of a run.
    #[must_use]
    pub fn of(run: &Run<'_>) -> Self {
        let mut rules = rules::table(run);
        let mut telling =
            run.findings.iter().map(|finding| (finding.binding && printed::is_near(finding)) || !finding.holds());
        rules.rows.retain(|_| telling.next().unwrap_or_default());
        let broken: Vec<String> = run.findings.iter().filter_map(Finding::breach).collect();
        Self {
            schema_version: SCHEMA_VERSION,
            as_of: Self::as_of(run),
            title: run.question.model.title.clone(),
            dataset: ToldDataset::of(&run.question),
            meaning: meaning::sentences(&run.question),
            status: Status::of(run).word(),
            sentences: Self::proved(run).into_iter().chain(headline::sentences(run)).collect(),
            doubts: ToldDoubt::all(run.doubts),
            broken,
            headline: headline::table(run),
            lines: lines::table(run),
            regions: regions::table(run),
            rules,
            notes: printed::notes(run),
            printed: printed::tables(run),
        }
    }

    /// From where the question is put. Of a plan that was given nothing was chosen, freely or not.
    fn as_of(run: &Run<'_>) -> Option<String> {
        let Question { model, instance, .. } = run.question;
        as_of::sentence(model, instance).filter(|_| model.as_of.is_some() || run.proofs.is_some())
    }

    /// What is proved of a plan and what was checked, in sentences.
    pub(in crate::report) fn proved(run: &Run<'_>) -> Vec<String> {
        let rules = match run.findings.len() {
            1 => "its one rule".to_owned(),
            all => format!("all {all} rules"),
        };
        let checked = format!("Checked without the solver: it keeps {rules}.");
        let checked = run.findings.iter().all(Finding::holds).then_some(checked);
        status::sentences(run).into_iter().chain(checked).collect()
    }

    /// The page of text, in at most `columns`: what is broken first.
    #[must_use]
    pub fn to_text(&self, columns: u16) -> String {
        let width = usize::from(columns);
        let lines = |sentences: &[String]| sentences.iter().map(|sentence| wrapped(sentence, width, 0)).collect();
        let first = self.as_of.iter().chain([&self.title]);
        let mut parts: Vec<Vec<String>> = vec![first.map(|sentence| wrapped(sentence, width, 0)).collect()];
        if !self.broken.is_empty() {
            let count = self.broken.len();
            let loud = format!("THIS PLAN BREAKS {count} RULE{}:", if count == 1 { "" } else { "S" });
            let breaches = self.broken.iter().take(LISTED).map(|breach| wrapped(&format!("- {breach}"), width, 2));
            let more = (count > LISTED).then(|| format!("and {} more: rules.csv has every one", count - LISTED));
            let more = more.map(|more| wrapped(&more, width, 0));
            parts.push([wrapped(&loud, width, 0)].into_iter().chain(breaches).chain(more).collect());
        }
        parts.push(lines(&self.meaning));
        parts.push(lines(&self.sentences));
        parts.push(self.doubtful(width));
        for (heading, table) in &self.printed {
            parts.push(vec![wrapped(heading, width, 0)]);
            parts.push(vec![table.to_text(columns).trim_end().to_owned()]);
        }
        parts.push(lines(&self.notes));
        let parts: Vec<String> = parts.iter().filter(|lines| !lines.is_empty()).map(|lines| lines.join("\n")).collect();
        parts.join("\n\n") + "\n"
    }

    /// What is doubtful of what was asked and read, and not answered in the model.
    fn doubtful(&self, width: usize) -> Vec<String> {
        let open: Vec<&ToldDoubt> = self.doubts.iter().filter(|told| told.accepted.is_none()).collect();
        let answered = self.doubts.len() - open.len();
        let answered = (answered > 0).then(|| {
            let doubts = counted(answered, "doubt is", "doubts are");
            wrapped(&format!("{doubts} answered in the model: run.json has the reasons."), width, 0)
        });
        let heading = (!open.is_empty()).then(|| wrapped("Doubtful of what was asked and read:", width, 0));
        let told = open.iter().take(LISTED).map(|told| wrapped(&format!("- {} ({})", told.doubt, told.id), width, 2));
        let more = (open.len() > LISTED).then(|| format!("and {} more: run.json has every one", open.len() - LISTED));
        let more = more.map(|more| wrapped(&more, width, 0));
        heading.into_iter().chain(told).chain(more).chain(answered).collect()
    }

    /// Every number of the summary, one to a row: its table, its row, its column and its value.
    #[must_use]
    pub fn to_csv(&self) -> Vec<u8> {
        let columns = ["table", "row", "measure", "value"].map(|name| Column::words(name, ""));
        let status = |measure: &str, value: &str| ["summary", "", measure, value].map(Cell::text).to_vec();
        let from = self.as_of.iter().map(|sentence| status("as_of", sentence));
        let mut rows: Vec<_> = from.chain([status("title", &self.title), status("status", self.status)]).collect();
        for table in [&self.headline, &self.lines, &self.regions, &self.rules] {
            for row in &table.rows {
                let cells = table.columns.iter().zip(row).skip(1);
                rows.extend(cells.map(|(column, cell)| {
                    vec![Cell::text(table.name), row[0].clone(), Cell::text(column.name), cell.clone()]
                }));
            }
        }
        Table::new("summary", &columns, rows).to_csv()
    }

    /// The whole of it as JSON.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "every key is a text, and writing to memory does not fail")]
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a summary is JSON");
        bytes.push(b'\n');
        bytes
    }
}
