//! The model of a part of a dataset, and what it assumes.

use std::collections::BTreeSet;

use super::INPUTS;
use super::kept::Kept;
use crate::domain::{FinancialYear, Index, Instance, Money, Project};
use crate::read::Roads;

/// What is asked of a part of a dataset.
#[derive(Debug)]
pub(super) struct Question {
    envelope: Money,
    envelope_basis: String,
    horizon: FinancialYear,
    /// The care types that children need, each with whether its homes serve a wide area.
    reach: Vec<(String, Wide)>,
    has_match_limits: bool,
    regions: String,
    roads: Roads,
}

/// Whether homes of a kind serve a wide area.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Wide {
    Yes,
    No,
}

/// How far open and secure homes serve, in miles: the whole worth of a place, and half of it.
const NEAR: (u32, u32) = (20, 40);
const FAR: (u32, u32) = (50, 100);

impl Question {
    /// The question of what is kept of `instance`.
    pub fn of(instance: &Instance, kept: &Kept, regions: &str, roads: Roads) -> Self {
        let projects: Vec<&Project> =
            instance.projects().iter().filter(|project| kept.projects.contains(project.id.as_str())).collect();
        let (envelope, envelope_basis) = envelope(instance, &projects);
        let opens = |planned: bool| {
            let options = instance.options().iter().filter(move |option| option.planned || !planned);
            options.map(|option| option.opens).max()
        };
        let needs = instance.demand().iter().filter(|need| kept.areas.contains(instance[need.area].id.as_str()));
        let needed: BTreeSet<_> = needs.map(|need| need.care_type).collect();
        let wide = |care_type: Index<_>| {
            let mut options = instance.options().iter().filter(|option| option.care_type == care_type);
            let is_secure = options.any(|option| instance[instance[option.project].line].home_type == "secure");
            if is_secure { Wide::Yes } else { Wide::No }
        };
        Self {
            envelope,
            envelope_basis,
            horizon: opens(true).or_else(|| opens(false)).unwrap_or(FinancialYear::LAST),
            reach: needed.into_iter().map(|care_type| (instance[care_type].id.to_string(), wide(care_type))).collect(),
            has_match_limits: instance
                .areas()
                .iter()
                .any(|area| kept.areas.contains(area.id.as_str()) && area.match_limit.is_some()),
            regions: regions.to_owned(),
            roads,
        }
    }

    /// It as a model.
    pub fn to_toml(&self) -> String {
        let Self { regions, envelope, envelope_basis, horizon, .. } = self;
        let title = format!("{regions}: which bids give the most well-located places for {envelope}?");
        let title = toml::Value::String(title);
        let matched =
            if self.has_match_limits { "\n[match_funding]\nsource = \"match_limit_gbp in areas.csv\"\n" } else { "" };
        format!(
            "# What is asked of {INPUTS}/. README.md says what that is a part of. Every number here was set by `placewell \
             new`:\n# put your own, and who decided it.\n\ntitle = {title}\ndataset = \"{INPUTS}\"\nhorizon = \
             \"{horizon}\"\ncount_places = \"likely\"\n\n[envelope]\ntotal_gbp = {}\nsource = \"Assumed \
             (assumptions.csv): {envelope_basis}\"\n\n[distance]\n{}\n\n[objective]\nmaximise = \
             \"well-located\"\n{}{matched}",
            envelope.pounds(),
            self.distance(),
            self.reach.iter().map(reach).collect::<String>(),
        )
    }

    fn distance(&self) -> &'static str {
        match self.roads {
            Roads::Needed => "metric = \"road\"\nlocal_road_percent = 130",
            Roads::NotNeeded => "metric = \"straight-line\"",
        }
    }

    /// The rows of `assumptions.csv` that say what was set here.
    pub fn assumptions(&self, dataset: &str) -> Vec<Vec<String>> {
        let reach: Vec<String> = self.reach.iter().map(reach_in_words).collect();
        let row = |id: &str, what: &str, value: &str, basis: &str, effect: &str| {
            [id, what, value, "not set", basis, "not signed off", effect].map(str::to_owned).to_vec()
        };
        let envelope = self.envelope.to_string();
        vec![
            row(
                "new-border",
                "What lies beyond the border of this part",
                "nothing",
                &format!("Cut from the dataset {dataset} by placewell new: {}", self.regions),
                "Children are not served by homes beyond the border, nor children beyond it by homes here",
            ),
            row("new-envelope", "The envelope", &envelope, &self.envelope_basis, "More money funds more"),
            row(
                "new-horizon",
                "The year at the end of which places are counted",
                &self.horizon.to_string(),
                &format!("The last in which a planned option of {dataset} opens, or else any"),
                "What opens later does not count",
            ),
            row(
                "new-reach",
                "How far places serve",
                &reach.join("; "),
                "Set by placewell new alike for every dataset: open homes, and secure ones, which serve a wide area",
                "A longer reach makes more places well located",
            ),
        ]
    }
}

/// How far the homes of a care type serve, as a section of a model.
fn reach((care_type, wide): &(String, Wide)) -> String {
    let (near, far) = miles(*wide);
    format!(
        "\n[reach.{care_type}]\nbands = [{{ miles = {near}, worth_percent = 100 }}, {{ miles = {far}, worth_percent = 50 \
         }}]\nsource = \"Assumed (assumptions.csv)\"\n"
    )
}

/// The same in a few words.
fn reach_in_words((care_type, wide): &(String, Wide)) -> String {
    let (near, far) = miles(*wide);
    format!("{care_type} {near} miles at 100% and {far} at 50%")
}

fn miles(wide: Wide) -> (u32, u32) {
    match wide {
        Wide::Yes => FAR,
        Wide::No => NEAR,
    }
}

/// What the planned options come to, or else half of the dearest option of every bid; and which of them it is.
fn envelope(instance: &Instance, projects: &[&Project]) -> (Money, String) {
    let options = |project: &&Project| project.option_indices().map(|option| &instance[option]);
    let planned: Money =
        projects.iter().flat_map(options).filter(|option| option.planned).map(|option| option.cost).sum();
    if planned > Money::ZERO {
        return (planned, "what the planned options here cost, and no share of any fund".to_owned());
    }
    let dearest = projects.iter().filter_map(|project| options(project).map(|option| option.cost).max());
    let all: Money = dearest.sum();
    (Money::from_pounds(all.pounds() / 2), "half of what the dearest option of every bid here costs".to_owned())
}
