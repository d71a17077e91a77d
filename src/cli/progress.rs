//! Progress on standard error while a solver works: a live line on a terminal, a line every ten seconds elsewhere.

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use indicatif::{ProgressBar, ProgressStyle};

use super::say::{is_watched, say};
use crate::domain::{Money, WellLocated};
use crate::milp::Direction;
use crate::model::{Goal, Question};
use crate::objective::{Stage, cost_unit};
use crate::solve::{Going, Progress};

/// How often a line is written where nobody watches it change.
pub(super) const EVERY: Duration = Duration::from_secs(10);

/// Whether the terminal says of itself that it can only write letters on: no colour, no line written anew.
pub(super) fn terminal_is_dumb() -> bool {
    std::env::var_os("TERM").is_some_and(|term| term == "dumb")
}

/// Whether standard error is a terminal on which a line can be written anew.
fn can_change_a_line() -> bool {
    is_watched() && !terminal_is_dumb()
}

/// Tells of progress.
pub(super) struct Teller {
    live: Option<ProgressBar>,
    cost_unit: i64,
    /// What a well-located place is counted in: places at the horizon, or place-years.
    counted: &'static str,
    began: Instant,
    told: Instant,
    /// The closest bound of each stage that was told so far.
    bounds: BTreeMap<Stage, i64>,
}

impl Teller {
    pub fn new(question: &Question<'_>) -> Self {
        let live = live();
        let now = Instant::now();
        let counted = match question.model.goal {
            Goal::PlaceYears { .. } => "well-located place-years",
            Goal::WellLocated | Goal::WorstRegion => "well-located places",
        };
        Self { live, cost_unit: cost_unit(question), counted, began: now, told: now, bounds: BTreeMap::new() }
    }

    /// Tells of the progress of a stage, and goes on.
    pub fn tell(&mut self, stage: Stage, progress: Progress) -> Going {
        let progress = Progress { bound: self.closest(stage, progress.bound), ..progress };
        if let Some(live) = &self.live {
            live.set_message(self.line(stage, progress));
        } else if self.told.elapsed() >= EVERY {
            self.told = Instant::now();
            say(&format!("{} s: {}", self.began.elapsed().as_secs(), self.line(stage, progress)));
        }
        Going::On
    }

    /// The closest of the bounds of a stage: one search among several may know less than another that is done.
    fn closest(&mut self, stage: Stage, bound: Option<i64>) -> Option<i64> {
        let closer = |one: i64, other: i64| match stage.direction() {
            Direction::Maximise => one.min(other),
            Direction::Minimise => one.max(other),
        };
        let before = self.bounds.get(&stage).copied();
        let bound = before.into_iter().chain(bound).reduce(closer)?;
        self.bounds.insert(stage, bound);
        Some(bound)
    }

    /// Takes the live line away.
    pub fn finish(&self) {
        if let Some(live) = &self.live {
            live.finish_and_clear();
        }
    }

    fn line(&self, stage: Stage, progress: Progress) -> String {
        let write = |amount: i64| self.amount(stage, amount);
        let number = |amount: Option<i64>| amount.map_or_else(|| "not yet known".to_owned(), write);
        let gap = match (progress.best, progress.bound) {
            (Some(best), Some(bound)) => write((bound - best).abs()),
            _ => "not yet known".to_owned(),
        };
        let (best, bound) = (number(progress.best), number(progress.bound));
        format!("{}: best {best}, bound {bound}, gap {gap}; {} nodes", self.title(stage), progress.nodes)
    }

    const fn title(&self, stage: Stage) -> &'static str {
        match stage {
            Stage::WorstRegion => "share of the worst region",
            Stage::Coverage => self.counted,
            Stage::Cost => "cost of such a plan",
            Stage::Pounds => "last pounds of its cost",
            Stage::Opening => "places by year, early or late",
            Stage::Travel => "miles travelled",
        }
    }

    /// An amount in the unit that people know.
    fn amount(&self, stage: Stage, amount: i64) -> String {
        match stage {
            Stage::Coverage => WellLocated::from_hundredths(amount.max(0).unsigned_abs()).to_string(),
            Stage::Cost => Money::from_pounds(amount * self.cost_unit).to_string(),
            Stage::Pounds => Money::from_pounds(amount).to_string(),
            Stage::Opening => amount.to_string(),
            Stage::WorstRegion | Stage::Travel => format!("{}.{}", amount / 10, (amount % 10).abs()),
        }
    }
}

/// A line that changes as work goes, where somebody watches it.
pub(super) fn live() -> Option<ProgressBar> {
    can_change_a_line().then(|| {
        let style = ProgressStyle::with_template("{spinner} {elapsed} {wide_msg}");
        let bar = ProgressBar::new_spinner();
        bar.enable_steady_tick(Duration::from_millis(100));
        if let Ok(style) = style { bar.with_style(style) } else { bar }
    })
}
