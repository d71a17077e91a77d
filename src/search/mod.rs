//! A plan of placewell's own, found without a solver: swaps from nothing, worse ones accepted less and less.
//!
//! It serves three ends. A solver starts from it and has less to prove; an answer that is worse than it is refused; and
//! "no plan can meet the rules" is not believed while it stands. It uses no rows and no solver: limits are tallied as
//! the audit reads them, places are divided by [`crate::transport`], and only a plan that the audit passes is returned.
//!
//! The method is threshold accepting (Dueck and Scheuer 1990), which needs no fractions: a change is made unless it is
//! worse by more than a threshold drawn at random, whose largest value falls to nought. All in whole numbers from a
//! fixed seed, so the same question has the same plan on any machine.

mod anneal;
mod funds;
mod overruns;
mod record;
mod relief;
mod state;
mod sum;
mod tally;

use std::ops::ControlFlow;

use crate::audit::{breaches, well_located};
use crate::domain::{Plan, WellLocated};
use crate::model::Question;
use anneal::Anneal;

/// Who is asked from time to time whether to go on.
pub type Going<'a> = dyn FnMut() -> ControlFlow<()> + 'a;

/// How many changes are tried.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Tries(pub u32);

impl Tries {
    /// As many as a plan that is shown is worth: 200 for each option, and at most 300,000, which take a few seconds.
    #[must_use]
    pub fn for_question(question: &Question<'_>) -> Self {
        let options = u32::try_from(question.instance.options().len()).unwrap_or(u32::MAX);
        Self(options.saturating_mul(200).min(300_000))
    }

    /// As many as a plan is worth that an answer is held against, and that is shown only where a solver fails: of a large
    /// question fewer, so that they take less time than the solver does.
    #[must_use]
    pub fn for_second_opinion(question: &Question<'_>) -> Self {
        Self(Self::for_question(question).0.min(40_000))
    }
}

/// The best plan found near `plan`, no worse than it in places and then in cost, with its flows; `None` if none that
/// breaks no rule was met, as where `plan` itself breaks one.
#[must_use]
pub fn improve(question: &Question<'_>, plan: &Plan, tries: Tries, going: &mut Going<'_>) -> Option<Plan> {
    let keeps_every_rule = |plan: &Plan| breaches(question, plan).is_empty();
    Anneal::from(question, plan).run(tries, question, &keeps_every_rule, going)
}

/// A plan that breaks no rule, as near to `plan` in what it is worth as was found: for one that is good but for a limit
/// that was changed; `None` if none was met, which proves nothing.
#[must_use]
pub fn mend(question: &Question<'_>, plan: &Plan, tries: Tries) -> Option<Plan> {
    let keeps_every_rule = |plan: &Plan| breaches(question, plan).is_empty();
    Anneal::from(question, plan).careful().run(tries, question, &keeps_every_rule, &mut || ControlFlow::Continue(()))
}

/// The plan found near `plan` that breaks no rule and has `floor` well-located places, and of such plans the one that has
/// most once so many hundredths of a place are held `against` each project, below nought in its favour; `None` if none
/// was met.
#[must_use]
pub fn depart(
    question: &Question<'_>,
    plan: &Plan,
    against: Vec<i64>,
    floor: WellLocated,
    tries: Tries,
) -> Option<Plan> {
    let acceptable = |plan: &Plan| well_located(question, plan) >= floor && breaches(question, plan).is_empty();
    Anneal::from(question, plan).against(against).run(tries, question, &acceptable, &mut || ControlFlow::Continue(()))
}

/// The best plan found for `question` that breaks no rule, with its flows; `None` if none was found, which proves
/// nothing. It looks for well-located places, then for less cost; a floor under regions it does not look for.
#[must_use]
pub fn own_plan(question: &Question<'_>, tries: Tries) -> Option<Plan> {
    own_plan_while(question, tries, &mut || ControlFlow::Continue(()))
}

/// As [`own_plan`], for as long as whoever is asked from time to time lets it go on.
#[must_use]
pub fn own_plan_while(question: &Question<'_>, tries: Tries, going: &mut Going<'_>) -> Option<Plan> {
    let keeps_every_rule = |plan: &Plan| breaches(question, plan).is_empty();
    Anneal::new(question).run(tries, question, &keeps_every_rule, going)
}
