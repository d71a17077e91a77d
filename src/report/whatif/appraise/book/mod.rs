//! An appraisal as a workbook whose totals are live formulas, and come to the same pence.
//!
//! ```text
//! Parameters, Optimism --> Case_terms, Line_terms --> Factors, Spend --> Projects_low, _central, _high --> Results --> Checks
//! ```

mod given;
mod projects;
mod results;
mod terms;

use super::{Appraisal, CASES, CAVEAT, left_out};
use crate::report::workbook::{Cover, live};

/// The workbook. Of the same appraisal the bytes are the same.
#[must_use]
pub fn book(appraisal: &Appraisal<'_>) -> Vec<u8> {
    let sentences = [
        CAVEAT,
        "Present values are in the prices of price-year, as of base-year: both are on the sheet Parameters.",
        CASES,
    ];
    let notes = [
        "Every total is a live formula: with another figure on the sheets Parameters, Optimism or Spend, or of a project, all \
         of Results follows, but for the payback and the switching values, which are those of the run.",
        "Each project's present values are rounded to the penny, and lines, regions and the whole are their sums.",
        "What a better home, or one nearer to family, is worth to a child has no price here.",
    ];
    let cover = Cover {
        title: format!("What it is worth: {}", appraisal.run.question.model.title),
        sentences: sentences.map(str::to_owned).into(),
        notes: notes.into_iter().chain(left_out(appraisal.run)).map(str::to_owned).collect(),
    };
    let mut sheets = vec![results::results(appraisal), results::checks(appraisal)];
    sheets.extend([given::parameters(appraisal), given::optimism(appraisal), results::switching(appraisal)]);
    sheets.extend(appraisal.cases.iter().map(|case| projects::sheet(appraisal, case)));
    sheets.extend([terms::of_cases(appraisal), terms::of_lines(appraisal)]);
    sheets.extend([given::factors(appraisal), given::spend(appraisal)]);
    live(&cover, &sheets)
}
