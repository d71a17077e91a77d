//! An open-home bid before it has an id and options, and what it costs.

use super::bid::{Bid, Ground, OpenHome, Year};
use super::facts::{Authority, Facts};
use super::points;
use super::prices::{Price, scaled};
use super::random::Random;
use super::variants::{self, Core};

/// An open-home bid before it has an id and options.
pub(super) struct Draft<'a> {
    pub(super) line: &'static str,
    pub(super) standing: BidStatus,
    pub(super) authority: &'a Authority,
    pub(super) places: i64,
    pub(super) starts: Year,
    pub(super) opens: Year,
    pub(super) price: Price,
}

/// Where a bid stands, and what is public of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BidStatus {
    /// In the published plan, as modelled.
    Planned,
    /// Assumed to be in the published plan, for a public grant of so many pounds.
    Granted(i64),
    /// In reserve, as modelled.
    Reserve,
    /// In reserve, a public bid for so many pounds.
    Asked(i64),
}

impl BidStatus {
    /// The department's cost where it is public, in pounds.
    pub(super) fn public_cost(self) -> Option<i64> {
        match self {
            Self::Granted(pounds) | Self::Asked(pounds) => Some(pounds),
            Self::Planned | Self::Reserve => None,
        }
    }

    /// What is observed of the bid, and what is modelled.
    fn source(self) -> &'static str {
        match self {
            Self::Planned => {
                "Modelled: no list of bids is public; the planned bids of a line sum to NAO September 2025, Figure 11"
            }
            Self::Granted(_) => {
                "Observed: half of a grant of £911k for two homes (Bristol, 24 January 2023). Modelled: that they are \
                 among the 49 of NAO Figure 11, their match, places, sites and years"
            }
            Self::Reserve => "Modelled reserve bid: no list of bids is public; it says nothing of the authority",
            Self::Asked(_) => {
                "Observed: half of a bid of £1.1m for two homes, matched by the council and the NHS (Havering, December \
                 2024); its outcome is not public. Modelled: places, sites and years"
            }
        }
    }
}

impl Draft<'_> {
    /// The weight of its cost before it is scaled to the line's published total.
    pub(super) fn weight(&self, facts: &Facts) -> i64 {
        self.price.weight(self.places, self.starts, facts.number("later-start-percent"))
    }

    /// The bid that the draft becomes, numbered within its line, at a cost in pounds.
    pub(super) fn bid(&self, number: i64, cost: i64, facts: &Facts, random: &mut Random) -> Bid {
        let point = points::near(facts, self.authority, random);
        let is_new = self.line == "open-new";
        let what = if is_new { "New open home" } else { "More places at open home" };
        let home = OpenHome { home: format!("open-home-{number:03}"), point, places: home_size(self.authority) };
        Bid {
            project: format!("{}-{number:03}", self.line),
            name: format!("{what} {number:03}, {}", self.authority.name),
            line: self.line,
            area: self.authority.code.clone(),
            ground: if is_new { Ground::New(point) } else { Ground::Home(home.home.clone()) },
            open_home: (!is_new).then_some(home),
            basis: if self.standing.public_cost().is_some() { "observed" } else { "modelled" }.to_owned(),
            source: self.standing.source().to_owned(),
            offers: variants::open(&self.core(cost), facts, random),
            tie: None,
        }
    }

    /// Its first offer.
    fn core(&self, cost: i64) -> Core {
        Core {
            places: self.places,
            starts: self.starts,
            opens: self.opens,
            cost,
            price: self.price,
            planned: matches!(self.standing, BidStatus::Planned | BidStatus::Granted(_)),
        }
    }
}

/// What a unit of price weight costs in a line: the published total over the weight of the planned bids.
pub(super) struct Rate {
    pub(super) thousands: i64,
    pub(super) weight: i64,
}

impl Rate {
    /// The cost of a draft at `level` per cent of this rate, in whole £1,000s.
    pub(super) fn pounds(&self, draft: &Draft<'_>, level: i64, facts: &Facts) -> i64 {
        1_000 * scaled(self.thousands, draft.weight(facts) * level, self.weight * 100)
    }
}

/// The places of an average open home of the authority, of two or more.
fn home_size(authority: &Authority) -> i64 {
    let homes = authority.open_homes_2023.unwrap_or(0).max(1);
    ((authority.open_places_2023.unwrap_or(0) + homes / 2) / homes).max(2)
}
