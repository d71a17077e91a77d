//! How far each project has come, by the department's own account of July 2025.
//!
//! The account is of open places: those delivered, those on track for summer 2025, and those that come by March 2029. The
//! first two are taken to be the extensions, told apart by the year in which they open, and the last the new homes, some of
//! which have begun. Of secure homes there is no such account: they go by their years.

use super::bid::{Bid, Year};
use super::facts::Facts;

/// The status of a bid.
pub(super) fn of(bid: &Bid, facts: &Facts) -> &'static str {
    let now = Year::try_from(facts.text("status-as-of").to_owned()).unwrap_or_else(|mistake| panic!("{mistake}"));
    match bid.planned() {
        None => "bid",
        Some(_) if bid.line == "open-new" => "announced",
        Some(offer) if offer.opens < now => "delivered",
        Some(offer) if offer.starts < now => "under way",
        Some(_) => "announced",
    }
}
