//! Any table to text for people: no colour, light lines, numbers to the right, within a width.

use comfy_table::{
    CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle, Width,
};

use super::number::plain;
use super::{Show, Table};

/// A line under the headings, and nothing else.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('-').junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));

/// A table as it is shown: headings, and rows of words.
struct Shown {
    columns: Vec<(String, Show)>,
    rows: Vec<Vec<String>>,
}

impl Table {
    /// The table as text, in at most `width` columns: what is of several words is broken between them, and no word is,
    /// so that ids stay whole. Where that does not fit, it is a list, row by row.
    #[must_use]
    pub fn to_text(&self, width: u16) -> String {
        let shown: Vec<usize> =
            (0..self.columns.len()).filter(|&at| self.columns[at].show != Show::FilesOnly).collect();
        let columns = shown.iter().map(|&at| (self.columns[at].heading.to_owned(), self.columns[at].show)).collect();
        let row = |row| shown.iter().map(|&at| self.shown(row, at).on_paper(self.columns[at].show)).collect();
        let shown = Shown { columns, rows: (0..self.rows.len()).map(row).collect() };
        let narrowest: Vec<u16> = (0..shown.columns.len()).map(|column| shown.narrowest(column)).collect();
        // A space stands between a column and the next, and where there is room another.
        let needed =
            |room: u16| narrowest.iter().fold(0_u16, |all, column| all.saturating_add(*column).saturating_add(room));
        match [2, 1].into_iter().find(|room| needed(*room) <= width.saturating_add(1)) {
            Some(room) => shown.side_by_side(width, &narrowest, room - 1),
            None => shown.list(width.into()),
        }
    }
}

impl Shown {
    /// The columns that one must have: a number is never broken to fit, and of words none is.
    fn narrowest(&self, column: usize) -> u16 {
        let (heading, show) = &self.columns[column];
        let longest = |text: &str| match show {
            Show::Words | Show::FilesOnly | Show::Id => text.split_whitespace().map(letters).max().unwrap_or_default(),
            Show::Number | Show::Millions | Show::Change => text.lines().map(letters).max().unwrap_or_default(),
        };
        let cells = self.rows.iter().map(|row| longest(&row[column]));
        cells.chain([longest(heading)]).max().unwrap_or_default()
    }

    /// The columns side by side, with so many spaces more than one between them.
    fn side_by_side(&self, width: u16, narrowest: &[u16], padding: u16) -> String {
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        table.set_header(self.columns.iter().map(|(heading, _)| heading));
        for row in &self.rows {
            table.add_row(row);
        }
        for ((column, (_, show)), narrowest) in table.column_iter_mut().zip(&self.columns).zip(narrowest) {
            column.set_padding((0, padding));
            match show {
                Show::Words | Show::FilesOnly | Show::Id => {
                    column.set_cell_alignment(CellAlignment::Left);
                    column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(
                        narrowest.saturating_add(padding),
                    )));
                }
                Show::Number | Show::Millions | Show::Change => {
                    column.set_cell_alignment(CellAlignment::Right);
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
            }
        }
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n") + "\n"
    }

    /// A row below the other: what it is of, and below that each of its cells that is not blank under its heading.
    fn list(&self, width: usize) -> String {
        let mut text = String::new();
        for row in &self.rows {
            let mut cells = self.columns.iter().zip(row);
            let first = cells.next().map_or("", |(_, first)| first.trim());
            text += &(wrapped(first, width, 2) + "\n");
            for ((heading, _), cell) in cells.filter(|(_, cell)| !cell.trim().is_empty()) {
                let line = wrapped(&format!("{heading}: {cell}"), width.saturating_sub(2), 4);
                text.extend(["  ", &line, "\n"]);
            }
        }
        text
    }
}

fn letters(text: &str) -> u16 {
    u16::try_from(text.chars().count()).unwrap_or(u16::MAX)
}

/// The text in lines of at most `width` characters, broken between words; later lines start with `indent` spaces.
pub(crate) fn wrapped(text: &str, width: usize, indent: usize) -> String {
    let mut lines = vec![String::new()];
    for word in text.split_whitespace().map(plain) {
        let line = lines.last_mut().expect("there is always a line");
        let bare = line.trim().is_empty();
        if !bare && line.chars().count() + 1 + word.chars().count() > width {
            lines.push(format!("{}{word}", " ".repeat(indent)));
        } else {
            line.push_str(if bare { "" } else { " " });
            line.push_str(&word);
        }
    }
    lines.join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::{Cell, Column};

    fn limits() -> Table {
        let columns = [Column::words("id", "Limit"), Column::words("must", "Must be"), Column::number("is", "Is")];
        let row = |id: &str, must: &str, is| vec![Cell::text(id), Cell::text(must), Cell::Whole(is)];
        let long = "an-id-of-as-many-letters-as-an-id-may-well-have";
        let rows = vec![row(long, "at most 12 places in all of England", 1_234), row("short", "", 5)];
        Table::new("limits", &columns, rows)
    }

    #[test]
    fn no_word_of_a_table_is_broken_and_one_that_is_too_narrow_for_its_words_is_a_list() {
        for width in 12..=100 {
            let text = limits().to_text(width);
            let words =
                "an-id-of-as-many-letters-as-an-id-may-well-have at most 12 places in all of England 1,234 short 5";
            let told: Vec<&str> = text.split_whitespace().collect();
            assert!(words.split(' ').all(|word| told.contains(&word)), "{width}: {text}");
            let longest = text.lines().map(|line| line.chars().count()).max().unwrap_or_default();
            assert!(longest <= usize::from(width).max(47), "{width}: {text}");
        }
        let long = "an-id-of-as-many-letters-as-an-id-may-well-have";
        let beside = limits().to_text(66);
        assert!(beside.lines().any(|line| line.starts_with(long) && line.ends_with(" 1,234")), "{beside}");
        // With one space between columns there is just room.
        let tight = limits().to_text(61);
        assert!(tight.lines().any(|line| line.starts_with(long) && line.ends_with(" 1,234")), "{tight}");
        let list = format!("{long}\n  Must be: at most 12 places in all of England\n  Is: 1,234\nshort\n  Is: 5\n");
        assert_eq!(limits().to_text(50), list);
    }
}
