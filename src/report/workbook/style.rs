//! How cells look: a plain face without serifs, no fills, and nothing said by colour alone.

use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, FormatUnderline};

use crate::table::Cell;

/// Dark enough on white for any reader, and underlined as well.
const BLUE: u32 = 0x00_1D_70_B8;

/// The formats of a workbook.
pub(super) struct Style {
    /// Words in one line.
    pub plain: Format,
    /// Words, in lines where they are long.
    pub words: Format,
    /// The title of a sheet.
    pub title: Format,
    /// A link.
    pub link: Format,
    /// A heading within a sheet.
    pub heading: Format,
    /// The heading of a column of words.
    pub column: Format,
    /// The heading of a column of numbers, over which it stands.
    pub numbers: Format,
    /// A cell that is to be edited: it has a border, and its heading says so.
    pub edited: Format,
    /// The same, of a number.
    pub edited_number: Format,
    whole: Format,
    tenths: Format,
    hundredths: Format,
}

impl Style {
    /// The formats. A number keeps a little off the words to its right.
    pub fn new() -> Self {
        let plain = Format::new().set_font_name("Arial").set_font_size(11).set_align(FormatAlign::Top);
        let number = |format: &str| plain.clone().set_num_format(format!("{format}_);-{format}_)"));
        let bold = plain.clone().set_bold();
        let column = bold.clone().set_text_wrap().set_border_bottom(FormatBorder::Medium);
        Self {
            words: plain.clone().set_text_wrap(),
            title: bold.clone().set_font_size(16),
            link: plain.clone().set_underline(FormatUnderline::Single).set_font_color(BLUE),
            heading: bold.set_font_size(13),
            numbers: column.clone().set_align(FormatAlign::Right).set_indent(1),
            column,
            edited: plain.clone().set_num_format("@").set_border(FormatBorder::Thin),
            edited_number: number("#,##0").set_border(FormatBorder::Thin),
            whole: number("#,##0"),
            tenths: number("#,##0.0"),
            hundredths: number("#,##0.00"),
            plain,
        }
    }

    /// The format of a cell.
    pub const fn of(&self, cell: &Cell) -> &Format {
        match cell {
            Cell::Text(_) | Cell::Yes | Cell::No | Cell::Empty => &self.words,
            Cell::Whole(_) | Cell::Money(_) => &self.whole,
            Cell::Tenths(_) => &self.tenths,
            Cell::Hundredths(_) => &self.hundredths,
        }
    }
}
