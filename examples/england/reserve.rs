//! Open-home bids beyond the published plan, so that there is something to choose from.

use super::bid::{Bid, Tie, Year};
use super::draft::{BidStatus, Draft};
use super::facts::{Authority, Facts};
use super::followers;
use super::open_bids::{rate, site_price};
use super::prices::Price;
use super::random::Random;

/// The reserve bids of both open lines, numbered on from the planned ones.
pub(super) fn bids(facts: &Facts, planned: &[Bid]) -> Vec<Bid> {
    let mut random = Random::new(facts.number("seed"), "reserve options");
    let mut bids = Vec::new();
    for line in ["open-expand", "open-new"] {
        let rate = rate(facts, line);
        let level = facts.number(&format!("reserve-{line}-level"));
        for (number, draft) in (facts.line(line).projects + 1..).zip(drafts(facts, planned, line)) {
            let cost = draft.standing.public_cost().unwrap_or_else(|| rate.pounds(&draft, level, facts));
            bids.push(draft.bid(number, cost, facts, &mut random));
        }
    }
    tie_havering(facts, &mut bids);
    let second_phases = followers::second_phases(facts, planned, &bids);
    let other_sites = followers::other_sites(facts, planned, &bids);
    bids.into_iter().chain(second_phases).chain(other_sites).collect()
}

/// Reserve drafts: more likely where more children in homes come from, and a few anywhere.
fn drafts<'a>(facts: &'a Facts, planned: &[Bid], line: &'static str) -> Vec<Draft<'a>> {
    let mut random = Random::new(facts.number("seed"), &format!("reserve {line}"));
    let is_new = line == "open-new";
    let mut drafts: Vec<Draft<'a>> = if is_new { havering(facts) } else { Vec::new() };
    let mut taken: Vec<&str> = planned.iter().filter(|bid| bid.line == line).map(|bid| bid.area.as_str()).collect();
    for _ in 0..facts.number(&format!("reserve-{line}-bids")) {
        let is_anywhere = random.between(1, 100) <= facts.number("reserve-anywhere-percent");
        let weight = |authority: &Authority| {
            let used = taken.iter().filter(|code| **code == authority.code).count();
            let has_room = authority.open_homes_2023.unwrap_or(0) > i64::try_from(used).expect("a few");
            let children = authority.in_childrens_homes_2024.unwrap_or(0);
            match (is_new || has_room, is_anywhere) {
                (true, false) => children,
                (true, true) => children.min(1),
                (false, _) => 0,
            }
        };
        let authority = random.pick(&facts.authorities, weight);
        taken.push(&authority.code);
        let price = Price::new(facts, &authority.region, site_price(facts, &mut random));
        let places = if is_new { random.between(2, 6) } else { random.between(2, 7) };
        let starts = Year(random.between(2024, 2026));
        let opens = starts.plus(if is_new { 2 } else { 1 });
        drafts.push(Draft { line, standing: BidStatus::Reserve, authority, places, starts, opens, price });
    }
    drafts
}

/// The bid for two Havering homes that is public.
fn havering(facts: &Facts) -> Vec<Draft<'_>> {
    let authority = facts.authority(facts.text("havering-area"));
    let [homes, places, bid] = ["havering-homes", "havering-places", "havering-bid"].map(|id| facts.number(id));
    let draft = |_| Draft {
        line: "open-new",
        standing: BidStatus::Asked(bid / homes),
        authority,
        places: places / homes,
        starts: Year(2025),
        opens: Year(2027),
        price: Price::new(facts, &authority.region, 100),
    };
    (0..homes).map(draft).collect()
}

/// The second Havering home is the second half of one bid.
fn tie_havering(facts: &Facts, bids: &mut [Bid]) {
    let area = facts.text("havering-area");
    let mut homes = bids.iter_mut().filter(|bid| bid.area == area && bid.basis == "observed");
    if let Some(first) = homes.next().map(|bid| bid.project.clone()) {
        homes.for_each(|bid| bid.tie = Some(Tie::Requires(first.clone())));
    }
}
