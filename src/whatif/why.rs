//! Why a project is in the plan, or is not: what the other way costs, what takes its place, and what stands against it.
//!
//! ```text
//! base plan -> search with the project forced       a plan that keeps the rules, so the cost is no more than its
//!           -> relaxation with the project forced   no plan has more, so the cost is no less
//!           -> decide, where it is asked for        both, as close as a full solve brings them
//! ```
//!
//! The cost is in well-located places: the most that any plan has, less the most that one has the other way.

use super::entry::{Entry, Seeker};
use super::force::{Force, near};
use super::put_back::{Broken, Into};
use super::relaxation::{Relaxation, UpperBound};
use super::solve_options::SolveOptions;
use super::span::Span;
use crate::audit::well_located;
use crate::conflict::{Examiner, NodeLimit, Possible};
use crate::decide::{NoDecision, or_afresh};
use crate::domain::{Index, Instance, Money, Plan, Project, ProjectOption, WellLocated};
use crate::model::Question;
use crate::solve::Solver;

/// The plan that is asked about.
#[derive(Clone, Copy, Debug)]
pub struct Base<'a> {
    /// The question it answers.
    pub question: Question<'a>,
    /// The plan.
    pub plan: &'a Plan,
    /// The places it has, and the most that any plan can have.
    pub best: Span,
}

/// Why a project is in the plan, or is not.
#[derive(Clone, Debug)]
pub struct Why {
    /// The project.
    pub project: Index<Project>,
    /// The option that the plan funds.
    pub funded: Option<Index<ProjectOption>>,
    /// The best plan found the other way; it keeps every rule.
    pub found: Option<Plan>,
    /// The most that any plan has the other way.
    pub most: UpperBound,
    /// Of a project that is not funded: the rules that the plan would break with it and nothing else changed, by the
    /// option that breaks the fewest.
    pub stopped_by: Vec<Broken>,
    /// Of a project that is not funded and could be: its place in the line of those that are not, the cheapest to the
    /// plan first.
    pub rank: Option<usize>,
    /// What would have to change for it to be in a plan as good.
    pub entry: Option<Entry>,
}

impl Why {
    /// How many fewer well-located places the best plan has the other way; `None` if no plan was found, or none is.
    #[must_use]
    pub fn loss(&self, base: &Base<'_>) -> Option<Span> {
        let found = well_located(&base.question, self.found.as_ref()?);
        Some(base.best.less(Span::new(found, self.most.places()?)))
    }

    /// How many fewer it has at least, where no plan was found.
    #[must_use]
    pub fn loss_at_least(&self, base: &Base<'_>) -> Option<WellLocated> {
        let most = self.most.places()?;
        Some(base.best.less(Span { least: WellLocated::ZERO, most }).least)
    }

    /// What the best plan found the other way funds and the plan does not, and the opposite.
    #[must_use]
    pub fn swaps(&self, base: &Base<'_>) -> (Vec<Index<ProjectOption>>, Vec<Index<ProjectOption>>) {
        let Some(found) = &self.found else { return (Vec::new(), Vec::new()) };
        let (found, plan) = (&found.funded, &base.plan.funded);
        ((found - plan).into_iter().collect(), (plan - found).into_iter().collect())
    }
}

/// Why each of `projects` is in the plan or is not, in their order, without its rank and entry; of those that were not
/// examined before it was told to stop, nothing. Each is told to `known` as soon as it is.
///
/// # Errors
///
/// When the solver fails, or contradicts what is known.
pub fn examined(
    base: &Base<'_>,
    projects: &[Index<Project>],
    look: &SolveOptions<'_>,
    known: &(dyn Fn(&Why) + Sync),
) -> Result<Vec<Why>, NoDecision> {
    let relaxation = Relaxation::of(&base.question).with_cuts(look.solver)?;
    let of_one = |&project: &Index<Project>| {
        let examined = |solver: &dyn Solver| examine(base, project, &relaxation, &SolveOptions { solver, ..*look });
        or_afresh(look.solver, examined).inspect(|why| known(why))
    };
    let examined = look.observer.each(projects, of_one)?;
    Ok(examined.into_iter().flatten().collect())
}

/// The same with ranks: every other project that is not funded is looked at by the search alone, for the line. Of so many
/// `entries`, next in it, it is found at what price and with how many places they would be in.
///
/// # Errors
///
/// When the solver fails, or contradicts what is known.
pub fn why(
    base: &Base<'_>,
    projects: &[Index<Project>],
    look: &SolveOptions<'_>,
    entries: usize,
    known: &(dyn Fn(&Why) + Sync),
) -> Result<Vec<Why>, NoDecision> {
    let instance = base.question.instance;
    let mut whys = examined(base, projects, look, known)?;
    let is_other = |project: &Index<Project>| !base.plan.funds(instance, *project) && !projects.contains(project);
    let others: Vec<Index<Project>> = instance.project_indices().filter(is_other).collect();
    let near =
        |&project: &Index<Project>| Ok((project, Force::In.near(&base.question, base.plan, project, look.tries)));
    let others: Vec<_> = look.observer.each(&others, near)?.into_iter().flatten().collect();
    rank(base, &mut whys, &others);
    let goal = base.best.least;
    let SolveOptions { tries, solver, .. } = *look;
    let seeker = Seeker { question: base.question, plan: base.plan, goal, tries, solver };
    let next: Vec<usize> = (0..whys.len()).filter(|&at| whys[at].rank.is_some_and(|rank| rank <= entries)).collect();
    let entries = look.observer.each(&next, |&at| seeker.entry(whys[at].project))?;
    for (at, entry) in next.into_iter().zip(entries) {
        whys[at].entry = entry;
    }
    Ok(whys)
}

/// Why one project is in the plan or is not, its rank and entry aside.
fn examine(
    base: &Base<'_>,
    project: Index<Project>,
    relaxation: &Relaxation,
    look: &SolveOptions<'_>,
) -> Result<Why, NoDecision> {
    let (question, instance) = (&base.question, base.question.instance);
    let force = Force::against(question, base.plan, project);
    let forced = (project, force);
    let mut found = force.near(question, base.plan, project, look.tries);
    let mut most = relaxation.most(question, forced, look.solver)?;
    if found.is_none() {
        (found, most) = any(base, forced, most, look)?;
    }
    if most != UpperBound::NoPlan {
        let model = force.on(question, project);
        let known = most.min(UpperBound::Places(base.best.most));
        let forced = Question { model: &model, ..*question };
        found = look.nearer(&forced, base.plan, found, known)?;
        (found, most) = look.in_full(&forced, found, known)?;
    }
    // A plan that keeps every rule by the audit is there, whatever a solver says: then what is known of all plans holds.
    let known = UpperBound::Places(base.best.most);
    let most = if most == UpperBound::NoPlan && found.is_some() { known } else { most.min(known) };
    if found.as_ref().is_some_and(|plan| UpperBound::Places(well_located(question, plan)) > most) {
        let name = &instance[project].id;
        return Err(NoDecision::Disagreement(format!("a plan the other way with {name} is better than its bound")));
    }
    let funded = instance[project].option_indices().find(|option| base.plan.funded.contains(option));
    let stopped_by = if force == Force::In { stopped_by(base, project) } else { Vec::new() };
    Ok(Why { project, funded, found, most, stopped_by, rank: None, entry: None })
}

/// What is known where the search finds no plan. That there is none is believed only if it is said twice, of the program
/// and of the same told backwards.
fn any(
    base: &Base<'_>,
    (project, force): (Index<Project>, Force),
    most: UpperBound,
    look: &SolveOptions<'_>,
) -> Result<(Option<Plan>, UpperBound), NoDecision> {
    let model = force.on(&base.question, project);
    let question = Question { model: &model, ..base.question };
    let open = if most == UpperBound::NoPlan { UpperBound::Places(base.best.most) } else { most };
    Ok(match Examiner::new(question, look.solver).possible(&[], NodeLimit::Large)? {
        Possible::No => (None, UpperBound::NoPlan),
        Possible::Yes(plan) => (near(&question, &plan, look.tries), open),
        Possible::Unknown => (None, open),
    })
}

/// The rules that the plan breaks once `project` is put into it and nothing else is changed.
fn stopped_by(base: &Base<'_>, project: Index<Project>) -> Vec<Broken> {
    let put = Into::new(base.question, base.plan.funded.clone()).put(project);
    put.map_or_else(Vec::new, |put| put.broken)
}

/// Puts those that are not funded in line: the fewest places lost by the best plans found first, then the least that
/// they add to the cost of the plan.
fn rank(base: &Base<'_>, whys: &mut [Why], others: &[(Index<Project>, Option<Plan>)]) {
    let key = |plan: &Plan| {
        let located = well_located(&base.question, plan);
        (std::cmp::Reverse(located), cost_of(base.question.instance, plan))
    };
    let asked = whys.iter().filter(|why| why.funded.is_none()).map(|why| (why.project, why.found.as_ref()));
    let others = others.iter().map(|(project, plan)| (*project, plan.as_ref()));
    let mut line: Vec<_> = asked.chain(others).filter_map(|(project, plan)| Some((key(plan?), project))).collect();
    line.sort_unstable();
    let line: Vec<Index<Project>> = line.into_iter().map(|(_, project)| project).collect();
    for why in whys {
        why.rank = line.iter().position(|&project| project == why.project).map(|at| at + 1);
    }
}

/// What a plan costs the department.
#[must_use]
pub fn cost_of(instance: &Instance, plan: &Plan) -> Money {
    plan.options(instance).map(|option| option.cost).sum()
}
