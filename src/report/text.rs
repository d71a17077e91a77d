//! Any table to text for people: no colour, light lines, numbers to the right, within a width.

use comfy_table::{CellAlignment, ColumnConstraint, ContentArrangement, ContentLineStyle, LineStyle, TableStyle};

use super::number::plain;
use super::table::{Show, Table};

/// A line under the headings, and nothing else.
const STYLE: TableStyle = TableStyle::new()
    .header_lines(ContentLineStyle::none().junction(' '))
    .header_separator(LineStyle::none().fill('-').junction(' '))
    .content_lines(ContentLineStyle::none().junction(' '));

impl Table {
    /// The table as text, in at most `width` columns where words can be broken to fit.
    #[must_use]
    pub fn to_text(&self, width: u16) -> String {
        let shown: Vec<(usize, Show)> = self
            .columns
            .iter()
            .enumerate()
            .filter(|(_, column)| column.show != Show::FilesOnly)
            .map(|(position, column)| (position, column.show))
            .collect();
        let mut table = comfy_table::Table::new();
        table.load_style(STYLE).set_content_arrangement(ContentArrangement::Dynamic).set_width(width);
        table.set_header(shown.iter().map(|(position, _)| self.columns[*position].heading));
        for row in 0..self.rows.len() {
            table.add_row(shown.iter().map(|(position, show)| self.shown(row, *position).on_paper(*show)));
        }
        for (column, (_, show)) in table.column_iter_mut().zip(&shown) {
            column.set_padding((0, 1));
            match show {
                Show::Words | Show::FilesOnly => column.set_cell_alignment(CellAlignment::Left),
                Show::Id => {
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
                // A number is never broken to fit: words give way.
                Show::Number | Show::Millions | Show::Change => {
                    column.set_cell_alignment(CellAlignment::Right);
                    column.set_constraint(ColumnConstraint::ContentWidth);
                }
            }
        }
        let lines: Vec<String> = table.lines().map(|line| line.trim_end().to_owned()).collect();
        lines.join("\n") + "\n"
    }
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
