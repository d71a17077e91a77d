//! Golden runs: tiny questions whose answer is found by hand in the `WHY.md` beside them.
//!
//! Each pins the rows that the solver is told and the decision, apart, so that a change of formulation and a change of
//! answer are told apart. `PLACEWELL_BLESS=1 cargo test --release --test answers golden::` writes what is found as expected:
//! read the difference before keeping it.

use std::collections::BTreeSet;
use std::fmt::Display;
use std::fs;
use std::path::{Path, PathBuf};

use placewell::audit::{miles_of, worth_of};
use placewell::case::Case;
use placewell::constraints::every_family;
use placewell::decide::{Decision, Proof, decide};
use placewell::domain::{Flow, Miles};
use placewell::formulate::formulate;
use placewell::solve::{Going, Highs, Limits};

/// A golden run.
struct Golden {
    folder: PathBuf,
    case: Case,
}

impl Golden {
    fn all() -> Vec<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let entries = fs::read_dir(root).expect("the golden runs");
        let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("a golden run").path()).collect();
        folders.sort();
        let open = |folder: PathBuf| {
            let case = Case::open(&folder.join("model.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
            Self { folder, case }
        };
        folders.into_iter().map(open).collect()
    }

    fn rows(&self) -> String {
        formulate(&self.case.question()).milp.rows_as_text()
    }

    fn decision(&self) -> String {
        let highs = Highs { seed: 0 };
        let decision = decide(&self.case.question(), &highs, Limits::default(), &mut |_, _| Going::On);
        decision.map_or_else(|none| format!("{none}\n"), |decision| self.written(&decision))
    }

    /// The decision as text.
    fn written(&self, decision: &Decision) -> String {
        let instance = &self.case.dataset.instance;
        let Decision { plan, proofs, .. } = decision;
        let funded = plan
            .options(instance)
            .map(|option| format!("funded {}/{} for {}", instance[option.project].id, option.id, option.cost));
        let flows = plan.flows.iter().map(|flow| self.flow(flow));
        let miles = |tenths| Miles::from_tenths(u32::try_from(tenths).expect("a golden run is small"));
        let travel = Proof { value: miles(proofs.travel.value), bound: proofs.travel.bound.map(miles) };
        let proved = [
            proofs.worst_region.map(|proof| bounded("the worst region", &proof, "at most")),
            Some(bounded("well-located places", &proofs.coverage, "at most")),
            Some(bounded("cost", &proofs.cost, "at least")),
            Some(bounded("places by year", &proofs.opening, "at most")),
            Some(bounded("miles travelled", &travel, "at least")),
        ];
        let refused = (decision.refused > 0).then(|| format!("{} refused", decision.refused));
        let lines = funded.chain(flows).chain(proved.into_iter().flatten()).chain(refused);
        lines.flat_map(|line| [line, "\n".to_owned()]).collect()
    }

    fn flow(&self, flow: &Flow) -> String {
        let (question, instance) = (self.case.question(), &self.case.dataset.instance);
        let miles = miles_of(&question, flow).expect("a flow has a length");
        let worth = worth_of(&question, flow).expect("a flow is within reach");
        let [site, area] = [instance[flow.site].id.as_str(), instance[flow.area].name.as_str()];
        format!("{site} serves {} of {area} with {}, {miles} miles, {worth}", flow.places, instance[flow.care_type].id)
    }
}

/// A number of a plan beside its bound.
fn bounded<T: Display + PartialEq>(name: &str, proof: &Proof<T>, limit: &str) -> String {
    match &proof.bound {
        Some(bound) if proof.is_proved() => format!("{name}: {}, proved: {limit} {bound}", proof.value),
        Some(bound) => format!("{name}: {}, not proved: {limit} {bound}", proof.value),
        None => format!("{name}: {}, nobody asked", proof.value),
    }
}

/// Compares `found` with the file, or writes it where that is asked for; nothing if they are the same.
fn difference(file: &Path, found: &str) -> Option<String> {
    if std::env::var_os("PLACEWELL_BLESS").is_some() {
        fs::create_dir_all(file.parent().expect("a folder")).expect("the folder of what is expected");
        fs::write(file, found).expect("what is expected is written");
        return None;
    }
    let expected = fs::read_to_string(file).unwrap_or_default();
    (expected != found).then(|| format!("{}\nexpected:\n{expected}\nfound:\n{found}\n", file.display()))
}

#[test]
fn every_golden_run_states_its_rows_and_finds_its_answer() {
    let mut differences = Vec::new();
    for golden in Golden::all() {
        let expected = golden.folder.join("expected");
        differences.extend(difference(&expected.join("rows.txt"), &golden.rows()));
        differences.extend(difference(&expected.join("decision.txt"), &golden.decision()));
    }
    assert!(differences.is_empty(), "{}", differences.concat());
}

#[test]
fn every_answer_is_found_by_hand() {
    for golden in Golden::all() {
        let why = fs::read_to_string(golden.folder.join("WHY.md")).unwrap_or_default();
        assert!(why.len() > 200, "{} does not say why", golden.folder.display());
    }
}

#[test]
fn every_family_has_rows_in_a_golden_run() {
    let rows: String = Golden::all().iter().map(Golden::rows).collect();
    let families: BTreeSet<&str> = rows.lines().filter_map(|row| Some(row.split_once('[')?.0)).collect();
    for (name, ..) in every_family() {
        let stated = families.contains(name) || rows.lines().any(|row| row.starts_with(&format!("{name}:")));
        assert!(stated, "no golden run has a row of {name}");
    }
}
