//! `groups.csv`: each group of areas, as `regions.csv` has each region. An area may be in several groups, so they do not add up
//! to all; shares are of all areas that are planned for.

use std::collections::BTreeMap;

use super::deliverable::Deliverable;
use super::part::{COLUMNS, Part, add_up, deliverable};
use super::state::Run;
use crate::domain::{Group, Index};
use crate::table::{Cell, Column, Table};

/// A row for each group that has an area that is planned for, by id; nothing where the dataset has no groups.
#[must_use]
pub fn table(run: &Run<'_>) -> Option<Table> {
    let instance = run.question.instance;
    let indices = (0..instance.groups().len()).map(Index::new);
    let counts = |group: &Index<Group>| instance[*group].areas.iter().any(|area| instance.plans_for(*area));
    let mut groups: BTreeMap<Index<Group>, Part> =
        indices.filter(counts).map(|group| (group, Part::default())).collect();
    if groups.is_empty() {
        return None;
    }
    let known: Vec<Index<Group>> = groups.keys().copied().collect();
    add_up(run, &mut groups, |area| {
        known.iter().copied().filter(|group| instance[*group].areas.contains(&area)).collect()
    });
    let mut all = BTreeMap::from([((), Part::default())]);
    add_up(run, &mut all, |_| vec![()]);
    let row = |(index, part): (&Index<Group>, &Part)| {
        let group = &instance[*index];
        let of_group = deliverable(run, |area| group.areas.contains(&area));
        let names = [Cell::text(&group.id), Cell::text(&group.name)];
        names
            .into_iter()
            .chain([group.areas.len().into()])
            .chain(part.cells(&all[&()]))
            .chain(Deliverable::cells(of_group))
            .collect()
    };
    let names = [Column::id("group", "Group"), Column::words("name", "Name"), Column::number("areas", "Areas")];
    let columns: Vec<Column> = names.into_iter().chain(COLUMNS).collect();
    Some(Table::new("groups", &columns, groups.iter().map(row).collect()))
}
