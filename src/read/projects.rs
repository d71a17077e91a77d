//! `projects.csv`: bids for capital.

use super::areas::Areas;
use super::cells::Basis;
use super::format::{Default, Format, Tolerance};
use super::homes::Homes;
use super::lines::Lines;
use super::row::{Noted, Row};
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{Area, Home, Index, Point, ProgrammeLine, Project, ProjectId, Status};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "projects.csv",
    noun: "a project",
    columns: &["project", "name", "line", "area", "home", "easting", "northing", "basis", "source", "status"],
    optional: &["status"],
    defaults: &[
        Default::this("home", "", "no project is at a home"),
        Default::this("easting", "", "every project is at a home"),
        Default::this("northing", "", "every project is at a home"),
        Default::BASIS,
        Default::this("source", "not stated", "where a bid is from is not stated"),
    ],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// A project, before sites are numbered.
pub(super) struct Bid {
    /// The id.
    pub id: ProjectId,
    /// The name people use.
    pub name: String,
    /// The programme line it counts in.
    pub line: Index<ProgrammeLine>,
    /// The authority that bids.
    pub area: Index<Area>,
    /// Where it builds.
    pub ground: Ground,
    /// How far it has come, where that is known.
    pub status: Option<Status>,
    /// Whether it was received or is modelled.
    pub basis: Basis,
}

/// Where a project builds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ground {
    /// At a home there is.
    Home(Index<Home>),
    /// At a site of its own.
    New(Point),
}

/// The projects read.
pub(super) type Projects<'f> = Sheet<'f, Project, ProjectId, Bid>;

/// Reads the projects.
pub(super) fn read<'f>(table: Table<'f>, lines: &Lines, areas: &Areas, homes: &Homes) -> Projects<'f> {
    Sheet::read(table, "project", |row, id| {
        let name = row.text("name");
        let line = row.find("line", &lines.keys);
        let area = row.find("area", &areas.keys);
        let ground = ground(row, homes);
        let basis = row.read::<Basis>("basis");
        let source = row.text("source");
        let status = row.read_if_there("status");
        let (status, basis) = (status?, basis?);
        let bid = Bid { id: id?, name: name?, line: line?, area: area?, ground: ground?, status, basis };
        source.map(|_| bid)
    })
}

/// Where the project builds: at a home, or at a point of its own that no home has the name of.
fn ground(row: &Row, homes: &Homes) -> Result<Ground, Noted> {
    let home = row.find_or_blank("home", &homes.keys);
    let point = row.point_or_blank();
    match (home?, point?) {
        (Some(home), None) => Ok(Ground::Home(home)),
        (Some(_), Some(_)) => {
            Err(row.say("easting", "a project at a home stands where the home does; leave easting and northing blank"))
        }
        (None, None) => {
            Err(row.say("easting", "this cell is blank, and should not be; only a project at a home has no point"))
        }
        (None, Some(point)) => match homes.keys.line(row.written("project")) {
            Some(line) => {
                let id = row.written("project");
                Err(row.say(
                    "project",
                    &format!("`{id}` is also a home, on line {line} of homes.csv; name a new site apart"),
                ))
            }
            None => Ok(Ground::New(point)),
        },
    }
}
