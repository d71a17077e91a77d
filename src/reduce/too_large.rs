//! # Too large: a column that alone breaks a row is left
//!
//! Where every term of a row `Σ a[j]·x[j] ≤ limit` is nought or more, a column taken whole with `a[j] > limit` breaks
//! it whatever else is taken. *Proof.* The other terms take nothing off. ∎

use super::choices::is_taken_or_left;
use crate::program::{ColumnIndex, Comparison, Program, Row};

/// The columns that no values which keep the rows take.
pub(super) fn too_large(program: &Program) -> Vec<ColumnIndex> {
    let knapsacks = program.rows().iter().filter(|row| is_knapsack(program, row));
    let columns = knapsacks.flat_map(|row| {
        row.sum.terms().filter(|&(column, factor)| factor > row.bound && is_taken_or_left(program, column))
    });
    columns.map(|(column, _)| column).collect()
}

/// Whether a row limits a sum of which no term is ever below nought.
fn is_knapsack(program: &Program, row: &Row) -> bool {
    let mut terms = row.sum.terms();
    row.comparison == Comparison::AtMost
        && terms.all(|(column, factor)| factor > 0 && program.columns()[column.position()].lower >= 0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::program::{Column, ColumnKind, Sum};

    #[test]
    fn what_does_not_fit_alone_is_left_unless_another_term_makes_room() {
        let mut program = Program::default();
        let mut column = |upper, kind| program.add_column(Column { label: String::new(), lower: 0, upper, kind });
        let [a, b, c] = [1, 1, 9].map(|upper| column(upper, ColumnKind::Whole));
        let row = |sum, bound| Row { label: String::new(), sum, comparison: Comparison::AtMost, bound };
        program.add_row(row(Sum::from_iter([(4, a), (5, b)]), 4));
        assert_eq!(too_large(&program), [b], "five does not fit four, and four does");
        let mut roomy = program.clone();
        roomy.add_row(row(Sum::from_iter([(4, a), (-1, c)]), 3));
        assert_eq!(too_large(&roomy), [b], "the carry makes room");
    }
}
