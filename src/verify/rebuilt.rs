//! A run as its files have it, with everything that follows from them worked out again.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use super::beside::appraised;
use super::claims::{proofs_of, said_twice, scenarios_of};
use super::workbooks::of_workbook;
use super::{Verified, differences, read_alternatives, read_regret, served};
use crate::audit::{Finding, audit};
use crate::case::Case;
use crate::decide::Proofs;
use crate::domain::Plan;
use crate::read::{Mistakes, Parsed, Strictness, read_flows, read_plan};
use crate::report::files::files;
use crate::report::manifest::{Circumstances, Manifest};
use crate::report::run::Run;
use crate::report::workbook::workbooks;
use crate::runs::{APPRAISAL, APPRAISAL_BOOK, Stated, WORKBOOKS};
use crate::solve::Solver;

/// The table by which a folder is known to have plans beside its run.
const ALTERNATIVES: &str = "alternatives.csv";

/// The table by which a folder is known to have the regret of its plan beside its run.
const REGRET: &str = "regret.csv";

/// A run from its files.
#[derive(Clone, Debug)]
pub struct Rebuilt {
    /// What `plan.csv` funds and `flows.csv` divides.
    plan: Plan,
    /// What the audit finds of it.
    findings: Vec<Finding>,
    /// Its own numbers beside the bounds that the manifest states.
    proofs: Option<Proofs>,
    /// The scenarios of which it is said to have the least regret.
    scenarios: Vec<String>,
    /// The published plan, if the dataset marks one.
    published: Option<Plan>,
    /// The files that hold the plan.
    pub parsed: [Parsed; 2],
    /// The manifest as it was written, of which a workbook has a part.
    stated: Stated,
}

impl Rebuilt {
    /// The run in `folder`, of which `stated` is the manifest.
    ///
    /// # Errors
    ///
    /// Every mistake in a file that keeps it from being read.
    pub fn of(case: &Case, folder: &Path, stated: &Stated, solver: &dyn Solver) -> Result<Self, Mistakes> {
        let (instance, question) = (&case.dataset.instance, case.question());
        let (mut plan, of_plan, _) = read_plan(&folder.join("plan.csv"), instance, Strictness::Strict)?;
        let (flows, of_flows) = read_flows(&folder.join("flows.csv"), instance)?;
        plan.flows = flows;
        let published = case.published().map(|plan| served(case, &plan, (folder, solver))).transpose()?;
        let (findings, proofs) = (audit(&question, &plan), proofs_of(stated, &question, &plan));
        let [of_plan, of_flows] = [("plan.csv", of_plan), ("flows.csv", of_flows)]
            .map(|(name, parsed)| Parsed { file: name.to_owned(), ..parsed });
        let scenarios = scenarios_of(stated);
        Ok(Self { plan, findings, proofs, scenarios, published, parsed: [of_plan, of_flows], stated: stated.clone() })
    }

    /// The run that it is.
    #[must_use]
    pub fn run<'a>(&'a self, case: &'a Case) -> Run<'a> {
        Run {
            question: case.question(),
            plan: &self.plan,
            findings: &self.findings,
            proofs: self.proofs,
            scenarios: &self.scenarios,
            published: self.published.as_ref(),
            doubts: &case.dataset.warnings,
        }
    }

    /// The plan.
    #[must_use]
    pub const fn plan(&self) -> &Plan {
        &self.plan
    }

    /// Every statement of the files in `folder` beside what follows; of workbooks and of plans beside the run, of those that are there.
    ///
    /// # Errors
    ///
    /// Every mistake in a file that keeps it from being read.
    pub fn verify(&self, case: &Case, folder: &Path) -> Result<Verified, Mistakes> {
        let run = self.run(case);
        let circumstances = Circumstances { parsed: &case.parsed, ..Circumstances::default() };
        let follows: BTreeMap<String, Vec<u8>> = files(&run, &Manifest::of(&run, &circumstances)).into_iter().collect();
        let mut differences = differences(folder, &follows)?;
        differences.extend(said_twice(&self.stated));
        let there: Vec<&str> = WORKBOOKS.into_iter().filter(|name| folder.join(name).is_file()).collect();
        if !there.is_empty() && differences.is_empty() {
            let books = workbooks(&run, case, self.stated.json())?;
            for (name, bytes) in books.into_iter().filter(|(name, _)| there.contains(&name.as_str())) {
                differences.extend(of_workbook(folder, &name, bytes)?);
            }
        }
        let mut looked_at: Vec<String> = follows.keys().cloned().collect();
        looked_at.extend(there.iter().map(|&name| name.to_owned()));
        if folder.join(ALTERNATIVES).is_file() && differences.is_empty() {
            let back = read_alternatives(folder, case, (&self.stated, &self.plan))?;
            differences.extend(back.differences);
            looked_at.extend(back.parsed.into_iter().map(|parsed| parsed.file));
        }
        if folder.join(APPRAISAL).is_file() && differences.is_empty() {
            let back = appraised(folder, case, &run)?;
            differences.extend(back.differences);
            looked_at.extend(back.parsed.into_iter().map(|parsed| parsed.file));
            looked_at.extend(folder.join(APPRAISAL_BOOK).is_file().then(|| APPRAISAL_BOOK.to_owned()));
        }
        if (folder.join(REGRET).is_file() || !self.scenarios.is_empty()) && differences.is_empty() {
            let back = read_regret(folder, case, &self.plan)?;
            differences.extend(back.differences);
            looked_at.extend(back.parsed.into_iter().map(|parsed| parsed.file));
        }
        let (files, others) = (looked_at.len(), others(folder, &looked_at));
        Ok(Verified { findings: self.findings.clone(), differences, files, others })
    }
}

/// What lies in a folder besides what was looked at, by name.
fn others(folder: &Path, looked_at: &[String]) -> Vec<String> {
    let names = fs::read_dir(folder).into_iter().flatten().flatten().map(|entry| entry.file_name());
    let mut others: Vec<String> = names.map(|name| name.to_string_lossy().into_owned()).collect();
    others.retain(|name| !looked_at.contains(name));
    others.sort();
    others
}
