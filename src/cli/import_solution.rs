//! `placewell import-solution`.

use std::collections::BTreeSet;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ModelFile;
use super::ask::Asked;
use super::evaluate::{Source, publish_given};
use super::exit::Exit;
use super::publish::Publish;
use super::say::warn;
use crate::domain::{Index, ProjectOption, counted};
use crate::formulate::formulate;
use crate::milp::exchange::{Misread, Names, read_solution};
use crate::read::{Mistake, Mistakes, is_pdf, read_text};

/// The most bytes of a solution.
const LARGEST: u64 = 1 << 30;

/// Turn a solution that another solver found of an exported model into an audited plan
///
/// Only what is funded is taken from it: whom the places serve is worked out anew, and every rule is checked in exact whole
/// numbers. Solutions of HiGHS, CBC, SCIP, GLPK (glpsol --write), CPLEX and Gurobi are read.
#[derive(Debug, clap::Args)]
pub(super) struct ImportSolution {
    #[command(flatten)]
    model: ModelFile,
    /// The solution, of a file that `placewell export MODEL --format mps` or lp wrote
    #[arg(value_name = "SOLUTION")]
    solution: PathBuf,
    #[command(flatten)]
    publish: Publish,
}

impl ImportSolution {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        self.publish.named_once()?;
        let asked = Asked::open(&self.model)?;
        let funded = funded(&asked, &self.solution)?;
        publish_given(asked, &funded, &Source { is_given: true, told: None }, &self.publish, out)
    }
}

/// The options that the solution in `file` funds.
fn funded(asked: &Asked, file: &Path) -> Result<BTreeSet<Index<ProjectOption>>, Exit> {
    if is_pdf(file) {
        let why = "this is a PDF; give the solution that a solver writes of what `placewell export MODEL --format mps` wrote, \
                   as `highs --solution_file found.sol MODEL.mps` does";
        return Err(Mistakes::from(Mistake::of_file(file, why)).into());
    }
    let (text, _) = read_text(file, LARGEST).map_err(Mistakes::from)?;
    let question = asked.case.question();
    let formulation = formulate(&question);
    let names = Names::of(&formulation.milp);
    let mistake = |misread: Misread| Mistakes::from(Mistake::new(file, misread.line, "", &misread.why));
    let values = read_solution(&text, &names).map_err(mistake)?;
    match values.missing() {
        0 => {}
        missing => {
            let all = counted(names.columns().len(), "column has", "columns have");
            warn(&format!("{}: {missing} of {all} no value there, and count as 0", file.display()));
        }
    }
    let mut funded = BTreeSet::new();
    for option in question.instance.option_indices() {
        let position = formulation.unknowns.fund(option).position();
        match values.whole(position, &names).map_err(mistake)? {
            0 => {}
            1 => drop(funded.insert(option)),
            other => {
                let why = format!("{} is {other}, where a plan has 0 or 1", names.columns()[position]);
                return Err(Mistakes::from(Mistake::of_file(file, &why)).into());
            }
        }
    }
    Ok(funded)
}
