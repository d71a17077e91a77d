//! The workbooks that lie in a run's folder beside what follows, cell by cell.

use std::collections::BTreeMap;
use std::path::Path;

use super::Difference;
use crate::read::{Mistakes, Workbook, read_bytes};

/// The most bytes of a workbook.
const LARGEST: u64 = 64 << 20;

/// Where the workbook of this name in `folder` says something else than the workbook that follows.
///
/// # Errors
///
/// If it cannot be read.
pub(super) fn of_workbook(folder: &Path, name: &str, follows: Vec<u8>) -> Result<Vec<Difference>, Mistakes> {
    let file = folder.join(name);
    let (bytes, _) = read_bytes(&file, LARGEST).map_err(Mistakes::from)?;
    if bytes == follows {
        return Ok(Vec::new());
    }
    let (mut there, mut wanted) = (Workbook::of_bytes(&file, bytes)?, Workbook::of_bytes(&file, follows)?);
    let found = |column: String, stated: &str, follows: &str| {
        let [stated, follows] = [stated, follows].map(str::to_owned);
        Difference { file: name.to_owned(), line: 0, column, stated, follows }
    };
    let (sheets, known) = (wanted.sheet_names(), there.sheet_names());
    let strange = known.iter().filter(|sheet| !sheets.contains(sheet));
    let mut differences: Vec<Difference> = strange.map(|sheet| found(sheet.clone(), "a sheet", "nothing")).collect();
    for sheet in sheets {
        if !known.contains(&sheet) {
            differences.push(found(sheet, "nothing", "a sheet"));
            continue;
        }
        let right = wanted.cells(&sheet).map_err(Mistakes::from)?;
        let stated: BTreeMap<String, String> = there.cells(&sheet).map_err(Mistakes::from)?.into_iter().collect();
        for (cell, follows) in &right {
            let stated = stated.get(cell).map_or("", String::as_str);
            if stated != follows {
                differences.push(found(format!("{sheet}!{cell}"), stated, follows));
            }
        }
        let right: BTreeMap<String, String> = right.into_iter().collect();
        let more = stated.iter().filter(|(cell, _)| !right.contains_key(*cell));
        differences.extend(more.map(|(cell, stated)| found(format!("{sheet}!{cell}"), stated, "")));
    }
    Ok(differences)
}
