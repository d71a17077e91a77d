//! `years.csv`: what is spent, started and opened in each financial year, and the places and the need at its end.

use std::collections::{BTreeMap, BTreeSet};

use super::state::Run;
use crate::audit::{YearOfPlaces, by_year};
use crate::domain::{Estimate, FinancialYear, Money, Places};
use crate::model::Model;
use crate::table::{Cell, Column, Table};

const COLUMNS: [Column; 12] = [
    Column::words("year", "Financial year"),
    Column::millions("dfe_spend_gbp", "DfE spend, £m"),
    Column::number("projects_starting", "Projects starting"),
    Column::number("projects_opening", "Projects opening"),
    Column::number("additional_low", "Added, low"),
    Column::number("additional_likely", "Added, likely"),
    Column::number("additional_high", "Added, high"),
    Column::number("protected", "Protected"),
    Column::words("over", "Over"),
    Column::number("places", "Places there are"),
    Column::number("children", "Children in need"),
    Column::number("well_located_places", "Well located"),
];

/// What happens in a year.
#[derive(Clone, Copy, Default)]
struct Year {
    spend: Money,
    starting: u64,
    opening: u64,
    additional: [Places; 3],
    protected: Places,
}

/// A row for each year from the first to the last that the dataset or a fund speaks of, whether or not this plan does: so the rows of two runs of
/// a dataset stand beside each other.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let mut years: BTreeMap<FinancialYear, Year> =
        spoken_of(run).into_iter().map(|year| (year, Year::default())).collect();
    for option in run.plan.options(run.question.instance) {
        for (year, money) in &option.spend {
            years.entry(*year).or_default().spend += *money;
        }
        years.entry(option.starts).or_default().starting += 1;
        let opens = years.entry(option.opens).or_default();
        opens.opening += 1;
        for (sum, estimate) in opens.additional.iter_mut().zip([Estimate::Low, Estimate::Likely, Estimate::High]) {
            *sum += option.additional.at(estimate);
        }
        opens.protected += option.protected;
    }
    let there = standing(run, years.keys().copied());
    let row = |(name, year): (&FinancialYear, &Year)| {
        let counts = [year.starting, year.opening].map(Cell::from);
        let places = year.additional.into_iter().chain([year.protected]).map(Cell::from);
        let over = is_over(run.question.model, *name);
        let there = there.get(name).map_or([const { Cell::Empty }; 3], |there| {
            [there.places.into(), there.children.into(), there.well_located.into()]
        });
        [Cell::text(name), year.spend.into()]
            .into_iter()
            .chain(counts)
            .chain(places)
            .chain([over])
            .chain(there)
            .collect()
    };
    Table::new("years", &COLUMNS, years.iter().map(row).collect()).summing("dfe_spend_gbp")
}

/// What there is at the end of each year to the horizon; nothing of the years after it.
fn standing(run: &Run<'_>, years: impl Iterator<Item = FinancialYear>) -> BTreeMap<FinancialYear, YearOfPlaces> {
    by_year(&run.question, run.plan, years.filter(|year| *year <= run.question.model.horizon))
}

/// Whether a year is over where the question is put; nothing where that is not said.
fn is_over(model: &Model, year: FinancialYear) -> Cell {
    model.as_of.map_or(Cell::Empty, |as_of| (year < as_of).into())
}

/// The years from the first to the last that the dataset or a fund speaks of, or that count.
pub(in crate::report) fn spoken_of(run: &Run<'_>) -> BTreeSet<FinancialYear> {
    let options = run.question.instance.options().iter();
    let of_options =
        options.flat_map(|option| option.spend.iter().map(|(year, _)| *year).chain([option.starts, option.opens]));
    let of_funds = run.question.model.funds.iter().flat_map(|fund| [fund.first_year, fund.last_year]);
    let spoken: BTreeSet<FinancialYear> = of_options.chain(of_funds).chain(run.question.years()).collect();
    let ends = spoken.first().zip(spoken.last());
    ends.map(|(first, last)| first.through(*last).collect()).unwrap_or_default()
}
