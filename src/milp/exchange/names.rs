//! Names that every solver reads: letters, digits, underscores and dots, made from labels.

use std::collections::{BTreeMap, BTreeSet};

use crate::milp::Milp;

/// The longest name: GLPK reads no longer ones than 255.
const LONGEST: usize = 200;

/// Words that the LP format keeps for itself.
const KEPT: [&str; 24] = [
    "max", "maximum", "maximise", "maximize", "min", "minimum", "minimise", "minimize", "subject", "such", "st",
    "bound", "bounds", "free", "inf", "infinity", "gen", "general", "generals", "int", "integer", "integers", "bin",
    "end",
];

/// The name of the objective.
pub(super) const OBJECTIVE: &str = "objective";

/// The names of a program's columns and rows, in their order; no two are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Names {
    columns: Vec<String>,
    rows: Vec<String>,
}

impl Names {
    /// Of `milp`, by its labels: `fund[open-new-004/a]` is named `fund.open_new_004.a`. Where two labels would make one
    /// name, the later has a number behind it.
    #[must_use]
    pub fn of(milp: &Milp) -> Self {
        let mut taken = BTreeSet::from([OBJECTIVE.to_owned()]);
        let columns = milp.columns().iter().map(|column| free(&column.label, &mut taken)).collect();
        let rows = milp.rows().iter().map(|row| free(&row.label, &mut taken)).collect();
        Self { columns, rows }
    }

    /// The names of the columns, by position.
    #[must_use]
    pub fn columns(&self) -> &[String] {
        &self.columns
    }

    /// The names of the rows, by position.
    #[must_use]
    pub fn rows(&self) -> &[String] {
        &self.rows
    }

    /// The position of each column, by name.
    pub(super) fn positions(&self) -> BTreeMap<&str, usize> {
        self.columns.iter().enumerate().map(|(at, name)| (name.as_str(), at)).collect()
    }
}

/// A name for `label` that is not taken yet, and is now.
fn free(label: &str, taken: &mut BTreeSet<String>) -> String {
    let plain = plain(label);
    let numbered = (2_u64..).map(|number| format!("{plain}_{number}"));
    let name = std::iter::once(plain.clone()).chain(numbered).find(|name| !taken.contains(name));
    let name = name.expect("there are more numbers than names");
    taken.insert(name.clone());
    name
}

/// The name that a label makes.
fn plain(label: &str) -> String {
    let mut name = String::new();
    for letter in label.chars().filter(|letter| !matches!(letter, ']' | ' ')).take(LONGEST) {
        name.push(match letter {
            '[' | '/' | ',' | '.' => '.',
            letter if letter.is_ascii_alphanumeric() => letter,
            _ => '_',
        });
    }
    let mut first = name.chars();
    let begins = first.next().is_some_and(|letter| letter.is_ascii_alphabetic());
    // An `e` before a digit or a dot may be read as the exponent of a number.
    let is_number = name.starts_with(['e', 'E']) && first.next().is_none_or(|letter| !letter.is_ascii_alphabetic());
    let is_kept = KEPT.iter().any(|word| name.eq_ignore_ascii_case(word));
    if begins && !is_number && !is_kept { name } else { format!("n_{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_made_of_what_every_solver_reads() {
        for (label, name) in [
            ("fund[open-new-004/a]", "fund.open_new_004.a"),
            ("serve[adel-beck, E08000035, secure]", "serve.adel_beck.E08000035.secure"),
            ("envelope", "envelope"),
            ("2024", "n_2024"),
            ("e12", "n_e12"),
            ("e.g", "n_e.g"),
            ("End", "n_End"),
            ("crèche's", "cr_che_s"),
            ("", "n_"),
        ] {
            assert_eq!(plain(label), name, "{label}");
        }
        assert!(plain(&"long".repeat(100)).len() <= LONGEST);
    }

    #[test]
    fn no_two_names_are_the_same() {
        let mut taken = BTreeSet::from([OBJECTIVE.to_owned()]);
        let mut name = |label| free(label, &mut taken);
        assert_eq!(
            [name("a-b"), name("a_b"), name("a_b_2"), name("a b"), name("objective")],
            ["a_b", "a_b_2", "a_b_2_2", "ab", "objective_2"].map(str::to_owned)
        );
    }
}
