//! What is asked: the envelope, the funds, the reach, the rules and the goal of one question.
//!
//! A model is a file in `models/`; [`crate::domain::Instance`] is what is known. Everything here names things by id, as
//! the file does: it is matched to the problem once, when both are read.

#![deny(clippy::arithmetic_side_effects)]

mod accept;
mod adjustment;
mod by_hand;
mod clause;
mod deliverability;
mod funds;
mod goal;
mod layers;
mod matching;
mod reach;
mod read;
mod rule;
mod selector;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

pub use accept::Accept;
pub use adjustment::{Adjustment, Effect, Percent, Terms};
pub use by_hand::ByHand;
pub use clause::{AnyClause, CLAUSES, Clause, ClauseFamily, LimitedSum, Pace, Setting};
pub use deliverability::{Deliverability, percent};
pub use funds::{Envelope, Fund};
pub use goal::{CoverageFloor, Goal, Share};
pub use layers::{LayerNames, Layers};
pub(crate) use matching::matching;
pub use reach::{Band, Reach};
pub use read::{Draft, Place, model_name};
pub(crate) use read::{Entry, Node, Section, Value, items, retold, tree_of};
pub use rule::{Bound, Fix, FixKind, Measure, Rule, Scope, Sense};
pub use selector::Selector;

use crate::domain::{CareTypeId, Distances, Doubt, Estimate, FinancialYear, GroupId, Instance, LayerId};
use crate::read::Strictness;

/// One question, complete: overlays applied and every default filled in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Model {
    /// What its run goes by: the name of its file, and of what is laid over it.
    pub name: String,
    /// What it was made of.
    pub layers: LayerNames,
    /// The question in words.
    pub title: String,
    /// The folder of its dataset.
    pub dataset: PathBuf,
    /// Whether the dataset may only hold strict forms, and all tables and columns.
    pub strictness: Strictness,
    /// The most that may be spent.
    pub envelope: Envelope,
    /// The tranches of the envelope; none at all means that any pound may pay for anything.
    pub funds: Vec<Fund>,
    /// The year in which the question is put: what was planned and begun before it stays as published, and nothing else
    /// may have begun before. Without one everything is chosen freely, from the start.
    pub as_of: Option<FinancialYear>,
    /// The layers of demand that are chosen.
    pub demand_layers: BTreeSet<LayerId>,
    /// The group of areas that plans for itself: its need, its places and its bids are all there is. Without one every area
    /// is planned for.
    pub planner: Option<GroupId>,
    /// Places are counted as they stand at the end of this year.
    pub horizon: FinancialYear,
    /// Which end of a range of places is counted.
    pub estimate: Estimate,
    /// How miles are measured.
    pub metric: MetricChoice,
    /// How far each care type may serve.
    pub reach: BTreeMap<CareTypeId, Reach>,
    /// What is to be made as large as it can be.
    pub goal: Goal,
    /// Projects and options that are settled beforehand.
    pub fixes: Vec<Fix>,
    /// The named limits.
    pub rules: Vec<Rule>,
    /// Who says that local match is limited to each area's `match_limit_gbp`; without a source it is not.
    pub match_funding: Option<String>,
    /// The least share of demand that must be well located in each region.
    pub coverage_floor: Option<CoverageFloor>,
    /// How sure one must be that places open in time for them to count; where it is not asked all do.
    pub deliverability: Option<Deliverability>,
    /// The rules with a section of their own, of the families of [`CLAUSES`].
    pub clauses: Vec<AnyClause>,
    /// What of the dataset is other than it says.
    pub adjustments: Vec<Adjustment>,
    /// The doubts that are answered.
    pub accepts: Vec<Accept>,
    /// What was changed by hand in a workbook.
    pub by_hand: Vec<ByHand>,
}

impl Model {
    /// The years at whose end it counts places.
    #[must_use]
    pub fn years(&self) -> Vec<FinancialYear> {
        let Goal::PlaceYears { first } = self.goal else { return vec![self.horizon] };
        first.through(self.horizon).collect()
    }

    /// The clause of this family, if the model has it.
    #[must_use]
    pub fn clause(&self, family: &str) -> Option<&AnyClause> {
        self.clauses.iter().find(|clause| clause.family().name == family)
    }

    /// The same, to be changed.
    pub fn clause_mut(&mut self, family: &str) -> Option<&mut AnyClause> {
        self.clauses.iter_mut().find(|clause| clause.family().name == family)
    }

    /// Why a doubt is right all the same, where the model says so.
    #[must_use]
    pub fn answer(&self, doubt: &Doubt) -> Option<String> {
        self.accepts.iter().find(|accept| accept.id == doubt.id).map(|accept| accept.reason.clone())
    }
}

/// How miles are measured.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum MetricChoice {
    /// By road, or by a local road of this many per cent of the straight line where that stays on land.
    Road {
        /// The length of a local road in per cent of the straight line.
        local_road_percent: u32,
    },
    /// In a straight line on the British National Grid.
    StraightLine,
    /// As a file gives them.
    Matrix {
        /// The file.
        file: PathBuf,
    },
}

impl MetricChoice {
    /// The word for it in files.
    #[must_use]
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Road { .. } => "road",
            Self::StraightLine => "straight-line",
            Self::Matrix { .. } => "matrix",
        }
    }
}

/// A model put to a problem: everything that a decision depends on.
#[derive(Clone, Copy, Debug)]
pub struct Question<'a> {
    /// What is known.
    pub instance: &'a Instance,
    /// What is asked.
    pub model: &'a Model,
    /// How far things are apart.
    pub distances: &'a Distances,
}

impl Question<'_> {
    /// The years at whose end places are counted: the horizon alone, or all from the first where place-years are the goal.
    #[must_use]
    pub fn years(&self) -> Vec<FinancialYear> {
        self.model.years()
    }
}
