//! Where a folder is made before it takes the place of another: beside it, out of sight, and all at once.
//!
//! ```text
//! runs/                locked while a staging is set up and while folders change places: one run at a time
//!   .placewell-Xy12z/  locked for as long as the process that made it lives
//!     new/             what is being written; after the change, what was there before
//!   first/             always whole: the old run or the new one
//! ```
//!
//! The system lets go of the locks of a process that ends, however it ends. So a staging that can be locked is nobody's,
//! and the next run takes it away. Where folders cannot be locked (on Windows, and on some network disks) runs do not
//! wait for each other and nothing is taken away.

use std::fs::{self, File, TryLockError};
use std::io::{self, ErrorKind, Write};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

use crate::bytes;

/// What the name of a staging begins with.
const PREFIX: &str = ".placewell-";

/// How long to wait before a lock is tried again, and how often: ten seconds in all.
const PATIENCE: (Duration, u32) = (Duration::from_millis(10), 1_000);

/// Whether a folder is there already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Old {
    /// Nothing is there.
    Nothing,
    /// A folder is, which may be replaced.
    Folder,
}

/// A folder of our own, beside those that runs are in. It goes when this does.
pub(crate) struct StagingFolder {
    folder: TempDir,
    /// Kept locked, to show that the folder is in use.
    _mark: Option<File>,
}

impl StagingFolder {
    /// A staging in `parent`, from which those of processes that are no more are taken away.
    pub(crate) fn open(parent: &Path) -> io::Result<Self> {
        fs::create_dir_all(parent)?;
        let _lock_of_folder = FolderLock::take(parent)?;
        sweep(parent);
        let folder = tempfile::Builder::new().prefix(PREFIX).tempdir_in(parent)?;
        let mark = bytes::folder(folder.path()).ok().filter(|mark| mark.try_lock().is_ok());
        Ok(Self { folder, _mark: mark })
    }

    /// Writes files, by name, which may lead into folders; they are on the disk when this returns.
    pub(crate) fn write(&self, files: &[(String, Vec<u8>)]) -> io::Result<()> {
        // Made by ordinary means within the private folder, so that it has the permissions the user's files have.
        fs::create_dir(self.made())?;
        for (name, bytes) in files {
            let path = self.made().join(name);
            let within = path.parent().filter(|within| *within != self.made());
            within.map_or(Ok(()), fs::create_dir_all)?;
            let mut file = File::create_new(&path)?;
            file.write_all(bytes)?;
            file.sync_all()?;
            within.into_iter().for_each(sync_folder);
        }
        sync_folder(&self.made());
        Ok(())
    }

    /// Puts what was written in the place of `folder`. Where the system can, the two change places in one step. Where it
    /// cannot there is a moment without a folder between two renames; should the second fail, the old one is put back.
    pub(crate) fn put(&self, folder: &Path, old: Old) -> io::Result<()> {
        match old {
            Old::Nothing => fs::rename(self.made(), folder),
            Old::Folder => exchange(&self.made(), folder).or_else(|_| self.put_in_two_steps(folder)),
        }
    }

    /// Puts one of the files that were written in the place of `file`, in one step.
    pub(crate) fn put_file(&self, name: &str, file: &Path) -> io::Result<()> {
        fs::rename(self.made().join(name), file)
    }

    fn put_in_two_steps(&self, folder: &Path) -> io::Result<()> {
        let aside = self.folder.path().join("old");
        fs::rename(folder, &aside)?;
        fs::rename(self.made(), folder).or_else(|error| fs::rename(&aside, folder).and(Err(error)))
    }

    /// The folder that is being made.
    pub(super) fn made(&self) -> PathBuf {
        self.folder.path().join("new")
    }
}

/// A turn at changing what is in a folder: no other run of ours has one until this goes.
pub(crate) struct FolderLock {
    _lock: Option<File>,
}

impl FolderLock {
    /// A turn, once whoever has it is done.
    ///
    /// # Errors
    ///
    /// If somebody has it for ten seconds, many times what it takes.
    pub(crate) fn take(folder: &Path) -> io::Result<Self> {
        let Ok(lock) = bytes::folder(folder) else { return Ok(Self { _lock: None }) };
        for _ in 0..PATIENCE.1 {
            match lock.try_lock() {
                Ok(()) => return Ok(Self { _lock: Some(lock) }),
                Err(TryLockError::WouldBlock) => thread::sleep(PATIENCE.0),
                Err(TryLockError::Error(_)) => return Ok(Self { _lock: None }),
            }
        }
        Err(io::Error::new(ErrorKind::ResourceBusy, "another run is being written beside it; try again"))
    }
}

/// Takes away the workshops of processes that are no more, but for one that holds the only copy of a run.
fn sweep(parent: &Path) {
    let entries = fs::read_dir(parent).into_iter().flatten().flatten();
    let ours = entries.filter(|entry| entry.file_name().to_string_lossy().starts_with(PREFIX));
    for staging in ours.filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()) {
        let holds: Vec<_> =
            fs::read_dir(&staging).into_iter().flatten().flatten().map(|held| held.file_name()).collect();
        let known = holds.iter().all(|name| name == "new" || name == "old");
        // It ended between two renames: the old run is in here and nowhere else.
        let between = holds.len() > 1;
        let abandoned = || bytes::folder(&staging).is_ok_and(|mark| mark.try_lock().is_ok());
        if known && !between && abandoned() {
            fs::remove_dir_all(&staging).ok();
        }
    }
}

/// Lets two folders change places in one step.
#[cfg(any(target_os = "linux", target_vendor = "apple"))]
fn exchange(one: &Path, other: &Path) -> io::Result<()> {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    Ok(renameat_with(CWD, one, CWD, other, RenameFlags::EXCHANGE)?)
}

/// No other system can.
#[cfg(not(any(target_os = "linux", target_vendor = "apple")))]
fn exchange(_: &Path, _: &Path) -> io::Result<()> {
    Err(ErrorKind::Unsupported.into())
}

/// Tries whether a folder takes anything.
pub(crate) fn may_be_written(folder: &Path) -> io::Result<()> {
    tempfile::Builder::new().prefix(PREFIX).tempdir_in(folder)?.close()
}

/// Sees to it that the names in a folder are on the disk, on systems that can say so; those that cannot do it unasked.
pub(crate) fn sync_folder(folder: &Path) {
    bytes::folder(folder).and_then(|folder| folder.sync_all()).ok();
}

#[cfg(test)]
mod tests {
    use super::*;

    fn file(text: &str) -> Vec<(String, Vec<u8>)> {
        vec![("a.txt".to_owned(), text.as_bytes().to_vec())]
    }

    #[test]
    fn two_steps_do_what_one_does() {
        let place = TempDir::new().expect("a temporary folder");
        let folder = place.path().join("run");
        for (text, old) in [("1", Old::Nothing), ("2", Old::Folder)] {
            let staging = StagingFolder::open(place.path()).expect("a staging");
            staging.write(&file(text)).expect("it is written");
            match old {
                Old::Nothing => staging.put(&folder, old).expect("it is put there"),
                Old::Folder => staging.put_in_two_steps(&folder).expect("it is put there"),
            }
            assert_eq!(bytes::read(&folder.join("a.txt"), 9).expect("a file"), text.as_bytes());
        }
        assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 1, "nothing is left beside it");
    }

    #[cfg(unix)]
    #[test]
    fn nobody_has_a_turn_while_another_has() {
        let place = TempDir::new().expect("a temporary folder");
        let turn = FolderLock::take(place.path()).expect("a turn");
        thread::scope(|scope| {
            let other = scope.spawn(|| StagingFolder::open(place.path()).map(drop));
            thread::sleep(PATIENCE.0 * 10);
            assert!(!other.is_finished(), "it waits");
            drop(turn);
            other.join().expect("it ends").expect("it has its turn");
        });
    }

    #[cfg(unix)]
    #[test]
    fn only_what_nobody_uses_is_taken_away() {
        let place = TempDir::new().expect("a temporary folder");
        let used = StagingFolder::open(place.path()).expect("a staging");
        used.write(&file("1")).expect("it is written");
        let there = |name: &str| place.path().join(name);
        for kept in ["first", ".placewell-last/old", ".placewell-last/new", ".placewell-mine/letters"] {
            fs::create_dir_all(there(kept)).expect("a folder");
        }
        for gone in [".placewell-empty", ".placewell-half/new", ".placewell-done/old"] {
            fs::create_dir_all(there(gone)).expect("a folder");
        }
        drop(StagingFolder::open(place.path()).expect("a staging"));
        let mut left: Vec<_> = fs::read_dir(place.path()).expect("a folder").map(|e| e.expect("one").path()).collect();
        left.sort();
        let mut kept =
            vec![used.folder.path().to_owned(), there(".placewell-last"), there(".placewell-mine"), there("first")];
        kept.sort();
        assert_eq!(left, kept);
        assert_eq!(bytes::read(&used.made().join("a.txt"), 9).expect("a file"), b"1");
    }
}
