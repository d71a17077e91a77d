//! Ids of bids and of homes that have none of their own, and what makes two rows ways of one bid.

use std::collections::BTreeMap;

use super::bids::{Bid, Way, slug};
use super::reader::Reader;
use crate::read::Mistake;

/// The ids that a thing of this name may be given, the first free one of which it gets: its name, and that with a number.
pub(super) fn ids_of(name: &str, or_else: String) -> impl Iterator<Item = String> + use<> {
    let stem = Some(slug(name)).filter(|stem| !stem.is_empty()).unwrap_or(or_else);
    let numbered = (2_u32..).map({
        let stem = stem.clone();
        move |number| format!("{stem}-{number}")
    });
    std::iter::once(stem).chain(numbered)
}

/// Gives every bid an id: one made of its name where it has none, with a number where another has that already.
pub(super) fn name_all(ways: &mut [Way]) {
    let mut taken: BTreeMap<String, String> = BTreeMap::new();
    for way in ways.iter().filter(|way| !way.bid.project.is_empty()) {
        taken.insert(way.bid.project.clone(), String::new());
    }
    for way in ways.iter_mut().filter(|way| way.bid.project.is_empty()) {
        let name = way.bid.name.clone();
        let mut ids = ids_of(&name, format!("bid-{}", way.row));
        let id = ids.find(|id| taken.get(id).is_none_or(|own| *own == name)).expect("numbers do not end");
        taken.insert(id.clone(), name);
        way.bid.project = id;
    }
}

/// What is wrong with rows of one bid: two of one option, or of which the bid is not the same.
pub(super) fn tell_apart(reader: &Reader<'_>, ways: &[Way]) -> Vec<Mistake> {
    let mut mistakes = Vec::new();
    let mut first: BTreeMap<&str, &Way> = BTreeMap::new();
    let mut options: BTreeMap<(&str, &str), u64> = BTreeMap::new();
    for way in ways {
        let project = way.bid.project.as_str();
        let place = ["project", "name"].into_iter().find_map(|column| reader.columns.get(column));
        let say = |why: String| reader.grid.mistake(way.row, place.map_or(0, |(at, _)| *at), &why);
        if let Some(row) = options.insert((project, way.option.as_str()), way.row) {
            let advice = "name them apart, or tell ways of one bid apart in a column for `option`";
            mistakes.push(say(format!("`{}` is in row {row} already, as {}; {advice}", way.bid.name, way.option)));
            continue;
        }
        let of = first.entry(project).or_insert(way);
        if let Some(what) = unlike(&of.bid, &way.bid) {
            mistakes.push(say(format!("`{project}` has another {what} here than in row {}", of.row)));
        }
    }
    mistakes
}

/// What of two rows of one bid is not the same.
fn unlike(one: &Bid, other: &Bid) -> Option<&'static str> {
    let pairs = [
        ("name", one.name == other.name),
        ("line", one.line == other.line),
        ("authority", one.area == other.area),
        ("place", one.home == other.home && one.point == other.point),
        ("status", one.status == other.status),
        ("basis", one.basis == other.basis),
        ("source", one.source == other.source),
    ];
    pairs.into_iter().find(|(_, same)| !same).map(|(what, _)| what)
}
