//! What of the places that are added may be counted on: how many are expected, and how many one may be sure of.

use super::assured::{Lot, assured};
use super::state::Run;
use crate::domain::{Chance, Estimate, Index, Opening, Places, ProjectOption};
use crate::model::{Question, percent};
use crate::table::Cell;

/// The places that options add as is likely, as far as they are open by the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deliverable {
    /// How many are expected, in hundredths: each counts as often as it is open.
    pub expected: u64,
    /// How many are open with at least the chance that is asked for.
    pub assured: Places,
}

impl Deliverable {
    /// Of these options; nothing where the dataset does not know what may keep places from opening.
    #[must_use]
    pub fn of(question: &Question<'_>, options: impl Iterator<Item = Index<ProjectOption>>) -> Option<Self> {
        let instance = question.instance;
        let lot = |option: Index<ProjectOption>| Lot {
            line: instance[instance[option].project].line,
            places: instance[option].additional.at(Estimate::Likely),
            opening: Opening::of(instance, option, question.model.horizon, question.model.as_of),
        };
        let lots: Vec<Lot> = options.map(lot).filter(|lot| lot.places > Places::ZERO).collect();
        Opening::is_known(instance)
            .then(|| Self { expected: expected(&lots), assured: assured(&lots, question.sureness()) })
    }

    /// Its two numbers as cells.
    pub(in crate::report) fn cells(this: Option<Self>) -> [Cell; 2] {
        let expected = this.map(|this| i64::try_from(this.expected).expect("places are counted in memory"));
        [expected.map_or(Cell::Empty, Cell::Hundredths), this.map(|this| this.assured).into()]
    }
}

/// The places that are expected, to the nearest hundredth, halves up.
fn expected(lots: &[Lot]) -> u64 {
    let cases = |lot: &Lot| u128::from(lot.opening.chance().cases()) * u128::from(lot.places.count());
    let whole = u128::from(Chance::WHOLE);
    let hundredths = (200 * lots.iter().map(cases).sum::<u128>() + whole) / (2 * whole);
    u64::try_from(hundredths).expect("no more than the places there are")
}

/// The places that a plan adds or keeps by the horizon and that do not count, as one may not be as sure of them as is asked.
pub(super) fn uncounted(run: &Run<'_>) -> Places {
    let Question { instance, model, .. } = run.question;
    let places = |option: &Index<ProjectOption>| {
        let all = instance.places_at(&instance[*option], model.horizon, model.estimate);
        all.less(run.question.places_at(*option, model.horizon))
    };
    run.plan.funded.iter().map(places).sum()
}

/// What the numbers are, where they are known.
pub(super) fn note(run: &Run<'_>) -> Option<String> {
    let (horizon, sure) = (run.question.model.horizon, percent(run.question.sureness()));
    Opening::is_known(run.question.instance).then(|| {
        format!(
            "Expected and assured are of the places added as is likely, by the refusals and delays of risks.csv: how many are \
             open by {horizon} on average, and how many at least with a chance of {sure}. What is assured of parts does not \
             sum to what is of all."
        )
    })
}
