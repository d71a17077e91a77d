//! A program whose smaller part shares only money with the rest: asked with that part stated by levels.
//!
//! What comes of it is held to be best in places; of cost there is a bound, and the plan found. To the last pound, and
//! by miles, only the whole program can tell.

use super::NoDecision;
use super::stages::{Run, Watch, go_on, hold, run};
use crate::program::{Objective, Program};
use crate::solve::{Effort, Going, Limits, Progress, Solver};
use crate::split::{Asking, Settled, Split};

/// The choices that the rest must leave for a split to be worth its while.
const LEAST: usize = 150;

/// How often a level may turn out dearer than was thought.
const TURNS: usize = 6;

/// What came of `program`, asked in parts; `None` if it has none, or they do not settle it.
pub(super) fn run_in_parts(
    solver: &dyn Solver,
    program: &Program,
    stages: &[Objective],
    limits: Limits,
    watch: &mut Watch<'_>,
) -> Result<Option<Run>, NoDecision> {
    let nothing_yet = Progress { best: None, bound: None, nodes: 0, iterations: 0 };
    let mut going = || watch("coverage", nothing_yet);
    let Some(mut split) = Split::of(program, stages, LEAST, &mut Asking { solver, limits, going: &mut going })? else {
        return Ok(None);
    };
    let mut work = crate::solve::Work::default();
    for _ in 0..TURNS {
        let (stated, sought) = (split.program(), split.stages());
        let found = match run(solver, &stated, &sought[..1], limits, watch) {
            // What stops the parts stops the whole, or is for the whole to say.
            Err(NoDecision::Infeasible | NoDecision::NothingFound) => return Ok(None),
            found => found?,
        };
        work += found.work;
        let mut going = || Going::On;
        match split.settle(&found.values, &mut Asking { solver, limits, going: &mut going })? {
            Settled::Beyond => return Ok(None),
            Settled::Dearer => continue,
            Settled::Stands => {}
        }
        let Some(whole) = split.whole(&found.values) else { return Ok(None) };
        let found = Run { work, ..found };
        return in_whole(solver, (program, &stated), (stages, &sought), (found, whole), limits, watch, &split)
            .map(Some);
    }
    Ok(None)
}

/// The stages after coverage: with the usual effort in parts as far as that goes, else over the whole program.
fn in_whole(
    solver: &dyn Solver,
    (program, stated): (&Program, &Program),
    (stages, sought): (&[Objective], &[Objective]),
    (found, whole): (Run, Vec<i64>),
    limits: Limits,
    watch: &mut Watch<'_>,
    split: &Split,
) -> Result<Run, NoDecision> {
    let in_parts = limits.effort == Effort::Usual;
    let mut program = if in_parts { stated.clone() } else { program.clone() };
    let objectives = if in_parts { sought } else { stages };
    for (objective, claim) in objectives.iter().zip(&found.claims) {
        hold(&mut program, objective, claim);
    }
    if !in_parts {
        let found = Run { values: whole, ..found };
        return go_on(solver, &program, &stages[1..], found, limits, watch);
    }
    let mut cheaper = go_on(solver, &program, &sought[1..], found, limits, watch)?;
    // The levels are bounds in whole units: what they prove of cost is a bound and not the last pound.
    for claim in cheaper.claims.iter_mut().skip(1) {
        claim.optimal = false;
    }
    cheaper.values = split.whole(&cheaper.values).unwrap_or(whole);
    Ok(cheaper)
}
