//! Random models: every limit is drawn about a choice that tempts, to the pound.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use placewell::domain::{CareTypeId, Estimate, FinancialYear, Instance, LineId, Miles, Money, Partner, Worth};
use placewell::model::{
    Band, Bound, Envelope, Fix, FixKind, Fund, Goal, LayerNames, Measure, MetricChoice, Model, Reach, Rule, Scope,
    Selector, Sense,
};

use super::clauses;
use super::data::{REGIONS, group, id, year};
use super::dice::Dice;
use super::subset::Subset;
use super::verdict::{cost, measured, speaks_of, spend};

/// The choices that a model's limits are drawn about.
#[derive(Clone, Copy)]
pub struct Choices {
    /// One that keeps nearly every rule.
    pub kept: Subset,
    /// The same and one more option.
    pub tempting: Subset,
    /// The same and one fewer.
    pub modest: Subset,
}

/// A random model, without a floor of coverage.
pub fn model(dice: &mut Dice, instance: &Instance, choices: &Choices) -> Model {
    let [kept, tempting] = [choices.kept, choices.tempting].map(|subset| cost(instance, subset));
    let lavish = dice.chance(15);
    let total = if lavish { tempting + 1_000_000_000 } else { at_most(dice, kept, tempting) };
    Model {
        name: "random".to_owned(),
        layers: LayerNames::default(),
        title: "Made by chance".to_owned(),
        dataset: PathBuf::new(),
        strictness: placewell::read::Strictness::Strict,
        envelope: Envelope { total: Money::from_pounds(total), overruns: 0, source: "chance".to_owned() },
        funds: if dice.chance(65) { funds(dice, instance, choices) } else { Vec::new() },
        as_of: None,
        horizon: year(dice.pick(&[0, 1, 1, 2, 2])),
        estimate: dice.pick(&[Estimate::Low, Estimate::Likely, Estimate::High]),
        metric: MetricChoice::StraightLine,
        reach: instance.care_types().iter().map(|care| (care.id.clone(), reach(dice))).collect(),
        goal: Goal::WellLocated,
        fixes: (0..dice.below(3)).filter_map(|number| fix(dice, instance, choices.kept, number)).collect(),
        rules: (0..dice.below(4)).map(|number| rule(dice, instance, choices, number)).collect(),
        planner: None,
        match_funding: dice.chance(75).then(|| "chance".to_owned()),
        coverage_floor: None,
        deliverability: None,
        clauses: clauses::draw(dice, instance, choices.kept, choices.tempting),
        adjustments: Vec::new(),
        demand_layers: BTreeSet::new(),
        accepts: Vec::new(),
        by_hand: Vec::new(),
    }
}

/// An upper limit about which something turns: just what is kept, or just short of what tempts.
pub fn at_most(dice: &mut Dice, kept: i64, tempting: i64) -> i64 {
    let limit = match dice.below(20) {
        0..=5 => kept,
        6 | 7 => kept + 1,
        8 => kept + dice.between(2, 999),
        9 => kept + 1_000,
        10..=13 => tempting - 1,
        14 | 15 => tempting - 1_000,
        16 | 17 => tempting,
        18 => tempting + 1,
        _ => kept - 1,
    };
    let amiss = limit < kept && dice.chance(70);
    (if amiss { kept } else { limit }).max(0)
}

/// A lower limit about which something turns.
fn at_least(dice: &mut Dice, kept: i64, modest: i64) -> i64 {
    let limit = match dice.below(20) {
        0..=7 => kept,
        8..=9 => kept - 1,
        10 => kept - 1_000,
        11..=14 => modest + 1,
        15..=16 => modest + 1_000,
        17..=18 => modest,
        _ => kept + 1,
    };
    let amiss = limit > kept && dice.chance(70);
    (if amiss { kept } else { limit }).max(0)
}

fn reach(dice: &mut Dice) -> Reach {
    let bands = dice.pick(&[
        [(200, 100), (400, 50)].as_slice(),
        &[(200, 100), (400, 50)],
        &[(200, 100)],
        &[(100, 100), (250, 70), (400, 33)],
    ]);
    let bands = bands.iter().map(|&(tenths, percent)| Band {
        miles: Miles::from_tenths(tenths),
        worth: Worth::from_percent(percent).expect("a worth"),
    });
    Reach { bands: bands.collect(), source: "chance".to_owned() }
}

/// Funds that can just pay for what is kept, give or take a pound.
fn funds(dice: &mut Dice, instance: &Instance, choices: &Choices) -> Vec<Fund> {
    let lines: Vec<LineId> = instance.lines().iter().map(|line| line.id.clone()).collect();
    let mut funds: Vec<Fund> = (0..=dice.below(4)).map(|number| fund(dice, number, &lines)).collect();
    for ((line, now), pounds) in spend(instance, choices.kept) {
        let mut payers: Vec<usize> = (0..funds.len()).filter(|&at| may_pay(&funds[at], &lines[line], now)).collect();
        if payers.is_empty() {
            let fund = dice.below(funds.len());
            if dice.chance(95) {
                let widened = &mut funds[fund];
                widened.lines.insert(lines[line].clone());
                widened.first_year = widened.first_year.min(now);
                widened.last_year = widened.last_year.max(now);
            }
            payers.push(fund);
        }
        let share = if dice.chance(50) { pounds } else { dice.between(0, pounds) };
        for part in [share, pounds - share] {
            let payer = &mut funds[dice.pick(&payers)];
            payer.amount += Money::from_pounds(part);
        }
    }
    let more = cost(instance, choices.tempting) - cost(instance, choices.kept);
    if dice.chance(40) {
        for fund in &mut funds {
            fund.amount += Money::from_pounds(more);
        }
    }
    let turned = dice.below(funds.len());
    let amount = funds[turned].amount.pounds();
    funds[turned].amount = Money::from_pounds(at_most(dice, amount, amount + more));
    funds
}

fn fund(dice: &mut Dice, number: usize, lines: &[LineId]) -> Fund {
    let [one, other] = [dice.below(3), dice.below(3)];
    Fund {
        id: id("f", number),
        amount: Money::ZERO,
        lines: dice.some(lines),
        first_year: year(one.min(other)),
        last_year: year(one.max(other)),
        source: "chance".to_owned(),
    }
}

/// Whether a fund may pay a line in a year.
pub fn may_pay(fund: &Fund, line: &LineId, now: FinancialYear) -> bool {
    fund.lines.contains(line) && fund.first_year <= now && now <= fund.last_year
}

/// Something settled: as it is in what is kept, nearly always.
fn fix(dice: &mut Dice, instance: &Instance, kept: Subset, number: usize) -> Option<Fix> {
    let kind = dice.pick(&[FixKind::Commit, FixKind::Exclude]);
    let scope = dice.pick(&[Scope::Options, Scope::Projects]);
    let selector = match kind {
        FixKind::Commit => Selector {
            projects: Some([instance.projects()[dice.below(instance.projects().len())].id.clone()].into()),
            planned: dice.chance(50).then(|| dice.chance(50)),
            ..Selector::default()
        },
        FixKind::Exclude => selector(dice, instance),
    };
    let funds = |project: usize| instance.projects()[project].options.clone().any(|option| kept.holds(option));
    let agrees = instance.options().iter().enumerate().all(|(at, option)| {
        let funded = match scope {
            Scope::Options => kept.holds(at),
            Scope::Projects => funds(option.project.position()),
        };
        !speaks_of(instance, &selector, option) || funded == (kind == FixKind::Commit)
    });
    let matches = instance.options().iter().any(|option| speaks_of(instance, &selector, option));
    let fix = Fix { id: id("x", number), kind, selector, scope, source: "chance".to_owned() };
    (matches && (agrees || dice.chance(4))).then_some(fix)
}

fn rule(dice: &mut Dice, instance: &Instance, choices: &Choices, number: usize) -> Rule {
    let years = [year(0), year(1), year(2)];
    // Every other question asks of partners what it would ask of the match and of places improved.
    let is_of_partners = instance.options().len().is_multiple_of(2);
    let measure = match Measure::ALL[dice.below(9)].clone() {
        Measure::Cost(_) if dice.chance(50) => Measure::Cost(Some(dice.some(&years))),
        Measure::Match if is_of_partners => Measure::Partner,
        Measure::Improved if is_of_partners => Measure::PartnerPlaces,
        measure => measure,
    };
    let selector = selector(dice, instance);
    let sense = dice.pick(&[Sense::AtMost, Sense::AtLeast]);
    let [kept, tempting, modest] =
        [choices.kept, choices.tempting, choices.modest].map(|subset| measured(instance, &selector, &measure, subset));
    let limit = match sense {
        Sense::AtMost => at_most(dice, kept, tempting),
        Sense::AtLeast => at_least(dice, kept, modest),
    };
    let bound = if measure.is_money() {
        Bound::Money(Money::from_pounds(limit))
    } else {
        Bound::Count(u32::try_from(limit).expect("a count is small"))
    };
    Rule { id: id("r", number), selector, measure, sense, bound, source: "chance".to_owned() }
}

/// A random selector; most speak of something.
fn selector(dice: &mut Dice, instance: &Instance) -> Selector {
    let mut selector = Selector::default();
    for _ in 0..dice.below(3) {
        match dice.below(9) {
            0 => selector.lines = Some(ids(dice, instance.lines(), |line| line.id.clone())),
            1 => {
                let region = dice.pick(&REGIONS);
                // Every other one speaks of the region by the group of its areas.
                if instance.options().len().is_multiple_of(2) {
                    selector.groups = Some([group(region)].into());
                } else {
                    selector.regions = Some([region.to_owned()].into());
                }
            }
            2 => selector.areas = Some(ids(dice, instance.areas(), |area| area.id.clone())),
            3 => selector.projects = Some(ids(dice, instance.projects(), |project| project.id.clone())),
            4 if !instance.homes().is_empty() => {
                selector.homes = Some(ids(dice, instance.homes(), |home| home.id.clone()));
            }
            5 => selector.care_types = Some(ids(dice, instance.care_types(), |care| care.id.clone())),
            6 => {
                let planned = dice.chance(50);
                // One in three speaks of a partner instead.
                if instance.options().len().is_multiple_of(3) {
                    selector.partners = Some([if planned { Partner::Health } else { Partner::Justice }].into());
                } else {
                    selector.planned = Some(planned);
                }
            }
            7 => selector.opens_after = Some(year(dice.below(2))),
            _ => selector.starts = Some(dice.some(&[year(0), year(1), year(2)])),
        }
    }
    selector
}

fn ids<T, I: Clone + Ord>(dice: &mut Dice, rows: &[T], of: impl Fn(&T) -> I) -> BTreeSet<I> {
    dice.some(&rows.iter().map(of).collect::<Vec<_>>())
}

/// A reach by care type, for whoever asks of it by position.
pub fn bands<'a>(reach: &'a BTreeMap<CareTypeId, Reach>, care: &CareTypeId) -> &'a [Band] {
    reach.get(care).map_or(&[], |reach| reach.bands.as_slice())
}
