//! `placewell completions`.

use std::io::Write;

use clap_complete::{Shell, generate};

use super::documented::documented;
use super::exit::Exit;
use super::{NAME, print};

/// Print a script that completes placewell's commands and options in a shell
///
/// For bash: placewell completions bash > ~/.local/share/bash-completion/completions/placewell
#[derive(Debug, clap::Args)]
pub(super) struct Completions {
    /// The shell
    #[arg(value_enum, value_name = "SHELL")]
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let mut script = Vec::new();
        generate(self.shell, &mut documented(), NAME, &mut script);
        print(out, &script)?;
        Ok(Exit::Done)
    }
}
