//! What the last of the money buys: two questions with two answers, told apart beside either of them.

use super::super::headline::other;
use super::super::run::Run;
use super::super::totals::Totals;
use super::beside::Beside;
use crate::domain::WellLocated;
use crate::whatif::dial::Dial;
use crate::whatif::frontier::Frontier;

/// Nothing where neither is asked: the plan does not add to the published one, and no frontier over the envelope is there.
pub(super) fn sentences(run: &Run<'_>, frontiers: &[Beside<Frontier>]) -> Vec<String> {
    let Some(published) = other(run) else { return Vec::new() };
    if frontiers.iter().any(|one| one.told.dial == Dial::Envelope) {
        afresh(&published)
    } else {
        on_top(run, &published)
    }
}

/// Of a plan that has all of the published one and more.
fn on_top(run: &Run<'_>, published: &Totals) -> Vec<String> {
    let keeps = run.published.is_some_and(|published| published.funded.is_subset(&run.plan.funded));
    let now = Totals::of(&run.question, run.plan);
    if !keeps || now.cost <= published.cost || now.well_located <= published.well_located {
        return Vec::new();
    }
    let more = WellLocated::from_hundredths(now.well_located.hundredths() - published.well_located.hundredths());
    vec![
        format!(
            "What the last money buys is asked in two ways. Here the published plan stays, and the best is added to it: \
             {more} well-located places more than its {}. That is what can still be decided.",
            published.well_located
        ),
        "A frontier over the envelope asks the other: what is gained where the whole plan is chosen again at each \
         envelope, the published part of it too. There the first pounds already go to better-placed projects than the \
         published ones, so the last of them mostly add less; and all of it together has no less."
            .to_owned(),
    ]
}

/// Of a frontier over the envelope, whose plans need not have any of the published one.
fn afresh(published: &Totals) -> Vec<String> {
    vec![
        format!(
            "What the last money buys is asked in two ways. The frontier on this page chooses the whole plan again at \
             each envelope, the published part of it too, and says what each step gains. The published plan, of {} \
             well-located places, is no point of it unless it is the best for its money.",
            published.well_located
        ),
        "A model that commits the published plan asks the other: what the same money adds to that plan as it stands. That \
         is more where well-placed projects were left out of it, and all of it together is no more than is found here."
            .to_owned(),
    ]
}
