//! What a dataset holds, table by table and column by column, for whoever writes one or writes about it.

use super::cells::{BASES, HOME_TYPES, YES_NO, words_of};
use super::dataset::{LOGS, TABLES};
use super::{demand_layers, links, roads};
use crate::domain::{AppraisalKind, Partner, RiskKind, Standing, Status};

/// A table of a dataset.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableShape {
    /// Its file; in a workbook its sheet goes by the same name without the ending.
    pub file: &'static str,
    /// What a row is, with its article, as in "an area".
    pub noun: &'static str,
    /// What is taken where the table is left out, if it may be.
    pub left_out: Option<&'static str>,
    /// Its columns.
    pub columns: Vec<ColumnShape>,
}

/// A column of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ColumnShape {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub holds: Holds,
    /// What is taken where the column is left out, if it may be.
    pub left_out: Option<&'static str>,
}

/// What the cells of a column hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Holds {
    /// One of these words.
    OneOf(Vec<&'static str>),
    /// An id that no other row has.
    Id,
    /// An id of this table.
    IdOf(&'static str),
    /// Whole pounds.
    Pounds,
    /// A financial year.
    Year,
    /// A whole number.
    Whole,
    /// Words.
    Text,
}

impl Holds {
    /// What it is, in words.
    #[must_use]
    pub fn words(&self) -> String {
        match self {
            Self::OneOf(words) => words.join(", "),
            Self::Id => "an id".to_owned(),
            Self::IdOf(file) => format!("an id of {file}"),
            Self::Pounds => "whole pounds".to_owned(),
            Self::Year => "a financial year".to_owned(),
            Self::Whole => "a whole number".to_owned(),
            Self::Text => "words".to_owned(),
        }
    }
}

/// The tables of a dataset; those of roads last.
#[must_use]
pub fn shapes() -> Vec<TableShape> {
    let formats = TABLES.into_iter().chain(LOGS).chain([&roads::NODES, &roads::EDGES]);
    let shape = |format: &'static super::format::Format| {
        let column = |name: &&'static str| {
            let unsaid = unsaid(name);
            let optional = format.optional.contains(name).then_some(unsaid);
            let left_out = format.default_of(name).map(|default| default.words).or(optional);
            ColumnShape { name, holds: holds(format.file, name), left_out }
        };
        let left_out = super::left_out::default_of(format.file);
        TableShape {
            file: format.file,
            noun: format.noun,
            left_out,
            columns: format.columns.iter().map(column).collect(),
        }
    };
    formats.map(shape).collect()
}

/// What is taken where an optional column is left out.
fn unsaid(column: &str) -> &'static str {
    match column {
        "year" => "every row holds in every year",
        "closed_from" | "closed_to" => "no home closes for works",
        "partner" | "partner_gbp" | "partner_places" => "no partner joins",
        _ => "it is not known",
    }
}

/// The columns that hold the id of their own row.
const OWN: [(&str, &str); 7] = [
    ("areas.csv", "area"),
    ("care_types.csv", "care_type"),
    ("lines.csv", "line"),
    ("homes.csv", "home"),
    ("projects.csv", "project"),
    ("assumptions.csv", "id"),
    ("road_nodes.csv", "node"),
];

/// What a column holds.
fn holds(file: &str, column: &str) -> Holds {
    match (file, column) {
        own_id if OWN.contains(&own_id) => Holds::Id,
        ("options.csv" | "spend.csv", "option") | ("links.csv", "link") | ("groups.csv", "group") => Holds::Id,
        ("road_edges.csv", "from" | "to") => Holds::IdOf("road_nodes.csv"),
        ("assumptions.csv", _) | (_, "published_done_by") => Holds::Text,
        (_, "area") => Holds::IdOf("areas.csv"),
        (_, "care_type") => Holds::IdOf("care_types.csv"),
        (_, "line") => Holds::IdOf("lines.csv"),
        (_, "home") => Holds::IdOf("homes.csv"),
        (_, "project") | ("links.csv", "other") => Holds::IdOf("projects.csv"),
        (_, "partner") => Holds::OneOf(Partner::ALL.map(Partner::word).to_vec()),
        (_, "planned") => Holds::OneOf(words_of(YES_NO)),
        (_, "basis") | ("sources.csv", "kind") => Holds::OneOf(words_of(BASES)),
        (_, "home_type") => Holds::OneOf(words_of(HOME_TYPES)),
        ("dataset.csv", "status") => Holds::OneOf(Standing::ALL.map(Standing::word).to_vec()),
        (_, "status") => Holds::OneOf(Status::ALL.map(Status::word).to_vec()),
        ("demand_layers.csv", "effect") => Holds::OneOf(words_of(demand_layers::EFFECTS)),
        ("links.csv", "kind") => Holds::OneOf(words_of(links::KINDS)),
        ("appraisal.csv", "parameter") => Holds::OneOf(words_of(AppraisalKind::ALL)),
        (_, "risk") => Holds::OneOf(RiskKind::WORDS.to_vec()),
        (_, "starts" | "opens" | "year" | "at_risk_from" | "closed_from" | "closed_to") => Holds::Year,
        (_, money) if money.ends_with("_gbp") => Holds::Pounds,
        (
            _,
            "row" | "children" | "places" | "partner_places" | "places_at_risk" | "protected" | "improved" | "easting"
            | "northing" | "metres",
        ) => Holds::Whole,
        (_, number) if number.starts_with("additional_") || number.starts_with("published_") => Holds::Whole,
        (_, percent) if percent.ends_with("_percent") => Holds::Whole,
        _ => Holds::Text,
    }
}
