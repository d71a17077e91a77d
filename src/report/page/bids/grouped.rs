//! Why bids are in one plan and not in the other: each reason once, with how many bids it is the reason of.

use std::collections::{BTreeMap, BTreeSet};

use super::{Bid, Standing};
use crate::audit::{Finding, Limit, Unit};
use crate::report::page::piece::Piece;
use crate::report::page::said::Said;
use crate::report::run::headline::other;
use crate::report::run::{Run, Status, rules};
use crate::table::Show;

/// How many reasons are said; the table of bids has the rest.
const SAID: usize = 8;

/// What bids share.
type Key = (Standing, String);

/// The reasons, those of the most bids first.
pub(in crate::report::page) fn groups(run: &Run<'_>, bids: &[Bid]) -> Vec<Said> {
    if other(run).is_none() {
        return Vec::new();
    }
    let mut groups: BTreeMap<Key, Vec<&Bid>> = BTreeMap::new();
    for bid in bids.iter().filter(|bid| bid.standing != Standing::InBoth) {
        groups.entry((bid.standing, bid.why())).or_default().push(bid);
    }
    let mut groups: Vec<(Key, Vec<&Bid>)> = groups.into_iter().collect();
    groups.sort_by_key(|(key, bids)| (std::cmp::Reverse(bids.len()), key.clone()));
    groups.iter().take(SAID).map(|(key, bids)| said(run, key, bids)).collect()
}

/// A reason.
fn said(run: &Run<'_>, (standing, why): &Key, bids: &[&Bid]) -> Said {
    let of = format!("bids ={} why", format!("{} {why}", standing.word()).replace(' ', "-"));
    let (one, many) = match standing {
        Standing::OnlyHere => ("bid is only here", "bids are only here"),
        Standing::OnlyPublished => ("bid is only in the published plan", "bids are only in the published plan"),
        Standing::AnotherWay | Standing::InBoth => ("bid is done another way", "bids are done another way"),
    };
    let said = Said::default().counted(Piece::new(of, &bids.len().into(), Show::Number), (one, many));
    let is_free = bids.iter().all(|bid| bid.broken.is_empty());
    let is_best = Status::of(run) == Status::Proved;
    let (each, any) = if bids.len() == 1 { ("it", "it") } else { ("each alone", "any one of them") };
    match (standing, is_free) {
        (Standing::OnlyHere, true) => {
            said.words(&format!(": {each} would fit in the published plan, which is without."))
        }
        (Standing::OnlyHere, false) => said.words(&format!(": put into the published plan, {any} would break {why}.")),
        (Standing::OnlyPublished, true) if is_best => {
            said.words(&format!(": {each} could be put back, and the plan is as good without."))
        }
        (Standing::OnlyPublished, true) => {
            said.words(&format!(": {each} could be put back, as no rule stands against it."))
        }
        (_, true) => said.words(": no rule about money or bids stands against the published way."),
        (_, false) => broken(run, said.words(&format!(": put back as published, {any} would break ")), bids),
    }
}

/// The rules that break, each once with what is left under it.
fn broken(run: &Run<'_>, mut said: Said, bids: &[&Bid]) -> Said {
    let table = rules::table(run);
    let mut seen = BTreeSet::new();
    for broken in bids.iter().flat_map(|bid| &bid.broken) {
        let name = super::word(broken);
        if !seen.insert(name) {
            continue;
        }
        said = said.words(if seen.len() > 1 { ", " } else { "" }).words(name);
        let is_it =
            |finding: &Finding| name != super::OF_MATCH && (finding.family, &finding.id) == (broken.family, &broken.id);
        let left = run.findings.iter().position(is_it).filter(|&row| has_room(&run.findings[row]));
        said = match left {
            Some(row) => said.words(" (").number(Piece::shown(&table, row, "slack", Show::Number)).words(" left)"),
            None => said,
        };
    }
    said.words(".")
}

/// Whether there is a number of what is left under a rule.
fn has_room(finding: &Finding) -> bool {
    finding.limit == Limit::AtMost && finding.unit != Unit::Breaches
}
