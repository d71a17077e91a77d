//! Files and folders, opened for reading: the only place that opens any.
//!
//! What goes by the name of a file may be a pipe, to open which is to wait for whoever writes to it, or a device that
//! never ends. So its kind and its size are asked first, and no more is read than was allowed.

#![deny(clippy::arithmetic_side_effects)]

use std::fs::{self, File};
use std::io::{self, BufReader, ErrorKind, Read};
use std::path::Path;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It is a folder.
    #[error("it is a folder, and should be a file")]
    Folder,
    /// It is a pipe, a device or the like.
    #[error("it is a pipe or a device, and should be a file")]
    Odd,
    /// It is larger than was allowed.
    #[error("it is larger than any such file")]
    TooLarge,
    /// The system did not let it be read.
    #[error("{0}")]
    Failed(#[from] io::Error),
}

/// The bytes of a regular file of at most `most` bytes.
///
/// # Errors
///
/// If it is not there, cannot be read, is not a regular file or is larger.
pub fn read(file: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    if regular(file)? > most {
        return Err(Unread::TooLarge);
    }
    // A file may grow while it is read, and some say that they are empty and are not.
    let bytes = beginning_of(file, most.saturating_add(1))?;
    if u64::try_from(bytes.len()).is_ok_and(|length| length <= most) { Ok(bytes) } else { Err(Unread::TooLarge) }
}

/// The first bytes of a regular file of any size, `most` of them.
///
/// # Errors
///
/// As [`read`], but for its size.
pub fn beginning(file: &Path, most: u64) -> Result<Vec<u8>, Unread> {
    regular(file)?;
    Ok(beginning_of(file, most)?)
}

/// A regular file of any size, to be read from its beginning.
///
/// # Errors
///
/// As [`read`], but for its size.
#[expect(clippy::disallowed_methods, reason = "its kind was asked before")]
pub fn stream(file: &Path) -> Result<BufReader<File>, Unread> {
    regular(file)?;
    Ok(BufReader::new(File::open(file)?))
}

/// Whether a regular file holds these bytes and no others.
#[must_use]
pub fn holds(file: &Path, bytes: &[u8]) -> bool {
    u64::try_from(bytes.len()).is_ok_and(|length| read(file, length).is_ok_and(|held| held == bytes))
}

/// A folder, to be locked or to have its names brought to the disk.
///
/// # Errors
///
/// If it is no folder, or cannot be opened.
#[expect(clippy::disallowed_methods, reason = "it is known to be a folder")]
pub fn folder(folder: &Path) -> io::Result<File> {
    if fs::metadata(folder)?.is_dir() { File::open(folder) } else { Err(ErrorKind::NotADirectory.into()) }
}

/// How many bytes a regular file says that it has.
fn regular(file: &Path) -> Result<u64, Unread> {
    let about = fs::metadata(file)?;
    if about.is_dir() {
        return Err(Unread::Folder);
    }
    if !about.is_file() {
        return Err(Unread::Odd);
    }
    Ok(about.len())
}

#[expect(clippy::disallowed_methods, reason = "its kind was asked before")]
fn beginning_of(file: &Path, most: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    File::open(file)?.take(most).read_to_end(&mut bytes)?;
    Ok(bytes)
}
