//! `run.json`: what was asked of what, by which version, and how good the answer is known to be.
//!
//! It names no user, no machine and no folder, and only its timings, and what came from a folder, differ between two runs
//! of the same thing.

mod adjusted;
mod resolved;
mod role;

pub use resolved::Resolved;
pub use role::Role;

use std::collections::BTreeMap;
use std::path::Path;

use serde::Serialize;

use super::run::{Deliverable, Run, Status, ToldDataset, ToldDoubt, meaning};
use crate::audit::{Finding, places_opened, sought, well_located};
use crate::decide::{Decision, Proof, Size};
use crate::domain::{Money, WellLocated};
use crate::model::{ByHand, Goal, LayerNames, Share};
use crate::read::Parsed;
use crate::table::Cell;
use resolved::last_part;

/// The version of the layout: keys are added without a new one, and never change their meaning.
const SCHEMA_VERSION: u32 = 1;

/// What only the caller knows of a run.
#[derive(Clone, Debug, Default)]
pub struct Circumstances<'a> {
    /// Every file that was read.
    pub parsed: &'a [Parsed],
    /// The version of the solver.
    pub solver_version: String,
    /// The options of the command that were given, without paths.
    pub options: BTreeMap<String, String>,
    /// The seed of the solver.
    pub seed: u16,
    /// The decision, where one was made.
    pub decision: Option<&'a Decision>,
    /// How many answers of the solver came from a folder, and not from a search of this run.
    pub answers_from_folder: usize,
    /// Whether the distances by road came from a folder, and were not measured by this run.
    pub distances_from_folder: bool,
    /// How long each step took, in milliseconds.
    pub timings: BTreeMap<String, u64>,
    /// The versions of the libraries on which the numbers rest, by name.
    pub crates: BTreeMap<String, String>,
    /// Who stands for the work.
    pub roles: BTreeMap<Role, String>,
}

/// A manifest.
#[derive(Clone, Debug, Serialize)]
pub struct Manifest {
    schema_version: u32,
    tool: Tool,
    solver: Tool,
    crates: BTreeMap<String, String>,
    model_name: String,
    asked: Asked,
    by_hand: Vec<ByHand>,
    title: String,
    dataset: ToldDataset,
    meaning: Vec<String>,
    status: &'static str,
    worst_region_percent: Option<Proved>,
    well_located_places: Proved,
    /// Where they are the goal.
    place_years: Option<Proved>,
    dfe_cost_gbp: Proved,
    /// Places because of the plan, summed over the years to the horizon.
    opened_place_years: Proved,
    travel_miles: Proved,
    #[serde(skip_serializing_if = "Option::is_none")]
    deliverable: Option<Countable>,
    broken_rules: Vec<String>,
    doubts: Vec<ToldDoubt>,
    refused_proposals: Option<usize>,
    solver_size: Option<SolverSize>,
    reduced_size: Option<SolverSize>,
    solver_work: Option<SolverWork>,
    seed: u16,
    options: BTreeMap<String, String>,
    inputs: Vec<Input>,
    model: Resolved,
    /// Blank where nobody is named.
    roles: BTreeMap<Role, String>,
    answers_from_folder: usize,
    distances_from_folder: bool,
    timings_ms: BTreeMap<String, u64>,
}

/// What the model was made of: names without folders.
#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct Asked {
    model: String,
    with: Vec<String>,
    set: Vec<String>,
}

#[derive(Clone, Debug, Serialize)]
struct Tool {
    name: &'static str,
    version: String,
}

/// A number of the plan, its bound, and how far they are apart.
#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct Proved {
    pub value: Cell,
    pub bound: Cell,
    pub gap: Cell,
    #[serde(rename = "proved")]
    pub is_best: bool,
}

/// What of the places that the plan adds may be counted on, and how sure one is to be of those that are assured.
#[derive(Clone, Debug, Serialize)]
struct Countable {
    share: Cell,
    additional_expected: Cell,
    additional_assured: Cell,
}

#[derive(Clone, Debug, Serialize)]
struct SolverSize {
    rows: usize,
    columns: usize,
    non_zeros: usize,
}

#[derive(Clone, Debug, Serialize)]
struct SolverWork {
    nodes: u64,
    iterations: u64,
}

#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct Input {
    file: String,
    sha256: String,
    bytes: u64,
}

impl Manifest {
    /// The manifest of `run`.
    #[must_use]
    pub fn of(run: &Run<'_>, circumstances: &Circumstances<'_>) -> Self {
        let model = run.question.model;
        let Sides { places, place_years, cost, opened, travel } = Sides::of(run);
        let decision = circumstances.decision;
        Self {
            schema_version: SCHEMA_VERSION,
            tool: Tool { name: env!("CARGO_PKG_NAME"), version: env!("CARGO_PKG_VERSION").to_owned() },
            solver: Tool { name: "HiGHS", version: circumstances.solver_version.clone() },
            crates: circumstances.crates.clone(),
            model_name: model.name.clone(),
            asked: asked(&model.layers),
            by_hand: model.by_hand.clone(),
            title: model.title.clone(),
            dataset: ToldDataset::of(&run.question),
            meaning: meaning(&run.question),
            status: Status::of(run).word(),
            worst_region_percent: run.proofs.and_then(|proofs| proofs.worst_region).map(worst_region),
            well_located_places: places,
            place_years,
            dfe_cost_gbp: cost,
            opened_place_years: opened,
            travel_miles: travel,
            deliverable: countable(run),
            broken_rules: run.findings.iter().filter_map(Finding::breach).collect(),
            doubts: ToldDoubt::all(run.doubts),
            refused_proposals: decision.map(|decision| decision.refused),
            solver_size: decision.map(|decision| size(decision.size)),
            reduced_size: decision.and_then(|decision| decision.reduced).map(size),
            solver_work: decision.map(work),
            seed: circumstances.seed,
            options: circumstances.options.clone(),
            inputs: circumstances.parsed.iter().map(input).collect(),
            model: Resolved::of(model),
            roles: roles(circumstances),
            answers_from_folder: circumstances.answers_from_folder,
            distances_from_folder: circumstances.distances_from_folder,
            timings_ms: circumstances.timings.clone(),
        }
    }

    /// What it states, as the keys of its file have it.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "every key is a text")]
    pub fn to_value(&self) -> serde_json::Value {
        serde_json::to_value(self).expect("a manifest is JSON")
    }

    /// The file that it is.
    #[must_use]
    #[expect(clippy::missing_panics_doc, reason = "every key is a text, and writing to memory does not fail")]
    pub fn to_json(&self) -> Vec<u8> {
        let mut bytes = serde_json::to_vec_pretty(self).expect("a manifest is JSON");
        bytes.push(b'\n');
        bytes
    }
}

/// The numbers of a plan with what is proved of them.
pub(in crate::report) struct Sides {
    /// Well-located places at the horizon.
    pub places: Proved,
    /// Those of all years that count, where these are the goal.
    pub place_years: Option<Proved>,
    /// Cost.
    pub cost: Proved,
    /// Places because of the plan, summed over the years to the horizon.
    pub opened: Proved,
    /// Miles travelled.
    pub travel: Proved,
}

impl Sides {
    /// Of the plan of a run.
    pub fn of(run: &Run<'_>) -> Self {
        let question = &run.question;
        let is_of_years = matches!(question.model.goal, Goal::PlaceYears { .. });
        let at_horizon = || Proved::given(well_located(question, run.plan).into());
        let Some(proofs) = run.proofs else {
            let cost: Money = run.plan.options(question.instance).map(|option| option.cost).sum();
            return Self {
                places: at_horizon(),
                place_years: is_of_years.then(|| Proved::given(sought(question, run.plan).into())),
                cost: Proved::given(cost.into()),
                opened: Proved::given(places_opened(question, run.plan).into()),
                travel: Proved::given(Cell::Empty),
            };
        };
        let gap = |bound: WellLocated| bound.hundredths() - proofs.coverage.value.hundredths();
        let coverage = of_proof(&proofs.coverage, Cell::from, |bound| WellLocated::from_hundredths(gap(bound)).into());
        let tenths = |tenths: u64| Cell::Tenths(i64::try_from(tenths).expect("miles travelled fit"));
        let (places, place_years) = if is_of_years { (at_horizon(), Some(coverage)) } else { (coverage, None) };
        Self {
            places,
            place_years,
            cost: of_proof(&proofs.cost, Cell::from, |bound| (proofs.cost.value - bound).into()),
            opened: of_proof(&proofs.opening, Cell::from, |bound| (bound - proofs.opening.value).into()),
            travel: of_proof(&proofs.travel, tenths, |bound| tenths(proofs.travel.value - bound)),
        }
    }
}

impl Proved {
    /// A number of a plan that was given: nothing is proved of it.
    const fn given(value: Cell) -> Self {
        Self { value, bound: Cell::Empty, gap: Cell::Empty, is_best: false }
    }
}

/// What may be counted on, where that is known.
fn countable(run: &Run<'_>) -> Option<Countable> {
    let deliverable = Deliverable::of(&run.question, run.plan.funded.iter().copied())?;
    let [additional_expected, additional_assured] = Deliverable::cells(Some(deliverable));
    let share = Cell::Tenths(run.question.sureness().into());
    Some(Countable { share, additional_expected, additional_assured })
}

/// The share of the worst region in per cents, where that is the goal.
pub(in crate::report) fn worst_region(proof: Proof<Share>) -> Proved {
    let percent = |thousandths: u32| Cell::Tenths(thousandths.into());
    let gap = |bound: Share| percent(bound.thousandths() - proof.value.thousandths());
    of_proof(&proof, |share| percent(share.thousandths()), gap)
}

fn of_proof<T: Copy + PartialEq>(proof: &Proof<T>, cell: impl Fn(T) -> Cell, gap: impl Fn(T) -> Cell) -> Proved {
    Proved {
        value: cell(proof.value),
        bound: proof.bound.map_or(Cell::Empty, cell),
        gap: proof.bound.map_or(Cell::Empty, gap),
        is_best: proof.is_proved(),
    }
}

/// Every role, blank where nobody is named.
fn roles(circumstances: &Circumstances<'_>) -> BTreeMap<Role, String> {
    let named = |role: Role| circumstances.roles.get(&role).cloned().unwrap_or_default();
    Role::WORDS.iter().filter_map(|word| Role::of_word(word)).map(|role| (role, named(role))).collect()
}

/// What a model was made of, as manifests say it.
pub(in crate::report) fn asked(layers: &LayerNames) -> Asked {
    let LayerNames { model, with, set } = layers.clone();
    Asked { model, with, set }
}

fn size(size: Size) -> SolverSize {
    SolverSize { rows: size.rows, columns: size.columns, non_zeros: size.non_zeros }
}

fn work(decision: &Decision) -> SolverWork {
    SolverWork { nodes: decision.work.nodes, iterations: decision.work.iterations }
}

/// The files that were read, as manifests list them.
#[must_use]
#[expect(clippy::missing_panics_doc, reason = "every key is a text")]
pub fn inputs(parsed: &[Parsed]) -> serde_json::Value {
    serde_json::to_value(parsed.iter().map(input).collect::<Vec<_>>()).expect("a list of files is JSON")
}

/// A file that was read, by the last part of its path.
pub(in crate::report) fn input(parsed: &Parsed) -> Input {
    Input { file: last_part(Path::new(&parsed.file)), sha256: parsed.sha256.clone(), bytes: parsed.bytes }
}
