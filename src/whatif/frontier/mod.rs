//! # The frontier: what each setting of one number of a model buys
//!
//! ```text
//! found[k]  =  the most of any plan known that keeps the rules at setting k          never falls as more is allowed
//! bound[k]  =  the least of what is proved at setting k and wherever more is allowed  never falls either
//! ```
//!
//! A plan that keeps the rules at one setting keeps them wherever more is allowed, so it is carried there, audited anew
//! and taken where it has more places than what was found; and what no plan reaches where more is allowed, none reaches here. So both
//! lines are monotone by construction, whatever a solver did not prove: solved each for itself they are not (a frontier
//! of an earlier prototype fell from 2,032.7 places to 2,029.8 with £20m more).
//!
//! Settings are decided from both ends inwards, halving, that which allows most first. Each is decided by itself, as
//! `solve` does, so that one question has one plan; what the solver answered at one setting it is not asked at another.

mod work;

use super::parameter::{Parameter, Relaxes, Setting};
use crate::audit::{well_located, worst_region};
use crate::case::Case;
use crate::decide::{NoDecision, or_afresh};
use crate::domain::{Money, Plan, WellLocated};
use crate::model::{Question, Share};
use crate::objective::Stage;
use crate::solve::{Going, Limits, Progress, Solver};
use work::{Work, rounds};

/// A number of a model at several settings, and the best plan at each.
#[derive(Clone, Debug)]
pub struct Frontier {
    /// The number.
    pub parameter: Parameter,
    /// Which way more is allowed.
    pub relaxes: Relaxes,
    /// The settings, in rising order.
    pub points: Vec<Point>,
}

/// A setting, and what is known there.
#[derive(Clone, Debug)]
pub struct Point {
    /// The setting.
    pub setting: Setting,
    /// The best plan known; none where there is none, or none was found.
    pub found: Option<Found>,
    /// No plan that keeps the rules has more well-located places; nothing where that is not known.
    pub bound: Option<WellLocated>,
    /// How it came about.
    pub how: How,
}

/// A plan and what it comes to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The plan, with its flows.
    pub plan: Plan,
    /// Its well-located places.
    pub well_located: WellLocated,
    /// What it costs the department.
    pub spend: Money,
    /// The share of demand well located in the region where that is smallest.
    pub worst_region: Share,
}

/// How what is known of a setting came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum How {
    /// It was decided.
    Decided,
    /// No plan keeps the rules.
    Impossible,
    /// It was not come to: what is known follows from the others.
    NotReached,
    /// The solver failed.
    Failed(String),
}

impl Point {
    /// Whether what is found here is more than a plan that was carried from elsewhere: it was come to, or is proved.
    #[must_use]
    pub fn is_known(&self) -> bool {
        self.how != How::NotReached || self.is_proved()
    }

    /// Whether no plan that keeps the rules has more well-located places, in whole places.
    #[must_use]
    pub fn is_proved(&self) -> bool {
        let whole = |places: WellLocated| places.hundredths() / 100;
        match (&self.found, self.bound) {
            (Some(found), Some(bound)) => whole(found.well_located) == whole(bound),
            (None, _) => self.how == How::Impossible,
            (Some(_), None) => false,
        }
    }
}

impl Found {
    /// What a plan comes to.
    #[must_use]
    pub fn of(question: &Question<'_>, plan: Plan) -> Self {
        Self {
            well_located: well_located(question, &plan),
            spend: plan.options(question.instance).map(|option| option.cost).sum(),
            worst_region: worst_region(question, &plan),
            plan,
        }
    }
}

impl Frontier {
    /// The least and the most hundredths of a well-located place by which `now`, the later of two points, can truly
    /// differ from `then`, where both have a plan and a bound: more is never worth less where more is allowed.
    #[must_use]
    pub fn step(&self, then: &Point, now: &Point) -> Option<(i64, i64)> {
        let signed = |places: WellLocated| i64::try_from(places.hundredths()).ok();
        let of = |point: &Point| Some((signed(point.found.as_ref()?.well_located)?, signed(point.bound?)?));
        let ((then, then_at_most), (now, now_at_most)) = (of(then)?, of(now)?);
        let (least, most) = (now - then_at_most, now_at_most - then);
        Some(match self.relaxes {
            Relaxes::Rising => (least.max(0), most),
            Relaxes::Falling => (least, most.min(0)),
        })
    }
}

/// Who is told how a frontier comes on, and says whether to go on.
pub trait Follow: Sync {
    /// A setting is decided, or is known without.
    fn reached(&self, point: &Point);
    /// Whether no further setting is to be begun.
    fn is_stopped(&self) -> bool;
    /// A solver works on a setting.
    fn working(&self, setting: Setting, stage: Stage, progress: Progress) -> Going;
}

/// How a frontier is worked on.
#[derive(Clone, Copy)]
pub struct Means<'a> {
    /// The solver.
    pub solver: &'a dyn Solver,
    /// How much each setting is worth: made anew for each, as its time begins when it does.
    pub limits: &'a (dyn Fn() -> Limits + Sync),
    /// Who is told.
    pub follow: &'a dyn Follow,
}

/// The frontier of `parameter` over `settings`, which are rising; `known` are points that are decided already.
///
/// The distances of `case` must reach as far as the furthest setting of a reach.
///
/// # Errors
///
/// [`NoDecision::Disagreement`] if what is known of two settings cannot both be true.
pub fn frontier(
    case: &Case,
    parameter: &Parameter,
    settings: &[Setting],
    known: &[Point],
    means: Means<'_>,
) -> Result<Frontier, NoDecision> {
    or_afresh(means.solver, |solver| {
        let mut work = Work::new(case, parameter, settings, Means { solver, ..means });
        for point in known {
            work.take(point)?;
        }
        for round in rounds(settings.len()) {
            work.round(&round);
        }
        work.close()
    })
}
