//! Mistakes in the files, each at its cell.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::is_unseen;

/// How many mistakes are printed before the rest are only counted.
const LISTED: usize = 50;

/// One mistake in a file, at the cell where it was made.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Mistake {
    /// The file, as the user named it.
    pub file: PathBuf,
    /// The line, counting the header as line 1; nought where the whole file is meant.
    pub line: u64,
    /// The heading of the column, or the key; empty where the whole line is meant.
    pub column: String,
    /// What was written, and what was wanted.
    pub mistake: String,
}

impl Mistake {
    /// The mistake; control characters are spelt out, so that no file can write to a terminal.
    #[must_use]
    pub fn new(file: &Path, line: u64, column: &str, mistake: &str) -> Self {
        Self { file: file.to_owned(), line, column: plain(column), mistake: plain(mistake) }
    }

    /// The mistake of a whole file.
    #[must_use]
    pub fn of_file(file: &Path, mistake: &str) -> Self {
        Self::new(file, 0, "", mistake)
    }
}

/// The text with what cannot be seen spelt out, as in `\u{1b}`.
fn plain(text: &str) -> String {
    let escape = |c: char| if is_unseen(c) { c.escape_default().to_string() } else { c.to_string() };
    if text.chars().any(is_unseen) { text.chars().map(escape).collect() } else { text.to_owned() }
}

impl fmt::Display for Mistake {
    /// Writes `file:line: column: text`, without what is not known.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&plain(&self.file.display().to_string()))?;
        if self.line > 0 {
            write!(f, ":{}", self.line)?;
        }
        if !self.column.is_empty() {
            write!(f, ": {}", self.column)?;
        }
        write!(f, ": {}", self.mistake)
    }
}

/// Every mistake in the inputs, in order of file, line and column.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mistakes(Vec<Mistake>);

impl Mistakes {
    /// These mistakes, sorted; each is kept once.
    #[must_use]
    pub fn new(mut mistakes: Vec<Mistake>) -> Self {
        mistakes.sort();
        mistakes.dedup();
        Self(mistakes)
    }

    /// The mistakes, in order.
    #[must_use]
    pub fn as_slice(&self) -> &[Mistake] {
        &self.0
    }

    /// The mistakes, in order.
    #[must_use]
    pub fn into_vec(self) -> Vec<Mistake> {
        self.0
    }
}

impl From<Mistake> for Mistakes {
    fn from(mistake: Mistake) -> Self {
        Self(vec![mistake])
    }
}

impl fmt::Display for Mistakes {
    /// Writes `3 mistakes in the inputs`, and then a line for each of the first fifty.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} mistake{} in the inputs", if count == 1 { "" } else { "s" })?;
        for mistake in self.0.iter().take(LISTED) {
            write!(f, "\n  {mistake}")?;
        }
        if count > LISTED {
            write!(f, "\n  and {} more", count - LISTED)?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_line(line: u64) -> Mistake {
        Mistake::new(Path::new("inputs/areas.csv"), line, "region", "is blank")
    }

    #[test]
    fn mistakes_are_listed_in_order_and_the_rest_are_counted() {
        let many = Mistakes::new((1..=53).rev().map(on_line).collect()).to_string();
        let lines: Vec<&str> = many.lines().collect();
        assert_eq!(lines[0], "53 mistakes in the inputs");
        assert_eq!(lines[1], "  inputs/areas.csv:1: region: is blank");
        assert_eq!(lines[51], "  and 3 more");
        assert_eq!(lines.len(), 52);
    }

    #[test]
    fn a_file_cannot_write_to_the_terminal() {
        let mistake = Mistake::new(Path::new("a\n.csv"), 2, "name", "`\u{1b}[2J\u{202e}` is not\na name");
        assert_eq!(mistake.to_string(), "a\\n.csv:2: name: `\\u{1b}[2J\\u{202e}` is not\\na name");
    }
}
