//! What is written of a project before it becomes rows.

use serde::Deserialize;

/// A financial year, known by the calendar year in which it starts.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(try_from = "String")]
pub(super) struct Year(pub(super) i64);

impl TryFrom<String> for Year {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let year = text.get(..4).and_then(|start| start.parse().ok()).map(Self);
        year.filter(|year| year.to_string() == text).ok_or_else(|| format!("{text} is not a financial year"))
    }
}

impl Year {
    /// The year this many years later.
    pub(super) fn plus(self, years: i64) -> Self {
        Self(self.0 + years)
    }
}

impl std::fmt::Display for Year {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}-{:02}", self.0, (self.0 + 1) % 100)
    }
}

/// A place on the British National Grid, in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) easting: i64,
    pub(super) northing: i64,
}

/// Where a project builds.
#[derive(Clone, Debug)]
pub(super) enum Ground {
    /// At an existing home.
    Home(String),
    /// On a site of its own.
    New(Point),
}

/// The existing home that an open-home project enlarges; it is modelled together with the bid.
#[derive(Clone, Debug)]
pub(super) struct OpenHome {
    pub(super) home: String,
    pub(super) point: Point,
    pub(super) places: i64,
}

/// Places in words.
pub(super) fn counted(places: i64) -> String {
    if places == 1 { "1 place".to_owned() } else { format!("{places} places") }
}

/// A project and the ways to do it.
#[derive(Clone, Debug)]
pub(super) struct Bid {
    pub(super) project: String,
    pub(super) name: String,
    pub(super) line: &'static str,
    pub(super) area: String,
    pub(super) ground: Ground,
    /// The home this bid brings into the dataset, if no other does.
    pub(super) open_home: Option<OpenHome>,
    pub(super) basis: String,
    pub(super) source: String,
    pub(super) offers: Vec<Offer>,
    pub(super) tie: Option<Tie>,
}

/// How a bid hangs on another project.
#[derive(Clone, Debug)]
pub(super) enum Tie {
    /// It is funded only if the other is.
    Requires(String),
    /// Not both are funded.
    Excludes(String),
    /// Exactly one of the two is funded.
    OneOf(String),
}

impl Bid {
    /// The offer in the published plan, if there is one.
    pub(super) fn planned(&self) -> Option<&Offer> {
        self.offers.iter().find(|offer| offer.planned)
    }

    /// The care its places give.
    pub(super) fn care_type(&self) -> &'static str {
        if self.line.starts_with("open") { "open-high-risk" } else { "secure" }
    }
}

/// One way to do a project.
#[derive(Clone, Debug)]
pub(super) struct Offer {
    pub(super) option: String,
    pub(super) scope: String,
    pub(super) starts: Year,
    pub(super) opens: Year,
    /// Cost to the department, in pounds.
    pub(super) cost: i64,
    /// Cost met locally, in pounds.
    pub(super) local_match: i64,
    /// Additional places: low, likely, high.
    pub(super) additional: [i64; 3],
    pub(super) protected: i64,
    pub(super) improved: i64,
    pub(super) planned: bool,
}
