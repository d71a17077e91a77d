//! At what price, and with how many places, a project would be in a plan as good: held against trying every choice.

use placewell::audit::{breaches, well_located};
use placewell::domain::{Estimate, Index, Instance, Money, PlaceRange, Places, Plan, Project};
use placewell::model::{Bound, Measure, Question, Rule, Selector, Sense};
use placewell::whatif::why::{Base, Why, why};
use placewell::whatif::{Entry, Force, Span};

use super::asked::{LOOK, decided};
use super::case::Case;
use super::truth::Truth;

const ENDS: [Estimate; 3] = [Estimate::Low, Estimate::Likely, Estimate::High];

/// How many questions are put.
const QUESTIONS: usize = 150;

#[test]
fn no_plan_as_good_has_a_project_beyond_what_is_said() {
    let (mut priced, mut placed, mut ruled_out) = (0, 0, 0);
    for (case, plan) in decided().filter_map(tightened).take(QUESTIONS) {
        let question = case.question();
        let has = well_located(&question, &plan);
        let base = Base { question, plan: &plan, best: Span::new(has, has) };
        let projects: Vec<Index<Project>> = case.instance.project_indices().collect();
        let whys = why(&base, &projects, &LOOK, usize::MAX, &|_| ()).unwrap_or_else(|none| panic!("{none}\n{case}"));
        let located = |why: &&Why| why.found.as_ref().map(|plan| well_located(&question, plan));
        let mut line: Vec<&Why> = whys.iter().filter(|why| why.rank.is_some()).collect();
        line.sort_by_key(|why| why.rank);
        assert!(line.is_sorted_by(|one, other| located(one) >= located(other)), "{whys:?}\n{case}");
        for (project, entry) in whys.iter().filter_map(|why| Some((why.project, why.entry?))) {
            let is_in = |instance: Instance| is_in_a_plan_as_good(&case, instance, project, has.hundredths());
            let at_price = |price: i64| is_in(cheaper(&case.instance, project, price));
            let with_more = |more: u32| is_in(larger(&case.instance, project, more));
            let Entry { price_found, price_bound, places_found, places_bound } = entry;
            assert!(price_found.is_none_or(|price| at_price(price.into())), "{entry:?}\n{case}");
            assert!(places_found.is_none_or(with_more), "{entry:?}\n{case}");
            for price in
                (0..=1_000_i64).step_by(125).filter(|&price| price_bound.is_none_or(|most| price > most.into()))
            {
                assert!(!at_price(price), "at {price} thousandths: {entry:?} of {project:?}\n{case}");
                priced += 1;
            }
            for more in (0..4).filter(|&more| places_bound.is_none_or(|least| more < least)) {
                assert!(!with_more(more), "with {more} more places: {entry:?} of {project:?}\n{case}");
                placed += 1;
            }
            ruled_out += u32::from(price_bound.is_none() || places_bound.is_none());
        }
    }
    println!("{priced} prices and {placed} numbers of places are too much or too few; {ruled_out} are ruled out");
    assert!(priced > 100 && placed > 50, "{priced}, {placed}");
}

/// Every other question with two rules more, which its best plan just keeps: a cheaper project may break the one, and a
/// larger project the other.
fn tightened((mut case, plan): (Case, Plan)) -> Option<(Case, Plan)> {
    if case.number.is_multiple_of(2) {
        return Some((case, plan));
    }
    let cost = plan.options(&case.instance).map(|option| option.cost).sum();
    let places: Places = plan.options(&case.instance).map(|option| option.additional.at(Estimate::High)).sum();
    let rule = |id: &str, measure, sense, bound| Rule {
        id: id.parse().expect("an id"),
        selector: Selector::default(),
        measure,
        sense,
        bound,
        source: "beside chance".to_owned(),
    };
    case.model.rules.push(rule("spent", Measure::Cost(None), Sense::AtLeast, Bound::Money(cost)));
    let additional = Measure::Additional(Estimate::High);
    case.model.rules.push(rule("brought", additional, Sense::AtMost, Bound::Count(places.count())));
    breaches(&case.question(), &plan).is_empty().then_some((case, plan))
}

/// Whether a plan with so many hundredths of a place has `project`, as it is in `instance`.
fn is_in_a_plan_as_good(case: &Case, instance: Instance, project: Index<Project>, goal: u64) -> bool {
    let model = Force::In.on(&Question { instance: &instance, ..case.question() }, project);
    let truth = Truth::of(&case.with(instance, model)).unwrap_or_else(|why| panic!("{why}\n{case}"));
    truth.best.is_some_and(|best| best.well_located >= goal)
}

/// The problem with `project` at so many thousandths of its price, each sum rounded down to the pound.
fn cheaper(instance: &Instance, project: Index<Project>, thousandths: i64) -> Instance {
    let part = |money: Money| Money::from_pounds(money.pounds() * thousandths / 1_000);
    instance.changed(|parts| {
        for option in parts.options.iter_mut().filter(|option| option.project == project) {
            option.spend = option.spend.iter().map(|&(year, spend)| (year, part(spend))).collect();
            option.spend.retain(|(_, spend)| *spend > Money::ZERO);
            option.cost = option.spend.iter().map(|&(_, spend)| spend).sum();
            option.local_match = part(option.local_match);
        }
    })
}

/// The problem with so many more places at every option of `project`.
fn larger(instance: &Instance, project: Index<Project>, more: u32) -> Instance {
    let more = Places::new(more);
    instance.changed(|parts| {
        for option in parts.options.iter_mut().filter(|option| option.project == project) {
            let [low, likely, high] = ENDS.map(|end| option.additional.at(end) + more);
            option.additional = PlaceRange::new(low, likely, high).expect("it is in order still");
        }
    })
}
