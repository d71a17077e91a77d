//! Improvement projects at secure homes: 56 planned at 12 homes, and a reserve.

use super::bid::{Bid, Ground, Offer, Tie, Year, counted};
use super::facts::{Facts, SecureHome};
use super::prices::scaled;
use super::random::Random;
use super::share::share;

/// A project before it has a price.
struct Draft<'a> {
    home: &'a SecureHome,
    number: i64,
    added: i64,
    improved: i64,
    /// Cost in £1,000s before it is scaled to the published total.
    weight: i64,
    planned: bool,
}

/// The bids of the line.
pub(super) fn bids(facts: &Facts) -> Vec<Bid> {
    let mut random = Random::new(facts.number("seed"), "improvements");
    let planned = planned(facts, &mut random);
    let weights: Vec<i64> = planned.iter().map(|draft| draft.weight).collect();
    let costs = share(facts.line("secure-improve").cost_gbp / 1_000, &weights);
    let mut bids: Vec<Bid> =
        planned.iter().zip(&costs).map(|(draft, cost)| bid(draft, *cost, facts, &mut random)).collect();
    for draft in reserve(facts, &planned, &mut random) {
        let cost = scaled(draft.weight, costs.iter().sum(), weights.iter().sum());
        bids.push(bid(&draft, cost, facts, &mut random));
    }
    bids
}

/// The planned projects: one or more at each home, and more at larger homes; two of them add beds.
fn planned<'a>(facts: &'a Facts, random: &mut Random) -> Vec<Draft<'a>> {
    let line = facts.line("secure-improve");
    let left_out = facts.text("improve-leaves-out");
    let homes: Vec<&SecureHome> = facts.secure_homes.iter().filter(|home| home.home != left_out).collect();
    let places: Vec<i64> = homes.iter().map(|home| home.places_mar_2023).collect();
    let mut drafts = Vec::new();
    for (home, more) in homes.iter().zip(share(line.projects - line.homes, &places)) {
        let adds = facts.text("improve-adds-at").split(' ').any(|id| id == home.home);
        let projects = 1 + more - i64::from(adds);
        let each = vec![1; usize::try_from(projects).expect("a few")];
        let added = line.places_low / 2;
        if adds {
            let weight = added * random.between(1_500, 1_900);
            drafts.push(Draft { home, number: 1, added, improved: 0, weight, planned: true });
        }
        for (number, improved) in (1 + i64::from(adds)..).zip(share(home.places_mar_2023, &each)) {
            let weight = 100 + improved * random.between(90, 220);
            drafts.push(Draft { home, number, added: 0, improved, weight, planned: true });
        }
    }
    drafts
}

/// Reserve projects at any home, numbered on; one in four adds beds.
fn reserve<'a>(facts: &'a Facts, planned: &[Draft<'a>], random: &mut Random) -> Vec<Draft<'a>> {
    let left_out = facts.text("improve-leaves-out");
    let mut homes: Vec<&SecureHome> = facts.secure_homes.iter().filter(|home| home.home == left_out).collect();
    for _ in 1..facts.number("reserve-secure-improve-bids") {
        homes.push(random.pick(&facts.secure_homes, |home| home.places_mar_2023 + 6));
    }
    let mut drafts: Vec<Draft<'a>> = Vec::new();
    for home in homes {
        let earlier = planned.iter().chain(&drafts).filter(|draft| draft.home.home == home.home).count();
        let number = 1 + i64::try_from(earlier).expect("a few");
        let adds = home.home == left_out || random.between(1, 4) == 1;
        let added = if adds { random.between(2, 4) } else { 0 };
        let improved = if adds { 0 } else { random.between(2, 8).min(home.places_mar_2023) };
        let weight = 100 + added * random.between(1_700, 2_600) + improved * random.between(80, 240);
        drafts.push(Draft { home, number, added, improved, weight, planned: false });
    }
    drafts
}

fn bid(draft: &Draft<'_>, thousands: i64, facts: &Facts, random: &mut Random) -> Bid {
    let project = format!("improve-{}-{:02}", draft.home.home, draft.number);
    let is_reserve = !draft.planned;
    let source = if is_reserve {
        "Modelled reserve bid: no list of bids is public; it says nothing of the home"
    } else {
        "Modelled: the 56 projects are not listed in public; they sum to NAO September 2025, Figure 11"
    };
    let after_rebuild = draft.home.home == facts.text("improve-leaves-out");
    Bid {
        name: format!(
            "{} {:02}, {}",
            if draft.added > 0 { "Beds added" } else { "Improvement" },
            draft.number,
            draft.home.name
        ),
        project,
        line: "secure-improve",
        area: draft.home.area.clone(),
        ground: Ground::Home(draft.home.home.clone()),
        open_home: None,
        basis: "modelled".to_owned(),
        source: source.to_owned(),
        offers: offers(draft, thousands, facts, random),
        tie: after_rebuild.then(|| Tie::Requires("rebuild-lincolnshire".to_owned())),
    }
}

/// As bid, mostly a year later too, and sometimes a smaller scope.
fn offers(draft: &Draft<'_>, thousands: i64, facts: &Facts, random: &mut Random) -> Vec<Offer> {
    let starts = Year(if draft.planned { random.between(2022, 2027) } else { random.between(2025, 2027) });
    let years = if thousands > 1_000 { 1 } else { random.between(0, 1) };
    let dearer = 100 + facts.number("later-start-percent");
    let mut ways = vec![("as-bid", 0, 100)];
    if starts.plus(years + 1) <= super::variants::LAST && random.between(1, 4) > 1 {
        ways.push(("as-bid", 1, 100));
    }
    if draft.added + draft.improved > 1 {
        ways.push(("smaller", 0, 60));
    }
    let offer = |(name, later, part): (&str, i64, i64)| {
        let starts = starts.plus(later);
        let [added, improved] = [draft.added, draft.improved].map(|places| scaled(places, part, 100));
        let what = match added {
            0 => format!("{} improved", counted(improved)),
            _ => format!("{} added", counted(added)),
        };
        let level = [100, dearer][usize::from(later > 0)] * if part < 100 { part + 6 } else { 100 };
        Offer {
            option: format!("{name}-{}", starts.0),
            scope: format!("{what}, work from {starts}"),
            starts,
            opens: starts.plus(years),
            cost: 1_000 * scaled(thousands, level, 10_000),
            local_match: 0,
            additional: [added; 3],
            protected: 0,
            improved,
            planned: draft.planned && name == "as-bid" && later == 0,
        }
    };
    ways.into_iter().map(offer).collect()
}
