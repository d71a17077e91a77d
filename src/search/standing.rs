//! Where a search stands: what is funded, whom it serves, and what that is worth in points.

use std::collections::{BTreeMap, BTreeSet};

use super::tally::{Tally, Turn};
use crate::domain::{Area, CareType, Flow, Index, Places, Plan, ProjectOption, Site};
use crate::model::Question;
use crate::transport::{State, Transport};

/// Points for a hundredth of a well-located place.
pub(super) const HUNDREDTH: i64 = 1_000;

/// Pounds for a point.
pub(super) const POUNDS: i64 = 1_000;

/// What is funded and what comes of it.
#[derive(Debug)]
pub(super) struct Standing {
    supplies: Vec<(Index<Site>, Index<CareType>)>,
    demands: Vec<(Index<Area>, Index<CareType>)>,
    transport: Transport,
    kept: State,
    prices: Vec<i64>,
    tally: Tally,
    /// By option: where it gives places, and how many.
    gives: Vec<Option<(usize, i64)>>,
    /// By option: pounds to the department.
    costs: Vec<i64>,
    /// By project: the option that is funded.
    pub chosen: Vec<Option<usize>>,
    cost: i64,
}

/// What a project is to be done by.
pub(super) type Change = (usize, Option<usize>);

impl Standing {
    /// Nothing funded, and existing homes divided among the children.
    pub fn new(question: &Question<'_>) -> Self {
        let problem = question.problem;
        let capacities = capacities(question);
        let supplies: Vec<_> = capacities.keys().copied().collect();
        let demands: Vec<_> = problem.demand().iter().map(|need| (need.area, need.care_type)).collect();
        let children = problem.demand().iter().map(|need| i64::from(need.children.count())).collect();
        let serves: Vec<_> = supplies.iter().map(|&(site, care)| serves(question, &demands, site, care)).collect();
        let mut transport = Transport::new(children, &serves);
        for (supply, places) in capacities.values().enumerate() {
            transport.change(supply, i64::from(places.count()));
        }
        let gives = problem.options().iter().map(|option| {
            let places = option.places_at(question.model.horizon, question.model.estimate);
            let supply = supplies.binary_search(&(problem[option.project].site, option.care_type)).ok();
            supply.filter(|_| places > Places::ZERO).map(|supply| (supply, i64::from(places.count())))
        });
        Self {
            gives: gives.collect(),
            costs: problem.options().iter().map(|option| option.cost.pounds()).collect(),
            chosen: vec![None; problem.projects().len()],
            cost: 0,
            tally: Tally::of(question),
            prices: transport.prices(),
            kept: transport.state().clone(),
            supplies,
            demands,
            transport,
        }
    }

    /// Whether every limit that is tallied is kept.
    pub const fn keeps_limits(&self) -> bool {
        self.tally.points() == 0
    }

    /// Well-located places in hundredths, and then the less cost the better.
    pub const fn worth(&self) -> (i64, i64) {
        (self.transport.value(), -self.cost)
    }

    /// Makes `changes` unless that costs more than `threshold` points; whether they were made.
    pub fn change(&mut self, changes: &[Change], threshold: i64) -> bool {
        let points = self.points();
        let before: Vec<Change> = changes.iter().map(|&(project, _)| (project, self.chosen[project])).collect();
        let moved = self.choose(changes);
        let spare = self.points() - points + threshold;
        let most: i64 = moved.iter().map(|&(supply, places)| self.prices[supply] * places).sum();
        if most * HUNDREDTH + spare < 0 {
            self.choose(&before);
            return false;
        }
        if moved.iter().all(|&(_, places)| places == 0) {
            return true;
        }
        self.kept.clone_from(self.transport.state());
        let value = self.transport.value();
        for &(supply, places) in &moved {
            self.transport.change(supply, places);
        }
        if (self.transport.value() - value) * HUNDREDTH + spare < 0 {
            self.transport.restore(&self.kept);
            self.choose(&before);
            return false;
        }
        self.prices = self.transport.prices();
        true
    }

    /// Makes `changes`, whatever comes of it.
    pub fn change_anyway(&mut self, changes: &[Change]) {
        for (supply, places) in self.choose(changes) {
            self.transport.change(supply, places);
        }
        self.prices = self.transport.prices();
    }

    /// Points by which `change` would bring the plan nearer to its limits, and the pounds it would add.
    pub fn relief(&mut self, (project, option): Change) -> (i64, i64) {
        let (points, cost, before) = (self.tally.points(), self.cost, self.chosen[project]);
        self.choose(&[(project, option)]);
        let relief = (points - self.tally.points(), self.cost - cost);
        self.choose(&[(project, before)]);
        relief
    }

    /// Points for cost and for limits, which are there to be avoided.
    const fn points(&self) -> i64 {
        -self.cost / POUNDS - self.tally.points()
    }

    /// Funds what `changes` say, its places aside: those are returned, by supply.
    fn choose(&mut self, changes: &[Change]) -> Vec<(usize, i64)> {
        let mut moved: Vec<(usize, i64)> = Vec::with_capacity(2 * changes.len());
        for &(project, option) in changes {
            let turns = [(self.chosen[project], Turn::Goes), (option, Turn::Comes)];
            for (option, turn) in turns.into_iter().filter_map(|(option, turn)| Some((option?, turn))) {
                self.tally.turn(option, turn);
                self.cost += turn.sign() * self.costs[option];
                if let Some((supply, places)) = self.gives[option] {
                    match moved.iter_mut().find(|(other, _)| *other == supply) {
                        Some((_, sum)) => *sum += turn.sign() * places,
                        None => moved.push((supply, turn.sign() * places)),
                    }
                }
            }
            self.chosen[project] = option;
        }
        moved
    }

    /// The plan that stands.
    pub fn plan(&self) -> Plan {
        let funded: BTreeSet<Index<ProjectOption>> = self.chosen.iter().flatten().map(|&at| Index::new(at)).collect();
        let mut flows: Vec<Flow> = self.transport.flows().map(|flow| self.flow(flow)).collect();
        flows.sort_unstable();
        Plan { funded, flows }
    }

    fn flow(&self, (supply, demand, places): (usize, usize, i64)) -> Flow {
        let (site, care_type) = self.supplies[supply];
        let places = u32::try_from(places).expect("no more places than there are");
        Flow { site, area: self.demands[demand].0, care_type, places: Places::new(places) }
    }
}

/// The places that stand at each site, with every site where an option gives some.
fn capacities(question: &Question<'_>) -> BTreeMap<(Index<Site>, Index<CareType>), Places> {
    let problem = question.problem;
    let options =
        problem.options().iter().map(|option| ((problem[option.project].site, option.care_type), Places::ZERO));
    let homes = problem.site_indices().filter_map(|site| {
        let home = &problem[problem[site].home?];
        Some(((site, home.care_type), home.standing_at(question.model.horizon)))
    });
    options.chain(homes).collect()
}

/// The demands that places of a care type at a site may serve, and what one is worth in hundredths.
fn serves(
    question: &Question<'_>,
    demands: &[(Index<Area>, Index<CareType>)],
    site: Index<Site>,
    care: Index<CareType>,
) -> Vec<(usize, i64)> {
    let Some(reach) = question.model.reach.get(&question.problem[care].id) else { return Vec::new() };
    let near = question.distances.from_site(site).iter().filter_map(|&(area, miles)| {
        let demand = demands.binary_search(&(area, care)).ok()?;
        Some((demand, i64::from(reach.band(miles)?.worth.percent())))
    });
    near.collect()
}
