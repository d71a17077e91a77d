//! A folder of files, written whole or not at all.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};

use super::files::FILES;

/// The file by which a folder is known to be a run of ours.
const MANIFEST: &str = "run.json";

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
/// They are written into a folder beside it, which takes its place once all of them are on the disk. What is there
/// already is replaced only if it is an empty folder or a run: a folder with a `run.json` of ours and nothing in it
/// but what is named in [`FILES`] or `files`.
///
/// # Errors
///
/// If the folder holds anything else, or the disk does not take the files.
pub fn write_folder(folder: &Path, files: &[(String, Vec<u8>)]) -> Result<(), NotWritten> {
    let not_written = |why: String| NotWritten { folder: folder.to_owned(), why };
    let names: Vec<&str> = files.iter().map(|(name, _)| name.as_str()).chain(FILES).collect();
    let old = replaceable(folder, &names).map_err(not_written)?;
    swap_in(folder, files, old).map_err(|error| not_written(in_words(&error)))
}

/// What stands where the folder is to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Old {
    Nothing,
    Folder,
}

/// What is there, or why it may not be replaced.
fn replaceable(folder: &Path, names: &[&str]) -> Result<Old, String> {
    let about = match fs::symlink_metadata(folder) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Old::Nothing),
        Err(error) => return Err(in_words(&error)),
        Ok(about) => about,
    };
    if !about.is_dir() {
        let what = if about.is_symlink() { "a link" } else { "a file" };
        return Err(format!("this is {what}, and should be a folder; name another"));
    }
    let mut holds = Vec::new();
    for entry in fs::read_dir(folder).map_err(|error| in_words(&error))? {
        let entry = entry.map_err(|error| in_words(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        if !names.contains(&name.as_str()) || entry.path().is_dir() {
            return Err(format!("this folder holds `{name}`, which is not of a run; name another folder"));
        }
        holds.push(name);
    }
    if holds.is_empty() || is_a_run(&folder.join(MANIFEST)) {
        return Ok(Old::Folder);
    }
    Err(format!("this folder holds files but no {MANIFEST} of placewell; name another folder"))
}

/// Whether a manifest is one of ours.
fn is_a_run(manifest: &Path) -> bool {
    let json = fs::read(manifest).ok().and_then(|bytes| serde_json::from_slice::<serde_json::Value>(&bytes).ok());
    json.is_some_and(|json| json["tool"]["name"] == env!("CARGO_PKG_NAME"))
}

/// Writes the files beside the folder and puts them in its place. Between the two renames there is a moment without a
/// folder; should the second fail, the old one is put back.
fn swap_in(folder: &Path, files: &[(String, Vec<u8>)], old: Old) -> io::Result<()> {
    let parent = folder.parent().filter(|parent| !parent.as_os_str().is_empty()).unwrap_or(Path::new("."));
    fs::create_dir_all(parent)?;
    let beside = tempfile::Builder::new().prefix(".placewell-").tempdir_in(parent)?;
    // Made by ordinary means within the private one, so that the run has the permissions the user's files have.
    let (new, aside) = (beside.path().join("new"), beside.path().join("old"));
    fs::create_dir(&new)?;
    for (name, bytes) in files {
        let mut file = File::create_new(new.join(name))?;
        file.write_all(bytes)?;
        file.sync_all()?;
    }
    sync_folder(&new);
    if old == Old::Folder {
        fs::rename(folder, &aside)?;
    }
    if let Err(error) = fs::rename(&new, folder) {
        if old == Old::Folder {
            fs::rename(&aside, folder)?;
        }
        return Err(error);
    }
    sync_folder(parent);
    Ok(())
}

/// Sees to it that the names in a folder are on the disk, on systems that can say so; those that cannot do it unasked.
fn sync_folder(folder: &Path) {
    File::open(folder).and_then(|folder| folder.sync_all()).ok();
}

/// What went wrong, and what to do.
fn in_words(error: &io::Error) -> String {
    let why = match error.kind() {
        ErrorKind::PermissionDenied => "this may not be written: permission was denied",
        ErrorKind::ReadOnlyFilesystem => "this may not be written: the disk is read-only",
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => "this could not be written: the disk is full",
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
