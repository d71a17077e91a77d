//! A plan that is given: a run, or a plan.csv, with the model it answers.

use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::exit::Exit;
use super::say::warn;
use super::verify::model_of;
use super::working::Working;
use super::{Keep, ModelFile, Over};
use crate::audit::{Finding, audit};
use crate::decide::serve_given;
use crate::domain::Plan;
use crate::read::{Mistake, Mistakes, Parsed, is_pdf, read_plan};
use crate::report::run::Run;
use crate::runs::{Stated, read_stated};
use crate::verify::{Difference, GivenPlan, other_than_known};

/// The most differences of a plan's file that are told one by one.
const LISTED: usize = 20;

/// The plan that a command speaks of.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct PlanFile {
    /// A run, such as runs/envelope-563, or a plan.csv, perhaps edited by hand
    #[arg(value_name = "RUN_OR_PLAN")]
    pub subject: PathBuf,
    /// The model [default: of a run, the model of its name in models/ or models/what-if/]
    #[arg(long, value_name = "MODEL")]
    pub model: Option<PathBuf>,
    /// What is laid over the model [default: of a run, what was]
    #[command(flatten)]
    pub over: Over,
}

/// A plan with its case, its places divided among the children.
pub(super) struct Given {
    /// The case.
    pub asked: Asked,
    /// The plan.
    pub plan: Plan,
    /// What the audit finds of it.
    pub findings: Vec<Finding>,
    published: Option<Plan>,
    /// The run that it is the plan of, if it is of one.
    run: Option<PathBuf>,
}

impl PlanFile {
    /// Opens the plan and its case, with what is kept of it.
    pub fn open(self, keep: Keep) -> Result<Given, Exit> {
        let is_run = self.subject.is_dir();
        let stated = is_run.then(|| read_stated(&self.subject)).transpose()?;
        let names = stated.as_ref().map(Stated::layers).unwrap_or_default();
        let model = ModelFile { keep, ..model_of(self.model, self.over, &self.subject, names)? };
        let mut asked = Asked::open(&model)?;
        let (file, run) =
            if is_run { (self.subject.join("plan.csv"), Some(self.subject)) } else { (self.subject, None) };
        let (given, parsed) = plan_of(&file, &asked)?;
        asked.case.parsed.push(parsed);
        let question = asked.case.question();
        let working = Working::on("dividing the places of the plan");
        let plan = serve_given(&question, &given.funded, &asked.solver)?;
        drop(working);
        let findings = audit(&question, &plan);
        let published = asked.published()?;
        let given = Given { asked, plan, findings, published, run };
        tell_others(&file, &given.run())?;
        Ok(given)
    }
}

impl Given {
    /// What the folders of what is asked of it are named after, and where they go: its run, or else its model.
    pub fn named_after(&self) -> PathBuf {
        // A run that is named by where one stands, such as `.`, has no name to go on.
        let run = self.run.as_deref().filter(|run| run.file_name().is_some());
        run.map_or_else(|| Path::new("runs").join(&self.asked.case.model.name), Path::to_owned)
    }

    /// The run that it makes.
    pub fn run(&self) -> Run<'_> {
        Run {
            published: self.published.as_ref(),
            doubts: &self.asked.case.dataset.warnings,
            ..Run::given(self.asked.case.question(), &self.plan, &self.findings)
        }
    }
}

/// The plan in a file, as leniently read as the model asks for; what was let pass is warned of.
pub(super) fn plan_of(file: &Path, asked: &Asked) -> Result<(Plan, Parsed), Exit> {
    if is_pdf(file) {
        let why = "this is a PDF, and no plan; give the plan.csv of a run, as in `--plan RUN/plan.csv`";
        return Err(Mistakes::from(Mistake::of_file(file, why)).into());
    }
    let (plan, parsed, doubts) = read_plan(file, &asked.case.dataset.instance, asked.case.strictness)?;
    for doubt in doubts {
        warn(&doubt.to_string());
    }
    Ok((plan, parsed))
}

/// Says what the file of a plan says of its options and the dataset does not.
pub(super) fn tell_others(file: &Path, run: &Run<'_>) -> Result<(), Exit> {
    let GivenPlan { differences: others, left_out } = other_than_known(file, run)?;
    if let Some([project, option]) = left_out.first() {
        let all = run.question.instance.options().len();
        let rest = if left_out.len() > 1 { ", for one" } else { "" };
        warn(&format!(
            "{}: {} of {all} options are not listed and count as not funded (`{project}`, `{option}`{rest})",
            file.display(),
            left_out.len()
        ));
    }
    for Difference { file, line, column, stated, follows } in others.iter().take(LISTED) {
        warn(&format!("{file}:{line}: {column} is `{stated}` here and `{follows}` in the dataset, which counts"));
    }
    if others.len() > LISTED {
        warn(&format!("and {} more that differ from the dataset, which counts", others.len() - LISTED));
    }
    Ok(())
}
