//! Whether any plan keeps the rules of an edited question.

use super::edit::{Edit, edited};
use super::patience::Patience;
use crate::audit::breaches;
use crate::decide::NoDecision;
use crate::domain::{Distances, Plan};
use crate::formulate::{Formulation, formulate};
use crate::milp::{ColumnIndex, Direction, Milp, Objective, Row, Sum};
use crate::model::Question;
use crate::reduce::reduce;
use crate::solve::{Found, Limits, Request, Solver, Status};

/// How much work one question is given, in nodes: the same on any machine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NodeLimit {
    /// A few: where the answer only saves work.
    Small,
    /// Many: where the answer is what is told.
    Large,
}

impl NodeLimit {
    const fn nodes(self) -> u32 {
        match self {
            Self::Small => 10,
            Self::Large => 300,
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
    patience: Patience<'a>,
}

/// The best there is for an objective, as far as it was found out.
pub(super) struct Best {
    /// Whether any plan keeps the rules, and the best that was found.
    pub possible: Possible,
    /// What no plan is better than, as the solver says.
    pub bound: Option<i64>,
}

/// What is sought, once it is stated in a program.
pub(super) type Aim<'a> = dyn Fn(&mut Formulation) -> Objective + 'a;

/// A question edited and stated.
struct Asked<'a> {
    question: Question<'a>,
    formulation: Formulation,
}

impl<'a> Examiner<'a> {
    /// Asks of `question` by way of `solver`, as long as it takes.
    #[must_use]
    pub fn new(question: Question<'a>, solver: &'a dyn Solver) -> Self {
        Self { question, solver, patience: Patience::default() }
    }

    /// The same for no longer than this: whatever is asked after that is not known.
    #[must_use]
    pub fn within(self, patience: Patience<'a>) -> Self {
        Self { patience, ..self }
    }

    /// Whether any plan keeps the rules once `edits` are made.
    ///
    /// # Errors
    ///
    /// When the solver fails, or proposes a plan that breaks a rule.
    pub fn possible(&self, edits: &[Edit], look: NodeLimit) -> Result<Possible, NoDecision> {
        let any = |_: &mut Formulation| Objective::new(Direction::Minimise, Sum::default());
        Ok(self.best(edits, look, &any)?.possible)
    }

    /// Whether `plan` keeps the rules once `edits` are made, by the audit.
    pub(super) fn keeps(&self, edits: &[Edit], plan: &Plan) -> bool {
        let (model, instance) = edited(&self.question, edits);
        breaches(&Question { instance: &instance, model: &model, ..self.question }, plan).is_empty()
    }

    /// The plan that is best for an aim, or the best that was found.
    pub(super) fn best(&self, edits: &[Edit], look: NodeLimit, aim: &Aim<'_>) -> Result<Best, NoDecision> {
        let unknown = |possible| Best { possible, bound: None };
        if self.patience.is_over() {
            return Ok(unknown(Possible::Unknown));
        }
        let (model, instance) = edited(&self.question, edits);
        // Whom the places serve decides nothing but a coverage floor: without one nobody need be served.
        let nowhere = Distances::default();
        let distances = if model.coverage_floor.is_some() { self.question.distances } else { &nowhere };
        let question = Question { instance: &instance, model: &model, distances };
        let mut asked = Asked { question, formulation: formulate(&question) };
        let objective = aim(&mut asked.formulation);
        let every = (0..asked.formulation.milp.rows().len()).collect();
        let milp = reduce(&asked.formulation.milp, [&objective], &every);
        match self.ask(&milp, &objective, look)? {
            Status::Optimal(found) | Status::Stopped(found) => {
                Ok(Best { possible: asked.audited(&found)?, bound: Some(found.bound) })
            }
            Status::Nothing => Ok(unknown(Possible::Unknown)),
            Status::Infeasible => Ok(unknown(self.second_opinion(&asked, &milp, look)?)),
        }
    }

    /// What is said of the same rows, told backwards, once it was said that nothing keeps them.
    fn second_opinion(&self, asked: &Asked<'_>, milp: &Milp, look: NodeLimit) -> Result<Possible, NoDecision> {
        let nothing = Objective::new(Direction::Maximise, Sum::default());
        match self.ask(&backwards(milp), &nothing, look)? {
            Status::Infeasible => Ok(Possible::No),
            Status::Nothing => Ok(Possible::Unknown),
            Status::Optimal(mut found) | Status::Stopped(mut found) => {
                found.values.reverse();
                asked.audited(&found)
            }
        }
    }

    fn ask(&self, milp: &Milp, objective: &Objective, look: NodeLimit) -> Result<Status, NoDecision> {
        let Patience { deadline, nodes, going } = self.patience;
        let nodes = nodes.map_or(look.nodes(), |nodes| nodes.min(look.nodes()));
        let limits = Limits { deadline, nodes: Some(nodes), ..Limits::default() };
        let request = Request { milp, objective, start: None, limits };
        Ok(self.solver.solve(&request, &mut |_| going())?.status)
    }
}

impl Asked<'_> {
    /// The plan that was found, if it keeps every rule exactly.
    fn audited(&self, found: &Found) -> Result<Possible, NoDecision> {
        let unknowns = &self.formulation.unknowns;
        let is_funded = |option: &_| found.values[unknowns.fund(*option).position()] == 1;
        let funded = self.question.instance.option_indices().filter(is_funded).collect();
        let plan = Plan { funded, flows: unknowns.flows(&found.values) };
        let broken = breaches(&self.question, &plan);
        if broken.is_empty() { Ok(Possible::Yes(plan)) } else { Err(NoDecision::Refused(broken)) }
    }
}

/// The same program with its columns and its rows in the opposite order.
fn backwards(milp: &Milp) -> Milp {
    let mut turned = Milp::default();
    let columns: Vec<ColumnIndex> =
        milp.columns().iter().rev().map(|column| turned.add_column(column.clone())).collect();
    let last = columns.len().saturating_sub(1);
    for row in milp.rows().iter().rev() {
        let sum = row.sum.terms().map(|(column, factor)| (factor, columns[last - column.position()])).collect();
        turned.add_row(Row { sum, ..row.clone() });
    }
    turned
}
