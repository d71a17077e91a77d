//! Partners who build with the department, and what they pay and have of it.

use std::fmt;
use std::str::FromStr;

use super::{Malformed, Money, Places};

/// Who builds with the department.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Partner {
    /// The health service.
    Health,
    /// The justice system.
    Justice,
}

/// What a partner pays of an option, and has of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Joint {
    /// The partner.
    pub partner: Partner,
    /// What it pays, besides what the department and the authority do.
    pub pays: Money,
    /// The places that are kept for its children, besides those that the option adds: they serve no others.
    pub places: Places,
}

impl Partner {
    /// Every partner.
    pub const ALL: [Self; 2] = [Self::Health, Self::Justice];

    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Health => "health",
            Self::Justice => "justice",
        }
    }
}

impl FromStr for Partner {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let found = Self::ALL.into_iter().find(|partner| partner.word() == text);
        found.ok_or_else(|| Malformed::new(text, "one of health, justice"))
    }
}

impl fmt::Display for Partner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.word())
    }
}
