//! Whether any plan keeps the rules of an edited question.

use super::edit::{Edit, edited};
use crate::audit::breaches;
use crate::decide::NoDecision;
use crate::domain::{Distances, Plan};
use crate::formulate::{Formulation, formulate};
use crate::model::Question;
use crate::program::{ColumnIndex, Direction, Objective, Program, Row, Sum};
use crate::solve::{Found, Going, Limits, Request, Solver, Status};

/// How much work one question is given, in nodes: the same on any machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Look {
    /// A glance: where the answer only saves work.
    Glance,
    /// A search: where the answer is what is told.
    Search,
}

impl Look {
    const fn nodes(self) -> u32 {
        match self {
            Self::Glance => 10,
            Self::Search => 300,
        }
    }
}

/// Whether any plan keeps the rules.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Possible {
    /// This one does, by the audit.
    Yes(Plan),
    /// None does.
    No,
    /// A limit came before either was known.
    Unknown,
}

/// Asks of a question, edited, whether any plan keeps its rules.
#[derive(Clone, Copy)]
pub struct Examiner<'a> {
    /// The question, as the model states it.
    pub question: Question<'a>,
    solver: &'a dyn Solver,
}

/// A question edited and stated.
struct Asked<'a> {
    question: Question<'a>,
    formulation: Formulation,
}

impl<'a> Examiner<'a> {
    /// Asks of `question` by way of `solver`.
    #[must_use]
    pub fn new(question: Question<'a>, solver: &'a dyn Solver) -> Self {
        Self { question, solver }
    }

    /// Whether any plan keeps the rules once `edits` are made.
    ///
    /// # Errors
    ///
    /// When the solver fails, or proposes a plan that breaks a rule.
    pub fn possible(&self, edits: &[Edit], look: Look) -> Result<Possible, NoDecision> {
        let any = |_: &[ColumnIndex]| Objective { name: "any", direction: Direction::Minimise, sum: Sum::default() };
        self.best(edits, look, &any)
    }

    /// The plan that is best for an objective over the columns of the options, or the best that was found.
    pub(super) fn best(
        &self,
        edits: &[Edit],
        look: Look,
        objective: &dyn Fn(&[ColumnIndex]) -> Objective,
    ) -> Result<Possible, NoDecision> {
        let (model, problem) = edited(&self.question, edits);
        // Whom the places serve decides nothing but a coverage floor: without one nobody need be served.
        let nowhere = Distances::default();
        let distances = if model.coverage_floor.is_some() { self.question.distances } else { &nowhere };
        let question = Question { problem: &problem, model: &model, distances };
        let asked = Asked { question, formulation: formulate(&question) };
        let columns: Vec<_> = problem.option_indices().map(|option| asked.formulation.unknowns.fund(option)).collect();
        let objective = objective(&columns);
        match self.ask(&asked.formulation.program, &objective, look)? {
            Status::Optimal(found) | Status::Stopped(found) => asked.audited(&found),
            Status::Nothing => Ok(Possible::Unknown),
            Status::Infeasible => self.second_opinion(&asked, look),
        }
    }

    /// What is said of the same rows, told backwards, once it was said that nothing keeps them.
    fn second_opinion(&self, asked: &Asked<'_>, look: Look) -> Result<Possible, NoDecision> {
        let program = &asked.formulation.program;
        let nothing = Objective { name: "any", direction: Direction::Maximise, sum: Sum::default() };
        match self.ask(&backwards(program), &nothing, look)? {
            Status::Infeasible => Ok(Possible::No),
            Status::Nothing => Ok(Possible::Unknown),
            Status::Optimal(mut found) | Status::Stopped(mut found) => {
                found.values.reverse();
                asked.audited(&found)
            }
        }
    }

    fn ask(&self, program: &Program, objective: &Objective, look: Look) -> Result<Status, NoDecision> {
        let limits = Limits { nodes: Some(look.nodes()), ..Limits::default() };
        let request = Request { program, objective, start: None, limits };
        Ok(self.solver.solve(&request, &mut |_| Going::On)?.status)
    }
}

impl Asked<'_> {
    /// The plan that was found, if it keeps every rule exactly.
    fn audited(&self, found: &Found) -> Result<Possible, NoDecision> {
        let unknowns = &self.formulation.unknowns;
        let is_funded = |option: &_| found.values[unknowns.fund(*option).position()] == 1;
        let funded = self.question.problem.option_indices().filter(is_funded).collect();
        let plan = Plan { funded, flows: unknowns.flows(&found.values) };
        let broken = breaches(&self.question, &plan);
        if broken.is_empty() { Ok(Possible::Yes(plan)) } else { Err(NoDecision::Refused(broken)) }
    }
}

/// The same program with its columns and its rows in the opposite order.
fn backwards(program: &Program) -> Program {
    let mut turned = Program::default();
    let columns: Vec<ColumnIndex> =
        program.columns().iter().rev().map(|column| turned.add_column(column.clone())).collect();
    let last = columns.len().saturating_sub(1);
    for row in program.rows().iter().rev() {
        let sum = row.sum.terms().map(|(column, factor)| (factor, columns[last - column.position()])).collect();
        turned.add_row(Row { sum, ..row.clone() });
    }
    turned
}
