//! A made-up dataset: a country, its areas and homes, bids with up to three options each, and children who need places.

use anyhow::ensure;

use super::draw::{Country, nearest, need, places, thousands};
use super::instance::{Area, Demand, Ground, Home, Instance, Line, Offer, Point, Project};
use super::plan::{self, Announced};
use super::random::Random;
use super::share::share;

/// What to make up.
pub(crate) struct Order {
    pub(crate) projects: usize,
    pub(crate) areas: usize,
    pub(crate) seed: i64,
    pub(crate) contest: Contest,
}

/// How many children there are for the places that all projects together would bring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Contest {
    /// Six for ten places.
    Contested,
    /// Three for each place.
    Uncontested,
}

/// The first and the last year of the programme, by the calendar years in which they start.
pub(super) const FIRST: i64 = 2025;
pub(super) const LAST: i64 = 2028;

/// The lines: id, type of home, how likely, and the middle price of a place in £1,000s.
const LINES: [(&str, &str, i64, i64); 5] = [
    ("open-expand", "open", 44, 160),
    ("open-new", "open", 36, 270),
    ("secure-rebuild", "secure", 4, 1_500),
    ("secure-new", "secure", 6, 2_000),
    ("secure-improve", "secure", 10, 100),
];

/// The care types against which there is demand, and that of open homes as they are, which meets none.
const OPEN: &str = "open";
const SECURE: &str = "secure";
const ORDINARY: &str = "open-ordinary";

/// Makes an instance up.
pub(super) fn instance(order: &Order) -> anyhow::Result<Instance> {
    ensure!((1..=10_000).contains(&order.projects), "there are 1 to 10,000 projects");
    ensure!((1..=10_000).contains(&order.areas), "there are 1 to 10,000 areas");
    let country = Country::new(&mut Random::new(order.seed, "country"));
    let mut areas = areas(order, &country);
    let mut bids =
        Bids { random: Random::new(order.seed, "bids"), country: &country, areas: &areas, homes: Vec::new() };
    let mut projects: Vec<Project> = (1..=order.projects).map(|number| bids.project(number)).collect();
    let homes = bids.homes;
    let demand = demand(order, &areas, &homes, &projects);
    let announced = Announced::draw(&mut projects, &mut areas, &mut Random::new(order.seed, "plan"));
    let links = plan::links(&projects, &mut Random::new(order.seed, "links"));
    Ok(Instance {
        care_types: [OPEN, ORDINARY, SECURE].map(str::to_owned).to_vec(),
        lines: LINES.iter().map(|(id, home_type, ..)| Line { id: (*id).to_owned(), home_type }).collect(),
        model: announced.model(&projects, &areas),
        areas,
        demand,
        homes,
        projects,
        links,
        miles: None,
    })
}

fn areas(order: &Order, country: &Country) -> Vec<Area> {
    let mut random = Random::new(order.seed, "areas");
    let area = |number| {
        let centre = country.point(&mut random);
        Area { id: format!("area-{number:05}"), region: country.region(centre), centre, match_limit: None }
    };
    (1..=order.areas).map(area).collect()
}

/// Bids, as they are drawn, and the homes they bring with them.
struct Bids<'a> {
    random: Random,
    country: &'a Country,
    areas: &'a [Area],
    homes: Vec<Home>,
}

impl Bids<'_> {
    fn project(&mut self, number: usize) -> Project {
        let random = &mut self.random;
        let &(line, home_type, _, price) = random.pick(&LINES, |(_, _, weight, _)| *weight);
        let point = self.country.point(random);
        let area = self.areas[nearest(self.areas.iter().map(|area| area.centre), point).0].id.clone();
        let bid = places(random);
        let years = [random.between(FIRST, LAST - 1), random.between(0, 2)];
        let gains = match line {
            "secure-rebuild" => [(bid / 4).max(1), bid, 0],
            "secure-improve" => [random.between(0, 2), 0, bid],
            _ => [bid, 0, 0],
        };
        let cost = thousands(bid, price, random);
        let care_type = home_type;
        let first = offer("a", care_type, gains, cost, years, random);
        let more = [
            (random.between(1, 100) <= 55).then(|| later(&first, cost, years, random)),
            (random.between(1, 100) <= 40 && bid > 3).then(|| smaller(&first, cost, years, random)),
        ];
        let options = [first].into_iter().chain(more.into_iter().flatten()).collect();
        let ground = self.ground(number, line, &area, point, bid);
        Project { id: format!("bid-{number:05}"), line: line.to_owned(), area, ground, options }
    }

    /// Where it builds: rebuilds, improvements and expansions at a home that comes with them.
    fn ground(&mut self, number: usize, line: &str, area: &str, point: Point, places: i64) -> Ground {
        let (care_type, places, is_at_risk) = match line {
            "open-expand" => (ORDINARY, self.random.between(2, 6), false),
            "secure-rebuild" => (SECURE, places, true),
            "secure-improve" => (SECURE, places.div_euclid(4).max(1), false),
            _ => return Ground::New(point),
        };
        let (id, area, care_type) = (format!("home-{number:05}"), area.to_owned(), care_type.to_owned());
        self.homes.push(Home { id: id.clone(), area, care_type, point, places, is_at_risk });
        Ground::Home(id)
    }
}

/// An option of these additional, protected and improved places, for so many £1,000s, over years from a first one on.
fn offer(id: &str, care_type: &str, gains: [i64; 3], thousands: i64, years: [i64; 2], random: &mut Random) -> Offer {
    let [additional, protected, improved] = gains;
    let [starts, more_years] = years;
    let weights: Vec<i64> = (0..=more_years).map(|_| random.between(1, 3)).collect();
    let shares = share(thousands, &weights);
    let unsure = random.between(0, additional / 5);
    Offer {
        id: id.to_owned(),
        care_type: care_type.to_owned(),
        starts,
        opens: starts + more_years,
        local_match: if care_type == OPEN { thousands * 1_000 } else { 0 },
        additional: [additional - unsure, additional, additional + unsure],
        protected,
        improved,
        planned: false,
        spend: (starts..).zip(shares.into_iter().map(|share| share * 1_000)).collect(),
    }
}

/// The same a year later, for 3% more.
fn later(first: &Offer, thousands: i64, [starts, more_years]: [i64; 2], random: &mut Random) -> Offer {
    let gains = [first.additional[1], first.protected, first.improved];
    offer("b", &first.care_type, gains, thousands * 103 / 100, [starts + 1, more_years], random)
}

/// Six tenths of the places, for two thirds of the cost.
fn smaller(first: &Offer, thousands: i64, years: [i64; 2], random: &mut Random) -> Offer {
    let gains = [first.additional[1], first.protected, first.improved].map(|places| (places * 6 + 5) / 10);
    offer("c", &first.care_type, gains, (thousands * 66 / 100).max(100), years, random)
}

/// Children, by area and care type: so many for the places that stand and could be had, shared out by weight.
fn demand(order: &Order, areas: &[Area], homes: &[Home], projects: &[Project]) -> Vec<Demand> {
    let mut random = Random::new(order.seed, "demand");
    let mut demand = Vec::new();
    for care_type in [OPEN, SECURE] {
        let most = |project: &Project| project.options.iter().map(|offer| offer.additional[1] + offer.protected).max();
        let own = projects.iter().filter(|project| project.options[0].care_type == care_type);
        let safe = homes.iter().filter(|home| home.care_type == care_type && !home.is_at_risk);
        let places: i64 = own.filter_map(most).sum::<i64>() + safe.map(|home| home.places).sum::<i64>();
        let children = match order.contest {
            Contest::Contested => places * 6 / 10,
            Contest::Uncontested => places * 3,
        };
        let weights: Vec<i64> = areas.iter().map(|_| need(&mut random)).collect();
        let rows = areas.iter().zip(share(children, &weights));
        demand.extend(rows.map(|(area, children)| Demand {
            area: area.id.clone(),
            care_type: care_type.to_owned(),
            children,
        }));
    }
    demand
}
