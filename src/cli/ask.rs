//! Opening a case, with what is worth saying of it on standard error.

use std::time::Instant;

use super::ModelFile;
use super::exit::Exit;
use super::say::{warn, warn_once};
use super::solve::SEED;
use super::task::solver_in;
use super::working::Working;
use crate::case::Case;
use crate::decide::serve_given;
use crate::domain::Plan;
use crate::solve::{Cached, SolverProcess};

/// A case and when its steps ended, for the manifest.
pub(super) struct Asked {
    /// The case.
    pub case: Case,
    /// The solver, with the answers that it gave.
    pub solver: Cached<SolverProcess>,
    /// When the program began to work.
    began: Instant,
    /// How long each step took, in milliseconds.
    pub timings: std::collections::BTreeMap<String, u64>,
}

impl Asked {
    /// Opens a model; warnings go to standard error.
    pub fn open(model: &ModelFile) -> Result<Self, Exit> {
        Self::with_solver(model, solver_in(SEED, model.keep.folder.as_deref())?)
    }

    /// As [`Asked::open`], with a solver that may have been asked of other models before.
    pub fn with_solver(model: &ModelFile, solver: Cached<SolverProcess>) -> Result<Self, Exit> {
        let began = Instant::now();
        let working = Working::on("reading the inputs and measuring distances");
        let case = Case::open_kept(&model.layers(), model.keep.folder.as_deref())?;
        drop(working);
        for warning in case.dataset.warnings.iter().filter(|doubt| doubt.is_open()) {
            warn_once(&warning.to_string());
        }
        if let Some(unkept) = &case.unkept {
            warn(unkept);
        }
        let mut asked = Self { case, solver, began, timings: std::collections::BTreeMap::new() };
        asked.took("open");
        Ok(asked)
    }

    /// Notes that a step has ended, and warns if its answers could not be kept where they were to be.
    pub fn took(&mut self, step: &str) {
        if let Some(why) = self.solver.take_not_written() {
            warn(&format!("answers could not be kept in the folder of --keep: {why}"));
        }
        if self.solver.take_put_aside() {
            warn(
                "answers kept in the folder of --keep led to what cannot be: all that were there are deleted, and the \
                 question was put anew",
            );
        }
        let so_far: u64 = self.timings.values().sum();
        let all = u64::try_from(self.began.elapsed().as_millis()).unwrap_or(u64::MAX);
        self.timings.insert(step.to_owned(), all.saturating_sub(so_far));
    }

    /// The published plan with its places divided among the children, if the dataset marks one.
    pub fn published(&self) -> Result<Option<Plan>, Exit> {
        let Some(plan) = self.case.published() else { return Ok(None) };
        let _working = Working::on("dividing the places of the published plan");
        Ok(Some(serve_given(&self.case.question(), &plan.funded, &self.solver)?))
    }
}
