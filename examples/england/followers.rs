//! Reserve bids that hang on a planned one: second phases and other sites.

use super::bid::{Bid, Tie, Year};
use super::draft::{BidStatus, Draft};
use super::facts::Facts;
use super::open_bids::{rate, site_price};
use super::prices::Price;
use super::random::Random;

/// Second phases: a few planned extensions have more to build at the same home, once the first is built.
pub(super) fn second_phases(facts: &Facts, planned: &[Bid], reserve: &[Bid]) -> Vec<Bid> {
    let line = "open-expand";
    let mut random = Random::new(facts.number("seed"), "second phases");
    let rate = rate(facts, line);
    let mut phases = Vec::new();
    for (number, first) in (next(facts, reserve, line)..).zip(spread(planned, line, facts.number("second-phases"))) {
        let authority = facts.authority(&first.area);
        let draft = Draft {
            line,
            standing: BidStatus::Reserve,
            authority,
            places: random.between(2, 4),
            starts: Year(2026),
            opens: Year(2027),
            price: Price::new(facts, &authority.region, site_price(facts, &mut random)),
        };
        let mut bid = draft.bid(number, rate.pounds(&draft, 100, facts), facts, &mut random);
        bid.name = format!("Second phase of {}, {}", first.project, authority.name);
        bid.ground = first.ground.clone();
        bid.open_home = None;
        bid.tie = Some(Tie::Requires(first.project.clone()));
        phases.push(bid);
    }
    phases
}

/// Other sites: a few planned new homes have a second site for the same home, at nearly the same price.
pub(super) fn other_sites(facts: &Facts, planned: &[Bid], reserve: &[Bid]) -> Vec<Bid> {
    let line = "open-new";
    let mut random = Random::new(facts.number("seed"), "other sites");
    let mut sites = Vec::new();
    for (number, first) in (next(facts, reserve, line)..).zip(spread(planned, line, facts.number("other-sites"))) {
        let authority = facts.authority(&first.area);
        let offer = first.planned().expect("the bid is planned");
        let draft = Draft {
            line,
            standing: BidStatus::Reserve,
            authority,
            places: offer.additional[1],
            starts: offer.starts,
            opens: offer.opens,
            price: Price::new(facts, &authority.region, 100),
        };
        let mut bid = draft.bid(number, offer.cost + 1_000 * random.between(-3, 3), facts, &mut random);
        bid.name = format!("Other site for {}, {}", first.project, authority.name);
        let other = first.project.clone();
        bid.tie = Some(if number % 3 == 0 { Tie::OneOf(other) } else { Tie::Excludes(other) });
        sites.push(bid);
    }
    sites
}

/// This many planned bids of a line, spread evenly over its list.
fn spread<'a>(planned: &'a [Bid], line: &str, number: i64) -> Vec<&'a Bid> {
    let bids: Vec<&Bid> = planned.iter().filter(|bid| bid.line == line).collect();
    let number = usize::try_from(number).expect("a few");
    (1..=number).map(|at| bids[at * bids.len() / (number + 1)]).collect()
}

/// The number after the last of a line.
fn next(facts: &Facts, reserve: &[Bid], line: &str) -> i64 {
    let bids = reserve.iter().filter(|bid| bid.line == line).count();
    facts.line(line).projects + i64::try_from(bids).expect("hundreds") + 1
}
