//! What was asked beside a run, made up: settings that are proved, open, carried and impossible, and two plans.

use std::collections::BTreeMap;

use placewell::domain::{AppraisalKind, AppraisalParameter, AppraisalUnit, Figure, Plan, WellLocated};
use placewell::model::Question;
use placewell::report::page::Beside;
use placewell::report::run::WIDTH;
use placewell::report::whatif::alternatives::{self, Listed, Listing};
use placewell::report::whatif::appraise::{Appraisal, tables};
use placewell::report::whatif::frontier;
use placewell::serving::nearest_flows;
use placewell::table::Table;
use placewell::table::plot::Letters;
use placewell::whatif::alternatives::{Alternative, Membership, Way};
use placewell::whatif::appraise::appraise;
use placewell::whatif::frontier::{Found, Frontier, How, Point};
use placewell::whatif::parameter::{Parameter, Relaxes, Scale, Setting};

use super::super::given::Given;
use super::files::Files;

/// What is asked beside a run, with the files that say so, by folder.
pub struct Asked {
    pub frontiers: Vec<Beside<Frontier>>,
    pub alternatives: Beside<Listed>,
    pub appraisal: Beside<Vec<Table>>,
    pub files: BTreeMap<String, Files>,
}

impl Asked {
    /// Beside what was decided.
    pub fn of(given: &Given) -> Self {
        Self::over(given, money(given))
    }

    /// The same, but that another plan was found at the setting of the model.
    pub fn with_another_plan(given: &Given) -> Self {
        let mut line = money(given);
        let own = line.points.len() - 2;
        let another = line.points[own - 1].found.clone();
        line.points[own].found = another;
        Self::over(given, line)
    }

    /// The same, with the cost of the published plan among the settings.
    pub fn with_published_cost(given: &Given) -> Self {
        let mut line = money(given);
        let published = given.published.as_ref().expect("a published plan");
        let cost: i64 = published.options(given.case.question().instance).map(|option| option.cost.pounds()).sum();
        let own = line.points.len() - 2;
        let bound = line.points[own - 1].found.as_ref().map(|found| found.well_located);
        let setting = Setting { amount: cost, ..line.points[own].setting };
        line.points.insert(own, Point { setting, bound, ..line.points[own - 1].clone() });
        Self::over(given, line)
    }

    fn over(given: &Given, money: Frontier) -> Self {
        let frontiers = [("over-money", money), ("over-floors", floors(given))];
        let (listed, mut files) = (listed(given), BTreeMap::new());
        for (name, line) in &frontiers {
            let written = frontier::files(&given.case, line, &frontier::Circumstances::default());
            files.insert(
                (*name).to_owned(),
                Files::beside(&written, &frontier::text(&given.case, line, Letters::Ascii, WIDTH)),
            );
        }
        let tables = alternatives::tables(&given.case.question(), &listed);
        let written: Vec<_> = tables.iter().map(|table| (format!("{}.csv", table.name), table.to_csv())).collect();
        files.insert("near".to_owned(), Files::beside(&written, ""));
        let worth = worth(given);
        let written: Vec<_> = worth.iter().map(|table| (format!("{}.csv", table.name), table.to_csv())).collect();
        files.insert("worth".to_owned(), Files::beside(&written, ""));
        let appraisal = Beside { name: "worth".to_owned(), told: worth, files: Vec::new() };
        let frontiers = frontiers.map(|(name, told)| Beside { name: name.to_owned(), told, files: Vec::new() });
        let alternatives = Beside { name: "near".to_owned(), told: listed, files: Vec::new() };
        Self { frontiers: frontiers.into(), alternatives, appraisal, files }
    }
}

/// What the plan is worth, by parameters made up, of every line alike.
fn worth(given: &Given) -> Vec<Table> {
    let year = Figure::Year("2026-27".parse().expect("a year"));
    let figure = |kind: AppraisalKind| match kind.unit() {
        AppraisalUnit::Year => [year; 3],
        AppraisalUnit::Years => [1_000, 3_000, 6_000].map(Figure::Hundredths),
        AppraisalUnit::Pounds => [20_000_050, 31_840_000, 44_806_533].map(Figure::Hundredths),
        AppraisalUnit::Percent => [0, 350, 1_025].map(Figure::Hundredths),
    };
    let parameter = |(_, kind): (&str, AppraisalKind)| {
        let [low, central, high] = figure(kind);
        AppraisalParameter { kind, line: None, low, central, high, is_observed: false, source: "Made up".to_owned() }
    };
    let parameters = AppraisalKind::ALL.map(parameter);
    let (run, risks) = (given.run(), &given.case.dataset.risks);
    let cases = appraise(&given.case.dataset.instance, &given.plan, &parameters, risks).expect("nothing is missing");
    tables(&Appraisal { run: &run, parameters: &parameters, risks, cases: &cases })
}

/// The plan that was decided, and one that funds nothing.
fn plans(given: &Given) -> [Plan; 2] {
    let nothing = Plan::default();
    let flows = nearest_flows(&given.case.question(), &nothing.funded);
    [given.plan.clone(), Plan { flows, ..nothing }]
}

fn more(places: WellLocated, hundredths: u64) -> WellLocated {
    WellLocated::from_hundredths(places.hundredths() + hundredths)
}

/// Over the envelope: impossible, proved, open, that of the model, and carried from there.
fn money(given: &Given) -> Frontier {
    let question: Question = given.case.question();
    let [best, nothing] = plans(given).map(|plan| Found::of(&question, plan));
    let own = given.case.model.envelope.total.pounds();
    let (least, most) = (nothing.well_located, best.well_located);
    let points = [
        (1_000_000, None, None, How::Impossible),
        (2_500_000, Some(&nothing), Some(least), How::Decided),
        (20_000_000, Some(&nothing), Some(most), How::Decided),
        (own, Some(&best), Some(most), How::Decided),
        (own + 8_000_000, Some(&best), Some(more(most, 175)), How::NotReached),
    ];
    let point = |(amount, found, bound, how): (i64, Option<&Found>, _, _)| Point {
        setting: Setting { scale: Scale::Pounds, amount },
        found: found.cloned(),
        bound,
        how,
    };
    Frontier { parameter: Parameter::Envelope, relaxes: Relaxes::Rising, points: points.map(point).into() }
}

/// Over a floor in every region, which allows less as it rises.
fn floors(given: &Given) -> Frontier {
    let question = given.case.question();
    let best = Found::of(&question, given.plan.clone());
    let most = best.well_located;
    let point = |(amount, found, bound, how): (i64, Option<Found>, _, _)| Point {
        setting: Setting { scale: Scale::Thousandths, amount },
        found,
        bound,
        how,
    };
    let points = [
        (0, Some(best.clone()), Some(most), How::Decided),
        (125, Some(best.clone()), Some(most), How::Decided),
        (250, None, Some(most), How::NotReached),
        (500, None, None, How::Impossible),
    ];
    Frontier { parameter: Parameter::Floor, relaxes: Relaxes::Falling, points: points.map(point).into() }
}

/// Two plans, and a project of every standing in turn.
fn listed(given: &Given) -> Listed {
    let instance = &given.case.dataset.instance;
    let [best, nothing] = plans(given);
    let alternative =
        |(plan, way, apart): (Plan, Way, usize)| Alternative { plan, way, from_best: apart, from_nearest: apart };
    let apart = best.funded.len();
    let standings = [Membership::Core, Membership::Borderline, Membership::InNoneFound, Membership::Never];
    let listing = |(project, standing)| Listing {
        project,
        standing,
        in_plans: usize::from(best.funds(instance, project)),
        other_found: None,
        other_bound: Some(WellLocated::from_hundredths(250)),
    };
    Listed {
        floor: WellLocated::from_hundredths(125),
        apart: 1,
        attempts: 4,
        is_all: false,
        projects: instance.project_indices().zip(standings.into_iter().cycle()).map(listing).collect(),
        plans: [(best.clone(), Way::Best, 0), (nothing, Way::Few, apart)].map(alternative).into(),
    }
}
