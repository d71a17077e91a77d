//! The outlines of land that a part of a dataset stands on.

use serde_json::Value;

use super::kept::Ground;

/// The outlines of `text` that reach into the ground, each as it was; nothing if none does.
pub(super) fn cut(text: &str, ground: Ground) -> Option<String> {
    let mut collection: Value = serde_json::from_str(text).ok()?;
    let features = collection.get_mut("features")?.as_array_mut()?;
    features.retain(|feature| reaches(&feature["geometry"]["coordinates"], ground));
    if features.is_empty() {
        return None;
    }
    let lines: Vec<String> = features.iter().map(Value::to_string).collect();
    let crs = collection.get("crs").map_or_else(String::new, |crs| format!("\"crs\":{crs},"));
    Some(format!("{{{crs}\"type\":\"FeatureCollection\",\"features\":[\n{}\n]}}\n", lines.join(",\n")))
}

/// Whether the rectangle about these co-ordinates and the ground have any place in common.
fn reaches(coordinates: &Value, ground: Ground) -> bool {
    let mut sides = [None; 2];
    gather(coordinates, &mut sides);
    let meets =
        |side: Option<(u32, u32)>, of: (u32, u32)| side.is_some_and(|(least, most)| least <= of.1 && of.0 <= most);
    meets(sides[0], ground.east) && meets(sides[1], ground.north)
}

/// Widens the rectangle by every position in nested lists of them.
fn gather(coordinates: &Value, sides: &mut [Option<(u32, u32)>; 2]) {
    let Some(list) = coordinates.as_array() else { return };
    if let [Value::Number(east), Value::Number(north), ..] = list.as_slice() {
        for (side, number) in sides.iter_mut().zip([east, north]) {
            // Whole metres are near enough.
            let metres = number.to_string().split('.').next().and_then(|whole| whole.parse::<u32>().ok());
            let wider =
                |metres: u32| side.map_or((metres, metres), |(a, b): (u32, u32)| (a.min(metres), b.max(metres)));
            *side = metres.map(wider).or(*side);
        }
        return;
    }
    for within in list {
        gather(within, sides);
    }
}
