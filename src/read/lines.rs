//! `lines.csv`: programme lines, the rows of the published table.

use super::cells::HomeType;
use super::format::{Default, Format, Tolerance};
use super::row::{Noted, Row};
use super::seen::Seen;
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{LineId, Money, Places, ProgrammeLine, Published};

/// What it means that nothing of a plan was published.
const NOTHING: &str = "nothing is published to compare with";

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "lines.csv",
    noun: "a programme line",
    columns: &[
        "line",
        "row",
        "name",
        "home_type",
        "published_projects",
        "published_homes",
        "published_places_low",
        "published_places_high",
        "published_done_by",
        "published_cost_gbp",
    ],
    optional: &[],
    defaults: &[
        Default::of("name", "line", "each goes by its id"),
        Default::this("published_projects", "", NOTHING),
        Default::this("published_homes", "", NOTHING),
        Default::this("published_places_low", "", NOTHING),
        Default::this("published_places_high", "", NOTHING),
        Default::this("published_done_by", "", NOTHING),
        Default::this("published_cost_gbp", "", NOTHING),
    ],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// The programme lines read.
pub(super) type Lines<'f> = Sheet<'f, ProgrammeLine, LineId>;

/// Reads the programme lines.
pub(super) fn read(table: Table<'_>) -> Lines<'_> {
    let mut seen = Seen::default();
    Sheet::read(table, "line", |row, id| {
        let number = row.read::<Places>("row").and_then(|number| match number.count() {
            0 => Err(row.say("row", "`0` is not a row: they count from 1")),
            count => seen.meet(row, "row", &count.to_string()).map(|()| count),
        });
        let name = row.text("name");
        let home_type = row.read::<HomeType>("home_type");
        let published = published(row);
        Ok(ProgrammeLine {
            id: id?,
            row: number?,
            name: name?,
            home_type: home_type?.as_str().to_owned(),
            published: published?,
            overrun_percent: 0,
            refusal_percent: None,
            works: None,
        })
    })
}

/// What was published: all of it or none.
fn published(row: &Row) -> Result<Option<Published>, Noted> {
    let count = |column| row.read_or_blank::<Places>(column);
    let projects = count("published_projects");
    let homes = count("published_homes");
    let low = count("published_places_low");
    let high = count("published_places_high");
    let done_by = row.text_or_blank("published_done_by");
    let cost = row.read_or_blank::<Money>("published_cost_gbp");
    match (projects?, homes?, low?, high?, done_by?, cost?) {
        (None, None, None, None, None, None) => Ok(None),
        (Some(projects), Some(homes), Some(additional_low), Some(additional_high), Some(done_by), Some(cost)) => {
            if additional_low > additional_high {
                let mistake = format!("{additional_low} is more than published_places_high, {additional_high}");
                return Err(row.say("published_places_low", &mistake));
            }
            let (projects, homes) = (projects.count(), homes.count());
            Ok(Some(Published {
                projects,
                homes,
                additional_low,
                additional_high,
                done_by,
                cost,
                source: String::new(),
            }))
        }
        _ => Err(row.say(blank_published(row), "this cell is blank, and other published_ cells of the row are not")),
    }
}

/// The first of the published columns that is blank.
fn blank_published(row: &Row) -> &'static str {
    let mut published = FORMAT.columns.iter().copied().filter(|column| column.starts_with("published_"));
    published.find(|column| row.written(column).is_empty()).unwrap_or_default()
}
