//! Quotes that do not pair and rows without end, which the `csv` crate reads on through.

use super::records::after;
use crate::domain::one_more;

/// The most cells of a row.
const MOST_CELLS: usize = 200;

/// A cell whose quotes do not pair, or a row without end.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Slip {
    /// A quote that is never closed: nothing from byte `from`, where its row begins, can be read.
    Open {
        /// The line of the quote.
        line: u64,
        /// Where its row begins.
        from: usize,
    },
    /// A row of too many cells, which might go on for the whole of a large file: nothing from it on is read.
    Wide {
        /// The line it begins on.
        row: u64,
        /// Where it begins.
        from: usize,
    },
    /// A quoted cell that closes in the middle of text.
    Torn {
        /// The line its row begins on.
        row: u64,
        /// The line of the quote that opens it.
        opened: u64,
        /// The line of the quote that closes it.
        closed: u64,
    },
}

/// Where in a row the scan stands.
enum At {
    /// Before the first byte of a cell.
    Start,
    /// In a cell without quotes, where a quote is a letter like any other.
    Bare,
    /// In a quoted cell.
    Quoted,
    /// After a quote in a quoted cell: it closes the cell, or is the first of two.
    Closing,
}

/// What is amiss in a text whose lines end in LF and whose cells are parted by `separator`, in order, as far as it can be read.
pub(super) fn slips(text: &str, separator: u8) -> Vec<Slip> {
    let (mut line, mut row, mut from, mut cells, mut opened) = (1, 1, 0, 1, 1);
    let (mut at, mut slips) = (At::Start, Vec::new());
    for (position, &byte) in text.as_bytes().iter().enumerate() {
        line = after(line, &[byte]);
        at = match (at, byte) {
            (At::Start, b'"') => {
                opened = line;
                At::Quoted
            }
            (At::Quoted, b'"') => At::Closing,
            (At::Closing, b'"') | (At::Quoted, _) => At::Quoted,
            (At::Start | At::Bare | At::Closing, byte) if byte == separator => {
                cells = one_more(cells);
                At::Start
            }
            (At::Start | At::Bare | At::Closing, b'\n') => {
                (row, from, cells) = (line, one_more(position), 1);
                At::Start
            }
            (At::Closing, _) => {
                slips.push(Slip::Torn { row, opened, closed: line });
                At::Bare
            }
            (At::Start | At::Bare, _) => At::Bare,
        };
        if cells > MOST_CELLS {
            slips.push(Slip::Wide { row, from });
            return slips;
        }
    }
    if matches!(at, At::Quoted) {
        slips.push(Slip::Open { line: opened, from });
    }
    slips
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paired_quotes_pass() {
        for sound in ["a,\"b\"\n\"c \"\"d\"\"\",\"e\nf\"", "", "six\" pipe,b\n", "\"\"", "\"\",\"\"\n"] {
            assert_eq!(slips(sound, b','), [], "{sound}");
        }
    }

    #[test]
    fn a_quote_that_is_never_closed_is_found_on_its_own_line() {
        assert_eq!(slips("a,b\nc,\"d\ne,f\n", b','), [Slip::Open { line: 2, from: 4 }]);
    }

    #[test]
    fn a_quote_that_closes_in_the_middle_of_text_is_found_where_it_opens() {
        assert_eq!(slips("a\nb,\"c\nd,\"e\",f\n", b','), [Slip::Torn { row: 2, opened: 2, closed: 3 }]);
    }
}
