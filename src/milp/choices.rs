//! Choices: rows of which at most one column is taken.

use std::collections::BTreeMap;

use super::{ColumnIndex, Comparison, Milp, Row};

/// The first row, for each column that is taken or not, of which at most one column is taken.
#[derive(Debug)]
pub struct Choices {
    /// By column: the row.
    choice: BTreeMap<ColumnIndex, usize>,
    /// The columns of each such row.
    pub groups: Vec<Vec<ColumnIndex>>,
}

impl Choices {
    /// The choices that `milp` states.
    #[must_use]
    pub fn of(milp: &Milp) -> Self {
        let mut choices = Self { choice: BTreeMap::new(), groups: Vec::new() };
        for (at, row) in milp.rows().iter().enumerate() {
            if !is_choice(milp, row) {
                continue;
            }
            let columns: Vec<ColumnIndex> = row.sum.terms().map(|(column, _)| column).collect();
            for &column in &columns {
                choices.choice.entry(column).or_insert(at);
            }
            choices.groups.push(columns);
        }
        choices
    }

    /// The choice that a column belongs to; a column of none is a choice of its own.
    #[must_use]
    pub fn of_column(&self, column: ColumnIndex) -> Choice {
        self.choice.get(&column).map_or(Choice::Alone(column), |&row| Choice::Row(row))
    }
}

/// A choice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Choice {
    /// Of the columns of a row.
    Row(usize),
    /// Of one column, to take or to leave.
    Alone(ColumnIndex),
}

fn is_choice(milp: &Milp, row: &Row) -> bool {
    let mut terms = row.sum.terms().peekable();
    row.comparison == Comparison::AtMost
        && row.bound == 1
        && terms.peek().is_some()
        && terms.all(|(column, factor)| factor == 1 && milp.columns()[column.position()].is_choice())
}
