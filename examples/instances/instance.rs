//! What an instance is made of, before it becomes rows.

/// A dataset and the model that asks something of it.
pub(super) struct Instance {
    pub(super) care_types: Vec<String>,
    pub(super) lines: Vec<Line>,
    pub(super) areas: Vec<Area>,
    pub(super) demand: Vec<Demand>,
    pub(super) homes: Vec<Home>,
    pub(super) projects: Vec<Project>,
    pub(super) links: Vec<Link>,
    /// Site, area and tenths of a mile, where they are given.
    pub(super) miles: Option<Vec<(String, String, i64)>>,
    pub(super) model: super::model::Model,
}

/// A point on the British National Grid, in metres.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Point {
    pub(super) easting: i64,
    pub(super) northing: i64,
}

impl Point {
    /// The square of the distance to `other`, in square metres.
    pub(super) fn square_to(self, other: Self) -> i64 {
        let (east, north) = (self.easting - other.easting, self.northing - other.northing);
        east * east + north * north
    }
}

/// A programme line.
pub(super) struct Line {
    pub(super) id: String,
    /// `open` or `secure`.
    pub(super) home_type: &'static str,
}

/// An area and the most local money it has, in pounds.
pub(super) struct Area {
    pub(super) id: String,
    pub(super) region: String,
    pub(super) centre: Point,
    pub(super) match_limit: Option<i64>,
}

/// The children of an area who need a care type.
pub(super) struct Demand {
    pub(super) area: String,
    pub(super) care_type: String,
    pub(super) children: i64,
}

/// A home there is; all its places are at risk from the first year, or none.
pub(super) struct Home {
    pub(super) id: String,
    pub(super) area: String,
    pub(super) care_type: String,
    pub(super) point: Point,
    pub(super) places: i64,
    pub(super) is_at_risk: bool,
}

/// A project and the ways to do it.
pub(super) struct Project {
    pub(super) id: String,
    pub(super) line: String,
    pub(super) area: String,
    /// The home it builds at, or a site of its own.
    pub(super) ground: Ground,
    pub(super) options: Vec<Offer>,
}

/// Where a project builds.
pub(super) enum Ground {
    Home(String),
    New(Point),
}

/// One way to do a project. Years are known by the calendar year in which they start.
#[derive(Clone)]
pub(super) struct Offer {
    pub(super) id: String,
    pub(super) care_type: String,
    pub(super) starts: i64,
    pub(super) opens: i64,
    pub(super) local_match: i64,
    /// Additional places: low, likely, high.
    pub(super) additional: [i64; 3],
    pub(super) protected: i64,
    pub(super) improved: i64,
    pub(super) planned: bool,
    /// Year and pounds, of which there are some.
    pub(super) spend: Vec<(i64, i64)>,
}

impl Offer {
    /// What it costs the department, in pounds.
    pub(super) fn cost(&self) -> i64 {
        self.spend.iter().map(|(_, pounds)| pounds).sum()
    }
}

/// A link between projects.
pub(super) struct Link {
    pub(super) kind: &'static str,
    pub(super) project: String,
    pub(super) other: String,
}

/// A financial year as it is written.
pub(super) fn year(start: i64) -> String {
    format!("{start}-{:02}", (start + 1) % 100)
}
