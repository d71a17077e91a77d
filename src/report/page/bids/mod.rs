//! Every bid of this plan and of the one that it is compared with: in both, only here, only there, and why.

mod grouped;
mod standing;

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

pub(super) use grouped::groups;
pub(super) use standing::Standing;

use super::grid::{Grid, Take};
use super::piece::{Field, Piece, position};
use crate::domain::{Index, Instance, Project, ProjectOption};
use crate::report::run::{Counterpart, Run, plan};
use crate::report::whatif::kept_out::{breaches, texts};
use crate::table::{Cell, Column, Show, Table};
use crate::whatif::put_back::{Broken, Into};

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
const COLUMNS: [Column; 4] =
    [Column::words("standing", ""), Column::words("rules", ""), Column::words("why", ""), Column::words("instead", "")];

/// A bid that is in one of the plans or both.
#[derive(Clone, Debug)]
pub(super) struct Bid {
    /// The option that is told of: this plan's where it has one.
    pub option: Index<ProjectOption>,
    /// In which of the plans it is.
    pub standing: Standing,
    /// What keeps it out of the plan that it is not in; of a bid done another way, what keeps out the other way.
    broken: Vec<Broken>,
    /// What stands in its place: bids that only the plan has which it is kept out of, and without which it would fit there.
    instead: Vec<Index<ProjectOption>>,
}

/// The bids of both plans, by authority and name.
pub(super) fn bids(run: &Run<'_>, there: Option<&Counterpart<'_>>) -> Vec<Bid> {
    let instance = run.question.instance;
    let plans = [Some(run), there.map(|there| &there.run)];
    let mut options: BTreeMap<Index<Project>, [Option<Index<ProjectOption>>; 2]> = BTreeMap::new();
    for (at, run) in plans.into_iter().enumerate() {
        for &option in run.iter().flat_map(|run| &run.plan.funded) {
            options.entry(instance[option].project).or_default()[at] = Some(option);
        }
    }
    let alone = |at: usize| {
        let only = options.values().filter(|ways| ways[1 - at].is_none()).filter_map(|ways| ways[at]);
        only.collect::<BTreeSet<Index<ProjectOption>>>()
    };
    // Each is judged under the question of the plan that it is put into.
    let sides = plans.map(|run| run.map(|run| Into::new(run.question, run.plan.funded.clone())));
    let [here, there] = [(&sides[0], alone(0)), (&sides[1], alone(1))];
    let bid = |(project, [this, that]): (Index<Project>, [Option<Index<ProjectOption>>; 2])| {
        let standing = Standing::of(this, that);
        let (into, alone) = if standing == Standing::OnlyHere { &there } else { &here };
        let put = match (standing, into) {
            (Standing::InBoth, _) | (_, None) => None,
            (Standing::OnlyHere | Standing::OnlyThere, Some(into)) => into.put(project),
            (Standing::AnotherWay, Some(into)) => that.map(|option| into.put_option(option)),
        };
        let instead = into.as_ref().zip(put.as_ref()).map(|(into, put)| into.instead(put, alone));
        let broken = put.map_or_else(Vec::new, |put| put.broken);
        Some(Bid { option: this.or(that)?, standing, broken, instead: instead.unwrap_or_default() })
    };
    let options: Vec<_> = options.iter().map(|(project, ways)| (*project, *ways)).collect();
    let mut bids: Vec<Bid> = options.into_par_iter().filter_map(bid).collect();
    bids.sort_by_key(|bid| {
        let project = &instance[instance[bid.option].project];
        (instance[project.area].name.clone(), project.name.clone(), project.id.clone())
    });
    bids
}

impl Bid {
    /// The rules that keep it out, by name: what bids are grouped by.
    fn rules(&self) -> String {
        self.words(|broken| breaches(broken).iter().map(|breach| breach.name).collect::<Vec<_>>().join("; "))
    }

    /// The rules that keep it out, and by how much.
    fn why(&self) -> String {
        self.words(|broken| texts(broken))
    }

    /// What is said of the rules that keep it out; nothing of a bid that is in both plans.
    fn words(&self, say: impl Fn(&[Broken]) -> String) -> String {
        match (self.standing, self.broken.is_empty()) {
            (Standing::InBoth, _) => String::new(),
            (_, true) => "no rule".to_owned(),
            (_, false) => say(&self.broken),
        }
    }
}

/// The page's own table: in which plans each bid is, and which rules keep it out of the other by how much.
pub(super) fn table(instance: &Instance, there: Option<&Counterpart<'_>>, bids: &[Bid]) -> Table {
    let words = |text: String| Some(text).filter(|text| !text.is_empty()).map_or(Cell::Empty, Cell::Text);
    let row = |bid: &Bid| {
        let names: Vec<&str> = bid.instead.iter().map(|&way| instance[instance[way].project].name.as_str()).collect();
        vec![Cell::text(bid.standing.word(there)), words(bid.rules()), words(bid.why()), words(names.join("; "))]
    };
    Table::new("bids", &COLUMNS, bids.iter().map(row).collect())
}

/// Puts what another run says of the bids that only it has in the place of what this one says of them.
fn held_there(grid: &mut Grid, there: Option<&Counterpart<'_>>, bids: &[Bid]) {
    let Some((there, held)) = there.and_then(|there| Some((there, there.held.as_ref()?))) else { return };
    let plan = plan::table(&there.run);
    let theirs = Grid::of("bids", "", &plan, &TAKES, bids.iter().map(|bid| bid.option.position()));
    for ((row, theirs), bid) in grid.rows.iter_mut().zip(theirs.rows).zip(bids) {
        if bid.standing == Standing::OnlyThere {
            *row = theirs.into_iter().map(|field| field.held_in(&held.folder)).collect();
        }
    }
}

/// The bids as the page shows them.
pub(super) fn grid(run: &Run<'_>, there: Option<&Counterpart<'_>>, plan: &Table, bids: &[Bid]) -> Grid {
    let caption = there.map_or_else(
        || "Every bid that is funded, by authority".to_owned(),
        |there| format!("Every bid of this plan and of {}, by authority", there.again),
    );
    let mut grid = Grid::of("bids", &caption, plan, &TAKES, bids.iter().map(|bid| bid.option.position())).sortable();
    held_there(&mut grid, there, bids);
    let status = position(plan, "status");
    if plan.rows.iter().any(|row| row[status] != Cell::Empty) {
        grid.headings.push(("Status".to_owned(), false));
        for (row, bid) in grid.rows.iter_mut().zip(bids) {
            row.push(Field::one(Piece::of(plan, bid.option.position(), "status")));
        }
    }
    if there.is_some() {
        let words = |text: &str| Field::one(Piece::new(String::new(), &Cell::text(text), Show::Words));
        grid.headings.insert(1, ("Plan".to_owned(), false));
        grid.headings.push(("Kept out of the other by".to_owned(), false));
        grid.headings.push(("Would fit without".to_owned(), false));
        let own = table(run.question.instance, there, bids);
        for (at, (row, bid)) in grid.rows.iter_mut().zip(bids).enumerate() {
            row.insert(1, words(bid.standing.word(there)));
            let is_told = bids[at].standing != Standing::InBoth;
            row.push(if is_told { Field::one(Piece::of(&own, at, "why")) } else { words("") });
            let is_told = !bids[at].instead.is_empty();
            row.push(if is_told { Field::one(Piece::of(&own, at, "instead")) } else { words("") });
        }
        grid = grid.without_on_paper(&["Line", "Opens", "Places protected", "Well-located places", "Status"]);
        let is_aside = |&at: &usize| bids[at].standing == Standing::InBoth;
        grid.screen_only.rows = (0..bids.len()).filter(is_aside).collect();
    }
    grid
}
