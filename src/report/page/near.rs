//! Plans that are nearly as good as that of the run, and which projects are in all, in some or in none of them.

use serde::Serialize;

use super::beside::Beside;
use super::grid::{Grid, Take};
use super::piece::{Field, Piece};
use crate::domain::{Index, ProgrammeLine};
use crate::report::run::Run;
use crate::report::whatif::alternatives::{Listed, STANDINGS, meaning, tables, word};
use crate::table::{Cell, Show, Table};
use crate::whatif::alternatives::Membership;

const PLANS: [Take; 8] = [
    Take::One("plan", "Plan"),
    Take::One("way", "Looked for"),
    Take::One("well_located_places", "Well-located places"),
    Take::One("dfe_cost_gbp", "DfE cost, £m"),
    Take::One("projects", "Projects"),
    Take::One("additional_places", "Places added"),
    Take::One("apart_from_best", "Projects not as in this plan"),
    Take::One("apart_from_nearest", "And not as in the plan most like it"),
];

/// The section of the page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Near {
    /// The folder that its numbers stand in.
    from: String,
    /// How many plans there are with this one, the fewest places, the least difference, and how often was tried.
    numbers: [Piece; 4],
    /// Whether it is proved that there are no more.
    is_all: bool,
    plans: Grid,
    standings: Grid,
    lists: Vec<List>,
}

/// The projects of a standing.
#[derive(Clone, Debug, Serialize)]
struct List {
    heading: String,
    meaning: &'static str,
    /// By programme line.
    lines: Vec<(String, Vec<Field>)>,
}

/// The section of plans beside that of `run`.
pub(super) fn section(run: &Run<'_>, beside: &Beside<Listed>) -> Near {
    let listed = &beside.told;
    let tables = tables(&run.question, listed);
    let table = |name: &str| tables.iter().find(|table| table.name == name).expect("a table of every folder of plans");
    let (plans, projects) = (table("alternatives"), table("alternatives_projects"));
    let numbers = ["at_least", "apart_at_least", "attempts"].map(|column| Piece::shown(plans, 0, column, Show::Number));
    let [least, apart, attempts] = numbers;
    let count = Piece::new("alternatives_projects 1 of_plans".to_owned(), &listed.plans.len().into(), Show::Number);
    Near {
        from: beside.name.clone(),
        numbers: [count, least, apart, attempts],
        is_all: listed.is_all,
        plans: of_plans(plans),
        standings: standings(listed),
        lists: lists(run, listed, projects),
    }
}

fn of_plans(table: &Table) -> Grid {
    let mut grid = Grid::all("alternatives-plans", "The plans, each beside this one", table, &PLANS);
    grid.headings[0].1 = false;
    if let Some(first) = grid.rows.first_mut() {
        let this = Piece::new(String::new(), &Cell::text("(this plan)"), Show::Words);
        let pieces = std::mem::take(&mut first[0].pieces).into_iter().chain([this]).collect();
        first[0] = Field::after(pieces);
    }
    grid
}

/// How many projects there are of each standing.
fn standings(listed: &Listed) -> Grid {
    let row = |standing: Membership| {
        let count = listed.projects.iter().filter(|one| one.standing == standing).count();
        let label = |text: &str| Field::one(Piece::new(String::new(), &Cell::text(text), Show::Words));
        // As many rows of the file as have this word.
        let of = format!("alternatives_projects ={} standing", word(standing).replace(' ', "-"));
        let number = Field::one(Piece::new(of, &count.into(), Show::Number));
        (count > 0).then(|| vec![label(word(standing)), number, label(meaning(standing))])
    };
    Grid {
        id: "alternatives-standings".to_owned(),
        caption: "How many projects all, some or none of the plans fund".to_owned(),
        headings: vec![
            ("Membership".to_owned(), false),
            ("Projects".to_owned(), true),
            ("What it means".to_owned(), false),
        ],
        rows: STANDINGS.into_iter().filter_map(row).collect(),
        ..Grid::default()
    }
}

/// The projects of each standing; those that some plans fund apart by whether this one does.
fn lists(run: &Run<'_>, listed: &Listed, projects: &Table) -> Vec<List> {
    let instance = run.question.instance;
    let kinds = STANDINGS.into_iter().flat_map(|standing| {
        let split = if standing == Membership::Borderline { vec![Some(true), Some(false)] } else { vec![None] };
        split.into_iter().map(move |is_funded| (standing, is_funded))
    });
    let list = |(standing, is_funded): (Membership, Option<bool>)| {
        let rows = listed.projects.iter().enumerate().filter(|(_, one)| {
            let is_so = is_funded.is_none_or(|is_funded| run.plan.funds(instance, one.project) == is_funded);
            one.standing == standing && is_so
        });
        let rows: Vec<(usize, Index<ProgrammeLine>)> =
            rows.map(|(row, one)| (row, instance[one.project].line)).collect();
        let of_line = |line: Index<ProgrammeLine>| {
            let own = rows.iter().filter(|(_, other)| *other == line);
            (instance[line].name.clone(), own.map(|(row, _)| name(projects, *row, is_funded.is_some())).collect())
        };
        let lines: Vec<(String, Vec<Field>)> = instance.lines_as_printed().into_iter().map(of_line).collect();
        List { heading: heading(standing, is_funded), meaning: meaning(standing), lines }
    };
    let lists = kinds
        .map(list)
        .map(|list| List { lines: list.lines.into_iter().filter(|(_, names)| !names.is_empty()).collect(), ..list });
    lists.filter(|list| !list.lines.is_empty()).collect()
}

/// What a list is called.
fn heading(standing: Membership, is_funded: Option<bool>) -> String {
    let word = word(standing);
    let first = word.chars().next().map(|letter| letter.to_uppercase().to_string()).unwrap_or_default();
    let word = first + word.get(1..).unwrap_or_default();
    match is_funded {
        None => word,
        Some(true) => format!("{word}, and in this plan"),
        Some(false) => format!("{word}, and not in this plan"),
    }
}

/// A project by its name, with how many of the plans fund it where that is neither all nor none.
fn name(projects: &Table, row: usize, is_counted: bool) -> Field {
    let name = Piece::shown(projects, row, "name", Show::Words);
    let count = is_counted.then(|| Piece::shown(projects, row, "in_plans", Show::Number));
    Field::after([name].into_iter().chain(count).collect())
}
