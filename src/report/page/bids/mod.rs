//! Every bid of this plan and of the published one: in both, only here, only there, and why.

mod grouped;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

pub(super) use grouped::groups;
pub(super) use standing::Standing;

use super::grid::{Grid, Take};
use super::piece::{Field, Piece, position};
use crate::domain::{Index, Project, ProjectOption};
use crate::report::run::Run;
use crate::report::run::headline::other;
use crate::table::{Cell, Column, Show, Table};
use crate::whatif::put_back::{Broken, Into, PutBack};

/// What is told of a bid.
const TAKES: [Take; 8] = [
    Take::One("name", "Bid"),
    Take::One("area_name", "Authority"),
    Take::One("line", "Line"),
    Take::One("opens", "Opens"),
    Take::Pounds("dfe_cost_gbp", "DfE cost"),
    Take::Range("additional_low", "additional_high", "Places added"),
    Take::One("protected", "Places protected"),
    Take::One("well_located_places", "Well-located places"),
];

/// The columns of the page's own table of bids, by which they are counted.
const COLUMNS: [Column; 2] = [Column::words("standing", ""), Column::words("why", "")];

/// What the match of any authority is called.
const OF_MATCH: &str = "local match";

/// A bid that is in one of the plans or both.
#[derive(Clone, Debug)]
pub(super) struct Bid {
    /// The option that is told of: this plan's where it has one.
    pub option: Index<ProjectOption>,
    /// In which of the plans it is.
    pub standing: Standing,
    /// What keeps it out of the plan that it is not in; of a bid done another way, what keeps out the published way.
    broken: Vec<Broken>,
}

/// The bids of both plans, by authority and name.
pub(super) fn bids(run: &Run<'_>) -> Vec<Bid> {
    let instance = run.question.instance;
    let published = run.published.filter(|_| other(run).is_some());
    let mut options: BTreeMap<Index<Project>, [Option<Index<ProjectOption>>; 2]> = BTreeMap::new();
    for (at, plan) in [Some(run.plan), published].into_iter().enumerate() {
        for &option in plan.iter().flat_map(|plan| &plan.funded) {
            options.entry(instance[option].project).or_default()[at] = Some(option);
        }
    }
    let here = Into::new(run.question, run.plan.funded.clone());
    let there = published.map(|plan| Into::new(run.question, plan.funded.clone()));
    let broken = |put: Option<PutBack>| put.map_or_else(Vec::new, |put| put.broken);
    let bid = |(project, [this, that]): (Index<Project>, [Option<Index<ProjectOption>>; 2])| {
        let standing = Standing::of(this, that);
        let broken = match standing {
            Standing::InBoth => Vec::new(),
            Standing::OnlyHere => broken(there.as_ref().and_then(|there| there.put(project))),
            Standing::OnlyPublished => broken(here.put(project)),
            Standing::AnotherWay => broken(that.map(|option| here.put_option(option))),
        };
        Some(Bid { option: this.or(that)?, standing, broken })
    };
    let mut bids: Vec<Bid> = options.into_iter().filter_map(bid).collect();
    bids.sort_by_key(|bid| {
        let project = &instance[instance[bid.option].project];
        (instance[project.area].name.clone(), project.name.clone(), project.id.clone())
    });
    bids
}

impl Bid {
    /// The rules that keep it out, in words, the match of whichever authority as one.
    fn why(&self) -> String {
        let words: BTreeSet<&str> = self.broken.iter().map(word).collect();
        match (self.standing, words.is_empty()) {
            (Standing::InBoth, _) => String::new(),
            (_, true) => "no rule".to_owned(),
            (_, false) => words.into_iter().collect::<Vec<_>>().join(", "),
        }
    }
}

/// What a rule is called: by its id, or the match of whichever authority as one.
fn word(broken: &Broken) -> &str {
    if broken.family == "match_funding" { OF_MATCH } else { &broken.id }
}

/// The page's own table: in which plans each bid is, and which rules keep it out of the other.
pub(super) fn table(bids: &[Bid]) -> Table {
    let row = |bid: &Bid| {
        let why = Some(bid.why()).filter(|why| !why.is_empty());
        vec![Cell::text(bid.standing.word()), why.map_or(Cell::Empty, Cell::Text)]
    };
    Table::new("bids", &COLUMNS, bids.iter().map(row).collect())
}

/// The bids as the page shows them.
pub(super) fn grid(run: &Run<'_>, plan: &Table, bids: &[Bid]) -> Grid {
    let is_compared = other(run).is_some();
    let caption = if is_compared {
        "Every bid of this plan and of the published one, by authority"
    } else {
        "Every bid that is funded, by authority"
    };
    let mut grid = Grid::of("bids", caption, plan, &TAKES, bids.iter().map(|bid| bid.option.position())).sortable();
    let status = position(plan, "status");
    if plan.rows.iter().any(|row| row[status] != Cell::Empty) {
        grid.headings.push(("Status".to_owned(), false));
        for (row, bid) in grid.rows.iter_mut().zip(bids) {
            row.push(Field::one(Piece::of(plan, bid.option.position(), "status")));
        }
    }
    if is_compared {
        let words = |text: &str| Field::one(Piece::new(String::new(), &Cell::text(text), Show::Words));
        grid.headings.insert(1, ("Plan".to_owned(), false));
        grid.headings.push(("Kept out of the other by".to_owned(), false));
        for (row, bid) in grid.rows.iter_mut().zip(bids) {
            row.insert(1, words(bid.standing.word()));
            row.push(words(&bid.why()));
        }
    }
    grid
}
