//! `placewell explain`.

use std::io::Write;

use super::ask::Asked;
use super::exit::Exit;
use super::say::columns;
use super::{ModelFile, print};
use crate::report::question::explain::text;

/// Print what a model asks for: what is sought, and every rule in words and symbols, with its source
#[derive(Debug, clap::Args)]
pub(super) struct Explain {
    #[command(flatten)]
    model: ModelFile,
}

impl Explain {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let asked = Asked::open(&self.model)?;
        print(out, text(&asked.case, columns()).as_bytes())?;
        Ok(Exit::Done)
    }
}
