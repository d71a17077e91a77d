//! The free MPS format.

use std::fmt::Write;

use super::Names;
use super::names::OBJECTIVE;
use crate::milp::{Column, ColumnKind, Comparison, Direction, Milp, Objective};

/// `milp` with `objective`, in the free MPS format, with `about` as comments at its head.
#[must_use]
pub fn as_mps(milp: &Milp, objective: &Objective, names: &Names, about: &[String]) -> String {
    let mut text = about.iter().map(|line| format!("* {line}\n")).collect::<Vec<_>>().concat();
    if objective.direction == Direction::Maximise {
        writeln!(text, "* {OBJECTIVE} is to be small: it is the negative of what is to be large")
            .expect("texts take it");
    }
    writeln!(text, "NAME placewell\nROWS\n N {OBJECTIVE}").expect("texts take what is written");
    for (row, name) in milp.rows().iter().zip(names.rows()) {
        let kind = match row.comparison {
            Comparison::AtMost => 'L',
            Comparison::AtLeast => 'G',
            Comparison::Equal => 'E',
        };
        writeln!(text, " {kind} {name}").expect("texts take what is written");
    }
    write_columns(&mut text, milp, objective, names);
    text.push_str("RHS\n");
    for (row, name) in milp.rows().iter().zip(names.rows()).filter(|(row, _)| row.bound != 0) {
        writeln!(text, " RHS {name} {}", row.bound).expect("texts take what is written");
    }
    text.push_str("BOUNDS\n");
    for (column, name) in milp.columns().iter().zip(names.columns()) {
        write_bounds(&mut text, column, name);
    }
    text + "ENDATA\n"
}

/// Writes the terms of every column, those that must be whole between markers.
fn write_columns(text: &mut String, milp: &Milp, objective: &Objective, names: &Names) {
    let sign = if objective.direction == Direction::Maximise { -1 } else { 1 };
    let mut terms = vec![Vec::new(); milp.columns().len()];
    for (column, factor) in objective.sum.terms() {
        terms[column.position()].push((OBJECTIVE, sign * factor));
    }
    for (row, name) in milp.rows().iter().zip(names.rows()) {
        for (column, factor) in row.sum.terms() {
            terms[column.position()].push((name.as_str(), factor));
        }
    }
    text.push_str("COLUMNS\n");
    let (mut kind, mut markers) = (ColumnKind::Divisible, 0_usize);
    let mut mark = |text: &mut String, next: ColumnKind| {
        if next != kind {
            let which = if next == ColumnKind::Whole { "INTORG" } else { "INTEND" };
            writeln!(text, " MARKER{markers} 'MARKER' '{which}'").expect("texts take what is written");
            (kind, markers) = (next, markers + 1);
        }
    };
    for ((column, name), terms) in milp.columns().iter().zip(names.columns()).zip(terms) {
        mark(text, column.kind);
        // A column in no row is named all the same, or it would not be there.
        let none = terms.is_empty().then_some((OBJECTIVE, 0));
        for (row, factor) in terms.into_iter().chain(none) {
            writeln!(text, " {name} {row} {factor}").expect("texts take what is written");
        }
    }
    mark(text, ColumnKind::Divisible);
}

/// Writes both bounds of a column: what is meant where one is left out differs from solver to solver.
fn write_bounds(text: &mut String, column: &Column, name: &str) {
    let written = match column.settled() {
        Some(value) => format!(" FX BOUND {name} {value}\n"),
        None => format!(" LO BOUND {name} {}\n UP BOUND {name} {}\n", column.lower, column.upper),
    };
    text.push_str(&written);
}
