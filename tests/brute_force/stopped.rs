//! Work that is stopped keeps what was done, and says of it what it would have said; a plan in hand outweighs a solver.

use std::sync::atomic::{AtomicUsize, Ordering};

use placewell::audit::well_located;
use placewell::domain::{Index, Plan, Project};
use placewell::search::Tries;
use placewell::solve::{Going, Outcome, Progress, Request, Solver, SolverError, Status, Work};
use placewell::whatif::order::order;
use placewell::whatif::why::{Base, examined};
use placewell::whatif::{Observer, SolveOptions, Span};

use super::asked::{LOOK, decided, has_a_circle};
use super::case::Case;

/// How many pieces are begun before the work is stopped.
const PIECES: usize = 2;

/// Questions of more than two projects with plans of more than two, that can be put in an order.
fn of_some_size() -> impl Iterator<Item = (Case, Plan)> {
    decided().filter(|(case, plan)| case.instance.projects().len() > 2 && plan.funded.len() > 2 && !has_a_circle(case))
}

#[test]
fn what_was_done_before_it_was_stopped_is_kept_and_is_the_same() {
    let mut compared = 0;
    for (case, plan) in of_some_size().take(40) {
        let (question, asked) = (case.question(), AtomicUsize::new(0));
        let going = || if asked.fetch_add(1, Ordering::Relaxed) < PIECES { Going::On } else { Going::Stop };
        let stopped = SolveOptions { observer: Observer { told: &|_, _| {}, going: &going }, ..LOOK };
        let has = well_located(&question, &plan);
        let base = Base { question, plan: &plan, best: Span::new(has, has) };
        let projects: Vec<Index<Project>> = case.instance.project_indices().collect();
        let [part, whole] =
            [&stopped, &LOOK].map(|look| examined(&base, &projects, look, &|_| ()).expect("it is examined"));
        assert_eq!(part.len(), PIECES, "{case}");
        for why in &part {
            let same = whole.iter().find(|other| other.project == why.project).expect("it is there");
            assert_eq!((why.most, &why.found), (same.most, &same.found), "{case}");
        }
        asked.store(0, Ordering::Relaxed);
        let [part, whole] = [&stopped, &LOOK].map(|look| order(&question, &plan, look).expect("it has an order"));
        assert!(part.steps.len() <= PIECES && whole.steps.starts_with(&part.steps), "{case}");
        compared += part.steps.len();
    }
    assert!(compared > 40, "only {compared} steps were kept");
}

/// A solver that always says that there is no plan.
struct Denies;

impl Solver for Denies {
    fn solve(&self, _: &Request<'_>, _: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        Ok(Outcome { status: Status::Infeasible, work: Work::default() })
    }
}

#[test]
fn a_plan_in_hand_outweighs_a_solver_that_says_there_is_none() {
    for (case, plan) in decided().take(40) {
        let question = case.question();
        let look = SolveOptions { tries: Tries(100), solver: &Denies, ..LOOK };
        let span = look.best(&question, &plan).expect("there is a plan, and it is known");
        assert!(span.least >= well_located(&question, &plan), "{case}");
    }
}
