//! Parts of a question that are unlikely: reaches and years beyond all measure, changes many times what there is, and
//! limits that nothing comes near.

use crate::domain::{Doubt, FinancialYear, Instance, Miles, ProjectOption};
use crate::model::{Adjustment, Bound, Effect, Measure, Model, Rule, Sense, matching};

/// Miles beyond which nothing of England is from anything else of it.
const FURTHEST: Miles = Miles::from_tenths(5_000);

/// Miles within which there is hardly more than the place itself.
const NEAREST: Miles = Miles::from_tenths(10);

/// Years after all there is in which hardly anybody counts places.
const LATE: u16 = 10;

/// Tenths of a per cent from which a cost or a need was hardly meant to be so many times what it was.
const LARGE: u32 = 5_000;

/// How many times all that there is of it a limit in places, projects or homes must be before its noughts are doubted.
const BEYOND: u64 = 100;

/// What of `model` is unlikely of this dataset.
pub(super) fn doubts(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let adjustments = model.adjustments.iter().filter_map(|one| adjustment(model, instance, one));
    let bounds = model.rules.iter().filter_map(|rule| bound(instance, rule));
    reaches(model).chain(horizon(model, instance)).chain(adjustments).chain(bounds).collect()
}

/// Reaches that hold nobody, or everybody.
fn reaches(model: &Model) -> impl Iterator<Item = Doubt> {
    model.reach.iter().filter_map(|(care_type, reach)| {
        let words = match reach.furthest() {
            None => format!("the reach of `{care_type}` has no band: no place of it serves anybody"),
            Some(miles) if miles < NEAREST => {
                format!("the reach of `{care_type}` ends at {miles} miles: it holds hardly anybody; is it in miles?")
            }
            Some(miles) if miles > FURTHEST => {
                let england = FURTHEST.tenths() / 10;
                format!("the reach of `{care_type}` is {miles} miles, and England is not {england} miles long: is it in miles?")
            }
            Some(_) => return None,
        };
        Some(Doubt::of("odd-reach", care_type.as_str(), words))
    })
}

/// A horizon long after everything has opened, and all that is at risk has fallen away.
fn horizon(model: &Model, instance: &Instance) -> Option<Doubt> {
    let opens = instance.options().iter().map(|option| option.opens);
    let last = opens.chain(instance.homes().iter().filter_map(|home| home.at_risk_from)).max()?;
    let is_far = last.later(LATE).is_some_and(|late| late <= model.horizon);
    is_far.then(|| {
        let words = format!("the horizon is {}, and nothing opens or falls away after {last}", model.horizon);
        Doubt::new("far-horizon", words)
    })
}

/// A change that makes many times of something what it was, or puts off what it speaks of until it counts no more.
fn adjustment(model: &Model, instance: &Instance, one: &Adjustment) -> Option<Doubt> {
    match one.effect {
        Effect::Cost(percent) | Effect::Demand(percent) if percent.tenths() >= LARGE => {
            let (times, tenth) = (percent.tenths() / 1_000, percent.tenths() % 1_000 / 100);
            let words = format!(
                "{one}: that is {times}.{tenth} times what it was: per cents are of what there is, and not on top"
            );
            Some(Doubt::of("large-percent", one.id.as_str(), words))
        }
        Effect::Delay(_) => {
            let as_read = instance.as_read().unwrap_or(instance);
            let spoken_of: Vec<_> = matching(as_read, &one.selector).collect();
            let counts = |options: &[ProjectOption], horizon: FinancialYear| {
                spoken_of.iter().filter(|at| options[at.position()].is_open_by(horizon)).count()
            };
            let [was, is] = [as_read, instance].map(|instance| counts(instance.options(), model.horizon));
            (was > 0 && is == 0).then(|| {
                let words = format!(
                    "{one}: all that it speaks of then opens after {}, the horizon, and counts no more",
                    model.horizon
                );
                Doubt::of("late-delay", one.id.as_str(), words)
            })
        }
        Effect::Cost(_) | Effect::Demand(_) | Effect::Join(_) | Effect::WithdrawMatch => None,
    }
}

/// A limit in places, projects or homes that is many times all there is. Those in pounds are doubted with other money.
fn bound(instance: &Instance, rule: &Rule) -> Option<Doubt> {
    let Bound::Count(bound) = rule.bound else { return None };
    let count = |option: &ProjectOption| match &rule.measure {
        Measure::Additional(estimate) => option.additional.at(*estimate).count(),
        Measure::Protected => option.protected.count(),
        Measure::Improved => option.improved.count(),
        Measure::PartnerPlaces => option.partner_places().count(),
        Measure::Projects | Measure::Homes | Measure::Cost(_) | Measure::Match | Measure::Partner => 1,
    };
    let all: u64 = matching(instance, &rule.selector).map(|option| u64::from(count(&instance[option]))).sum();
    let is_beyond = rule.sense == Sense::AtMost && all > 0 && u64::from(bound) / BEYOND >= all;
    is_beyond.then(|| {
        let id = &rule.id;
        let words = format!(
            "the rule `{id}` has a bound of {bound}, and all options that it speaks of come to {all}: it has too many noughts"
        );
        Doubt::of("large-bound", id.as_str(), words)
    })
}
