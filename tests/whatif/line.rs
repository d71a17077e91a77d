//! Frontiers.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};

use placewell::audit::breaches;
use placewell::case::Case;
use placewell::decide::{NoDecision, decide, keeping_every_rule};
use placewell::domain::Plan;
use placewell::model::Question;
use placewell::objective::Stage;
use placewell::report::whatif::frontier::table;
use placewell::solve::{Effort, Going, Highs, Limits, Outcome, Progress, Request, Solver, SolverError, Status, Work};
use placewell::whatif::frontier::{Follow, Frontier, How, Means, Point, frontier};
use placewell::whatif::parameter::{Parameter, Scale, Setting};

use super::shop::Shop;

const BASE: &str = "models/base.toml";
const ANY_NUMBER: &str = "rule.few.at_most=3";

/// Nobody, who lets everything go on; or stops it after so many settings.
struct Nobody {
    reached: AtomicUsize,
    most: usize,
}

impl Nobody {
    const fn after(most: usize) -> Self {
        Self { reached: AtomicUsize::new(0), most }
    }
}

impl Follow for Nobody {
    fn reached(&self, _: &Point) {
        self.reached.fetch_add(1, Ordering::Relaxed);
    }

    fn is_stopped(&self) -> bool {
        self.reached.load(Ordering::Relaxed) >= self.most
    }

    fn working(&self, _: Setting, _: Stage, _: Progress) -> Going {
        Going::On
    }
}

fn pounds(amounts: &[i64]) -> Vec<Setting> {
    amounts.iter().map(|&amount| Setting { scale: Scale::Pounds, amount }).collect()
}

fn steps() -> Vec<Setting> {
    pounds(&[0, 500_000, 1_000_000, 1_500_000, 2_000_000, 2_500_000, 3_000_000])
}

fn over(
    case: &Case,
    parameter: &Parameter,
    settings: &[Setting],
    solver: &dyn Solver,
    follow: &dyn Follow,
) -> Result<Frontier, NoDecision> {
    let limits = || Limits { effort: Effort::Usual, ..Limits::default() };
    frontier(case, parameter, settings, &[], Means { solver, limits: &limits, follow })
}

fn places(line: &Frontier) -> Vec<Option<u64>> {
    line.points.iter().map(|point| Some(point.found.as_ref()?.well_located.hundredths())).collect()
}

#[test]
fn each_envelope_buys_what_is_found_by_hand() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    let line = over(&case, &Parameter::Envelope, &steps(), &Highs { seed: 0 }, &Nobody::after(99)).expect("a frontier");
    assert_eq!(places(&line), [0, 100, 600, 700, 800, 900, 900].map(Some));
    assert!(line.points.iter().all(|point| point.is_proved() && point.how != How::NotReached));
    // All that £3m buys costs £2.5m: each setting has the plan that `solve` gives for it.
    for (point, setting) in line.points.iter().zip(steps()) {
        let model = Parameter::Envelope.turned(&case.model, setting);
        let question = Question { model: &model, ..case.question() };
        let limits = Limits { effort: Effort::Usual, ..Limits::default() };
        let alone = decide(&question, &Highs { seed: 0 }, limits, &mut |_, _| Going::On).expect("a plan").plan;
        assert_eq!(point.found.as_ref().map(|found| &found.plan), Some(&alone), "{setting}");
    }
    let csv = String::from_utf8(table(&case.dataset.instance, &line).to_csv()).expect("it is text");
    assert_eq!(csv.replace("\r\n", "\n"), include_str!("frontier/envelope.csv"));
}

#[test]
fn a_floor_has_its_price_and_a_floor_too_high_is_impossible() {
    let shop = Shop::new();
    let case = shop.open(BASE, &["south"], &[ANY_NUMBER, "envelope.total_gbp=1000000"]).expect("no mistakes");
    let settings: Vec<Setting> =
        [0, 125, 250, 251, 500].iter().map(|&amount| Setting { scale: Scale::Thousandths, amount }).collect();
    let line = over(&case, &Parameter::Floor, &settings, &Highs { seed: 0 }, &Nobody::after(99)).expect("a frontier");
    assert_eq!(places(&line), [Some(600), Some(200), Some(200), None, None]);
    assert_eq!([&line.points[3].how, &line.points[4].how], [&How::Impossible; 2]);
    assert_eq!(line.step(&line.points[0], &line.points[1]), Some((-400, -400)));
}

#[test]
fn a_reach_and_the_bound_of_a_rule_are_turned_too() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[]).expect("no mistakes");
    let highs = Highs { seed: 0 };
    // Every bid is ten miles from its children: within the outer band from 5 miles, in full from 10.
    let parameter = Parameter::of_word("reach:open", &case.model).expect("a reach");
    let miles: Vec<Setting> =
        [49, 50, 99, 100].iter().map(|&amount| Setting { scale: Scale::Tenths, amount }).collect();
    let line = over(&case, &parameter, &miles, &highs, &Nobody::after(99)).expect("a frontier");
    assert_eq!(places(&line), [0, 350, 350, 700].map(Some));
    let parameter = Parameter::of_word("rule:few", &case.model).expect("a rule");
    let counts: Vec<Setting> = [0, 1, 2, 3].iter().map(|&amount| Setting { scale: Scale::Count, amount }).collect();
    let line = over(&case, &parameter, &counts, &highs, &Nobody::after(99)).expect("a frontier");
    assert_eq!(places(&line), [0, 600, 700, 700].map(Some));
    let unknown = |word: &str| Parameter::of_word(word, &case.model).expect_err("there is none");
    assert_eq!(unknown("rule:fews"), "the model has no rule `fews`; did you mean `few`?");
    assert_eq!(unknown("reach:opn"), "the model has no reach of `opn`; did you mean `open`?");
    assert_eq!(
        unknown("money"),
        "`money` is not one of envelope, overruns, floor, rule:ID, reach:CARE-TYPE, or a section with a number of its own"
    );
}

/// HiGHS, which of all but so many questions in whole numbers says only what it is worth at most, or nothing.
struct Idle {
    answers: AtomicUsize,
    most: usize,
}

impl Solver for Idle {
    fn solve(&self, asked: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        let outcome = Highs { seed: 0 }.solve(asked, watch)?;
        if self.answers.fetch_add(1, Ordering::Relaxed) < self.most {
            return Ok(outcome);
        }
        let status = match (outcome.status, asked.start) {
            (Status::Optimal(found) | Status::Stopped(found), Some(start)) => {
                let value = asked.objective.sum.value(start);
                let bound = asked.objective.trivial_bound(asked.milp);
                Status::Stopped(placewell::solve::Found {
                    values: start.to_vec(),
                    value,
                    bound: bound.max(found.bound),
                })
            }
            (Status::Infeasible, _) => Status::Infeasible,
            (_, _) => Status::Nothing,
        };
        Ok(Outcome { status, work: Work::default() })
    }
}

#[test]
fn a_frontier_never_falls_whatever_a_solver_leaves_open() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    for most in [0, 1, 2, 5, 10, 20] {
        let idle = Idle { answers: AtomicUsize::new(0), most };
        let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
        let line = pool
            .install(|| over(&case, &Parameter::Envelope, &steps(), &idle, &Nobody::after(99)))
            .expect("a frontier");
        let found = places(&line);
        assert!(found.is_sorted(), "{most}: {found:?}");
        let bounds: Vec<u64> = line.points.iter().filter_map(|point| Some(point.bound?.hundredths())).collect();
        assert!(bounds.is_sorted(), "{most}: {bounds:?}");
        for point in &line.points {
            let Some(found) = &point.found else { continue };
            let model = line.parameter.turned(&case.model, point.setting);
            let question = Question { model: &model, ..case.question() };
            assert_eq!(breaches(&question, &found.plan), Vec::<String>::new());
        }
    }
}

#[test]
fn what_was_done_before_it_was_stopped_is_kept_and_says_something_of_the_rest() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("a thread");
    let line = pool.install(|| over(&case, &Parameter::Envelope, &steps(), &Highs { seed: 0 }, &Nobody::after(3)));
    let line = line.expect("a frontier");
    let reached = line.points.iter().filter(|point| point.how != How::NotReached).count();
    assert_eq!(reached, 3, "both ends and the middle");
    // £1.5m was reached with 7 places: £2m has as many at least, and no more than £3m has.
    let after = &line.points[4];
    assert_eq!(
        (&after.how, after.found.as_ref().map(|found| found.well_located.hundredths())),
        (&How::NotReached, Some(700))
    );
    assert_eq!(after.bound.map(placewell::domain::WellLocated::hundredths), Some(900));
    assert!(!after.is_proved());
}

#[test]
fn points_that_are_known_already_are_not_worked_on_again() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    let highs = Highs { seed: 0 };
    let all = over(&case, &Parameter::Envelope, &steps(), &highs, &Nobody::after(99)).expect("a frontier");
    let limits = || Limits { effort: Effort::Usual, ..Limits::default() };
    let nobody = Nobody::after(99);
    let means = Means { solver: &highs, limits: &limits, follow: &nobody };
    let again = frontier(&case, &Parameter::Envelope, &steps(), &all.points[..6], means).expect("a frontier");
    assert_eq!((places(&again), nobody.reached.load(Ordering::Relaxed)), (places(&all), 1));
}

#[test]
fn two_settings_that_cannot_both_be_true_are_refused() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    let highs = Highs { seed: 0 };
    let mut points =
        over(&case, &Parameter::Envelope, &steps(), &highs, &Nobody::after(99)).expect("a frontier").points;
    points[6].bound = points[1].bound;
    let limits = Limits::default;
    let nobody = Nobody::after(99);
    let means = Means { solver: &highs, limits: &limits, follow: &nobody };
    let refused = frontier(&case, &Parameter::Envelope, &steps(), &points, means);
    assert!(matches!(refused, Err(NoDecision::Disagreement(_))), "{refused:?}");
}

#[test]
fn it_is_the_same_on_any_number_of_threads() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads");
        let line = pool.install(|| over(&case, &Parameter::Envelope, &steps(), &Highs { seed: 0 }, &Nobody::after(99)));
        table(&case.dataset.instance, &line.expect("a frontier")).to_csv()
    };
    assert_eq!(on(1), on(4));
}

#[test]
fn a_plan_that_breaks_a_rule_is_not_carried() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[]).expect("no mistakes");
    let dear = shop.open(BASE, &["dear"], &[]).expect("no mistakes");
    let highs = Highs { seed: 0 };
    let best =
        |case: &Case| decide(&case.question(), &highs, Limits::default(), &mut |_, _| Going::On).expect("a plan").plan;
    let kept = |case: &Case, plan: &Plan| keeping_every_rule(&case.question(), plan, &highs).expect("it is served");
    let (plan, dear_plan) = (best(&case), best(&dear));
    assert_eq!(kept(&case, &plan).map(|plan| plan.funded), Some(plan.funded.clone()));
    assert_eq!(kept(&dear, &dear_plan).map(|plan| plan.funded), Some(dear_plan.funded.clone()));
    // With dearer bids the plan of the base is too dear.
    assert_eq!(kept(&dear, &plan), None);
}

#[test]
fn the_command_says_what_each_step_buys_and_where_it_wrote() {
    let shop = Shop::new();
    let at = "500k,1m,1500000";
    let done = shop.placewell(&["frontier", BASE, "--at", at]);
    assert_eq!(done.status.code(), Some(0), "{}", super::shop::text(&done.stderr));
    let said = super::shop::text(&done.stderr);
    assert!(said.contains("written to runs/base-frontier-envelope/frontier.csv"), "{said}");
    let page = super::shop::text(&done.stdout);
    assert!(page.lines().all(|line| line.chars().count() <= 80), "{page}");
    assert!(page.contains("Well-located places\n 7.0┤") && page.matches('●').count() == 3, "{page}");
    let words = page.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(words.contains("£1,000,000: 5 more well-located places (proved), +10 for each £1m; £0.5m more"), "{page}");
    assert_eq!(shop.text("runs/base-frontier-envelope/plans.csv").lines().count(), 1 + 1 + 1 + 2);
    // Again, in the place of the first.
    shop.told(0, &["frontier", BASE, "--from", "0", "--to", "1m", "--step", "500k", "--format", "csv"]);
    for wrong in [["--from", "1m", "--to", "0", "--step", "1m"], ["--from", "0", "--to", "1m", "--step", "0"]] {
        let arguments: Vec<&str> = ["frontier", BASE].into_iter().chain(wrong).collect();
        assert!(shop.refused(3, &arguments).contains("these should go up"));
    }
    assert!(shop.refused(3, &["frontier", BASE, "--at", "1tn"]).contains("--at: `1tn` is not an amount of money"));
    assert!(shop.refused(3, &["frontier", BASE, "--over", "rule:fews", "--at", "1"]).contains("did you mean `few`?"));
    let worst = shop.refused(3, &["frontier", BASE, "--set", "objective.maximise=worst-region", "--at", "1m"]);
    assert!(worst.contains("a frontier is of well-located places"), "{worst}");
    let impossible = ["frontier", BASE, "--with", "never", "--at", "1m"];
    assert!(shop.refused(4, &impossible).contains("no plan can keep all the rules at any of these settings"));
}

#[test]
fn a_plan_carried_to_a_setting_that_was_not_reached_is_not_called_what_the_step_buys() {
    let shop = Shop::new();
    let case = shop.open(BASE, &[], &[ANY_NUMBER]).expect("no mistakes");
    let line = over(&case, &Parameter::Envelope, &steps(), &Highs { seed: 0 }, &Nobody::after(2)).expect("a frontier");
    let instance = &case.dataset.instance;
    let csv = String::from_utf8(table(instance, &line).to_csv()).expect("text");
    let mut reader = csv::Reader::from_reader(csv.as_bytes());
    let rows: Vec<BTreeMap<String, String>> = reader.deserialize().map(|row| row.expect("a row")).collect();
    let (reached, other): (Vec<_>, Vec<_>) = rows.iter().partition(|row| row["status"] != "not reached");
    assert!(reached.len() >= 2 && other.iter().any(|row| !row["well_located_places"].is_empty()), "{csv}");
    for row in &other {
        for column in ["more_places", "more_places_per_1m_gbp", "per_1m_gbp_at_least", "options_in", "churn"] {
            assert_eq!(row[column], "", "{column}: {csv}");
        }
    }
    // From £0 to £3m, not from the £2.5m that was not reached.
    let last = reached.last().expect("a row");
    assert_eq!([&last["setting"], &last["more_places"], &last["more_places_per_1m_gbp"]], ["3000000", "9.00", "3.00"]);
}

#[test]
fn a_frontier_is_taken_up_where_it_was_left_and_is_the_same() {
    let shop = Shop::new();
    let base = ["frontier", BASE, "--set", ANY_NUMBER, "--format", "csv", "--out"];
    let told = |rest: &[&str]| {
        let arguments: Vec<&str> = base.iter().chain(rest).copied().collect();
        shop.placewell(&arguments)
    };
    let whole = told(&["whole", "--from", "0", "--to", "3m", "--step", "500k"]);
    told(&["left", "--at", "0,1m,3m"]);
    let resumed = told(&["left", "--from", "0", "--to", "3m", "--step", "500k", "--resume"]);
    assert_eq!(resumed.stdout, whole.stdout);
    let said = super::shop::text(&resumed.stderr);
    assert!(said.contains("3 settings are settled already"), "{said}");
    let other = told(&["left", "--at", "1m", "--resume", "--exact"]);
    assert!(super::shop::text(&other.stderr).contains("this is of another question: `options` is not the same"));
    // A plan that was changed by hand is audited anew: £1m pays for no more than it did.
    shop.edit("left/plans.csv", "1000000,north,a,", "1000000,south,a,");
    let spoilt = told(&["left", "--at", "1m", "--resume"]);
    assert_eq!(spoilt.status.code(), Some(5), "its bound is not reached any more");
}

#[test]
fn settings_in_pounds_that_pay_for_no_option_are_doubted_with_what_was_meant() {
    let shop = Shop::new();
    shop.write(
        "models/cost.toml",
        r#"
extends = "base.toml"
title = "The same with a limit on cost"

[[rule]]
id = "cost"
measure = "cost"
at_most_gbp = 2_000_000
source = "Made for the tests"

[[rule]]
id = "floor"
measure = "cost"
at_least_gbp = 0
source = "Made for the tests"
"#,
    );
    let said = |words: &[&str]| {
        super::shop::text(&shop.placewell(&[&["frontier", "models/cost.toml"], words].concat()).stderr)
    };
    let doubt = |words: &[&str]| said(words).lines().find(|line| line.starts_with("warning: £")).map(str::to_owned);
    let small = "pay for no option: the cheapest costs £500,000";
    assert_eq!(doubt(&["--at", "1,2"]), Some(format!("warning: £1 and £2 {small}; was 1m,2m meant? (small-setting)")));
    assert_eq!(
        doubt(&["--at", "1500,2500"]),
        Some(format!("warning: £1,500 and £2,500 {small}; was 1500k,2500k meant? (small-setting)"))
    );
    assert_eq!(
        doubt(&["--at", "0,3,2m"]).as_deref(),
        Some("warning: £3 pays for no option: the cheapest costs £500,000; was 3m meant? (small-setting)")
    );
    assert!(doubt(&["--over", "rule:cost", "--at", "2"]).is_some(), "a limit on cost is one too");
    for (over, at) in [("envelope", "0,500k,1m,3m"), ("rule:floor", "2"), ("rule:few", "2"), ("floor", "1")] {
        assert_eq!(doubt(&["--over", over, "--at", at]), None, "{over} {at}");
    }
    assert!(said(&["--at", "1500000000,2000000000"]).contains("£1,500,000,000"));
}

#[test]
fn a_frontier_says_how_it_was_asked_and_is_verified_as_it_was_asked() {
    let shop = Shop::new();
    shop.told(0, &["frontier", BASE, "--set", "count_places=low", "--at", "500k,1m", "--out", "runs/low"]);
    let manifest = shop.text("runs/low/run.json");
    assert!(manifest.contains("\"count_places=low\""), "{manifest}");
    shop.told(0, &["verify", "runs/low"]);
    shop.refused(3, &["verify", "runs/low", "--set", "count_places=high"]);
}
