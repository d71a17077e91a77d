//! Where a bid builds: by the grid, by degrees or by postcode, whichever the row has first.

use super::bids::Known;
use super::degrees;
use super::reader::{Noted, Place, Reader};
use crate::domain::{Malformed, Point};
use crate::read::lenient::{Lenient, metres};
use crate::read::{GridRow, plain_postcode};

/// Where it builds.
///
/// # Errors
///
/// If the row does not say so, or of no place in England; which is noted.
pub fn point(reader: &Reader<'_>, row: &GridRow, known: &Known) -> Result<Point, Noted> {
    if let Some(point) = on_grid(reader, row)? {
        return Ok(point);
    }
    if let Some(((place, latitude), (other, longitude))) =
        reader.written(row, "latitude").zip(reader.written(row, "longitude"))
    {
        let read = |point| Lenient { value: point, how: Vec::new() };
        let nouns = ("place", "places");
        reader.note(format!("latitude and longitude were put on the National Grid, {}", degrees::ACCURACY));
        let point = reader.value(row, "latitude", place, nouns, degrees::point(latitude, longitude).map(read))?;
        return reader.value(row, "longitude", other, nouns, Ok(read(point)));
    }
    if let Some((place, code)) = reader.written(row, "postcode") {
        return by_postcode(reader, row, known, (place, code));
    }
    let column = ["easting", "latitude", "postcode"].into_iter().find(|column| reader.has(column)).unwrap_or("home");
    let why = "this row does not say where it builds: a home, a place on the grid, degrees or a postcode";
    Err(reader.say(row, column, why))
}

/// The place on the grid, or nothing where both cells are blank.
fn on_grid(reader: &Reader<'_>, row: &GridRow) -> Result<Option<Point>, Noted> {
    let [east, north] = ["easting", "northing"]
        .map(|column| reader.read(row, column, ("distance", "distances"), |text| metres(text, reader.grid.commas)));
    let (east, north) = match (east?, north?) {
        (Some(east), Some(north)) => (east, north),
        (Some(_), None) => return Err(reader.blank(row, "northing")),
        (None, Some(_)) => return Err(reader.blank(row, "easting")),
        (None, None) => return Ok(None),
    };
    Point::new(east, north).map(Some).ok_or_else(|| {
        let swapped = if Point::new(north, east).is_some() { "; are they swapped?" } else { "" };
        let why = format!("easting {east} and northing {north} are not in England or Wales{swapped}");
        reader.say(row, "easting", &why)
    })
}

fn by_postcode(
    reader: &Reader<'_>,
    row: &GridRow,
    known: &Known,
    (place, code): (Place, &str),
) -> Result<Point, Noted> {
    let read = match &known.postcodes {
        None => Err(Malformed::new(code, "known without a file of postcodes: name one with --postcodes")),
        Some(postcodes) => {
            let found = postcodes.get(&plain_postcode(code)).map(|point| Lenient { value: *point, how: Vec::new() });
            let wanted = "a postcode that the file of --postcodes has, with a place in England or Wales";
            found.ok_or_else(|| Malformed::new(code, wanted))
        }
    };
    reader.value(row, "postcode", place, ("postcode", "postcodes"), read)
}
