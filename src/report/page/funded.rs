//! What is funded, line by line, and what of the published plan is not.

use std::collections::BTreeSet;

use super::grid::{Grid, Take};
use super::piece::{Field, Piece};
use crate::domain::{Index, Problem, Project, ProjectOption};
use crate::report::run::Run;
use crate::table::{Cell, Show, Table};

/// Which project it is.
const WHOSE: [Take; 3] =
    [Take::One("name", "Project"), Take::One("area_name", "Authority"), Take::One("region", "Region")];

const FUNDED: [Take; 6] = [
    Take::One("scope", "What is built"),
    Take::One("opens", "Opens"),
    Take::Pounds("dfe_cost_gbp", "DfE cost"),
    Take::Range("additional_low", "additional_high", "Places added"),
    Take::One("protected", "Places protected"),
    Take::One("well_located_places", "Well-located places"),
];

const LEFT_OUT: [Take; 3] = [
    Take::One("line", "Programme line"),
    Take::Pounds("dfe_cost_gbp", "DfE cost as published"),
    Take::Range("additional_low", "additional_high", "Places it would add"),
];

/// How a funded option stands to the published plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum BesidePublished {
    /// It is in it.
    AsPublished,
    /// Its project is, in another scope or year.
    Changed,
    /// Its project is not.
    New,
}

impl BesidePublished {
    /// How `option` stands.
    pub fn of(problem: &Problem, option: Index<ProjectOption>) -> Self {
        let mut others = problem[problem[option].project].option_indices();
        match (problem[option].planned, others.any(|other| problem[other].planned)) {
            (true, _) => Self::AsPublished,
            (false, true) => Self::Changed,
            (false, false) => Self::New,
        }
    }

    /// The word for it.
    const fn word(self) -> &'static str {
        match self {
            Self::AsPublished => "as published",
            Self::Changed => "changed",
            Self::New => "new",
        }
    }
}

/// The funded options of each programme line that has any, under its name.
pub(super) fn grids(run: &Run<'_>, plan: &Table, is_compared: bool) -> Vec<(String, Grid)> {
    let problem = run.question.problem;
    let takes = [&WHOSE[..], &FUNDED].concat();
    let lines = problem.lines_as_printed().into_iter().map(|line| {
        let of_line = |option: &Index<ProjectOption>| problem[problem[*option].project].line == line;
        let options: Vec<Index<ProjectOption>> = run.plan.funded.iter().copied().filter(of_line).collect();
        let name = problem[line].name.clone();
        let rows = options.iter().map(|option| option.position());
        let mut grid = Grid::of(&format!("funded-{}", problem[line].id), &name, plan, &takes, rows).sortable();
        if problem.projects().iter().any(|project| project.status.is_some()) {
            grid.headings.push(("Status".to_owned(), false));
            for (row, &option) in grid.rows.iter_mut().zip(&options) {
                row.push(Field::one(Piece::of(plan, option.position(), "status")));
            }
        }
        if is_compared {
            grid.headings.push(("Published plan".to_owned(), false));
            for (row, &option) in grid.rows.iter_mut().zip(&options) {
                let word = BesidePublished::of(problem, option).word();
                row.push(Field::one(Piece::new(String::new(), &Cell::text(word), Show::Words)));
            }
        }
        grid.caption = format!("{name}: each project that is funded");
        (name, grid)
    });
    lines.filter(|(_, grid)| !grid.rows.is_empty()).collect()
}

/// The projects of the published plan that are not funded in any form.
pub(super) fn left_out(run: &Run<'_>, plan: &Table) -> Option<Grid> {
    let problem = run.question.problem;
    let funded: BTreeSet<Index<Project>> = run.plan.options(problem).map(|option| option.project).collect();
    let left = problem.option_indices().filter(|&option| problem[option].planned);
    let left = left.filter(|&option| !funded.contains(&problem[option].project)).map(Index::position);
    let grid = Grid::of(
        "left-out",
        "In the published plan, and not funded in this one",
        plan,
        &[&WHOSE[..], &LEFT_OUT].concat(),
        left,
    );
    Some(grid.sortable()).filter(|grid| !grid.rows.is_empty())
}
