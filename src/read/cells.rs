//! What a cell may hold, besides the values of the domain.

use std::str::FromStr;

use super::formula::unguarded;
use crate::domain::{Malformed, is_unseen};

/// The value that goes by this name, of those there are.
pub(super) fn one_of<T: Copy, const N: usize>(text: &str, values: [(&str, T); N]) -> Result<T, Malformed> {
    let found = values.iter().find(|(name, _)| *name == text).map(|&(_, value)| value);
    found.ok_or_else(|| Malformed::new(text, format!("one of {}", values.map(|(name, _)| name).join(", "))))
}

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
        one_of(text, [("yes", Self::Yes), ("no", Self::No)])
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
        one_of(text, [("observed", Self::Observed), ("modelled", Self::Modelled)])
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
        one_of(text, [("open", Self::Open), ("secure", Self::Secure)])
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
