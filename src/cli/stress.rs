//! `placewell stress`.

use std::collections::BTreeMap;
use std::io::Write;

use super::Keep;
use super::beside::Beside;
use super::exit::Exit;
use super::given::{Given, PlanFile};
use super::number::whole;
use super::observer::Pieces;
use super::say::columns;
use super::stop::Stop;
use super::why::tries;
use crate::domain::Risk;
use crate::report::whatif::stress::{self as report, Stressed};
use crate::solve::{Effort, Limits};
use crate::whatif::stress::{Regret, as_planned, regret, seeds, stress};
use crate::whatif::{Observer, SolveOptions};

/// Test a plan against random costs, delays, places, refusals, match and demand
///
/// The risks are in risks.csv of the dataset. Every draw is worked out in exact whole numbers. The same seed gives the same
/// draws for every plan, on any machine and any number of threads.
#[derive(Debug, clap::Args)]
pub(super) struct Stress {
    #[command(flatten)]
    plan: PlanFile,
    /// How many draws
    #[arg(long, value_name = "NUMBER", default_value_t = 1_000, allow_negative_numbers = true, value_parser = whole::<u32>(1..=1_000_000, 1_000))]
    draws: u32,
    /// The seed of the draws
    #[arg(long, value_name = "NUMBER", default_value_t = 1, allow_negative_numbers = true, value_parser = whole::<u64>(0..=u64::MAX, 1))]
    seed: u64,
    /// For how many of the draws, from the first, to find how much better the best plan with foresight would have done
    #[arg(long, value_name = "NUMBER", allow_negative_numbers = true, value_parser = whole::<usize>(1..=1_000_000, 20))]
    regret: Option<usize>,
    /// Solve each of those draws in full, for a closer bound on the regret
    #[arg(long, requires = "regret")]
    exact: bool,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    beside: Beside,
}

impl Stress {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let draws = usize::try_from(self.draws).map_err(|error| Exit::Internal(error.to_string()))?;
        let of_regret = self.of_regret(draws)?;
        let mut given = self.plan.clone().open(self.keep.clone())?;
        let risks = risks(&given)?;
        let solver = given.asked.solver.clone();
        let question = given.asked.case.question();
        let all = seeds(self.seed, draws);
        let planned = as_planned(&question, &given.plan, &solver)?;
        let pieces = Pieces::new("draws", &stop);
        let observer = Observer { told: &|done, all| pieces.tell(done, all), going: &|| pieces.going() };
        let outcomes = stress(&question, &given.plan, (&risks, &all), &solver, observer)?;
        pieces.finish();
        let first = &all[..of_regret.min(outcomes.len())];
        let regrets = self.regrets(&given, (&risks, first), &stop)?;
        let stressed = Stressed { planned: &planned, draws: &outcomes, regrets: &regrets, seed: self.seed };
        let (tables, page) = (report::tables(&stressed), report::page(&question, &stressed, &risks, columns()));
        given.asked.took("stress");
        let folder = self.beside.folder_of(&given, "stress");
        let options = [
            ("plan".to_owned(), "given".to_owned()),
            ("draws".to_owned(), outcomes.len().to_string()),
            ("seed".to_owned(), self.seed.to_string()),
        ];
        self.beside.write(&folder, &given.run(), (&given.asked, None), BTreeMap::from(options), &tables)?;
        self.beside.say(&page, &tables, out)?;
        if stop.is_asked() {
            return Err(Exit::Interrupted("interrupted: the draws until then are told".to_owned()));
        }
        Ok(Exit::Done)
    }

    /// The regret of each of the draws of these seeds, as far as there was time for it.
    fn regrets(&self, given: &Given, (risks, seeds): (&[Risk], &[u64]), stop: &Stop) -> Result<Vec<Regret>, Exit> {
        let question = given.asked.case.question();
        let pieces = Pieces::new("draws with foresight", stop);
        let observer = Observer { told: &|done, all| pieces.tell(done, all), going: &|| pieces.going() };
        let look = SolveOptions {
            tries: tries(&question),
            in_full: self.exact.then(|| Limits { effort: Effort::Usual, ..Limits::default() }),
            solver: &given.asked.solver,
            observer,
        };
        let regrets = observer.each(seeds, |&seed| regret(&question, &given.plan, (risks, seed), &look));
        pieces.finish();
        Ok(regrets?.into_iter().map_while(|regret| regret).collect())
    }

    /// Of how many draws the regret is asked, of which there must be as many.
    fn of_regret(&self, draws: usize) -> Result<usize, Exit> {
        let regret = self.regret.unwrap_or(0);
        let why = || format!("--regret {regret} asks of more draws than the {draws} there are: raise --draws");
        if regret > draws { Err(Exit::Inputs(why())) } else { Ok(regret) }
    }
}

/// The risks of the dataset, which must have some.
fn risks(given: &Given) -> Result<Vec<Risk>, Exit> {
    let risks = given.asked.case.dataset.risks.clone();
    if risks.is_empty() {
        let dataset = given.asked.case.model.dataset.display().to_string();
        return Err(Exit::Inputs(format!("{dataset}: there is no risks.csv with risks to draw")));
    }
    Ok(risks)
}
