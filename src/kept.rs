//! A folder of what is kept from one command to the next.
//!
//! ```text
//! all that something depends on  ->  SHA-256  ->  FOLDER/<digest>.<kind>:  digest of the rest, the rest
//! ```
//!
//! A file is named by everything that it depends on, so whatever changes is found anew; and it begins with the digest of
//! what follows, so one that was cut short or changed is not believed. A digest keeps out accidents and not forgers, so a
//! folder that others can write to is refused. The folder may be deleted at any time.

use std::fmt::Write as _;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

/// A folder of what is kept.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, which is made if it is not there.
    ///
    /// # Errors
    ///
    /// When it cannot be made, is no folder, or others than its owner can write to it.
    pub fn open(path: &Path) -> io::Result<Self> {
        std::fs::create_dir_all(path)?;
        let about = std::fs::metadata(path)?;
        if !about.is_dir() {
            return Err(io::Error::other("it is not a folder"));
        }
        if can_be_written_by_others(&about) {
            return Err(io::Error::other(
                "others can write to it, and what is kept there is believed: take their right to write away",
            ));
        }
        Ok(Self { path: path.to_owned() })
    }

    /// What is kept under `key`; nothing if it is not there or is not whole.
    #[must_use]
    pub fn read(&self, key: &str, kind: &str) -> Option<String> {
        let text = std::fs::read_to_string(self.file(key, kind)).ok()?;
        let (stated, body) = text.split_once('\n')?;
        (digest(body.as_bytes()) == stated).then(|| body.to_owned())
    }

    /// Keeps `body` under `key`.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, key: &str, kind: &str, body: &str) -> io::Result<()> {
        let mut whole = NamedTempFile::new_in(&self.path)?;
        write!(whole, "{}\n{body}", digest(body.as_bytes()))?;
        whole.persist(self.file(key, kind))?;
        Ok(())
    }

    fn file(&self, key: &str, kind: &str) -> PathBuf {
        self.path.join(format!("{key}.{kind}"))
    }
}

/// The SHA-256 of `bytes`, in hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a text takes what is written to it");
        digits
    })
}

/// Whether others than its owner have the right to write.
#[cfg(unix)]
fn can_be_written_by_others(about: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::MetadataExt;
    about.mode() & 0o022 != 0
}

#[cfg(not(unix))]
fn can_be_written_by_others(_: &std::fs::Metadata) -> bool {
    false
}
