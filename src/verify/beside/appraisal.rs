//! An appraisal beside a run, worked out again from the plan and the inputs.

use std::collections::BTreeMap;
use std::path::Path;

use crate::case::Case;
use crate::read::{Mistake, Mistakes};
use crate::report::run::Run;
use crate::report::whatif::appraise::{Appraisal, book, tables};
use crate::runs::{APPRAISAL, APPRAISAL_BOOK};
use crate::verify::Difference;
use crate::verify::compare::differences;
use crate::verify::workbooks::of_workbook;
use crate::whatif::appraise::appraise;

/// Where the appraisal in `folder` states what does not follow, and the names of its files; nothing where there is none.
/// Nothing of it is taken as stated: every number follows from the plan and the inputs.
///
/// # Errors
///
/// If a file of it cannot be read, or the plan cannot be appraised with the inputs as they are.
pub(in crate::verify) fn read_appraisal(
    folder: &Path,
    case: &Case,
    run: &Run<'_>,
) -> Result<(Vec<Difference>, Vec<String>), Mistakes> {
    if !folder.join(APPRAISAL).is_file() {
        return Ok((Vec::new(), Vec::new()));
    }
    let dataset = &case.dataset;
    let cases = appraise(&dataset.instance, run.plan, &dataset.appraisal, &dataset.risks).map_err(|none| {
        let why = format!("with the inputs as they are, there is no appraisal of this plan: {none}");
        Mistakes::from(Mistake::of_file(&folder.join(APPRAISAL), &why))
    })?;
    let appraisal = Appraisal { run, parameters: &dataset.appraisal, risks: &dataset.risks, cases: &cases };
    let follow = tables(&appraisal).into_iter().map(|table| (format!("{}.csv", table.name), table.to_csv()));
    let follow: BTreeMap<String, Vec<u8>> = follow.collect();
    let mut found = differences(folder, &follow)?;
    let mut files: Vec<String> = follow.into_keys().collect();
    if folder.join(APPRAISAL_BOOK).is_file() {
        files.push(APPRAISAL_BOOK.to_owned());
        if found.is_empty() {
            found.extend(of_workbook(folder, APPRAISAL_BOOK, book(&appraisal))?);
        }
    }
    Ok((found, files))
}
