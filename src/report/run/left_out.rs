//! Why money is left: how it stands against each project that the plan is without.

use std::collections::BTreeMap;

use super::state::Run;
use super::totals::Totals;
use crate::audit::can_pay_too;
use crate::domain::{Index, Money, Project, counted};

/// How money stands against a project, in that way of doing it that comes nearest to being paid.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Stand {
    /// The envelope and the funds would pay for it too.
    Paid,
    /// The envelope would, and the funds would not.
    Unfunded,
    /// It costs more than is left of the envelope.
    Dear,
}

/// What keeps out the projects that are left out though some cost no more than is left; nothing where none does.
pub(super) fn sentence(run: &Run<'_>) -> Option<String> {
    // Whoever gave a plan knows why it is without them; one of least regret is so for other demand as well.
    run.proofs?;
    let stands = stands(run);
    let count = |stand| stands.values().filter(|own| **own == stand).count();
    let [paid, unfunded, dear] = [Stand::Paid, Stand::Unfunded, Stand::Dear].map(count);
    if paid + unfunded == 0 {
        return None;
    }
    let parts = [
        (dear, "costs more than is left", "cost more than is left"),
        (
            unfunded,
            "could not be paid by the funds, for its line and in its years",
            "could not be paid by the funds, for their lines and in their years",
        ),
        (
            paid,
            "could be paid for, and another rule keeps it out or it adds no well-located place",
            "could be paid for, and another rule keeps them out or they add no well-located place",
        ),
    ];
    let told: Vec<String> = parts
        .into_iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, one, many)| format!("{count} {}", if count == 1 { one } else { many }))
        .collect();
    let projects = counted(stands.len(), "project", "projects");
    Some(format!("Of {projects} left out, {}. `placewell why` says of each.", told.join("; ")))
}

/// The projects that cost something and are in the plan in no way, and how money stands against each.
fn stands(run: &Run<'_>) -> BTreeMap<Index<Project>, Stand> {
    let (question, plan) = (&run.question, run.plan);
    let (funded, left) = (plan.projects(question.instance), Totals::of(question, plan).left);
    let can_pay = can_pay_too(question, plan);
    let mut stands = BTreeMap::new();
    for option in question.instance.options() {
        if option.cost == Money::ZERO || funded.contains(&option.project) {
            continue;
        }
        let known = stands.entry(option.project).or_insert(Stand::Dear);
        if option.cost <= left && *known > Stand::Paid {
            *known = if can_pay(option) { Stand::Paid } else { (*known).min(Stand::Unfunded) };
        }
    }
    stands
}
