//! Plans to report on: the published one on the shipped dataset, and one decided on the tiny dataset.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use placewell::audit::{Finding, audit};
use placewell::case::Case;
use placewell::decide::{Decision, Proofs, decide};
use placewell::domain::{Index, Plan, ProjectOption};
use placewell::model::Layers;
use placewell::report::run::Run;
use placewell::serving::nearest_flows;
use placewell::solve::{Going, Highs, Limits};
use placewell::table::Table;
use tempfile::TempDir;

/// A case with a plan for it.
pub struct Given {
    pub case: Case,
    pub plan: Plan,
    pub findings: Vec<Finding>,
    pub decision: Option<Decision>,
    pub published: Option<Plan>,
}

impl Given {
    /// The plan that funds exactly these options, measured as it is.
    pub fn evaluated(case: Case, funded: impl IntoIterator<Item = Index<ProjectOption>>) -> Self {
        let plan = Plan { funded: funded.into_iter().collect(), flows: Vec::new() };
        let plan = served(&case, &plan);
        Self::of(case, plan, None)
    }

    /// The published plan, under the model that says so.
    pub fn published() -> &'static Self {
        static PUBLISHED: LazyLock<Given> = LazyLock::new(|| {
            let case = figure_11();
            let published = case.published().expect("the dataset marks a published plan");
            Given::evaluated(case, published.funded)
        });
        &PUBLISHED
    }

    /// No plan at all, under the same model.
    pub fn nothing() -> Self {
        Self::evaluated(figure_11(), [])
    }

    /// A plan beside the published one: some of its projects are left out, some are done another way and some are new.
    pub fn mixed() -> Self {
        let case = figure_11();
        let instance = &case.dataset.instance;
        let mut funded = Vec::new();
        for (at, project) in instance.project_indices().enumerate() {
            let options: Vec<_> = instance[project].option_indices().collect();
            let planned = options.iter().copied().find(|&option| instance[option].planned);
            let other = options.iter().copied().find(|&option| !instance[option].planned);
            funded.extend(match planned {
                Some(_) if at % 9 == 0 => None,
                Some(planned) if at % 7 == 0 => Some(other.unwrap_or(planned)),
                Some(planned) => Some(planned),
                None => other.filter(|_| at % 13 == 0),
            });
        }
        Self::evaluated(case, funded)
    }

    /// A plan of another model of England, which counts otherwise: most of what is published, some more, and not by road.
    pub fn otherwise() -> &'static Self {
        static OTHERWISE: LazyLock<Given> = LazyLock::new(|| {
            let mut layers = Layers::of(&inside("models/what-if/straight-line.toml"));
            layers.with.push("costs-8-more".to_owned());
            let case = Case::open_layers(&layers).expect("a model without mistakes");
            let instance = &case.dataset.instance;
            let is_in = |(at, option): &(usize, Index<ProjectOption>)| {
                let is_late = instance[instance[*option].project].option_indices().next() != Some(*option);
                if instance[*option].planned { at % 5 != 0 } else { at % 11 == 0 && !is_late }
            };
            let mut projects = BTreeSet::new();
            let ways = instance.option_indices().enumerate().filter(is_in).map(|(_, option)| option);
            let ways: Vec<_> = ways.filter(|option| projects.insert(instance[*option].project)).collect();
            Given::evaluated(case, ways)
        });
        &OTHERWISE
    }

    /// The best plan of a case.
    pub fn decided(case: Case) -> Self {
        let decision = decide(&case.question(), &Highs { seed: 0 }, Limits::default(), &mut |_, _| Going::On);
        let decision = decision.expect("a decision");
        Self::of(case, decision.plan.clone(), Some(decision))
    }

    fn of(case: Case, plan: Plan, decision: Option<Decision>) -> Self {
        let findings = audit(&case.question(), &plan);
        let published = case.published().map(|published| served(&case, &published));
        Self { case, plan, findings, decision, published }
    }

    /// The run that it is.
    pub fn run(&self) -> Run<'_> {
        let proofs = self.decision.as_ref().map(|decision| decision.proofs);
        self.claiming(proofs)
    }

    /// The run, with these proofs instead.
    pub fn claiming(&self, proofs: Option<Proofs>) -> Run<'_> {
        let (question, published) = (self.case.question(), self.published.as_ref());
        let doubts = &self.case.dataset.warnings;
        Run { question, plan: &self.plan, findings: &self.findings, proofs, scenarios: &[], published, doubts }
    }
}

fn figure_11() -> Case {
    Case::open(&inside("models/figure-11.toml")).expect("a model without mistakes")
}

fn served(case: &Case, plan: &Plan) -> Plan {
    Plan { flows: nearest_flows(&case.question(), &plan.funded), funded: plan.funded.clone() }
}

/// A path within the repository.
pub fn inside(path: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(path)
}

/// What the tests ask of the tiny dataset.
const TINY: &str = r#"
title = "Which projects of the tiny dataset?"
dataset = "data"
horizon = "2028-29"
count_places = "likely"
fund = []
envelope = { total_gbp = 62000000, source = "Made for the tests" }
distance = { metric = "straight-line" }
objective = { maximise = "well-located" }

[reach.open-high-risk]
bands = [{ miles = 20, worth_percent = 100 }, { miles = 40.5, worth_percent = 50 }]
source = "Made for the tests"

[reach.secure-welfare]
bands = [{ miles = 100, worth_percent = 100 }]
source = "Made for the tests"
"#;

/// The tiny dataset under a model, in a folder that goes when this does.
pub struct Tiny {
    folder: TempDir,
}

impl Tiny {
    /// With `more` at the end of the model.
    pub fn new(more: &str) -> Self {
        let folder = TempDir::new().expect("a temporary folder");
        let data = folder.path().join("data");
        fs::create_dir(&data).expect("a folder");
        for entry in fs::read_dir(inside("tests/data/tiny")).expect("the tiny dataset") {
            let file = entry.expect("a file of the tiny dataset").path();
            fs::copy(&file, data.join(file.file_name().expect("a name"))).expect("a copy");
        }
        fs::write(folder.path().join("tiny.toml"), format!("{TINY}{more}")).expect("a model");
        Self { folder }
    }

    /// Replaces the one place where `old` stands in a file of the dataset.
    pub fn edit(self, file: &str, old: &str, new: &str) -> Self {
        let path = self.folder.path().join("data").join(file);
        let text = fs::read_to_string(&path).expect("a file of the copy");
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in {file}");
        fs::write(path, text.replace(old, new)).expect("a file of the copy");
        self
    }

    /// Replaces the one place where `old` stands in the model.
    pub fn model_with(self, old: &str, new: &str) -> Self {
        let text = fs::read_to_string(self.model()).expect("the model");
        assert_eq!(text.matches(old).count(), 1, "`{old}` stands once in the model");
        fs::write(self.model(), text.replace(old, new)).expect("the model");
        self
    }

    /// Where the model is.
    pub fn model(&self) -> PathBuf {
        self.folder.path().join("tiny.toml")
    }

    /// The case that it is.
    pub fn case(&self) -> Case {
        Case::open(&self.model()).expect("a model without mistakes")
    }
}

/// A table read back from its own CSV: rows by column.
pub fn read_back(table: &Table) -> Vec<BTreeMap<String, String>> {
    let bytes = table.to_csv();
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes.as_slice());
    reader.deserialize().collect::<Result<_, _>>().expect("every row has every column")
}

/// The table of that name.
pub fn table(run: &Run<'_>, name: &str) -> Table {
    placewell::report::files::tables(run).into_iter().find(|table| table.name == name).expect("a table of a run")
}

/// A decimal without its point, as a whole number; nothing is nought here.
pub fn digits(text: &str) -> i64 {
    if text.is_empty() { 0 } else { text.replace('.', "").parse().expect("digits") }
}

/// The sum of a column, in its last decimal.
pub fn sum(rows: &[BTreeMap<String, String>], column: &str) -> i64 {
    rows.iter().map(|row| digits(&row[column])).sum()
}
