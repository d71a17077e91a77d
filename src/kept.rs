//! A folder of what is kept from one command to the next.
//!
//! ```text
//! all that something depends on  ->  SHA-256  ->  FOLDER/<digest>.<kind>:  digest of the name and the rest, the rest
//! ```
//!
//! A file is named by everything that it depends on, so whatever changes is found anew; and it begins with the digest of
//! its name and of what follows, so one that was cut short, changed or given another name is not believed. A digest keeps
//! out accidents and not forgers: whoever writes a file makes its digest too. So a folder, or a file, that anybody else
//! can write to is refused, whoever reads doubts what can be doubted at little cost, and whoever checks reads none. The
//! folder may be deleted at any time.

#![deny(clippy::arithmetic_side_effects)]

use std::fmt::Write as _;
use std::fs::{self, DirBuilder, Metadata};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use tempfile::NamedTempFile;

use crate::bytes;

/// The most bytes of a file: a hundred times those of England's distances.
const LARGEST: u64 = 64 << 20;

/// A folder of what is kept.
#[derive(Clone, Debug)]
pub struct Folder {
    path: PathBuf,
}

impl Folder {
    /// The folder at `path`, which is made if it is not there, for its owner alone.
    ///
    /// # Errors
    ///
    /// When it cannot be made, is no folder, or others than whoever asks can write to it.
    pub fn open(path: &Path) -> io::Result<Self> {
        if fs::metadata(path).is_ok_and(|about| !about.is_dir()) {
            return Err(io::Error::other("it is no folder; name another"));
        }
        for_its_owner().recursive(true).create(path)?;
        match whose(&fs::metadata(path)?) {
            Whose::Ours => Ok(Self { path: path.to_owned() }),
            Whose::Another => Err(io::Error::other("it belongs to another user, and what is kept there is believed")),
            Whose::Shared => Err(io::Error::other(
                "others, or the members of its group, can write to it, and what is kept there is believed: take their \
                 right to write away (chmod go-w), or name a folder that is not there yet, which is made for you alone",
            )),
        }
    }

    /// What is kept under `key`; nothing if it is not there, is not whole or may be from somebody else.
    #[must_use]
    pub fn read(&self, key: &str, kind: &str) -> Option<String> {
        let file = self.file(key, kind);
        if whose(&fs::metadata(&file).ok()?) != Whose::Ours {
            return None;
        }
        let text = String::from_utf8(bytes::read(&file, LARGEST).ok()?).ok()?;
        let (stated, body) = text.split_once('\n')?;
        (stamp(key, kind, body) == stated).then(|| body.to_owned())
    }

    /// Keeps `body` under `key`.
    ///
    /// # Errors
    ///
    /// When it cannot be written.
    pub fn write(&self, key: &str, kind: &str, body: &str) -> io::Result<()> {
        let mut whole = NamedTempFile::new_in(&self.path)?;
        write!(whole, "{}\n{body}", stamp(key, kind, body))?;
        whole.persist(self.file(key, kind))?;
        Ok(())
    }

    /// Takes all of a kind away. What stays is doubted again by whoever reads it.
    pub fn clear(&self, kind: &str) {
        let files = fs::read_dir(&self.path).into_iter().flatten().flatten().map(|entry| entry.path());
        for file in files.filter(|file| file.extension().is_some_and(|ending| ending == kind)) {
            fs::remove_file(file).ok();
        }
    }

    fn file(&self, key: &str, kind: &str) -> PathBuf {
        self.path.join(format!("{key}.{kind}"))
    }
}

/// The digest that a file begins with.
fn stamp(key: &str, kind: &str, body: &str) -> String {
    digest(format!("{key}.{kind}\n{body}").as_bytes())
}

/// The SHA-256 of `bytes`, in hexadecimal digits.
#[must_use]
pub fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().fold(String::new(), |mut digits, byte| {
        write!(digits, "{byte:02x}").expect("a text takes what is written to it");
        digits
    })
}

/// Who can write to a file or a folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Whose {
    /// Whoever runs the program, and nobody else.
    Ours,
    /// It belongs to another.
    Another,
    /// It is ours, and others can write to it. Who is in a group no file says, so a group of one counts as others too.
    Shared,
}

#[cfg(unix)]
fn whose(about: &Metadata) -> Whose {
    use std::os::unix::fs::MetadataExt;
    if about.mode() & 0o022 != 0 {
        Whose::Shared
    } else if is_of_another(about.uid()) {
        Whose::Another
    } else {
        Whose::Ours
    }
}

#[cfg(not(unix))]
fn whose(_: &Metadata) -> Whose {
    Whose::Ours
}

#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn is_of_another(owner: u32) -> bool {
    rustix::process::geteuid().as_raw() != owner
}

/// Other systems are not asked who we are.
#[cfg(all(unix, not(any(target_os = "linux", target_vendor = "apple"))))]
fn is_of_another(_: u32) -> bool {
    false
}

/// What makes folders that only their owner may write to, whatever else is usual.
fn for_its_owner() -> DirBuilder {
    #[cfg(unix)]
    {
        use std::os::unix::fs::DirBuilderExt;
        let mut builder = DirBuilder::new();
        builder.mode(0o700);
        builder
    }
    #[cfg(not(unix))]
    DirBuilder::new()
}
