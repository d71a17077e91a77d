//! `placewell doctor`.

use std::io::Write;

use super::exit::Exit;
use super::print;
use super::say::columns;
use super::solve::SEED;
use super::task::solver;
use crate::canaries::{CanaryResult, all, run_canary, versions};
use crate::report::question::doctor::text;
use crate::solve::Solver;

/// Test the built-in solver against known bugs of solvers, and print the versions
#[derive(Debug, clap::Args)]
pub(super) struct Doctor {}

impl Doctor {
    #[expect(clippy::unused_self, reason = "every command runs alike")]
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        examine(&solver(SEED)?, out)
    }
}

/// Puts every canary to `solver`.
fn examine(solver: &dyn Solver, out: &mut dyn Write) -> Result<Exit, Exit> {
    let songs: Result<Vec<CanaryResult>, _> = all().iter().map(|canary| run_canary(canary, solver)).collect();
    let songs = songs.map_err(|gone| Exit::Solver(gone.to_string()))?;
    print(out, text(&songs, &versions(), columns()).as_bytes())?;
    let wrong: Vec<&str> = songs.iter().filter(|song| song.is_alarming()).map(|song| song.canary.name).collect();
    if wrong.is_empty() {
        Ok(Exit::Done)
    } else {
        Err(Exit::Refused(format!("the solver is wrong of {}", wrong.join(", "))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::solve::{Found, Going, Highs, Outcome, Progress, Request, SolverError, Status, Work};

    /// HiGHS, but for one program, by the number of its columns and rows, of which it says what it is told to.
    struct Misled {
        columns: usize,
        rows: usize,
        status: Status,
    }

    impl Solver for Misled {
        fn solve(&self, asked: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
            let milp = asked.milp;
            if (milp.columns().len(), milp.rows().len()) == (self.columns, self.rows) {
                return Ok(Outcome { status: self.status.clone(), work: Work::default() });
            }
            Highs { seed: SEED }.solve(asked, watch)
        }
    }

    fn refused(status: Status) -> (Result<Exit, Exit>, String) {
        let mut out = Vec::new();
        // HiGHS 3043 alone has two columns and one row beside 2957 and 3050, which are then misled with it.
        let exit = examine(&Misled { columns: 2, rows: 1, status }, &mut out);
        (exit, String::from_utf8(out).expect("it is text"))
    }

    #[test]
    fn a_canary_that_is_answered_wrongly_is_refused() {
        let value = Found { values: vec![0, 5], value: 15, bound: 15 };
        for status in [Status::Infeasible, Status::Nothing, Status::Stopped(value.clone()), Status::Optimal(value)] {
            let (exit, text) = refused(status);
            assert!(matches!(&exit, Err(Exit::Refused(why)) if why.contains("one-row")), "{exit:?}");
            assert!(text.contains("NO") && text.contains("No plan from this build is to be believed"), "{text}");
        }
    }

    #[test]
    fn values_that_break_a_row_are_refused_though_the_claim_is_right() {
        let (exit, text) = refused(Status::Optimal(Found { values: vec![0, 3], value: 9, bound: 9 }));
        assert!(matches!(exit, Err(Exit::Refused(_))), "{exit:?}");
        assert!(text.contains("row 0"), "{text}");
    }

    #[test]
    fn the_solver_that_is_built_in_is_believed() {
        let mut out = Vec::new();
        let exit = examine(&Highs { seed: SEED }, &mut out);
        assert!(matches!(exit, Ok(Exit::Done)), "{}", String::from_utf8_lossy(&out));
    }
}
