//! Numbers of a dataset that are hardly what was meant: many in one place, or in another unit than those beside them.

use std::collections::BTreeMap;

use super::warnings::{LEAST, for_a_place, median};
use crate::domain::{Doubt, Estimate, Index, Instance, Money, Places, ProgrammeLine, ProjectOption, counted};

/// Children of one authority: more than twice as many as any in England looks after.
const MANY_CHILDREN: Places = Places::new(5_000);

/// Places of one option, or of one home: many times those of any home for children.
const MANY_PLACES: Places = Places::new(300);

/// How many times more or less than the other of two amounts one may be before its unit is doubted.
const FAR: i64 = 100;

/// How many times the cost of a place on its line a place may cost before the unit is doubted.
const DEAR: i64 = 1_000;

/// What is unlikely of a problem.
pub(super) fn doubts(instance: &Instance) -> impl Iterator<Item = Doubt> {
    children(instance).into_iter().chain(places(instance)).chain(limits(instance))
}

/// A doubt of things that are told together, by the first of them.
fn together(kind: &str, (one, many): (&str, &str), things: &[String], why: &str) -> Option<Doubt> {
    let first = things.first()?;
    let all = match things.len() {
        1 => first.clone(),
        more => format!("{} ({first} is the first)", counted(more, one, many)),
    };
    Some(Doubt::new(kind, format!("{all}: {why}")))
}

/// More children than an authority can have in need.
fn children(instance: &Instance) -> Option<Doubt> {
    let many = instance.demand().iter().filter(|need| need.children >= MANY_CHILDREN);
    let named = many.map(|need| {
        let (area, care_type) = (&instance[need.area], &instance[need.care_type].id);
        format!("{} children of {} ({}) need `{care_type}`", need.children, area.name, area.id)
    });
    let why = "no authority looks after so many; are there noughts too many, or is it a total?";
    together("many-children", ("number of children", "numbers of children"), &named.collect::<Vec<_>>(), why)
}

/// More places than a home can have.
fn places(instance: &Instance) -> Option<Doubt> {
    let options = instance.options().iter().filter_map(|option| {
        let most = option.additional.at(Estimate::High).max(option.protected);
        let name = format!("`{}/{}` of {most} places", instance[option.project].id, option.id);
        (most >= MANY_PLACES).then_some(name)
    });
    let homes = instance.homes().iter().filter(|home| home.places >= MANY_PLACES);
    let homes = homes.map(|home| format!("`{}` of {} places", home.id, home.places));
    let why = "no home for children has so many; are there noughts too many?";
    together("many-places", ("option or home", "options and homes"), &options.chain(homes).collect::<Vec<_>>(), why)
}

/// What is unlikely of single options, where no line as a whole is in another unit.
pub(super) fn of_options(instance: &Instance) -> impl Iterator<Item = Doubt> {
    costs(instance).into_iter().chain(matched(instance))
}

/// Match in another unit than the cost that it is to match.
fn matched(instance: &Instance) -> Option<Doubt> {
    let is_odd = |option: &&ProjectOption| {
        let (cost, matched) = (option.cost.pounds(), option.local_match.pounds());
        cost > 0 && matched > 0 && (matched.saturating_mul(FAR) <= cost || cost.saturating_mul(FAR) <= matched)
    };
    let named = instance.options().iter().filter(is_odd).map(|option| {
        format!(
            "`{}/{}` costs the department {} and is matched with {}",
            instance[option.project].id, option.id, option.cost, option.local_match
        )
    });
    let why = "is one of the two not in whole pounds?";
    together("odd-match", ("option", "options"), &named.collect::<Vec<_>>(), why)
}

/// Limits on match that are far below anything that an authority is asked for.
fn limits(instance: &Instance) -> Option<Doubt> {
    let mut least: BTreeMap<usize, Money> = BTreeMap::new();
    for option in instance.options().iter().filter(|option| option.local_match > Money::ZERO) {
        let least = least.entry(instance[option.project].area.position()).or_insert(option.local_match);
        *least = option.local_match.min(*least);
    }
    let named = instance.area_indices().filter_map(|index| {
        let (area, least) = (&instance[index], *least.get(&index.position())?);
        let limit = area.match_limit.filter(|limit| *limit > Money::ZERO)?;
        let is_small = limit.pounds().saturating_mul(FAR) <= least.pounds();
        is_small.then(|| {
            format!("the limit of {} ({}) is {limit}, and the least it is asked for {least}", area.name, area.id)
        })
    });
    let why = "is it in whole pounds?";
    together("small-match-limits", ("limit on match", "limits on match"), &named.collect::<Vec<_>>(), why)
}

/// Options that cost far less or far more for a place than those beside them.
fn costs(instance: &Instance) -> Option<Doubt> {
    let mut by_line: BTreeMap<Index<ProgrammeLine>, Vec<i64>> = BTreeMap::new();
    for option in instance.options() {
        by_line.entry(instance[option.project].line).or_default().extend(for_a_place(option));
    }
    let medians: BTreeMap<_, i64> =
        by_line.into_iter().filter_map(|(line, costs)| Some((line, median(costs)?))).collect();
    let named = instance.options().iter().filter_map(|option| {
        let (each, median) = (for_a_place(option)?, *medians.get(&instance[option.project].line)?);
        let is_odd = each.saturating_mul(FAR) <= median && each < LEAST || each >= median.saturating_mul(DEAR);
        let [each, median] = [each, median].map(Money::from_pounds);
        let name = format!("`{}/{}`", instance[option.project].id, option.id);
        is_odd.then(|| format!("a place of {name} costs {each}, and half of those on its line {median} or less"))
    });
    let why = "is that in whole pounds?";
    together("odd-costs", ("option", "options"), &named.collect::<Vec<_>>(), why)
}
