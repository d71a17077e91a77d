//! A sentence made from numbers, each with the place in the files where it stands.

use serde::Serialize;

use super::piece::Piece;
use crate::table::{Cell, Show, Table};

/// A sentence, piece by piece.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub(in crate::report) struct Said {
    /// Words and numbers, with the spaces between them in the words.
    pieces: Vec<Piece>,
}

impl Said {
    /// A sentence that begins so.
    pub fn new(words: &str) -> Self {
        Self::default().words(words)
    }

    /// And then these words.
    pub fn words(mut self, words: &str) -> Self {
        self.pieces.push(Piece::new(String::new(), &Cell::text(words), Show::Words));
        self
    }

    /// And then this number.
    pub fn number(mut self, piece: Piece) -> Self {
        self.pieces.push(piece);
        self
    }

    /// And then so many millions of pounds.
    pub fn millions(self, piece: Piece) -> Self {
        let text = piece.text.trim_start_matches('+').to_owned();
        self.words("£").number(Piece { text, ..piece }).words("m")
    }

    /// And then a number without its sign, and whatever it counts.
    pub fn counted(self, piece: Piece, (one, many): (&str, &str)) -> Self {
        let text = piece.text.trim_start_matches('+').to_owned();
        let noun = if matches!(text.as_str(), "1" | "1.0") { one } else { many };
        self.number(Piece { text, ..piece }).words(&format!(" {noun}"))
    }

    /// What is read of it.
    pub fn text(&self) -> String {
        self.pieces.iter().map(|piece| piece.text.as_str()).collect()
    }

    /// And then how many rows of `table` have `word` in `column`.
    pub fn rows(self, table: &Table, column: &str, word: &str, nouns: (&str, &str)) -> Self {
        self.counted(Piece::rows(table, column, word), nouns)
    }
}

/// Names in a list, as it is said: `London, the North East and Devon`.
pub(in crate::report) fn and(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [one] => (*one).to_owned(),
        [all @ .., last] => format!("{} and {last}", all.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::table::Column;

    #[test]
    fn a_sentence_counts_rows_and_says_one_of_one() {
        let rows = ["yes", "no", "yes"].map(|word| vec![Cell::text(word)]).to_vec();
        let table = Table::new("plan", &[Column::words("funded", "")], rows);
        let said = |word| Said::new("It is ").rows(&table, "funded", word, ("bid", "bids")).words(".");
        assert_eq!((said("yes").text(), said("no").text()), ("It is 2 bids.".to_owned(), "It is 1 bid.".to_owned()));
        assert_eq!(said("yes").pieces[1].of, "plan =yes funded");
    }

    #[test]
    fn names_are_listed_as_they_are_said() {
        assert_eq!(
            [and(&[]), and(&["a"]), and(&["a", "b"]), and(&["a", "b", "c"])],
            ["", "a", "a and b", "a, b and c"]
        );
    }
}
