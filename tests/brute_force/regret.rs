//! The plan of least regret over several scenarios of demand, held against every choice of options.

use placewell::domain::{Demand, Places, WellLocated};
use placewell::model::Goal;
use placewell::solve::{Going, Highs, Limits};
use placewell::whatif::Observer;
use placewell::whatif::least_regret::{Means, Scenario, least_regret, measured};

use super::case::Case;
use super::dice::Dice;
use super::score::{Floor, best_score};
use super::subset::Subset;
use super::verdict::{broken, cost};

/// How many questions are looked at; those of which some plan regrets nothing are put one in ten times.
const QUESTIONS: u64 = 700;

#[test]
fn no_choice_of_options_has_a_smaller_largest_regret_and_of_those_as_good_none_is_cheaper() {
    let (mut between, mut above_nought, mut put) = (0, 0, 0);
    let is_meant = |case: &Case| {
        case.model.goal == Goal::WellLocated && !case.speaks_of_regions() && !case.instance.demand().is_empty()
    };
    for case in (0..QUESTIONS).map(Case::random).filter(is_meant) {
        let mut dice = Dice::new(case.number + 3_000_000);
        let case = if dice.chance(80) { contested(&case, &mut dice) } else { case };
        let cases = in_scenarios(&case, &mut dice);
        let Some(truth) = Truth::of(&cases) else { continue };
        if truth.least > 0 || dice.chance(10) {
            let is_between = check(&case, &cases, &truth);
            put += 1;
            above_nought += u32::from(truth.least > 0);
            between += u32::from(is_between);
        }
    }
    println!("{between} plans are the best of no scenario; {above_nought} of {put} have a regret");
    assert!(between > 10 && above_nought > 30 && put > above_nought, "{between}, {above_nought}, {put}");
}

/// What trying every choice of options comes to.
struct Truth {
    /// By scenario: the most well-located places of any plan.
    best: Vec<u64>,
    /// The smallest largest regret of any plan.
    least: u64,
    /// What the cheapest plan of as little costs.
    cheapest: i64,
}

impl Truth {
    /// The truth of a question in these scenarios, if a plan keeps its rules.
    fn of(cases: &[Case]) -> Option<Self> {
        let Case { instance, model, .. } = cases.first()?;
        let all = Subset::all(instance.options().len());
        let kept: Vec<Subset> = all.filter(|&chosen| broken(instance, model, chosen).is_empty()).collect();
        let places: Vec<Vec<u64>> = kept.iter().map(|&chosen| places(cases, chosen)).collect();
        let best = |at: usize| places.iter().map(|places| places[at]).max();
        let best: Vec<u64> = (0..cases.len()).map(best).collect::<Option<_>>()?;
        let largest = |places: &[u64]| best.iter().zip(places).map(|(best, own)| best - own).max();
        let least = places.iter().filter_map(|places| largest(places)).min()?;
        let as_good = kept.iter().zip(&places).filter(|(_, places)| largest(places) == Some(least));
        let cheapest = as_good.map(|(&chosen, _)| cost(instance, chosen)).min()?;
        Some(Self { best, least, cheapest })
    }
}

/// Holds the plan of least regret against the truth; whether it is the best of no scenario.
fn check(case: &Case, cases: &[Case], truth: &Truth) -> bool {
    let scenarios: Vec<Scenario<'_>> = cases.iter().enumerate().map(|(at, case)| scenario(at, case)).collect();
    let observer = Observer { told: &|_, _| {}, going: &|| Going::On };
    let means = Means { solver: &Highs { seed: 0 }, limits: &Limits::default, observer };
    let found = least_regret(&scenarios, means).unwrap_or_else(|none| panic!("{none}\n{case}"));
    let told = found.largest(&found.plan);
    assert_eq!([told.least, told.most].map(WellLocated::hundredths), [truth.least; 2], "{case}");
    assert!(found.is_proved(), "at least {:?}, and it is {}\n{case}", found.bound, truth.least);
    assert_eq!(found.plan.cost.pounds(), truth.cheapest, "{case}");
    assert_eq!(found.best.iter().map(|best| best.least.hundredths()).collect::<Vec<_>>(), truth.best, "{case}");
    let own = found.plan.places.iter().map(|places| places.hundredths()).collect::<Vec<_>>();
    let chosen = found.plan.funded.iter().fold(Subset::NONE, |chosen, option| chosen.with(option.position()));
    assert_eq!(own, places(cases, chosen), "{case}");
    assert_eq!(measured(&scenarios, &found.plan.funded).as_ref(), Ok(&found.plan), "{case}");
    found.best_plans.iter().all(|plan| found.largest(plan).most != told.most)
}

fn scenario(at: usize, case: &Case) -> Scenario<'_> {
    let (instance, model) = (case.instance.clone(), case.model.clone());
    Scenario { name: at.to_string(), instance, model, distances: &case.distances }
}

/// The well-located places of a choice in each scenario, by every division tried.
fn places(cases: &[Case], chosen: Subset) -> Vec<u64> {
    let best = |case: &Case| best_score(case, chosen, Floor::Kept).expect("no floor is asked for").0.well_located;
    cases.iter().map(best).collect()
}

/// The same question with little but the envelope left, which is two options' worth, so that areas compete for it.
fn contested(case: &Case, dice: &mut Dice) -> Case {
    let mut model = case.model.clone();
    let options = case.instance.options();
    model.envelope.total = options[dice.below(options.len())].cost + options[dice.below(options.len())].cost;
    model.envelope.overruns = 0;
    model.as_of = None;
    model.rules.clear();
    model.fixes.clear();
    model.funds.clear();
    model.clauses.clear();
    let instance = case.instance.changed(|parts| {
        parts.links.clear();
        for home in &mut parts.homes {
            home.places = home.at_risk;
        }
    });
    case.with(instance, model)
}

/// The same question with many children in one area, another in each scenario, and few elsewhere.
fn in_scenarios(case: &Case, dice: &mut Dice) -> Vec<Case> {
    let needs = case.instance.demand().len();
    let first = dice.below(needs);
    let count = dice.pick(&[2, 2, 3, 4]);
    let of_scenario = |scenario: usize| {
        let many = (first + scenario) % needs;
        let other = |(at, need): (usize, &Demand)| {
            let children = if at == many { dice.pick(&[6, 9]) } else { dice.pick(&[0, 0, 1]) };
            Demand { children: Places::new(children), ..*need }
        };
        let demand: Vec<Demand> = case.instance.demand().iter().enumerate().map(other).collect();
        case.with(case.instance.changed(|parts| parts.demand = demand), case.model.clone())
    };
    (0..count).map(of_scenario).collect()
}
