//! A plan: what is funded, and whom its places serve.

use std::collections::BTreeSet;

use super::{Area, CareType, Index, Instance, Places, Project, ProjectOption, Site};

/// The chosen options, and the places used by the children of each area.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Plan {
    /// The options that are funded.
    pub funded: BTreeSet<Index<ProjectOption>>,
    /// The places used, in order of site, area and care type, without empty ones.
    pub flows: Vec<Flow>,
}

/// Places at a site used by the children of an area.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Flow {
    /// Where the places are.
    pub site: Index<Site>,
    /// Where the children are from.
    pub area: Index<Area>,
    /// The care they need.
    pub care_type: Index<CareType>,
    /// How many places they use.
    pub places: Places,
}

impl Plan {
    /// The published plan: every option marked as planned, and no flows yet.
    #[must_use]
    pub fn published(instance: &Instance) -> Self {
        let planned = instance.option_indices().filter(|&index| instance[index].planned);
        Self { funded: planned.collect(), flows: Vec::new() }
    }

    /// The funded options, in order.
    pub fn options<'a>(&'a self, instance: &'a Instance) -> impl Iterator<Item = &'a ProjectOption> {
        self.funded.iter().map(|&index| &instance[index])
    }

    /// The projects that it funds.
    #[must_use]
    pub fn projects(&self, instance: &Instance) -> BTreeSet<Index<Project>> {
        self.funded.iter().map(|&option| instance[option].project).collect()
    }

    /// Whether an option of `project` is funded.
    #[must_use]
    pub fn funds(&self, instance: &Instance, project: Index<Project>) -> bool {
        instance[project].option_indices().any(|option| self.funded.contains(&option))
    }
}
