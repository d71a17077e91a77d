//! What may be said of how good a plan is; "proved" only where it is.

use super::state::Run;
use crate::decide::Proofs;
use crate::domain::{Money, WellLocated, counted};
use crate::model::Goal;
use crate::table::millions;

/// How good a plan is known to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Status {
    /// No plan that keeps the rules has more whole well-located places. Whether one with as many costs less, or stands
    /// nearer, is told beside it.
    Proved,
    /// There may be a better one.
    NotProved,
    /// It was given, and not chosen.
    Evaluated,
    /// Its largest regret over some scenarios is the least that was found.
    LeastRegret,
}

impl Status {
    /// The status of a run.
    #[must_use]
    pub fn of(run: &Run<'_>) -> Self {
        match run.proofs {
            None if run.scenarios.is_empty() => Self::Evaluated,
            None => Self::LeastRegret,
            Some(proofs) if proofs.is_proved() => Self::Proved,
            Some(_) => Self::NotProved,
        }
    }

    /// The word for it in files.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Proved => "proved",
            Self::NotProved => "not proved",
            Self::Evaluated => "evaluated",
            Self::LeastRegret => "least regret",
        }
    }
}

/// What is proved of a run's plan and what is not, in sentences.
pub(in crate::report) fn sentences(run: &Run<'_>) -> Vec<String> {
    let Some(proofs) = run.proofs else {
        let chosen = match Status::of(run) {
            Status::LeastRegret => for_regret(run.scenarios),
            _ => "Evaluated: this plan was given, and not chosen.".to_owned(),
        };
        return vec![format!("{chosen} Its places are divided among the children as well as they can be.")];
    };
    let sentences = [Some(places(&proofs, run.question.model.goal)), cost(&proofs), opening(&proofs), travel(&proofs)];
    sentences.into_iter().flatten().collect()
}

/// What a plan was chosen for, where that is the least regret.
fn for_regret(scenarios: &[String]) -> String {
    format!(
        "Chosen for the least regret over {} of demand ({}): its largest regret is the smallest that was found, and \
         regret.csv says how large that is. It need not be the best plan for the demand that is counted here.",
        counted(scenarios.len(), "scenario", "scenarios"),
        scenarios.join(", ")
    )
}

fn places(proofs: &Proofs, goal: Goal) -> String {
    let proof = &proofs.coverage;
    let noun = match goal {
        Goal::WellLocated | Goal::WorstRegion => "well-located place",
        Goal::PlaceYears { .. } => "well-located place-year",
    };
    if let (true, false, Some(bound)) = (proofs.is_proved(), proof.is_proved(), proof.bound) {
        let next = bound.hundredths() / 100 + 1;
        return format!(
            "Proved in whole places: no plan that keeps the rules has {next} {noun}s; one may have up to \
             {bound}. (--exact settles the fraction.)"
        );
    }
    match (proof.is_proved(), proof.bound, goal) {
        (true, _, Goal::WellLocated | Goal::PlaceYears { .. }) => {
            format!("Proved: no plan that keeps the rules has more {noun}s.")
        }
        (true, _, Goal::WorstRegion) => "Proved: no plan that keeps the rules does better in the region that does \
             worst, and none that does as well there has more well-located places."
            .to_owned(),
        (false, Some(bound), _) => {
            let gap = WellLocated::from_hundredths(bound.hundredths() - proof.value.hundredths());
            let plural = if gap.hundredths() == 100 { "" } else { "s" };
            format!(
                "Not proved: the search was stopped. A plan may have up to {gap} more {noun}{plural}; none has \
                 more than {bound}."
            )
        }
        (false, None, _) => format!("Not proved: the search was stopped before any bound on {noun}s was known."),
    }
}

fn cost(proofs: &Proofs) -> Option<String> {
    let cost = proofs.cost;
    match cost.bound {
        _ if cost.is_proved() => Some("Proved: no plan with as many costs less.".to_owned()),
        _ if !proofs.is_proved() => None,
        Some(bound) => Some(format!(
            "Not proved: a plan with as many may cost up to {} less.",
            pounds_left_open(cost.value - bound)
        )),
        None => Some("Not proved: a plan with as many may cost less.".to_owned()),
    }
}

/// A gap in pounds, in millions too where there are any.
fn pounds_left_open(gap: Money) -> String {
    let in_millions = format!(" (£{}m)", millions(gap.pounds()));
    format!("{gap}{}", if gap.pounds() < 100_000 { "" } else { &in_millions })
}

/// Said only where what comes before it is proved and this is not.
fn opening(proofs: &Proofs) -> Option<String> {
    let open = proofs.coverage.is_proved() && proofs.cost.is_proved() && !proofs.opening.is_proved();
    open.then(|| "Not proved: a plan as good may open earlier.".to_owned())
}

/// Said only where what comes before it is proved and this is not.
fn travel(proofs: &Proofs) -> Option<String> {
    let before = proofs.coverage.is_proved() && proofs.cost.is_proved() && proofs.opening.is_proved();
    let open = before && !proofs.travel.is_proved();
    open.then(|| "Not proved: a plan as good may have its places nearer to the children.".to_owned())
}
