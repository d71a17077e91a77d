//! `placewell explore`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::exit::Exit;
use super::report::{deliver, follows, model_given};
use super::verify::model_of;
use super::{ModelFile, Over};
use crate::audit::audit;
use crate::case::Case;
use crate::domain::Plan;
use crate::model::Question;
use crate::read::{Mistake, Mistakes};
use crate::report::explore::{Setting, View, page};
use crate::report::run::Run;
use crate::report::whatif::frontier::status;
use crate::runs::{Stated, read_stated};
use crate::verify::{ReadBack, Rebuilt, read_alternatives, read_frontier};
use crate::whatif::frontier::{Frontier, Point};
use crate::whatif::parameter::Parameter;

/// The table by which a folder is known to have plans beside its run.
const ALTERNATIVES: &str = "alternatives.csv";

/// The tables in which all runs of a page are the same.
const SAME: [&str; 2] = ["projects.csv", "areas.csv"];

/// Put many runs on one HTML page, to choose any two and see what differs
///
/// Maps, need by region, money by year and which bids are in or out, with a slider along a frontier and filters by line,
/// region and authority. The page is one file that needs no network. Every run is verified first.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  placewell explore runs/figure-11 runs/headroom-55 --out explore.html
  placewell explore runs/envelope-563 runs/envelope-563-frontier-envelope --out frontier.html
  placewell explore runs/*/ --out all.html")]
pub(super) struct Explore {
    /// Runs, frontiers and plans nearly as good: folders that `solve`, `evaluate`, `frontier` or `alternatives` wrote
    #[arg(value_name = "RUN", required = true)]
    runs: Vec<PathBuf>,
    /// File to write the page to, or - for standard output
    #[arg(short, long, value_name = "FILE")]
    out: PathBuf,
    /// The model of runs whose model is not in models/ or models/what-if/; once for each
    #[arg(long = "model", value_name = "MODEL")]
    models: Vec<PathBuf>,
}

/// The runs that were read, and the cases that they are of.
#[derive(Default)]
struct Read {
    views: Vec<View>,
    cases: Vec<(String, Asked)>,
}

impl Explore {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let mut read = Read::default();
        for folder in &self.runs {
            let stated = read_stated(folder)?;
            let model = self.model(folder, &stated)?;
            read.add((folder, &stated), &model, &name_of(folder))?;
        }
        read.deliver(&self.out, out)?;
        Ok(Exit::Done)
    }

    /// The model of a run: of those that are given the one of its name, or else the one in its usual place.
    fn model(&self, folder: &Path, stated: &Stated) -> Result<ModelFile, Exit> {
        model_of(model_given(&self.models, stated), Over::default(), folder, stated.layers())
    }
}

/// Puts runs on one page, each of a model and under a name.
pub(super) fn explorer(
    runs: impl IntoIterator<Item = (PathBuf, ModelFile, String)>,
    file: &Path,
    out: &mut dyn Write,
) -> Result<(), Exit> {
    let mut read = Read::default();
    for (folder, model, name) in runs {
        read.add((&folder, &read_stated(&folder)?), &model, &name)?;
    }
    read.deliver(file, out)
}

impl Read {
    /// Reads a folder of a model: its run under a name, or every setting of its frontier.
    fn add(&mut self, (folder, stated): (&Path, &Stated), model: &ModelFile, name: &str) -> Result<(), Exit> {
        let asked = self.asked(model)?;
        let views = if stated.get("over").is_string() {
            of_frontier(folder, stated, self.of_frontier(folder, stated, asked))?
        } else {
            of_run(folder, (stated, name), &self.cases[asked].1)?
        };
        self.take(folder, views)
    }

    /// Writes the page of what was read.
    fn deliver(&self, file: &Path, out: &mut dyn Write) -> Result<(), Exit> {
        let (_, first) = self.cases.first().expect("a run was read");
        deliver(&page(&first.case.dataset, &self.views), file, out)
    }

    /// The place of the case of a model, which is opened once however many runs are of it.
    fn asked(&mut self, model: &ModelFile) -> Result<usize, Exit> {
        let name = format!("{model:?}");
        if let Some(known) = self.cases.iter().position(|(own, _)| *own == name) {
            return Ok(known);
        }
        self.cases.push((name, Asked::open(model)?));
        Ok(self.cases.len() - 1)
    }

    /// The case that a frontier is of: its model as it is written, or as a run before it has it laid over.
    fn of_frontier(&self, folder: &Path, stated: &Stated, asked: usize) -> &Case {
        let own = &self.cases[asked].1.case;
        let mut others =
            self.cases.iter().map(|(_, asked)| &asked.case).filter(|case| case.model.name == own.model.name);
        let is_of = |case: &&Case| read_frontier(folder, case, stated).is_ok();
        Some(own).filter(is_of).or_else(|| others.find(is_of)).unwrap_or(own)
    }

    /// Takes in the runs of a folder, if they are of the same projects and areas as those before and of other names.
    fn take(&mut self, folder: &Path, views: Vec<View>) -> Result<(), Exit> {
        let mistake = |why: &str| Exit::from(Mistakes::from(Mistake::of_file(folder, why)));
        let digests = |case: &Case| -> BTreeMap<&'static str, String> {
            let of = |name: &&'static str| {
                let parsed = case.parsed.iter().find(|parsed| Path::new(&parsed.file).ends_with(name))?;
                Some((*name, parsed.sha256.clone()))
            };
            SAME.iter().filter_map(of).collect()
        };
        let own: Vec<_> = self.cases.iter().map(|(_, asked)| digests(&asked.case)).collect();
        if let Some(other) = own.iter().find(|other| **other != own[0]) {
            let differs: Vec<&str> = SAME.into_iter().filter(|name| other.get(name) != own[0].get(name)).collect();
            return Err(mistake(&format!(
                "this is of another dataset than the first run: not the same {}; put runs of one dataset together",
                differs.join(" and ")
            )));
        }
        if let Some(twice) = views.iter().find(|view| self.views.iter().any(|known| known.name == view.name)) {
            return Err(mistake(&format!("two of these runs are called {}; give the folder another name", twice.name)));
        }
        self.views.extend(views);
        Ok(())
    }
}

/// The run in `folder`, under a name, and the plans beside it if there are any.
fn of_run(folder: &Path, (stated, name): (&Stated, &str), asked: &Asked) -> Result<Vec<View>, Exit> {
    let case = &asked.case;
    let rebuilt = Rebuilt::of(case, folder, stated, &asked.solver)?;
    follows(folder, case, &rebuilt.verify(case, folder)?.differences)?;
    let run = rebuilt.run(case);
    let mut views = vec![View::of(&run, name)];
    if folder.join(ALTERNATIVES).is_file() {
        let listed = read_alternatives(folder, case, (stated, run.plan))?.told;
        // The first is the plan of the run.
        for (at, one) in listed.plans.iter().enumerate().skip(1) {
            let view = of_plan(&run.question, &one.plan, &format!("{name}, plan {at}"));
            views.push(view.told(&format!("nearly as good: {}", one.way.words()), None));
        }
    }
    Ok(views)
}

/// Every setting of a frontier that has a plan.
fn of_frontier(folder: &Path, stated: &Stated, case: &Case) -> Result<Vec<View>, Exit> {
    let ReadBack { told, differences, .. } = read_frontier(folder, case, stated)?;
    follows(folder, case, &differences)?;
    let (name, Frontier { parameter, points, .. }) = (name_of(folder), told);
    let mut case = case.clone();
    if let (Parameter::Reach(_), Some(last)) = (&parameter, points.last()) {
        case.measure_for(&parameter.turned(&case.model, last.setting))?;
    }
    let view = |point: &Point| {
        let Point { setting, found, .. } = point;
        let model = parameter.turned(&case.model, *setting);
        let question = Question { model: &model, ..case.question() };
        let view = of_plan(&question, &found.as_ref()?.plan, &format!("{name} at {setting}"));
        let at = Setting { frontier: name.clone(), over: parameter.word(), at: setting.to_string() };
        Some(view.told(status(point), Some(at)))
    };
    Ok(points.iter().filter_map(view).collect())
}

/// A plan that has no run of its own.
fn of_plan(question: &Question<'_>, plan: &Plan, name: &str) -> View {
    let findings = audit(question, plan);
    View::of(&Run::given(*question, plan, &findings), name)
}

fn name_of(folder: &Path) -> String {
    folder.file_name().map_or_else(|| folder.display().to_string(), |name| name.to_string_lossy().into_owned())
}
