//! The limits of a model that can be changed by their number alone, each under a name.

use crate::domain::{Malformed, Money, Places};
use crate::model::{Bound, Measure, Model, Sense};

/// A limit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limit {
    /// Its name, as in `rule[open-new-ceiling]`: the section of the model that it is in.
    pub name: String,
    /// What is limited, in words.
    pub what: String,
    /// What it counts.
    pub unit: &'static str,
    /// `at most` or `at least`.
    pub must_be: &'static str,
    /// The number.
    pub bound: Bound,
    /// Who says so.
    pub source: String,
}

/// The limits of a model: its envelope, its funds and its rules.
#[must_use]
pub fn limits(model: &Model) -> Vec<Limit> {
    let money = |name: String, what: String, money: Money, source: &str| Limit {
        name,
        what,
        unit: "gbp",
        must_be: "at most",
        bound: Bound::Money(money),
        source: source.to_owned(),
    };
    let envelope = &model.envelope;
    let envelope = money("envelope".to_owned(), "all that may be spent".to_owned(), envelope.total, &envelope.source);
    let funds = model.funds.iter().map(|fund| {
        let what = format!("what the fund pays, {} to {}", fund.first_year, fund.last_year);
        money(format!("fund[{}]", fund.id), what, fund.amount, &fund.source)
    });
    let rules = model.rules.iter().map(|rule| Limit {
        name: format!("rule[{}]", rule.id),
        what: format!("{} {}", rule.measure.word(), rule.selector),
        unit: unit(&rule.measure),
        must_be: match rule.sense {
            Sense::AtMost => "at most",
            Sense::AtLeast => "at least",
        },
        bound: rule.bound,
        source: rule.source.clone(),
    });
    [envelope].into_iter().chain(funds).chain(rules).collect()
}

const fn unit(measure: &Measure) -> &'static str {
    match measure {
        Measure::Cost(_) | Measure::Match | Measure::Partner => "gbp",
        Measure::Additional(_) | Measure::Protected | Measure::Improved | Measure::PartnerPlaces => "places",
        Measure::Projects => "projects",
        Measure::Homes => "homes",
    }
}

/// A number of the same kind as `bound`.
pub(super) fn read(written: &str, bound: Bound) -> Result<Bound, Malformed> {
    match bound {
        Bound::Money(_) => written.parse().map(Bound::Money),
        Bound::Count(_) => written.parse::<Places>().map(|places| Bound::Count(places.count())),
    }
}

/// Sets the limit of this name; one that the model has not is left alone.
pub(super) fn set(model: &mut Model, name: &str, bound: Bound) {
    if let Bound::Money(money) = bound {
        if name == "envelope" {
            model.envelope.total = money;
        }
        for fund in model.funds.iter_mut().filter(|fund| name == format!("fund[{}]", fund.id)) {
            fund.amount = money;
        }
    }
    for rule in model.rules.iter_mut().filter(|rule| name == format!("rule[{}]", rule.id)) {
        rule.bound = bound;
    }
}
