//! The least of several portions, exactly: a stage counts it in whole thousandths, and among values that are the same in
//! those the best is found here.
//!
//! Each portion is whole steps of its part, so that a least portion is one of finitely many fractions. Between what is
//! reached and the largest fraction below the next thousandth, the solver is asked for values all of whose portions are
//! more than a given one, which is a row of whole numbers for each; the fraction asked for halves what is left.

use super::NoDecision;
use super::session::Session;
use super::stages::{Claim, Run};
use crate::milp::{Comparison, Milp, Objective, Portion, Row};
use crate::model::Share;
use crate::objective::Stage;
use crate::solve::{Request, Status};

/// A part and its whole: any fraction.
type Fraction = (u128, u128);

/// In what a stage counts a least portion.
const THOUSAND: u128 = 1_000;

/// Betters what `run` has reached of `objective` as far as can be within the claim's thousandth, and adds the cutoffs by
/// which the stages to come keep that. Nothing where the objective is no least portion.
pub(super) fn settle_exact_share(
    session: &mut Session<'_>,
    milp: &mut Milp,
    objective: &Objective,
    run: &mut Run,
    claim: &mut Claim,
) -> Result<(), NoDecision> {
    let portions = &objective.least_of;
    let Some(mut reached) = least(portions, &run.values) else { return Ok(()) };
    let next = (u128::try_from(claim.bound + 1).unwrap_or_default(), THOUSAND);
    let mut most = largest(portions, |portion| from(portion, next).saturating_sub(1)).max(reached);
    let mut asked = fraction(reached);
    while claim.optimal && reached < most {
        let narrowed = narrowed(milp, objective, claim, asked);
        let request = Request { milp: &narrowed, objective, start: None, limits: session.limits };
        let outcome = session.solve(claim.stage, &request)?;
        run.work += outcome.work;
        match outcome.status {
            Status::Optimal(found) | Status::Stopped(found) => match least(portions, &found.values) {
                Some(share) if share > reached => (reached, run.values) = (share, found.values),
                // What was found is not what was asked for.
                _ => claim.optimal = false,
            },
            Status::Infeasible => most = largest(portions, |portion| above(portion, asked) - 1).max(reached),
            Status::Nothing => claim.optimal = false,
        }
        asked = between(fraction(reached), fraction(most));
    }
    claim.share = Some(most);
    let kept = fraction(reached);
    for portion in portions {
        milp.add_row(at_least(claim.stage, portion, from(portion, kept)));
    }
    Ok(())
}

/// The program of the values of which every portion is more than `asked`, and which are as good in thousandths.
fn narrowed(milp: &Milp, objective: &Objective, claim: &Claim, asked: Fraction) -> Milp {
    let mut narrowed = milp.clone();
    for (column, _) in objective.sum.terms() {
        narrowed.fix(column, claim.value);
    }
    for portion in &objective.least_of {
        narrowed.add_row(at_least(claim.stage, portion, above(portion, asked)));
    }
    narrowed
}

/// The row of a portion of at least so many steps.
fn at_least(stage: Stage, portion: &Portion, steps: u128) -> Row {
    let bound = i64::try_from(steps * step(portion)).expect("no part is larger than its whole by more than a step");
    let label = format!("best[{stage}, exactly]");
    Row { label, sum: portion.sum.clone(), comparison: Comparison::AtLeast, bound }
}

/// The least portion that `values` have; nothing where there are no portions.
fn least(portions: &[Portion], values: &[i64]) -> Option<Share> {
    let share = |portion: &Portion| share(portion, u128::try_from(portion.sum.value(values)).unwrap_or_default());
    portions.iter().map(share).min()
}

/// The largest that a least portion can be where each portion has at most so many steps.
fn largest(portions: &[Portion], steps: impl Fn(&Portion) -> u128) -> Share {
    // The least is one of them; a portion of nothing is nought whatever the values.
    let shares = || portions.iter().map(|portion| share(portion, steps(portion) * step(portion)));
    let is_empty = |portion: &Portion| portion.sum.terms().next().is_none();
    let nought = portions.iter().any(is_empty).then(|| share(&portions[0], 0));
    nought.or_else(|| shares().max()).unwrap_or(Share::ALL)
}

fn share(portion: &Portion, part: u128) -> Share {
    let whole = u64::try_from(portion.whole).expect("a whole is more than nought");
    Share::of(u64::try_from(part).unwrap_or(whole).min(whole), whole).expect("a part is no more than its whole")
}

/// What the parts of a portion come in.
fn step(portion: &Portion) -> u128 {
    u128::try_from(portion.sum.step()).unwrap_or_default().max(1)
}

/// The fewest steps of which a portion is more than a fraction.
fn above(portion: &Portion, (part, whole): Fraction) -> u128 {
    part * all(portion) / (whole * step(portion)) + 1
}

/// The fewest steps of which a portion is a fraction or more.
fn from(portion: &Portion, (part, whole): Fraction) -> u128 {
    (part * all(portion)).div_ceil(whole * step(portion))
}

fn all(portion: &Portion) -> u128 {
    u128::try_from(portion.whole).expect("a whole is more than nought")
}

fn fraction(share: Share) -> Fraction {
    let (part, whole) = share.terms();
    (part.into(), whole.into())
}

/// The middle of two fractions.
const fn between((part, whole): Fraction, (other, of): Fraction) -> Fraction {
    (part * of + other * whole, 2 * whole * of)
}
