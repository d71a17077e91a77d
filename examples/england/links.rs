//! Links between projects, from the ties of the bids.

use super::bid::{Bid, Tie};

/// A row of links: link, kind, project, other.
pub(super) type Link = [String; 4];

/// The links of all bids.
pub(super) fn links(bids: &[Bid]) -> Vec<Link> {
    bids.iter().flat_map(of).collect()
}

fn of(bid: &Bid) -> Vec<Link> {
    let row = |kind: &str, project: &str, other: &str| {
        [format!("{}-{kind}", bid.project), kind.to_owned(), project.to_owned(), other.to_owned()]
    };
    match &bid.tie {
        Some(Tie::Requires(other)) => vec![row("requires", &bid.project, other)],
        Some(Tie::Excludes(other)) => vec![row("excludes", &bid.project, other)],
        Some(Tie::OneOf(other)) => vec![row("one-of", &bid.project, ""), row("one-of", other, "")],
        None => Vec::new(),
    }
}
