//! A plan that was announced, and the rules that are taken from it, as the rules of the main job are from NAO Figure 11:
//! so there is a plan that keeps them all.

use std::collections::{BTreeMap, BTreeSet};

use super::generate::{FIRST, LAST};
use super::instance::{Area, Ground, Link, Offer, Project, year};
use super::model::{Metric, Model};
use super::random::Random;

/// What the announced plan costs, in per cents of the first options of all projects; and the envelope.
const ANNOUNCED: i64 = 34;
const ENVELOPE: i64 = 40;

/// What was announced.
pub(super) struct Announced {
    envelope: i64,
}

impl Announced {
    /// Draws a plan, marks its options, and gives every area the match that the plan asks of it, and 40% of all others.
    pub(super) fn draw(projects: &mut [Project], areas: &mut [Area], random: &mut Random) -> Self {
        let all: i64 = projects.iter().map(|project| project.options[0].cost()).sum();
        let mut left = all * ANNOUNCED / 100;
        let mut waiting: Vec<usize> = (0..projects.len()).collect();
        let mut limits: BTreeMap<String, i64> = BTreeMap::new();
        while !waiting.is_empty() {
            let drawn = random.between(0, i64::try_from(waiting.len()).expect("a length in memory") - 1);
            let at = waiting.swap_remove(usize::try_from(drawn).expect("it is a position"));
            let project = &mut projects[at];
            let area = project.area.clone();
            let asked = project.options[0].local_match;
            let fits = |offer: &&mut Offer| offer.opens <= LAST && offer.cost() <= left;
            let share = project.options.iter_mut().find(fits).map_or(asked * 4 / 10, |offer| {
                offer.planned = true;
                left -= offer.cost();
                offer.local_match
            });
            *limits.entry(area).or_default() += share;
        }
        for area in areas {
            area.match_limit = Some(limits.get(&area.id).copied().unwrap_or_default());
        }
        Self { envelope: all * ENVELOPE / 100 }
    }

    /// The model with the rules taken from the plan.
    pub(super) fn model(&self, projects: &[Project], areas: &[Area]) -> Model {
        let mut model = Model::new("What can be had of a made-up dataset?", self.envelope, Metric::StraightLine);
        model.reach("open", &[(20, 100)]);
        model.reach("secure", &[(30, 100), (50, 50)]);
        let of = |percent: i64| self.envelope * percent / 100;
        model.fund("first", of(45), [FIRST, LAST], None);
        model.fund("second", of(15), [FIRST + 1, LAST], None);
        model.fund("third", of(30), [FIRST, LAST], None);
        model.fund("last", of(10), [LAST - 1, LAST], Some("open-expand"));
        let secure: Vec<&str> = planned(projects)
            .filter(|(project, _)| ["secure-rebuild", "secure-new"].contains(&project.line.as_str()))
            .map(|(project, _)| project.id.as_str())
            .take(5)
            .collect();
        if !secure.is_empty() {
            model.commit("named-schemes", &secure);
        }
        model.match_funding();
        model.rule("done-by", "projects", &format!("where.opens_after = \"{}\"\nat_most = 0", year(LAST)));
        let first: i64 = planned(projects).map(|(_, offer)| spend_in(offer, FIRST)).sum();
        model.rule("first-year", "cost", &format!("years = \"{}\"\nat_most_gbp = {}", year(FIRST), first * 3 / 2));
        lines(&mut model, projects);
        regions(&mut model, projects, areas);
        model
    }
}

/// Per line: places as announced, nearly; cost between 60% and 125% of what was announced; homes to improve.
fn lines(model: &mut Model, projects: &[Project]) {
    let every: BTreeSet<&str> = projects.iter().map(|project| project.line.as_str()).collect();
    for line in every {
        let own = || planned(projects).filter(|(project, _)| project.line == line);
        let cost: i64 = own().map(|(_, offer)| offer.cost()).sum();
        let places: i64 = own().map(|(_, offer)| offer.additional[0]).sum();
        let homes: BTreeSet<&str> = own()
            .filter_map(|(project, _)| match &project.ground {
                Ground::Home(home) => Some(home.as_str()),
                Ground::New(_) => None,
            })
            .collect();
        let mut rule = |what: &str, measure: &str, bound: &str, limit: i64| {
            if limit > 0 {
                let rest = format!("where.line = \"{line}\"\n{bound} = {limit}");
                model.rule(&format!("{line}-{what}"), measure, &rest);
            }
        };
        rule("places", "additional-low", "at_least", places * 8 / 10);
        rule("floor", "cost", "at_least_gbp", cost * 6 / 10);
        rule("ceiling", "cost", "at_most_gbp", cost * 5 / 4);
        if line == "secure-improve" {
            rule("homes", "homes", "at_least", i64::try_from(homes.len()).expect("a length in memory") * 8 / 10);
        }
    }
}

/// Per region: at least half of the places announced there.
fn regions(model: &mut Model, projects: &[Project], areas: &[Area]) {
    let region: BTreeMap<&str, &str> = areas.iter().map(|area| (area.id.as_str(), area.region.as_str())).collect();
    let mut places: BTreeMap<&str, i64> = BTreeMap::new();
    for (project, offer) in planned(projects) {
        *places.entry(region[project.area.as_str()]).or_default() += offer.additional[1];
    }
    for (region, places) in places.into_iter().filter(|(_, places)| *places > 1) {
        let id = region.to_lowercase().replace(' ', "-");
        let rest = format!("where.region = \"{region}\"\nat_least = {}", places / 2);
        model.rule(&id, "additional-likely", &rest);
    }
}

/// Links that the announced plan keeps, of every kind: one for every twenty projects.
pub(super) fn links(projects: &[Project], random: &mut Random) -> Vec<Link> {
    let is_planned = |at: usize| projects[at].options.iter().any(|offer| offer.planned);
    let mut free: Vec<usize> = (0..projects.len()).collect();
    let mut links = Vec::new();
    for _ in 0..projects.len() / 20 {
        // No project is in two links, so that nothing requires itself.
        let [one, other] = [(); 2].map(|()| {
            let drawn = random.between(0, i64::try_from(free.len()).expect("a length in memory") - 1);
            free.swap_remove(usize::try_from(drawn).expect("it is a position"))
        });
        let kind = match (is_planned(one), is_planned(other)) {
            (_, true) => "requires",
            (true, false) if links.len() % 2 == 0 => "one-of",
            (_, false) => "excludes",
        };
        let [project, other] = [one, other].map(|at| projects[at].id.clone());
        links.push(Link { kind, project, other });
    }
    links
}

/// The options of the plan, with their projects.
fn planned(projects: &[Project]) -> impl Iterator<Item = (&Project, &Offer)> {
    projects.iter().filter_map(|project| Some((project, project.options.iter().find(|offer| offer.planned)?)))
}

fn spend_in(offer: &Offer, at: i64) -> i64 {
    offer.spend.iter().filter(|(year, _)| *year == at).map(|(_, pounds)| pounds).sum()
}
