//! `placewell check`.

use std::io::Write;

use super::ask::Asked;
use super::exit::Exit;
use super::say::columns;
use super::working::Working;
use super::{ModelFile, print};
use crate::decide::NoDecision;
use crate::outlook::{out_of_reach, range};
use crate::report::question::outlook::text;

/// List every mistake and doubtful value in a model and its dataset, and what is possible
#[derive(Debug, clap::Args)]
pub(super) struct Check {
    #[command(flatten)]
    model: ModelFile,
}

impl Check {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let mut asked = Asked::open(&self.model)?;
        let question = asked.case.question();
        let working = Working::on("finding what the rules allow");
        let range = range(&question, &asked.solver).map_err(|none| match &none {
            NoDecision::Infeasible => Exit::clashing(&none.to_string(), &self.model.typed()),
            _ => none.into(),
        })?;
        let said = text(&asked.case, range, &out_of_reach(&question), columns());
        drop(working);
        asked.took("range");
        print(out, said.as_bytes())?;
        Ok(Exit::Done)
    }
}
