//! What the last of the money buys: two questions with two answers, told apart beside either of them.

use super::beside::Beside;
use super::first::row;
use super::piece::Piece;
use super::said::Said;
use crate::domain::{Money, WellLocated};
use crate::report::run::{Counterpart, Run, Totals, headline};
use crate::table::millions;
use crate::whatif::frontier::Frontier;
use crate::whatif::parameter::Parameter;

/// Nothing where neither is asked: the plan does not add to the one that it is compared with, and no frontier over the envelope is there.
pub(super) fn sentences(run: &Run<'_>, there: Option<&Counterpart<'_>>, frontiers: &[Beside<Frontier>]) -> Vec<Said> {
    let Some(there) = there else { return Vec::new() };
    match frontiers.iter().find(|one| one.told.parameter == Parameter::Envelope) {
        Some(frontier) => afresh(run, there, &frontier.told),
        None => on_top(run, there),
    }
}

/// Of a plan that has all of the other and more.
fn on_top(run: &Run<'_>, there: &Counterpart<'_>) -> Vec<Said> {
    let (now, then, name) = (Totals::of(&run.question, run.plan), there.totals(), &there.name);
    if !there.is_kept(run) || now.cost <= then.cost || now.well_located <= then.well_located {
        return Vec::new();
    }
    let located = |column| cell(run, there, "well_located_places", column);
    let nouns = ("well-located place", "well-located places");
    vec![
        Said::new(&format!(
            "What the last money buys is asked in two ways. Here {name} stays, and the best is added to it: "
        ))
        .counted(located("difference"), nouns)
        .words(" more than its ")
        .number(located("published_plan"))
        .words(". That is what can still be decided."),
        Said::new(&format!(
            "A frontier over the envelope asks the other: what is gained where the whole plan is chosen again at each \
             envelope, {} of it too. There the first pounds already go to better-placed projects than {}, so the last \
             of them mostly add less; and all of it together has no less. `placewell frontier` of a model that does not \
             commit {name} says how much, --at {},{}.",
            there.part,
            there.ones,
            then.cost.pounds(),
            run.question.model.envelope.total.pounds()
        )),
    ]
}

/// A number of the headline beside what the run is compared with.
fn cell(run: &Run<'_>, there: &Counterpart<'_>, measure: &str, column: &str) -> Piece {
    let headline = headline::beside(run, Some(there));
    Piece::of(&headline, row(&headline, measure), column).placed(Some(there))
}

/// Of a frontier over the envelope, whose plans need not have any of the other.
fn afresh(run: &Run<'_>, there: &Counterpart<'_>, frontier: &Frontier) -> Vec<Said> {
    let (from, to, name) = (there.totals().cost, run.question.model.envelope.total, &there.name);
    let said = Said::new(&format!(
        "What the last money buys is asked in two ways. The frontier on this page chooses the whole plan again at each \
         envelope, {} of it too",
        there.part
    ));
    let said = match gained(frontier, from, to) {
        None => said.words(&format!(
            ", and says what each step gains: what the last money buys, once what {name} costs and the whole envelope \
             are settings of it"
        )),
        Some(gained) => {
            let said = said.words(": from ").millions(cell(run, there, "dfe_cost_gbp", "published_plan"));
            let to = millions(to.pounds());
            said.words(&format!(", which {name} costs, to £{to}m it gains {gained} well-located places"))
        }
    };
    vec![
        said.words(&format!(". {}, of ", there.first()))
            .number(cell(run, there, "well_located_places", "published_plan"))
            .words(" well-located places, is no point of it unless it is the best for its money."),
        Said::new(&format!(
            "A model that commits {name} asks the other: what the same money adds to that plan as it stands. That is more \
             where well-placed projects were left out of it, and all of it together is no more than is found here. The \
             page of a run of such a model has that number."
        )),
    ]
}

/// What a frontier gains from one setting to another, where both are on it and what is proved leaves one answer.
fn gained(frontier: &Frontier, from: Money, to: Money) -> Option<WellLocated> {
    let at = |money: Money| frontier.points.iter().find(|point| point.setting.amount == money.pounds());
    let (least, most) = frontier.step(at(from)?, at(to)?)?;
    let gained = u64::try_from(least).ok()?;
    (from < to && least == most).then(|| WellLocated::from_hundredths(gained))
}
