//! Instance and model to a mixed-integer linear program: every family states its rows.

use std::collections::{BTreeMap, BTreeSet};

use crate::constraints::{FAMILIES, Family, Part, Unknowns, size_of_serving, state_clauses};
use crate::domain::{Index, ProjectOption};
use crate::milp::{ColumnKind, Milp, Objective};
use crate::model::{Goal, Question};
use crate::network::Network;
use crate::objective::{Stage, cost_unit, coverage, stages, travel, worst_region};

/// A question as a solver is told it.
#[derive(Clone, Debug)]
pub struct Formulation {
    /// The columns and rows.
    pub milp: Milp,
    /// Which column says what.
    pub unknowns: Unknowns,
    /// What is sought in each stage, in order.
    pub stages: BTreeMap<Stage, Objective>,
    /// The unit of the stage `cost`, in pounds.
    pub cost_unit: i64,
}

/// What to choose: states `question` with every family of [`FAMILIES`].
///
/// Places used need not be whole columns where no row ties those of different sites together but capacity and
/// demand: for any choice of options what is left is a transportation problem, whose corners are whole (Hitchcock 1941).
/// A coverage floor is such a row, so with one they are whole by statement.
#[must_use]
pub fn formulate(question: &Question<'_>) -> Formulation {
    formulate_over(question, &Network::of(question))
}

/// As [`formulate`], over a network that stands for that of `question`.
#[must_use]
pub fn formulate_over(question: &Question<'_>, network: &Network) -> Formulation {
    let floors = question.model.coverage_floor.is_some() || question.model.goal == Goal::WorstRegion;
    let kind = if floors { ColumnKind::Whole } else { ColumnKind::Divisible };
    let mut milp = Milp::default();
    let unknowns = Unknowns::add_to(&mut milp, question, network, kind);
    for family in &FAMILIES {
        (family.state)(question, &unknowns, &mut milp);
    }
    state_clauses(question, &unknowns, &mut milp);
    let stages = stages(question, &unknowns, &mut milp);
    Formulation { milp, unknowns, stages, cost_unit: cost_unit(question) }
}

/// How many rows, columns and terms [`formulate_over`] states. Of a large network that is counted and not stated: it
/// would take longer, and more memory, than all that comes after.
#[must_use]
pub fn size_over(question: &Question<'_>, network: &Network) -> [usize; 3] {
    let size = |milp: &Milp| [milp.rows().len(), milp.columns().len(), milp.non_zeros()];
    if question.model.coverage_floor.is_some() || question.model.goal == Goal::WorstRegion {
        return size(&formulate_over(question, network).milp);
    }
    let [rows, columns, terms] = size(&formulate_over(question, &network.without_pairs()).milp);
    let (more_rows, more_terms) = size_of_serving(network);
    [rows + more_rows, columns + network.pairs.len(), terms + more_terms]
}

/// Whom the places of a plan serve: states only the rows that tie places to children, with every option settled.
#[must_use]
pub fn formulate_serving(question: &Question<'_>, funded: &BTreeSet<Index<ProjectOption>>) -> Formulation {
    let mut milp = Milp::default();
    let unknowns = Unknowns::add_to(&mut milp, question, &Network::of(question), ColumnKind::Whole);
    for option in question.instance.option_indices() {
        milp.fix(unknowns.fund(option), i64::from(funded.contains(&option)));
    }
    let serving = |family: &&Family| match family.part {
        Part::Choosing => false,
        Part::Serving | Part::Floor => true,
    };
    for family in FAMILIES.iter().filter(serving) {
        (family.state)(question, &unknowns, &mut milp);
    }
    // A plan chosen for its worst region has its places divided for that first, or the claim would not hold of it.
    let worst = worst_region(question, &unknowns).map(|worst| (Stage::WorstRegion, worst));
    let serving = [(Stage::Coverage, coverage(&unknowns)), (Stage::Travel, travel(&unknowns))];
    let stages = worst.into_iter().chain(serving).collect();
    Formulation { milp, unknowns, stages, cost_unit: cost_unit(question) }
}
