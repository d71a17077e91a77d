//! What a choice of options breaks: the rules stated once more, as plainly as can be.

use std::collections::{BTreeMap, BTreeSet};

use placewell::domain::{FinancialYear, Index, Instance, LinkKind, Money, Project, ProjectOption};
use placewell::model::{Bound, FixKind, Fund, Measure, Model, Scope, Selector, Sense};

use super::asks::may_pay;
use super::clauses;
use super::data::group;
use super::subset::Subset;

/// The families of rules that a choice of options breaks, whomever its places serve.
pub fn broken(instance: &Instance, model: &Model, chosen: Subset) -> BTreeSet<&'static str> {
    let kept = [
        ("one_option", instance.projects().iter().all(|project| count(chosen, project.options.clone()) <= 1)),
        ("fixes", keeps_fixes(instance, model, chosen)),
        ("as_of", keeps_what_is_over(instance, model, chosen)),
        ("envelope", cost(instance, chosen) + held(instance, model, chosen) <= model.envelope.total.pounds()),
        ("funds", model.funds.is_empty() || funds_can_pay(instance, model, chosen)),
        ("match_funding", model.match_funding.is_none() || keeps_match(instance, chosen)),
        ("limits", keeps_limits(instance, model, chosen)),
        ("pace", clauses::keeps_pace(instance, model, chosen)),
        ("links", keeps_links(instance, chosen)),
    ];
    kept.into_iter().filter(|(_, kept)| !kept).map(|(family, _)| family).collect()
}

/// What a choice costs the department, in pounds.
pub fn cost(instance: &Instance, chosen: Subset) -> i64 {
    chosen.of(instance).map(|option| option.cost.pounds()).sum()
}

/// The most that as many overruns as the envelope is to stand can add to a choice, in pounds: every set of so many of its
/// options tried.
pub fn held(instance: &Instance, model: &Model, chosen: Subset) -> i64 {
    let over = |option: &ProjectOption| {
        let percent = i64::from(instance[instance[option.project].line].overrun_percent);
        let (whole, rest) = (option.cost.pounds() * percent / 100_000, option.cost.pounds() * percent % 100_000);
        (whole + i64::from(rest > 0)) * 1_000
    };
    let own: Vec<i64> = chosen.of(instance).map(over).collect();
    let sets = 0..1_u32 << own.len();
    let few = sets.filter(|set| set.count_ones() <= model.envelope.overruns);
    let sum = |set: u32| own.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, over)| over).sum();
    few.map(sum).max().unwrap_or(0)
}

/// What a choice spends by line and year, in pounds, where it spends anything.
pub fn spend(instance: &Instance, chosen: Subset) -> BTreeMap<(usize, FinancialYear), i64> {
    let mut cells = BTreeMap::new();
    for option in chosen.of(instance) {
        for &(year, money) in &option.spend {
            *cells.entry((instance[option.project].line.position(), year)).or_insert(0) += money.pounds();
        }
    }
    cells
}

/// What `measure` makes of the chosen options that `selector` speaks of.
pub fn measured(instance: &Instance, selector: &Selector, measure: &Measure, chosen: Subset) -> i64 {
    let options: Vec<_> = chosen.of(instance).filter(|option| speaks_of(instance, selector, option)).collect();
    if *measure == Measure::Homes {
        let sites: BTreeSet<_> = options.iter().map(|option| instance[option.project].site).collect();
        return i64::try_from(sites.len()).expect("a few sites");
    }
    let one = |option: &ProjectOption| match measure {
        Measure::Cost(None) => option.cost.pounds(),
        Measure::Cost(Some(years)) => {
            option.spend.iter().map(|(year, money)| if years.contains(year) { money.pounds() } else { 0 }).sum()
        }
        Measure::Match => option.local_match.pounds(),
        Measure::Partner => option.partner_pays().pounds(),
        Measure::PartnerPlaces => option.partner_places().count().into(),
        Measure::Additional(estimate) => option.additional.at(*estimate).count().into(),
        Measure::Protected => option.protected.count().into(),
        Measure::Improved => option.improved.count().into(),
        Measure::Projects | Measure::Homes => 1,
    };
    options.into_iter().map(one).sum()
}

/// Whether a selector speaks of an option.
pub fn speaks_of(instance: &Instance, selector: &Selector, option: &ProjectOption) -> bool {
    fn among<T: Ord>(wanted: Option<&BTreeSet<T>>, item: &T) -> bool {
        wanted.is_none_or(|wanted| wanted.contains(item))
    }
    let project = &instance[option.project];
    let home = instance[project.site].home.map(|home| instance[home].id.clone());
    [
        among(selector.lines.as_ref(), &instance[project.line].id),
        among(selector.regions.as_ref(), &instance[project.area].region),
        among(selector.groups.as_ref(), &group(&instance[project.area].region)),
        among(selector.areas.as_ref(), &instance[project.area].id),
        among(selector.projects.as_ref(), &project.id),
        selector.homes.is_none() || home.is_some_and(|home| among(selector.homes.as_ref(), &home)),
        among(selector.care_types.as_ref(), &instance[option.care_type].id),
        selector.partners.is_none()
            || option.joint.is_some_and(|joint| among(selector.partners.as_ref(), &joint.partner)),
        selector.planned.is_none() || selector.planned == Some(option.planned),
        selector.opens_after.is_none() || Some(option.opens) > selector.opens_after,
        among(selector.starts.as_ref(), &option.starts),
    ]
    .into_iter()
    .all(|agrees| agrees)
}

fn count(chosen: Subset, options: std::ops::Range<usize>) -> usize {
    options.filter(|&option| chosen.holds(option)).count()
}

/// Whether an option starts or spends anything in a year before this one.
pub fn has_begun(option: &ProjectOption, as_of: FinancialYear) -> bool {
    option.starts < as_of || option.spend.iter().any(|&(year, money)| year < as_of && money.pounds() != 0)
}

fn keeps_what_is_over(instance: &Instance, model: &Model, chosen: Subset) -> bool {
    let Some(as_of) = model.as_of else { return true };
    let begun = instance.options().iter().enumerate().filter(|(_, option)| has_begun(option, as_of));
    begun.into_iter().all(|(at, option)| option.planned == chosen.holds(at))
}

fn keeps_fixes(instance: &Instance, model: &Model, chosen: Subset) -> bool {
    model.fixes.iter().all(|fix| {
        instance.options().iter().enumerate().filter(|(_, option)| speaks_of(instance, &fix.selector, option)).all(
            |(at, option)| {
                let funded = match fix.scope {
                    Scope::Options => chosen.holds(at),
                    Scope::Projects => count(chosen, instance[option.project].options.clone()) > 0,
                };
                match fix.kind {
                    FixKind::Commit => funded,
                    FixKind::Exclude => !funded,
                }
            },
        )
    })
}

/// No set of lines and years asks for more than the funds that may pay any of it have.
fn funds_can_pay(instance: &Instance, model: &Model, chosen: Subset) -> bool {
    let cells: Vec<_> = spend(instance, chosen).into_iter().collect();
    (0_u32..1 << cells.len()).all(|set| {
        let asked = || cells.iter().enumerate().filter(|(at, _)| set >> at & 1 == 1).map(|(_, cell)| cell);
        let pays = |fund: &&Fund| asked().any(|&((line, year), _)| may_pay(fund, &instance.lines()[line].id, year));
        let there: Money = model.funds.iter().filter(pays).map(|fund| fund.amount).sum();
        asked().map(|&(_, pounds)| pounds).sum::<i64>() <= there.pounds()
    })
}

fn keeps_match(instance: &Instance, chosen: Subset) -> bool {
    instance.area_indices().all(|area| {
        let bids = chosen.of(instance).filter(|option| instance[option.project].area == area);
        let asked: i64 = bids.map(|option| option.local_match.pounds()).sum();
        instance[area].match_limit.is_none_or(|limit| asked <= limit.pounds())
    })
}

fn keeps_limits(instance: &Instance, model: &Model, chosen: Subset) -> bool {
    model.rules.iter().all(|rule| {
        let value = measured(instance, &rule.selector, &rule.measure, chosen);
        let bound = match rule.bound {
            Bound::Money(money) => money.pounds(),
            Bound::Count(count) => count.into(),
        };
        match rule.sense {
            Sense::AtMost => value <= bound,
            Sense::AtLeast => value >= bound,
        }
    })
}

fn keeps_links(instance: &Instance, chosen: Subset) -> bool {
    let funded = |project: Index<Project>| count(chosen, instance[project].options.clone()) > 0;
    instance.links().iter().all(|link| match &link.kind {
        LinkKind::Requires(needy, needed) => !funded(*needy) || funded(*needed),
        LinkKind::Excludes(one, other) => !(funded(*one) && funded(*other)),
        LinkKind::OneOf(group) => group.iter().filter(|&&project| funded(project)).count() == 1,
    })
}
