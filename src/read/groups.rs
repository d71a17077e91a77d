//! `groups.csv`: groups of areas. A dataset may do without it; an area may be in several groups.

use std::collections::{BTreeMap, BTreeSet};

use super::areas::Areas;
use super::cells::Basis;
use super::format::{Default, Format, Tolerance};
use super::row::{Noted, Row};
use super::seen::Seen;
use super::table::Table;
use crate::domain::{Area, Group, GroupId, Index};

/// What the file holds.
pub(super) const FORMAT: Format = Format {
    file: "groups.csv",
    noun: "an area of a group",
    columns: &["group", "name", "area", "basis", "source"],
    optional: &[],
    defaults: &[
        Default::of("name", "group", "each group goes by its id"),
        Default::BASIS,
        Default::this("source", "not stated", "it is not stated who says that the areas go together"),
    ],
    no_rows: Tolerance::Allowed,
    other_columns: Tolerance::Refused,
};

/// The word by which a model says that no group plans for itself.
const NO_PLANNER: &str = "none";

/// A row: an area of a group.
struct Member {
    group: Group,
    area: Index<Area>,
}

/// Reads the groups, in order of id.
pub(super) fn read(table: &Table, areas: &Areas) -> Vec<Group> {
    let (mut seen, mut spelt) = (Seen::default(), Seen::default());
    let mut groups: BTreeMap<GroupId, (u64, Group)> = BTreeMap::new();
    for row in table.rows() {
        let Ok(Member { group, area }) = member(&row, areas, &mut seen) else { continue };
        if !groups.contains_key(&group.id) && spelt.meet(&row, "group", group.id.as_str()).is_err() {
            continue;
        }
        let (line, known) = groups.entry(group.id.clone()).or_insert_with(|| (row.line(), group.clone()));
        if known.name != group.name {
            let (name, other) = (&group.name, &known.name);
            row.say("name", &format!("`{name}` is `{other}` on line {line}: a group has one name"));
        }
        known.areas.insert(area);
    }
    groups.into_values().map(|(_, group)| group).collect()
}

fn member(row: &Row, areas: &Areas, seen: &mut Seen) -> Result<Member, Noted> {
    let id = row.read::<GroupId>("group").and_then(|id| {
        if id.as_str() == NO_PLANNER {
            Err(row.say("group", "`none` stands for no planner at all; call this one by another word"))
        } else {
            Ok(id)
        }
    });
    let name = row.text("name");
    let area = row.find("area", &areas.keys);
    let basis = row.read::<Basis>("basis");
    let source = row.text("source");
    let (id, area) = (id?, area?);
    seen.meet(row, "area", &format!("{id}, {}", row.written("area")))?;
    basis?;
    Ok(Member { group: Group { id, name: name?, areas: BTreeSet::new(), source: source? }, area })
}
