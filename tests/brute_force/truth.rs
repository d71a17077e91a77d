//! What is best in truth: every choice of options tried.

use std::collections::{BTreeMap, BTreeSet};

use placewell::audit::{audit, breaches};
use placewell::domain::{Flow, Plan};

use super::case::Case;
use super::score::{Floor, Score, best_score};
use super::serving::best;
use super::subset::Subset;
use super::verdict::broken;

/// What trying every choice has found.
#[derive(Debug, Default)]
pub struct Truth {
    /// How good the best choice is, if any keeps every rule.
    pub best: Option<Score>,
    /// The families, and the goal, without which something better or larger would be chosen.
    pub biting: BTreeSet<&'static str>,
    /// What settles between the best choice and others: `cost`, `pounds` (under £1,000) or `miles`.
    pub ties: BTreeSet<&'static str>,
}

impl Truth {
    /// Tries every choice of options.
    ///
    /// # Errors
    ///
    /// If the audit and the rules as restated here do not agree on one of them.
    pub fn of(case: &Case) -> Result<Self, String> {
        let (mut kept, mut most) = (Vec::new(), 0);
        let mut freed: BTreeMap<&'static str, Score> = BTreeMap::new();
        for chosen in Subset::all(case.problem.options().len()) {
            let broken = broken(&case.problem, &case.model, chosen);
            let audited = audited(case, chosen);
            if broken != audited {
                return Err(format!("{chosen:?} breaks {broken:?}, but the audit says {audited:?}"));
            }
            let mut free = |family, score: Score| {
                let best = freed.entry(family).or_insert(score);
                *best = score.max(*best);
            };
            match broken.into_iter().collect::<Vec<_>>().as_slice() {
                [] => {
                    if let Some((score, division)) = best_score(case, chosen, Floor::Kept) {
                        agree_on(case, chosen, division.as_flows())?;
                        kept.push(score);
                        if case.model.coverage_floor.is_none() {
                            most = most.max(best(case, chosen).well_located());
                        }
                    }
                    if case.model.coverage_floor.is_some() {
                        free("coverage_floor", best_score(case, chosen, Floor::PassedOver).expect("a division").0);
                    }
                }
                [family] => {
                    if let Some((score, _)) = best_score(case, chosen, Floor::Kept) {
                        free(family, score);
                    }
                }
                _ => {}
            }
        }
        let best = kept.iter().max().copied();
        let worst_region = best.is_some_and(|best| most > best.well_located).then_some("worst_region");
        let biting = freed.into_iter().filter(|&(_, score)| Some(score) > best).map(|(family, _)| family);
        let biting = biting.chain(worst_region).collect();
        let ties = best.map_or_else(BTreeSet::new, |best| kept.iter().filter_map(|score| tie(&best, score)).collect());
        Ok(Self { best, biting, ties })
    }
}

/// What settles between the best and another that keeps every rule, where coverage does not.
fn tie(best: &Score, other: &Score) -> Option<&'static str> {
    let dearer = other.cost.0 - best.cost.0;
    match (best.worst, best.well_located) == (other.worst, other.well_located) {
        true if dearer >= 1_000 => Some("cost"),
        true if dearer > 0 => Some("pounds"),
        true if best.miles.0 < other.miles.0 => Some("miles"),
        _ => None,
    }
}

/// The families that the audit says a choice breaks, whomever its places serve.
fn audited(case: &Case, chosen: Subset) -> BTreeSet<&'static str> {
    let plan = Plan { funded: chosen.funded(&case.problem), flows: Vec::new() };
    let findings = audit(&case.question(), &plan);
    findings
        .iter()
        .filter(|found| !found.holds() && found.family != "coverage_floor")
        .map(|found| found.family)
        .collect()
}

/// Has the audit pass a choice with the best division of its places.
fn agree_on(case: &Case, chosen: Subset, flows: Vec<Flow>) -> Result<(), String> {
    let breaches = breaches(&case.question(), &Plan { funded: chosen.funded(&case.problem), flows });
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(format!("{chosen:?} keeps every rule, but the audit says {breaches:?}"))
    }
}
