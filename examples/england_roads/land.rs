//! The outlines of the regions on the British National Grid, less the estuaries that they leave out.

use anyhow::{Context, bail};
use geo::orient::Direction;
use geo::{BooleanOps, Coord, LineString, MapCoords, MultiPolygon, Orient, Polygon};
use proj4rs::Proj;
use proj4rs::transform::transform;
use serde_json::{Value, json};

/// Latitude and longitude, as the regions are published.
const WGS84: &str = "+proj=longlat +datum=WGS84 +no_defs";
/// EPSG:27700, by the Helmert transformation that Ordnance Survey gives, good to about 5 metres.
const NATIONAL_GRID: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy \
    +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs";

/// The text of `land.geojson`: a feature a line, whole metres.
pub(super) fn land(regions: &str, estuaries: &str) -> anyhow::Result<String> {
    let water = read_estuaries(estuaries)?;
    let regions: Value = serde_json::from_str(regions).context("the regions are not JSON")?;
    let features = regions["features"].as_array().context("the regions have no features")?;
    let lines: Vec<String> = features.iter().map(|feature| line(feature, &water)).collect::<anyhow::Result<_>>()?;
    let crs = json!({"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::27700"}});
    Ok(format!("{{\"type\":\"FeatureCollection\",\"crs\":{crs},\"features\":[\n{}\n]}}\n", lines.join(",\n")))
}

/// One region as a feature.
fn line(feature: &Value, water: &MultiPolygon) -> anyhow::Result<String> {
    let outline = project(&read_outline(&feature["geometry"])?)?;
    let dry = outline.difference(water).orient(Direction::Default);
    let polygons: Vec<Value> = dry.iter().map(rings).collect();
    let geometry = match polygons.as_slice() {
        [polygon] => json!({"type": "Polygon", "coordinates": polygon}),
        several => json!({"type": "MultiPolygon", "coordinates": several}),
    };
    Ok(json!({"type": "Feature", "properties": feature["properties"], "geometry": geometry}).to_string())
}

/// The rings of a polygon, in whole metres.
fn rings(polygon: &Polygon) -> Value {
    let ring = |ring: &LineString| {
        let corners = ring.coords().map(|corner| json!([whole(corner.x), whole(corner.y)]));
        Value::from(corners.collect::<Vec<_>>())
    };
    std::iter::once(polygon.exterior()).chain(polygon.interiors()).map(ring).collect()
}

/// A co-ordinate as whole metres, by way of text because a float has no checked conversion.
fn whole(metres: f64) -> u32 {
    format!("{metres:.0}").parse().expect("England lies north-east of the grid's origin")
}

/// Degrees to whole metres. Neighbours share the corners of their border, and still do after rounding.
fn project(outline: &MultiPolygon) -> anyhow::Result<MultiPolygon> {
    let (from, to) = (Proj::from_proj_string(WGS84)?, Proj::from_proj_string(NATIONAL_GRID)?);
    outline.try_map_coords(|corner| {
        let mut point = (corner.x.to_radians(), corner.y.to_radians(), 0.0);
        transform(&from, &to, &mut point)?;
        Ok(Coord { x: point.0.round(), y: point.1.round() })
    })
}

/// A `GeoJSON` polygon or multi-polygon.
fn read_outline(geometry: &Value) -> anyhow::Result<MultiPolygon> {
    let coordinates = geometry["coordinates"].clone();
    let polygons: Vec<Vec<Vec<(f64, f64)>>> = match geometry["type"].as_str() {
        Some("Polygon") => vec![serde_json::from_value(coordinates)?],
        Some("MultiPolygon") => serde_json::from_value(coordinates)?,
        other => bail!("a region is a {other:?}, not a polygon"),
    };
    let polygon = |rings: Vec<Vec<(f64, f64)>>| {
        let mut rings = rings.into_iter().map(LineString::from);
        rings.next().map(|outer| Polygon::new(outer, rings.collect())).context("a region has no outline")
    };
    Ok(MultiPolygon(polygons.into_iter().map(polygon).collect::<anyhow::Result<_>>()?))
}

/// The mid-channel rings of `estuaries.csv`; the rows of one estuary follow each other.
fn read_estuaries(text: &str) -> anyhow::Result<MultiPolygon> {
    let mut rings: Vec<(String, Vec<(f64, f64)>)> = Vec::new();
    for row in csv::Reader::from_reader(text.as_bytes()).deserialize() {
        let (estuary, easting, northing): (String, f64, f64) = row?;
        match rings.last_mut() {
            Some((name, ring)) if *name == estuary => ring.push((easting, northing)),
            _ => rings.push((estuary, vec![(easting, northing)])),
        }
    }
    Ok(MultiPolygon(rings.into_iter().map(|(_, ring)| Polygon::new(LineString::from(ring), Vec::new())).collect()))
}
