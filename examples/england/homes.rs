//! Existing homes: the 13 secure homes, and the modelled open homes that bids would enlarge.

use super::bid::{Bid, Point};
use super::facts::{Facts, SecureHome, SecureScheme};

/// An existing home as a row.
pub(super) struct Home {
    pub(super) id: String,
    pub(super) name: String,
    pub(super) area: String,
    pub(super) care_type: &'static str,
    pub(super) point: Point,
    pub(super) places: i64,
    pub(super) at_risk: i64,
    pub(super) at_risk_from: Option<String>,
    pub(super) basis: &'static str,
}

/// All homes.
pub(super) fn homes(facts: &Facts, bids: &[Bid]) -> Vec<Home> {
    let secure = facts.secure_homes.iter().map(|home| secure(home, facts));
    secure.chain(bids.iter().filter_map(|bid| open(bid, facts))).collect()
}

/// A secure home; the places a rebuild would protect are those at risk. The stand-in says so in its name.
fn secure(home: &SecureHome, facts: &Facts) -> Home {
    let at_home = |scheme: &&SecureScheme| scheme.home.as_ref() == Some(&home.home);
    let at_risk = facts.secure_schemes.iter().filter(at_home).map(|scheme| scheme.protected).sum();
    let is_stand_in = home.home == facts.text("fourth-rebuild-home");
    let remark = if is_stand_in { " (stand-in for the unnamed fourth home)" } else { "" };
    Home {
        id: home.home.clone(),
        name: format!("{}{remark}", home.name),
        area: home.area.clone(),
        care_type: "secure",
        point: Point { easting: home.easting, northing: home.northing },
        places: home.places_mar_2023,
        at_risk,
        at_risk_from: (at_risk > 0).then(|| facts.text("at-risk-from").to_owned()),
        basis: if is_stand_in { "modelled" } else { "observed" },
    }
}

/// The open home that a bid would enlarge.
fn open(bid: &Bid, facts: &Facts) -> Option<Home> {
    let home = bid.open_home.as_ref()?;
    Some(Home {
        id: home.home.clone(),
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
