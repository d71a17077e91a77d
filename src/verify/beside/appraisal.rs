//! An appraisal, worked out again from a plan and the inputs, beside what its folder says.

use std::path::Path;

use super::{ReadBack, differences, of_same_question};
use crate::case::Case;
use crate::read::{Mistake, Mistakes};
use crate::report::run::Run;
use crate::report::whatif::appraise::{Appraisal, book, tables};
use crate::runs::{APPRAISAL, APPRAISAL_BOOK, Rows, Stated, read_stated};
use crate::table::Table;
use crate::verify::workbooks::of_workbook;
use crate::whatif::appraise::appraise;

/// The appraisal in `folder`, of the plan of `run`, of which `stated` is the manifest.
///
/// # Errors
///
/// If there is none, it is of another question, a file of it cannot be read, or the plan cannot be appraised.
pub fn read_appraisal(
    folder: &Path,
    case: &Case,
    (stated, run): (&Stated, &Run<'_>),
) -> Result<ReadBack<Vec<Table>>, Mistakes> {
    if !folder.join(APPRAISAL).is_file() {
        let mistake = "this folder has none: give the one that `placewell appraise` wrote";
        return Err(Mistakes::from(Mistake::of_file(&folder.join(APPRAISAL), mistake)));
    }
    of_same_question(&read_stated(folder)?, case, stated)?;
    appraised(folder, case, run)
}

/// The same in the folder of the run itself: nothing of it is taken as stated, as every number follows from the plan and
/// the inputs.
///
/// # Errors
///
/// If a file of it cannot be read, or the plan cannot be appraised with the inputs as they are.
pub(in crate::verify) fn appraised(
    folder: &Path,
    case: &Case,
    run: &Run<'_>,
) -> Result<ReadBack<Vec<Table>>, Mistakes> {
    let dataset = &case.dataset;
    let cases = appraise(&dataset.instance, run.plan, &dataset.appraisal, &dataset.risks).map_err(|none| {
        let why = format!("with the inputs as they are, there is no appraisal of this plan: {none}");
        Mistakes::from(Mistake::of_file(&folder.join(APPRAISAL), &why))
    })?;
    let appraisal = Appraisal { run, parameters: &dataset.appraisal, risks: &dataset.risks, cases: &cases };
    let told = tables(&appraisal);
    let read = told.iter().map(|table| Rows::read(folder, table.name).map_err(Mistakes::from));
    let read: Vec<Rows> = read.collect::<Result<_, _>>()?;
    let mut found = differences(&read.iter().collect::<Vec<_>>(), &told);
    if folder.join(APPRAISAL_BOOK).is_file() && found.is_empty() {
        found.extend(of_workbook(folder, APPRAISAL_BOOK, book(&appraisal))?);
    }
    Ok(ReadBack { told, parsed: read.into_iter().map(|rows| rows.parsed).collect(), differences: found })
}
