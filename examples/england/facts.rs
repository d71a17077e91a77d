//! The public facts, as the committed files give them.

use std::path::Path;

use anyhow::Context;
use serde::Deserialize;
use serde::de::DeserializeOwned;

use super::assumptions::Assumptions;
use super::bid::Year;

/// Everything read from `facts/`.
pub(super) struct Facts {
    pub(super) authorities: Vec<Authority>,
    pub(super) secure_homes: Vec<SecureHome>,
    pub(super) secure_schemes: Vec<SecureScheme>,
    pub(super) lines: Vec<PublishedLine>,
    pub(super) unaccompanied: Vec<Unaccompanied>,
    pub(super) in_homes: Vec<InHomes>,
    assumptions: Assumptions,
}

/// An upper-tier authority. A blank count was suppressed or never collected: it is not nought.
#[derive(Clone, Debug, Deserialize)]
pub(super) struct Authority {
    pub(super) code: String,
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) kind: String,
    pub(super) region: String,
    pub(super) easting: i64,
    pub(super) northing: i64,
    pub(super) pop_0_17_2024: i64,
    pub(super) looked_after_2024: Option<i64>,
    pub(super) in_childrens_homes_2024: Option<i64>,
    pub(super) open_homes_2023: Option<i64>,
    pub(super) open_places_2023: Option<i64>,
}

/// A secure home.
#[derive(Debug, Deserialize)]
pub(super) struct SecureHome {
    pub(super) home: String,
    pub(super) name: String,
    pub(super) area: String,
    pub(super) places_mar_2023: i64,
    pub(super) easting: i64,
    pub(super) northing: i64,
}

/// A rebuild or a new secure home.
#[derive(Debug, Deserialize)]
pub(super) struct SecureScheme {
    pub(super) project: String,
    pub(super) name: String,
    pub(super) line: String,
    pub(super) area: String,
    pub(super) home: Option<String>,
    pub(super) easting: Option<i64>,
    pub(super) northing: Option<i64>,
    pub(super) planned: String,
    pub(super) starts: Year,
    pub(super) opens: Year,
    pub(super) dfe_cost_gbp: i64,
    pub(super) additional_low: i64,
    pub(super) additional_likely: i64,
    pub(super) additional_high: i64,
    pub(super) protected: i64,
    pub(super) basis: String,
    pub(super) source: String,
}

/// A row of Figure 11.
#[derive(Debug, Deserialize)]
pub(super) struct PublishedLine {
    pub(super) line: String,
    pub(super) row: i64,
    pub(super) name: String,
    pub(super) home_type: String,
    pub(super) projects: i64,
    pub(super) homes: i64,
    pub(super) places_low: i64,
    pub(super) places_high: i64,
    pub(super) done_by: String,
    pub(super) cost_gbp: i64,
}

/// A region of Figure 12.
#[derive(Debug, Deserialize)]
pub(super) struct Unaccompanied {
    pub(super) region: String,
    pub(super) transferred_2020_24: i64,
}

/// The children in homes of a region on 31 March, rounded to ten.
#[derive(Debug, Deserialize)]
pub(super) struct InHomes {
    pub(super) region: String,
    pub(super) march: i64,
    pub(super) children: i64,
}

impl Facts {
    /// Reads the facts in `folder`; authorities are kept in order of code.
    pub(super) fn read(folder: &Path) -> anyhow::Result<Self> {
        let mut authorities: Vec<Authority> = rows(&folder.join("authorities.csv"))?;
        authorities.sort_by(|a, b| a.code.cmp(&b.code));
        Ok(Self {
            authorities,
            secure_homes: rows(&folder.join("secure_homes.csv"))?,
            secure_schemes: rows(&folder.join("secure_schemes.csv"))?,
            lines: rows(&folder.join("published_lines.csv"))?,
            unaccompanied: rows(&folder.join("published_unaccompanied.csv"))?,
            in_homes: rows(&folder.join("children_in_homes.csv"))?,
            assumptions: Assumptions::read(&folder.join("assumptions.csv"))?,
        })
    }

    /// What the assumptions log says of `id`.
    pub(super) fn text(&self, id: &str) -> &str {
        self.assumptions.text(id)
    }

    /// The whole number the assumptions log says of `id`.
    pub(super) fn number(&self, id: &str) -> i64 {
        self.assumptions.number(id)
    }

    /// The authority with this code.
    pub(super) fn authority(&self, code: &str) -> &Authority {
        let found = self.authorities.iter().find(|authority| authority.code == code);
        found.unwrap_or_else(|| panic!("the facts know no authority {code}"))
    }

    /// The row of Figure 11 for this line.
    pub(super) fn line(&self, line: &str) -> &PublishedLine {
        let found = self.lines.iter().find(|published| published.line == line);
        found.unwrap_or_else(|| panic!("the facts know no line {line}"))
    }
}

/// The rows of a table of facts.
pub(super) fn rows<T: DeserializeOwned>(file: &Path) -> anyhow::Result<Vec<T>> {
    let mut reader = csv::Reader::from_path(file).with_context(|| format!("cannot open {}", file.display()))?;
    reader.deserialize().collect::<Result<_, _>>().with_context(|| format!("cannot read {}", file.display()))
}
