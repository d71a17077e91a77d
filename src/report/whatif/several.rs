//! Several models, each in a line.

use crate::audit::worst_region;
use crate::case::Case;
use crate::decide::Decision;
use crate::domain::WellLocated;
use crate::report::run::Totals;
use crate::table::{Cell, Column, Show, Table};

const COLUMNS: [Column; 12] = [
    Column::words("model", "Model"),
    Column::words("status", "Status"),
    Column::number("well_located_places", "Well\nlocated"),
    Column::number("bound", "At\nmost"),
    Column::millions("dfe_cost_gbp", "£m"),
    Column::millions("left_gbp", "Left,\n£m"),
    Column::number("projects", "Projects"),
    Column::files_only("worst_region_percent"),
    Column::files_only("title"),
    Column::files_only("why"),
    Column::number(PLACE_YEARS, "Place-\nyears"),
    Column::number("place_years_bound", "At\nmost"),
];

/// The well-located places of all years that count, where a model seeks these.
const PLACE_YEARS: &str = "place_years";

/// What came of a model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Outcome {
    name: String,
    came: Result<Came, String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Came {
    title: String,
    proved: Proved,
    /// What no plan has more of: well-located places, or place-years where these are sought.
    bound: Option<WellLocated>,
    totals: Totals,
    worst_region: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Proved {
    Yes,
    No,
}

impl Outcome {
    /// A model for which a plan was decided.
    #[must_use]
    pub fn decided(case: &Case, decision: &Decision) -> Self {
        let question = case.question();
        let decided = Came {
            title: case.model.title.clone(),
            proved: if decision.proofs.is_proved() { Proved::Yes } else { Proved::No },
            bound: decision.proofs.coverage.bound,
            totals: Totals::of(&question, &decision.plan),
            worst_region: worst_region(&question, &decision.plan).thousandths(),
        };
        Self { name: case.model.name.clone(), came: Ok(decided) }
    }

    /// A model without a plan, and why.
    #[must_use]
    pub fn failed(name: &str, why: &str) -> Self {
        Self { name: name.to_owned(), came: Err(why.to_owned()) }
    }

    /// Why there is no plan, with its name, where there is more to say than a line.
    #[must_use]
    pub fn why(&self) -> Option<String> {
        let why = self.came.as_ref().err().filter(|why| why.contains('\n'))?;
        Some(format!("{}: {why}", self.name))
    }

    /// What came of it, as a line.
    #[must_use]
    pub fn line(&self) -> String {
        match &self.came {
            Ok(came) => {
                let Came { proved, bound, totals, .. } = came;
                let most = bound.map_or_else(String::new, |bound| format!(" of at most {bound}"));
                let proved = match proved {
                    Proved::Yes => "proved".to_owned(),
                    Proved::No => format!("not proved{most}"),
                };
                format!("{}: {} for {}, {proved}", self.name, totals.sought(), totals.cost)
            }
            Err(why) => format!("{}: {}", self.name, why.lines().next().unwrap_or("no plan")),
        }
    }

    fn row(&self) -> Vec<Cell> {
        let name = Cell::text(&self.name);
        match &self.came {
            Ok(Came { title, proved, bound, totals, worst_region }) => {
                let is_of_years = totals.place_years.is_some();
                vec![
                    name,
                    Cell::text(match proved {
                        Proved::Yes => "proved",
                        Proved::No => "not proved",
                    }),
                    totals.well_located.into(),
                    bound.filter(|_| !is_of_years).into(),
                    totals.cost.into(),
                    totals.left.into(),
                    totals.projects.into(),
                    Cell::Tenths((*worst_region).into()),
                    Cell::text(title),
                    Cell::Empty,
                    totals.place_years.into(),
                    bound.filter(|_| is_of_years).into(),
                ]
            }
            Err(why) => {
                let mut row = vec![name, Cell::text("no plan")];
                row.extend([const { Cell::Empty }; 7]);
                row.extend([Cell::text(why), Cell::Empty, Cell::Empty]);
                row
            }
        }
    }
}

/// A row for each model, in the order given.
#[must_use]
pub fn table(outcomes: &[Outcome]) -> Table {
    let mut table = Table::new("several", &COLUMNS, outcomes.iter().map(Outcome::row).collect());
    let years = table.position(PLACE_YEARS);
    if table.rows.iter().all(|row| row[years] == Cell::Empty) {
        for column in &mut table.columns[years..] {
            column.show = Show::FilesOnly;
        }
    }
    table
}
