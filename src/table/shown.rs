//! What paper has of a cell where it is not as files have it: parts that are rounded so that they sum to the whole shown.

use super::number::{shown, summing_millions};
use super::{Cell, Table};
use crate::domain::Money;

impl Table {
    /// What is shown of a cell, by the places of its row and its column.
    #[must_use]
    pub fn shown(&self, row: usize, column: usize) -> &Cell {
        self.shown.get(&(row, column)).unwrap_or(&self.rows[row][column])
    }

    /// Has these shown in a column, from the first row on; of a cell without anything in it nothing is.
    #[must_use]
    pub(crate) fn showing(mut self, column: &str, cells: impl IntoIterator<Item = Cell>) -> Self {
        let at = self.position(column);
        for (row, cell) in cells.into_iter().enumerate() {
            if self.rows[row][at] != Cell::Empty {
                self.shown.insert((row, at), cell);
            }
        }
        self
    }

    /// Has the money in a column shown so that its rows sum to what is shown of all of them.
    #[must_use]
    pub(crate) fn summing(self, column: &str) -> Self {
        let at = self.position(column);
        let money = |row: &Vec<Cell>| if let Cell::Money(money) = row[at] { money } else { Money::ZERO };
        let parts: Vec<Money> = self.rows.iter().map(money).collect();
        self.showing(column, summing_millions(&parts).into_iter().map(Cell::Money))
    }

    /// Has what `less` is taken from `from` shown as the difference of what is shown of the two.
    #[must_use]
    pub(crate) fn differing(self, column: &str, from: &str, less: &str) -> Self {
        let [from, less] = [from, less].map(|column| self.position(column));
        let at = self.position(column);
        let cells: Vec<Cell> = (0..self.rows.len())
            .map(|row| match (self.shown(row, from), self.shown(row, less)) {
                (Cell::Money(from), Cell::Money(less)) => Cell::Money(shown(*from) - shown(*less)),
                _ => self.rows[row][at].clone(),
            })
            .collect();
        self.showing(column, cells)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Column, Show};

    #[test]
    fn parts_and_differences_add_up_to_the_eye_and_files_have_them_to_the_pound() {
        let columns = ["all_gbp", "paid_gbp", "left_gbp"].map(|name| Column::millions(name, ""));
        let money = |pounds: [i64; 3]| pounds.map(|pounds| Cell::Money(Money::from_pounds(pounds))).to_vec();
        let rows = vec![
            money([7_780_000, 40_000, 7_740_000]),
            vec![const { Cell::Empty }; 3],
            money([140_000, 0, 140_000]),
            money([140_000, 140_000, 0]),
        ];
        let table = Table::new("funds", &columns, rows.clone());
        let table = table.summing("all_gbp").summing("paid_gbp").differing("left_gbp", "all_gbp", "paid_gbp");
        assert_eq!(table.rows, rows);
        let paper = |row| [0, 1, 2].map(|column| table.shown(row, column).on_paper(Show::Millions));
        assert_eq!(
            [paper(0), paper(1), paper(2), paper(3)],
            [["7.8", "0.0", "7.8"], ["", "", ""], ["0.1", "0.0", "0.1"], ["0.2", "0.2", "0.0"]]
        );
    }
}
