//! A folder of files, written whole or not at all.

use std::fs;
use std::io::{self, ErrorKind};
use std::path::{Path, PathBuf};

use super::names::{BESIDE, FILES, TOGETHER, WORKBOOKS};
use super::staging::{FolderLock, Old, StagingFolder, may_be_written, sync_folder};
use crate::bytes;
use crate::read::MANIFEST;

/// The most bytes of a manifest.
const LARGEST: u64 = 64 << 20;

/// Why a folder was not written. What was there before is still there.
#[derive(Debug, thiserror::Error)]
#[error("{}: {why}", .folder.display())]
pub struct NotWritten {
    /// The folder, as the user named it.
    pub folder: PathBuf,
    /// Why.
    pub why: String,
}

/// Writes `files`, by name, into `folder`.
///
/// They are written into a folder beside it, which takes its place once all of them are on the disk: whenever this is
/// interrupted, what is there is the old run or the new one, whole. Of two runs into one folder the one that ends last
/// stays. What is there already is replaced only if it is an empty folder or a run: a folder with a `run.json` of ours
/// and nothing in it but what is named in [`FILES`], [`TOGETHER`], [`WORKBOOKS`], [`BESIDE`] or `files`.
///
/// # Errors
///
/// If the folder holds anything else, or the disk does not take the files.
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), NotWritten> {
    let names = with_own(files.iter().map(|(name, _)| name.as_str()));
    put_folder(folder, files, || replaceable(folder, &names))
}

/// Writes `files`, by name, into a new or an empty folder, whole or not at all; a name may lead into folders of it.
///
/// # Errors
///
/// If the folder holds anything, or the disk does not take the files.
pub fn write_fresh(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), NotWritten> {
    put_folder(folder, files, || vacant(folder))
}

/// Writes `files`, by name, and puts them in the place of what is there, if that may be `replaced`.
fn put_folder(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    replaced: impl Fn() -> Result<Old, String>,
) -> Result<(), NotWritten> {
    let not_written = |why: String| NotWritten { folder: folder.to_owned(), why };
    replaced().map_err(not_written)?;
    let failed = |error: io::Error| not_written(in_words(&error));
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let staging = StagingFolder::open(parent).map_err(failed)?;
    staging.write(files).map_err(failed)?;
    let _lock_of_folder = FolderLock::take(parent).map_err(failed)?;
    // Asked again, for another run may have been put there since.
    let old = replaced().map_err(not_written)?;
    staging.put(folder, old).map_err(failed)?;
    sync_folder(parent);
    Ok(())
}

/// Puts `files`, by name, into a folder beside all else that it holds, whole or not at all, if `check` finds nothing wrong
/// with the folder as it will be; what that returns.
///
/// The folder is copied, changed and checked out of sight, and the copy then takes its place.
///
/// # Errors
///
/// What `check` finds; or if the folder holds what is neither a file nor a folder, was changed meanwhile, or the disk does
/// not take the copy.
pub fn put_into<T, E: From<NotWritten>>(
    folder: &Path,
    files: &[(String, Vec<u8>)],
    check: impl FnOnce(&Path) -> Result<T, E>,
) -> Result<T, E> {
    let not_written = |why: String| NotWritten { folder: folder.to_owned(), why };
    let failed = |error: io::Error| not_written(in_words(&error));
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let held = held(folder).map_err(failed)?;
    let staging = StagingFolder::open(parent).map_err(failed)?;
    let unchanged = held.iter().filter(|(name, _)| !files.iter().any(|(own, _)| own == name)).cloned();
    let all: Vec<(String, Vec<u8>)> = unchanged.chain(files.iter().cloned()).collect();
    staging.write(&all).map_err(failed)?;
    let checked = check(&staging.made())?;
    let _lock_of_folder = FolderLock::take(parent).map_err(failed)?;
    if self::held(folder).map_err(failed)? != held {
        return Err(not_written("this folder was changed while it was being used; begin anew".to_owned()).into());
    }
    staging.put(folder, Old::Folder).map_err(failed)?;
    sync_folder(parent);
    Ok(checked)
}

/// The files that a folder holds, also in folders of it, by name.
fn held(folder: &Path) -> io::Result<Vec<(String, Vec<u8>)>> {
    let (mut files, mut folders) = (Vec::new(), vec![(String::new(), folder.to_owned())]);
    while let Some((before, within)) = folders.pop() {
        for entry in fs::read_dir(&within)? {
            let entry = entry?;
            let odd = |why: &str| io::Error::other(format!("it holds `{}`, {why}", entry.path().display()));
            let name = entry.file_name().into_string().map_err(|_| odd("whose name is not text"))?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push((format!("{before}{name}/"), entry.path()));
            } else if kind.is_file() {
                let bytes = bytes::read(&entry.path(), LARGEST).map_err(|unread| odd(&unread.to_string()))?;
                files.push((format!("{before}{name}"), bytes));
            } else {
                return Err(odd("which is neither a file nor a folder"));
            }
        }
    }
    files.sort();
    Ok(files)
}

/// Refuses a folder to which files of these names could not be written now: what takes long to find should not come to
/// nothing in the end.
///
/// # Errors
///
/// As [`write_folder`], but that the disk may be full by then.
pub fn writable(folder: &Path, names: &[&str]) -> Result<(), NotWritten> {
    let not_written = |why: String| NotWritten { folder: folder.to_owned(), why };
    replaceable(folder, &with_own(names.iter().copied())).map_err(not_written)?;
    let above =
        folder.ancestors().skip(1).map(|above| if above.as_os_str().is_empty() { Path::new(".") } else { above });
    let there = above.into_iter().find(|above| fs::symlink_metadata(above).is_ok());
    there.map_or(Ok(()), may_be_written).map_err(|error| not_written(in_words(&error)))
}

/// Writes `files`, by name, into `folder`, whole or not at all. Nothing that is there is replaced: it may have been
/// edited since. If all of it is there already, it is done.
///
/// # Errors
///
/// If the folder holds anything else, or the disk does not take the files.
pub fn write_export(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), NotWritten> {
    let not_written = |why: String| NotWritten { folder: folder.to_owned(), why };
    let Ok(mut held) = fs::read_dir(folder) else { return write_folder(folder, files) };
    if held.next().is_none() {
        return write_folder(folder, files);
    }
    let is_there = |(name, bytes): &(String, Vec<u8>)| bytes::holds(&folder.join(name), bytes);
    if files.iter().all(is_there) {
        return Ok(());
    }
    Err(not_written("this folder holds files already; name a new or an empty one with --out".to_owned()))
}

/// Writes a file, whole or not at all, in the place of whatever is there.
pub(crate) fn put_file(file: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
    let not_written = |why: String| NotWritten { folder: file.to_owned(), why };
    let failed = |error: io::Error| not_written(in_words(&error));
    let parent = file.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let name = file.file_name().ok_or_else(|| not_written("this names no file".to_owned()))?;
    let name = name.to_str().ok_or_else(|| not_written("the name of this file is not text".to_owned()))?;
    let staging = StagingFolder::open(parent).map_err(failed)?;
    staging.write(&[(name.to_owned(), bytes.to_vec())]).map_err(failed)?;
    staging.put_file(name, file).map_err(failed)
}

/// Writes a file, whole or not at all. Nothing that is there is replaced: it may have been edited since.
///
/// # Errors
///
/// If anything else is there, or the disk does not take the file.
pub fn write_new(file: &Path, bytes: &[u8]) -> Result<(), NotWritten> {
    if bytes::holds(file, bytes) {
        return Ok(());
    }
    if fs::symlink_metadata(file).is_ok() {
        let why = "there is something else here already; name another file".to_owned();
        return Err(NotWritten { folder: file.to_owned(), why });
    }
    put_file(file, bytes)
}

/// Whether a folder is there, or why what is there is none.
fn there(folder: &Path) -> Result<Old, String> {
    let about = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Old::Nothing),
        Err(error) => return Err(in_words(&error)),
        Ok(about) => about,
    };
    if about.is_dir() {
        return Ok(Old::Folder);
    }
    let what = if about.is_symlink() { "a link" } else { "a file" };
    Err(format!("this is {what}, and should be a folder; name another"))
}

/// What is there, if nothing is in it.
fn vacant(folder: &Path) -> Result<Old, String> {
    let old = there(folder)?;
    let held = if old == Old::Folder { fs::read_dir(folder).map_err(|error| in_words(&error))?.next() } else { None };
    let Some(held) = held else { return Ok(old) };
    let held = held.map_err(|error| in_words(&error))?.file_name();
    Err(format!("this folder holds `{}` already; name a new or an empty one", held.to_string_lossy()))
}

/// What is there, or why it may not be replaced.
fn replaceable(folder: &Path, names: &[&str]) -> Result<Old, String> {
    if there(folder)? == Old::Nothing {
        return Ok(Old::Nothing);
    }
    let (mut holds, mut strays) = (Vec::new(), Vec::new());
    for entry in fs::read_dir(folder).map_err(|error| in_words(&error))? {
        let entry = entry.map_err(|error| in_words(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !names.contains(&name.as_str()) || entry.path().is_dir() {
            strays.push(name.clone());
        }
        holds.push(name);
    }
    // Of several the same is told whatever the order in which a disk lists them.
    if let Some(stray) = strays.into_iter().min() {
        return Err(format!("this folder holds `{stray}`, which is not of a run; name another folder"));
    }
    if holds.is_empty() || is_a_run(&folder.join(MANIFEST)) {
        return Ok(Old::Folder);
    }
    Err(format!("this folder holds files but no {MANIFEST} of placewell; name another folder"))
}

/// These names and those of the files of any run.
fn with_own<'a>(names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    names.chain(FILES).chain(TOGETHER).chain(WORKBOOKS).chain(BESIDE).collect()
}

/// Whether a manifest is one of ours.
fn is_a_run(manifest: &Path) -> bool {
    let json =
        bytes::read(manifest, LARGEST).ok().and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    json.is_some_and(|json| json["tool"]["name"] == env!("CARGO_PKG_NAME"))
}

/// What went wrong, and what to do.
pub(crate) fn in_words(error: &io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::PermissionDenied => "this may not be written: permission was denied",
        ErrorKind::ReadOnlyFilesystem => "this may not be written: the disk is read-only",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "this could not be written: the disk is full",
        ErrorKind::FileTooLarge => "this could not be written: no file may be so large here",
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists => "this cannot be a folder: part of the path is a file",
        _ => return format!("this could not be written: {error}"),
    };
    why.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_user_can_mend_is_said_in_words() {
        let said = |kind| in_words(&io::Error::from(kind));
        assert_eq!(said(ErrorKind::StorageFull), "this could not be written: the disk is full");
        assert_eq!(said(ErrorKind::ReadOnlyFilesystem), "this may not be written: the disk is read-only");
        assert_eq!(said(ErrorKind::PermissionDenied), "this may not be written: permission was denied");
    }
}
