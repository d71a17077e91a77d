//! A run in the layout of DfE's explore education statistics: tidy data files, each with its `.meta.csv`, and guidance.
//!
//! The layout is that of the open data standards of DfE's analysts' guide: snake-case columns of time and place, then
//! filters, then indicators; one row for each of their combinations; no blank indicator. Where there is no number there
//! is a symbol: `z` not applicable, `x` not available, `c` confidential.

mod codes;
mod data;
mod guidance;
mod need;
mod spend;
mod suppress;

use super::run::Run;
use codes::Codes;

/// Not applicable.
const NOT_APPLICABLE: &str = "z";
/// Not available: it is not known.
const NOT_AVAILABLE: &str = "x";
/// Confidential: of so few children that they could be known.
const CONFIDENTIAL: &str = "c";

/// The files of a run in that layout, by name: data, and what is said of their columns.
///
/// What is said of the children of an authority is confidential where there are some and fewer than `fewest`, and of as
/// many others as keep that from being worked out. With 1 or 0 nothing is.
///
/// # Errors
///
/// Says which authorities or regions of the dataset have no code there.
pub fn ees_files(run: &Run<'_>, fewest: u32) -> Result<Vec<(String, Vec<u8>)>, String> {
    let codes = Codes::of(run.question.instance)?;
    let data = [
        need::places_by_area(run, &codes, fewest),
        spend::capital_by_year(run, &codes),
        spend::programme_lines(run, &codes),
    ];
    Ok(data.iter().flat_map(data::Data::files).chain([guidance::guidance(run)]).collect())
}
