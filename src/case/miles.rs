//! Whether miles that are given can be miles, and whether they are given of all that is near.

use std::collections::BTreeSet;
use std::path::Path;

use crate::domain::{Area, Distances, Doubt, Index, Instance, Miles, Point, Site, counted, grouped, left_of};
use crate::model::{Model, Reach};
use crate::read::proportion::{is_short, median_of_straight};

/// Tenths of a mile that the ends of a way may be off by: it and the straight line are both rounded.
const ROUNDING: u32 = 1;

/// Millionths of the straight line that half of all ways by road are not beyond: 1.75 times it. In England it is 1.3.
const LONG: u64 = 1_750_000;

/// What distances are in whose number, taken as miles, is from so many to so many millionths of the straight line.
const UNITS: [(u64, u64, &str); 3] =
    [(12_000, 80_000, "hours"), (LONG, 3_200_000, "kilometres or minutes"), (1_000_000_000, 3_000_000_000, "metres")];

/// Of so many pairs that are near one is left out, and it is no accident.
const ONE_IN: usize = 10;

/// Miles that no way in England is long.
const FURTHEST: Miles = Miles::from_tenths(9_000);

/// A pair with its miles.
type Pair = (Index<Site>, Index<Area>, Miles);

/// What is doubtful of the miles in `file`.
pub(super) fn doubts(file: &Path, given: &Distances, model: &Model, instance: &Instance) -> Vec<Doubt> {
    let name = file.file_name().unwrap_or(file.as_os_str()).to_string_lossy();
    let row = |site| given.from_site(site).iter().map(move |&(area, miles)| (site, area, miles));
    let pairs: Vec<Pair> = instance.site_indices().flat_map(row).collect();
    let missing = missing(&name, &pairs, instance);
    let left_out = left_out(&name, &pairs, given, model, instance);
    let unit = wrong_unit(&name, &pairs, instance).into_iter();
    unit.chain(far(&name, &pairs, instance)).chain(missing).chain(left_out).collect()
}

/// Miles in tenths, and the straight line in the same.
fn beside(instance: &Instance, (site, area, miles): &Pair) -> (u32, u32) {
    (miles.tenths(), straight(instance[*site].point, instance[*area].centre).tenths())
}

fn straight(from: Point, to: Point) -> Miles {
    Miles::from_metres(from.metres_to(to))
}

/// Miles that are less than the straight line, or far more throughout.
fn wrong_unit(name: &str, pairs: &[Pair], instance: &Instance) -> Option<Doubt> {
    let median = median_of_straight(pairs.iter().map(|pair| beside(instance, pair)))?;
    let unit = UNITS.iter().find(|(least, most, _)| (*least..=*most).contains(&median)).map(|(_, _, unit)| *unit);
    let meant =
        unit.map_or_else(|| "are they in miles?".to_owned(), |unit| format!("are they in {unit}, and not in miles?"));
    let is_short_pair = |pair: &&Pair| {
        let (given, straight) = beside(instance, pair);
        is_short(given, straight, ROUNDING)
    };
    let short: Vec<&Pair> = pairs.iter().filter(is_short_pair).collect();
    if let Some(&&(site, area, miles)) = short.first() {
        let (site, area) = (&instance[site], &instance[area]);
        let words = format!(
            "{} of {} in {name} {} nearer than the straight line, which no way is: {meant} The first, from `{}` to {} \
             ({}), is of {miles} where the straight line is of {}",
            count(short.len()),
            counted(pairs.len(), "pair", "pairs"),
            if pairs.len() == 1 { "is" } else { "are" },
            site.id,
            area.name,
            area.id,
            straight(site.point, area.centre)
        );
        return Some(Doubt::new("short-miles", words));
    }
    let words = || {
        let times = median / 100_000;
        let times = format!("{}.{}", times / 10, times % 10);
        let pairs = counted(pairs.len(), "pair", "pairs");
        format!("half of the {pairs} in {name} are {times} times as far as the straight line or farther: {meant}")
    };
    (median > LONG).then(|| Doubt::new("long-miles", words()))
}

/// Miles that no way in England is long: they stand for none, and are told as if there were one.
fn far(name: &str, pairs: &[Pair], instance: &Instance) -> Option<Doubt> {
    let far: Vec<&Pair> = pairs.iter().filter(|(_, _, miles)| *miles >= FURTHEST).collect();
    let (site, area, miles) = far.first()?;
    let words = format!(
        "{} in {name} {} {} miles or more, which no way in England is: leave the row out where there is no way. The first, \
         from `{}` to {} ({}), is of {miles}",
        counted(far.len(), "pair", "pairs"),
        if far.len() == 1 { "is of" } else { "are of" },
        FURTHEST.tenths() / 10,
        instance[*site].id,
        instance[*area].name,
        instance[*area].id
    );
    Some(Doubt::new("far-miles", words))
}

/// Sites and areas of which no distance is given at all.
fn missing(name: &str, pairs: &[Pair], instance: &Instance) -> Option<Doubt> {
    let sites: BTreeSet<_> = pairs.iter().map(|(site, _, _)| *site).collect();
    let areas: BTreeSet<_> = pairs.iter().map(|(_, area, _)| *area).collect();
    let (all_sites, all_areas) = (instance.sites().len(), instance.areas().len());
    let site = instance.site_indices().find(|site| !sites.contains(site)).map(|site| instance[site].id.to_string());
    let area = instance.area_indices().find(|area| !areas.contains(area)).map(|area| instance[area].id.to_string());
    let part = |there: usize, all: usize, one: &str, many: &str, first: Option<String>| {
        first.map(|first| {
            format!("{} of {} (the first is `{first}`)", count(left_of(all, there)), counted(all, one, many))
        })
    };
    let parts =
        [part(sites.len(), all_sites, "site", "sites", site), part(areas.len(), all_areas, "area", "areas", area)];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    let left = [left_of(all_sites, sites.len()), left_of(all_areas, areas.len())];
    let (have, count) = if left.iter().sum::<usize>() == 1 { ("has", "counts") } else { ("have", "count") };
    (!parts.is_empty()).then(|| {
        let words = format!("{} {have} no row in {name}, and {count} as beyond reach", parts.join(" and "));
        Doubt::new("missing-miles", words)
    })
}

/// Pairs well within reach in a straight line of which no distance is given, where both are there with others.
fn left_out(name: &str, pairs: &[Pair], given: &Distances, model: &Model, instance: &Instance) -> Option<Doubt> {
    let furthest = model.reach.values().filter_map(Reach::furthest).max()?;
    let half = Miles::from_tenths(furthest.tenths() / 2);
    let sites: BTreeSet<_> = pairs.iter().map(|(site, _, _)| *site).collect();
    let areas: BTreeSet<_> = pairs.iter().map(|(_, area, _)| *area).collect();
    let all = sites.iter().flat_map(|site| areas.iter().map(move |area| (*site, *area)));
    let near = all.filter(|(site, area)| straight(instance[*site].point, instance[*area].centre) <= half);
    let (left_out, there): (Vec<_>, Vec<_>) =
        near.map(|(site, area)| given.between(site, area)).partition(Option::is_none);
    let (left_out, near) = (left_out.len(), left_out.iter().chain(&there).count());
    (left_out > 0 && left_out >= near.div_ceil(ONE_IN)).then(|| {
        let words = format!(
            "{} of {} within {half} miles in a straight line, half the longest reach, {} no row in {name}, and count as \
             beyond reach",
            count(left_out),
            counted(near, "pair", "pairs"),
            if left_out == 1 { "has" } else { "have" },
        );
        Doubt::new("pairs-left-out", words)
    })
}

fn count(count: usize) -> String {
    grouped(u64::try_from(count).unwrap_or(u64::MAX))
}
