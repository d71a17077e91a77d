//! Why bids are in one plan and not in the other: each reason once, with how many bids it is the reason of.

use std::collections::BTreeMap;

use super::{Bid, Standing};
use crate::audit::{Finding, Limit, Unit};
use crate::report::page::piece::Piece;
use crate::report::page::said::Said;
use crate::report::run::{Counterpart, Run, Status, rules};
use crate::report::whatif::kept_out::{Breach, OF_MATCH, breaches};
use crate::table::{Cell, Show};

/// How many reasons are said; the table of bids has the rest.
const SAID: usize = 8;

/// What bids share: how they stand, and the rules that keep them out.
type Key = (Standing, String);

/// A bid, with the row of the table of bids that it has, counting from nought.
type Placed<'a> = (usize, &'a Bid);

/// The reasons, those of the most bids first.
pub(in crate::report::page) fn groups(run: &Run<'_>, there: Option<&Counterpart<'_>>, bids: &[Bid]) -> Vec<Said> {
    let Some(there) = there else { return Vec::new() };
    let mut groups: BTreeMap<Key, Vec<Placed<'_>>> = BTreeMap::new();
    for (row, bid) in bids.iter().enumerate().filter(|(_, bid)| bid.standing != Standing::InBoth) {
        groups.entry((bid.standing, bid.rules())).or_default().push((row, bid));
    }
    let mut groups: Vec<(Key, Vec<Placed<'_>>)> = groups.into_iter().collect();
    groups.sort_by_key(|(key, bids)| (std::cmp::Reverse(bids.len()), key.clone()));
    groups.iter().take(SAID).map(|(key, bids)| placed(said(run, there, key, bids), (there, key), bids)).collect()
}

/// Where it is counted how many bids share something, of those that have a word in `column`.
fn place((there, (standing, rules)): (&Counterpart<'_>, &Key), column: &str) -> String {
    format!("bids ={} {column}", format!("{} {rules}", standing.word(Some(there))).replace(' ', "-"))
}

/// And of how many it is told what stands in their place.
fn placed(said: Said, key: (&Counterpart<'_>, &Key), bids: &[Placed<'_>]) -> Said {
    let count = bids.iter().filter(|(_, bid)| !bid.instead.is_empty()).count();
    if count == 0 {
        return said;
    }
    let all = count == bids.len();
    let number = Piece::new(place(key, "swapped"), &count.into(), Show::Number);
    let said = match (all, count) {
        (true, 1) => said.words(" The"),
        (true, _) => said.words(" For each the"),
        (false, _) => said.words(" For ").number(number).words(" of them the"),
    };
    said.words(" last column names what took the place: with that out, the bid would fit.")
}

/// A reason.
fn said(run: &Run<'_>, there: &Counterpart<'_>, key: &Key, bids: &[Placed<'_>]) -> Said {
    let (standing, of, name) = (key.0, place((there, key), "rules"), &there.name);
    let only_there = ["bid is", "bids are"].map(|bids| format!("{bids} only in {name}"));
    let (one, many) = match standing {
        Standing::OnlyHere => ("bid is only here", "bids are only here"),
        Standing::OnlyThere => (only_there[0].as_str(), only_there[1].as_str()),
        Standing::AnotherWay | Standing::InBoth => ("bid is done another way", "bids are done another way"),
    };
    let said = Said::default().counted(Piece::new(of, &bids.len().into(), Show::Number), (one, many));
    let is_free = bids.iter().all(|(_, bid)| bid.broken.is_empty());
    let is_best = Status::of(run) == Status::Proved;
    let [way, back, put] = ways(there, standing);
    let (each, any) = if bids.len() == 1 { ("it", "it") } else { ("each alone", "any one of them") };
    match (standing, is_free) {
        (Standing::OnlyHere, true) => said.words(&format!(": {each} would fit in {name}, which is without.")),
        (Standing::OnlyHere, false) => {
            let said = said.words(&format!(": put into {name}, {any} would break "));
            listed(said, bids, &|_| None)
        }
        (Standing::OnlyThere, true) if is_best => {
            said.words(&format!(": {each} could be {back}, and the plan is as good without."))
        }
        (Standing::OnlyThere, true) => said.words(&format!(": {each} could be {back}, as no rule stands against it.")),
        (_, true) => said.words(&format!(": no rule about money or bids stands against {way}.")),
        (_, false) => {
            let said = said.words(&format!(": {put}, {any} would break "));
            listed(said, bids, &|breach| left_here(run, breach))
        }
    }
}

/// How it is said that a bid is done the other plan's way, that it is taken in again, and that it is so.
fn ways(there: &Counterpart<'_>, standing: Standing) -> [&'static str; 3] {
    match (&there.held, standing) {
        (None, _) => ["the published way", "put back", "put back as published"],
        (Some(_), Standing::AnotherWay) => ["the other way", "put in", "done as there"],
        (Some(_), _) => ["the other way", "put in", "put into this plan"],
    }
}

/// What there is to say of what is left under a rule.
type Left<'a> = &'a dyn Fn(&Breach<'_>) -> Option<Piece>;

/// The rules that break, each once, by how much, and with what is left under it.
fn listed(said: Said, bids: &[Placed<'_>], left: Left<'_>) -> Said {
    let all = breaches(bids.iter().flat_map(|(_, bid)| &bid.broken));
    let said = all.iter().enumerate().fold(said, |said, (at, breach)| {
        let said = by(said.words(if at > 0 { "; " } else { "" }), breach, bids);
        match left(breach) {
            Some(piece) => said.words(" (").number(piece).words(" left)"),
            None => said,
        }
    });
    said.words(".")
}

/// What is left in this plan under a rule, where there is a number of it.
fn left_here(run: &Run<'_>, breach: &Breach<'_>) -> Option<Piece> {
    let is_it = |finding: &Finding| (finding.family, &finding.id) == breach.rule() && breach.name != OF_MATCH;
    let row = run.findings.iter().position(is_it).filter(|&row| has_room(&run.findings[row]))?;
    Some(Piece::shown(&rules::table(run), row, "slack", Show::Number))
}

/// A rule, and by how much these bids break it: each amount is that of one of them.
fn by(said: Said, breach: &Breach<'_>, bids: &[Placed<'_>]) -> Said {
    let said = said.words(breach.name);
    let column = format!("by:{}", breach.name.replace(' ', "-"));
    breach.by().into_iter().enumerate().fold(said, |said, (at, amount)| {
        let has_it = |(_, bid): &&Placed<'_>| {
            breaches(&bid.broken).iter().any(|own| own.name == breach.name && own.by().contains(&amount))
        };
        let row = bids.iter().find(has_it).map_or(0, |(row, _)| row + 1);
        let piece = Piece::new(format!("bids {row} {column}"), &Cell::text(&amount), Show::Words);
        said.words(if at == 0 { " by " } else { " to " }).number(piece)
    })
}

/// Whether there is a number of what is left under a rule.
fn has_room(finding: &Finding) -> bool {
    finding.limit == Limit::AtMost && finding.unit != Unit::Breaches
}
