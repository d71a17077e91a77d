//! `placewell evaluate`.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ModelFile;
use super::ask::Asked;
use super::exit::Exit;
use super::given::{plan_of, tell_others};
use super::publish::Publish;
use super::working::Working;
use crate::audit::audit;
use crate::decide::serve_given;
use crate::domain::{Index, ProjectOption};
use crate::read::{Mistake, Mistakes};
use crate::report::run::Run;

/// Measure a given plan, and list the rules it breaks
#[derive(Debug, clap::Args)]
pub(super) struct Evaluate {
    #[command(flatten)]
    model: ModelFile,
    /// The plan: a plan.csv, perhaps edited by hand [default: the options marked as planned in the dataset]
    #[arg(long, value_name = "PLAN.CSV")]
    plan: Option<PathBuf>,
    /// Whether the plan is the one of a run done again: then the file that it once came from is not read, nor listed.
    #[arg(skip)]
    is_again: bool,
    #[command(flatten)]
    publish: Publish,
}

impl Evaluate {
    /// The same again: with a plan that was given, if one was.
    pub(super) fn again(model: ModelFile, plan: Option<PathBuf>, publish: Publish) -> Self {
        Self { model, plan, is_again: true, publish }
    }

    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        self.publish.named_once()?;
        let mut asked = Asked::open(&self.model)?;
        let given = match &self.plan {
            Some(file) => {
                let (plan, parsed) = plan_of(file, &asked)?;
                if !self.is_again {
                    asked.case.parsed.push(parsed);
                }
                plan
            }
            None => asked.case.published().ok_or_else(|| {
                let mistake = "the dataset marks no option as planned; give a plan with --plan";
                Mistakes::from(Mistake::of_file(&self.model.model, mistake))
            })?,
        };
        let from = Source { is_given: self.plan.is_some(), told: self.plan.as_deref().filter(|_| !self.is_again) };
        publish_given(asked, &given.funded, &from, &self.publish, out)
    }
}

/// Where a plan that is measured comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Source<'a> {
    /// Whether it is another than the published one.
    pub is_given: bool,
    /// The file whose other columns are held against the dataset. Of a run done again the file that its plan once came from
    /// is not read.
    pub told: Option<&'a Path>,
}

/// Measures the plan that funds these options, and publishes it with the rules that it breaks.
pub(super) fn publish_given(
    mut asked: Asked,
    funded: &BTreeSet<Index<ProjectOption>>,
    from: &Source<'_>,
    publish: &Publish,
    out: &mut dyn Write,
) -> Result<Exit, Exit> {
    let published = asked.published()?;
    let working = Working::on("dividing the places of the plan");
    let plan = serve_given(&asked.case.question(), funded, &asked.solver)?;
    drop(working);
    asked.took("evaluate");
    let question = asked.case.question();
    let findings = audit(&question, &plan);
    let doubts = &asked.case.dataset.warnings;
    let published = published.as_ref();
    let run = Run { published, doubts, ..Run::given(question, &plan, &findings) };
    if let Some(file) = from.told {
        tell_others(file, &run)?;
    }
    let given = from.is_given.then(|| ("plan".to_owned(), "given".to_owned()));
    publish.publish(&run, &asked, None, given.into_iter().collect::<BTreeMap<_, _>>(), out)?;
    let broken = findings.iter().filter(|finding| !finding.holds()).count();
    match broken {
        0 => Ok(Exit::Done),
        1 => Err(Exit::Rules("the plan given breaks a rule".to_owned())),
        many => Err(Exit::Rules(format!("the plan given breaks {many} rules"))),
    }
}
