//! Sums that must stay far from what a number can hold.

use super::demand::Told;
use super::homes::Homes;
use super::lines::Lines;
use super::options::Options;
use super::table::Table;
use crate::domain::{Estimate, Places, ProgrammeLine, ProjectOption, grouped};

/// The most places, or children, of a table: more than there are children in the country.
pub const MOST: u64 = 100_000_000;

/// Notes tables whose places come to more than can be added up.
pub(super) fn can_be_added_up(table: &Table, demand: &Told, homes: &Homes, lines: &Lines, options: &Options) {
    for demand in demand.from.values().chain([&demand.demand]) {
        check(table, "children", demand.iter().map(|demand| demand.children));
    }
    check(&homes.table, "places", homes.rows.values().map(|(_, home)| home.places));
    check(&lines.table, "", lines.rows.values().flat_map(|(_, line)| of_line(line)));
    check(&options.table, "", options.rows.values().flat_map(|(_, option)| of_option(option)));
}

/// Whatever of a line is ever added up.
fn of_line(line: &ProgrammeLine) -> Vec<Places> {
    let published = line.published.iter();
    published.flat_map(|line| [Places::new(line.projects), Places::new(line.homes), line.additional_high]).collect()
}

/// Whatever of an option is ever added up.
fn of_option(option: &ProjectOption) -> [Places; 3] {
    [option.additional.at(Estimate::High), option.protected, option.improved]
}

fn check(table: &Table, column: &str, places: impl Iterator<Item = Places>) {
    let all: u64 = places.map(|places| u64::from(places.count())).sum();
    if all > MOST {
        let what = if column.is_empty() { "places" } else { column };
        table.say(0, column, &format!("the {what} here come to {}, and may come to 100,000,000 at most", grouped(all)));
    }
}
