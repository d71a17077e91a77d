//! Bytes and text of files, within limits.

use std::path::Path;

use sha2::{Digest, Sha256};

use super::Mistake;
use super::encoding::{self, Foreign};
use super::meant::begins_as_pdf;
use crate::bytes::{self, Unread};

/// The most bytes of a table: 16 MiB, a hundred times the largest of England's.
pub(super) const LARGEST: u64 = 16 << 20;

/// The most bytes of all files of a dataset: 24 MiB, forty times England's.
pub(super) const LARGEST_DATASET: u64 = 24 << 20;

/// What was read, by the digest of the very bytes that were parsed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Parsed {
    /// The name of the file within its dataset, or as the user named it.
    pub file: String,
    /// The SHA-256 digest, in hexadecimal.
    pub sha256: String,
    /// How many bytes there were.
    pub bytes: u64,
}

impl Parsed {
    /// The digest of `bytes`, read from what goes by the name of `file`.
    ///
    /// # Panics
    ///
    /// Never: a length in memory fits 64 bits.
    #[must_use]
    pub fn of(file: &Path, bytes: &[u8]) -> Self {
        let length = u64::try_from(bytes.len()).expect("a length in memory fits 64 bits");
        let sha256 = Sha256::digest(bytes).iter().fold(String::new(), |digits, byte| digits + &format!("{byte:02x}"));
        Self { file: file.display().to_string(), sha256, bytes: length }
    }
}

/// The bytes of a regular file of at most `most` bytes.
///
/// # Errors
///
/// If it is not there, cannot be read, is not a regular file or is larger.
pub fn read_bytes(file: &Path, most: u64) -> Result<(Vec<u8>, Parsed), Mistake> {
    let refused = |why: &str| Mistake::of_file(file, why);
    let looked = |why: &str| refused(&format!("{why}{}", looked_for(file)));
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => looked("there is no such file"),
        std::io::ErrorKind::PermissionDenied => looked("this file may not be read: permission was denied"),
        _ => refused(&format!("this file could not be read: {error}")),
    };
    let size = if most >> 20 > 0 { format!("{} MiB", most >> 20) } else { format!("{} KiB", most >> 10) };
    let bytes = bytes::read(file, most).map_err(|unread| match unread {
        Unread::Folder => refused("this is a folder, and should be a file"),
        Unread::Odd => refused("this is a pipe or a device, and should be a file"),
        Unread::TooLarge => refused(&format!("this file is larger than {size}")),
        Unread::Failed(error) => failed(error),
    })?;
    let parsed = Parsed::of(file, &bytes);
    Ok((bytes, parsed))
}

/// The end of a sentence that says where in the whole file system a path was looked for, if it does not say so itself.
pub(super) fn looked_for(path: &Path) -> String {
    let whole = std::path::absolute(path).ok().filter(|whole| whole != path);
    whole.map_or_else(String::new, |whole| format!(" (looked for {})", whole.display()))
}

/// The text of a regular file of at most `most` bytes, without its byte-order mark.
///
/// # Errors
///
/// As [`read_bytes`], and if it is not UTF-8.
pub fn read_text(file: &Path, most: u64) -> Result<(String, Parsed), Mistake> {
    let (bytes, parsed) = read_bytes(file, most)?;
    refuse_books(file, &bytes)?;
    let utf16 = [[0xFF, 0xFE], [0xFE, 0xFF]].iter().any(|mark| bytes.starts_with(mark));
    if utf16 || bytes.iter().take(1_000).any(|&byte| byte == 0) {
        return Err(Mistake::of_file(file, NO_TEXT));
    }
    match String::from_utf8(bytes) {
        Ok(text) => Ok((text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text), parsed)),
        Err(error) => Err(Foreign::first(&error).mistake(file)),
    }
}

/// What is said of text in UTF-16, and of what is none.
const NO_TEXT: &str = "this file is UTF-16 or not text; save it as UTF-8 (in Excel: CSV UTF-8)";

/// As [`read_text`], in whichever of the usual ways the text was written; and that way, with the line where it shows.
///
/// # Errors
///
/// As [`read_bytes`], and if it is not text, or may be text in more than one way.
pub(super) fn read_any_text(file: &Path, most: u64) -> Result<(encoding::Read, Parsed), Mistake> {
    let (bytes, parsed) = read_bytes(file, most)?;
    refuse_books(file, &bytes)?;
    let read = encoding::decoded(bytes).map_err(|foreign| match foreign {
        Some(foreign) => foreign.mistake(file),
        None => Mistake::of_file(file, NO_TEXT),
    })?;
    Ok((read, parsed))
}

/// Refuses PDFs, workbooks, archives and pages of the web, which are no text of a table.
fn refuse_books(file: &Path, bytes: &[u8]) -> Result<(), Mistake> {
    if begins_as_pdf(bytes) {
        let why = "this is a PDF, and no text can be read of it; save what it was made from as CSV UTF-8";
        return Err(Mistake::of_file(file, why));
    }
    // What an archive and an old file of an office program begin with.
    let book: [&[u8]; 2] = [b"PK\x03\x04", &[0xD0, 0xCF, 0x11, 0xE0]];
    if book.iter().any(|mark| bytes.starts_with(mark)) {
        let why = "this file is a workbook or an archive, and not text; save its sheet as CSV UTF-8";
        return Err(Mistake::of_file(file, why));
    }
    let is_page = bytes.trim_ascii_start().starts_with(b"<");
    if is_page && file.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("csv")) {
        let why = "this file is a web page or XML, and not a table; open it in a spreadsheet and save it as CSV UTF-8";
        return Err(Mistake::of_file(file, why));
    }
    Ok(())
}
