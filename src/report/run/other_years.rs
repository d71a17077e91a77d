//! What of years other than the horizon a question has: homes that close for works, and other children in need.

use super::state::Run;
use crate::audit::Unit;
use crate::domain::Places;
use crate::model::{Goal, Question};

/// That what is known of the years before the horizon decides nothing, where something is and place-years are not sought.
pub(in crate::report) fn other_years(question: &Question<'_>) -> Option<String> {
    let (instance, horizon) = (question.instance, question.model.horizon);
    if let Goal::PlaceYears { .. } = question.model.goal {
        return None;
    }
    let closes = instance.options().iter().any(|option| option.closed.is_some_and(|(first, _)| first < horizon));
    let needs = instance.had_other_demand_before(horizon);
    let known = match (closes, needs) {
        (false, false) => return None,
        (true, false) => "that homes close for works",
        (false, true) => "that other children need a place",
        (true, true) => "that homes close for works and other children need a place",
    };
    Some(format!(
        "The inputs say {known} before {horizon}. It is in years.csv, and the plan is chosen without it: only the goal \
         `place-years` counts those years."
    ))
}

/// How many places of homes that stand a plan closes for works at the horizon, where it does.
pub(super) fn closed(run: &Run<'_>) -> Option<String> {
    let (instance, horizon) = (run.question.instance, run.question.model.horizon);
    let closed: Places = run.plan.options(instance).map(|option| instance.closed_at(option, horizon)).sum();
    (closed > Places::ZERO).then(|| {
        let places = Unit::Places.write(closed.count().into());
        format!("At the end of {horizon} {places} of homes that stand are closed for works, and serve nobody.")
    })
}
