//! Cells as a spreadsheet holds them: its numbers are binary, ours exact. What is written is the number nearest to the
//! decimals, which every spreadsheet shows, and reads back, as those decimals.

use crate::table::Cell;

/// A cell of a sheet.
pub(super) enum Written {
    /// A number.
    Number(f64),
    /// Words, which are never run.
    Words(String),
    /// Nothing.
    Blank,
}

/// The most letters of a cell, as a spreadsheet counts them: in units of UTF-16.
const LONGEST: usize = 32_767;

/// What stands at the end of words that had to be cut.
const CUT: &str = " [cut: the CSV has all of it]";

/// What is written for a cell.
pub(super) fn written(cell: &Cell) -> Written {
    match cell {
        Cell::Whole(_) | Cell::Money(_) | Cell::Hundredths(_) | Cell::Tenths(_) => {
            Written::Number(cell.in_files().parse().expect("digits with a point are a number"))
        }
        Cell::Text(text) => Written::Words(fitting(text)),
        Cell::Yes | Cell::No => Written::Words(cell.in_files()),
        Cell::Empty => Written::Blank,
    }
}

/// The words, or as much of them as a cell holds.
pub(super) fn fitting(text: &str) -> String {
    if text.len() <= LONGEST || text.encode_utf16().count() <= LONGEST {
        return text.to_owned();
    }
    let mut room = LONGEST - CUT.len();
    let mut fits = |letter: char| {
        let fits = letter.len_utf16() <= room;
        room = room.saturating_sub(letter.len_utf16());
        fits
    };
    text.chars().take_while(|letter| fits(*letter)).chain(CUT.chars()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_too_long_for_a_cell_are_cut_and_say_so() {
        let long = "😀".repeat(20_000);
        let cut = fitting(&long);
        assert!(cut.ends_with(CUT) && cut.encode_utf16().count() <= LONGEST, "{}", cut.len());
        assert_eq!(fitting("a"), "a");
        let just = "é".repeat(LONGEST);
        assert_eq!(fitting(&just), just);
    }
}
