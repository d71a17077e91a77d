//! `placewell regret`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::PathBuf;

use super::ModelFile;
use super::ask::Asked;
use super::beside::Beside;
use super::exit::Exit;
use super::limiting::Limiting;
use super::observer::Pieces;
use super::say::columns;
use super::stop::Stop;
use super::working::Working;
use crate::audit::audit;
use crate::decide::NoDecision;
use crate::domain::Plan;
use crate::read::{Mistake, Mistakes};
use crate::report::run::Run;
use crate::report::whatif::least_regret::{page, tables};
use crate::runs::writable;
use crate::serving::nearest_flows;
use crate::whatif::Observer;
use crate::whatif::least_regret::{LeastRegret, Means, Scenario, least_regret, scenarios};

/// The options of a manifest that are no limits.
const PLAN: &str = "plan";
const LAYERS: &str = "layers";

/// Find the plan whose largest regret over several layers of demand is least
///
/// Each scenario is decided by itself. The regret of a plan is how many more well-located places the best plan of a scenario
/// has there. The plan is written as a run of the model, with the tables of regret beside it.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:
  placewell list layers models/envelope-563.toml
  placewell regret models/envelope-563.toml --layers none,complex-low,complex-high
  placewell regret models/envelope-563.toml --layers none,complex-high+unaccompanied --time-limit 300")]
pub(super) struct Regret {
    #[command(flatten)]
    model: ModelFile,
    /// The scenarios, separated by commas: each `none`, a layer of demand, or several joined by +, in the place of those that
    /// the model chooses
    #[arg(long, value_name = "SCENARIOS", value_delimiter = ',', required = true)]
    layers: Vec<String>,
    #[command(flatten)]
    limiting: Limiting,
    #[command(flatten)]
    beside: Beside,
}

impl Regret {
    /// The same again, with the options of a manifest; nothing if one of them is not known.
    pub(super) fn again(model: ModelFile, folder: PathBuf, options: &BTreeMap<String, String>) -> Option<Self> {
        let layers = options.get(LAYERS)?.split(',').map(str::to_owned).collect();
        let limiting = options.iter().filter(|(name, _)| ![PLAN, LAYERS].contains(&name.as_str()));
        let limiting = limiting.map(|(name, value)| (name.clone(), value.clone())).collect();
        Some(Self { model, layers, limiting: Limiting::again(&limiting)?, beside: Beside::into(folder) })
    }

    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let mut asked = Asked::open(&self.model)?;
        let refused =
            |why: String| Exit::from(Mistakes::from(Mistake::of_file(&self.model.model, &format!("--layers: {why}"))));
        let case = asked.case.clone();
        let scenarios = scenarios(&case, &self.layers).map_err(refused)?;
        let folder = self.beside.folder(&asked, "regret");
        writable(&folder, &[])?;
        let found = self.found(&asked, &scenarios, &stop)?;
        asked.took("regret");
        self.publish(&asked, &scenarios, &found, out)?;
        if stop.is_asked() {
            return Err(Exit::Interrupted(
                "interrupted: the plan written is the best found, and not proved".to_owned(),
            ));
        }
        Ok(if found.is_proved() { Exit::Done } else { Exit::NotProved })
    }

    fn found(&self, asked: &Asked, scenarios: &[Scenario<'_>], stop: &Stop) -> Result<LeastRegret, Exit> {
        let pieces = Pieces::new("scenarios", stop);
        let observer = Observer { told: &|done, all| pieces.tell(done, all), going: &|| pieces.going() };
        let limits = || self.limiting.limits();
        let found = least_regret(scenarios, Means { solver: &asked.solver, limits: &limits, observer });
        pieces.finish();
        found.map_err(|none| match none {
            NoDecision::NothingFound if stop.is_asked() => {
                Exit::Interrupted("interrupted before any plan was found".to_owned())
            }
            none => none.into(),
        })
    }

    /// Writes the run of the plan as the model has it, with the tables of its regret, and says them.
    fn publish(
        &self,
        asked: &Asked,
        scenarios: &[Scenario<'_>],
        found: &LeastRegret,
        out: &mut dyn Write,
    ) -> Result<(), Exit> {
        let published = asked.published()?;
        let question = asked.case.question();
        let _working = Working::on("dividing the places of the plan");
        let funded = found.plan.funded.clone();
        let plan = Plan { flows: nearest_flows(&question, &funded), funded };
        let findings = audit(&question, &plan);
        let names: Vec<String> = scenarios.iter().map(|scenario| scenario.name.clone()).collect();
        let run = Run {
            question,
            plan: &plan,
            findings: &findings,
            proofs: None,
            scenarios: &names,
            published: published.as_ref(),
            doubts: &asked.case.dataset.warnings,
        };
        let own = [(PLAN.to_owned(), "given".to_owned()), (LAYERS.to_owned(), names.join(","))];
        let options: BTreeMap<String, String> = self.limiting.options().into_iter().chain(own).collect();
        let tables = tables(scenarios, found);
        self.beside.write(&self.beside.folder(asked, "regret"), &run, (asked, None), options, &tables)?;
        self.beside.say(&page(&asked.case, scenarios, found, columns()), &tables, out)
    }
}
