//! When the money of an option is spent.

use super::bid::{Offer, Year};
use super::share::share;

/// The department's cost by financial year, from the start of work to opening: little at first, most in the middle.
///
/// Whole £1,000s, with any odd pounds in the last year; the years sum to the cost.
pub(super) fn by_year(offer: &Offer) -> Vec<(Year, i64)> {
    let weights: &[i64] = match offer.opens.0 - offer.starts.0 {
        0 => &[100],
        1 => &[40, 60],
        2 => &[20, 45, 35],
        3 => &[10, 25, 40, 25],
        4 => &[5, 15, 30, 35, 15],
        _ => &[3, 10, 20, 30, 25, 12],
    };
    let mut spend = share(offer.cost / 1_000, weights);
    for part in &mut spend {
        *part *= 1_000;
    }
    if let Some(last) = spend.last_mut() {
        *last += offer.cost % 1_000;
    }
    (offer.starts.0..).map(Year).zip(spend).filter(|(_, pounds)| *pounds > 0).collect()
}
