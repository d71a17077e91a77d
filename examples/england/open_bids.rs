//! The 68 extensions and 49 new open homes of the published plan, modelled so that they sum to Figure 11.

use super::assumptions::Assumptions;
use super::bid::{Bid, Ground, OpenHome, Year};
use super::facts::{Authority, Facts};
use super::points;
use super::prices::{Price, scaled};
use super::random::Random;
use super::share::share;
use super::variants::{self, Core};

/// A bid before it has an id and options.
pub(super) struct Draft<'a> {
    pub(super) authority: &'a Authority,
    pub(super) places: i64,
    pub(super) starts: Year,
    pub(super) opens: Year,
    pub(super) price: Price,
    /// The department's cost where it is published, in pounds.
    pub(super) published: Option<i64>,
}

/// What a unit of price weight costs in a line: the published total over the weight of the planned bids.
pub(super) struct Rate {
    thousands: i64,
    weight: i64,
}

impl Rate {
    /// The cost of a draft at this rate and `level` per cent, in whole £1,000s.
    pub(super) fn pounds(&self, draft: &Draft<'_>, level: i64, uplift: i64) -> i64 {
        let weight = draft.price.weight(draft.places, draft.starts, uplift);
        1_000 * scaled(self.thousands, weight * level, self.weight * 100)
    }
}

/// The bids of the published plan.
pub(super) fn planned(facts: &Facts, assumed: &Assumptions) -> Vec<Bid> {
    let mut random = Random::new(assumed.number("seed"), "planned options");
    let mut bids = Vec::new();
    for (line, drafts) in [("open-expand", expansions(facts, assumed)), ("open-new", new_homes(facts, assumed))] {
        let costs = costs(facts, assumed, line, &drafts);
        for (number, (draft, cost)) in (1..).zip(drafts.iter().zip(costs)) {
            bids.push(bid(line, number, draft, cost, true, facts, assumed, &mut random));
        }
    }
    bids
}

/// What a unit of price weight costs in `line`.
pub(super) fn rate(facts: &Facts, assumed: &Assumptions, line: &str) -> Rate {
    let drafts = if line == "open-new" { new_homes(facts, assumed) } else { expansions(facts, assumed) };
    let [thousands, weight] = unpublished(facts, assumed, line, &drafts);
    Rate { thousands, weight }
}

/// The costs of the planned drafts of a line, which sum to the published cost to the pound.
fn costs(facts: &Facts, assumed: &Assumptions, line: &str, drafts: &[Draft<'_>]) -> Vec<i64> {
    let uplift = assumed.number("later-start-percent");
    let [thousands, _] = unpublished(facts, assumed, line, drafts);
    let weight = |draft: &Draft<'_>| match draft.published {
        Some(_) => 0,
        None => draft.price.weight(draft.places, draft.starts, uplift),
    };
    let parts = share(thousands, &drafts.iter().map(weight).collect::<Vec<_>>());
    drafts.iter().zip(parts).map(|(draft, part)| draft.published.unwrap_or(1_000 * part)).collect()
}

/// The thousands of pounds of a line that are not published bid by bid, and the price weight they are shared over.
fn unpublished(facts: &Facts, assumed: &Assumptions, line: &str, drafts: &[Draft<'_>]) -> [i64; 2] {
    let uplift = assumed.number("later-start-percent");
    let published: i64 = drafts.iter().filter_map(|draft| draft.published).sum();
    let others = drafts.iter().filter(|draft| draft.published.is_none());
    let weight = others.map(|draft| draft.price.weight(draft.places, draft.starts, uplift)).sum();
    [(facts.line(line).cost_gbp - published) / 1_000, weight]
}

/// Extensions: more likely where homes already stand, which is where the homes of 2023 were and not where children are.
fn expansions<'a>(facts: &'a Facts, assumed: &Assumptions) -> Vec<Draft<'a>> {
    let mut random = Random::new(assumed.number("seed"), "planned expansions");
    let line = facts.line("open-expand");
    let sizes: Vec<i64> = (0..line.projects).map(|_| random.between(3, 9)).collect();
    let mut taken: Vec<&str> = Vec::new();
    let mut drafts = Vec::new();
    for places in share(line.places_low, &sizes) {
        let left = |authority: &&Authority| {
            let used = taken.iter().filter(|code| **code == authority.code).count();
            let left = authority.open_homes_2023.unwrap_or(0) - i64::try_from(used).expect("few");
            if left > 0 { pull(authority) } else { 0 }
        };
        let authorities: Vec<&Authority> = facts.authorities.iter().collect();
        let authority = *random.pick(&authorities, left);
        taken.push(&authority.code);
        let starts = Year(2022 + [0, 1, 1, 2, 2][usize::try_from(random.between(0, 4)).expect("one of five")]);
        let price = Price::new(assumed, &authority.region, random.between(84, 119));
        drafts.push(Draft { authority, places, starts, opens: starts.plus(1), price, published: None });
    }
    drafts
}

/// New homes: the two Bristol homes whose grant is public, and others more likely where homes already stand.
fn new_homes<'a>(facts: &'a Facts, assumed: &Assumptions) -> Vec<Draft<'a>> {
    let mut random = Random::new(assumed.number("seed"), "planned new homes");
    let line = facts.line("open-new");
    let bristol = facts.authority(assumed.text("bristol-area"));
    let [homes, places, grant] = ["bristol-homes", "bristol-places", "bristol-grant"].map(|id| assumed.number(id));
    let mut drafts = Vec::new();
    for _ in 0..homes {
        let price = Price::new(assumed, &bristol.region, 100);
        let [starts, published] = [Year(2023), Year(grant / homes)];
        let published = Some(published.0);
        drafts.push(Draft {
            authority: bristol,
            places: places / homes,
            starts,
            opens: starts.plus(2),
            price,
            published,
        });
    }
    let sizes: Vec<i64> = (homes..line.projects).map(|_| random.between(3, 6)).collect();
    for places in share(line.places_low - places, &sizes) {
        let authority = random.pick(&facts.authorities, |authority| pull(authority) + 10);
        let starts = Year(random.between(2023, 2026));
        let price = Price::new(assumed, &authority.region, random.between(84, 119));
        drafts.push(Draft { authority, places, starts, opens: starts.plus(2), price, published: None });
    }
    drafts
}

/// How strongly an authority draws planned bids: its homes, the more so the more of them there are for each child.
fn pull(authority: &Authority) -> i64 {
    let homes = authority.open_homes_2023.unwrap_or(0);
    let children = authority.in_childrens_homes_2024.unwrap_or(0);
    40 * homes + 60 * homes * homes / (children + 40)
}

/// The bid that a draft becomes.
#[expect(clippy::too_many_arguments, reason = "each is one fact of the bid")]
pub(super) fn bid(
    line: &'static str,
    number: i64,
    draft: &Draft<'_>,
    cost: i64,
    planned: bool,
    facts: &Facts,
    assumed: &Assumptions,
    random: &mut Random,
) -> Bid {
    let project = format!("{line}-{number:03}");
    let point = points::near(facts, draft.authority, random);
    let core =
        Core { places: draft.places, starts: draft.starts, opens: draft.opens, cost, price: draft.price, planned };
    let offers = variants::open(&core, assumed, random);
    let is_new = line == "open-new";
    let home = OpenHome { home: format!("open-home-{number:03}"), point, places: home_size(draft.authority) };
    Bid {
        name: format!(
            "{} {number:03}, {}",
            if is_new { "New open home" } else { "More places at open home" },
            draft.authority.name
        ),
        project,
        line,
        area: draft.authority.code.clone(),
        ground: if is_new { Ground::New(point) } else { Ground::Home(home.home.clone()) },
        open_home: (!is_new).then_some(home),
        basis: "modelled".to_owned(),
        source: source(planned, draft.published.is_some()),
        offers,
        tie: None,
    }
}

/// The places of an average open home of the authority, of two or more.
fn home_size(authority: &Authority) -> i64 {
    let homes = authority.open_homes_2023.unwrap_or(0).max(1);
    ((authority.open_places_2023.unwrap_or(0) + homes / 2) / homes).max(2)
}

/// Where a bid comes from, in words.
fn source(planned: bool, published: bool) -> String {
    let text = match (planned, published) {
        (true, true) => {
            "Observed: the department's cost, half of £911k for two homes (Bristol, 24 January 2023). Modelled: that they are among the 49, their places, sites and years"
        }
        (false, true) => {
            "Observed: a bid of £1.1m for two homes, matched by the council and the NHS (Havering, December 2024); its outcome is not public. Modelled: places, sites and years"
        }
        (true, false) => {
            "Modelled: no list of bids is public; the planned bids of a line sum to NAO September 2025, Figure 11"
        }
        (false, false) => "Modelled reserve bid: no list of bids is public; it says nothing of the authority",
    };
    text.to_owned()
}
