//! How many lines words take in a column, and how high that makes their row: a spreadsheet does not work that out before
//! it is asked to.

use rust_xlsxwriter::Worksheet;

/// The height of a line of words in pixels, of the title of a sheet and of a heading within one.
const LINE: u32 = 19;
const TITLE: u32 = 30;
const HEADING: u32 = 27;

/// What stands in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Tallest {
    /// The title of a sheet.
    Title,
    /// A heading within one.
    Heading,
    /// Words of so many lines.
    Lines(u32),
}

/// How many lines words take in a column that is so many letters wide.
pub(super) fn lines(text: &str, width: u16) -> u32 {
    let of_line = |line: &str| {
        let mut lines = 1;
        let mut used = 0;
        for word in line.split(' ').map(|word| word.chars().count()) {
            let gap = usize::from(used > 0);
            if used + gap + word > usize::from(width) && used > 0 {
                lines += 1;
                used = 0;
            }
            // A word that no line can hold is broken.
            lines += word / (usize::from(width) + 1);
            used += usize::from(used > 0) + word;
        }
        lines
    };
    let lines: usize = text.split('\n').map(of_line).sum();
    u32::try_from(lines).unwrap_or(u32::MAX)
}

/// The most lines that a row is high.
const MOST: u32 = 20;

/// Makes a row as high as what stands in it.
pub(super) fn set_height(sheet: &mut Worksheet, row: u32, tallest: Tallest) {
    let pixels = match tallest {
        Tallest::Title => TITLE,
        Tallest::Heading => HEADING,
        Tallest::Lines(0 | 1) => return,
        Tallest::Lines(lines) => lines.min(MOST) * LINE,
    };
    sheet.set_row_height_pixels(row, pixels).expect("a row of the sheet");
}

#[cfg(test)]
mod tests {
    use super::lines;

    #[test]
    fn words_take_the_lines_that_they_need() {
        assert_eq!(lines("", 10), 1);
        assert_eq!(lines("two words", 10), 1);
        assert_eq!(lines("two long words", 10), 2);
        assert_eq!(lines("one\ntwo", 10), 2);
        assert_eq!(lines(&"a".repeat(25), 10), 3);
    }
}
