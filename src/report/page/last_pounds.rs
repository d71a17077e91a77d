//! What the last of the money buys: two questions with two answers, told apart beside either of them.

use super::beside::Beside;
use crate::domain::{Money, WellLocated};
use crate::report::run::headline::other;
use crate::report::run::{Run, Totals};
use crate::table::millions;
use crate::whatif::frontier::Frontier;
use crate::whatif::parameter::Parameter;

/// Nothing where neither is asked: the plan does not add to the published one, and no frontier over the envelope is there.
pub(super) fn sentences(run: &Run<'_>, frontiers: &[Beside<Frontier>]) -> Vec<String> {
    let Some(published) = other(run) else { return Vec::new() };
    match frontiers.iter().find(|one| one.told.parameter == Parameter::Envelope) {
        Some(frontier) => afresh(run, &published, &frontier.told),
        None => on_top(run, &published),
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
        format!(
            "A frontier over the envelope asks the other: what is gained where the whole plan is chosen again at each \
             envelope, the published part of it too. There the first pounds already go to better-placed projects than the \
             published ones, so the last of them mostly add less; and all of it together has no less. `placewell \
             frontier` of a model that does not commit the published plan says how much, --at {},{}.",
            published.cost.pounds(),
            run.question.model.envelope.total.pounds()
        ),
    ]
}

/// Of a frontier over the envelope, whose plans need not have any of the published one.
fn afresh(run: &Run<'_>, published: &Totals, frontier: &Frontier) -> Vec<String> {
    let (from, to) = (published.cost, run.question.model.envelope.total);
    let step = gained(frontier, from, to).map_or_else(
        || {
            ", and says what each step gains: what the last money buys, once what the published plan costs and the whole \
             envelope are settings of it"
                .to_owned()
        },
        |gained| {
            let [from, to] = [from, to].map(|money| millions(money.pounds()));
            format!(": from £{from}m, which the published plan costs, to £{to}m it gains {gained} well-located places")
        },
    );
    vec![
        format!(
            "What the last money buys is asked in two ways. The frontier on this page chooses the whole plan again at \
             each envelope, the published part of it too{step}. The published plan, of {} well-located places, is no \
             point of it unless it is the best for its money.",
            published.well_located
        ),
        "A model that commits the published plan asks the other: what the same money adds to that plan as it stands. That \
         is more where well-placed projects were left out of it, and all of it together is no more than is found here. The \
         page of a run of such a model has that number."
            .to_owned(),
    ]
}

/// What a frontier gains from one setting to another, where both are on it and what is proved leaves one answer.
fn gained(frontier: &Frontier, from: Money, to: Money) -> Option<WellLocated> {
    let at = |money: Money| frontier.points.iter().find(|point| point.setting.amount == money.pounds());
    let (least, most) = frontier.step(at(from)?, at(to)?)?;
    let gained = u64::try_from(least).ok()?;
    (from < to && least == most).then(|| WellLocated::from_hundredths(gained))
}
