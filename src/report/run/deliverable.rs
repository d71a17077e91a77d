//! What of the places that are added may be counted on: how many are expected, and how many one may be sure of.

use super::assured::{Lot, assured};
use super::state::Run;
use crate::domain::{Chance, Estimate, Index, Opening, Places, ProjectOption};
use crate::model::{Question, percent};
use crate::table::{Cell, summing};

/// The places that options add as is likely, as far as they are open by the horizon.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Deliverable {
    /// How many are expected, each counting as often as it is open: in cases, of which a place has [`Chance::WHOLE`].
    cases: i64,
    /// How many are open with at least the chance that is asked for; nothing where that takes too long to say.
    assured: Option<Places>,
}

/// The cases in a hundredth of a place.
const HUNDREDTH: u64 = Chance::WHOLE / 100;

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
        Opening::is_known(instance).then(|| {
            // Beyond 76 million places, of which no programme dreams, no more are told.
            let cases = |lot: &Lot| of_cases(lot.opening.chance().cases()) * i64::from(lot.places.count());
            Self {
                cases: lots.iter().map(cases).fold(0, i64::saturating_add),
                assured: assured(&lots, question.sureness()),
            }
        })
    }

    /// The places that are expected, in hundredths, to the nearest, halves up.
    #[must_use]
    pub fn expected(self) -> i64 {
        summing(&[self.cases], of_cases(HUNDREDTH)).into_iter().sum()
    }

    /// The most places that are open with at least the chance that is asked for; nothing where that takes too long to say.
    #[must_use]
    pub const fn assured(self) -> Option<Places> {
        self.assured
    }

    /// Its two numbers as cells.
    pub(in crate::report) fn cells(this: Option<Self>) -> [Cell; 2] {
        [this.map_or(Cell::Empty, |this| Cell::Hundredths(this.expected())), this.and_then(|this| this.assured).into()]
    }

    /// The two numbers of each part of a whole as cells: what is expected of them sums to what is of the whole.
    pub(super) fn cells_of_parts(parts: &[Option<Self>]) -> Vec<[Cell; 2]> {
        let cases: Vec<i64> = parts.iter().map(|part| part.map_or(0, |part| part.cases)).collect();
        let expected = summing(&cases, of_cases(HUNDREDTH)).into_iter();
        let cells = parts.iter().zip(expected).map(|(part, expected)| match part {
            Some(part) => [Cell::Hundredths(expected), part.assured.into()],
            None => [const { Cell::Empty }; 2],
        });
        cells.collect()
    }
}

/// Cases of a place, with a sign.
fn of_cases(cases: u64) -> i64 {
    i64::try_from(cases).expect("a place has fewer cases than 64 bits")
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
