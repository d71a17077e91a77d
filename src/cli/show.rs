//! A file, shown by the program that shows such files here.

use std::path::Path;
use std::process::{Command, Stdio};

use super::say::warn;

/// Has the system show `file`; where it cannot, that is told and the file is there all the same.
pub(super) fn show(file: &Path) {
    let milp = match std::env::consts::OS {
        "macos" => "open",
        "windows" => "explorer",
        _ => "xdg-open",
    };
    let mut command = Command::new(milp);
    command.arg(file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Err(error) = command.spawn() {
        warn(&format!("{} could not be opened by `{milp}`: {error}", file.display()));
    }
}
