//! `placewell man`.

use std::io::{self, Write};
use std::path::PathBuf;

use clap_mangen::Man as Page;

use super::NAME;
use super::documented::documented;
use super::exit::Exit;
use super::say::say;
use crate::runs::write_export;

/// Write manual pages: placewell.1 and one for each command
///
/// They are found by `man` in a folder such as ~/.local/share/man/man1.
#[derive(Debug, clap::Args)]
pub(super) struct Man {
    /// A new or an empty folder
    #[arg(value_name = "FOLDER")]
    folder: PathBuf,
}

impl Man {
    pub(super) fn run(self, _: &mut dyn Write) -> Result<Exit, Exit> {
        let files = pages().map_err(|error| Exit::Internal(format!("a manual page could not be made: {error}")))?;
        write_export(&self.folder, &files)?;
        say(&format!("written to {}", self.folder.display()));
        Ok(Exit::Done)
    }
}

/// The pages, by name: of the program, of each command, and of each step of one that has steps.
fn pages() -> io::Result<Vec<(String, Vec<u8>)>> {
    let mut command = documented();
    command.build();
    let mut open = vec![(command, NAME.to_owned())];
    let mut pages = Vec::new();
    while let Some((command, name)) = open.pop() {
        let own = command.get_subcommands().cloned();
        open.extend(own.map(|own| {
            let name = format!("{name}-{}", own.get_name());
            (own.display_name(name.clone()), name)
        }));
        let mut page = Vec::new();
        Page::new(command).render(&mut page)?;
        pages.push((format!("{name}.1"), page));
    }
    Ok(pages)
}
