//! Settings of a frontier that were hardly meant: pounds for which no option can be had, which were probably meant to be
//! millions or thousands, and envelopes beyond what the funds hold.

use super::parameter::{Parameter, Scale, Setting};
use crate::audit::{amount, speaks_of};
use crate::domain::{Doubt, Instance, Money};
use crate::model::{Measure, Model, Selector, Sense};

/// How many times as much the cheapest option must cost before a setting is doubted that stands beside larger ones.
const FAR: i64 = 100;

/// How many times what everything costs a setting may be and yet be what was meant.
const MOST: i64 = 10;

/// How many settings are named before the rest are only counted.
const NAMED: usize = 3;

/// What is doubtful of the settings, with what the model says of it.
#[must_use]
pub fn doubts(instance: &Instance, model: &Model, parameter: &Parameter, settings: &[Setting]) -> Vec<Doubt> {
    let doubts = small(instance, model, parameter, settings).into_iter().chain(beyond(model, parameter, settings));
    doubts.map(|doubt| Doubt { answer: model.answer(&doubt), ..doubt }).collect()
}

/// Envelopes beyond what the funds hold together.
fn beyond(model: &Model, parameter: &Parameter, settings: &[Setting]) -> Option<Doubt> {
    let held: Money = model.funds.iter().map(|fund| fund.amount).sum();
    let is_limited = *parameter == Parameter::Envelope && !model.funds.is_empty();
    let amounts = settings.iter().map(|setting| Money::from_pounds(setting.amount));
    let beyond: Vec<String> =
        amounts.filter(|amount| is_limited && *amount > held).map(|amount| amount.to_string()).collect();
    let more = beyond.len().saturating_sub(NAMED);
    let named = beyond.iter().take(NAMED).cloned().collect::<Vec<_>>().join(", ");
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    (!beyond.is_empty()).then(|| {
        let words = format!(
            "the funds come to {held}: with an envelope of {named}{more} no more than they hold can be spent, and it \
             buys no more"
        );
        Doubt::new("funds-below-settings", words)
    })
}

/// What was probably meant by settings in pounds that pay for no option.
fn small(instance: &Instance, model: &Model, parameter: &Parameter, settings: &[Setting]) -> Option<Doubt> {
    let amounts = amounts(instance, model, parameter)?;
    let (cheapest, all) = (*amounts.iter().min()?, amounts.iter().sum::<i64>());
    let pounds = settings.iter().filter(|setting| setting.scale == Scale::Pounds).map(|setting| setting.amount);
    let given: Vec<i64> = pounds.filter(|pounds| *pounds > 0).collect();
    let all_are_small = given.iter().all(|pounds| *pounds < cheapest);
    let is_small = |pounds: &i64| if all_are_small { *pounds < cheapest } else { *pounds * FAR < cheapest };
    let small: Vec<i64> = given.into_iter().filter(is_small).collect();
    let largest = small.last()?;
    let is_meant = |unit: &i64| (cheapest..=all.saturating_mul(MOST)).contains(&(largest * unit));
    let meant = [(1_000_000, 'm'), (1_000, 'k')].into_iter().find(|(unit, _)| is_meant(unit));
    let listed = |write: &dyn Fn(i64) -> String| small.iter().map(|pounds| write(*pounds)).collect::<Vec<_>>();
    let written = listed(&|pounds| Money::from_pounds(pounds).to_string()).join(" and ");
    let pay = if small.len() == 1 { "pays" } else { "pay" };
    let meant = meant.map_or_else(
        || "is that in whole pounds?".to_owned(),
        |(_, letter)| format!("was {} meant?", listed(&|pounds| format!("{pounds}{letter}")).join(",")),
    );
    let cheapest = Money::from_pounds(cheapest);
    Some(Doubt::new("small-setting", format!("{written} {pay} for no option: the cheapest costs {cheapest}; {meant}")))
}

/// What the options that a parameter in pounds limits come to, one by one, without those that are free.
fn amounts(instance: &Instance, model: &Model, parameter: &Parameter) -> Option<Vec<i64>> {
    let of = |selector: &Selector, measure: &Measure| {
        let spoken_of = instance.options().iter().filter(|option| speaks_of(instance, selector, option));
        spoken_of.map(|option| amount(measure, option)).filter(|pounds| *pounds > 0).collect()
    };
    match parameter {
        Parameter::Envelope => Some(of(&Selector::default(), &Measure::Cost(None))),
        Parameter::Rule(id) => {
            let rule = model.rules.iter().find(|rule| rule.id == *id)?;
            let limits_money = rule.measure.is_money() && rule.sense == Sense::AtMost;
            limits_money.then(|| of(&rule.selector, &rule.measure))
        }
        Parameter::Overruns | Parameter::Clause(_) | Parameter::Floor | Parameter::Reach(_) => None,
    }
}
