//! What is written in a cell of a sheet, and what kind of thing it is: a spreadsheet makes dates, truths and shares of
//! what was meant to be a number, and only a number is one.

use std::collections::BTreeMap;
use std::io::Cursor;
use std::sync::Arc;

use calamine::{Data, Style, Xlsx, XlsxError};

/// What a formula without a result is said to be.
const NEVER_WORKED_OUT: &str =
    "a formula that was never worked out; open the workbook in a spreadsheet and save it there";

/// That a cell holds such a formula, as a sentence, if what is [told](Written::told) of it says so.
pub(in crate::read) fn is_never_worked_out(told: &str) -> Option<String> {
    let formula = told.strip_suffix(')')?.strip_suffix(NEVER_WORKED_OUT)?;
    formula.ends_with('(').then(|| format!("this cell holds {NEVER_WORKED_OUT}"))
}

/// What kind of thing a cell holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Kind {
    /// Words, or nothing.
    #[default]
    Words,
    /// A number.
    Number,
    /// A number that is shown in per cent.
    Percentage,
    /// A number that is shown in dollars or euros.
    OtherMoney,
    /// A date, a time, or a length of time.
    Date,
    /// `TRUE` or `FALSE`.
    Truth,
    /// An error, such as `#REF!`.
    Error,
    /// A formula without what it comes to.
    Formula,
}

impl Kind {
    /// What a cell of this kind is said to hold, where it can be neither words nor a number.
    pub const fn held(self) -> Option<&'static str> {
        match self {
            Self::Words | Self::Number => None,
            Self::Percentage => Some("a percentage"),
            Self::OtherMoney => Some("an amount in another currency"),
            Self::Date => Some("a date or a time"),
            Self::Truth => Some("TRUE or FALSE"),
            Self::Error => Some("an error"),
            Self::Formula => Some(NEVER_WORKED_OUT),
        }
    }

    fn of(value: &Data, is_formula: bool, never_worked_out: bool) -> Self {
        match value {
            Data::Empty if is_formula => Self::Formula,
            // What some programs write in place of a result, with the wish that the formula be worked out later.
            Data::Int(0) if is_formula && never_worked_out => Self::Formula,
            Data::Float(number) if is_formula && never_worked_out && number.to_bits() == 0 => Self::Formula,
            Data::Int(_) | Data::Float(_) => Self::Number,
            Data::Bool(_) => Self::Truth,
            Data::DateTime(_) | Data::DateTimeIso(_) | Data::DurationIso(_) => Self::Date,
            Data::Error(_) => Self::Error,
            Data::String(_) | Data::Empty => Self::Words,
        }
    }

    /// A number as it is shown.
    fn shown(style: &Style) -> Self {
        let shown = style.number_format.as_ref().map_or("", |format| format.format_code.as_str());
        match shown {
            share if share.contains('%') => Self::Percentage,
            other if other.contains("[$$") || other.contains('€') => Self::OtherMoney,
            _ => Self::Number,
        }
    }
}

/// A cell that is not blank.
#[derive(Clone, Debug, Default)]
pub(super) struct Written {
    /// What is written in it, without spaces about it.
    pub text: String,
    /// What kind of thing that is.
    pub kind: Kind,
}

impl Written {
    /// What is written in it, with what keeps it from being a number.
    pub fn told(self) -> String {
        match self.kind {
            Kind::Percentage | Kind::OtherMoney | Kind::Formula => {
                format!("{} ({})", self.text, self.kind.held().unwrap_or_default())
            }
            Kind::Words | Kind::Number | Kind::Date | Kind::Truth | Kind::Error => self.text,
        }
    }

    /// Whether there is nothing in it.
    pub fn is_blank(&self) -> bool {
        self.text.is_empty() && self.kind == Kind::Words
    }
}

/// Cells by row and column, from nought.
pub(super) type Cells = BTreeMap<(usize, usize), Written>;

/// The cells of a sheet that are not blank; nothing if one is too far down.
///
/// Cell by cell, as the smallest rectangle about two cells can be larger than any memory.
pub(super) fn cells_of(
    book: &mut Xlsx<Cursor<Arc<[u8]>>>,
    name: &str,
    never_worked_out: bool,
) -> Result<Option<Cells>, XlsxError> {
    let mut cells = Cells::new();
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some(cell) = reader.next_cell_with_formula_metadata()? {
        let (row, column) = place(cell.pos);
        let value = Data::from(cell.value);
        let kind = Kind::of(&value, cell.formula.is_some(), never_worked_out);
        let text = day_of(&value).unwrap_or_else(|| value.to_string());
        let written = Written { text: text.trim().to_owned(), kind };
        if written.is_blank() {
            continue;
        }
        if row >= super::MOST_ROWS {
            return Ok(None);
        }
        cells.insert((row, column), written);
    }
    drop(reader);
    let mut reader = book.worksheet_cells_reader(name)?;
    while let Some((cell, style)) = reader.next_cell_with_style_id()? {
        let number = cells.get_mut(&place(cell.get_position())).filter(|written| written.kind == Kind::Number);
        if let (Some(written), Some(style)) = (number, reader.styles().get(style)) {
            written.kind = Kind::shown(style);
        }
    }
    Ok(Some(cells))
}

/// A day as it is written everywhere, as in `2027-04-01`: a sheet has it as a count of days.
fn day_of(value: &Data) -> Option<String> {
    let Data::DateTime(date) = value else { return None };
    let (year, month, day, ..) = date.to_ymd_hms_milli();
    date.is_datetime().then(|| format!("{year:04}-{month:02}-{day:02}"))
}

fn place((row, column): (u32, u32)) -> (usize, usize) {
    (usize::try_from(row).unwrap_or(usize::MAX), usize::try_from(column).unwrap_or(usize::MAX))
}
