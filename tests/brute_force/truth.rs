//! What is best in truth: every choice of options tried.

use std::collections::{BTreeMap, BTreeSet};

use placewell::audit::{audit, breaches};
use placewell::domain::{Flow, Plan};
use placewell::model::Model;

use super::case::Case;
use super::score::{Floor, Score, best_score};
use super::serving::{Division, best};
use super::subset::Subset;
use super::verdict::broken;

/// What trying every choice has found.
#[derive(Debug, Default)]
pub struct Truth {
    /// How good the best choice is, if any keeps every rule.
    pub best: Option<Score>,
    /// The families, and the goal, without which something better or larger would be chosen.
    pub biting: BTreeSet<&'static str>,
    /// What settles between the best choice and others: `cost`, `pounds` (under £1,000), `opening` or `miles`.
    pub ties: BTreeSet<&'static str>,
}

impl Truth {
    /// Tries every choice of options.
    ///
    /// # Errors
    ///
    /// If the audit and the rules as restated here do not agree on one of them.
    pub fn of(case: &Case) -> Result<Self, String> {
        let mut tried = Tried::default();
        for chosen in Subset::all(case.instance.options().len()) {
            let broken = broken(&case.instance, &case.model, chosen);
            let audited = audited(case, chosen);
            if broken != audited {
                return Err(format!("{chosen:?} breaks {broken:?}, but the audit says {audited:?}"));
            }
            match broken.into_iter().collect::<Vec<_>>().as_slice() {
                [] => tried.keeps_all(case, chosen)?,
                [family] => tried.free(family, best_score(case, chosen, Floor::Kept).as_ref()),
                _ => {}
            }
        }
        Ok(tried.truth())
    }
}

/// What has been tried so far.
#[derive(Default)]
struct Tried {
    /// The scores of the choices that keep every rule.
    kept: Vec<Score>,
    /// The most well-located places of any of those, divided with no eye to regions.
    most: u64,
    /// By family, the best score of a choice that breaks that one alone.
    freed: BTreeMap<&'static str, Score>,
}

impl Tried {
    /// Notes a choice that breaks no rule of choosing; what its places can do has yet to be seen.
    fn keeps_all(&mut self, case: &Case, chosen: Subset) -> Result<(), String> {
        if let Some((score, division)) = best_score(case, chosen, Floor::Kept) {
            agree_on(case, chosen, division.as_flows())?;
            self.kept.push(score);
        }
        if case.model.deliverability.is_some() {
            let model = Model { deliverability: None, ..case.model.clone() };
            let unasked = case.with(case.instance.clone(), model);
            self.free("deliverability", best_score(&unasked, chosen, Floor::Kept).as_ref());
        }
        if case.model.coverage_floor.is_some() {
            self.free("coverage_floor", best_score(case, chosen, Floor::PassedOver).as_ref());
        } else {
            self.most = self.most.max(Score::of(case, chosen, &best(case, chosen)).well_located);
        }
        Ok(())
    }

    /// Notes a choice that breaks one family alone.
    fn free(&mut self, family: &'static str, found: Option<&(Score, Division)>) {
        if let Some(&(score, _)) = found {
            let best = self.freed.entry(family).or_insert(score);
            *best = score.max(*best);
        }
    }

    fn truth(self) -> Truth {
        let best = self.kept.iter().max().copied();
        let worst_region = best.is_some_and(|best| self.most > best.well_located).then_some("worst_region");
        let biting = self.freed.into_iter().filter(|&(_, score)| Some(score) > best).map(|(family, _)| family);
        let biting = biting.chain(worst_region).collect();
        let ties = best.iter().flat_map(|best| self.kept.iter().filter_map(|score| tie(best, score))).collect();
        Truth { best, biting, ties }
    }
}

/// What settles between the best and another that keeps every rule, where coverage does not.
fn tie(best: &Score, other: &Score) -> Option<&'static str> {
    let dearer = other.cost.0 - best.cost.0;
    match (best.worst, best.well_located) == (other.worst, other.well_located) {
        true if dearer >= 1_000 => Some("cost"),
        true if dearer > 0 => Some("pounds"),
        true if best.opened > other.opened => Some("opening"),
        true if best.miles.0 < other.miles.0 => Some("miles"),
        _ => None,
    }
}

/// The families that the audit says a choice breaks, whomever its places serve.
fn audited(case: &Case, chosen: Subset) -> BTreeSet<&'static str> {
    let plan = Plan { funded: chosen.funded(&case.instance), flows: Vec::new() };
    let findings = audit(&case.question(), &plan);
    findings
        .iter()
        .filter(|found| !found.holds() && found.family != "coverage_floor")
        .map(|found| found.family)
        .collect()
}

/// Has the audit pass a choice with the best division of its places.
fn agree_on(case: &Case, chosen: Subset, flows: Vec<Flow>) -> Result<(), String> {
    let breaches = breaches(&case.question(), &Plan { funded: chosen.funded(&case.instance), flows });
    if breaches.is_empty() {
        Ok(())
    } else {
        Err(format!("{chosen:?} keeps every rule, but the audit says {breaches:?}"))
    }
}
