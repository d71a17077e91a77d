//! A network made smaller, and the last stage then: of plans as good in all else, the one nearest to the children.
//!
//! A network that was made smaller has no miles, so this stage is put over the network as it is, with what came of the
//! stages before it kept by their cutoffs.

use std::collections::BTreeMap;

use super::NoDecision;
use super::session::Session;
use super::stages::{Run, add_cutoff, run_stages_from};
use crate::formulate::{Formulation, formulate_over};
use crate::milp::{Milp, Row};
use crate::model::{Goal, Question};
use crate::network::Network;
use crate::objective::Stage;
use crate::solve::{Request, Status};

/// The most pairs within reach for which plans are compared by miles: three times England's. With more, the stage costs far
/// more than all the others (of 2,400 projects and 1,500 areas, with 97,563 pairs, 31 s beside 5 s, without a proof). The
/// places of the plan are given to the nearest children in any case.
const MOST_PAIRS: usize = 20_000;

/// What the solver is asked first: over a smaller network where that is worth the same for every choice of options.
///
/// A floor speaks of regions, which a smaller network does not know. A network that would lose little is left alone, so
/// that plans are compared by miles in the same search: of England's main job it takes a tenth of the pairs, and the
/// search that follows was no shorter (a matter of luck: 15 s became 5 s on one model, 39 s became 210 s on another).
pub(super) fn formulate_choosing(question: &Question<'_>, network: &Network) -> Formulation {
    let floors = question.model.coverage_floor.is_some() || question.model.goal == Goal::WorstRegion;
    let reduced =
        (!floors).then(|| network.reduced()).filter(|reduced| 4 * reduced.pairs.len() < 3 * network.pairs.len());
    let Some(reduced) = reduced else { return formulate_over(question, network) };
    let mut formulation = formulate_over(question, &reduced);
    formulation.stages.remove(&Stage::Travel);
    formulation
}

/// `run`, which came of all stages of `formulation`, with the nearest of the plans that are as good.
pub(super) fn run_travel_stage(
    session: &mut Session<'_>,
    network: &Network,
    formulation: &Formulation,
    no_goods: &[Row],
    run: Run,
) -> Result<Run, NoDecision> {
    let (question, limits) = (session.question, session.limits);
    let has_miles = formulation.stages.contains_key(&Stage::Travel);
    if has_miles || session.bound.is_some() || network.pairs.len() > MOST_PAIRS || !run.is_settled(&formulation.stages)
    {
        return Ok(run);
    }
    let mut whole = formulate_over(question, network);
    let Some(miles) = whole.stages.remove(&Stage::Travel) else { return Ok(run) };
    for row in no_goods {
        whole.milp.add_row(row.clone());
    }
    for (objective, claim) in whole.stages.values().zip(&run.claims) {
        add_cutoff(&mut whole.milp, objective, claim);
    }
    let request = Request { milp: &with_options_fixed(question, &whole, &run), objective: &miles, start: None, limits };
    let outcome = session.solve_quietly(&request)?;
    let mut work = run.work;
    work += outcome.work;
    let Status::Optimal(found) = outcome.status else { return Ok(Run { work, ..run }) };
    let start = Run { values: found.values, claims: run.claims, work };
    run_stages_from(session, &whole.milp, &BTreeMap::from([(Stage::Travel, miles)]), start)
}

/// The program of `whole` with the plan that `run` came to.
fn with_options_fixed(question: &Question<'_>, whole: &Formulation, run: &Run) -> Milp {
    let mut milp = whole.milp.clone();
    for option in question.instance.option_indices() {
        // Options come first among the columns, whatever the network.
        let column = whole.unknowns.fund(option);
        milp.fix(column, run.values[column.position()]);
    }
    milp
}
