//! Whether any plan keeps some named rules, found by trying every choice of options and asking only the audit.

use std::collections::BTreeSet;

use placewell::audit::breaches;
use placewell::conflict::{Edit, edited};
use placewell::decide::serve;
use placewell::domain::{Index, Plan, ProjectOption};
use placewell::model::Question;
use placewell::solve::Highs;

/// Whether any choice of options keeps the rules once `edits` are made.
pub fn possible(question: &Question<'_>, edits: &[Edit]) -> bool {
    let (model, instance) = edited(question, edits);
    let question = Question { instance: &instance, model: &model, distances: question.distances };
    let options: Vec<Index<ProjectOption>> = instance.option_indices().collect();
    (0_u32..1 << options.len()).any(|bits| {
        let chosen = options.iter().enumerate().filter(|(at, _)| bits >> at & 1 == 1).map(|(_, &option)| option);
        keeps(&question, chosen.collect())
    })
}

/// Whether a choice keeps the rules; where there is a floor, by the division of its places that serves it best.
fn keeps(question: &Question<'_>, funded: BTreeSet<Index<ProjectOption>>) -> bool {
    if question.model.coverage_floor.is_none() {
        return breaches(question, &Plan { funded, flows: Vec::new() }).is_empty();
    }
    serve(question, &funded, &Highs { seed: 0 }).is_ok_and(|served| breaches(question, &served.plan).is_empty())
}
