//! A session: whom a question is put to, for how long, and who is told how it goes.

use std::ops::ControlFlow;

use super::ask::Answer;
use crate::milp::{Milp, Objective};
use crate::model::Question;
use crate::objective::Stage;
use crate::solve::{Going, Limits, Outcome, Progress, Request, Solver, SolverError, Status, Work};

/// Who is told of progress, stage by stage, and says whether to go on.
pub type Watch<'a> = dyn FnMut(Stage, Progress) -> Going + 'a;

/// A question on its way to a decision.
pub(super) struct Session<'a> {
    /// The question.
    pub question: &'a Question<'a>,
    /// Who is asked.
    pub solver: &'a dyn Solver,
    /// When to stop.
    pub limits: Limits,
    watch: &'a mut Watch<'a>,
    /// The well-located places of an incumbent, in hundredths.
    incumbent: Option<i64>,
    /// Where only the gap to this bound on well-located places is made narrower, in hundredths; cost and miles aside.
    pub bound: Option<i64>,
    /// What no plan exceeds by the relaxation, once that is known, in hundredths of well-located places.
    pub relaxed: Option<i64>,
}

impl<'a> Session<'a> {
    pub fn new(question: &'a Question<'a>, solver: &'a dyn Solver, limits: Limits, watch: &'a mut Watch<'a>) -> Self {
        Self { question, solver, limits, watch, incumbent: None, bound: None, relaxed: None }
    }

    /// Tells from now on of so many hundredths of well-located places as the best, until there is better.
    pub fn tell_of_incumbent(&mut self, hundredths: u64) {
        self.incumbent = i64::try_from(hundredths).ok();
    }

    /// The closer of a bound on well-located places and that of the relaxation; never below what a plan has.
    pub fn closer(&self, value: i64, bound: i64) -> i64 {
        self.relaxed.map_or(bound, |relaxed| relaxed.clamp(value, bound.max(value)))
    }

    /// Puts a request to the solver, whose progress is that of `stage`.
    pub fn solve(&mut self, stage: Stage, request: &Request<'_>) -> Result<Outcome, SolverError> {
        self.of_stage(stage).solve(request)
    }

    /// Puts a request to the solver that is so small that nobody is told of it.
    pub fn solve_quietly(&self, request: &Request<'_>) -> Result<Outcome, SolverError> {
        quietly(self.solver, request)
    }

    /// Puts a request to the solver of another program than that of `stage`: what it has and its bound say nothing of the
    /// stage, and only whether to go on is asked.
    pub fn solve_aside(&mut self, stage: Stage, request: &Request<'_>) -> Result<Outcome, SolverError> {
        let solver = self.solver;
        let mut going = |progress| self.tell(stage, Progress { best: None, bound: None, ..progress });
        solver.solve(request, &mut going)
    }

    /// The session of one stage.
    pub fn of_stage(&mut self, stage: Stage) -> StageSession<'_> {
        StageSession::new(self.solver, move |progress| self.tell(stage, progress))
    }

    /// Whether there is time to go on, and nobody says to stop.
    pub fn going(&mut self) -> ControlFlow<()> {
        let progress = Progress { best: None, bound: None, nodes: 0, iterations: 0 };
        if self.limits.is_late() || self.tell(Stage::Coverage, progress) == Going::Stop {
            ControlFlow::Break(())
        } else {
            ControlFlow::Continue(())
        }
    }

    /// Tells of progress in a stage; whether to go on.
    pub fn tell(&mut self, stage: Stage, progress: Progress) -> Going {
        let best = match stage {
            Stage::Coverage => progress.best.max(self.incumbent),
            Stage::WorstRegion | Stage::Cost | Stage::Pounds | Stage::Opening | Stage::Travel => progress.best,
        };
        (self.watch)(stage, Progress { best, ..progress })
    }
}

/// What a session is to the searches of one stage: a solver, and who is told of their progress.
pub(super) struct StageSession<'a> {
    /// Who is asked.
    pub solver: &'a dyn Solver,
    watch: Box<dyn FnMut(Progress) -> Going + 'a>,
    /// Whether anybody said to stop.
    pub is_stopped: bool,
}

impl<'a> StageSession<'a> {
    pub fn new(solver: &'a dyn Solver, watch: impl FnMut(Progress) -> Going + 'a) -> Self {
        Self { solver, watch: Box::new(watch), is_stopped: false }
    }

    /// Tells of progress; whether to go on.
    pub fn tell(&mut self, progress: Progress) -> Going {
        let going = (self.watch)(progress);
        self.is_stopped |= going == Going::Stop;
        going
    }

    /// The same, with an incumbent and a bound of the stage as a whole told in place of those of a search.
    pub fn between(&mut self, incumbent: Option<i64>, bound: i64) -> StageSession<'_> {
        let bound = Some(bound);
        StageSession::new(self.solver, move |progress| self.tell(Progress { best: incumbent, bound, ..progress }))
    }

    /// Puts a request to the solver.
    pub fn solve(&mut self, request: &Request<'_>) -> Result<Outcome, SolverError> {
        let solver = self.solver;
        solver.solve(request, &mut |progress| self.tell(progress))
    }

    /// Puts a request to the solver that is so small that nobody is told of it.
    pub fn solve_quietly(&self, request: &Request<'_>) -> Result<Outcome, SolverError> {
        quietly(self.solver, request)
    }

    /// What no values of `milp` beat by its relaxation, in exact numbers, and the work that it took.
    pub fn relaxation(
        &mut self,
        milp: &Milp,
        objective: &Objective,
        limits: Limits,
    ) -> Result<(i64, Work), SolverError> {
        let limits = Limits { deadline: limits.deadline, ..Limits::default() };
        let outcome = self.solve(&Request { milp: &milp.relaxed(), objective, start: None, limits })?;
        let bound = match outcome.status {
            Status::Optimal(found) | Status::Stopped(found) => found.bound,
            // That nothing keeps the rows would have to be shown in exact numbers too.
            Status::Nothing | Status::Infeasible => objective.trivial_bound(milp),
        };
        Ok((bound, outcome.work))
    }

    /// Whether anything reaches the target of `request`, told by one search.
    pub fn reach(&mut self, request: &Request<'_>) -> Result<(Answer, Work), SolverError> {
        let outcome = self.solve(request)?;
        let answer = match outcome.status {
            Status::Stopped(found) | Status::Optimal(found) if request.reaches_target(found.value) => {
                Answer::Reached(found.values, found.value)
            }
            Status::Infeasible => Answer::Refuted,
            Status::Stopped(_) | Status::Optimal(_) | Status::Nothing => Answer::Unknown,
        };
        Ok((answer, outcome.work))
    }
}

fn quietly(solver: &dyn Solver, request: &Request<'_>) -> Result<Outcome, SolverError> {
    solver.solve(request, &mut |_| Going::On)
}
