//! How long each stage takes, apart, at three sizes: reading, travel, reduction, formulation, solving, audit, writing.
//!
//! ```text
//! cargo bench --profile release --bench stages
//! ```
//!
//! The same made-up question every time. What fails is no measurement: it panics. Times are for people to look at; what
//! must not get worse is held by `placewell bench`, which counts work and reads no clock.

#[path = "country/mod.rs"]
mod country;
#[path = "../examples/instances/mod.rs"]
#[expect(dead_code, unused_imports, reason = "only the example converts tables, and its tests do not run here")]
mod instances;

use std::collections::BTreeSet;
use std::path::PathBuf;

use divan::{Bencher, black_box};
use placewell::audit::breaches;
use placewell::case::Case;
use placewell::domain::{Miles, Plan};
use placewell::formulate::{formulate, formulate_over};
use placewell::network::Network;
use placewell::objective::Stage;
use placewell::read::{Roads, Strictness, read_dataset};
use placewell::reduce::reduce;
use placewell::report::files::files;
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::run::Run;
use placewell::roads::{Metric, survey};
use placewell::runs::write_folder;
use placewell::serving::nearest_flows;
use placewell::solve::{Going, Highs, Limits, Request, Solver, Status};
use tempfile::TempDir;

/// Projects; there are half as many areas.
const SIZES: [usize; 3] = [100, 400, 1_600];
/// Projects of the questions that are solved: proofs grow faster than anything else.
const SOLVED: [usize; 3] = [20, 40, 80];
/// Junctions; there is a site for ten of them, and an area for fifteen.
const JUNCTIONS: [usize; 3] = [1_000, 10_000, 100_000];

fn main() {
    divan::main();
}

/// A made-up question, on the disk and in memory.
struct Made {
    folder: TempDir,
    case: Case,
}

impl Made {
    fn new(projects: usize) -> Self {
        let folder = TempDir::new().expect("a folder to write to");
        let order = instances::Order { projects, areas: projects / 2, seed: 1, contest: instances::Contest::Contested };
        instances::generate(&order, &folder.path().join("made")).expect("a question is made up");
        let case = Case::open(&folder.path().join("made.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
        Self { folder, case }
    }

    fn dataset(&self) -> PathBuf {
        self.folder.path().join("made")
    }

    /// The announced plan, with its places divided.
    fn plan(&self) -> Plan {
        let plan = self.case.published().expect("a plan is marked");
        let flows = nearest_flows(&self.case.question(), &plan.funded);
        Plan { flows, ..plan }
    }
}

#[divan::bench(args = SIZES)]
fn read(bencher: Bencher, projects: usize) {
    let made = Made::new(projects);
    let folder = made.dataset();
    bencher.bench_local(|| {
        let reading = read_dataset(black_box(&folder), Roads::NotNeeded, Strictness::Strict);
        reading.dataset.expect("the dataset has no mistakes")
    });
}

#[divan::bench(args = JUNCTIONS, sample_count = 3, sample_size = 1)]
fn travel(bencher: Bencher, junctions: usize) {
    let made = country::country(junctions, junctions / 10, junctions / 15);
    let metric = Metric::Road { map: &made.map, local_road_percent: country::LOCAL_PERCENT };
    let within = Miles::from_tenths(200);
    bencher.bench_local(|| survey(black_box(&made.instance), &metric, within));
    let found = survey(&made.instance, &metric, within);
    let differences = country::differences(&made, &found, within, junctions / 10 / 10);
    assert!(differences.is_empty(), "{differences:?}");
}

#[divan::bench(args = SIZES)]
fn reduction(bencher: Bencher, projects: usize) {
    let made = Made::new(projects);
    let question = made.case.question();
    bencher.bench_local(|| {
        let network = Network::of(black_box(&question)).reduced();
        let formulation = formulate_over(&question, &network);
        let every: BTreeSet<usize> = (0..formulation.milp.rows().len()).collect();
        reduce(&formulation.milp, formulation.stages.values(), &every)
    });
}

#[divan::bench(args = SIZES)]
fn formulation(bencher: Bencher, projects: usize) {
    let made = Made::new(projects);
    bencher.bench_local(|| formulate(black_box(&made.case.question())));
}

#[divan::bench(args = SOLVED, sample_count = 3, sample_size = 1)]
fn solving(bencher: Bencher, projects: usize) {
    let made = Made::new(projects);
    let formulation = formulate(&made.case.question());
    let coverage = &formulation.stages[&Stage::Coverage];
    let request = Request { milp: &formulation.milp, objective: coverage, start: None, limits: Limits::default() };
    bencher.bench_local(|| {
        let outcome = Highs { seed: 2 }.solve(black_box(&request), &mut |_| Going::On).expect("the solver works");
        assert!(matches!(outcome.status, Status::Optimal(_)), "{:?}", outcome.status);
    });
}

#[divan::bench(args = SIZES)]
fn audit(bencher: Bencher, projects: usize) {
    let made = Made::new(projects);
    let (question, plan) = (made.case.question(), made.plan());
    bencher.bench_local(|| assert_eq!(breaches(black_box(&question), &plan), Vec::<String>::new()));
}

#[divan::bench(args = SIZES)]
fn writing(bencher: Bencher, projects: usize) {
    let made = Made::new(projects);
    let (question, plan) = (made.case.question(), made.plan());
    let findings = placewell::audit::audit(&question, &plan);
    let run = Run::given(question, &plan, &findings);
    let circumstances = Circumstances { parsed: &made.case.parsed, ..Circumstances::default() };
    let out = made.folder.path().join("run");
    bencher.bench_local(|| {
        let written = files(black_box(&run), &Manifest::of(&run, &circumstances));
        write_folder(&out, &written).expect("the run is written");
    });
}
