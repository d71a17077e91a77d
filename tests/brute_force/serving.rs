//! The best way to divide places among children, found without a solver.

use std::collections::BTreeMap;

use placewell::domain::{FinancialYear, Flow, Home, Index, Places, ProjectOption};

use super::asks::bands;
use super::case::Case;
use super::data::REGIONS;
use super::paths;
use super::subset::Subset;
use super::sure;

/// A way from places to children within reach.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// The position of the site.
    pub site: usize,
    /// The position of the area.
    pub area: usize,
    /// The position of the care type.
    pub care: usize,
    /// What a place is worth, in per cent.
    pub worth: u64,
    /// Tenths of a mile.
    pub miles: u64,
}

/// Whom places serve, and what that gives.
#[derive(Clone, Debug, Default)]
pub struct Division {
    /// Hundredths of well-located places, by region.
    pub regions: [u64; 2],
    /// Tenths of a mile travelled.
    pub miles: u64,
    /// Places by way.
    pub flows: Vec<(Way, u32)>,
}

impl Division {
    /// The hundredths of well-located places in all.
    pub fn well_located(&self) -> u64 {
        self.regions.iter().sum()
    }

    /// The same with more places used.
    pub fn with(&self, case: &Case, way: Way, places: u32) -> Self {
        let mut more = self.clone();
        if places > 0 {
            let region = case.region(way.area);
            more.regions[region] += way.worth * u64::from(places);
            more.miles += way.miles * u64::from(places);
            more.flows.push((way, places));
        }
        more
    }

    /// The flows as a plan names them.
    pub fn as_flows(&self) -> Vec<Flow> {
        let flow = |&(way, places): &(Way, u32)| Flow {
            site: Index::new(way.site),
            area: Index::new(way.area),
            care_type: Index::new(way.care),
            places: Places::new(places),
        };
        let mut flows: Vec<_> = self.flows.iter().map(flow).collect();
        flows.sort();
        flows
    }

    /// Whether there is no way in which `other` is better.
    fn is_as_good_as(&self, other: &Self) -> bool {
        self.regions.iter().zip(other.regions).all(|(own, other)| *own >= other) && self.miles <= other.miles
    }
}

/// Every way within reach to children who need a place.
pub fn ways(case: &Case) -> Vec<Way> {
    let instance = &case.instance;
    let mut ways = Vec::new();
    for site in instance.site_indices() {
        for &(area, miles) in case.distances.from_site(site) {
            for need in instance.demand().iter().filter(|need| need.area == area) {
                let bands = bands(&case.model.reach, &instance[need.care_type].id);
                if let Some(band) = bands.iter().find(|band| miles.tenths() <= band.miles.tenths()) {
                    ways.push(Way {
                        site: site.position(),
                        area: area.position(),
                        care: need.care_type.position(),
                        worth: band.worth.percent().into(),
                        miles: miles.tenths().into(),
                    });
                }
            }
        }
    }
    ways
}

/// The places there are at the horizon, by site and care type.
pub fn places(case: &Case, chosen: Subset) -> BTreeMap<(usize, usize), u32> {
    places_in(case, chosen, case.model.horizon)
}

/// The places there are at the end of a year, by site and care type.
fn places_in(case: &Case, chosen: Subset, horizon: FinancialYear) -> BTreeMap<(usize, usize), u32> {
    let instance = &case.instance;
    let is_shut = |at: usize| {
        let shuts =
            |option: &ProjectOption| option.closed.is_some_and(|(first, last)| (first..=last).contains(&horizon));
        chosen.of(instance).any(|option| instance[option.project].site.position() == at && shuts(option))
    };
    let is_gone = |home: &Home| home.at_risk_from.is_some_and(|from| from <= horizon);
    let mut places = BTreeMap::new();
    for (at, site) in instance.sites().iter().enumerate() {
        if let Some(home) = site.home {
            let home = &instance[home];
            let gone = is_gone(home);
            let left = if is_shut(at) {
                0
            } else if gone {
                home.places.count() - home.at_risk.count()
            } else {
                home.places.count()
            };
            places.insert((at, home.care_type.position()), left);
        }
    }
    let open = chosen.of(instance).filter(|option| option.opens <= horizon);
    for option in open.filter(|option| sure::counts(instance, &case.model, option, horizon)) {
        let site = instance[option.project].site;
        // What is protected before it falls away stands anyway.
        let kept = instance[site].home.is_some_and(|home| is_gone(&instance[home]));
        let more = option.additional.at(case.model.estimate).count() + if kept { option.protected.count() } else { 0 };
        let site = site.position();
        *places.entry((site, option.care_type.position())).or_insert(0) += more;
    }
    places
}

/// The division with the most well-located places, and of those the nearest.
pub fn best(case: &Case, chosen: Subset) -> Division {
    best_in(case, chosen, case.model.horizon)
}

/// The same at the end of a year.
pub fn best_in(case: &Case, chosen: Subset, year: FinancialYear) -> Division {
    let places = places_in(case, chosen, year);
    let mut best = Division::default();
    for care_type in 0..case.instance.care_types().len() {
        for (way, used) in paths::flows(
            &ways_of(case, care_type),
            |site| at(&places, site, care_type),
            |area| case.children_in(year, area, care_type),
        ) {
            best = best.with(case, way, used);
        }
    }
    best
}

/// Every division than which none is better in one region or in miles without being worse in another.
pub fn front(case: &Case, chosen: Subset) -> Vec<Division> {
    let places = places(case, chosen);
    let mut front = vec![Division::default()];
    for care_type in 0..case.instance.care_types().len() {
        let mut sites: Vec<u32> = (0..case.instance.sites().len()).map(|site| at(&places, site, care_type)).collect();
        let mut states = BTreeMap::from([(std::mem::take(&mut sites), front)]);
        for area in 0..case.instance.areas().len() {
            let ways: Vec<Way> = ways_of(case, care_type).into_iter().filter(|way| way.area == area).collect();
            let mut next = BTreeMap::new();
            for (left, divisions) in states {
                for division in divisions {
                    spread(case, &ways, case.children(area, care_type), left.clone(), division, &mut next);
                }
            }
            states = next;
        }
        front = Vec::new();
        states.into_values().flatten().for_each(|division| keep(&mut front, division));
    }
    front
}

/// Serves up to `children` of an area over `ways` in every manner.
fn spread(
    case: &Case,
    ways: &[Way],
    children: u32,
    left: Vec<u32>,
    division: Division,
    next: &mut BTreeMap<Vec<u32>, Vec<Division>>,
) {
    let Some((&way, others)) = ways.split_first() else {
        keep(next.entry(left).or_default(), division);
        return;
    };
    for used in 0..=children.min(left[way.site]) {
        let mut left = left.clone();
        left[way.site] -= used;
        spread(case, others, children - used, left, division.with(case, way, used), next);
    }
}

/// Adds a division, unless one is as good, and drops those that it is as good as.
fn keep(front: &mut Vec<Division>, division: Division) {
    if !front.iter().any(|other| other.is_as_good_as(&division)) {
        front.retain(|other| !division.is_as_good_as(other));
        front.push(division);
    }
}

fn ways_of(case: &Case, care_type: usize) -> Vec<Way> {
    case.ways.iter().copied().filter(|way| way.care == care_type).collect()
}

fn at(places: &BTreeMap<(usize, usize), u32>, site: usize, care: usize) -> u32 {
    places.get(&(site, care)).copied().unwrap_or(0)
}

/// The position of a region.
pub fn region(name: &str) -> usize {
    REGIONS.iter().position(|region| *region == name).expect("one of the regions")
}
