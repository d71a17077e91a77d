//! `road_nodes.csv` and `road_edges.csv`: the roads.

use std::collections::BTreeMap;
use std::str::FromStr;

use super::cells::{Metres, Value};
use super::format::{Default, Format, Tolerance};
use super::keys::Keys;
use super::row::{Noted, Row};
use super::sheet::Sheet;
use super::table::Table;
use crate::domain::{Index, Malformed, Point, RoadEdge};

/// What the file of junctions holds.
pub(super) const NODES: Format = Format {
    file: "road_nodes.csv",
    noun: "a junction",
    columns: &["node", "easting", "northing"],
    optional: &[],
    defaults: &[],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// What the file of roads holds.
pub(super) const EDGES: Format = Format {
    file: "road_edges.csv",
    noun: "a road",
    columns: &["from", "to", "metres", "road", "source"],
    optional: &[],
    defaults: &[
        Default::this("road", "", "roads have no numbers"),
        Default::this("source", "", "where roads are from is not stated"),
    ],
    no_rows: Tolerance::Refused,
    other_columns: Tolerance::Refused,
};

/// The id of a junction: a whole number, as large as those of OpenStreetMap.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct NodeId(u64);

impl FromStr for NodeId {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let plain = text.bytes().all(|byte| byte.is_ascii_digit()) && (text == "0" || !text.starts_with('0'));
        let node = plain.then(|| text.parse().ok()).flatten();
        node.map(Self).ok_or_else(|| Malformed::whole(text, "the whole number of a junction, such as 1042"))
    }
}

impl Value for NodeId {}

/// The length of a road in whole metres. One with decimals is rounded, and is a metre at least if it is any.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Length(u32);

impl FromStr for Length {
    type Err = Malformed;

    fn from_str(text: &str) -> Result<Self, Malformed> {
        let Some((whole, decimals)) = text.split_once('.') else {
            return text.parse().map(|metres: Metres| Self(metres.count()));
        };
        let is_plain = !decimals.is_empty() && decimals.bytes().all(|byte| byte.is_ascii_digit());
        let metres = whole.parse::<Metres>().ok().filter(|_| is_plain).map(Metres::count);
        let half = u32::from(decimals.bytes().next().is_some_and(|tenths| tenths >= b'5'));
        let Some(rounded) = metres.and_then(|metres| metres.checked_add(half)) else {
            return Err(Malformed::new(text, "a length in metres, such as 1250 or 1250.4"));
        };
        let is_some = decimals.bytes().any(|byte| byte != b'0');
        Ok(Self(if is_some { rounded.max(1) } else { rounded }))
    }
}

impl Value for Length {}

/// A junction, with its id.
type Junction = (NodeId, Point);

/// Reads the junctions, in order of id, and the roads between them, in order too.
pub(super) fn read(nodes: Table, edges: &Table) -> (Vec<Point>, Vec<RoadEdge>) {
    let nodes: Sheet<Point, NodeId, Junction> = Sheet::read(nodes, "node", |row, id| {
        let point = row.point();
        Ok((id?, point?))
    });
    let mut roads: Vec<(Index<Point>, Index<Point>, u32)> =
        edges.rows().filter_map(|row| read_edge(&row, &nodes.keys).ok()).collect();

    // Ids sort as text among the keys, and as numbers among the junctions.
    let mut junctions: Vec<(NodeId, Index<Point>, Point)> =
        nodes.rows.iter().map(|(&index, &(_, (id, point)))| (id, index, point)).collect();
    junctions.sort_unstable_by_key(|&(id, _, _)| id);
    let place: BTreeMap<Index<Point>, usize> =
        junctions.iter().enumerate().map(|(place, &(_, index, _))| (index, place)).collect();
    roads.retain(|(from, to, _)| place.contains_key(from) && place.contains_key(to));
    let mut roads: Vec<RoadEdge> =
        roads.into_iter().map(|(from, to, metres)| RoadEdge { from: place[&from], to: place[&to], metres }).collect();
    roads.sort_unstable();
    (junctions.into_iter().map(|(_, _, point)| point).collect(), roads)
}

/// A road: its ends and its length.
fn read_edge(row: &Row, nodes: &Keys<Point, NodeId>) -> Result<(Index<Point>, Index<Point>, u32), Noted> {
    let [from, to] = ["from", "to"].map(|column| row.find(column, nodes));
    let metres = row.read::<Length>("metres").and_then(|Length(metres)| match metres {
        0 => Err(row.say("metres", "`0` is no length: a road is at least a metre long")),
        metres => Ok(metres),
    });
    let road = row.text_or_blank("road");
    let source = row.text_or_blank("source");
    let (from, to) = (from?, to?);
    if from == to {
        return Err(row.say("to", &format!("`{}` is where the road begins", row.written("to"))));
    }
    road.and(source).and(metres).map(|metres| (from, to, metres))
}
