//! `care_types.csv`: kinds of care.

use super::format::{Default, Format, Tolerance};
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{CareType, CareTypeId};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "care_types.csv",
    noun: "a care type",
    columns: &["care_type", "name"],
    optional: &[],
    defaults: &[Default::of("name", "care_type", "each goes by its id")],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// The care types read.
pub(super) type CareTypes<'f> = Sheet<'f, CareType, CareTypeId>;

/// Reads the care types.
pub(super) fn read(table: Table<'_>) -> CareTypes<'_> {
    Sheet::read(table, "care_type", |row, id| {
        let name = row.text("name");
        Ok(CareType { id: id?, name: name? })
    })
}
