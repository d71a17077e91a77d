//! Everything that is known, before any question is asked of it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops;
use std::sync::Arc;

use super::{
    About, Area, CareType, Demand, DemandLayer, Estimate, FinancialYear, Group, GroupId, Home, Index, Link, LinkId,
    Money, Own, Places, Planner, ProgrammeLine, Project, ProjectOption, Site,
};

/// The data of a dataset, checked and cross-referenced: each table is sorted by id and cannot be changed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Instance {
    parts: Parts,
    as_read: Option<Arc<Instance>>,
    planner: Option<Planner>,
}

/// The tables of a [`Instance`], for whoever builds one.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    /// Care types.
    pub care_types: Vec<CareType>,
    /// Areas.
    pub areas: Vec<Area>,
    /// Groups of areas.
    pub groups: Vec<Group>,
    /// Programme lines.
    pub lines: Vec<ProgrammeLine>,
    /// Homes.
    pub homes: Vec<Home>,
    /// Sites.
    pub sites: Vec<Site>,
    /// Projects.
    pub projects: Vec<Project>,
    /// Options, by project and then id.
    pub options: Vec<ProjectOption>,
    /// Demand at the horizon, by area and then care type.
    pub demand: Vec<Demand>,
    /// Demand from the end of each of these years until the next, where it is told by year; each as `demand` is.
    pub demand_from: BTreeMap<FinancialYear, Vec<Demand>>,
    /// Demand as demand.csv has it, without any layer and before any adjustment; where it is told by year, of the last.
    pub demand_read: Vec<Demand>,
    /// The same by year, where it is told by year.
    pub demand_read_from: BTreeMap<FinancialYear, Vec<Demand>>,
    /// The layers of demand that may be chosen, by id.
    pub demand_layers: Vec<DemandLayer>,
    /// Links.
    pub links: Vec<Link>,
    /// Columns of others.
    pub own: Own,
    /// What the dataset says of itself.
    pub about: Option<About>,
}

impl Instance {
    /// The problem these tables make.
    ///
    /// # Panics
    ///
    /// If a table is not strictly in order of id, or an option is not where its project says: the reader has a bug.
    #[must_use]
    pub fn new(parts: Parts) -> Self {
        assert!(parts.care_types.is_sorted_by(|a, b| a.id < b.id), "care types are sorted by id");
        assert!(parts.areas.is_sorted_by(|a, b| a.id < b.id), "areas are sorted by id");
        assert!(parts.groups.is_sorted_by(|a, b| a.id < b.id), "groups are sorted by id");
        assert!(parts.lines.is_sorted_by(|a, b| a.id < b.id), "programme lines are sorted by id");
        assert!(parts.homes.is_sorted_by(|a, b| a.id < b.id), "homes are sorted by id");
        assert!(parts.sites.is_sorted_by(|a, b| a.id < b.id), "sites are sorted by id");
        assert!(parts.projects.is_sorted_by(|a, b| a.id < b.id), "projects are sorted by id");
        assert!(parts.links.is_sorted_by(|a, b| a.id < b.id), "links are sorted by id");
        assert!(
            parts.options.is_sorted_by(|a, b| (a.project, &a.id) < (b.project, &b.id)),
            "options are sorted by project and id"
        );
        assert!(parts.demand_layers.is_sorted_by(|a, b| a.id < b.id), "demand layers are sorted by id");
        for demand in parts.demand_from.values().chain([&parts.demand]) {
            assert!(
                demand.is_sorted_by(|a, b| (a.area, a.care_type) < (b.area, b.care_type)),
                "demand is sorted by area and care type"
            );
        }
        for (position, project) in parts.projects.iter().enumerate() {
            let own =
                parts.options[project.options.clone()].iter().all(|option| option.project == Index::new(position));
            assert!(own, "the options of {} are its own", project.id);
        }
        Self { parts, as_read: None, planner: None }
    }

    /// This problem, which was made of another by adjusting it: what it is made of where it is adjusted otherwise.
    #[must_use]
    pub fn of(self, as_read: Self) -> Self {
        Self { as_read: Some(Arc::new(as_read)), ..self }
    }

    /// The problem that this one was made of by adjusting it, if it was.
    #[must_use]
    pub fn as_read(&self) -> Option<&Self> {
        self.as_read.as_deref()
    }

    /// The same, with who plans.
    #[must_use]
    pub fn beside(self, planner: Planner) -> Self {
        Self { planner: Some(planner), ..self }
    }

    /// Who plans, where a group does.
    #[must_use]
    pub const fn planner(&self) -> Option<&Planner> {
        self.planner.as_ref()
    }

    /// Its tables, to make another problem of.
    #[must_use]
    pub fn to_parts(&self) -> Parts {
        self.parts.clone()
    }

    /// The same problem without these links.
    #[must_use]
    pub fn without_links(&self, links: &BTreeSet<LinkId>) -> Self {
        let mut parts = self.parts.clone();
        parts.links.retain(|link| !links.contains(&link.id));
        Self { parts, as_read: self.as_read.clone(), planner: self.planner.clone() }
    }

    /// The same problem with its tables changed.
    ///
    /// # Panics
    ///
    /// As [`Instance::new`], if the change leaves a table out of order.
    #[must_use]
    pub fn changed(&self, change: impl FnOnce(&mut Parts)) -> Self {
        let mut parts = self.parts.clone();
        change(&mut parts);
        Self { planner: self.planner.clone(), ..Self::new(parts) }
    }

    /// The same with other costs of some options; what they spend by year keeps its shape.
    #[must_use]
    pub fn repriced(&self, costs: &BTreeMap<Index<ProjectOption>, Money>) -> Self {
        let mut parts = self.parts.clone();
        for (option, cost) in costs {
            parts.options[option.position()].reprice(*cost);
        }
        Self { parts, as_read: None, planner: self.planner.clone() }
    }

    /// Care types, by id.
    #[must_use]
    pub fn care_types(&self) -> &[CareType] {
        &self.parts.care_types
    }

    /// Areas, by id.
    #[must_use]
    pub fn areas(&self) -> &[Area] {
        &self.parts.areas
    }

    /// Groups of areas, by id.
    #[must_use]
    pub fn groups(&self) -> &[Group] {
        &self.parts.groups
    }

    /// Programme lines, by id; see [`Instance::lines_as_printed`] for the order of the published table.
    #[must_use]
    pub fn lines(&self) -> &[ProgrammeLine] {
        &self.parts.lines
    }

    /// Homes, by id.
    #[must_use]
    pub fn homes(&self) -> &[Home] {
        &self.parts.homes
    }

    /// Sites, by id.
    #[must_use]
    pub fn sites(&self) -> &[Site] {
        &self.parts.sites
    }

    /// Projects, by id.
    #[must_use]
    pub fn projects(&self) -> &[Project] {
        &self.parts.projects
    }

    /// Options, by project and then id.
    #[must_use]
    pub fn options(&self) -> &[ProjectOption] {
        &self.parts.options
    }

    /// Demand at the horizon, by area and then care type.
    #[must_use]
    pub fn demand(&self) -> &[Demand] {
        &self.parts.demand
    }

    /// Demand at the end of `year`: that of the last year told until then, or of the first that is told. Where it is not
    /// told by year it is the same in all.
    #[must_use]
    pub fn demand_in(&self, year: FinancialYear) -> &[Demand] {
        until(&self.parts.demand_from, year).unwrap_or(&self.parts.demand)
    }

    /// Whether other children need a place at the end of some year before this one.
    #[must_use]
    pub fn had_other_demand_before(&self, year: FinancialYear) -> bool {
        let now = self.demand_in(year);
        self.parts.demand_from.range(..year).any(|(_, demand)| demand.as_slice() != now)
    }

    /// Demand at the end of `year` as demand.csv has it, without any layer and before any adjustment.
    #[must_use]
    pub fn demand_read_in(&self, year: FinancialYear) -> &[Demand] {
        until(&self.parts.demand_read_from, year).unwrap_or(&self.parts.demand_read)
    }

    /// The years from whose end demand.csv tells of other children; none where it does not tell by year.
    pub fn years_of_demand_read(&self) -> impl Iterator<Item = FinancialYear> {
        self.parts.demand_read_from.keys().copied()
    }

    /// The layers of demand that a model may choose, by id.
    #[must_use]
    pub fn demand_layers(&self) -> &[DemandLayer] {
        &self.parts.demand_layers
    }

    /// Links, by id.
    #[must_use]
    pub fn links(&self) -> &[Link] {
        &self.parts.links
    }

    /// Columns of others, carried along.
    #[must_use]
    pub fn own(&self) -> &Own {
        &self.parts.own
    }

    /// What the dataset says of itself, if it does.
    #[must_use]
    pub const fn about(&self) -> Option<&About> {
        self.parts.about.as_ref()
    }

    /// The indices of the areas, in order.
    pub fn area_indices(&self) -> impl Iterator<Item = Index<Area>> + use<> {
        (0..self.parts.areas.len()).map(Index::new)
    }

    /// The indices of the options, in order.
    pub fn option_indices(&self) -> impl Iterator<Item = Index<ProjectOption>> + use<> {
        (0..self.parts.options.len()).map(Index::new)
    }

    /// The indices of the projects, in order.
    pub fn project_indices(&self) -> impl Iterator<Item = Index<Project>> + use<> {
        (0..self.parts.projects.len()).map(Index::new)
    }

    /// The indices of the sites, in order.
    pub fn site_indices(&self) -> impl Iterator<Item = Index<Site>> + use<> {
        (0..self.parts.sites.len()).map(Index::new)
    }

    /// The most that an option may cost beyond what was asked, by its programme line.
    #[must_use]
    pub fn overrun(&self, option: Index<ProjectOption>) -> Money {
        let option = &self[option];
        self[self[option.project].line].overrun_of(option.cost)
    }

    /// The places there are at the end of `year` because of `option`: those it adds, and those it protects that would
    /// have fallen away by then. Until they do, they stand without it.
    #[must_use]
    pub fn places_at(&self, option: &ProjectOption, year: FinancialYear, estimate: Estimate) -> Places {
        if !option.is_open_by(year) {
            return Places::ZERO;
        }
        let home = self[self[option.project].site].home.map(|home| &self[home]);
        let lost = home.filter(|home| home.care_type == option.care_type).map(|home| home.lost_by(year));
        option.additional.at(estimate) + option.protected.min(lost.unwrap_or_default())
    }

    /// The places of its home that `option` takes away at the end of `year`, while that is closed for the works.
    #[must_use]
    pub fn closed_at(&self, option: &ProjectOption, year: FinancialYear) -> Places {
        let home = self[self[option.project].site].home.filter(|_| option.closes_home_in(year));
        home.map_or(Places::ZERO, |home| self[home].standing_at(year))
    }

    /// The programme lines in the order of the published table.
    #[must_use]
    pub fn lines_as_printed(&self) -> Vec<Index<ProgrammeLine>> {
        let mut lines: Vec<Index<ProgrammeLine>> = (0..self.parts.lines.len()).map(Index::new).collect();
        lines.sort_by_key(|&line| (self[line].row, line));
        lines
    }

    /// The regions, in alphabetical order.
    #[must_use]
    pub fn regions(&self) -> BTreeSet<&str> {
        self.parts.areas.iter().map(|area| area.region.as_str()).collect()
    }

    /// The regions of the areas that are planned for, in alphabetical order.
    #[must_use]
    pub fn planned_regions(&self) -> BTreeSet<&str> {
        let own = self.area_indices().filter(|area| self.plans_for(*area));
        own.map(|area| self[area].region.as_str()).collect()
    }

    /// The group of this id, if there is one.
    #[must_use]
    pub fn group(&self, id: &GroupId) -> Option<Index<Group>> {
        self.parts.groups.binary_search_by(|group| group.id.cmp(id)).ok().map(Index::new)
    }

    /// Whether an area is in the group of this id.
    #[must_use]
    pub fn is_in(&self, area: Index<Area>, group: &GroupId) -> bool {
        self.group(group).is_some_and(|group| self[group].areas.contains(&area))
    }
}

/// The table of the last year told until `year`, or of the first that is told.
fn until(told: &BTreeMap<FinancialYear, Vec<Demand>>, year: FinancialYear) -> Option<&[Demand]> {
    let until = told.range(..=year).next_back().or_else(|| told.first_key_value());
    until.map(|(_, demand)| demand.as_slice())
}

/// Rows by their index.
macro_rules! table {
    ($row:ty, $table:ident) => {
        impl ops::Index<Index<$row>> for Instance {
            type Output = $row;

            fn index(&self, index: Index<$row>) -> &$row {
                &self.parts.$table[index.position()]
            }
        }
    };
}

table!(Area, areas);
table!(CareType, care_types);
table!(Group, groups);
table!(Home, homes);
table!(ProgrammeLine, lines);
table!(Project, projects);
table!(ProjectOption, options);
table!(Site, sites);
