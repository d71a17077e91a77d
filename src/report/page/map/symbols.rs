//! The homes of bids on a map: a symbol for each place, and one for all of those that would lie over each other.

use std::collections::BTreeMap;

use serde::Serialize;

use super::frame::Frame;
use crate::domain::{Index, Site};
use crate::report::page::bids::{Bid, Standing};
use crate::report::page::piece::Piece;
use crate::report::run::{Counterpart, Run};
use crate::table::{Show, Table};

/// Where something is in the drawing: from the left, and from the top.
pub(super) type Spot = (u32, u32);

/// A symbol.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Symbol {
    /// Where it is.
    pub at: Spot,
    /// What of its bids is drawn: those that come in before those that go out, and these before those that stay.
    kind: &'static str,
    /// What is written in it, in one line or two: how many come in and how many go out, or how many there are.
    told: Vec<String>,
    /// What is told of it, a line for each bid.
    title: String,
    /// Where its numbers stand.
    of: String,
}

/// The symbols of bids, none nearer to another than `apart`: each place joins the nearest symbol that is as near, and those
/// of most changes are put first.
pub(super) fn symbols(
    (run, there): (&Run<'_>, Option<&Counterpart<'_>>),
    bids: &[Bid],
    plan: &Table,
    frame: &Frame,
    apart: u32,
) -> Vec<Symbol> {
    let instance = run.question.instance;
    let mut sites: BTreeMap<Index<Site>, Vec<&Bid>> = BTreeMap::new();
    for bid in bids {
        sites.entry(instance[instance[bid.option].project].site).or_default().push(bid);
    }
    let changes = |bids: &[&Bid]| bids.iter().filter(|bid| bid.standing != Standing::InBoth).count();
    let mut places: Vec<(Spot, Vec<&Bid>)> =
        sites.into_iter().map(|(site, bids)| (frame.place(instance[site].point), bids)).collect();
    places.sort_by_key(|(spot, bids)| (std::cmp::Reverse((changes(bids), bids.len())), *spot));
    let mut groups: Vec<(Spot, Vec<&Bid>)> = Vec::new();
    for (spot, own) in places {
        let nearest = groups.iter_mut().min_by_key(|(at, _)| squared(*at, spot));
        match nearest.filter(|(at, _)| squared(*at, spot) < u64::from(apart).pow(2)) {
            Some((_, bids)) => bids.extend(own),
            None => groups.push((spot, own)),
        }
    }
    groups.into_iter().map(|(at, bids)| symbol(there, at, &bids, plan)).collect()
}

/// How far two spots are apart, squared.
fn squared((x, y): Spot, (a, b): Spot) -> u64 {
    u64::from(x.abs_diff(a)).pow(2) + u64::from(y.abs_diff(b)).pow(2)
}

fn symbol(there: Option<&Counterpart<'_>>, at: Spot, bids: &[&Bid], plan: &Table) -> Symbol {
    let count = |standing| bids.iter().filter(|bid| bid.standing == standing).count();
    let (comes, goes, way) = (count(Standing::OnlyHere), count(Standing::OnlyThere), count(Standing::AnotherWay));
    let comes = if there.is_some() { comes } else { 0 };
    let kind = match (comes, goes, way) {
        (0, 0, 0) => "stays",
        (0, 0, _) => "otherwise",
        (0, ..) => "goes",
        (_, 0, _) => "comes",
        _ => "both",
    };
    let signed = |sign: &str, count: usize| (count > 0).then(|| format!("{sign}{count}"));
    let told = match (kind, bids.len()) {
        ("stays" | "otherwise", 1) => Vec::new(),
        ("stays" | "otherwise", all) => vec![all.to_string()],
        _ => [signed("+", comes), signed("−", goes)].into_iter().flatten().collect(),
    };
    let rows: Vec<String> = bids.iter().map(|bid| (bid.option.position() + 1).to_string()).collect();
    let title: Vec<String> = bids.iter().map(|bid| line(bid, plan, there)).collect();
    Symbol { at, kind, told, title: title.join("\n"), of: format!("plan {}", rows.join(" ")) }
}

/// What is told of a bid.
fn line(bid: &Bid, plan: &Table, there: Option<&Counterpart<'_>>) -> String {
    let text = |column| Piece::shown(plan, bid.option.position(), column, Show::Number).text;
    let places = match (text("additional_low"), text("additional_high")) {
        (low, high) if low == high => low,
        (low, high) => format!("{low} to {high}"),
    };
    let standing = there.map_or_else(String::new, |_| format!("; {}", bid.standing.word(there)));
    format!("{}, {}: {}, places added {places}{standing}", text("name"), text("area_name"), text("dfe_cost_gbp"))
}
