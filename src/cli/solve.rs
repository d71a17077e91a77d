//! `placewell solve`.

use std::io::Write;
use std::time::{Duration, Instant};

use super::ModelFile;
use super::ask::Asked;
use super::conflict::explained;
use super::exit::Exit;
use super::progress::Teller;
use super::publish::Publish;
use crate::audit::audit;
use crate::decide::decide;
use crate::report::Run;
use crate::solve::{Effort, Highs, Limits};

/// The seed of the solver's random choices: always the same, and written in every manifest.
pub(super) const SEED: u16 = 2;

/// Choose the best plan, check it, and write the run
#[derive(Debug, clap::Args)]
pub(super) struct Solve {
    #[command(flatten)]
    model: ModelFile,
    #[command(flatten)]
    publish: Publish,
    /// Stop after this many seconds with the best plan found; it may then not be proved
    #[arg(long, value_name = "SECONDS", value_parser = clap::value_parser!(u64).range(1..=604_800))]
    time_limit: Option<u64>,
    /// Go on to the last fraction of a place and the last pound, however long it takes
    #[arg(long)]
    exact: bool,
}

impl Solve {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let deadline = self.time_limit.map(|seconds| Instant::now() + Duration::from_secs(seconds));
        let mut asked = Asked::open(&self.model.model)?;
        let solver = Highs { seed: SEED };
        let published = asked.published(&solver)?;
        asked.took("published plan");
        let question = asked.case.question();
        let mut teller = Teller::new(&question);
        let limits = {
            let effort = if self.exact { Effort::Exact } else { Effort::Usual };
            Limits { deadline, effort, ..Limits::default() }
        };
        let decision = decide(&question, &solver, limits, &mut |stage, progress| teller.tell(stage, progress));
        teller.finish();
        let decision = decision.map_err(|none| explained(none, &asked.case, &solver))?;
        asked.took("solve");
        let question = asked.case.question();
        let findings = audit(&question, &decision.plan);
        let run = Run {
            question,
            plan: &decision.plan,
            findings: &findings,
            proofs: Some(decision.proofs),
            published: published.as_ref(),
        };
        let time_limit = self.time_limit.map(|seconds| ("time_limit".to_owned(), seconds.to_string()));
        let exact = self.exact.then(|| ("exact".to_owned(), "true".to_owned()));
        let options = time_limit.into_iter().chain(exact).collect();
        self.publish.publish(&run, &asked, Some(&decision), options, out)?;
        Ok(if decision.proofs.is_proved() { Exit::Done } else { Exit::NotProved })
    }
}
