//! `regions.csv`: each region's share of demand beside its share of what the plan gives (the layout of NAO, September
//! 2025, Figure 9).

use std::collections::{BTreeMap, BTreeSet};

use super::deliverable::Deliverable;
use super::state::Run;
use crate::audit::worth_of;
use crate::domain::{Area, Estimate, Index, Instance, Money, PlaceRange, Places, ProjectOption, WellLocated};
use crate::table::{Cell, Column, Show, Table, summing};

const COLUMNS: [Column; 16] = [
    Column::words("region", "Region"),
    Column::number("children", "Children"),
    Column::number("demand_percent", "% of\nall"),
    Column::number("well_located_places", "Well\nlocated"),
    Column::number("well_located_percent", "% of\nall"),
    Column::number("met_percent", "%\nmet"),
    Column::number("places_used", "Places\nused"),
    Column::number("places", "Places"),
    Column::number("places_percent", "% of\nall"),
    Column::number("additional_low", "Added, low"),
    Column::number("additional_likely", "Added"),
    Column::number("additional_high", "Added, high"),
    Column::number("protected", "Protected"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::number("additional_expected", "Added,\nexpected"),
    Column::number("additional_assured", "Added,\nassured"),
];

/// What a region needs and has.
#[derive(Clone, Copy, Default)]
struct Region {
    /// Children who need a place; `None` where that is not known of any care type.
    children: Option<u64>,
    /// Well-located places its children use.
    well_located: WellLocated,
    /// Places its children use.
    used: Places,
    /// Places that stand in it, of care types that children need.
    places: Places,
    /// Places added by the bids of its authorities.
    additional: [Places; 3],
    /// Places protected by them.
    protected: Places,
    /// What they cost the department.
    cost: Money,
    /// What of the places added by them may be counted on, where that is known.
    deliverable: Option<Deliverable>,
}

/// A row for each region, in alphabetical order. Children, well-located places and places used are of the region's own
/// children, wherever the places are; places are those that stand there at the horizon; what is added, protected and
/// spent is by the bids of the region's authorities.
#[must_use]
pub fn table(run: &Run<'_>) -> Table {
    let regions = regions(run);
    let all = regions.values().fold(Region::default(), Region::and);
    let countable = Deliverable::cells_of_parts(&regions.values().map(|region| region.deliverable).collect::<Vec<_>>());
    let rows =
        regions.iter().zip(countable).map(|((name, region), countable)| region.row(name, &all, countable)).collect();
    let shares = |of: fn(&Region) -> u64| shares(regions.values().map(of).collect());
    Table::new("regions", &COLUMNS, rows)
        .summing("dfe_cost_gbp")
        .showing("demand_percent", shares(|region| region.children.unwrap_or_default()))
        .showing("well_located_percent", shares(|region| region.well_located.hundredths()))
        .showing("places_percent", shares(|region| region.places.count().into()))
}

/// The shares that parts are of all of them, in tenths of a per cent that sum to all of it; nothing of nothing.
fn shares(parts: Vec<u64>) -> Vec<Cell> {
    let all = i64::try_from(parts.iter().sum::<u64>()).unwrap_or(i64::MAX);
    let parts: Vec<i64> = parts.into_iter().map(|part| i64::try_from(part * 1_000).unwrap_or(i64::MAX)).collect();
    if all == 0 { vec![Cell::Empty; parts.len()] } else { summing(&parts, all).into_iter().map(Cell::Tenths).collect() }
}

/// The columns for which a page has room, and all regions together.
pub(in crate::report) fn on_paper(run: &Run<'_>) -> Table {
    let mut table = table(run);
    let deliverable = Deliverable::of(&run.question, run.plan.funded.iter().copied());
    let all = regions(run).values().fold(Region::default(), Region::and);
    table.rows.push(all.row("All regions", &all, Deliverable::cells(deliverable)));
    let mut hidden = vec!["places_used", "places", "places_percent", "additional_low", "additional_high", "protected"];
    if deliverable.is_none() {
        hidden.extend(["additional_expected", "additional_assured"]);
    }
    for column in table.columns.iter_mut().filter(|column| hidden.contains(&column.name)) {
        column.show = Show::FilesOnly;
    }
    table
}

/// Every region, by name.
fn regions<'a>(run: &Run<'a>) -> BTreeMap<&'a str, Region> {
    let (instance, model) = (run.question.instance, run.question.model);
    let mut regions: BTreeMap<&str, Region> =
        instance.regions().into_iter().map(|name| (name, Region::default())).collect();
    let needed: BTreeSet<_> = instance.demand().iter().map(|need| need.care_type).collect();
    for need in instance.demand() {
        *at(instance, &mut regions, need.area).children.get_or_insert_default() += u64::from(need.children.count());
    }
    for flow in &run.plan.flows {
        let region = at(instance, &mut regions, flow.area);
        region.used += flow.places;
        region.well_located += worth_of(&run.question, flow).map_or(WellLocated::ZERO, |worth| worth * flow.places);
    }
    for home in instance.homes().iter().filter(|home| needed.contains(&home.care_type)) {
        at(instance, &mut regions, home.area).places += home.standing_at(model.horizon);
    }
    for &index in &run.plan.funded {
        let option = &instance[index];
        let project = &instance[option.project];
        if let Some(home) = instance[project.site].home.map(|home| &instance[home])
            && needed.contains(&home.care_type)
        {
            let there = &mut at(instance, &mut regions, home.area).places;
            *there = there.less(instance.closed_at(option, model.horizon));
        }
        if needed.contains(&option.care_type) {
            at(instance, &mut regions, instance[project.site].area).places +=
                run.question.places_at(index, model.horizon);
        }
        let region = at(instance, &mut regions, project.area);
        region.add(option.additional, option.protected, option.cost);
    }
    for (name, region) in &mut regions {
        let own = |option: &Index<ProjectOption>| instance[instance[instance[*option].project].area].region == *name;
        region.deliverable = Deliverable::of(&run.question, run.plan.funded.iter().copied().filter(own));
    }
    regions
}

/// The region of an area.
fn at<'a, 'b>(instance: &'a Instance, regions: &'b mut BTreeMap<&'a str, Region>, area: Index<Area>) -> &'b mut Region {
    regions.entry(instance[area].region.as_str()).or_default()
}

impl Region {
    /// Two regions together, but for what may be counted on, which has no sum.
    fn and(self, other: &Self) -> Self {
        let [low, likely, high] = self.additional;
        let [more_low, more_likely, more_high] = other.additional;
        Self {
            children: [self.children, other.children].into_iter().flatten().reduce(u64::saturating_add),
            well_located: self.well_located + other.well_located,
            used: self.used + other.used,
            places: self.places + other.places,
            additional: [low + more_low, likely + more_likely, high + more_high],
            protected: self.protected + other.protected,
            cost: self.cost + other.cost,
            deliverable: None,
        }
    }

    /// The row of a region, with its shares of `all`. Where it is not known how many children need a place, nothing of
    /// them is.
    fn row(&self, name: &str, all: &Self, [expected, assured]: [Cell; 2]) -> Vec<Cell> {
        let [low, likely, high] = self.additional;
        let of_children = self.children.map_or([const { Cell::Empty }; 6], |children| self.of_children(children, all));
        let [need, need_share, located, located_share, met, used] = of_children;
        vec![
            Cell::text(name),
            need,
            need_share,
            located,
            located_share,
            met,
            used,
            self.places.into(),
            Cell::share(self.places.count().into(), all.places.count().into()),
            low.into(),
            likely.into(),
            high.into(),
            self.protected.into(),
            self.cost.into(),
            expected,
            assured,
        ]
    }

    /// What is told of its children.
    fn of_children(&self, children: u64, all: &Self) -> [Cell; 6] {
        let located = self.well_located.hundredths();
        [
            children.into(),
            Cell::share(children, all.children.unwrap_or_default()),
            self.well_located.into(),
            Cell::share(located, all.well_located.hundredths()),
            Cell::share(located, children * 100),
            self.used.into(),
        ]
    }

    /// Adds what an option gives and costs.
    fn add(&mut self, additional: PlaceRange, protected: Places, cost: Money) {
        for (sum, estimate) in self.additional.iter_mut().zip([Estimate::Low, Estimate::Likely, Estimate::High]) {
            *sum += additional.at(estimate);
        }
        self.protected += protected;
        self.cost += cost;
    }
}
