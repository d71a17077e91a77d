//! Latitude and longitude on the British National Grid.
//!
//! By the transformation of seven parameters that Ordnance Survey publishes, which is good to about 5 metres; its grid of
//! corrections (OSTN15) would be good to 0.1, and distances here are rounded to 160.

use proj4rs::Proj;
use proj4rs::transform::transform;

use crate::domain::{Malformed, Point};

/// Latitude and longitude as satellites give them.
const WGS84: &str = "+proj=longlat +datum=WGS84 +no_defs";
/// EPSG:27700.
const NATIONAL_GRID: &str = "+proj=tmerc +lat_0=49 +lon_0=-2 +k=0.9996012717 +x_0=400000 +y_0=-100000 +ellps=airy \
    +towgs84=446.448,-125.157,542.06,0.15,0.247,0.842,-20.489 +units=m +no_defs";

/// How far a point may be from where it should, in words.
pub const ACCURACY: &str = "good to about 5 metres";

/// The point at a latitude and a longitude in decimal degrees, to the metre.
///
/// # Errors
///
/// If one is no number of degrees, or they are not in England or Wales; where they are swapped it says so.
pub fn point(latitude: &str, longitude: &str) -> Result<Point, Malformed> {
    let [north, east] = [degrees(latitude)?, degrees(longitude)?];
    on_grid(north, east).ok_or_else(|| {
        let swapped = if on_grid(east, north).is_some() { "; are they swapped?" } else { "" };
        Malformed::new(&format!("{latitude}, {longitude}"), format!("a place in England or Wales{swapped}"))
    })
}

fn degrees(text: &str) -> Result<f64, Malformed> {
    let is_plain = |c: char| c.is_ascii_digit() || c == '.' || c == '-';
    let plain = text.trim().trim_end_matches('°');
    let number = Some(plain).filter(|plain| plain.chars().all(is_plain)).and_then(|plain| plain.parse().ok());
    number.ok_or_else(|| Malformed::new(text, "a number of degrees, such as 53.4084 or -2.9916"))
}

fn on_grid(north: f64, east: f64) -> Option<Point> {
    if !(49.0..61.0).contains(&north) || !(-9.0..3.0).contains(&east) {
        return None;
    }
    let (from, to) = (Proj::from_proj_string(WGS84).ok()?, Proj::from_proj_string(NATIONAL_GRID).ok()?);
    let mut place = (east.to_radians(), north.to_radians(), 0.0);
    transform(&from, &to, &mut place).ok()?;
    // By way of text, as a number with a fraction has no checked conversion.
    let whole = |metres: f64| format!("{metres:.0}").parse().ok();
    Point::new(whole(place.0)?, whole(place.1)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_that_ordnance_survey_gives_both_ways_are_found_within_five_metres() {
        // Test points of Ordnance Survey's OSTN15 (its developer pack): latitude, longitude, easting, northing.
        for (latitude, longitude, east, north) in [
            ("49.92226394", "-6.29977753", 91_492, 11_318),
            ("50.43885825", "-4.10864636", 250_359, 62_016),
            ("50.57563666", "-1.29782277", 449_816, 75_335),
            ("51.48936564", "-0.11992557", 530_624, 178_388),
            ("52.65800783", "1.71607397", 651_410, 313_177),
            ("53.80021519", "-1.66379168", 422_242, 433_818),
            ("54.97912273", "-1.61657686", 424_639, 565_012),
        ] {
            let found = point(latitude, longitude).expect("a place");
            let far = found.metres_to(Point::new(east, north).expect("a point"));
            assert!(far <= 5, "{latitude}, {longitude}: {far} metres from {east}, {north}");
        }
    }

    #[test]
    fn what_is_no_place_in_england_is_refused_in_words() {
        let why = |one: &str, other: &str| point(one, other).map_or_else(|why| why.to_string(), |_| String::new());
        assert!(why("-1.66", "53.80").ends_with("are they swapped?"), "{}", why("-1.66", "53.80"));
        assert!(why("40.71", "-74.00").contains("a place in England or Wales"));
        assert!(why("53 48 1", "-1.6").contains("a number of degrees"));
        assert!(why("NaN", "-1.6").contains("a number of degrees"));
    }
}
