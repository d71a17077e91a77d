//! `appraisal.csv`: what an appraisal of a plan is reckoned with. A dataset may do without it.

use std::str::FromStr;

use super::cells::{Basis, Value, WORDS, in_capitals, one_of};
use super::format::{Default, Format, Tolerance};
use super::lenient::{self, Commas, Lenient, Unit};
use super::lines::Lines;
use super::passed::Nouns;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{
    AppraisalKind, AppraisalParameter, AppraisalUnit, Figure, FinancialYear, Index, Malformed, ProgrammeLine,
};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "appraisal.csv",
    noun: "a parameter of the appraisal",
    columns: &["parameter", "of", "low", "central", "high", "unit", "basis", "source"],
    optional: &[],
    defaults: &[
        Default::this("of", "*", "every figure is of all lines"),
        Default::of("low", "central", "no figure has a range below it"),
        Default::of("high", "central", "no figure has a range above it"),
        Default::this("unit", "", "each parameter has its own unit"),
        Default::BASIS,
    ],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

impl FromStr for AppraisalKind {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        one_of(text, Self::ALL)
    }
}

impl Value for AppraisalKind {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// A number with up to two decimals, in hundredths.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Decimal(i64);

impl FromStr for Decimal {
    type Err = Malformed;

    /// Reads `318400`, `3.5` and `77.40`; refuses signs, commas, three decimals and what is over ten million.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let (whole, part) = text.split_once('.').unwrap_or((text, "0"));
        let digits = |text: &str, most: usize| {
            (1..=most).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
        };
        let is_plain = digits(whole, 8) && digits(part, 2);
        let hundredths = is_plain.then(|| format!("{whole}{part:0<2}").parse().ok()).flatten();
        hundredths
            .map(Self)
            .ok_or_else(|| Malformed::new(text, "a number with at most two decimals, such as 318400 or 3.5"))
    }
}

impl Value for Decimal {
    const NOUNS: Nouns = ("number", "numbers");

    fn lenient(text: &str, commas: Commas) -> Option<Lenient<Self>> {
        if let Some(number) = text.strip_suffix('%') {
            return Some(Lenient { value: number.trim_end().parse().ok()?, how: vec!["%"] });
        }
        let Lenient { value, how } = lenient::money(text, Unit::Pounds, commas).ok()?;
        Some(Lenient { value: Self(value.pounds().checked_mul(100)?), how })
    }
}

/// Reads the parameters, in order of what they are and of whose.
pub(super) fn read(table: &Table, lines: &Lines) -> Vec<AppraisalParameter> {
    let mut seen = Seen::default();
    let read = table.rows().filter_map(|row| {
        let parameter = read_row(&row, lines);
        let key = format!("{}, {}", row.written("parameter"), row.written_or_taken("of"));
        let unique = seen.meet(&row, "parameter", &key);
        parameter.and_then(|parameter| unique.map(|()| parameter)).ok()
    });
    let mut parameters: Vec<AppraisalParameter> = read.collect();
    parameters.sort_by_key(|parameter| (parameter.kind, parameter.line));
    parameters
}

fn read_row(row: &Row, lines: &Lines) -> Result<AppraisalParameter, Noted> {
    let kind = row.read::<AppraisalKind>("parameter");
    let line = match kind {
        Ok(kind) => of(row, kind, lines),
        Err(noted) => Err(noted),
    };
    let figures = kind.and_then(|kind| figures(row, kind));
    let basis = row.read::<Basis>("basis");
    let source = row.text("source");
    let unit = kind.and_then(|kind| unit(row, kind));
    let (kind, [low, central, high], line) = (kind?, figures?, line?);
    unit?;
    Ok(AppraisalParameter { kind, line, low, central, high, is_observed: basis? == Basis::Observed, source: source? })
}

/// The line that a row is of; `*` is of all.
fn of(row: &Row, kind: AppraisalKind, lines: &Lines) -> Result<Option<Index<ProgrammeLine>>, Noted> {
    if row.written_or_taken("of") == "*" {
        return Ok(None);
    }
    if !kind.is_of_lines() {
        return Err(row.say("of", &format!("this should be `*`: there is one {} for the whole plan", kind.word())));
    }
    row.find("of", &lines.keys).map(Some)
}

/// That a unit that is stated is the parameter's own.
fn unit(row: &Row, kind: AppraisalKind) -> Result<(), Noted> {
    let stated = row.text_or_blank("unit")?;
    match stated {
        Some(stated) if stated != kind.unit().word() => Err(
            row.say("unit", &format!("`{stated}` is not the unit of {}, which is {}", kind.word(), kind.unit().word()))
        ),
        Some(_) | None => Ok(()),
    }
}

/// The figures of a row: low, central and high.
fn figures(row: &Row, kind: AppraisalKind) -> Result<[Figure; 3], Noted> {
    let columns = ["low", "central", "high"];
    let read = columns.map(|column| figure(row, column, kind));
    let [low, central, high] = [read[0]?, read[1]?, read[2]?];
    if low > central || central > high {
        return Err(row.say("central", &format!("`{central}` is not between low, {low}, and high, {high}")));
    }
    if kind.unit() == AppraisalUnit::Year && low != high {
        return Err(row.say("low", &format!("this should be as in central, {central}: a year has no range")));
    }
    Ok([low, central, high])
}

fn figure(row: &Row, column: &'static str, kind: AppraisalKind) -> Result<Figure, Noted> {
    if kind.unit() == AppraisalUnit::Year {
        return row.read::<FinancialYear>(column).map(Figure::Year);
    }
    let Decimal(hundredths) = row.read(column)?;
    let (least, most) = kind.bounds();
    let figure = Figure::Hundredths(hundredths);
    if !(least..=most).contains(&hundredths) {
        let [least, most] = [least, most].map(Figure::Hundredths);
        return Err(row.say(column, &format!("`{figure}` is not from {least} to {most}, as {} must be", kind.word())));
    }
    if kind.unit() == AppraisalUnit::Years && hundredths.checked_rem(100) != Some(0) {
        return Err(row.say(column, &format!("`{figure}` is not a whole number of years")));
    }
    Ok(figure)
}

#[cfg(test)]
mod tests {
    use super::Decimal;

    #[test]
    fn a_number_has_two_decimals_at_most() {
        let read = ["318400", "3.5", "77.40", "0", "0.05"].map(|text| text.parse::<Decimal>().map(|read| read.0));
        assert_eq!(read, [Ok(31_840_000), Ok(350), Ok(7_740), Ok(0), Ok(5)]);
        for wrong in ["", "-1", "+1", "1,000", "3.", ".5", "3.555", "1e3", "123456789", "3.5%"] {
            assert!(wrong.parse::<Decimal>().is_err(), "{wrong} was read");
        }
    }
}
