//! What a plan costs and what it loses that no number of an appraisal has.

use crate::domain::{Places, ProjectOption};
use crate::report::run::Run;

/// What is left out of the appraisal of a plan, in a sentence each.
pub(in crate::report) fn left_out(run: &Run<'_>) -> Vec<&'static str> {
    let instance = run.question.instance;
    let has = |is: &dyn Fn(&ProjectOption) -> bool| run.plan.options(instance).any(is);
    let partners = has(&|option| option.joint.is_some()).then_some(
        "A partner builds with the department: neither what it pays nor what its places cost and save is counted, so the \
         social value is not that of all that is built. partners.csv of the run says who pays what.",
    );
    let closes = has(&|option| {
        let years = option.closed.into_iter().flat_map(|(first, last)| first.through(last));
        years.into_iter().any(|year| instance.closed_at(option, year) > Places::ZERO)
    });
    let closes = closes.then_some(
        "Homes close for the works of this plan: that their own places serve nobody meanwhile is not counted. years.csv of the \
         run has the places there are.",
    );
    partners.into_iter().chain(closes).collect()
}
