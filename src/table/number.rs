//! Numbers as files and people read them, in exact whole numbers throughout.

use crate::domain::{Money, grouped};

use super::{Cell, Show};

/// A tenth of a million, in pounds.
const TENTH: i64 = 100_000;

impl Cell {
    /// As files have it: plain digits, a point before decimals, and nothing where nothing is known.
    #[must_use]
    pub fn in_files(&self) -> String {
        match self {
            Self::Text(text) => text.clone(),
            Self::Whole(number) => number.to_string(),
            Self::Money(money) => money.pounds().to_string(),
            Self::Hundredths(hundredths) => decimal(*hundredths, 2),
            Self::Tenths(tenths) => decimal(*tenths, 1),
            Self::Yes => "yes".to_owned(),
            Self::No => "no".to_owned(),
            Self::Empty => String::new(),
        }
    }

    /// As people read it, in a column that is shown so.
    #[must_use]
    pub fn on_paper(&self, show: Show) -> String {
        let number = |number: i64, text: String| match show {
            Show::Change if number > 0 => format!("+{text}"),
            Show::Words | Show::Id | Show::Number | Show::Millions | Show::Change | Show::FilesOnly => text,
        };
        match (self, show) {
            (Self::Whole(whole), _) => number(*whole, signed(*whole, grouped)),
            (Self::Money(money), Show::Millions | Show::Change) => number(money.pounds(), millions(money.pounds())),
            (Self::Money(money), Show::Words | Show::Id | Show::Number | Show::FilesOnly) => money.to_string(),
            (Self::Hundredths(hundredths), _) => number(*hundredths, signed(*hundredths, hundredths_on_paper)),
            (Self::Tenths(tenths), _) => number(*tenths, signed(*tenths, tenths_on_paper)),
            (Self::Text(text), _) => plain(text),
            (Self::Yes | Self::No | Self::Empty, _) => self.in_files(),
        }
    }
}

/// Pounds in millions with one decimal, halves away from nought: `562.4`.
pub(crate) fn millions(pounds: i64) -> String {
    signed(pounds, |size| tenths_on_paper((size + 50_000) / 100_000))
}

/// Pounds as they are shown in millions with one decimal: to the nearest £100,000, halves away from nought.
pub(crate) fn shown(money: Money) -> Money {
    let pounds = money.pounds();
    Money::from_pounds(pounds.signum() * ((pounds.abs() + TENTH / 2) / TENTH * TENTH))
}

/// Parts as they are shown, in units of `unit` to the nearest, so that they sum to what is shown of them all: where they
/// would not, those that are nearest to the next unit are rounded to it.
pub(crate) fn summing(parts: &[i64], unit: i64) -> Vec<i64> {
    let (parts, unit): (Vec<i128>, i128) = (parts.iter().copied().map(i128::from).collect(), unit.into());
    let nearest = |part: i128| (2 * part + unit).div_euclid(2 * unit);
    let mut shown: Vec<i128> = parts.iter().map(|&part| nearest(part)).collect();
    let mut more = nearest(parts.iter().sum()) - shown.iter().sum::<i128>();
    while more != 0 {
        let step = more.signum();
        let gap = |at: &usize| (parts[*at] - shown[*at] * unit) * step;
        // A part that is nought is shown as nought.
        let Some(at) = (0..parts.len()).filter(|&at| parts[at] != 0).max_by_key(gap) else { break };
        shown[at] += step;
        more -= step;
    }
    let narrow = |units| i64::try_from(units).expect("there are no more units than parts of them");
    shown.into_iter().map(narrow).collect()
}

/// Parts of a sum of money as they are shown in millions, so that they sum to what is shown of it.
pub(crate) fn summing_millions(parts: &[Money]) -> Vec<Money> {
    let pounds: Vec<i64> = parts.iter().map(|part| part.pounds()).collect();
    summing(&pounds, TENTH).into_iter().map(|tenths| Money::from_pounds(tenths * TENTH)).collect()
}

/// A number with one decimal: `1,234.5`.
fn tenths_on_paper(size: u64) -> String {
    format!("{}.{}", grouped(size / 10), size % 10)
}

/// Well-located places with one decimal, and with two where there are two: `1,012.5`, `3.25`.
fn hundredths_on_paper(size: u64) -> String {
    let whole = grouped(size / 100);
    if size.is_multiple_of(10) { format!("{whole}.{}", size / 10 % 10) } else { format!("{whole}.{:02}", size % 100) }
}

/// A number of which the last `places` digits are decimals, without commas.
fn decimal(number: i64, places: u32) -> String {
    let scale = 10_u64.pow(places);
    let width = usize::try_from(places).expect("one or two decimals");
    signed(number, |size| format!("{}.{:0width$}", size / scale, size % scale))
}

/// The size of a number as `write` has it, with a minus before it where one is due.
fn signed(number: i64, write: impl Fn(u64) -> String) -> String {
    let text = write(number.unsigned_abs());
    let is_nought = text.bytes().all(|byte| matches!(byte, b'0' | b'.'));
    if number < 0 && !is_nought { format!("-{text}") } else { text }
}

/// The text with its control characters spelt out, so that no name can write to a terminal.
pub(crate) fn plain(text: &str) -> String {
    let escape = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    text.chars().map(escape).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_plain_digits() {
        assert_eq!(Cell::Money(Money::from_pounds(-1_234_567)).in_files(), "-1234567");
        assert_eq!(Cell::Hundredths(101_250).in_files(), "1012.50");
        assert_eq!(Cell::Hundredths(-5).in_files(), "-0.05");
        assert_eq!(Cell::Tenths(1_000).in_files(), "100.0");
        assert_eq!(Cell::Empty.in_files(), "");
    }

    #[test]
    fn paper_has_commas_and_millions_with_one_decimal() {
        let money = |pounds| Cell::Money(Money::from_pounds(pounds));
        assert_eq!(money(562_449_999).on_paper(Show::Millions), "562.4");
        assert_eq!(money(562_450_000).on_paper(Show::Millions), "562.5");
        assert_eq!(money(1_234_000_000).on_paper(Show::Millions), "1,234.0");
        assert_eq!(money(2_100_000).on_paper(Show::Change), "+2.1");
        assert_eq!(money(-2_100_000).on_paper(Show::Change), "-2.1");
        assert_eq!(money(-49_999).on_paper(Show::Millions), "0.0", "nought has no sign");
        assert_eq!(Cell::Hundredths(101_250).on_paper(Show::Number), "1,012.5");
        assert_eq!(Cell::Hundredths(325).on_paper(Show::Number), "3.25");
        assert_eq!(Cell::Hundredths(700).on_paper(Show::Change), "+7.0");
        assert_eq!(Cell::Whole(-1_234).on_paper(Show::Number), "-1,234");
        assert_eq!(Cell::text("a\u{1b}[2J").on_paper(Show::Words), "a\\u{1b}[2J");
    }

    #[test]
    fn parts_sum_to_what_is_shown_of_the_whole() {
        assert_eq!(summing(&[780, 30], 100), [8, 0]);
        assert_eq!(summing(&[140, 140, 140], 100), [1, 1, 2], "420 is 4");
        assert_eq!(summing(&[160, 0, 160, 160], 100), [2, 0, 2, 1], "480 is 5");
        assert_eq!(summing(&[], 100), [0_i64; 0]);
        let mut dice = fastrand::Rng::with_seed(5);
        for _ in 0..2_000 {
            let parts: Vec<i64> = (0..dice.usize(1..9)).map(|_| dice.i64(0..1_000)).collect();
            let shown = summing(&parts, 100);
            assert_eq!(shown.iter().sum::<i64>(), (parts.iter().sum::<i64>() + 50) / 100, "{parts:?}");
            let near = shown.iter().zip(&parts).all(|(shown, part)| (shown * 100 - part).abs() < 100);
            assert!(near, "{parts:?} as {shown:?}");
        }
        let millions = |pounds: i64| shown(Money::from_pounds(pounds)).pounds();
        assert_eq!([millions(-250_000), millions(49_999), millions(562_980_500)], [-300_000, 0, 563_000_000]);
    }
}
