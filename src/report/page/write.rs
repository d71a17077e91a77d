//! A page on the disk, written whole or not at all.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use crate::bytes::{self, Unread};
use crate::runs::{NotWritten, in_words, put_file};

/// By this a page is known to be one of ours, near its beginning.
const OURS: &str = "<meta name=\"generator\" content=\"placewell ";

/// How far into a page its generator is looked for, in bytes.
const BEGINNING: u64 = 4_096;

/// Writes a page to `file`, in the place of an older page but of nothing else.
///
/// # Errors
///
/// If something else is there, or the disk does not take the page.
pub fn write_page(file: &Path, page: &str) -> Result<(), NotWritten> {
    let not_written = |why: String| NotWritten { folder: file.to_owned(), why };
    replaceable(file).map_err(not_written)?;
    put_file(file, page.as_bytes())
}

/// Why what is there may not be replaced, if it may not.
fn replaceable(file: &Path) -> Result<(), String> {
    let about = match fs::symlink_metadata(file) {
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(in_words(&error)),
        Ok(about) => about,
    };
    if !about.is_file() {
        let what = if about.is_dir() { "a folder" } else { "a link or a device" };
        return Err(format!("this is {what}, and should be a file; name another"));
    }
    let beginning = bytes::beginning(file, BEGINNING).map_err(|unread| match unread {
        Unread::Failed(error) => in_words(&error),
        other => other.to_string(),
    })?;
    let is_ours = beginning.is_empty() || String::from_utf8_lossy(&beginning).contains(OURS);
    if is_ours { Ok(()) } else { Err("this file is not a page of placewell; name another".to_owned()) }
}
