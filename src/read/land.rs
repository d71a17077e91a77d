//! `land.geojson`: outlines of dry land.

use std::path::Path;

use serde::Deserialize;
use serde_json::value::RawValue;

use super::Mistake;
use super::file::{self, Parsed};
use super::findings::Findings;
use super::place::Place;
use super::records::{after, further};
use crate::domain::{Land, Point, Polygon};

/// The most bytes of the outlines: 8 MiB, a thousand times those of England's regions.
const LARGEST: u64 = 8 << 20;

/// The name of the file.
pub(super) const FILE: &str = "land.geojson";

/// A `FeatureCollection`, as far as it is read.
#[derive(Deserialize)]
struct Collection<'t> {
    crs: Option<Crs>,
    #[serde(borrow)]
    features: Vec<Feature<'t>>,
}

/// The co-ordinate reference system, as the GIS programs of 2008 and since declare it.
#[derive(Deserialize)]
struct Crs {
    properties: CrsName,
}

/// The name of a co-ordinate reference system.
#[derive(Deserialize)]
struct CrsName {
    name: String,
}

/// A feature of the collection.
#[derive(Deserialize)]
struct Feature<'t> {
    #[serde(borrow)]
    geometry: Option<Geometry<'t>>,
}

/// An outline or several.
#[derive(Deserialize)]
struct Geometry<'t> {
    #[serde(rename = "type")]
    kind: String,
    /// Read once its kind is known.
    #[serde(borrow)]
    coordinates: &'t RawValue,
}

/// Metres east and north, or degrees by mistake.
type Position = (f64, f64);
/// A closed line.
type Ring = Vec<Position>;

/// Reads the outlines.
pub(super) fn read(findings: &Findings, place: &Place<'_>) -> Land {
    let Place::Folder(folder) = place else {
        let why = "a workbook holds no outlines of land: put metric = \"straight-line\" under [distance], or keep the dataset in a folder";
        findings.mistakes.borrow_mut().push(Mistake::of_file(&place.path(FILE), why));
        return Land::default();
    };
    let file = folder.join(FILE);
    let land = file::read_text(&file, LARGEST).map_err(|mistake| vec![mistake]).and_then(|(text, parsed)| {
        findings.parsed.borrow_mut().push(Parsed { file: FILE.to_owned(), ..parsed });
        parse(&file, &text)
    });
    land.unwrap_or_else(|mistakes| {
        findings.mistakes.borrow_mut().extend(mistakes);
        Land::default()
    })
}

/// The outlines of a text.
fn parse(file: &Path, text: &str) -> Result<Land, Vec<Mistake>> {
    let collection: Collection = serde_json::from_str(text).map_err(|error| vec![malformed(file, 1, "", &error)])?;
    let (mut polygons, mut mistakes) = (Vec::new(), Vec::new());
    if let Err(mistake) = check_crs(collection.crs.as_ref()) {
        mistakes.push(Mistake::new(file, 1, "crs", &mistake));
    }
    // Features are in the order of the text: lines are counted on from one to the next.
    let (mut counted, mut line) = (0, 1);
    for (number, feature) in collection.features.iter().enumerate() {
        let key = format!("features[{number}]");
        let Some(geometry) = &feature.geometry else {
            mistakes.push(Mistake::new(file, 0, &key, "this feature has no geometry"));
            continue;
        };
        let before = offset(text, geometry.coordinates.get());
        line = after(line, &text.as_bytes()[counted..before]);
        counted = before;
        match outlines(geometry) {
            Ok(outlines) => outlines.into_iter().for_each(|outline| match polygon(outline) {
                Ok(polygon) => polygons.push(polygon),
                Err(mistake) => mistakes.push(Mistake::new(file, line, &key, &mistake)),
            }),
            Err(Refused::Kind(mistake)) => mistakes.push(Mistake::new(file, line, &key, &mistake)),
            Err(Refused::Json(error)) => mistakes.push(malformed(file, line, &key, &error)),
        }
    }
    if polygons.is_empty() && mistakes.is_empty() {
        mistakes.push(Mistake::of_file(file, "this file outlines no land"));
    }
    if mistakes.is_empty() { Ok(Land { polygons }) } else { Err(mistakes) }
}

/// The mistake of JSON that could not be read, whose text begins on line `first`.
fn malformed(file: &Path, first: u64, key: &str, error: &serde_json::Error) -> Mistake {
    // What has no line of its own is on the first.
    let line = further(first, error.line().saturating_sub(1));
    let text = error.to_string();
    let what = text.split(" at line ").next().unwrap_or_default();
    Mistake::new(file, line, key, &format!("this is not GeoJSON outlines: {what}"))
}

/// Where in `text` its slice `part` begins.
fn offset(text: &str, part: &str) -> usize {
    part.as_ptr().addr().saturating_sub(text.as_ptr().addr())
}

/// Refuses any reference system but the British National Grid.
fn check_crs(crs: Option<&Crs>) -> Result<(), String> {
    let wanted = "it should be British National Grid, `EPSG:27700`";
    match crs.map(|crs| crs.properties.name.as_str()) {
        None => Err(format!("no co-ordinate reference system is declared; {wanted}")),
        Some(name) if name.ends_with(":27700") => Ok(()),
        Some(name) => Err(format!("`{name}` is not the reference system of a dataset; {wanted}")),
    }
}

/// Why a geometry could not be read.
enum Refused {
    /// It is of another kind.
    Kind(String),
    /// Its co-ordinates are not those of its kind.
    Json(serde_json::Error),
}

/// The outlines of a geometry, each with its holes.
fn outlines(geometry: &Geometry) -> Result<Vec<Vec<Ring>>, Refused> {
    let coordinates = geometry.coordinates.get();
    match geometry.kind.as_str() {
        "Polygon" => serde_json::from_str(coordinates).map(|outline| vec![outline]).map_err(Refused::Json),
        "MultiPolygon" => serde_json::from_str(coordinates).map_err(Refused::Json),
        other => Err(Refused::Kind(format!("`{other}` is not an outline: Polygon or MultiPolygon"))),
    }
}

/// An outline and its holes.
fn polygon(rings: Vec<Ring>) -> Result<Polygon, String> {
    let mut rings = rings.into_iter().map(|ring| closed(&ring));
    let outer = rings.next().ok_or("this outline has no points")??;
    Ok(Polygon { outer, holes: rings.collect::<Result<_, _>>()? })
}

/// The points of a ring that ends where it begins.
fn closed(ring: &Ring) -> Result<Vec<Point>, String> {
    if ring.iter().all(|&(x, y)| x.abs() <= 180.0 && y.abs() <= 90.0) && !ring.is_empty() {
        let advice = "convert them to British National Grid metres (EPSG:27700)";
        return Err(format!("these co-ordinates look like degrees of longitude and latitude; {advice}"));
    }
    if ring.len() < 4 || ring.first() != ring.last() {
        return Err("a ring has at least four points, and ends where it begins".to_owned());
    }
    ring.iter().map(|&position| point(position)).collect()
}

/// The point, to the nearest metre.
fn point((easting, northing): Position) -> Result<Point, String> {
    let whole = |metres: f64| format!("{metres:.0}").parse::<u32>().ok();
    let point = whole(easting).zip(whole(northing)).and_then(|(easting, northing)| Point::new(easting, northing));
    point.ok_or_else(|| format!("easting {easting} and northing {northing} are not in England or Wales"))
}
