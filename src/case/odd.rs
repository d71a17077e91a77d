//! Numbers of a question that were hardly meant: in another unit, or a share where a whole was asked for.

use crate::domain::{Doubt, Instance, Money, ProjectOption};
use crate::model::{Bound, Effect, Measure, Model, Rule, Sense, matching};

/// Tenths of a per cent below which a cost or a need was hardly meant to be so much of what it was.
const SMALL: u32 = 500;

/// How many times the cheapest option must cost a bound before its unit is doubted.
const FAR: i64 = 1_000;

/// How many times what everything costs an amount may be and yet be what was meant.
const MOST: i64 = 10;

/// How many times what everything costs a bound must be before its noughts are doubted.
const BEYOND: i64 = 100;

/// What a model may ask of its dataset and looks odd.
pub(super) fn doubts(model: &Model, instance: &Instance) -> Vec<Doubt> {
    envelope(model, instance)
        .into_iter()
        .chain(model.rules.iter().filter_map(|rule| bound(rule, instance)))
        .chain(funds(model, instance))
        .chain(adjustments(model))
        .chain(reach(model))
        .chain(share(model))
        .collect()
}

/// An envelope that pays for nothing, or for everything.
fn envelope(model: &Model, instance: &Instance) -> Option<Doubt> {
    let envelope = model.envelope.total;
    let costs = Costs::of(instance.options().iter().map(|option| option.cost));
    if let Some(Costs { cheapest, .. }) = costs.filter(|costs| costs.cheapest > envelope) {
        let meant = costs.and_then(|costs| costs.meant(envelope));
        let words =
            format!("the envelope of {envelope} pays for no option: the cheapest costs {cheapest}; {}", asked(meant));
        return Some(Doubt::new("small-envelope", words));
    }
    let dearest = instance.projects().iter().map(|project| {
        let own = project.option_indices().map(|option| instance[option].cost);
        own.max().unwrap_or_default()
    });
    let all: Money = dearest.sum();
    let words = || format!("every project is within the envelope of {envelope}: the dearest options come to {all}");
    (all <= envelope).then(|| Doubt::new("envelope-of-all", words()))
}

/// What options cost, or have of another measure in pounds.
#[derive(Clone, Copy)]
struct Costs {
    /// The least of them that is any.
    cheapest: Money,
    /// All of them.
    all: Money,
}

/// A million.
const MILLION: i64 = 1_000_000;

impl Costs {
    fn of(amounts: impl Iterator<Item = Money>) -> Option<Self> {
        let some: Vec<Money> = amounts.filter(|amount| *amount > Money::ZERO).collect();
        Some(Self { cheapest: some.iter().copied().min()?, all: some.into_iter().sum() })
    }

    /// What was probably meant by an amount that is far too small: so many millions, or thousands.
    fn meant(self, amount: Money) -> Option<String> {
        let most = self.all.pounds().saturating_mul(MOST);
        let is_meant = |unit: i64| (self.cheapest.pounds()..=most).contains(&amount.pounds().saturating_mul(unit));
        let (unit, letter) = [(1_000_000, 'm'), (1_000, 'k')].into_iter().find(|(unit, _)| is_meant(*unit))?;
        let meant = amount.pounds().saturating_mul(unit);
        // What comes to whole millions is said in them: £100m, and not £100,000k.
        let millions = Money::from_pounds(meant.checked_div(MILLION).unwrap_or_default());
        let is_whole = meant.checked_rem(MILLION) == Some(0);
        Some(if is_whole { format!("{millions}m") } else { format!("{amount}{letter}") })
    }
}

/// What is asked of whoever wrote an amount.
fn asked(meant: Option<String>) -> String {
    meant.map_or_else(|| "is it in whole pounds?".to_owned(), |meant| format!("was {meant} meant?"))
}

/// A bound in pounds beside what the options come to that it speaks of.
fn bound(rule: &Rule, instance: &Instance) -> Option<Doubt> {
    let Bound::Money(bound) = rule.bound else { return None };
    let amounts = matching(instance, &rule.selector).map(|option| pounds(&rule.measure, &instance[option]));
    let costs = Costs::of(amounts)?;
    let id = &rule.id;
    if bound > Money::ZERO && bound.pounds().saturating_mul(FAR) <= costs.cheapest.pounds() {
        let words = format!(
            "the rule `{id}` has a bound of {bound}, and the cheapest option that it speaks of comes to {}; {}",
            costs.cheapest,
            asked(costs.meant(bound))
        );
        return Some(Doubt::of("small-bound", id.as_str(), words));
    }
    let is_beyond = rule.sense == Sense::AtMost && bound.pounds() >= costs.all.pounds().saturating_mul(BEYOND);
    is_beyond.then(|| {
        let all = costs.all;
        let words = format!(
            "the rule `{id}` has a bound of {bound}, and all options that it speaks of come to {all}: it has too many noughts"
        );
        Doubt::of("large-bound", id.as_str(), words)
    })
}

/// What an option has of a measure in pounds.
fn pounds(measure: &Measure, option: &ProjectOption) -> Money {
    match measure {
        Measure::Cost(Some(years)) => {
            option.spend.iter().filter(|(year, _)| years.contains(year)).map(|(_, money)| *money).sum()
        }
        Measure::Match => option.local_match,
        Measure::Partner => option.partner_pays(),
        _ => option.cost,
    }
}

/// Funds that are far too small to pay for anything.
fn funds(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let Some(costs) = Costs::of(instance.options().iter().map(|option| option.cost)) else { return Vec::new() };
    let is_small =
        |amount: Money| amount > Money::ZERO && amount.pounds().saturating_mul(FAR) <= costs.cheapest.pounds();
    let small = model.funds.iter().filter(|fund| is_small(fund.amount)).map(|fund| {
        let words = format!(
            "the fund `{}` holds {}, and the cheapest option costs {}; {}",
            fund.id,
            fund.amount,
            costs.cheapest,
            asked(costs.meant(fund.amount))
        );
        Doubt::of("small-fund", fund.id.as_str(), words)
    });
    small.collect()
}

/// Costs and needs that are a small part of what they were: so much more was meant.
fn adjustments(model: &Model) -> impl Iterator<Item = Doubt> {
    model.adjustments.iter().filter_map(|one| match one.effect {
        Effect::Cost(percent) | Effect::Demand(percent) if percent.tenths() < SMALL => {
            let more = percent.tenths().checked_add(1_000)?;
            let (whole, tenth) = (more / 10, more % 10);
            let more = if tenth == 0 { whole.to_string() } else { format!("{whole}.{tenth}") };
            let words = format!("{one}: that is far less than it was; was {more} meant?");
            Some(Doubt::of("small-percent", one.id.as_str(), words))
        }
        Effect::Cost(_) | Effect::Demand(_) | Effect::Delay(_) | Effect::Join(_) | Effect::WithdrawMatch => None,
    })
}

/// Bands that are worth next to nothing, or more than those within them.
fn reach(model: &Model) -> Vec<Doubt> {
    let mut doubts = Vec::new();
    for (care_type, reach) in &model.reach {
        if let Some(band) = reach.bands.iter().find(|band| band.worth.percent() == 1) {
            let words = format!(
                "a place of `{care_type}` within {} miles is worth 1% of one that is well located; was 100 meant?",
                band.miles
            );
            doubts.push(Doubt::of("small-worth", care_type.as_str(), words));
        }
        let further = reach.bands.windows(2).find(|bands| bands[1].worth > bands[0].worth);
        if let Some([near, far]) = further {
            let words = format!(
                "a place of `{care_type}` within {} miles is worth {}, and one further out, within {}, is worth more, {}: \
                 are they the wrong way round?",
                near.miles, near.worth, far.miles, far.worth
            );
            doubts.push(Doubt::of("worth-outwards", care_type.as_str(), words));
        }
    }
    doubts
}

/// A floor of less than one per cent.
fn share(model: &Model) -> Option<Doubt> {
    let thousandths = model.coverage_floor.as_ref()?.share.thousandths();
    (1..10).contains(&thousandths).then(|| {
        let words = format!("a coverage floor of 0.{thousandths}% asks for next to nothing; was {thousandths}0 meant?");
        Doubt::new("small-share", words)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_comes_to_whole_millions_is_said_in_them() {
        let pounds = Money::from_pounds;
        let costs = Costs { cheapest: pounds(420_000), all: pounds(200_000_000) };
        let meant = [100_000, 100_500, 13].map(|amount| costs.meant(pounds(amount)).unwrap_or_default());
        assert_eq!(meant, ["£100m", "£100,500k", "£13m"]);
    }
}
