//! Workbooks, which are made once what they are of is written: should one not come about, nothing that was found is lost.

use std::path::Path;

use super::exit::{Exit, faults};
use super::room;
use super::say::warn;
use crate::runs::write_folder;

/// Files by name.
pub(super) type Files = Vec<(String, Vec<u8>)>;

/// Writes `files` into `folder`, and then, where workbooks are asked for, the same with these beside them. Says how the
/// program is to end where the workbooks could not be had; the files are then there without them.
pub(super) fn write_with(
    folder: &Path,
    files: Files,
    books: Option<impl FnOnce() -> Result<Files, Exit>>,
) -> Result<Option<Exit>, Exit> {
    write_folder(folder, &files)?;
    let Some(books) = books else { return Ok(None) };
    let books = room::for_a_workbook().and_then(|()| faults(books));
    let all = books.map(|books| files.into_iter().chain(books).collect::<Files>());
    let done = all.and_then(|all| Ok(write_folder(folder, &all)?));
    Ok(done.err().map(|exit| {
        let (_, why) = exit.parts();
        warn(&format!("{} is written without its workbooks", folder.display()));
        Exit::Workbook(format!("no workbook could be made: {}", why.unwrap_or_default()))
    }))
}
