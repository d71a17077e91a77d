//! What a plan is worth: its tables, its page and its workbook.

mod book;
mod left_out;
mod page;
mod parameters;

pub use book::book;
pub(in crate::report) use left_out::left_out;
pub use page::page;

use std::collections::BTreeMap;

use crate::domain::{AppraisalParameter, Index, Places, ProjectOption, Risk, WellLocated};
use crate::report::run::{Credit, Run};
use crate::table::{Cell, Column, Table};
use crate::whatif::appraise::{Appraised, By, Part, Sums, Valued, YearSums, parts, payback, years};

/// What stands beside every number of an appraisal.
pub const CAVEAT: &str = "An avoided cost is a transfer unless shown otherwise: what an authority need not pay, a provider \
                          does not get. All of it counts to the public purse; to society only the part that is taken to be \
                          resources saved.";

/// What the low and the high case are.
pub(in crate::report) const CASES: &str = "In the low case a place costs more and saves less: running costs and discount rates are at the high end of their range, \
     all else is at the low one; in the high case it is the other way round. Neither is likely to be met in full. Where a place \
     costs more in a year than it is counted to save, fewer years and higher discount rates make the plan worth more, so the \
     low case is not the least that it may be worth.";

/// An appraisal, and what it is of.
#[derive(Clone, Copy)]
pub struct Appraisal<'a> {
    /// The run whose plan is appraised.
    pub run: &'a Run<'a>,
    /// What it is reckoned with.
    pub parameters: &'a [AppraisalParameter],
    /// What may go otherwise, of which cost overruns are the optimism bias.
    pub risks: &'a [Risk],
    /// The low, the central and the high case.
    pub cases: &'a [Appraised],
}

/// The tables: what each part comes to, year by year, the switching values and the parameters.
#[must_use]
pub fn tables(appraisal: &Appraisal<'_>) -> Vec<Table> {
    vec![worth(appraisal), by_year(appraisal), parameters::switches(appraisal), parameters::table(appraisal)]
}

const OF_WORTH: [&str; 34] = [
    "case",
    "by",
    "of",
    "name",
    "projects",
    "additional",
    "protected",
    "well_located_places",
    "dfe_cost_gbp",
    "match_gbp",
    "dfe_cost_per_additional_gbp",
    "cost_per_additional_gbp",
    "dfe_cost_per_well_located_gbp",
    "cost_per_well_located_gbp",
    "running_a_year_gbp",
    "placement_avoided_a_year_gbp",
    "unregistered_avoided_a_year_gbp",
    "avoided_a_year_gbp",
    "dfe_capital_pv_gbp",
    "match_pv_gbp",
    "running_pv_gbp",
    "placement_avoided_pv_gbp",
    "unregistered_avoided_pv_gbp",
    "avoided_pv_gbp",
    "placement_counted_pv_gbp",
    "unregistered_counted_pv_gbp",
    "counted_pv_gbp",
    "npsv_gbp",
    "npsv_all_transfer_gbp",
    "purse_npv_gbp",
    "benefit_cost_ratio",
    "payback",
    "purse_payback",
    "caveat",
];

/// A part in a case, and what it comes to.
#[derive(Clone, Debug)]
pub(super) struct Come<'a> {
    /// The part.
    pub part: &'a Part,
    /// Its options.
    pub options: Vec<&'a Valued>,
    /// Places that it adds.
    pub added: Places,
    /// Places that it protects.
    pub protected: Places,
    /// Well-located places that are credited to it, at the horizon.
    pub well_located: WellLocated,
    /// What it costs, as asked: the department and locally, in whole pounds.
    pub cost: [i64; 2],
    /// Its money.
    pub sums: Sums,
}

/// Well-located places by option.
pub(super) type Credits = BTreeMap<Index<ProjectOption>, WellLocated>;

impl<'a> Come<'a> {
    pub(super) fn of(appraisal: &Appraisal<'_>, credits: &Credits, part: &'a Part, case: &'a Appraised) -> Self {
        let instance = appraisal.run.question.instance;
        let options: Vec<&Valued> = part.options.iter().map(|at| &case.options[*at]).collect();
        let pounds = |of: fn(&ProjectOption) -> i64| options.iter().map(|one| of(&instance[one.option])).sum();
        Self {
            added: options.iter().map(|one| one.added).sum(),
            protected: options.iter().map(|one| one.protected).sum(),
            well_located: options.iter().filter_map(|one| credits.get(&one.option)).copied().sum(),
            cost: [pounds(|option| option.cost.pounds()), pounds(|option| option.local_match.pounds())],
            sums: options.iter().map(|one| one.sums).sum(),
            part,
            options,
        }
    }

    /// Pounds over a number of places in hundredths, in pence, halves away from nought; nothing of no places.
    pub(super) fn per(pounds: i64, hundredths: u64) -> Option<i64> {
        let by = i128::from(hundredths);
        let pence = (by > 0).then(|| (i128::from(pounds) * 20_000 + by) / (by * 2));
        pence.map(|pence| i64::try_from(pence).expect("a part of a cost is one"))
    }

    /// What an additional place and a well-located place cost: the department alone, and with what is met locally.
    pub(super) fn unit_costs(&self) -> [Option<i64>; 4] {
        let [dfe, all] = [self.cost[0], self.cost[0] + self.cost[1]];
        let [added, located] = [u64::from(self.added.count()) * 100, self.well_located.hundredths()];
        [Self::per(dfe, added), Self::per(all, added), Self::per(dfe, located), Self::per(all, located)]
    }
}

pub(super) fn pence(pence: Option<i64>) -> Cell {
    pence.map_or(Cell::Empty, Cell::Hundredths)
}

/// Which well-located places come of which option.
pub(super) fn credits(appraisal: &Appraisal<'_>) -> Credits {
    Credit::of(appraisal.run).options
}

/// A row for each case of each part.
fn worth(appraisal: &Appraisal<'_>) -> Table {
    let credits = credits(appraisal);
    let parts = parts(appraisal.run.question.instance, &appraisal.cases[0]);
    let rows = appraisal.cases.iter().flat_map(|case| {
        let row = |part| row(appraisal, case, &Come::of(appraisal, &credits, part, case));
        parts.iter().map(row).collect::<Vec<_>>()
    });
    Table::new("appraisal", &OF_WORTH.map(Column::files_only), rows.collect())
}

fn row(appraisal: &Appraisal<'_>, case: &Appraised, come: &Come<'_>) -> Vec<Cell> {
    let instance = appraisal.run.question.instance;
    let Part { by, of, name, .. } = come.part;
    let sums = &come.sums;
    let words = [Cell::text(case.level.word()), Cell::text(by.word()), Cell::text(of), Cell::text(name)];
    let counts: [Cell; 4] =
        [come.options.len().into(), come.added.into(), come.protected.into(), come.well_located.into()];
    let money = [
        sums.running_a_year,
        sums.placement_a_year,
        sums.unregistered_a_year,
        sums.placement_a_year + sums.unregistered_a_year,
        sums.capital,
        sums.local_match,
        sums.running,
        sums.placement,
        sums.unregistered,
        sums.avoided(),
        sums.counted_placement,
        sums.counted_unregistered,
        sums.counted(),
        sums.social(),
        -sums.costs(),
        sums.purse(),
    ];
    let years = years(instance, case, &come.options);
    let paid = [YearSums::social, YearSums::purse]
        .map(|whose| payback(&years, whose).map_or(Cell::Empty, |year| Cell::text(&year)));
    let costs = come.cost.map(|pounds| Cell::Hundredths(pounds * 100));
    let unit_costs = come.unit_costs().map(pence);
    let last = std::iter::once(pence(sums.ratio())).chain(paid).chain([Cell::text(CAVEAT)]);
    words
        .into_iter()
        .chain(counts)
        .chain(costs)
        .chain(unit_costs)
        .chain(money.map(Cell::Hundredths))
        .chain(last)
        .collect()
}

const OF_YEARS: [&str; 14] = [
    "case",
    "year",
    "price_factor",
    "discount_factor",
    "cash_factor",
    "capital_pv_gbp",
    "running_pv_gbp",
    "avoided_pv_gbp",
    "counted_pv_gbp",
    "social_pv_gbp",
    "social_so_far_gbp",
    "purse_pv_gbp",
    "purse_so_far_gbp",
    "caveat",
];

/// A row for each year of each case, of the whole plan.
fn by_year(appraisal: &Appraisal<'_>) -> Table {
    let instance = appraisal.run.question.instance;
    let mut rows = Vec::new();
    for case in appraisal.cases {
        let all: Vec<&Valued> = case.options.iter().collect();
        let mut so_far = [0, 0];
        for (year, sums) in years(instance, case, &all) {
            let factor = case.factors.years[&year];
            so_far[0] += sums.social();
            so_far[1] += sums.purse();
            let words = [Cell::text(case.level.word()), Cell::text(&year)];
            let factors = [factor.price, factor.discount, factor.cash].map(|parts| Cell::Text(nine(parts)));
            let money = [
                sums.capital,
                sums.running,
                sums.avoided,
                sums.counted,
                sums.social(),
                so_far[0],
                sums.purse(),
                so_far[1],
            ];
            let cells = words.into_iter().chain(factors).chain(money.map(Cell::Hundredths));
            rows.push(cells.chain([Cell::text(CAVEAT)]).collect());
        }
    }
    Table::new("appraisal_years", &OF_YEARS.map(Column::files_only), rows)
}

/// A factor with its nine decimals.
pub(super) fn nine(parts: i128) -> String {
    let one = crate::whatif::appraise::ONE;
    format!("{}.{:09}", parts / one, parts % one)
}

/// Whether a part is the whole plan.
pub(super) fn is_whole(part: &Part) -> bool {
    part.by == By::Plan
}
