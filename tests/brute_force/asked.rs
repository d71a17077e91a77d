//! What is asked of a decision once it is made, held against trying every choice.

use placewell::decide::decide;
use placewell::domain::{Index, LinkKind, Money, Plan, Project, WellLocated};
use placewell::model::Goal;
use placewell::search::Tries;
use placewell::solve::{Going, Highs, Limits};
use placewell::whatif::order::order;
use placewell::whatif::why::{Base, Why, examined};
use placewell::whatif::{Force, Observer, SolveOptions, Span, UpperBound};

use super::case::Case;
use super::serving::best;
use super::subset::Subset;
use super::truth::Truth;
use super::verdict::has_begun;

/// How many questions are put, of those that ask for places alone; more with `PLACEWELL_CASES`.
const CASES: u64 = 450;

/// Looks by search and bound alone.
pub const LOOK: SolveOptions<'static> = SolveOptions {
    tries: Tries(3_000),
    in_full: None,
    solver: &Highs { seed: 0 },
    observer: Observer { told: &|_, _| {}, going: &|| Going::On },
};

/// The questions that ask for places alone and have a plan, with the best one.
pub fn decided() -> impl Iterator<Item = (Case, Plan)> {
    let cases = std::env::var("PLACEWELL_CASES").map_or(CASES, |cases| cases.parse().expect("a number of cases"));
    let asks_for_places = |case: &Case| case.model.goal == Goal::WellLocated && case.model.coverage_floor.is_none();
    (0..cases).map(Case::random).filter(asks_for_places).filter_map(|case| {
        let decision = decide(&case.question(), &Highs { seed: 0 }, Limits::default(), &mut |_, _| Going::On).ok()?;
        Some((case, decision.plan))
    })
}

fn hundredths(hundredths: u64) -> WellLocated {
    WellLocated::from_hundredths(hundredths)
}

#[test]
fn what_the_other_way_costs_lies_between_what_is_said() {
    let (mut known, mut possible, mut impossible) = (0, 0, 0);
    for (case, plan) in decided() {
        let question = case.question();
        let has = placewell::audit::well_located(&question, &plan);
        let base = Base { question, plan: &plan, best: Span::new(has, has) };
        let projects: Vec<Index<Project>> = case.instance.project_indices().collect();
        for why in examined(&base, &projects, &LOOK, &|_| ()).unwrap_or_else(|none| panic!("{none}\n{case}")) {
            let forced = case
                .with(case.instance.clone(), Force::against(&question, &plan, why.project).on(&question, why.project));
            let truth = Truth::of(&forced).unwrap_or_else(|why| panic!("{why}\n{case}"));
            assert_eq!(why.stopped_by.len(), fewest_broken(&case, &plan, why.project), "{why:?}\n{case}");
            let Some(best) = truth.best else {
                assert!(why.found.is_none(), "{why:?}\n{case}");
                impossible += u32::from(why.most == UpperBound::NoPlan);
                continue;
            };
            assert!(is_within(&base, &why, hundredths(best.well_located)), "{why:?}, in truth {best:?}\n{case}");
            known += u32::from(why.loss(&base).is_some_and(Span::is_known));
            possible += 1;
        }
    }
    println!("{known} of {possible} costs are known; {impossible} are impossible");
    assert!(possible > 400 && known > 300 && impossible > 100, "{known}, {possible}, {impossible}");
}

/// The fewest limits that a plan breaks with an option of `project` more; none of a project that it funds.
fn fewest_broken(case: &Case, plan: &Plan, project: Index<Project>) -> usize {
    let with = |option| {
        let mut plan = plan.clone();
        plan.funded.insert(option);
        placewell::audit::breaches(&case.question(), &plan).len()
    };
    let options = case.instance[project].option_indices().filter(|_| !plan.funds(&case.instance, project));
    options.map(with).min().unwrap_or(0)
}

/// Whether what is said of the other way holds, if so many places are the most that it gives.
fn is_within(base: &Base<'_>, why: &Why, truth: WellLocated) -> bool {
    let bounded = why.most.places().is_some_and(|most| truth <= most);
    let found = why.found.as_ref().map(|plan| placewell::audit::well_located(&base.question, plan));
    let lost = hundredths(base.best.least.hundredths() - truth.hundredths());
    let spans = why.loss(base).is_none_or(|loss| loss.least <= lost && lost <= loss.most);
    bounded && spans && found.is_none_or(|found| found <= truth) && why.loss_at_least(base).is_some_and(|at| at <= lost)
}

#[test]
fn no_part_of_a_plan_is_better_for_its_money_than_its_order_says() {
    let (mut steps, mut regrets, mut ahead) = (0, 0, 0);
    for (case, plan) in decided().filter(|(case, _)| !has_a_circle(case)) {
        let found = order(&case.question(), &plan, &LOOK).unwrap_or_else(|none| panic!("{none}\n{case}"));
        let begun = begun(&case, &plan);
        assert_eq!(found.begun, begun.of(&case.instance).count(), "{case}");
        assert_eq!(found.begun + found.steps.len(), plan.funded.len(), "{case}");
        let parts: Vec<(Money, u64)> = parts(&case, &plan, begun);
        if case.instance.links().is_empty() && found.begun == 0 {
            ahead += area(&case, &found.steps.iter().map(|step| step.option.position()).collect::<Vec<_>>());
            ahead -= area(&case, &most_for_its_money_next(&case, &plan));
        }
        assert_eq!(found.before, hundredths(best(&case, begun).well_located()), "{case}");
        let mut beginning = begun;
        for step in &found.steps {
            beginning = beginning.with(step.option.position());
            assert!(keeps_what_it_needs(&case, &plan, beginning), "{step:?}\n{case}");
            assert_eq!(step.places, hundredths(best(&case, beginning).well_located()), "{case}");
            let truth = parts.iter().filter(|(cost, _)| *cost <= step.cost).map(|&(_, places)| places).max();
            let truth = hundredths(truth.expect("the beginning itself costs no more"));
            assert!(step.best.least <= truth && truth <= step.best.most, "{step:?}, in truth {truth}\n{case}");
            steps += 1;
            regrets += u32::from(truth > step.places);
        }
    }
    println!("{regrets} of {steps} steps are regretted");
    assert!(steps > 300, "only {steps}");
    assert!(ahead >= 0, "the best for its money next, and nothing else, has {ahead} places times pounds more");
}

/// The places of every beginning of an order, each times the money that comes next.
fn area(case: &Case, order: &[usize]) -> i128 {
    let (mut beginning, mut area) = (Subset::NONE, 0);
    for &option in order {
        let cost = case.instance.options()[option].cost.pounds();
        area += i128::from(best(case, beginning).well_located()) * i128::from(cost);
        beginning = beginning.with(option);
    }
    area
}

/// What a plan funds, each time what gives most for its money next; of equal ones the cheapest.
fn most_for_its_money_next(case: &Case, plan: &Plan) -> Vec<usize> {
    let mut left: Vec<usize> = plan.funded.iter().map(|option| option.position()).collect();
    let (mut beginning, mut order) = (Subset::NONE, Vec::new());
    while !left.is_empty() {
        let has = i128::from(best(case, beginning).well_located());
        let cost = |option: usize| i128::from(case.instance.options()[option].cost.pounds());
        let gain = |option: usize| i128::from(best(case, beginning.with(option)).well_located()) - has;
        let pays_less = |one: &usize, other: &usize| {
            (gain(*one) * cost(*other), cost(*other)).cmp(&(gain(*other) * cost(*one), cost(*one)))
        };
        let next = left.iter().copied().max_by(|one, other| pays_less(one, other)).expect("something is left");
        left.retain(|&option| option != next);
        beginning = beginning.with(next);
        order.push(next);
    }
    order
}

/// Whether projects require each other in a circle, which no dataset that is read has.
pub fn has_a_circle(case: &Case) -> bool {
    let requires = |from: Index<Project>| {
        case.instance.links().iter().filter_map(move |link| match link.kind {
            LinkKind::Requires(needy, needed) if needy == from => Some(needed),
            LinkKind::Requires(..) | LinkKind::Excludes(..) | LinkKind::OneOf(_) => None,
        })
    };
    case.instance.project_indices().any(|start| {
        let mut met: Vec<Index<Project>> = requires(start).collect();
        let mut at = 0;
        while at < met.len() {
            let next: Vec<_> = requires(met[at]).filter(|project| !met.contains(project)).collect();
            met.extend(next);
            at += 1;
        }
        met.contains(&start)
    })
}

/// What of a plan has begun, and what that needs.
fn begun(case: &Case, plan: &Plan) -> Subset {
    let Some(as_of) = case.model.as_of else { return Subset::NONE };
    let is_begun = |at: &usize| has_begun(&case.instance.options()[*at], as_of);
    let own: Vec<usize> = plan.funded.iter().map(|option| option.position()).collect();
    let mut begun = own.iter().copied().filter(is_begun).fold(Subset::NONE, Subset::with);
    while !keeps_what_it_needs(case, plan, begun) {
        let projects: Vec<_> = begun.of(&case.instance).map(|option| option.project).collect();
        for link in case.instance.links() {
            let LinkKind::Requires(needy, needed) = link.kind else { continue };
            let missing = own.iter().filter(|&&at| case.instance.options()[at].project == needed);
            if projects.contains(&needy) {
                begun = missing.fold(begun, |begun, &at| begun.with(at));
            }
        }
    }
    begun
}

/// What every part of a plan that has what has begun, and keeps what it needs, costs, and its places.
fn parts(case: &Case, plan: &Plan, begun: Subset) -> Vec<(Money, u64)> {
    let begun = begun.funded(&case.instance);
    let is_part = |chosen: &Subset| {
        let chosen = chosen.funded(&case.instance);
        chosen.is_subset(&plan.funded) && begun.is_subset(&chosen)
    };
    let all = Subset::all(case.instance.options().len()).filter(is_part);
    all.filter(|chosen| keeps_what_it_needs(case, plan, *chosen))
        .map(|chosen| (chosen.of(&case.instance).map(|option| option.cost).sum(), best(case, chosen).well_located()))
        .collect()
}

/// Whether nothing is chosen without what it needs, of what the plan funds.
fn keeps_what_it_needs(case: &Case, plan: &Plan, chosen: Subset) -> bool {
    let part = Plan { funded: chosen.funded(&case.instance), flows: Vec::new() };
    let has = |plan: &Plan, project| plan.funds(&case.instance, project);
    case.instance.links().iter().all(|link| match link.kind {
        LinkKind::Requires(needy, needed) => !has(&part, needy) || !has(plan, needed) || has(&part, needed),
        LinkKind::Excludes(..) | LinkKind::OneOf(_) => true,
    })
}
