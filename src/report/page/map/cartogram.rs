//! Unmet need: each authority as a hexagon of the same size, the darker the more of its children have no place in reach.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use super::hexes::{ACROSS, CORNERS, Cell as Hex, DOWN, layout, middle, neighbours};
use crate::domain::{Area, Index, Instance};
use crate::report::page::piece::{Piece, position};
use crate::table::{Cell, Table};

/// How many shades there are beside that of no need.
const SHADES: usize = 4;

/// What is left free at both sides for the names of regions, and above and below.
const SIDE: i64 = 520;
const EDGE: i64 = 80;

/// From one name to the next at a side, at the least.
const APART: i64 = 150;

/// The most regions that are named at the sides.
const NAMED: usize = 16;

/// Letters from which on a name is broken in two.
const LONG: usize = 12;

/// The cartogram.
#[derive(Clone, Debug, Serialize)]
pub(in crate::report::page) struct Cartogram {
    width: i64,
    height: i64,
    hexes: Vec<Hexagon>,
    /// The borders of regions, as a path.
    borders: String,
    names: Vec<Name>,
    /// The shades, each with the fewest and the most children that it stands for.
    shades: Vec<(usize, i64, i64)>,
    /// Whether of some area nothing is known.
    is_open: bool,
}

/// An area.
#[derive(Clone, Debug, Serialize)]
struct Hexagon {
    path: String,
    at: (i64, i64),
    /// Children without a place; nothing where it is not known how many need one.
    without: Option<i64>,
    shade: usize,
    title: String,
    /// Where its numbers stand.
    of: String,
}

/// The name of a region, at the side, and the way from there to it.
#[derive(Clone, Debug, Serialize)]
struct Name {
    /// In one line or two, of which the second may be empty.
    lines: [String; 2],
    at: (i64, i64),
    is_left: bool,
    to: (i64, i64),
}

impl Cartogram {
    /// Of the areas of a problem.
    pub fn of(instance: &Instance, areas: &Table) -> Self {
        let indices: Vec<Index<Area>> = instance.area_indices().collect();
        let cells = layout(&indices.iter().map(|&area| instance[area].centre).collect::<Vec<_>>());
        let rows = rows_by_area(areas);
        let without: Vec<Option<i64>> =
            indices.iter().map(|&area| unmet(areas, rows_of(&rows, instance[area].id.as_str()))).collect();
        let shades = shades(&without.iter().copied().flatten().collect::<Vec<_>>());
        let most = |of: fn((i64, i64)) -> i64| cells.iter().map(|&cell| of(middle(cell))).max().unwrap_or_default();
        let (wide, high) = (most(|(x, _)| x), most(|(_, y)| y));
        let place = |cell: Hex| (middle(cell).0 + SIDE + ACROSS / 2, middle(cell).1 + EDGE + DOWN / 2);
        let hexagon = |((&area, &cell), &without): ((&Index<Area>, &Hex), &Option<i64>)| {
            let rows = rows_of(&rows, instance[area].id.as_str());
            Hexagon {
                path: path(place(cell)),
                at: place(cell),
                without,
                shade: without.map_or(0, |count| shade(&shades, count)),
                title: title(&instance[area].name, &instance[area].region, areas, rows),
                of: format!("areas {}", rows.iter().map(|row| (row + 1).to_string()).collect::<Vec<_>>().join(" ")),
            }
        };
        let regions: BTreeMap<Hex, &str> =
            indices.iter().zip(&cells).map(|(&area, &cell)| (cell, instance[area].region.as_str())).collect();
        let (width, least) = (wide + ACROSS + 2 * SIDE, high + DOWN + 2 * EDGE);
        let names = names(&regions, &place, width);
        let lowest = names.iter().map(|name| name.at.1 + EDGE).max().unwrap_or_default();
        Self {
            width,
            height: least.max(lowest),
            hexes: indices.iter().zip(&cells).zip(&without).map(hexagon).collect(),
            borders: borders(&regions, &place),
            names,
            shades: shades.iter().enumerate().map(|(at, &(least, most))| (at, least, most)).collect(),
            is_open: without.contains(&None),
        }
    }
}

/// The rows of each area, by its id.
fn rows_by_area(areas: &Table) -> BTreeMap<String, Vec<usize>> {
    let mut rows: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, row) in areas.rows.iter().enumerate() {
        rows.entry(row[0].in_files()).or_default().push(at);
    }
    rows
}

fn rows_of<'a>(rows: &'a BTreeMap<String, Vec<usize>>, area: &str) -> &'a [usize] {
    rows.get(area).map_or(&[], Vec::as_slice)
}

/// How many children are without a place; nothing where it is known of no care type how many need one.
fn unmet(areas: &Table, rows: &[usize]) -> Option<i64> {
    let at = position(areas, "children_without_place");
    let known = rows.iter().filter_map(|&row| match areas.rows[row][at] {
        Cell::Whole(count) => Some(count),
        _ => None,
    });
    known.reduce(|one, other| one + other)
}

/// The fewest and the most of each shade: of none, and then as many areas in each as may be.
fn shades(counts: &[i64]) -> Vec<(i64, i64)> {
    let mut counts: Vec<i64> = counts.iter().copied().filter(|count| *count > 0).collect();
    counts.sort_unstable();
    let mut ends: Vec<i64> =
        (1..=SHADES).filter_map(|part| counts.get((counts.len() * part / SHADES).checked_sub(1)?)).copied().collect();
    ends.dedup();
    let mut shades = vec![(0, 0)];
    for end in ends {
        let from = shades.last().map_or(0, |(_, most)| most + 1);
        shades.push((from, end));
    }
    shades
}

/// The shade of a count.
fn shade(shades: &[(i64, i64)], count: i64) -> usize {
    shades.iter().position(|(_, most)| count <= *most).unwrap_or_default()
}

/// What is told of an area, a line for each care type.
fn title(name: &str, region: &str, areas: &Table, rows: &[usize]) -> String {
    let line = |&row: &usize| {
        let [care, children, located, without] =
            ["care_type", "children", "well_located_places", "children_without_place"]
                .map(|column| Piece::of(areas, row, column).text);
        format!("\n{care}: {children} in need, {located} well located, {without} without a place")
    };
    format!("{name}, {region}{}", rows.iter().map(line).collect::<String>())
}

/// A hexagon about its middle.
fn path((x, y): (i64, i64)) -> String {
    let corners: Vec<String> = CORNERS.iter().map(|(right, down)| format!("{} {}", x + right, y + down)).collect();
    format!("M{}z", corners.join("L"))
}

/// The sides of hexagons across which another region, or none, is.
fn borders(regions: &BTreeMap<Hex, &str>, place: &impl Fn(Hex) -> (i64, i64)) -> String {
    let sides = regions.iter().flat_map(|(&cell, region)| {
        let others = neighbours(cell).into_iter().enumerate();
        others.filter(move |(_, other)| regions.get(other) != Some(region)).map(move |(side, _)| (cell, side))
    });
    let corner = |cell: Hex, at: usize| {
        let ((across, down), (right, below)) = (place(cell), CORNERS[at % CORNERS.len()]);
        format!("{} {}", across + right, down + below)
    };
    let drawn = |(cell, side): (Hex, usize)| format!("M{}L{}", corner(cell, side), corner(cell, side + 1));
    sides.map(drawn).collect()
}

/// The names of regions at the two sides, from the top, none over another; each at the side and to the hexagon to which a line
/// crosses the fewest hexagons of other regions.
fn names(regions: &BTreeMap<Hex, &str>, place: &impl Fn(Hex) -> (i64, i64), width: i64) -> Vec<Name> {
    let all: Vec<((i64, i64), &str)> = regions.iter().map(|(&cell, region)| (place(cell), *region)).collect();
    let of_map: BTreeSet<&str> = regions.values().copied().collect();
    if of_map.len() > NAMED {
        return Vec::new();
    }
    let mut sides = [Vec::new(), Vec::new()];
    for region in of_map {
        let [left, right] = [true, false].map(|is_left| nearest(&all, region, is_left));
        let is_right = (right.0, right.1) < (left.0, left.1);
        sides[usize::from(is_right)].push((if is_right { right } else { left }.2, region));
    }
    let mut names = Vec::new();
    for (is_left, mut side) in [true, false].into_iter().zip(sides) {
        side.sort_by_key(|&((across, down), region)| (down, across, region));
        let mut free = EDGE;
        for ((across, its), region) in side {
            let down = its.max(free);
            free = down + APART;
            let (at, to) =
                if is_left { (SIDE - 60, across - ACROSS / 2) } else { (width - SIDE + 60, across + ACROSS / 2) };
            names.push(Name { lines: broken(region), at: (at, down), is_left, to: (to, its) });
        }
    }
    names
}

/// The hexagon of a region that is best pointed to from a side: how many of other regions stand before it, how far it is from
/// the middle of its region, and where it is.
fn nearest(all: &[((i64, i64), &str)], region: &str, is_left: bool) -> (usize, i64, (i64, i64)) {
    let own: Vec<(i64, i64)> = all.iter().filter(|(_, other)| *other == region).map(|(at, _)| *at).collect();
    let middle = own.iter().map(|at| at.1).sum::<i64>() / i64::try_from(own.len()).unwrap_or(1).max(1);
    let before = |&(across, down): &(i64, i64)| {
        let is_before = |&&((other, its), name): &&((i64, i64), &str)| {
            name != region && its == down && if is_left { other < across } else { other > across }
        };
        all.iter().filter(is_before).count()
    };
    let told = own.iter().map(|at| (before(at), (at.1 - middle).abs(), *at));
    told.min_by_key(|&(count, apart, at)| (count, apart, if is_left { at.0 } else { -at.0 })).unwrap_or_default()
}

/// A name in one line or two.
pub(super) fn broken(name: &str) -> [String; 2] {
    let middle = name.chars().count() / 2;
    let spaces = name.char_indices().enumerate().filter(|(_, (_, letter))| *letter == ' ');
    let nearest = spaces.min_by_key(|(letter, _)| letter.abs_diff(middle)).map(|(_, (at, _))| at);
    match nearest.filter(|_| name.chars().count() > LONG) {
        Some(at) => [name[..at].to_owned(), name[at + 1..].to_owned()],
        None => [name.to_owned(), String::new()],
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shades_have_about_as_many_areas_each_and_none_is_its_own() {
        let all = shades(&[0, 0, 1, 1, 2, 3, 5, 9, 9, 40]);
        assert_eq!(all, [(0, 0), (1, 1), (2, 3), (4, 9), (10, 40)]);
        assert_eq!([0, 1, 4, 40].map(|count| shade(&all, count)), [0, 1, 3, 4]);
        assert_eq!((shades(&[]), shades(&[0]), shades(&[7])), (vec![(0, 0)], vec![(0, 0)], vec![(0, 0), (1, 7)]));
    }

    #[test]
    fn a_long_name_is_broken_at_the_space_next_to_its_middle() {
        assert_eq!(broken("Yorkshire and The Humber"), ["Yorkshire and", "The Humber"]);
        assert_eq!(broken("London"), ["London", ""]);
    }
}
