//! Whom the places of a plan serve, found by paths in whole numbers and not by a solver.
//!
//! The supplies are the places of a care type at a site at the end of a year, the demands the children of an area who need
//! it then; a pair is within reach. See [`crate::transport`] for the method.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::{Area, CareType, FinancialYear, Flow, Index, Miles, Places, ProjectOption, Site, Worth};
use crate::model::Question;
use crate::transport::Transport;

/// The places that there are, and whom they serve best.
#[derive(Clone, Debug)]
pub struct Serving {
    supplies: Vec<SupplyAt>,
    demands: Vec<(FinancialYear, Index<Area>, Index<CareType>)>,
    transport: Transport,
    years: Vec<FinancialYear>,
    horizon: FinancialYear,
}

/// The places of a care type at a site at the end of a year.
type SupplyAt = (FinancialYear, Index<Site>, Index<CareType>);

/// What a place is worth to whoever divides them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Weigh {
    /// Its worth in hundredths of a well-located place.
    Worth,
    /// Its worth, and of divisions worth the same the one with the fewest miles.
    WorthThenMiles,
}

impl Serving {
    /// The places that stand at the horizon if nothing is funded, divided among the children.
    #[must_use]
    pub fn standing(question: &Question<'_>, weigh: Weigh) -> Self {
        Self::in_years(question, &[question.model.horizon], weigh)
    }

    /// The places that stand at the end of each year that counts if nothing is funded, divided among the children.
    #[must_use]
    pub fn in_every_year(question: &Question<'_>) -> Self {
        Self::in_years(question, &question.years(), Weigh::Worth)
    }

    fn in_years(question: &Question<'_>, years: &[FinancialYear], weigh: Weigh) -> Self {
        let instance = question.instance;
        let capacities = capacities(question, years);
        let supplies: Vec<_> = capacities.keys().copied().collect();
        let needs = || years.iter().flat_map(|&year| instance.demand_in(year).iter().map(move |need| (year, need)));
        let demands: Vec<_> = needs().map(|(year, need)| (year, need.area, need.care_type)).collect();
        let children: Vec<i64> = needs().map(|(_, need)| i64::from(need.children.count())).collect();
        let step = match weigh {
            Weigh::Worth => None,
            // One hundredth outweighs every mile that all the children could travel.
            Weigh::WorthThenMiles => Some(1 + children.iter().sum::<i64>() * furthest(question)),
        };
        let weight = |worth: Worth, miles: Miles| match step {
            None => i64::from(worth.percent()),
            Some(step) => i64::from(worth.percent()) * step - i64::from(miles.tenths()),
        };
        let (areas, care_types) = (instance.areas().len(), instance.care_types().len());
        let in_order = |year: FinancialYear| years.partition_point(|other| *other < year);
        let cell = |year: FinancialYear, area: Index<Area>, care: Index<CareType>| {
            (in_order(year) * areas + area.position()) * care_types + care.position()
        };
        let mut at: Vec<Option<usize>> = vec![None; years.len() * areas * care_types];
        for (demand, &(year, area, care)) in demands.iter().enumerate() {
            at[cell(year, area, care)] = Some(demand);
        }
        let serves = supplies.iter().map(|&(year, site, care)| {
            let Some(reach) = question.model.reach.get(&instance[care].id) else { return Vec::new() };
            let near = question.distances.from_site(site).iter().filter_map(|&(area, miles)| {
                Some((at[cell(year, area, care)]?, weight(reach.band(miles)?.worth, miles)))
            });
            near.collect()
        });
        let mut transport = Transport::new(children, &serves.collect::<Vec<_>>());
        for (supply, places) in capacities.values().enumerate() {
            transport.change(supply, i64::from(places.count()));
        }
        Self { supplies, demands, transport, years: years.to_vec(), horizon: question.model.horizon }
    }

    /// Where an option changes how many places there are, and by how many: below nought where it closes a home.
    #[must_use]
    pub fn given_by(&self, question: &Question<'_>, option: Index<ProjectOption>) -> Vec<(usize, i64)> {
        let instance = question.instance;
        let site = instance[instance[option].project].site;
        let changes = self.years.iter().flat_map(|&year| {
            let changes = question.changes_at(option, year);
            changes.map(move |(care_type, places)| ((year, site, care_type), places))
        });
        changes.filter_map(|(at, places)| Some((self.supplies.binary_search(&at).ok()?, places))).collect()
    }

    /// What the places are worth together.
    #[must_use]
    pub const fn value(&self) -> i64 {
        self.transport.value()
    }

    /// Gives a supply more places, or takes some away, and divides them anew.
    pub fn change(&mut self, supply: usize, places: i64) {
        self.transport.change(supply, places);
    }

    /// The most that one more place of `supply` could be worth. See [`Transport::price`].
    #[must_use]
    pub fn price(&mut self, supply: usize) -> i64 {
        self.transport.price(supply)
    }

    /// Sets a mark at the division there is, and forgets the mark before.
    pub fn mark(&mut self) {
        self.transport.mark();
    }

    /// Goes back to the mark.
    pub fn back(&mut self) {
        self.transport.back();
    }

    /// The places used at the horizon, in order of site, area and care type.
    ///
    /// # Panics
    ///
    /// Never: no more places are used than there are.
    #[must_use]
    pub fn flows(&self) -> Vec<Flow> {
        let flows = self.transport.flows().filter_map(|(supply, demand, places)| {
            let (year, site, care_type) = self.supplies[supply];
            let places = u32::try_from(places).expect("no more places are used than there are");
            let flow = Flow { site, area: self.demands[demand].1, care_type, places: Places::new(places) };
            (year == self.horizon).then_some(flow)
        });
        let mut flows: Vec<Flow> = flows.collect();
        flows.sort_unstable();
        flows
    }
}

/// Whom the places serve when these options are funded: the most well-located places, then the fewest miles.
#[must_use]
pub fn nearest_flows(question: &Question<'_>, funded: &BTreeSet<Index<ProjectOption>>) -> Vec<Flow> {
    let mut serving = Serving::standing(question, Weigh::WorthThenMiles);
    for &option in funded {
        for (supply, places) in serving.given_by(question, option) {
            serving.change(supply, places);
        }
    }
    serving.flows()
}

/// The places that stand at each site if nothing is funded, and nought where an option gives the first.
fn capacities(question: &Question<'_>, years: &[FinancialYear]) -> BTreeMap<SupplyAt, Places> {
    let instance = question.instance;
    let mut capacities = BTreeMap::new();
    for &year in years {
        let options = instance.options().iter();
        capacities
            .extend(options.map(|option| ((year, instance[option.project].site, option.care_type), Places::ZERO)));
        capacities.extend(instance.site_indices().filter_map(|site| {
            let home = &instance[instance[site].home?];
            Some(((year, site, home.care_type), home.standing_at(year)))
        }));
    }
    capacities
}

/// Tenths of a mile to the edge of the longest reach.
fn furthest(question: &Question<'_>) -> i64 {
    let edges = question.model.reach.values().filter_map(crate::model::Reach::furthest);
    edges.map(|miles| i64::from(miles.tenths())).max().unwrap_or(0)
}
