//! Runs to put on a page, and what their tables say.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::LazyLock;

use placewell::audit::audit;
use placewell::case::Case;
use placewell::domain::{Index, Plan, ProjectOption};
use placewell::model::Layers;
use placewell::report::explore::{Setting, View, page};
use placewell::report::run::{Run, areas, headline, plan, regions, years};
use placewell::serving::nearest_flows;
use placewell::table::{Cell, Show, Table};

use super::super::given::inside;

/// What a number is: as files have it, and as it is read.
pub type Told = (String, String);

/// A page with what stands in the tables of its runs: by run, file, row and column.
pub struct Made {
    pub html: String,
    pub told: BTreeMap<[String; 4], Told>,
    pub runs: Vec<String>,
}

/// The what-ifs, and the number of settings of the frontier.
const WHAT_IFS: [&str; 12] = [
    "costs-8-more",
    "floor-in-every-region",
    "fourth-rebuild",
    "london-late",
    "low-end",
    "match-withdrawn-yorkshire",
    "need-10-more",
    "no-line-ceilings",
    "only-508",
    "reach-15",
    "reach-30",
    "straight-line",
];
pub const SETTINGS: usize = 19;

impl Made {
    /// England: the published plan, thirteen questions asked of it, and a made-up frontier of parts of it.
    pub fn england() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| {
            let case = opened(&[]);
            let published: Vec<_> = case.published().expect("a published plan").funded.into_iter().collect();
            let mut made = Made { html: String::new(), told: BTreeMap::new(), runs: Vec::new() };
            let mut views = vec![made.view(&case, &published, "figure-11")];
            for what_if in WHAT_IFS {
                views.push(made.view(&opened(&[what_if]), &published, &format!("figure-11+{what_if}")));
            }
            // Every fourth bid left out, so that no two runs are alike.
            let fewer: Vec<_> =
                published.iter().copied().enumerate().filter(|(at, _)| at % 4 > 0).map(|(_, one)| one).collect();
            views.push(made.view(&case, &fewer, "fewer"));
            for step in 0..SETTINGS {
                let part = &published[..published.len() - (SETTINGS - 1 - step) * 4];
                let at =
                    Setting { frontier: "line".into(), over: "envelope".into(), at: format!("£{}m", 400 + step * 6) };
                let view = made.view(&case, part, &format!("line at £{}m", 400 + step * 6));
                views.push(view.told("proved", Some(at)));
            }
            made.html = page(&case.dataset, &views);
            made
        });
        &PAGE
    }

    /// What is told of a run, which is noted.
    pub fn view(&mut self, case: &Case, funded: &[Index<ProjectOption>], name: &str) -> View {
        let question = case.question();
        let funded = funded.iter().copied().collect();
        let plan = Plan { flows: nearest_flows(&question, &funded), funded };
        let findings = audit(&question, &plan);
        let run = Run::given(question, &plan, &findings);
        self.note(name, &run);
        self.runs.push(name.to_owned());
        View::of(&run, name)
    }

    fn note(&mut self, name: &str, run: &Run<'_>) {
        self.keyed(name, &headline::table(run), |row| row[0].in_files());
        self.keyed(name, &regions::table(run), |row| row[0].in_files());
        self.keyed(name, &years::table(run), |row| row[0].in_files());
        self.keyed(name, &plan::table(run), |row| format!("{}/{}", row[0].in_files(), row[1].in_files()));
        let areas = areas::table(run);
        self.summed(name, &areas, 0);
        self.summed(name, &areas, 2);
    }

    fn keyed(&mut self, name: &str, table: &Table, key: impl Fn(&[Cell]) -> String) {
        for (at, row) in table.rows.iter().enumerate() {
            for (column, cell) in table.columns.iter().enumerate().map(|(at, column)| (column, &row[at])) {
                let show = if table.name == "headline" { Show::Millions } else { column.show };
                let read = table.shown(at, table.position(column.name)).on_paper(show);
                let place = [name, table.name, &key(row), column.name].map(str::to_owned);
                self.told.insert(place, (cell.in_files(), read));
            }
        }
    }

    /// The numbers of a table, of all rows together that have the same word in a column.
    fn summed(&mut self, name: &str, table: &Table, by: usize) {
        let mut sums: BTreeMap<(String, usize), Cell> = BTreeMap::new();
        for row in &table.rows {
            for (column, cell) in row.iter().enumerate() {
                let sum = sums.entry((row[by].in_files(), column)).or_insert(Cell::Empty);
                *sum = match (&*sum, cell) {
                    (Cell::Whole(one), Cell::Whole(other)) => Cell::Whole(one + other),
                    (Cell::Hundredths(one), Cell::Hundredths(other)) => Cell::Hundredths(one + other),
                    // What is not known adds nothing.
                    (_, Cell::Empty) => continue,
                    (_, cell) => cell.clone(),
                };
            }
        }
        for ((key, column), cell) in sums {
            let place = [name, table.name, &key, table.columns[column].name].map(str::to_owned);
            self.told.insert(place, (cell.in_files(), cell.on_paper(Show::Number)));
        }
    }
}

/// The question of the published plan with these laid over it.
pub fn opened(with: &[&str]) -> Case {
    let model = inside("models/figure-11.toml");
    let with = with.iter().map(|name| (*name).to_owned()).collect();
    Case::open_layers(&Layers { with, ..Layers::of(Path::new(&model)) }).expect("a model without mistakes")
}
