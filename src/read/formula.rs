//! Words that a spreadsheet would take for a formula: kept from it by a `'` before them, which is taken off again.
//!
//! A CSV is opened by spreadsheets of every language. Some take a wide sign of East Asia, or a minus sign, for the sign it
//! looks like; and where numbers have a decimal comma, cells end at a semicolon, and what comes after one is a cell.

/// What a formula begins with.
const BEGINNINGS: [char; 9] = ['=', '+', '-', '@', '\u{FF1D}', '\u{FF0B}', '\u{FF0D}', '\u{FF20}', '\u{2212}'];

/// What ends a cell where numbers have a decimal comma.
const END: char = ';';

/// Whether a spreadsheet would take `words`, with blanks and `'` before them or not, for a formula.
fn is_formula(words: &str) -> bool {
    words.trim_start_matches('\'').trim_start().starts_with(BEGINNINGS)
}

/// The words as a CSV has them.
#[must_use]
pub fn guarded(text: &str) -> String {
    let is_odd = |words: &str| words.starts_with(['\t', '\r', '\n', '\0']);
    let guard = |words: &str| if is_formula(words) || is_odd(words) { format!("'{words}") } else { words.to_owned() };
    text.split_inclusive(END).map(guard).collect()
}

/// The words that a CSV has so.
pub(super) fn unguarded(text: &str) -> String {
    let bare = |words: &str| {
        let rest = words.strip_prefix('\'').filter(|rest| is_formula(rest));
        rest.unwrap_or(words).to_owned()
    };
    text.split_inclusive(END).map(bare).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_begins_as_a_formula_in_any_language_is_guarded_and_read_as_it_was() {
        let all = [
            ("=1", "'=1"),
            ("+1", "'+1"),
            ("-1", "'-1"),
            ("@a", "'@a"),
            ("\u{FF1D}1", "'\u{FF1D}1"),
            ("\u{2212}1", "'\u{2212}1"),
            (" =1", "' =1"),
            ("a;=1", "a;'=1"),
            ("a; +1;b", "a;' +1;b"),
            ("'=1", "''=1"),
            ("'tis", "'tis"),
            ("a=1", "a=1"),
            ("a; b", "a; b"),
            ("", ""),
        ];
        for (text, written) in all {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }
}
