//! Many plans in one table, each by a key: an option that is funded to a row, and perhaps whom the places serve.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::audit::breaches;
use crate::domain::{Flow, Index, Instance, Plan, ProjectOption};
use crate::model::Question;
use crate::read::{Mistake, Parsed};
use crate::runs::{Row, Rows};
use crate::serving::nearest_flows;

/// The plans of a folder, by key.
pub(super) struct Plans {
    /// What each funds.
    funded: BTreeMap<String, BTreeSet<Index<ProjectOption>>>,
    /// Whom its places serve, where that is in a file.
    flows: Option<BTreeMap<String, Vec<Flow>>>,
    /// The tables.
    pub read: Vec<Rows>,
}

impl Plans {
    /// The plans in `folder`: what is funded is in the table `funded`, and `flows`, if there is one, is of whom is served.
    pub fn of(
        folder: &Path,
        instance: &Instance,
        key: &str,
        (funded, flows): (&str, Option<&str>),
    ) -> Result<Self, Mistake> {
        let of_funded = Rows::read(folder, funded)?;
        let unknown = |read: &Rows, what: &str| {
            Mistake::of_file(&folder.join(&read.parsed.file), &format!("it names {what} that is not in the dataset"))
        };
        let by_name = |index: Index<ProjectOption>| {
            let option = &instance[index];
            ((instance[option.project].id.to_string(), option.id.to_string()), index)
        };
        let options: BTreeMap<(String, String), _> = instance.option_indices().map(by_name).collect();
        let mut plans: BTreeMap<String, BTreeSet<Index<ProjectOption>>> = BTreeMap::new();
        for row in of_funded.iter() {
            let name = (row.text("project").to_owned(), row.text("option").to_owned());
            let option = options.get(&name).ok_or_else(|| unknown(&of_funded, "an option"))?;
            plans.entry(row.text(key).to_owned()).or_default().insert(*option);
        }
        let Some(name) = flows else { return Ok(Self { funded: plans, flows: None, read: vec![of_funded] }) };
        let of_flows = Rows::read(folder, name)?;
        let names = Names::of(instance);
        let mut flows: BTreeMap<String, Vec<Flow>> = BTreeMap::new();
        for row in of_flows.iter() {
            let flow = names.flow(row).ok_or_else(|| unknown(&of_flows, "a site, an area or places"))?;
            flows.entry(row.text(key).to_owned()).or_default().push(flow);
        }
        for flows in flows.values_mut() {
            flows.sort_unstable();
        }
        Ok(Self { funded: plans, flows: Some(flows), read: vec![of_funded, of_flows] })
    }

    /// The plan of this key, with whom it serves; a plan without rows funds nothing.
    pub fn plan(&self, question: &Question<'_>, key: &str) -> Plan {
        let funded = self.funded.get(key).cloned().unwrap_or_default();
        let flows = match &self.flows {
            Some(flows) => flows.get(key).cloned().unwrap_or_default(),
            None => nearest_flows(question, &funded),
        };
        Plan { funded, flows }
    }

    /// The first rule that a plan breaks, if it breaks any.
    pub fn breach(question: &Question<'_>, plan: &Plan) -> Option<String> {
        breaches(question, plan).into_iter().next()
    }

    /// The digests of its tables.
    pub fn parsed(&self) -> impl Iterator<Item = Parsed> {
        self.read.iter().map(|read| read.parsed.clone())
    }
}

/// Where things are, by name.
struct Names {
    sites: BTreeMap<String, usize>,
    areas: BTreeMap<String, usize>,
    care_types: BTreeMap<String, usize>,
}

impl Names {
    fn of(instance: &Instance) -> Self {
        Self {
            sites: instance.sites().iter().map(|site| site.id.to_string()).zip(0..).collect(),
            areas: instance.areas().iter().map(|area| area.id.to_string()).zip(0..).collect(),
            care_types: instance.care_types().iter().map(|care| care.id.to_string()).zip(0..).collect(),
        }
    }

    fn flow(&self, row: Row<'_>) -> Option<Flow> {
        let at = |names: &BTreeMap<String, usize>, column: &str| names.get(row.text(column)).copied();
        Some(Flow {
            site: Index::new(at(&self.sites, "site")?),
            area: Index::new(at(&self.areas, "area")?),
            care_type: Index::new(at(&self.care_types, "care_type")?),
            places: row.text("places").parse().ok()?,
        })
    }
}
