//! Mistakes in the files, each at its cell.

use std::collections::BTreeMap;
use std::fmt;
use std::path::{Path, PathBuf};

use crate::domain::{is_unseen, one_more};

/// How many mistakes are printed before the rest are only counted.
const LISTED: usize = 50;

/// How many lines, or runs of lines, are listed of a mistake that is made often.
const SPANS: usize = 12;

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

/// How many times a mistake is told in one column before its rows are told together.
const OFTEN: usize = 3;

/// How many of the things that were written are named beside the first.
const NAMED: usize = 3;

/// What was written, where a mistake begins with that, and what is said of it.
fn parts(mistake: &str) -> (&str, &str) {
    let written = mistake.strip_prefix('`').and_then(|rest| rest.split_once('`'));
    written.unwrap_or(("", mistake))
}

/// What mistakes have in common that are told together.
fn key(mistake: &Mistake) -> (&Path, &str, &str) {
    (&mistake.file, &mistake.column, parts(&mistake.mistake).1)
}

/// The mistakes with the others like each: those that are made often in a column are told once.
fn told(mistakes: &[Mistake]) -> Vec<(&Mistake, Vec<&Mistake>)> {
    let mut alike: BTreeMap<(&Path, &str, &str), Vec<&Mistake>> = BTreeMap::new();
    for mistake in mistakes {
        alike.entry(key(mistake)).or_default().push(mistake);
    }
    let of = |mistake| match alike[&key(mistake)].as_slice() {
        few if few.len() < OFTEN => Some((mistake, Vec::new())),
        [first, others @ ..] if *first == mistake => Some((mistake, others.to_vec())),
        _ => None,
    };
    mistakes.iter().filter_map(of).collect()
}

/// Where others like a mistake are, and what was written there if it is not the same: `(and on lines 3 to 7: `5`, `6`)`.
fn others(first: &Mistake, others: &[&Mistake]) -> String {
    let at: Vec<u64> = others.iter().map(|other| other.line).collect();
    let mut written: Vec<&str> = Vec::new();
    for (word, _) in others.iter().map(|other| parts(&other.mistake)) {
        if word != parts(&first.mistake).0 && !written.contains(&word) {
            written.push(word);
        }
    }
    let named = written.iter().take(NAMED).map(|word| format!("`{word}`")).collect::<Vec<_>>().join(", ");
    let more = written.len().saturating_sub(NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let named = if named.is_empty() { named } else { format!(": {named}{more}") };
    format!(" (and on {} {}{named})", if at.len() == 1 { "line" } else { "lines" }, lines(&at))
}

/// Lines in words, as in `5, 7 to 9 and 40 more`.
fn lines(lines: &[u64]) -> String {
    let spans = || lines.chunk_by(|line, next| line.checked_add(1) == Some(*next));
    let words = spans().take(SPANS).map(|span| match span {
        [from, .., to] => format!("{from} to {to}"),
        one => one.iter().map(u64::to_string).collect(),
    });
    let words = words.collect::<Vec<_>>().join(", ");
    let more: usize = spans().skip(SPANS).map(<[u64]>::len).sum();
    if more > 0 { format!("{words} and {more} more") } else { words }
}

impl fmt::Display for Mistakes {
    /// Writes `3 mistakes in the inputs`, and then a line for each of the first fifty; those that are made in many rows
    /// have one line, with the rows.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let count = self.0.len();
        write!(f, "{count} mistake{} in the inputs", if count == 1 { "" } else { "s" })?;
        let told = told(&self.0);
        for (mistake, alike) in told.iter().take(LISTED) {
            write!(f, "\n  {mistake}")?;
            if !alike.is_empty() {
                f.write_str(&others(mistake, alike))?;
            }
        }
        let left: usize = told.iter().skip(LISTED).map(|(_, others)| one_more(others.len())).sum();
        if left > 0 {
            write!(f, "\n  and {left} more")?;
        }
        Ok(())
    }
}

impl std::error::Error for Mistakes {}

#[cfg(test)]
mod tests {
    use super::*;

    fn on_line(line: u64) -> Mistake {
        Mistake::new(Path::new("inputs/areas.csv"), line, "region", &format!("`{line}` is no region"))
    }

    #[test]
    fn a_mistake_that_is_made_in_many_rows_is_told_once_with_the_rows() {
        let same = |line| Mistake::new(Path::new("a.csv"), line, "area", "is England");
        let many = [4, 2, 9, 5, 6].map(same).into_iter().chain([on_line(7), on_line(3)]).collect();
        let said = "7 mistakes in the inputs\n  a.csv:2: area: is England (and on lines 4 to 6, 9)\n  \
                    inputs/areas.csv:3: region: `3` is no region\n  inputs/areas.csv:7: region: `7` is no region";
        assert_eq!(Mistakes::new(many).to_string(), said);
        let unlike = Mistakes::new((2..9).map(on_line).collect()).to_string();
        let said = "7 mistakes in the inputs\n  inputs/areas.csv:2: region: `2` is no region (and on lines 3 to 8: `3`, \
                    `4`, `5` and 3 more)";
        assert_eq!(unlike, said);
        let often = Mistakes::new((0..40).map(|line| same(1 + 2 * line)).collect()).to_string();
        assert!(often.ends_with("21, 23, 25 and 27 more)"), "{often}");
    }

    #[test]
    fn mistakes_are_listed_in_order_and_the_rest_are_counted() {
        let odd = |line: u64| Mistake::new(Path::new("inputs/areas.csv"), line, "region", &format!("{line} is odd"));
        let many = Mistakes::new((1..=53).rev().map(odd).collect()).to_string();
        let lines: Vec<&str> = many.lines().collect();
        assert_eq!(lines[0], "53 mistakes in the inputs");
        assert_eq!(lines[1], "  inputs/areas.csv:1: region: 1 is odd");
        assert_eq!(lines[51], "  and 3 more");
        assert_eq!(lines.len(), 52);
    }

    #[test]
    fn a_file_cannot_write_to_the_terminal() {
        let mistake = Mistake::new(Path::new("a\n.csv"), 2, "name", "`\u{1b}[2J\u{202e}` is not\na name");
        assert_eq!(mistake.to_string(), "a\\n.csv:2: name: `\\u{1b}[2J\\u{202e}` is not\\na name");
    }
}
