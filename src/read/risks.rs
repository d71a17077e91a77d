//! `risks.csv`: what may go otherwise than planned. A dataset may do without it.

use std::str::FromStr;

use super::care_types::CareTypes;
use super::cells::{Basis, Value, WORDS, in_capitals, one_of};
use super::format::{Default, Format, Tolerance};
use super::lenient::{Commas, Lenient};
use super::lines::Lines;
use super::passed::Nouns;
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Malformed, Risk, RiskKind};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "risks.csv",
    noun: "a risk",
    columns: &[
        "risk",
        "of",
        "class",
        "chance_percent",
        "low_percent",
        "high_percent",
        "shared_percent",
        "basis",
        "source",
    ],
    optional: &[],
    defaults: &[Default::this("class", "", "no class is stated"), Default::BASIS],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

/// The kinds of risk by their words.
#[derive(Clone, Copy)]
enum Word {
    CostOverrun,
    WorksOverrun,
    Refusal,
    PlaceRange,
    MatchWithdrawn,
    Demand,
}

impl FromStr for Word {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let [cost, works, refusal, places, withdrawn, demand] = RiskKind::WORDS;
        let named = [
            (cost, Self::CostOverrun),
            (works, Self::WorksOverrun),
            (refusal, Self::Refusal),
            (places, Self::PlaceRange),
            (withdrawn, Self::MatchWithdrawn),
            (demand, Self::Demand),
        ];
        one_of(text, named)
    }
}

impl Value for Word {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// A size in per cent, below nought where something becomes less.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Size(i32);

impl FromStr for Size {
    type Err = Malformed;

    /// Reads `24` and `-44`; refuses `24%`, `0.24`, `+5`, anything under -100 and over 1,000.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let digits = text.strip_prefix('-').unwrap_or(text);
        let is_whole = (1..=4).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_digit());
        let size = is_whole.then(|| text.parse().ok()).flatten().filter(|size| (-100..=1_000).contains(size));
        size.map(Self).ok_or_else(|| Malformed::new(text, "whole per cents from -100 to 1000, such as 24"))
    }
}

impl Value for Size {}

/// A part in whole per cents.
#[derive(Clone, Copy)]
struct Part(u32);

impl FromStr for Part {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let is_whole = (1..=3).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        let part = is_whole.then(|| text.parse().ok()).flatten().filter(|part| *part <= 100);
        part.map(Self).ok_or_else(|| Malformed::new(text, "whole per cents from 0 to 100, such as 50"))
    }
}

impl Value for Part {}

/// Reads the risks, in order of what they are and of whom they speak.
pub(super) fn read(table: &Table, lines: &Lines, care_types: &CareTypes) -> Vec<Risk> {
    let mut seen = Seen::default();
    let mut risks: Vec<Risk> = table
        .rows()
        .filter_map(|row| {
            let risk = read_row(&row, lines, care_types);
            let key = format!("{}, {}", row.written("risk"), row.written("of"));
            let unique = seen.meet(&row, "of", &key);
            risk.and_then(|risk| unique.map(|()| risk)).ok()
        })
        .collect();
    risks.sort_by_key(|risk| risk.kind);
    risks
}

fn read_row(row: &Row, lines: &Lines, care_types: &CareTypes) -> Result<Risk, Noted> {
    let line = || row.find("of", &lines.keys);
    let kind = row.read::<Word>("risk").and_then(|word| {
        Ok(match word {
            Word::CostOverrun => RiskKind::CostOverrun(line()?),
            Word::WorksOverrun => RiskKind::WorksOverrun(line()?),
            Word::Refusal => RiskKind::Refusal(line()?),
            Word::PlaceRange => RiskKind::PlaceRange(line()?),
            Word::MatchWithdrawn if row.text("of")? == "*" => RiskKind::MatchWithdrawn,
            Word::MatchWithdrawn => return Err(row.say("of", "this should be `*`: every authority may withdraw")),
            Word::Demand => RiskKind::Demand(row.find("of", &care_types.keys)?),
        })
    });
    let class = row.text_or_blank("class");
    let chance = row.read::<Part>("chance_percent");
    let low = row.read::<Size>("low_percent");
    let high = row.read::<Size>("high_percent");
    let shared = row.read::<Part>("shared_percent");
    let basis = row.read::<Basis>("basis");
    let source = row.text("source");
    let (kind, low, high) = (kind?, low?, high?);
    if low > high {
        return Err(row.say("low_percent", &format!("{} is more than high_percent, {}", low.0, high.0)));
    }
    if low.0 < 0 && !matches!(kind, RiskKind::Demand(_)) {
        return Err(row.say("low_percent", &format!("`{}` is below nought, which only demand can be", low.0)));
    }
    if high.0 > 100 && matches!(kind, RiskKind::PlaceRange(_)) {
        return Err(row.say("high_percent", &format!("`{}` is beyond the high end of a range, which is 100", high.0)));
    }
    let (class, chance, shared) = (class?.unwrap_or_default(), chance?, shared?);
    basis?;
    Ok(Risk { kind, chance: chance.0, low: low.0, high: high.0, shared: shared.0, class, source: source? })
}
