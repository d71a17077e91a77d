//! Random small data: a few projects, homes with places at risk, two regions, prices that nearly tie.

use placewell::domain::{
    Area, CareType, Demand, Distances, FinancialYear, Group, GroupId, Home, Id, Index, Kind, Link, LinkKind, Miles,
    Money, Parts, PlaceRange, Places, Point, ProgrammeLine, Project, ProjectOption, Site,
};

use super::dice::Dice;
use super::price::Price;
use super::subset::Subset;

/// The regions of every problem, in order.
pub const REGIONS: [&str; 2] = ["North", "South"];

/// The most options in all: every subset of them is tried.
const MOST_OPTIONS: usize = 9;

/// How many places and children there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Size {
    /// Few enough to divide them in every way.
    Tiny,
    /// A few more.
    Small,
}

/// The id of a kind, as in `p3`.
pub fn id<K: Kind>(letter: &str, number: usize) -> Id<K> {
    format!("{letter}{number}").parse().expect("a plain id")
}

/// The id of the group of a region's areas.
pub fn group(region: &str) -> GroupId {
    format!("g{}", region.to_lowercase()).parse().expect("a plain id")
}

/// The `number`-th year.
pub fn year(number: usize) -> FinancialYear {
    ["2026-27", "2027-28", "2028-29"][number].parse().expect("a year")
}

/// Random tables, without links, and with no limit of match known.
pub fn parts(dice: &mut Dice, size: Size) -> Parts {
    let mut parts = Parts::default();
    let point = Point::new(400_000, 300_000).expect("in England");
    for number in 0..=dice.below(2) {
        parts.care_types.push(CareType { id: id("c", number), name: format!("Care {number}") });
    }
    for number in 0..2 + dice.below(3) {
        let (name, region) = (format!("Area {number}"), REGIONS[number % 2].to_owned());
        parts.areas.push(Area { id: id("a", number), name, region, centre: point, match_limit: None });
    }
    for region in REGIONS {
        let own = (0..parts.areas.len()).filter(|&area| parts.areas[area].region == region).map(Index::new);
        let (id, name, source) = (group(region), format!("All of the {region}"), "chance".to_owned());
        parts.groups.push(Group { id, name, areas: own.collect(), source });
    }
    for number in 0..=dice.below(3) {
        let (name, home_type, row) = (format!("Line {number}"), "open".to_owned(), 1);
        parts.lines.push(ProgrammeLine {
            id: id("l", number),
            row,
            name,
            home_type,
            published: None,
            overrun_percent: 0,
            refusal_percent: None,
            works: None,
        });
    }
    for number in 0..dice.below(4) {
        let home = home(dice, size, number, &parts, point);
        parts.sites.push(Site { id: home.id.cast(), point, area: home.area, home: Some(Index::new(number)) });
        parts.homes.push(home);
    }
    for area in 0..parts.areas.len() {
        for care_type in 0..parts.care_types.len() {
            let [known, least, most] = if size == Size::Tiny { [95, 1, 4] } else { [85, 0, 9] };
            if dice.chance(known) {
                let children = Places::new(dice.count(least, most));
                parts.demand.push(Demand { area: Index::new(area), care_type: Index::new(care_type), children });
            }
        }
    }
    projects(dice, size, &mut parts, point);
    parts
}

fn home(dice: &mut Dice, size: Size, number: usize, parts: &Parts, point: Point) -> Home {
    let places = dice.count(0, if size == Size::Tiny { 3 } else { 6 });
    let at_risk = if dice.chance(60) { dice.count(0, places) } else { 0 };
    Home {
        id: id("h", number),
        name: format!("Home {number}"),
        area: Index::new(dice.below(parts.areas.len())),
        care_type: Index::new(dice.below(parts.care_types.len())),
        point,
        places: Places::new(places),
        at_risk: Places::new(at_risk),
        at_risk_from: (at_risk > 0).then(|| year(dice.below(3))),
    }
}

fn projects(dice: &mut Dice, size: Size, parts: &mut Parts, point: Point) {
    let mut unprotected: Vec<u32> = parts.homes.iter().map(|home| home.at_risk.count()).collect();
    let price = Price::random(dice);
    for number in 0..2 + dice.below(5) {
        let first = parts.options.len();
        let count = 1 + dice.below(3);
        if first + count > MOST_OPTIONS {
            break;
        }
        let project: Index<Project> = Index::new(number);
        if number > 0 && first < MOST_OPTIONS && dice.chance(20) {
            twin(dice, parts, project, point);
            continue;
        }
        let home = (!parts.homes.is_empty() && dice.chance(60)).then(|| dice.below(parts.homes.len()));
        let area = Index::new(dice.below(parts.areas.len()));
        let ground = home.unwrap_or(parts.sites.len());
        if home.is_none() {
            parts.sites.push(Site { id: id("p", number), point, area, home: None });
        }
        let protects = home.map_or(0, |home| if dice.chance(70) { dice.count(0, unprotected[home]) } else { 0 });
        let care = home.map(|home| parts.homes[home].care_type);
        for option in 0..count {
            let mut option = bare_option(dice, size, project, option);
            option.care_type = match care {
                Some(care) if protects > 0 || dice.chance(80) => care,
                _ => Index::new(dice.below(parts.care_types.len())),
            };
            option.protected = Places::new(if dice.chance(70) { protects } else { dice.count(0, protects) });
            price.charge(dice, &mut option);
            parts.options.push(option);
        }
        if let Some(home) = home {
            unprotected[home] -= protects;
        }
        let line = Index::new(dice.below(parts.lines.len()));
        let (name, options) = (format!("Project {number}"), first..first + count);
        parts.projects.push(Project {
            id: id("p", number),
            name,
            line,
            area,
            site: Index::new(ground),
            status: None,
            options,
        });
    }
}

/// Adds a project just like one option of the one before it, at a new site: only the miles tell them apart.
fn twin(dice: &mut Dice, parts: &mut Parts, project: Index<Project>, point: Point) {
    let first = parts.options.len();
    let other = &parts.projects[project.position() - 1];
    let option = &parts.options[other.options.start + dice.below(other.options.len())];
    let own = ProjectOption { project, id: id("o", 0), protected: Places::ZERO, ..option.clone() };
    let (name, site, area) = (format!("Twin {}", project.position()), Index::new(parts.sites.len()), other.area);
    let twin = Project { id: id("p", project.position()), name, site, options: first..first + 1, ..other.clone() };
    parts.sites.push(Site { id: twin.id.cast(), point, area, home: None });
    parts.projects.push(twin);
    parts.options.push(own);
}

/// An option without care, price and protection.
fn bare_option(dice: &mut Dice, size: Size, project: Index<Project>, number: usize) -> ProjectOption {
    let likely = dice.count(0, if size == Size::Tiny { 2 } else { 4 });
    let [low, high] = [likely - dice.count(0, likely.min(1)), likely + dice.count(0, 1)];
    let starts = dice.below(3);
    ProjectOption {
        project,
        id: id("o", number),
        scope: "Made by chance".to_owned(),
        care_type: Index::new(0),
        starts: year(starts),
        opens: year(starts + dice.below(3 - starts)),
        cost: Money::ZERO,
        local_match: Money::ZERO,
        joint: None,
        additional: PlaceRange::new(Places::new(low), Places::new(likely), Places::new(high)).expect("in order"),
        protected: Places::ZERO,
        improved: Places::new(dice.count(0, 2)),
        planned: dice.chance(50),
        closed: None,
        spend: Vec::new(),
    }
}

/// Random distances, many on the edge of a band and many alike; where regions compete, few ways join them.
pub fn distances(dice: &mut Dice, size: Size, parts: &Parts) -> Distances {
    let row = |dice: &mut Dice, site: &Site| {
        let areas = (0..parts.areas.len()).filter_map(|area| {
            let tenths = match dice.below(4) {
                0 => dice.pick(&[200, 201, 400, 401]),
                1 | 2 => 50 * dice.count(0, 9),
                _ => dice.count(0, 450),
            };
            let apart = area % 2 != site.area.position() % 2;
            dice.chance(if size == Size::Tiny && apart { 30 } else { 85 })
                .then(|| (Index::new(area), Miles::from_tenths(tenths)))
        });
        areas.collect::<Vec<_>>()
    };
    Distances::new(parts.sites.iter().map(|site| row(dice, site)).collect())
}

/// Random links, which `kept` keeps nearly always.
pub fn links(dice: &mut Dice, parts: &Parts, kept: Subset) -> Vec<Link> {
    let funded = |project: usize| parts.projects[project].options.clone().any(|option| kept.holds(option));
    let mut kinds = Vec::new();
    let count = parts.projects.len();
    for _ in 0..dice.below(4) {
        let (one, other) = (dice.below(count), dice.below(count));
        if one == other {
            continue;
        }
        let [first, second] = [one, other].map(Index::new);
        let amiss = dice.chance(5);
        match dice.below(3) {
            0 if amiss || !funded(one) || funded(other) => kinds.push(LinkKind::Requires(first, second)),
            1 if amiss || !(funded(one) && funded(other)) => kinds.push(LinkKind::Excludes(first, second)),
            2 if amiss || funded(one) != funded(other) => {
                let named = |project| project == one || project == other;
                let group = (0..count).filter(|&project| named(project) || (!funded(project) && dice.chance(30)));
                kinds.push(LinkKind::OneOf(group.map(Index::new).collect()));
            }
            _ => {}
        }
    }
    kinds.into_iter().enumerate().map(|(number, kind)| Link { id: id("k", number), kind }).collect()
}
