//! `options.csv`: the ways to do each project.

use std::collections::BTreeMap;

use super::care_types::CareTypes;
use super::format::{Default, Format, Tolerance};
use super::keys::Keys;
use super::projects::Projects;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{
    FinancialYear, Index, Joint, Money, OptionId, Partner, PlaceRange, Places, Project, ProjectOption,
};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "options.csv",
    noun: "an option",
    columns: &[
        "project",
        "option",
        "scope",
        "care_type",
        "starts",
        "opens",
        "dfe_cost_gbp",
        "match_gbp",
        "additional_low",
        "additional_likely",
        "additional_high",
        "protected",
        "improved",
        "planned",
        "closed_from",
        "closed_to",
        "partner",
        "partner_gbp",
        "partner_places",
    ],
    optional: &["closed_from", "closed_to", "partner", "partner_gbp", "partner_places"],
    defaults: &[
        Default::this("scope", "as bid", "what is built is not stated"),
        Default::this("match_gbp", "0", "nothing is met locally"),
        Default::of("additional_low", "additional_likely", "as many places as are likely are sure"),
        Default::of("additional_high", "additional_likely", "no more places than are likely may come"),
        Default::this("protected", "0", "no option protects places"),
        Default::this("improved", "0", "no option improves places"),
        Default::this("planned", "no", "no option is in a published plan"),
    ],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// The options read.
pub(super) struct Options<'f> {
    /// The table, for whoever finds a mistake in it later.
    pub table: Table<'f>,
    /// The option ids of each project as written, also those of rows with mistakes.
    pub keys: BTreeMap<String, Keys<ProjectOption, OptionId>>,
    /// Whether every option could be told, so that one that is not in `keys` is known not to be.
    pub names_all: bool,
    /// The options without mistakes, by project and option as written, each with its line; without their spend.
    pub rows: BTreeMap<(String, String), (u64, ProjectOption)>,
}

/// Reads the options.
pub(super) fn read<'f>(table: Table<'f>, projects: &Projects, care_types: &CareTypes) -> Options<'f> {
    let keys = keys(&table);
    let (mut rows, mut seen) = (BTreeMap::new(), Seen::default());
    let mut names_all = table.shows_all(&["project", "option"]) && table.lost_rows().next().is_none();
    for row in table.rows() {
        let [project, option] = ["project", "option"].map(|column| row.written(column).to_owned());
        let ids = ids(&row, &mut seen, projects);
        names_all &= ids.is_ok();
        if let Ok(read) = read_row(&row, ids, care_types) {
            rows.insert((project, option), (row.line(), read));
        }
    }
    Options { table, keys, names_all, rows }
}

/// The option ids of each project.
fn keys(table: &Table) -> BTreeMap<String, Keys<ProjectOption, OptionId>> {
    let mut options: BTreeMap<String, BTreeMap<String, u64>> = BTreeMap::new();
    for row in table.every_row() {
        let own = options.entry(row.written("project").to_owned()).or_default();
        own.entry(row.written("option").to_owned()).or_insert(row.line());
    }
    let named = |(project, own)| {
        let keys = Keys::known(&format!("the options of `{project}`"), own);
        (project, keys)
    };
    options.into_iter().map(named).collect()
}

/// The project and the id of an option, which no other row has.
fn ids(row: &Row, seen: &mut Seen, projects: &Projects) -> Result<(Index<Project>, OptionId), Noted> {
    let project = row.find("project", &projects.keys);
    let id = row.read::<OptionId>("option");
    let (project, id) = (project?, id?);
    seen.meet(row, "option", &format!("{}, {id}", row.written("project"))).map(|()| (project, id))
}

/// An option, without its spend.
fn read_row(
    row: &Row,
    ids: Result<(Index<Project>, OptionId), Noted>,
    care_types: &CareTypes,
) -> Result<ProjectOption, Noted> {
    let scope = row.text("scope");
    let care_type = row.find("care_type", &care_types.keys);
    let years = years(row);
    let cost = row.read::<Money>("dfe_cost_gbp");
    let local_match = row.read::<Money>("match_gbp");
    let additional = additional(row);
    let protected = row.read::<Places>("protected");
    let improved = row.read::<Places>("improved");
    let planned = row.is_yes("planned");
    let (closed, joint) = (closed(row), joint(row));
    let (project, id) = ids?;
    let (starts, opens) = years?;
    let closed = closed?;
    if let Some((_, last)) = closed.filter(|(_, last)| *last >= opens) {
        return Err(row.say("closed_to", &format!("`{last}` is not before its places open, in {opens}")));
    }
    Ok(ProjectOption {
        project,
        id,
        scope: scope?,
        care_type: care_type?,
        starts,
        opens,
        cost: cost?,
        local_match: local_match?,
        additional: additional?,
        protected: protected?,
        improved: improved?,
        planned: planned?,
        closed,
        joint: joint?,
        spend: Vec::new(),
    })
}

/// The years in which it starts and opens.
fn years(row: &Row) -> Result<(FinancialYear, FinancialYear), Noted> {
    let [starts, opens] = ["starts", "opens"].map(|column| row.read::<FinancialYear>(column));
    let (starts, opens) = (starts?, opens?);
    if opens < starts {
        return Err(row.say("opens", &format!("`{opens}` is before it starts, in {starts}")));
    }
    Ok((starts, opens))
}

/// The first and the last year at whose end its home is closed for the works.
fn closed(row: &Row) -> Result<Option<(FinancialYear, FinancialYear)>, Noted> {
    let [from, to] = ["closed_from", "closed_to"].map(|column| row.read_if_there::<FinancialYear>(column));
    match (from?, to?) {
        (None, None) => Ok(None),
        (Some(from), Some(to)) if from <= to => Ok(Some((from, to))),
        (Some(from), Some(to)) => Err(row.say("closed_to", &format!("`{to}` is before it closes, in {from}"))),
        (Some(_), None) => Err(row.say("closed_to", "this cell is blank, and `closed_from` is not")),
        (None, Some(_)) => Err(row.say("closed_from", "this cell is blank, and `closed_to` is not")),
    }
}

/// The partner who builds with the department, if one does.
fn joint(row: &Row) -> Result<Option<Joint>, Noted> {
    let partner = row.read_if_there::<Partner>("partner");
    let pays = row.read_if_there::<Money>("partner_gbp");
    let places = row.read_if_there::<Places>("partner_places");
    let (partner, pays, places) = (partner?, pays?.unwrap_or(Money::ZERO), places?.unwrap_or(Places::ZERO));
    match partner {
        Some(partner) => Ok(Some(Joint { partner, pays, places })),
        None if pays > Money::ZERO || places > Places::ZERO => {
            Err(row.say("partner", "this cell is blank, and a partner pays or has places here"))
        }
        None => Ok(None),
    }
}

/// The places it adds.
fn additional(row: &Row) -> Result<PlaceRange, Noted> {
    let [low, likely, high] =
        ["additional_low", "additional_likely", "additional_high"].map(|column| row.read::<Places>(column));
    let (low, likely, high) = (low?, likely?, high?);
    PlaceRange::new(low, likely, high).ok_or_else(|| {
        row.say("additional_low", &format!("{low}, {likely} and {high} should be in order: low, likely, high"))
    })
}
