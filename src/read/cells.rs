//! What a cell may hold, besides the values of the domain.

use std::str::FromStr;

use super::formula::unguarded;
use super::lenient::{self, Commas, Lenient, Unit};
use super::passed::Nouns;
use crate::domain::{FinancialYear, Id, Kind, Malformed, Miles, Money, Partner, Places, Status, is_unseen};

/// What a cell may hold, in its strict form and in others of which one thing alone can be meant.
pub(super) trait Value: FromStr<Err = Malformed> {
    /// What one is called and many are.
    const NOUNS: Nouns = ("value", "values");

    /// The value, where it is written in such another form.
    fn lenient(_: &str, _: Commas) -> Option<Lenient<Self>> {
        None
    }
}

impl<K: Kind> Value for Id<K> {}
impl Value for Miles {}

impl Value for Money {
    const NOUNS: Nouns = ("amount", "amounts");

    fn lenient(text: &str, commas: Commas) -> Option<Lenient<Self>> {
        lenient::money(text, Unit::Pounds, commas).ok()
    }
}

impl Value for Places {
    const NOUNS: Nouns = ("count", "counts");

    fn lenient(text: &str, commas: Commas) -> Option<Lenient<Self>> {
        lenient::places(text, commas).ok()
    }
}

impl Value for FinancialYear {
    const NOUNS: Nouns = ("year", "years");

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        lenient::year(text).ok()
    }
}

impl Value for Partner {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

impl Value for Status {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// What words of a list are called.
pub(super) const WORDS: Nouns = ("word", "words");

/// A word of a list that was written with capitals.
pub(super) fn in_capitals<T: FromStr>(text: &str) -> Option<Lenient<T>> {
    text.to_lowercase().parse().ok().map(|value| Lenient { value, how: vec!["capitals"] })
}

/// The value that goes by this name, of those there are.
pub(super) fn one_of<T: Copy, const N: usize>(text: &str, values: [(&str, T); N]) -> Result<T, Malformed> {
    let found = values.iter().find(|(name, _)| *name == text).map(|&(_, value)| value);
    found.ok_or_else(|| Malformed::new(text, format!("one of {}", values.map(|(name, _)| name).join(", "))))
}

/// The words of a list, without what they stand for.
pub(super) fn words_of<T, const N: usize>(values: [(&'static str, T); N]) -> Vec<&'static str> {
    values.map(|(word, _)| word).to_vec()
}

/// The words for yes and no.
pub(super) const YES_NO: [(&str, YesNo); 2] = [("yes", YesNo::Yes), ("no", YesNo::No)];

/// The words for where a figure comes from.
pub(super) const BASES: [(&str, Basis); 2] = [("observed", Basis::Observed), ("modelled", Basis::Modelled)];

/// The words for kinds of home.
pub(super) const HOME_TYPES: [(&str, HomeType); 2] = [("open", HomeType::Open), ("secure", HomeType::Secure)];

/// A yes or a no.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YesNo {
    /// Yes.
    Yes,
    /// No.
    No,
}

impl FromStr for YesNo {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        one_of(text, YES_NO)
    }
}

impl Value for YesNo {
    const NOUNS: Nouns = ("answer", "answers");

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        let Lenient { value, how } = lenient::yes_or_no(text).ok()?;
        Some(Lenient { value: value.parse().ok()?, how })
    }
}

/// Where a figure comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Basis {
    /// It was counted or published.
    Observed,
    /// It was worked out, and is not public.
    Modelled,
}

impl FromStr for Basis {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        one_of(text, BASES)
    }
}

impl Value for Basis {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// Whether children may be locked in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum HomeType {
    /// They may not.
    Open,
    /// They may.
    Secure,
}

impl HomeType {
    /// The name.
    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Secure => "secure",
        }
    }
}

impl FromStr for HomeType {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        one_of(text, HOME_TYPES)
    }
}

impl Value for HomeType {
    const NOUNS: Nouns = WORDS;

    fn lenient(text: &str, _: Commas) -> Option<Lenient<Self>> {
        in_capitals(text)
    }
}

/// Whole metres, or any whole number that is as large.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Metres(u32);

impl Metres {
    /// How many.
    pub(super) const fn count(self) -> u32 {
        self.0
    }
}

impl FromStr for Metres {
    type Err = Malformed;

    /// Reads `412300`; of a number such as `-1.25` it says that it looks like degrees.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        let digits = (1..=7).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit());
        if let Some(metres) = digits.then(|| text.parse().ok()).flatten() {
            return Ok(Self(metres));
        }
        let in_degrees = text.contains('.') && text.parse::<f64>().is_ok_and(|degrees| degrees.abs() <= 90.0);
        let advice = if in_degrees { "; this looks like degrees, and should be British National Grid" } else { "" };
        Err(Malformed::whole(text, &format!("a whole number of metres, such as 412300{advice}")))
    }
}

impl Value for Metres {
    const NOUNS: Nouns = ("number of metres", "numbers of metres");

    fn lenient(text: &str, commas: Commas) -> Option<Lenient<Self>> {
        lenient::whole_number(text, commas)
    }
}

/// A text for people to read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Text(String);

impl Text {
    /// The text.
    pub(super) fn into_string(self) -> String {
        self.0
    }
}

impl FromStr for Text {
    type Err = Malformed;

    /// Reads anything on one line whose every letter can be seen, and takes off the `'` that keeps a spreadsheet from running it as a formula.
    fn from_str(text: &str) -> Result<Self, Malformed> {
        if let Some(unseen) = text.chars().find(|&c| is_unseen(c)) {
            let short: String = text.chars().take(60).collect();
            let wanted = if unseen.is_control() {
                "on one line, without control characters".to_owned()
            } else {
                format!("free of characters that cannot be seen: it holds U+{:04X}", u32::from(unseen))
            };
            return Err(Malformed::new(&short, wanted));
        }
        Ok(Self(unguarded(text)))
    }
}
