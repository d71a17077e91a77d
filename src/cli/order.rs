//! `placewell order`.

use std::collections::BTreeMap;
use std::io::Write;

use super::Keep;
use super::beside::Beside;
use super::exit::Exit;
use super::given::PlanFile;
use super::observer::Pieces;
use super::say::columns;
use super::stop::Stop;
use super::why::tries;
use crate::report::whatif::order as report;
use crate::solve::{Effort, Limits};
use crate::whatif::order::order;
use crate::whatif::{Observer, SolveOptions};

/// Order the projects of a plan, so that funding only the first few is near-optimal for their cost
#[derive(Debug, clap::Args)]
pub(super) struct Order {
    #[command(flatten)]
    plan: PlanFile,
    /// Solve every step in full, for a closer bound on its regret
    #[arg(long)]
    exact: bool,
    #[command(flatten)]
    keep: Keep,
    #[command(flatten)]
    beside: Beside,
}

impl Order {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let mut given = self.plan.open(self.keep.clone())?;
        let solver = given.asked.solver.clone();
        let question = given.asked.case.question();
        let pieces = Pieces::new("steps", &stop);
        let observer = Observer { told: &|done, all| pieces.tell(done, all), going: &|| pieces.going() };
        let in_full = self.exact.then(|| Limits { effort: Effort::Usual, ..Limits::default() });
        let tries = tries(&question);
        let order = order(&question, &given.plan, &SolveOptions { tries, in_full, solver: &solver, observer });
        pieces.finish();
        let order = order?;
        let table = report::table(question.instance, &order);
        let page = report::page(&question, &order, given.plan.funded.len(), columns());
        given.asked.took("order");
        let folder = self.beside.folder_of(&given, "order");
        let options = BTreeMap::from([("plan".to_owned(), "given".to_owned())]);
        self.beside.write(&folder, &given.run(), (&given.asked, None), options, std::slice::from_ref(&table))?;
        self.beside.say(&page, &[table], out)?;
        if stop.is_asked() {
            return Err(Exit::Interrupted("interrupted: the steps until then are told".to_owned()));
        }
        Ok(Exit::Done)
    }
}
