//! Genuinely different plans that are nearly as good as the best, and what all of them, some of them or none of them
//! fund.
//!
//! ```text
//! best plan -> search with re-use held against each project -> a plan far from those before it, within the margin
//!           -> directed: cheap, few projects                   the same, another way
//!           -> solver, where that met too few                  as far apart as is asked, or that there is none
//! project   -> forced the other way, found and bound (as in why) -> core, borderline or never, proved or only not met
//! ```
//!
//! A floor under the places and nothing else stalls: every plan near the best is in its reach, and the best is the first
//! that is met. So re-use is penalised, as hard as the margin allows, and the search begins from the best plan (Brill,
//! Chang and Hopkins 1982). A project is called core or never only where a bound proves it; where none was merely met,
//! that is what is said.

use std::collections::BTreeSet;

use super::why::{Base, Why, examined};
use super::{SolveOptions, UpperBound};
use crate::audit::well_located;
use crate::decide::{Difference, Different, NoDecision, different, or_afresh};
use crate::domain::{Index, Instance, Plan, Project, WellLocated};
use crate::search::{Tries, depart};
use crate::solve::{Going, Solver};

/// What is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// How many plans beside the best.
    pub plans: usize,
    /// How far below the best they may be, in thousandths of its places.
    pub within: u64,
    /// In how many projects any two plans differ at least.
    pub apart: usize,
}

/// How a plan was looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Way {
    /// It is the best plan.
    Best,
    /// The more often plans before it fund a project, the more is held against it.
    NotAgain,
    /// Cost is held against every project.
    Cheap,
    /// Every project counts against it alike.
    Few,
    /// A solver is asked for one that has as little as can be in common with the others.
    LeastShared,
}

impl Way {
    /// The words for it.
    #[must_use]
    pub const fn words(self) -> &'static str {
        match self {
            Self::Best => "the best plan",
            Self::NotAgain => "other projects",
            Self::Cheap => "low cost",
            Self::Few => "few projects",
            Self::LeastShared => "least in common",
        }
    }
}

/// A plan within the margin.
#[derive(Clone, Debug)]
pub struct Alternative {
    /// The plan; it keeps every rule.
    pub plan: Plan,
    /// How it was looked for.
    pub way: Way,
    /// In how many projects it differs from the best plan.
    pub from_best: usize,
    /// In how many it differs from the plan before it that is most like it.
    pub from_nearest: usize,
}

/// What plans within the margin do with a project.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Membership {
    /// Every plan within the margin funds it: this is proved.
    Core,
    /// Every plan that was found funds it; one that does not may be there.
    InAllFound,
    /// Some fund it and some do not.
    Borderline,
    /// No plan that was found funds it; one that does may be there.
    InNoneFound,
    /// No plan within the margin funds it: this is proved.
    Never,
    /// It was not looked at before the work was stopped.
    NotLookedAt,
}

/// A project's standing and what it rests on.
#[derive(Clone, Debug)]
pub struct Place {
    /// The project.
    pub project: Index<Project>,
    /// Its standing.
    pub standing: Membership,
    /// How many of the plans, the best among them, fund it.
    pub in_plans: usize,
    /// What is known of plans that do the other way than the best one; `None` where the plans themselves tell.
    pub other: Option<Why>,
}

/// What was found.
#[derive(Clone, Debug)]
pub struct Alternatives {
    /// The fewest well-located places within the margin.
    pub floor: WellLocated,
    /// The plans, the best one first.
    pub plans: Vec<Alternative>,
    /// How often a plan was looked for.
    pub attempts: usize,
    /// Whether it is proved that no plan is left which differs enough from all of these.
    pub is_all: bool,
    /// Every project, in order.
    pub places: Vec<Place>,
}

/// What is held against a project that is used again, from most to least, in hundredths of a place: the first is tried
/// that leaves a plan within the margin.
const HELD: [i64; 6] = [200, 100, 50, 25, 12, 6];

/// How many times as many attempts as plans are made.
const PATIENCE: usize = 2;

/// Plans beside the best, and the standing of every project.
///
/// # Errors
///
/// When the solver fails, or contradicts what is known.
pub fn alternatives(base: &Base<'_>, wanted: Wanted, look: &SolveOptions<'_>) -> Result<Alternatives, NoDecision> {
    let floor = floor(base.best.least, wanted.within);
    let best = Alternative { plan: base.plan.clone(), way: Way::Best, from_best: 0, from_nearest: 0 };
    let (mut plans, mut attempts) = (vec![best], 0);
    let ways = [Way::NotAgain, Way::Cheap, Way::NotAgain, Way::Few];
    let mut ways = ways.into_iter().chain(std::iter::repeat(Way::NotAgain));
    while plans.len() <= wanted.plans && attempts < PATIENCE * wanted.plans && (look.observer.going)() == Going::On {
        let way = ways.next().unwrap_or(Way::NotAgain);
        attempts += 1;
        plans.extend(another(base, &plans, way, (floor, wanted.apart, attempts), look.tries));
        (look.observer.told)(plans.len() - 1, wanted.plans);
    }
    let is_all = add_by_solver(base, &mut plans, &mut attempts, (floor, wanted), look)?;
    let places = places(base, &plans, floor, look)?;
    Ok(Alternatives { floor, plans, attempts, is_all, places })
}

/// Adds plans that the solver finds until there are enough; whether it has shown that there are no more.
fn add_by_solver(
    base: &Base<'_>,
    plans: &mut Vec<Alternative>,
    attempts: &mut usize,
    (floor, wanted): (WellLocated, Wanted),
    look: &SolveOptions<'_>,
) -> Result<bool, NoDecision> {
    let question = &base.question;
    while plans.len() <= wanted.plans && (look.observer.going)() == Going::On {
        let before: Vec<&Plan> = plans.iter().map(|one| &one.plan).collect();
        let difference = Difference { plans: &before, apart: wanted.apart, floor };
        let asked = |solver: &dyn Solver| different(question, difference, solver, look.observer.going);
        *attempts += 1;
        match or_afresh(look.solver, asked)? {
            Different::Found(plan) => plans.push(apart_from(question.instance, plans, plan, Way::LeastShared)),
            Different::None => return Ok(true),
            Different::Unknown => return Ok(false),
        }
        (look.observer.told)(plans.len() - 1, wanted.plans);
    }
    Ok(false)
}

/// A plan, with how far it is from those before it.
fn apart_from(instance: &Instance, before: &[Alternative], plan: Plan, way: Way) -> Alternative {
    let own = plan.projects(instance);
    let distance = |one: &Alternative| own.symmetric_difference(&one.plan.projects(instance)).count();
    let from_best = before.first().map_or(0, &distance);
    let from_nearest = before.iter().map(distance).min().unwrap_or(0);
    Alternative { plan, way, from_best, from_nearest }
}

/// The fewest places within so many thousandths of `best`, rounded up to the hundredth.
fn floor(best: WellLocated, within: u64) -> WellLocated {
    WellLocated::from_hundredths((best.hundredths() * (1_000 - within.min(1_000))).div_ceil(1_000))
}

/// A plan within the margin that differs enough from all of `plans`.
fn another(
    base: &Base<'_>,
    plans: &[Alternative],
    way: Way,
    (floor, apart, attempt): (WellLocated, usize, usize),
    tries: Tries,
) -> Option<Alternative> {
    let instance = base.question.instance;
    let projects: Vec<BTreeSet<Index<Project>>> = plans.iter().map(|one| one.plan.projects(instance)).collect();
    let start = &plans[attempt % plans.len()].plan;
    HELD.iter().find_map(|&held| {
        let against = against(base, &projects, way, (held, attempt));
        let plan = depart(&base.question, start, against, floor, tries)?;
        let one = apart_from(instance, plans, plan, way);
        (one.from_nearest >= apart).then_some(one)
    })
}

/// What is held against each project. Of those used again as often, a different fifth is spared at each attempt, so
/// that no two attempts are alike.
fn against(base: &Base<'_>, used: &[BTreeSet<Index<Project>>], way: Way, (held, attempt): (i64, usize)) -> Vec<i64> {
    let instance = base.question.instance;
    let plans = i64::try_from(used.len()).expect("plans are listed in memory");
    let of = |project: Index<Project>| match way {
        Way::Best | Way::LeastShared => 0,
        Way::NotAgain => {
            let times = used.iter().filter(|plan| plan.contains(&project)).count();
            let times = i64::try_from(times).expect("plans are listed in memory");
            let is_spared = (project.position() + attempt).is_multiple_of(5);
            if is_spared { 0 } else { held * times / plans }
        }
        Way::Few => held,
        Way::Cheap => {
            let costs = instance[project].option_indices().map(|option| instance[option].cost.pounds());
            // As much as against a project of £1m.
            held * costs.min().unwrap_or(0) / 1_000_000
        }
    };
    instance.project_indices().map(of).collect()
}

/// The standing of every project: by the plans where they differ, and else by forcing it the other way.
fn places(
    base: &Base<'_>,
    plans: &[Alternative],
    floor: WellLocated,
    look: &SolveOptions<'_>,
) -> Result<Vec<Place>, NoDecision> {
    let instance = base.question.instance;
    let count = |project| plans.iter().filter(|one| one.plan.funds(instance, project)).count();
    let is_open = |project: &Index<Project>| count(*project) == 0 || count(*project) == plans.len();
    let open: Vec<Index<Project>> = instance.project_indices().filter(is_open).collect();
    let whys = examined(base, &open, look, &|_| ())?;
    let place = |project| {
        let in_plans = count(project);
        let other = whys.iter().find(|why| why.project == project).cloned();
        let standing = match &other {
            None if (1..plans.len()).contains(&in_plans) => Membership::Borderline,
            None => Membership::NotLookedAt,
            Some(other) => standing(base, other, floor, in_plans > 0),
        };
        Place { project, standing, in_plans, other }
    };
    Ok(instance.project_indices().map(place).collect())
}

/// The standing of a project that all the plans fund, or none does.
fn standing(base: &Base<'_>, other: &Why, floor: WellLocated, is_in_all: bool) -> Membership {
    let found = other.found.as_ref().is_some_and(|plan| well_located(&base.question, plan) >= floor);
    let is_proved = other.most < UpperBound::Places(floor);
    match (found, is_proved, is_in_all) {
        (true, _, _) => Membership::Borderline,
        (false, true, true) => Membership::Core,
        (false, true, false) => Membership::Never,
        (false, false, true) => Membership::InAllFound,
        (false, false, false) => Membership::InNoneFound,
    }
}
