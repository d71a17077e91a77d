//! A run, checked from its files alone: every rule, and every number it states.
//!
//! The model and the inputs are read anew, the plan is what `plan.csv` funds and `flows.csv` divides, and everything
//! that a run states is worked out again from these and set beside what its files say, cell by cell. No solver is asked
//! about the plan of a run; only whom the places of a plan without flows serve, as the published one, is divided as it is
//! wherever a plan is given. What cannot be worked out again are the bounds: that no plan is better rests on the solver,
//! so they are taken as stated, and only held to be consistent.

mod beside;
mod claims;
mod compare;
mod given;
mod rebuilt;
mod text;
mod workbooks;

use std::fmt;
use std::path::Path;

pub use beside::{ReadBack, read_alternatives, read_appraisal, read_frontier, read_regret};
pub use claims::makings_that_differ;
pub use compare::differences;
pub use given::{GivenPlan, other_than_known};
pub use rebuilt::Rebuilt;
pub use text::{conclusion, frontier_text, text};

use crate::audit::{Finding, audit};
use crate::case::Case;
use crate::decide::serve_given;
use crate::domain::Plan;
use crate::read::{Mistake, Mistakes, read_plan};
use crate::runs::Stated;
use crate::solve::Solver;

/// What came of a check.
#[derive(Clone, Debug)]
pub struct Verified {
    /// What the audit finds of the plan, kept or broken.
    pub findings: Vec<Finding>,
    /// Where a file states what does not follow.
    pub differences: Vec<Difference>,
    /// How many files were set beside what follows.
    pub files: usize,
    /// What else lies in the folder and was not looked at, by name.
    pub others: Vec<String>,
}

/// Something a file states, and what follows instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The file, within the run.
    pub file: String,
    /// The line, counting the heading as line 1; 0 of the file as a whole.
    pub line: usize,
    /// The column or the key; empty where it is a whole line.
    pub column: String,
    /// What is stated.
    pub stated: String,
    /// What follows from the inputs, the model and the plan.
    pub follows: String,
}

impl Difference {
    /// What a manifest states under a key.
    fn of_key(key: &str, stated: &str, follows: &str) -> Self {
        let [file, column, stated, follows] = ["run.json", key, stated, follows].map(str::to_owned);
        Self { file, line: 0, column, stated, follows }
    }
}

impl fmt::Display for Difference {
    /// Writes `years.csv:3: spend_gbp: it says 5; 6 follows from the plan`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let line = if self.line > 0 { format!("{}:", self.line) } else { String::new() };
        let column = if self.column.is_empty() { String::new() } else { format!(" {}:", self.column) };
        let Self { file, stated, follows, .. } = self;
        write!(f, "{file}:{line}{column} it says `{stated}`; `{follows}` follows from the plan and the inputs")
    }
}

/// Checks a plan on its own, perhaps edited by hand: its places are divided as well as they can be.
///
/// # Errors
///
/// Every mistake in the file.
pub fn verify_plan(case: &Case, file: &Path, solver: &dyn Solver) -> Result<Verified, Mistakes> {
    let (plan, ..) = read_plan(file, &case.dataset.instance, case.strictness)?;
    let question = case.question();
    let plan = served(case, &plan, (file, solver))?;
    Ok(Verified { findings: audit(&question, &plan), differences: Vec::new(), files: 0, others: Vec::new() })
}

/// Checks the run in `folder`, of which `stated` is the manifest.
///
/// # Errors
///
/// Every mistake in a file that keeps it from being read.
pub fn verify_run(case: &Case, folder: &Path, stated: &Stated, solver: &dyn Solver) -> Result<Verified, Mistakes> {
    Rebuilt::of(case, folder, stated, solver)?.verify(case, folder)
}

/// A plan of which it is not said whom its places serve, with these divided as well as they can be.
fn served(case: &Case, plan: &Plan, (file, solver): (&Path, &dyn Solver)) -> Result<Plan, Mistakes> {
    let served = serve_given(&case.question(), &plan.funded, solver);
    served.map_err(|none| Mistakes::from(Mistake::of_file(file, &format!("its places could not be divided: {none}"))))
}
