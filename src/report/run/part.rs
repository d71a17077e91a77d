//! What a part of the country needs and has: a region, or a group of areas.

use std::collections::{BTreeMap, BTreeSet};

use super::deliverable::Deliverable;
use super::state::Run;
use crate::audit::worth_of;
use crate::domain::{Area, CareType, Estimate, Index, Money, PlaceRange, Places, WellLocated};
use crate::table::{Cell, Column};

/// What a part of the country needs and has.
#[derive(Clone, Copy, Default)]
pub(super) struct Part {
    /// Children who need a place; `None` where that is not known of any care type.
    pub children: Option<u64>,
    /// Well-located places its children use.
    pub well_located: WellLocated,
    /// Places its children use.
    used: Places,
    /// Places that stand in it, of care types that children need.
    pub places: Places,
    /// Places added by the bids of its authorities.
    additional: [Places; 3],
    /// Places protected by them.
    protected: Places,
    /// What they cost the department.
    cost: Money,
}

/// The columns of a table of parts, after those that say which part it is.
pub(super) const COLUMNS: [Column; 15] = [
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

/// Adds up in `parts` what the areas of each need and have. Children, well-located places and places used are of the part's
/// own children, wherever the places are; places are those that stand there at the horizon; what is added, protected and spent
/// is by the bids of its authorities.
pub(super) fn add_up<K: Copy + Ord>(
    run: &Run<'_>,
    parts: &mut BTreeMap<K, Part>,
    parts_of: impl Fn(Index<Area>) -> Vec<K>,
) {
    let (instance, model) = (run.question.instance, run.question.model);
    let mut each = |area: Index<Area>, add: &dyn Fn(&mut Part)| {
        for part in parts_of(area) {
            add(parts.entry(part).or_default());
        }
    };
    let needed: BTreeSet<_> = instance.demand().iter().map(|need| need.care_type).collect();
    for need in instance.demand() {
        each(need.area, &|part| *part.children.get_or_insert_default() += u64::from(need.children.count()));
    }
    for flow in &run.plan.flows {
        let worth = worth_of(&run.question, flow).map_or(WellLocated::ZERO, |worth| worth * flow.places);
        each(flow.area, &|part| {
            part.used += flow.places;
            part.well_located += worth;
        });
    }
    for home in instance.homes().iter().filter(|home| needed.contains(&home.care_type)) {
        each(home.area, &|part| part.places += home.standing_at(model.horizon));
    }
    add_up_options(run, &needed, &mut each);
}

/// What of the places added by the bids of some authorities may be counted on, where that is known.
pub(super) fn deliverable(run: &Run<'_>, is_own: impl Fn(Index<Area>) -> bool) -> Option<Deliverable> {
    let instance = run.question.instance;
    let own = run.plan.funded.iter().copied().filter(|option| is_own(instance[instance[*option].project].area));
    Deliverable::of(&run.question, own)
}

/// What is added to the parts that an area is in.
type Each<'a> = dyn FnMut(Index<Area>, &dyn Fn(&mut Part)) + 'a;

/// Adds up what the options of a plan open, close and cost; places of care types that are `needed`.
fn add_up_options(run: &Run<'_>, needed: &BTreeSet<Index<CareType>>, each: &mut Each<'_>) {
    let (instance, model) = (run.question.instance, run.question.model);
    for &index in &run.plan.funded {
        let option = &instance[index];
        let project = &instance[option.project];
        if let Some(home) = instance[project.site].home.map(|home| &instance[home])
            && needed.contains(&home.care_type)
        {
            let closed = instance.closed_at(option, model.horizon);
            each(home.area, &|part| part.places = part.places.less(closed));
        }
        if needed.contains(&option.care_type) {
            let places = run.question.places_at(index, model.horizon);
            each(instance[project.site].area, &|part| part.places += places);
        }
        each(project.area, &|part| part.add(option.additional, option.protected, option.cost));
    }
}

impl Part {
    /// Two parts together.
    pub fn and(self, other: &Self) -> Self {
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
        }
    }

    /// What the columns hold, with its shares of `all`. Where it is not known how many children need a place, nothing of
    /// them is.
    pub fn cells(&self, all: &Self) -> [Cell; 13] {
        let [low, likely, high] = self.additional;
        let of_children = self.children.map_or([const { Cell::Empty }; 6], |children| self.of_children(children, all));
        let [need, need_share, located, located_share, met, used] = of_children;
        [
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
