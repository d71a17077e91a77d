//! `assumptions.csv`: the log of assumptions.

use super::format::{Default, Format, Tolerance};
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{Id, Kind};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "assumptions.csv",
    noun: "an assumption",
    columns: &["id", "what", "value", "range", "basis", "owner", "effect"],
    optional: &[],
    defaults: &[
        Default::this("range", "not stated", "no range is stated"),
        Default::this("owner", "not stated", "nobody is named who answers for it"),
        Default::this("effect", "not stated", "no effect is stated"),
    ],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

/// The kind of an assumption's id.
#[derive(Debug)]
pub enum AssumptionKind {}

impl Kind for AssumptionKind {
    const WANTED: &'static str = "an assumption, such as secure-demand";
}

/// The id of an assumption.
pub type AssumptionId = Id<AssumptionKind>;

/// What is assumed, on what grounds and with what effect, as the Aqua Book asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assumption {
    /// The id.
    pub id: AssumptionId,
    /// What is assumed.
    pub what: String,
    /// The value taken.
    pub value: String,
    /// The range it may lie in.
    pub range: String,
    /// The grounds.
    pub basis: String,
    /// Who answers for it.
    pub owner: String,
    /// What it does to the answer.
    pub effect: String,
}

/// Reads the assumptions, in order of id.
pub(super) fn read(table: Table<'_>) -> Vec<Assumption> {
    let sheet: Sheet<Assumption, AssumptionId> = Sheet::read(table, "id", |row, id| {
        let [what, value, range, basis, owner, effect] =
            ["what", "value", "range", "basis", "owner", "effect"].map(|column| row.text(column));
        let (what, value, range) = (what?, value?, range?);
        Ok(Assumption { id: id?, what, value, range, basis: basis?, owner: owner?, effect: effect? })
    });
    sheet.into_rows()
}
