//! A plan that differs from others, or that there is none.
//!
//! ```text
//! Σ worth · served ≥ floor                                       as good as is asked
//! Σ_{p not in plan} x[p] + Σ_{p in plan} (1 − x[p]) ≥ apart      for every plan; x[p] = Σ of the options of p
//! min Σ times[p] · x[p]                                          how many of the plans fund p: least of what they have
//! ```
//!
//! Stated as rows beside those of the rules, so that a search which ends without a plan has shown that there is none.

use std::collections::BTreeSet;

use super::ask::{Answer, twice};
use super::session::StageSession;
use super::travel::formulate_choosing;
use super::{NoDecision, PROPOSALS, add_cuts, funded, no_good_row, serve};
use crate::audit::{breaches, well_located};
use crate::domain::{Index, Instance, Plan, Project, ProjectOption, WellLocated};
use crate::formulate::Formulation;
use crate::milp::{Comparison, Direction, Milp, Objective, Row, Sum};
use crate::model::Question;
use crate::network::Network;
use crate::objective::Stage;
use crate::reduce::reduce;
use crate::solve::{Enough, Going, Limits, Request, Solver};

/// Iterations of the simplex method that one such question is worth, in each of two ways.
const ITERATIONS: u64 = 60_000;

/// What a plan is to be.
#[derive(Clone, Copy, Debug)]
pub struct Difference<'a> {
    /// The plans that it differs from.
    pub plans: &'a [&'a Plan],
    /// In how many projects at least.
    pub apart: usize,
    /// The fewest well-located places it has.
    pub floor: WellLocated,
}

/// Whether there is such a plan.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Different {
    /// This is one: it keeps every rule, by the audit.
    Found(Plan),
    /// There is none: that was shown in two ways.
    None,
    /// The work ended before either was known.
    Unknown,
}

/// A plan for `question` that differs from others as `wanted`.
///
/// # Errors
///
/// When the solver fails, or goes on proposing plans that break a rule.
pub fn different(
    question: &Question<'_>,
    wanted: Difference<'_>,
    solver: &dyn Solver,
    going: &(dyn Fn() -> Going + Sync),
) -> Result<Different, NoDecision> {
    let mut formulation = formulate_choosing(question, &Network::of(question));
    let objective = add_rows(question.instance, &mut formulation, wanted);
    let mut broken = Vec::new();
    for _ in 0..PROPOSALS {
        let every = (0..formulation.milp.rows().len()).collect();
        let mut milp = reduce(&formulation.milp, [&objective], &every);
        add_cuts(&mut milp, &objective, solver, Limits::default(), &mut |_| going())?;
        let values = match ask(&milp, &objective, solver, going)? {
            Answer::Reached(values, _) => values,
            Answer::Refuted => return Ok(Different::None),
            Answer::RefutedOnce | Answer::Unknown => return Ok(Different::Unknown),
        };
        let funded = funded(question, &formulation, &values);
        let plan = serve(question, &funded, solver)?.plan;
        broken = breaches(question, &plan);
        if broken.is_empty() && well_located(question, &plan) >= wanted.floor {
            return Ok(Different::Found(plan));
        }
        formulation.milp.add_row(no_good_row(question, &formulation, &funded));
    }
    Err(NoDecision::Refused(broken))
}

/// Any values that keep the rows, or that there are none, told in two ways.
fn ask(
    milp: &Milp,
    objective: &Objective,
    solver: &dyn Solver,
    going: &(dyn Fn() -> Going + Sync),
) -> Result<Answer, NoDecision> {
    let way = |attempt: u16, session: &mut StageSession<'_>| {
        let limits = Limits { attempt, enough: Some(Enough::Iterations(ITERATIONS)), ..Limits::default() };
        session.reach(&Request { milp, objective, start: None, limits })
    };
    let mut session = StageSession::new(solver, |_| going());
    Ok(twice(&mut session, &way)?.0)
}

/// States what is wanted, and returns what is sought with it.
fn add_rows(instance: &Instance, formulation: &mut Formulation, wanted: Difference<'_>) -> Objective {
    let row = |label: &str, sum, bound| Row { label: label.to_owned(), sum, comparison: Comparison::AtLeast, bound };
    let floor = i64::try_from(wanted.floor.hundredths()).expect("places are counted in a dataset");
    let coverage = formulation.stages[&Stage::Coverage].sum.clone();
    formulation.milp.add_row(row("as good", coverage, floor));
    let projects: Vec<BTreeSet<Index<Project>>> = wanted.plans.iter().map(|plan| plan.projects(instance)).collect();
    for own in &projects {
        let sum = of_projects(instance, formulation, |project| if own.contains(&project) { -1 } else { 1 });
        formulation.milp.add_row(row("apart", sum, count(wanted.apart) - count(own.len())));
    }
    let times = |project| count(projects.iter().filter(|own| own.contains(&project)).count());
    Objective::new(Direction::Minimise, of_projects(instance, formulation, times))
}

/// Every option, by the factor of its project.
fn of_projects(instance: &Instance, formulation: &Formulation, factor: impl Fn(Index<Project>) -> i64) -> Sum {
    let term = |option: Index<ProjectOption>| (factor(instance[option].project), formulation.unknowns.fund(option));
    instance.option_indices().map(term).collect()
}

fn count(number: usize) -> i64 {
    i64::try_from(number).expect("projects are listed in memory")
}
