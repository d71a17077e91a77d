//! A model as it was understood, overlays and defaults and all, under the keys that its file would have.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::adjusted::{ResolvedAccept, ResolvedAdjustment, accept, adjustment};
use crate::model::{
    AnyClause, Bound, CoverageFloor, Deliverability, Envelope, Fix, FixKind, Fund, Goal, Measure, MetricChoice, Model,
    Reach, Rule, Scope, Selector, Sense, Setting,
};
use crate::read::Strictness;
use crate::table::Cell;

/// A whole model, complete.
#[derive(Clone, Debug, Serialize)]
pub struct Resolved {
    title: String,
    dataset: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    strict: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    as_of: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    layers: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    planner: Option<String>,
    horizon: String,
    count_places: String,
    envelope: ResolvedEnvelope,
    fund: Vec<ResolvedFund>,
    distance: Distance,
    objective: Objective,
    reach: BTreeMap<String, ResolvedReach>,
    commit: Vec<ResolvedFix>,
    exclude: Vec<ResolvedFix>,
    #[serde(skip_serializing_if = "Option::is_none")]
    match_funding: Option<Sourced>,
    #[serde(skip_serializing_if = "Option::is_none")]
    coverage_floor: Option<Floor>,
    #[serde(skip_serializing_if = "Option::is_none")]
    deliverability: Option<Sure>,
    rule: Vec<ResolvedRule>,
    #[serde(flatten)]
    clauses: BTreeMap<&'static str, BTreeMap<&'static str, ClauseValue>>,
    adjust: Vec<ResolvedAdjustment>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    accept: Vec<ResolvedAccept>,
}

#[derive(Clone, Debug, Serialize)]
struct Sourced {
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct ResolvedEnvelope {
    total_gbp: i64,
    #[serde(skip_serializing_if = "Option::is_none")]
    overruns: Option<u32>,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct ResolvedFund {
    id: String,
    amount_gbp: i64,
    line: Vec<String>,
    first_year: String,
    last_year: String,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct Distance {
    metric: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    local_road_percent: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    file: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Objective {
    maximise: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    first_year: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
struct ResolvedReach {
    bands: Vec<ResolvedBand>,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct ResolvedBand {
    miles: Cell,
    worth_percent: u8,
}

#[derive(Clone, Debug, Serialize)]
struct ResolvedFix {
    id: String,
    of: &'static str,
    #[serde(rename = "where")]
    selector: Where,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct Floor {
    share_percent: Cell,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    region: Vec<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    group: Vec<String>,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct Sure {
    share: Cell,
    source: String,
}

#[derive(Clone, Debug, Serialize)]
struct ResolvedRule {
    id: String,
    measure: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    years: Option<Vec<String>>,
    #[serde(rename = "where")]
    selector: Where,
    #[serde(flatten)]
    bound: BTreeMap<&'static str, i64>,
    source: String,
}

/// A setting of a clause.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
enum ClauseValue {
    Number(i64),
    Text(String),
    Where(Where),
}

/// A selector, with the keys that are given.
pub(in crate::report) type Where = BTreeMap<&'static str, Wanted>;

#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
pub(in crate::report) enum Wanted {
    These(Vec<String>),
    This(String),
    Truth(bool),
}

impl Resolved {
    /// The model; of paths, only the last part, so that a run is the same on any machine.
    #[must_use]
    pub fn of(model: &Model) -> Self {
        let fixes = |kind| model.fixes.iter().filter(|fix| fix.kind == kind).map(fix).collect();
        Self {
            title: model.title.clone(),
            dataset: last_part(&model.dataset),
            strict: (model.strictness == Strictness::Strict).then_some(true),
            as_of: model.as_of.map(|year| year.to_string()),
            layers: texts(&model.demand_layers),
            planner: model.planner.as_ref().map(ToString::to_string),
            horizon: model.horizon.to_string(),
            count_places: model.estimate.to_string(),
            envelope: envelope(&model.envelope),
            fund: model.funds.iter().map(fund).collect(),
            distance: distance(&model.metric),
            objective: objective(model.goal),
            reach: model.reach.iter().map(|(care_type, bands)| (care_type.to_string(), reach(bands))).collect(),
            commit: fixes(FixKind::Commit),
            exclude: fixes(FixKind::Exclude),
            match_funding: model.match_funding.clone().map(|source| Sourced { source }),
            coverage_floor: model.coverage_floor.as_ref().map(floor),
            deliverability: model.deliverability.as_ref().map(sure),
            rule: model.rules.iter().map(rule).collect(),
            clauses: model.clauses.iter().map(clause).collect(),
            adjust: model.adjustments.iter().map(adjustment).collect(),
            accept: model.accepts.iter().map(accept).collect(),
        }
    }
}

/// The last part of a path.
pub(in crate::report) fn last_part(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

fn envelope(envelope: &Envelope) -> ResolvedEnvelope {
    let overruns = (envelope.overruns > 0).then_some(envelope.overruns);
    ResolvedEnvelope { total_gbp: envelope.total.pounds(), overruns, source: envelope.source.clone() }
}

fn fund(fund: &Fund) -> ResolvedFund {
    ResolvedFund {
        id: fund.id.to_string(),
        amount_gbp: fund.amount.pounds(),
        line: fund.lines.iter().map(ToString::to_string).collect(),
        first_year: fund.first_year.to_string(),
        last_year: fund.last_year.to_string(),
        source: fund.source.clone(),
    }
}

fn objective(goal: Goal) -> Objective {
    let first_year = match goal {
        Goal::WellLocated | Goal::WorstRegion => None,
        Goal::PlaceYears { first } => Some(first.to_string()),
    };
    Objective { maximise: goal.word(), first_year }
}

fn distance(metric: &MetricChoice) -> Distance {
    let (local_road_percent, file) = match metric {
        MetricChoice::Road { local_road_percent } => (Some(*local_road_percent), None),
        MetricChoice::StraightLine => (None, None),
        MetricChoice::Matrix { file } => (None, Some(last_part(file))),
    };
    Distance { metric: metric.word(), local_road_percent, file }
}

fn reach(reach: &Reach) -> ResolvedReach {
    let bands = reach.bands.iter();
    let bands = bands.map(|band| ResolvedBand { miles: band.miles.into(), worth_percent: band.worth.percent() });
    ResolvedReach { bands: bands.collect(), source: reach.source.clone() }
}

fn fix(fix: &Fix) -> ResolvedFix {
    let of = match fix.scope {
        Scope::Options => "options",
        Scope::Projects => "projects",
    };
    ResolvedFix { id: fix.id.to_string(), of, selector: selector(&fix.selector), source: fix.source.clone() }
}

fn floor(floor: &CoverageFloor) -> Floor {
    Floor {
        share_percent: Cell::Tenths(floor.share.thousandths().into()),
        region: floor.regions.iter().cloned().collect(),
        group: texts(&floor.groups),
        source: floor.source.clone(),
    }
}

fn sure(asked: &Deliverability) -> Sure {
    Sure { share: Cell::Tenths(asked.share.thousandths().into()), source: asked.source.clone() }
}

fn rule(rule: &Rule) -> ResolvedRule {
    let years = if let Measure::Cost(Some(years)) = &rule.measure { Some(texts(years)) } else { None };
    let bound = match (rule.sense, rule.bound) {
        (Sense::AtMost, Bound::Money(money)) => ("at_most_gbp", money.pounds()),
        (Sense::AtLeast, Bound::Money(money)) => ("at_least_gbp", money.pounds()),
        (Sense::AtMost, Bound::Count(count)) => ("at_most", count.into()),
        (Sense::AtLeast, Bound::Count(count)) => ("at_least", count.into()),
    };
    ResolvedRule {
        id: rule.id.to_string(),
        measure: rule.measure.word(),
        years,
        selector: selector(&rule.selector),
        bound: BTreeMap::from([bound]),
        source: rule.source.clone(),
    }
}

/// A clause, under the name of its section.
fn clause(clause: &AnyClause) -> (&'static str, BTreeMap<&'static str, ClauseValue>) {
    let settings = clause.settings().into_iter().map(|(key, setting)| {
        let value = match setting {
            Setting::Bound(bound) => ClauseValue::Number(bound.number()),
            Setting::Where(of) => ClauseValue::Where(selector(of)),
        };
        (key, value)
    });
    let source = ("source", ClauseValue::Text(clause.source().to_owned()));
    (clause.family().name, settings.chain([source]).collect())
}

fn texts<T: ToString>(set: &BTreeSet<T>) -> Vec<String> {
    set.iter().map(ToString::to_string).collect()
}

pub(in crate::report) fn selector(selector: &Selector) -> Where {
    fn these<T: ToString>(key: &'static str, set: Option<&BTreeSet<T>>) -> Option<(&'static str, Wanted)> {
        Some((key, Wanted::These(texts(set?))))
    }
    let keys = [
        these("line", selector.lines.as_ref()),
        these("region", selector.regions.as_ref()),
        these("group", selector.groups.as_ref()),
        these("area", selector.areas.as_ref()),
        these("project", selector.projects.as_ref()),
        these("home", selector.homes.as_ref()),
        these("care_type", selector.care_types.as_ref()),
        these("partner", selector.partners.as_ref()),
        selector.planned.map(|planned| ("planned", Wanted::Truth(planned))),
        selector.opens_after.map(|year| ("opens_after", Wanted::This(year.to_string()))),
        these("starts", selector.starts.as_ref()),
    ];
    keys.into_iter().flatten().collect()
}
