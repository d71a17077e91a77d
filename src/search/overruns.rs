//! What is held of the envelope for overruns, as far as a search has to know.

use crate::model::Question;

/// The most that overruns can come to in any plan: a plan that leaves that much has enough for its own.
pub(super) fn largest_overruns(question: &Question<'_>) -> i64 {
    let instance = question.instance;
    let largest = instance.projects().iter().map(|project| {
        let own = project.option_indices().map(|option| instance.overrun(option).pounds());
        own.max().unwrap_or(0)
    });
    let mut largest: Vec<i64> = largest.collect();
    largest.sort_unstable_by_key(|&pounds| std::cmp::Reverse(pounds));
    let count = usize::try_from(question.model.envelope.overruns).unwrap_or(usize::MAX);
    largest.iter().take(count).sum()
}
