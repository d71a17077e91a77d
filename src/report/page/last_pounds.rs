//! What the last of the money buys: two questions with two answers, told apart beside either of them.

use super::super::headline::other;
use super::super::number::millions;
use super::super::run::Run;
use super::super::totals::Totals;
use super::beside::Beside;
use crate::domain::{Money, WellLocated};
use crate::whatif::dial::Dial;
use crate::whatif::frontier::{Frontier, Point};

/// Nothing where neither is asked: the plan does not add to the published one, and no frontier over the envelope is there.
pub(super) fn sentences(run: &Run<'_>, frontiers: &[Beside<Frontier>]) -> Vec<String> {
    let Some(published) = other(run) else { return Vec::new() };
    let of_envelope = frontiers.iter().find(|one| one.told.dial == Dial::Envelope);
    match of_envelope {
        Some(frontier) => afresh(&frontier.told, &published),
        None => on_top(run, &published),
    }
}

/// Of a plan that has all of the published one and more.
fn on_top(run: &Run<'_>, published: &Totals) -> Vec<String> {
    let keeps = run.published.is_some_and(|published| published.funded.is_subset(&run.plan.funded));
    let now = Totals::of(&run.question, run.plan);
    if !keeps || now.cost <= published.cost || now.well_located < published.well_located {
        return Vec::new();
    }
    vec![
        format!(
            "What the last money buys is asked in two ways. Here the published plan stays, and the best is added to it: \
             £{} more buys {} well-located places more than its {}. That is what can still be decided.",
            pounds(now.cost - published.cost),
            less(now.well_located, published.well_located),
            published.well_located
        ),
        "A frontier over the envelope asks the other: what is gained where the whole plan is chosen again at each \
         envelope, the published part of it too. There the first pounds already go to better-placed projects than the \
         published ones, so the last of them mostly add less; and all of it together mostly has more."
            .to_owned(),
    ]
}

/// Of a frontier over the envelope, whose plans need not have any of the published one.
fn afresh(frontier: &Frontier, published: &Totals) -> Vec<String> {
    let found = |point: &Point| Some((point.setting.amount, point.found.as_ref()?.well_located));
    let found: Vec<(i64, WellLocated)> = frontier.points.iter().filter_map(found).collect();
    let at_published = found.iter().find(|(amount, _)| *amount == published.cost.pounds());
    let beside = at_published.map(|(_, places)| {
        format!(
            " The published plan has {} well-located places for £{}m; one chosen again for as much has {places}.",
            published.well_located,
            millions(published.cost.pounds())
        )
    });
    let ([(first, then), .., (last, now)], true) = (found.as_slice(), found.len() > 1) else { return Vec::new() };
    vec![
        format!(
            "What the last money buys is asked in two ways. Here the whole plan is chosen again at each envelope, the \
             published part of it too: from £{}m to £{}m that gains {} well-located places.{}",
            millions(*first),
            millions(*last),
            less(*now, *then),
            beside.unwrap_or_default()
        ),
        "A model that commits the published plan asks the other: what the same money adds to that plan as it stands. That \
         is more where well-placed projects were left out of it, and all of it together is no more than is found here."
            .to_owned(),
    ]
}

fn pounds(money: Money) -> String {
    format!("{}m", millions(money.pounds()))
}

fn less(one: WellLocated, other: WellLocated) -> WellLocated {
    WellLocated::from_hundredths(one.hundredths().saturating_sub(other.hundredths()))
}
