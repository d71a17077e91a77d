//! A model for other solvers, and what they make of it.

use std::collections::BTreeMap;

use clap::ValueEnum;

use super::exit::Exit;
use crate::case::Case;
use crate::formulate::{Formulation, formulate};
use crate::milp::exchange::{Names, as_lp, as_mps};
use crate::milp::{Comparison, Direction, Milp, Objective, Row};
use crate::model::Goal;
use crate::objective::Stage;
use crate::runs::in_units;
use crate::table::{Cell, Column, Table};

const NAMES: [Column; 3] =
    [Column::id("name", "Name"), Column::words("kind", "Kind"), Column::words("meaning", "Meaning")];

/// A format that other solvers read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// Free MPS.
    Mps,
    /// The LP format.
    Lp,
}

/// What is sought.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Sought {
    /// The largest share of demand well located in the region where it is smallest
    WorstRegion,
    /// The most well-located places
    Coverage,
    /// The least cost
    Cost,
}

impl Sought {
    const fn stage(self) -> Stage {
        match self {
            Self::WorstRegion => Stage::WorstRegion,
            Self::Coverage => Stage::Coverage,
            Self::Cost => Stage::Cost,
        }
    }

    /// Its name on the command line.
    fn name(self) -> String {
        self.to_possible_value().map_or_else(String::new, |value| value.get_name().to_owned())
    }

    /// How many decimals its values have.
    const fn decimals(self) -> usize {
        match self {
            Self::WorstRegion => 1,
            Self::Coverage => 2,
            Self::Cost => 0,
        }
    }

    /// The unit of its objective.
    fn unit(self, cost_unit: i64) -> String {
        match self {
            Self::WorstRegion => "thousandths of a region's demand".to_owned(),
            Self::Coverage => "hundredths of a well-located place".to_owned(),
            Self::Cost => format!("units of {cost_unit} pounds"),
        }
    }
}

/// A stage before the one that is sought, and the value it must keep: `coverage=908.5`.
pub(super) fn held(written: &str) -> Result<(Sought, i64), String> {
    let (name, value) = written.split_once('=').ok_or("write it as STAGE=VALUE, such as coverage=908.5")?;
    let stage = Sought::from_str(name.trim(), true).map_err(|_| {
        let known: Vec<String> = Sought::value_variants().iter().map(|stage| stage.name()).collect();
        format!("there is no stage `{}`; there are {}", name.trim(), known.join(", "))
    })?;
    let units = in_units(value.trim(), stage.decimals()).filter(|units| *units >= 0);
    let units = units.ok_or_else(|| {
        format!("`{value}` is not a value of {}: give at most {} decimals", stage.name(), stage.decimals())
    })?;
    Ok((stage, units))
}

/// The files that state the question of `case` in these formats, with what each name means.
pub(super) fn exchange_files(
    case: &Case,
    formats: &[Format],
    sought: Option<Sought>,
    held: &[(Sought, i64)],
) -> Result<Vec<(String, Vec<u8>)>, Exit> {
    let Formulation { mut milp, stages, cost_unit, .. } = formulate(&case.question());
    let first = if case.model.goal == Goal::WorstRegion { Sought::WorstRegion } else { Sought::Coverage };
    let sought = sought.unwrap_or(first);
    let Some(objective) = stages.get(&sought.stage()) else {
        return Err(refused("--stage worst-region: the model does not ask for it"));
    };
    for row in rows_held(&stages, sought, held)? {
        milp.add_row(row);
    }
    let names = Names::of(&milp);
    let about = about(case, objective, sought, cost_unit);
    let base = format!("{}.{}", case.model.name, sought.name());
    let file = |format: &Format| match format {
        Format::Mps => (format!("{base}.mps"), as_mps(&milp, objective, &names, &about).into_bytes()),
        Format::Lp => (format!("{base}.lp"), as_lp(&milp, objective, &names, &about).into_bytes()),
    };
    let meaning = (format!("{base}.names.csv"), meaning(&milp, &names).to_csv());
    Ok(formats.iter().map(file).chain([meaning]).collect())
}

/// What each name means.
fn meaning(milp: &Milp, names: &Names) -> Table {
    let row = |name: &String, kind: &str, label: &str| vec![Cell::text(name), Cell::text(kind), Cell::text(label)];
    let columns = milp.columns().iter().zip(names.columns());
    let columns = columns.map(|(column, name)| row(name, "column", &column.label));
    let rows = milp.rows().iter().zip(names.rows()).map(|(stated, name)| row(name, "row", &stated.label));
    Table::new("names", &NAMES, columns.chain(rows).collect())
}

/// The rows that keep what the stages before have: each must be told, and no other.
fn rows_held(stages: &BTreeMap<Stage, Objective>, sought: Sought, held: &[(Sought, i64)]) -> Result<Vec<Row>, Exit> {
    let is_before = |stage: Sought| stage.stage() < sought.stage() && stages.contains_key(&stage.stage());
    if let Some((stage, _)) = held.iter().find(|(stage, _)| !is_before(*stage)) {
        return Err(refused(&format!("--hold {} has no effect on --stage {}", stage.name(), sought.name())));
    }
    let before = Sought::value_variants().iter().copied().filter(|stage| is_before(*stage));
    before
        .map(|stage| {
            let mut told = held.iter().filter(|(held, _)| *held == stage);
            let (sought, name) = (sought.name(), stage.name());
            match (told.next(), told.next()) {
                (Some((_, units)), None) => Ok(kept(&stages[&stage.stage()], stage, *units)),
                (Some(_), Some(_)) => Err(refused(&format!("--hold {name} is given twice"))),
                (None, _) => Err(refused(&format!(
                    "--stage {sought} comes after {name}: say with --hold {name}=VALUE what a plan must have of it"
                ))),
            }
        })
        .collect()
}

/// The row that keeps what a stage before has.
fn kept(objective: &Objective, stage: Sought, units: i64) -> Row {
    let comparison = match objective.direction {
        Direction::Maximise => Comparison::AtLeast,
        Direction::Minimise => Comparison::AtMost,
    };
    Row { label: format!("hold[{}]", stage.name()), sum: objective.sum.clone(), comparison, bound: units }
}

/// What a file says of itself.
fn about(case: &Case, objective: &Objective, sought: Sought, cost_unit: i64) -> Vec<String> {
    let large = if objective.direction == Direction::Maximise { "as large as can be" } else { "as small as can be" };
    let mut lines = vec![
        format!("{} of placewell {}", case.model.name, env!("CARGO_PKG_VERSION")),
        format!("{}: {large}, in {}", sought.name(), sought.unit(cost_unit)),
        "What each name means is in the .names.csv beside this file.".to_owned(),
    ];
    if case.model.goal == Goal::WorstRegion && sought == Sought::WorstRegion {
        lines.push("Shares are told to a thousandth; placewell settles what is less than that exactly.".to_owned());
    }
    lines
}

fn refused(why: &str) -> Exit {
    Exit::Inputs(why.to_owned())
}
