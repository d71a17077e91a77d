//! The LP format, as CPLEX began it and HiGHS, CBC, SCIP, GLPK, Gurobi and Xpress read it.

use std::fmt::Write;

use super::Names;
use super::names::OBJECTIVE;
use crate::milp::{ColumnKind, Direction, Milp, Objective};

/// How many terms stand on a line; some readers refuse lines of more than 255 or 510 letters.
const ON_A_LINE: usize = 2;

/// `milp` with `objective`, in the LP format, with `about` as comments at its head.
#[must_use]
pub fn as_lp(milp: &Milp, objective: &Objective, names: &Names, about: &[String]) -> String {
    let mut text = about.iter().map(|line| format!("\\ {line}\n")).collect::<Vec<_>>().concat();
    text.push_str(match objective.direction {
        Direction::Maximise => "Maximize\n",
        Direction::Minimise => "Minimize\n",
    });
    // Every column is named in the objective: readers number columns as they meet them.
    let all = milp.column_indices().map(|column| (column.position(), objective.sum.factor(column)));
    writeln!(text, " {OBJECTIVE}: {}", terms(all, names)).expect("texts take what is written");
    text.push_str("Subject To\n");
    for (row, name) in milp.rows().iter().zip(names.rows()) {
        let terms = terms(row.sum.terms().map(|(column, factor)| (column.position(), factor)), names);
        writeln!(text, " {name}: {terms} {} {}", row.comparison, row.bound).expect("texts take what is written");
    }
    text.push_str("Bounds\n");
    for (column, name) in milp.columns().iter().zip(names.columns()) {
        writeln!(text, " {} <= {name} <= {}", column.lower, column.upper).expect("texts take what is written");
    }
    text.push_str("General\n");
    for (column, name) in milp.columns().iter().zip(names.columns()) {
        if column.kind == ColumnKind::Whole {
            writeln!(text, " {name}").expect("texts take what is written");
        }
    }
    text + "End\n"
}

/// Factors of columns as terms; of none, nought times a column, for the format has no empty sums.
fn terms(factors: impl Iterator<Item = (usize, i64)>, names: &Names) -> String {
    let mut text = String::new();
    for (at, (column, factor)) in factors.enumerate() {
        if at > 0 {
            text.push_str(if at % ON_A_LINE == 0 { "\n  " } else { " " });
        }
        let (sign, size) = (if factor < 0 { '-' } else { '+' }, factor.unsigned_abs());
        write!(text, "{sign} {size} {}", names.columns()[column]).expect("texts take what is written");
    }
    match (text.is_empty(), names.columns().first()) {
        (true, Some(first)) => format!("0 {first}"),
        _ => text,
    }
}
