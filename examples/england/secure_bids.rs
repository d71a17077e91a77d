//! Rebuilds and new secure homes: the five named schemes, the fourth rebuild, and modelled reserve sites.

use super::bid::{Bid, Ground, Offer, Point, Tie, counted};
use super::facts::{Facts, SecureScheme};
use super::prices::scaled;

/// How an option differs from the scheme as announced: its name, years later, places and cost per cent.
struct Way(&'static str, i64, i64, i64);

/// The bids of both lines.
pub(super) fn bids(facts: &Facts) -> Vec<Bid> {
    facts.secure_schemes.iter().map(|scheme| bid(scheme, facts)).collect()
}

fn bid(scheme: &SecureScheme, facts: &Facts) -> Bid {
    let is_rebuild = scheme.line == "secure-rebuild";
    let ways = if is_rebuild {
        [
            Way("announced", 0, 100, 100),
            Way("announced", 1, 100, 100),
            Way("smaller", 0, 50, 82),
            Way("larger", 0, 130, 114),
            Way("like-for-like", 0, 0, 64),
        ]
    } else {
        [
            Way("announced", 0, 100, 100),
            Way("announced", 1, 100, 100),
            Way("smaller", 0, 70, 76),
            Way("larger", 0, 120, 117),
            Way("smaller", 1, 70, 76),
        ]
    };
    let ground = match (&scheme.home, scheme.easting, scheme.northing) {
        (Some(home), None, None) => Ground::Home(home.clone()),
        (None, Some(easting), Some(northing)) => Ground::New(Point { easting, northing }),
        _ => panic!("{} is neither at a home nor on a site of its own", scheme.project),
    };
    Bid {
        project: scheme.project.clone(),
        name: scheme.name.clone(),
        line: if is_rebuild { "secure-rebuild" } else { "secure-new" },
        area: scheme.area.clone(),
        ground,
        open_home: None,
        basis: scheme.basis.clone(),
        source: scheme.source.clone(),
        offers: ways.iter().map(|way| offer(scheme, way, facts)).collect(),
        tie: tie(&scheme.project),
    }
}

/// One way to do a scheme; as announced it costs and gives exactly what the facts say.
fn offer(scheme: &SecureScheme, way: &Way, facts: &Facts) -> Offer {
    let Way(name, later, places, cost) = *way;
    let starts = scheme.starts.plus(later);
    let uplifted = (0..later).fold(cost * 100, |level, _| level * (100 + facts.number("later-start-percent")) / 100);
    let dearer = 1_000 * scaled(scheme.dfe_cost_gbp, uplifted, 10_000 * 1_000);
    let additional = [scheme.additional_low, scheme.additional_likely, scheme.additional_high];
    let additional = additional.map(|number| scaled(number, places, 100));
    let kept = if scheme.protected > 0 { format!(", {} kept", scheme.protected) } else { String::new() };
    Offer {
        option: format!("{name}-{}", starts.0),
        scope: format!("{} added{kept}, work from {starts}", counted(additional[1])),
        starts,
        opens: scheme.opens.plus(later),
        cost: if (later, cost) == (0, 100) { scheme.dfe_cost_gbp } else { dearer },
        local_match: 0,
        additional,
        protected: scheme.protected,
        improved: 0,
        planned: scheme.planned == "yes" && name == "announced" && later == 0,
    }
}

/// London and the West Midlands each have two sites and need one home.
fn tie(project: &str) -> Option<Tie> {
    match project {
        "new-south-london" => Some(Tie::Excludes("new-london".to_owned())),
        "new-coventry" => Some(Tie::OneOf("new-west-midlands".to_owned())),
        _ => None,
    }
}
