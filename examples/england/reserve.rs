//! Open-home bids beyond the published plan, so that there is something to choose from.

use super::assumptions::Assumptions;
use super::bid::{Bid, Tie, Year};
use super::facts::{Authority, Facts};
use super::open_bids::{self, Draft};
use super::prices::Price;
use super::random::Random;

/// The reserve bids of both open lines, numbered on from the planned ones.
pub(super) fn bids(facts: &Facts, assumed: &Assumptions, planned: &[Bid]) -> Vec<Bid> {
    let mut random = Random::new(assumed.number("seed"), "reserve options");
    let mut bids = Vec::new();
    for line in ["open-expand", "open-new"] {
        let rate = open_bids::rate(facts, assumed, line);
        let level = assumed.number(&format!("reserve-{line}-level"));
        let uplift = assumed.number("later-start-percent");
        let first = facts.line(line).projects + 1;
        for (number, draft) in (first..).zip(drafts(facts, assumed, planned, line)) {
            let cost = draft.published.unwrap_or_else(|| rate.pounds(&draft, level, uplift));
            bids.push(open_bids::bid(line, number, &draft, cost, false, facts, assumed, &mut random));
        }
    }
    tie_havering(&mut bids);
    bids.extend(second_phases(facts, assumed, planned, &bids));
    bids.extend(other_sites(facts, assumed, planned, &bids));
    bids
}

/// Reserve drafts: more likely where more children in homes come from; one in ten anywhere.
fn drafts<'a>(facts: &'a Facts, assumed: &Assumptions, planned: &[Bid], line: &str) -> Vec<Draft<'a>> {
    let mut random = Random::new(assumed.number("seed"), &format!("reserve {line}"));
    let is_new = line == "open-new";
    let mut drafts: Vec<Draft<'a>> = if is_new { havering(facts, assumed) } else { Vec::new() };
    let bids = assumed.number(&format!("reserve-{line}-bids"));
    let mut taken: Vec<String> = planned.iter().filter(|bid| bid.line == line).map(|bid| bid.area.clone()).collect();
    for _ in 0..bids {
        let anywhere = random.between(1, 10) == 1;
        let weight = |authority: &Authority| {
            let used = taken.iter().filter(|code| **code == authority.code).count();
            let room = authority.open_homes_2023.unwrap_or(0) > i64::try_from(used).expect("few");
            let children = authority.in_childrens_homes_2024.unwrap_or(0);
            if is_new || room { if anywhere { children.min(1) } else { children } } else { 0 }
        };
        let authority = random.pick(&facts.authorities, weight);
        taken.push(authority.code.clone());
        let price = Price::new(assumed, &authority.region, random.between(84, 119));
        let places = if is_new { random.between(2, 6) } else { random.between(2, 7) };
        let starts = Year(random.between(2024, 2026));
        let opens = starts.plus(if is_new { 2 } else { 1 });
        drafts.push(Draft { authority, places, starts, opens, price, published: None });
    }
    drafts
}

/// The bid for two Havering homes that is public.
fn havering<'a>(facts: &'a Facts, assumed: &Assumptions) -> Vec<Draft<'a>> {
    let authority = facts.authority(assumed.text("havering-area"));
    let [homes, places, bid] = ["havering-homes", "havering-places", "havering-bid"].map(|id| assumed.number(id));
    let draft = |_| Draft {
        authority,
        places: places / homes,
        starts: Year(2025),
        opens: Year(2027),
        price: Price::new(assumed, &authority.region, 100),
        published: Some(bid / homes),
    };
    (0..homes).map(draft).collect()
}

/// The second Havering home is the second half of one bid.
fn tie_havering(bids: &mut [Bid]) {
    let pair: Vec<usize> = (0..bids.len()).filter(|&at| bids[at].source.contains("Havering")).collect();
    if let [first, second] = pair[..] {
        bids[second].tie = Some(Tie::Requires(bids[first].project.clone()));
    }
}

/// Second phases: a few planned extensions have more to build at the same home, once the first is built.
fn second_phases(facts: &Facts, assumed: &Assumptions, planned: &[Bid], others: &[Bid]) -> Vec<Bid> {
    let mut random = Random::new(assumed.number("seed"), "second phases");
    let rate = open_bids::rate(facts, assumed, "open-expand");
    let first = next_number(others, "open-expand", facts);
    let mut phases = Vec::new();
    let homes = chosen(planned, "open-expand", assumed.number("second-phases"));
    for (number, earlier) in (first..).zip(homes) {
        let authority = facts.authority(&earlier.area);
        let price = Price::new(assumed, &authority.region, random.between(70, 110));
        let starts = Year(2026);
        let places = random.between(2, 4);
        let draft = Draft { authority, places, starts, opens: starts.plus(1), price, published: None };
        let cost = rate.pounds(&draft, 100, assumed.number("later-start-percent"));
        let mut bid = open_bids::bid("open-expand", number, &draft, cost, false, facts, assumed, &mut random);
        bid.name = format!("Second phase of {}, {}", earlier.project, authority.name);
        bid.ground = earlier.ground.clone();
        bid.open_home = None;
        bid.tie = Some(Tie::Requires(earlier.project.clone()));
        phases.push(bid);
    }
    phases
}

/// Other sites: a few planned new homes have a second site for the same home, at nearly the same price.
fn other_sites(facts: &Facts, assumed: &Assumptions, planned: &[Bid], others: &[Bid]) -> Vec<Bid> {
    let mut random = Random::new(assumed.number("seed"), "other sites");
    let first = next_number(others, "open-new", facts);
    let mut sites = Vec::new();
    let homes = chosen(planned, "open-new", assumed.number("other-sites"));
    for (number, earlier) in (first..).zip(homes) {
        let authority = facts.authority(&earlier.area);
        let offer = earlier.planned().expect("it is planned");
        let price = Price::new(assumed, &authority.region, 100);
        let [starts, opens] = [offer.starts, offer.opens];
        let draft = Draft { authority, places: offer.additional[1], starts, opens, price, published: None };
        let cost = offer.cost + 1_000 * random.between(-3, 3);
        let mut bid = open_bids::bid("open-new", number, &draft, cost, false, facts, assumed, &mut random);
        bid.name = format!("Other site for {}, {}", earlier.project, authority.name);
        let other = earlier.project.clone();
        bid.tie = Some(if number % 3 == 0 { Tie::OneOf(other) } else { Tie::Excludes(other) });
        sites.push(bid);
    }
    sites
}

/// This many planned bids of a line, spread evenly over its list.
fn chosen<'a>(planned: &'a [Bid], line: &str, number: i64) -> Vec<&'a Bid> {
    let bids: Vec<&Bid> = planned.iter().filter(|bid| bid.line == line).collect();
    let number = usize::try_from(number).expect("a few");
    (1..=number).map(|at| bids[at * bids.len() / (number + 1)]).collect()
}

/// The number after the last of a line.
fn next_number(bids: &[Bid], line: &str, facts: &Facts) -> i64 {
    let reserve = bids.iter().filter(|bid| bid.line == line).count();
    facts.line(line).projects + i64::try_from(reserve).expect("hundreds") + 1
}
