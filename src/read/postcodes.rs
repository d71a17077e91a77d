//! Where postcodes are, by a file of them that the user has: the ONS Postcode Directory, the National Statistics Postcode
//! Lookup or Code-Point Open, each by its own headings. Such a file has millions of rows, and is read row by row.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use csv::StringRecord;

use super::Mistake;
use crate::bytes;
use crate::domain::Point;

/// What the columns are called that are read: the postcode, and metres east and north.
const HEADINGS: [&[&str]; 3] = [
    &["pcds", "pcd8", "pcd7", "pcd2", "pcd", "postcode", "post code"],
    &["oseast1m", "east1m", "eastings", "easting", "eas"],
    &["osnrth1m", "north1m", "northings", "northing", "nor"],
];

/// The postcodes that are looked for, each in capitals and without spaces.
pub type Wanted = BTreeSet<String>;

/// Where the `wanted` are that `file` has.
///
/// # Errors
///
/// If it cannot be read, or is no file of postcodes.
pub fn find_postcodes(file: &Path, wanted: &Wanted) -> Result<BTreeMap<String, Point>, Mistake> {
    let refused = |why: &str| Mistake::of_file(file, why);
    let stream = bytes::stream(file).map_err(|unread| refused(&format!("this file could not be read: {unread}")))?;
    let mut reader = csv::ReaderBuilder::new().has_headers(false).flexible(true).from_reader(stream);
    let mut found = BTreeMap::new();
    let mut record = csv::ByteRecord::new();
    let mut places: Option<[usize; 3]> = None;
    let failed = |error: csv::Error| refused(&format!("this file could not be read: {error}"));
    while reader.read_byte_record(&mut record).map_err(failed)? {
        let at = if let Some(at) = places {
            at
        } else {
            let heading = StringRecord::from_byte_record_lossy(record.clone());
            let none =
                "this is no file of postcodes: it should have `pcds`, `oseast1m` and `osnrth1m`, or be Code-Point Open";
            columns(&heading).ok_or_else(|| refused(none))?
        };
        places = Some(at);
        found.extend(taken(&record, at, wanted));
    }
    Ok(found)
}

/// The postcode of a row and where it is, if it is wanted and the row says so.
fn taken(row: &csv::ByteRecord, [code, east, north]: [usize; 3], wanted: &Wanted) -> Option<(String, Point)> {
    let text = |place: usize| std::str::from_utf8(row.get(place)?).ok();
    let code = Some(plain_postcode(text(code)?)).filter(|code| wanted.contains(code))?;
    let metres = |place: usize| text(place)?.trim().parse().ok();
    Point::new(metres(east)?, metres(north)?).map(|point| (code, point))
}

/// Where the columns are, by their headings, or by their places where there are none, as in Code-Point Open.
fn columns(first: &StringRecord) -> Option<[usize; 3]> {
    let heads: Vec<String> =
        first.iter().map(|cell| cell.trim_start_matches('\u{feff}').trim().to_ascii_lowercase()).collect();
    let place = |words: &[&str]| words.iter().find_map(|word| heads.iter().position(|head| head == word));
    let [code, east, north] = HEADINGS.map(place);
    if let (Some(code), Some(east), Some(north)) = (code, east, north) {
        return Some([code, east, north]);
    }
    let is_number = |place: usize| heads.get(place).is_some_and(|cell| cell.parse::<u32>().is_ok());
    let is_code = heads.first().is_some_and(|cell| is_postcode(cell));
    (is_code && [1, 2, 3].into_iter().all(is_number)).then_some([0, 2, 3])
}

/// A postcode in capitals and without spaces, as those that are looked for are written.
#[must_use]
pub fn plain_postcode(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_uppercase()
}

/// Whether it has the form of one: the last three are a digit and two letters.
fn is_postcode(text: &str) -> bool {
    let plain = plain_postcode(text);
    let Some(last) = plain.len().checked_sub(3).and_then(|at| plain.get(at..)) else { return false };
    let mut last = last.bytes();
    (5..=7).contains(&plain.len())
        && last.next().is_some_and(|byte| byte.is_ascii_digit())
        && last.all(|byte| byte.is_ascii_uppercase())
}
