//! A run that was written, taken up again.

use std::collections::BTreeMap;
use std::path::Path;

use super::{Difference, Stated, differences};
use crate::audit::{Finding, audit};
use crate::case::Case;
use crate::decide::Proofs;
use crate::domain::Plan;
use crate::read::{Mistakes, read_flows, read_plan};
use crate::report::{Circumstances, Manifest, Run, files};
use crate::serving::nearest_flows;

/// What the files of a run say that cannot be worked out: its plan and what is proved of it; and what the audit finds.
#[derive(Clone, Debug)]
pub struct Reopened {
    plan: Plan,
    findings: Vec<Finding>,
    proofs: Option<Proofs>,
    published: Option<Plan>,
}

impl Reopened {
    /// The run in `folder`, of which `stated` is the manifest.
    ///
    /// # Errors
    ///
    /// Every mistake in a file that keeps it from being read.
    pub fn read(case: &Case, folder: &Path, stated: &Stated) -> Result<Self, Mistakes> {
        let problem = &case.dataset.problem;
        let (mut plan, _) = read_plan(&folder.join("plan.csv"), problem)?;
        plan.flows = read_flows(&folder.join("flows.csv"), problem)?.0;
        let question = case.question();
        let published = case.published().map(|plan| {
            let flows = nearest_flows(&question, &plan.funded);
            Plan { flows, ..plan }
        });
        let (findings, proofs) = (audit(&question, &plan), stated.proofs(&question, &plan));
        Ok(Self { plan, findings, proofs, published })
    }

    /// The run that it is.
    #[must_use]
    pub fn run<'a>(&'a self, case: &'a Case) -> Run<'a> {
        Run {
            question: case.question(),
            plan: &self.plan,
            findings: &self.findings,
            proofs: self.proofs,
            published: self.published.as_ref(),
        }
    }

    /// The files that follow from it, by name.
    #[must_use]
    pub fn follows(&self, case: &Case) -> BTreeMap<String, Vec<u8>> {
        let run = self.run(case);
        let circumstances = Circumstances { parsed: &case.parsed, ..Circumstances::default() };
        files(&run, &Manifest::of(&run, &circumstances)).into_iter().collect()
    }

    /// Where the files in its folder state something else.
    ///
    /// # Errors
    ///
    /// If one of them cannot be read.
    pub fn differences(&self, case: &Case, folder: &Path) -> Result<Vec<Difference>, Mistakes> {
        differences(folder, &self.follows(case))
    }

    /// What the audit finds of its plan, kept or broken.
    #[must_use]
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}
