//! `placewell verify`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::exit::Exit;
use super::given::PlanFile;
use super::say::columns;
use super::{Keep, ModelFile, Over, STRICT, print};
use crate::model::LayerNames;
use crate::read::{Mistake, Mistakes, is_pdf, quoted};
use crate::runs::{instead_of_run, model_for_run, read_stated};
use crate::verify::{frontier_text, read_frontier, text, verify_plan, verify_run};

/// Check a run or a frontier from its files alone: every rule and every number
#[derive(Debug, clap::Args)]
pub(super) struct Verify {
    #[command(flatten)]
    plan: PlanFile,
}

impl Verify {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let PlanFile { subject, model, over } = self.plan;
        let verified = if subject.is_dir() {
            let stated = read_stated(&subject)?;
            let model = model_of(model, over, &subject, stated.layers())?;
            let Asked { case, solver, .. } = Asked::open(&model)?;
            if stated.get("over").is_string() {
                let back = read_frontier(&subject, &case, &stated)?;
                print(out, frontier_text(&back, columns()).as_bytes())?;
                return ended(0, back.differences.len());
            }
            verify_run(&case, &subject, &stated, &solver)?
        } else {
            let model = model_of(model, over, &subject, LayerNames::default())?;
            let Asked { case, solver, .. } = Asked::open(&model)?;
            verify_plan(&case, &subject, &solver)?
        };
        print(out, text(&verified, columns()).as_bytes())?;
        let broken = verified.findings.iter().filter(|finding| !finding.holds()).count();
        ended(broken, verified.differences.len())
    }
}

/// How the program ends.
fn ended(broken: usize, differences: usize) -> Result<Exit, Exit> {
    match (broken, differences) {
        (0, 0) => Ok(Exit::Done),
        (0, 1) => Err(Exit::Refused("the run states something that does not follow from its plan".to_owned())),
        (0, many) => Err(Exit::Refused(format!("the run states {many} things that do not follow from its plan"))),
        (1, _) => Err(Exit::Rules("the plan breaks a rule".to_owned())),
        (many, _) => Err(Exit::Rules(format!("the plan breaks {many} rules"))),
    }
}

/// The model that is given, or the one of this name, and what is laid over it: what is given, or what these say. Nothing
/// is taken from a folder of what is kept: a check that believes it checks nothing.
pub(super) fn model_of(
    given: Option<PathBuf>,
    over: Over,
    subject: &Path,
    names: LayerNames,
) -> Result<ModelFile, Exit> {
    let LayerNames { model: name, with, set } = names;
    let set = if over.set.is_empty() && over.robust.is_none() { set } else { over.set };
    let over = Over {
        with: if over.with.is_empty() { with } else { over.with },
        // What was asked for strictly is, whether it is asked again or not.
        strict: over.strict && !set.iter().any(|set| set == STRICT),
        set,
        robust: over.robust,
    };
    let folders = ["models", "models/what-if"].map(|folder| Path::new(folder).join(format!("{name}.toml")));
    let model = given.or_else(|| folders.into_iter().find(|file| file.is_file())).ok_or_else(|| {
        if let Some(mistake) = model_for_run(subject) {
            return Exit::from(Mistakes::from(mistake));
        }
        let told = quoted(subject);
        let mistake = if !name.is_empty() {
            format!("there is no models/{name}.toml here; give the model of this run with --model MODEL")
        } else if is_pdf(subject) || !subject.exists() {
            return instead_of_run(subject)
                .map_or_else(|| Exit::Inputs(told), |mistake| Mistakes::from(mistake).into());
        } else {
            format!("give the model that this plan answers, as in `{told} --model MODEL`")
        };
        Exit::from(Mistakes::from(Mistake::of_file(subject, &mistake)))
    })?;
    Ok(ModelFile { model, over, keep: Keep::default() })
}
