//! Existing homes: the 13 secure homes, and the modelled open homes that bids would enlarge.

use super::assumptions::Assumptions;
use super::bid::{Bid, Point, Year};
use super::facts::{Facts, SecureHome};

/// An existing home as a row.
pub(super) struct Home {
    pub(super) home: String,
    pub(super) name: String,
    pub(super) area: String,
    pub(super) care_type: &'static str,
    pub(super) point: Point,
    pub(super) places: i64,
    pub(super) at_risk: i64,
    pub(super) at_risk_from: Option<Year>,
    pub(super) basis: &'static str,
}

/// All homes.
pub(super) fn homes(facts: &Facts, assumed: &Assumptions, bids: &[Bid]) -> Vec<Home> {
    let secure = facts.secure_homes.iter().map(|home| secure(home, facts, assumed));
    secure.chain(bids.iter().filter_map(|bid| open(bid, facts))).collect()
}

/// A secure home; the places a rebuild would protect are those at risk.
fn secure(home: &SecureHome, facts: &Facts, assumed: &Assumptions) -> Home {
    let at_home = |scheme: &&super::facts::SecureScheme| scheme.home.as_ref() == Some(&home.home);
    let at_risk = facts.secure_schemes.iter().filter(at_home).map(|scheme| scheme.protected).sum();
    Home {
        home: home.home.clone(),
        name: home.name.clone(),
        area: home.area.clone(),
        care_type: "secure",
        point: Point { easting: home.easting, northing: home.northing },
        places: home.places_mar_2023,
        at_risk,
        at_risk_from: (at_risk > 0).then(|| Year(assumed.number("at-risk-from"))),
        basis: "observed",
    }
}

/// The open home that a bid would enlarge.
fn open(bid: &Bid, facts: &Facts) -> Option<Home> {
    let home = bid.open_home.as_ref()?;
    Some(Home {
        home: home.home.clone(),
        name: format!("Open home {}, {} (modelled)", &home.home["open-home-".len()..], facts.authority(&bid.area).name),
        area: bid.area.clone(),
        care_type: "open-ordinary",
        point: home.point,
        places: home.places,
        at_risk: 0,
        at_risk_from: None,
        basis: "modelled",
    })
}
