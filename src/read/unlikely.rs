//! Numbers of a dataset that are hardly what was meant: many in one place, or in another unit than those beside them.

use std::collections::BTreeMap;

use super::warnings::{LEAST, for_a_place, median};
use crate::domain::{Doubt, Estimate, Index, Instance, Joint, Money, Places, ProgrammeLine, ProjectOption, counted};

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
    let of_options = idle_partners(instance).into_iter().chain(closings(instance));
    children(instance).into_iter().chain(places(instance)).chain(limits(instance)).chain(of_options)
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
        let most = option.additional.at(Estimate::High).max(option.protected).max(option.partner_places());
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
    costs(instance).into_iter().chain(matched(instance)).chain(partnered(instance))
}

/// Match in another unit than the cost that it is to match.
fn matched(instance: &Instance) -> Option<Doubt> {
    let named =
        instance.options().iter().filter(|option| are_far_apart(option.cost, option.local_match)).map(|option| {
            let (name, cost, matched) = (name(instance, option), option.cost, option.local_match);
            format!("{name} costs the department {cost} and is matched with {matched}")
        });
    together("odd-match", ("option", "options"), &named.collect::<Vec<_>>(), UNITS)
}

/// What is asked where one of two amounts is many times the other.
const UNITS: &str = "is one of the two not in whole pounds?";

/// Whether one of two amounts is so many times the other that their units are doubted.
const fn are_far_apart(cost: Money, other: Money) -> bool {
    let (cost, other) = (cost.pounds(), other.pounds());
    cost > 0 && other > 0 && (other.saturating_mul(FAR) <= cost || cost.saturating_mul(FAR) <= other)
}

/// An option as it is named in a doubt.
fn name(instance: &Instance, option: &ProjectOption) -> String {
    format!("`{}/{}`", instance[option.project].id, option.id)
}

/// What a partner pays in another unit than the cost to the department.
fn partnered(instance: &Instance) -> Option<Doubt> {
    let named = instance.options().iter().filter(|option| are_far_apart(option.cost, option.partner_pays()));
    let named = named.map(|option| {
        let (name, cost, pays) = (name(instance, option), option.cost, option.partner_pays());
        format!("{name} costs the department {cost} and its partner {pays}")
    });
    together("odd-partner", ("option", "options"), &named.collect::<Vec<_>>(), UNITS)
}

/// Partners who pay nothing and have no places.
fn idle_partners(instance: &Instance) -> Option<Doubt> {
    let has_nothing = |joint: Joint| joint.pays == Money::ZERO && joint.places == Places::ZERO;
    let idle = instance.options().iter().filter(|option| option.joint.is_some_and(has_nothing));
    let named: Vec<String> = idle.map(|option| name(instance, option)).collect();
    let why = "its partner pays nothing and has no places; is `partner_gbp` or `partner_places` left out?";
    together("idle-partner", ("option", "options"), &named, why)
}

/// Homes that close before the works begin.
fn closings(instance: &Instance) -> Option<Doubt> {
    let named = instance.options().iter().filter_map(|option| {
        let (first, _) = option.closed.filter(|(first, _)| *first < option.starts)?;
        Some(format!("{} closes its home in {first} and starts in {}", name(instance, option), option.starts))
    });
    let why = "does the home close so long before the works?";
    together("early-closing", ("option", "options"), &named.collect::<Vec<_>>(), why)
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
