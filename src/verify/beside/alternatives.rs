//! Plans that are nearly as good as the best, read back from their folder.

use std::collections::BTreeSet;
use std::path::Path;

use super::plans::Plans;
use super::{ReadBack, differences, of_same_question, wrong};
use crate::audit::well_located;
use crate::case::Case;
use crate::domain::{Index, Instance, Plan, Project, WellLocated, counted};
use crate::model::Question;
use crate::read::{Mistake, Mistakes};
use crate::report::whatif::alternatives::{Listed, Listing, STANDINGS, tables, word};
use crate::runs::{Row, Rows, Stated, read_stated, read_well_located};
use crate::verify::Difference;
use crate::verify::compare::plain;
use crate::whatif::alternatives::{Alternative, Membership, Way};

/// The file of the plans.
const FILE: &str = "alternatives.csv";

/// The plans in `folder`, of the question of `case`, which the run of the manifest `run` answers with `plan`.
///
/// # Errors
///
/// If they are of another question or stand beside another plan, or a file cannot be read.
pub fn read_alternatives(
    folder: &Path,
    case: &Case,
    (run, plan): (&Stated, &Plan),
) -> Result<ReadBack<Listed>, Mistakes> {
    if !folder.join(FILE).is_file() {
        let mistake = "this folder has none: give the one that `placewell alternatives` wrote";
        return Err(Mistakes::from(Mistake::of_file(&folder.join(FILE), mistake)));
    }
    of_same_question(&read_stated(folder)?, case, run)?;
    let (instance, question) = (&case.dataset.instance, case.question());
    let read = |name| Rows::read(folder, name).map_err(Mistakes::from);
    let (of_plans, of_projects) = (read("alternatives")?, read("alternatives_projects")?);
    let flows = question.model.coverage_floor.is_some().then_some("alternatives_flows");
    let plans = Plans::of(folder, instance, "plan", ("alternatives_plans", flows)).map_err(Mistakes::from)?;
    let mistake = |why: &str| Mistakes::from(Mistake::of_file(&folder.join(FILE), why));
    let mut listed = listed(&of_plans)
        .ok_or_else(|| mistake("this is not as this version of placewell writes it; make it again"))?;
    for (at, one) in listed.plans.iter_mut().enumerate() {
        one.plan = plans.plan(&question, &at.to_string());
    }
    of_the_run(instance, &listed, plan).map_err(|why| mistake(&why))?;
    tell_apart(instance, &mut listed.plans);
    let count = |project: Index<Project>| listed.plans.iter().filter(|one| one.plan.funds(instance, project)).count();
    let listings = instance.project_indices().map(|project| {
        let row = of_projects.iter().find(|row| row.text("project") == instance[project].id.as_str());
        listing((project, count(project)), listed.plans.len(), row, listed.floor)
    });
    listed.projects = listings.collect();
    let all: Vec<&Rows> = [&of_plans, &of_projects].into_iter().chain(&plans.read).collect();
    let found = differences(&all, &tables(&question, &listed));
    let differences = found.into_iter().chain(wrongs(&question, &listed)).collect();
    let parsed = [of_plans.parsed.clone(), of_projects.parsed.clone()].into_iter().chain(plans.parsed()).collect();
    Ok(ReadBack { told: listed, parsed, differences })
}

/// Whether the best of these plans is that of the run; why not, if it is not.
fn of_the_run(instance: &Instance, listed: &Listed, plan: &Plan) -> Result<(), String> {
    let best = &listed.plans[0].plan;
    if best.funded == plan.funded {
        return Ok(());
    }
    let options = counted(best.funded.symmetric_difference(&plan.funded).count(), "option", "options");
    let of = counted(instance.options().len(), "option", "options");
    Err(format!(
        "these plans stand beside another best plan than the run's: {options} of {of} funded in one of the two alone; \
         make them with the limits of the run, or give the run that lies beside them"
    ))
}

/// What is wrong with the plans: a rule is broken, or they are not as good or as far apart as is said.
fn wrongs(question: &Question<'_>, listed: &Listed) -> Vec<Difference> {
    let of_plan = |(at, one): (usize, &Alternative)| {
        let places = well_located(question, &one.plan);
        let of = |column, stated: &str, follows: &str| wrong(FILE, (column, &format!("plan {at}")), stated, follows);
        let broken = Plans::breach(question, &one.plan).map(|breach| of("the plan", "it keeps every rule", &breach));
        let few = (places < listed.floor).then(|| of("at_least", &listed.floor.to_string(), &places.to_string()));
        let is_near = at > 0 && one.from_nearest < listed.apart;
        let near = is_near.then(|| of("apart_at_least", &listed.apart.to_string(), &one.from_nearest.to_string()));
        broken.into_iter().chain(few).chain(near).collect::<Vec<_>>()
    };
    listed.plans.iter().enumerate().flat_map(of_plan).collect()
}

/// What the table of plans says of all of them, without the plans; nothing if it is not as it should be.
fn listed(read: &Rows) -> Option<Listed> {
    let first = read.iter().next()?;
    let count = |column: &str| first.text(column).parse::<usize>().ok();
    let ways = [Way::Best, Way::NotAgain, Way::Cheap, Way::Few, Way::LeastShared];
    let of_row = |row: Row<'_>| {
        let way = ways.into_iter().find(|way| way.words() == row.text("way"))?;
        Some(Alternative { plan: Plan::default(), way, from_best: 0, from_nearest: 0 })
    };
    Some(Listed {
        floor: read_well_located(first.text("at_least"))?,
        apart: count("apart_at_least")?,
        attempts: count("attempts")?,
        is_all: plain(first.text("all_there_are")) == "yes",
        plans: read.iter().map(of_row).collect::<Option<_>>()?,
        projects: Vec::new(),
    })
}

/// In how many projects each plan differs from the best, and from the one before it that is most like it.
fn tell_apart(instance: &Instance, plans: &mut [Alternative]) {
    let sets: Vec<BTreeSet<Index<Project>>> = plans.iter().map(|one| one.plan.projects(instance)).collect();
    let distance = |one: usize, other: usize| sets[one].symmetric_difference(&sets[other]).count();
    for (at, one) in plans.iter_mut().enumerate() {
        one.from_best = distance(at, 0);
        one.from_nearest = (0..at).map(|other| distance(at, other)).min().unwrap_or_default();
    }
}

/// What follows of a project from the plans and from the other way, of which what was found and the bound are as stated.
fn listing(
    (project, in_plans): (Index<Project>, usize),
    of_plans: usize,
    row: Option<Row<'_>>,
    floor: WellLocated,
) -> Listing {
    let told = |column: &str| row.and_then(|row| read_well_located(row.text(column)));
    let (found, bound) = (told("other_way_found"), told("other_way_bound"));
    let is_in_all = in_plans == of_plans;
    let (proved, met) = if is_in_all {
        (Membership::Core, Membership::InAllFound)
    } else {
        (Membership::Never, Membership::InNoneFound)
    };
    let stated = STANDINGS.into_iter().find(|standing| row.is_some_and(|row| word(*standing) == row.text("standing")));
    let is_possible = found.is_some_and(|found| found >= floor);
    let standing = match (is_possible, bound) {
        _ if (1..of_plans).contains(&in_plans) => Membership::Borderline,
        (true, _) => Membership::Borderline,
        (false, Some(bound)) if bound >= floor => met,
        (false, Some(_)) => proved,
        // Either no plan at all does the other way, or it was not looked at.
        (false, None) => stated.filter(|stated| *stated == Membership::NotLookedAt).unwrap_or(proved),
    };
    Listing { project, standing, in_plans, other_found: found, other_bound: bound }
}
