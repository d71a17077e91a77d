//! Solutions of other solvers, read back by the names of columns.
//!
//! What HiGHS, CBC, SCIP, GLPK, CPLEX and Gurobi write differs, and all of it names a column and then gives its value:
//!
//! ```text
//! HiGHS, Gurobi   fund.kent_rebuild.a 1
//! SCIP            fund.kent_rebuild.a                1   (obj:-350)
//! CBC                  12  fund.kent_rebuild.a       1   -350
//! CPLEX             <variable name="fund.kent_rebuild.a" index="12" value="1"/>
//! GLPK            j 13 1                              by position: what `glpsol --write` writes, after a line `s mip …`
//! ```

use std::collections::BTreeMap;
use std::fmt;

use super::Names;

/// How far from a whole number a value may be that stands for it.
const NEAR: f64 = 1e-4;

/// The values of the columns that a file gives, by position; `None` of those it does not name, which are nought.
#[derive(Clone, Debug, PartialEq)]
pub struct Values(Vec<Option<(u64, f64)>>);

/// The first words of the heading of a solution in the pretty style of HiGHS.
const PRETTY: [&str; 5] = ["Index", "Status", "Lower", "Upper", "Primal"];

/// What is said of a file without a solution.
const NO_SOLUTION: &str = "it says that there is no solution";

/// What is wrong with a solution.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Misread {
    /// The line, from one; nought of the whole file.
    pub line: u64,
    /// What is wrong.
    pub why: String,
}

impl Misread {
    const fn at(line: u64, why: String) -> Self {
        Self { line, why }
    }
}

impl fmt::Display for Misread {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&self.why)
    }
}

impl Values {
    /// How many columns the file does not name.
    #[must_use]
    pub fn missing(&self) -> usize {
        self.0.iter().filter(|value| value.is_none()).count()
    }

    /// The whole number that the column at `position` is, nought where it is not named.
    ///
    /// # Errors
    ///
    /// If its value is not near a whole number: then it is not a solution of the program with whole columns.
    pub fn whole(&self, position: usize, names: &Names) -> Result<i64, Misread> {
        let Some((line, value)) = self.0[position] else { return Ok(0) };
        let nearest = (-1..=1).find(|whole: &i32| (value - f64::from(*whole)).abs() <= NEAR);
        nearest.map(i64::from).ok_or_else(|| {
            let name = &names.columns()[position];
            Misread::at(
                line,
                format!("{name} is {value}, where a plan has 0 or 1: is it a solution of the relaxation?"),
            )
        })
    }
}

/// Reads the solution of a program whose columns have these names.
///
/// # Errors
///
/// If it names no column, names one twice with different values, or gives one a value that is no number.
pub fn read_solution(text: &str, names: &Names) -> Result<Values, Misread> {
    let positions = names.positions();
    let mut values = vec![None; names.columns().len()];
    let by_position = of_glpk(text, names)?;
    refuse_other(text)?;
    for (number, line) in (1_u64..).zip(text.lines()) {
        let apart = |letter: char| letter.is_whitespace() || "\"<>/".contains(letter);
        let words: Vec<&str> = line.split(apart).filter(|word| !word.is_empty()).collect();
        if let Some(other) = words.iter().find(|word| word.starts_with("fund.") && !positions.contains_key(*word)) {
            return Err(Misread::at(
                number,
                format!("{other} is no option of this model: is it the solution of another?"),
            ));
        }
        let found = if by_position { by_number(&words, names) } else { by_name(&words, &positions) };
        let Some((column, value)) = found else { continue };
        let name = &names.columns()[column];
        let value = value.ok_or_else(|| Misread::at(number, format!("{name} has no value on this line")))?;
        let parsed = value.parse().ok().filter(|value: &f64| value.is_finite());
        let parsed = parsed.ok_or_else(|| Misread::at(number, format!("{name} is `{value}`, which is no number")))?;
        if values[column].is_some_and(|(_, before): (u64, f64)| (before - parsed).abs() > NEAR) {
            return Err(Misread::at(number, format!("{name} has another value here than on a line before")));
        }
        values[column] = Some((number, parsed));
    }
    let given = values.iter().flatten().count();
    let stated = if by_position { Some(names.columns().len()) } else { columns_stated(text) };
    if let Some(stated) = stated.filter(|stated| *stated != given) {
        let why = format!(
            "it gives values to {given} columns of this model and says that it has {stated}: was it cut short?"
        );
        return Err(Misread::at(0, why));
    }
    if given == 0 {
        let why =
            "no line names a column of this model: is it the solution of another one, or of other settings of it?";
        return Err(Misread::at(0, why.to_owned()));
    }
    Ok(Values(values))
}

/// Refuses what is no whole solution: one that is said to be none, that names an option that is not in this model, or whose
/// end is missing.
fn refuse_other(text: &str) -> Result<(), Misread> {
    if text.contains("<variables>") && !text.contains("</variables>") {
        return Err(Misread::at(0, "its end is missing: was it cut short?".to_owned()));
    }
    for (number, line) in (1_u64..).zip(text.lines()) {
        if line.split_whitespace().take(PRETTY.len()).eq(PRETTY) {
            let why = "this is the `pretty` style of HiGHS, in which a number may stand in one column or in another; write the \
                       solution in the usual one: `write_solution_style = 0`, as `highs --solution_file found.sol MODEL.mps` does";
            return Err(Misread::at(number, why.to_owned()));
        }
        let names_one = ["fund.", "serve."].iter().any(|family| line.contains(family));
        if !names_one && line.to_lowercase().contains("infeasible") {
            return Err(Misread::at(number, NO_SOLUTION.to_owned()));
        }
    }
    Ok(())
}

/// How many columns a file of HiGHS or Gurobi says that it has.
fn columns_stated(text: &str) -> Option<usize> {
    text.lines().find_map(|line| line.strip_prefix("# Columns "))?.trim().parse().ok()
}

/// Whether it is a file of GLPK's, by position: with the line `s mip ROWS COLUMNS …`, which must have as many columns.
fn of_glpk(text: &str, names: &Names) -> Result<bool, Misread> {
    for (number, line) in (1_u64..).zip(text.lines()) {
        if let ["s", "mip" | "bas" | "ipt", _, columns, status, ..] = line.split_whitespace().collect::<Vec<_>>()[..] {
            // Optimal and feasible are one; undefined, infeasible and without any that is feasible are none.
            if !["o", "f"].contains(&status) {
                return Err(Misread::at(number, NO_SOLUTION.to_owned()));
            }
            let own = names.columns().len();
            return if columns.parse() == Ok(own) {
                Ok(true)
            } else {
                Err(Misread::at(number, format!("it has {columns} columns, and this model has {own}")))
            };
        }
    }
    Ok(false)
}

/// The column that a line names, and its value if it gives one.
fn by_name<'a>(words: &[&'a str], positions: &BTreeMap<&str, usize>) -> Option<(usize, Option<&'a str>)> {
    let named = words.iter().enumerate().find_map(|(at, word)| positions.get(word).map(|column| (at, *column)));
    named.map(|(at, column)| (column, value_after(words, at)))
}

/// The value behind the name at `at`: the next word, or the one behind `value=`.
fn value_after<'a>(words: &[&'a str], at: usize) -> Option<&'a str> {
    let after = words.get(at + 1..)?;
    let named = after.iter().position(|word| *word == "value=");
    named.map_or_else(|| after.first(), |named| after.get(named + 1)).copied()
}

/// The column and value of GLPK's line `j 13 1`.
fn by_number<'a>(words: &[&'a str], names: &Names) -> Option<(usize, Option<&'a str>)> {
    let ["j", number, value, ..] = words else { return None };
    let position = number.parse::<usize>().ok()?.checked_sub(1)?;
    // Of a relaxation the value stands behind the status of the column.
    let value = words.get(3).filter(|_| value.parse::<f64>().is_err()).unwrap_or(value);
    (position < names.columns().len()).then_some((position, Some(value)))
}
