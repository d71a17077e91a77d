//! `capital_by_year` and `programme_lines`: what is spent, started and opened.

use std::collections::BTreeMap;

use super::codes::Codes;
use super::data::{Data, Described, Finest, Where};
use crate::domain::{FinancialYear, Index, ProgrammeLine};
use crate::report::run::long::{Deed, deeds};
use crate::report::run::{Run, lines, spoken_of};
use crate::table::Cell;

const LINE: Described =
    Described::filter("programme_line", "Programme line", "The part of the programme that the projects belong to");

const LOW: Described = Described::indicator("additional_low", "Additional places, low estimate", "", 0);
const LIKELY: Described = Described::indicator("additional_likely", "Additional places, likely estimate", "", 0);
const HIGH: Described = Described::indicator("additional_high", "Additional places, high estimate", "", 0);
const PROTECTED: Described = Described::indicator("protected", "Places at risk that are protected", "", 0);

const BY_YEAR: [Described; 8] = [
    LINE,
    Described::indicator("dfe_spend", "DfE capital spend", "£", 0),
    Described::indicator("projects_starting", "Projects that start", "", 0),
    Described::indicator("projects_opening", "Projects that open", "", 0),
    LOW,
    LIKELY,
    HIGH,
    PROTECTED,
];

/// What each indicator of a year sums.
const DEEDS: [Deed; 7] =
    [Deed::Spend, Deed::Starting, Deed::Opening, Deed::Low, Deed::Likely, Deed::High, Deed::Protected];

/// A region or all of England, a year and a line.
type Of<'a> = (Option<&'a str>, FinancialYear, Index<ProgrammeLine>);

/// For England and each region (of the authority that bids), by financial year and programme line.
pub(super) fn capital_by_year(run: &Run<'_>, codes: &Codes) -> Data {
    let mut data = Data::new(["capital_by_year", "capital_by_year.meta"], Finest::Region, &BY_YEAR);
    let instance = run.question.instance;
    let mut sums: BTreeMap<Of<'_>, [i64; DEEDS.len()]> = BTreeMap::new();
    for (of, amount) in deeds(run) {
        let at = DEEDS.iter().position(|deed| *deed == of.deed);
        let (Some(at), Some(year)) = (at, of.year) else { continue };
        for region in [None, Some(instance[of.area].region.as_str())] {
            sums.entry((region, year, of.line)).or_default()[at] += amount;
        }
    }
    let regions = instance.regions();
    for year in spoken_of(run) {
        for region in [None].into_iter().chain(regions.iter().copied().map(Some)) {
            for line in instance.lines_as_printed() {
                let amounts = sums.get(&(region, year, line)).copied().unwrap_or_default();
                let cells = [Cell::text(&instance[line].name)].into_iter().chain(amounts.map(Cell::Whole)).collect();
                data.push(year, region.map_or(Where::Nation, Where::Region), codes, cells);
            }
        }
    }
    data
}

const BY_LINE: [Described; 14] = [
    LINE,
    Described::indicator("projects", "Projects", "", 0),
    Described::indicator("homes", "Homes", "", 0),
    LOW,
    LIKELY,
    HIGH,
    PROTECTED,
    Described::indicator("improved", "Places improved", "", 0),
    Described::indicator("dfe_cost_gbp", "DfE cost", "£", 0),
    Described::indicator("published_projects", "Published: projects", "", 0),
    Described::indicator("published_homes", "Published: homes", "", 0),
    Described::indicator("published_additional_low", "Published: additional places, low estimate", "", 0),
    Described::indicator("published_additional_high", "Published: additional places, high estimate", "", 0),
    Described::indicator("published_dfe_cost_gbp", "Published: DfE cost", "£", 0),
];

/// For England, by programme line, to the horizon; the published figures where the line has any.
pub(super) fn programme_lines(run: &Run<'_>, codes: &Codes) -> Data {
    let mut data = Data::new(["programme_lines", "programme_lines.meta"], Finest::Nation, &BY_LINE);
    let columns: Vec<&str> = BY_LINE.iter().skip(1).map(|described| described.name).collect();
    let lines = lines::table(run);
    let names = lines.only(&["name"]).rows;
    for (name, numbers) in names.into_iter().zip(lines.only(&columns).rows) {
        data.push(run.question.model.horizon, Where::Nation, codes, name.into_iter().chain(numbers).collect());
    }
    data
}
