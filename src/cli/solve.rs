//! `placewell solve`.

use std::collections::BTreeMap;
use std::io::Write;
use std::time::{Duration, Instant};

use super::ModelFile;
use super::ask::Asked;
use super::conflict::explained;
use super::exit::Exit;
use super::progress::Teller;
use super::publish::Publish;
use super::stop::Stop;
use super::task::solver;
use crate::audit::audit;
use crate::conflict::shown_by_addition;
use crate::decide::{Decision, NoDecision, Watch, decide};
use crate::model::Question;
use crate::report::Run;
use crate::solve::{Effort, Enough, Going, Limits, Solver};

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
    /// Stop after this many nodes of the search, which is the same work on any machine
    #[arg(long, value_name = "NODES", value_parser = clap::value_parser!(u32).range(1..))]
    node_limit: Option<u32>,
    /// Stop once no plan can have over this many more well-located places
    #[arg(long, value_name = "PLACES")]
    gap: Option<u16>,
    /// Go on to the last fraction of a place and the last pound, however long it takes
    #[arg(long)]
    exact: bool,
}

impl Solve {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        let limits = self.limits();
        let mut asked = Asked::open(&self.model.model)?;
        let solver = solver(SEED)?;
        let published = asked.published();
        let question = asked.case.question();
        let mut teller = Teller::new(&question);
        let mut watch = |stage, progress| {
            if stop.is_asked() { Going::Stop } else { teller.tell(stage, progress) }
        };
        let decision = decided(&question, &solver, limits, &mut watch);
        teller.finish();
        let decision = decision.map_err(|none| match none {
            NoDecision::NothingFound if stop.is_asked() => {
                Exit::Interrupted("interrupted before any plan was found".to_owned())
            }
            none => explained(none, &asked.case, &solver, limits, &stop),
        })?;
        asked.took("solve");
        if let Some(failed) = &decision.failed {
            eprintln!("warning: {failed}; the plan is our own, found without it, and nothing of it is proved");
        }
        let question = asked.case.question();
        let findings = audit(&question, &decision.plan);
        let run = Run {
            question,
            plan: &decision.plan,
            findings: &findings,
            proofs: Some(decision.proofs),
            published: published.as_ref(),
        };
        self.publish.publish(&run, &asked, Some(&decision), self.options(), out)?;
        ended(&decision, &stop)
    }

    /// The same again, with the options of a manifest; nothing if one of them is not known.
    pub(super) fn again(model: ModelFile, publish: Publish, options: &BTreeMap<String, String>) -> Option<Self> {
        let mut solve = Self { model, publish, time_limit: None, node_limit: None, gap: None, exact: false };
        for (name, value) in options {
            match name.as_str() {
                "time_limit" => solve.time_limit = Some(value.parse().ok()?),
                "node_limit" => solve.node_limit = Some(value.parse().ok()?),
                "gap" => solve.gap = Some(value.parse().ok()?),
                "exact" => solve.exact = true,
                _ => return None,
            }
        }
        Some(solve)
    }

    fn limits(&self) -> Limits {
        Limits {
            deadline: self.time_limit.map(|seconds| Instant::now() + Duration::from_secs(seconds)),
            nodes: self.node_limit,
            effort: if self.exact { Effort::Exact } else { Effort::Usual },
            enough: self.gap.map(|places| Enough::Within(i64::from(places) * 100)),
            ..Limits::default()
        }
    }

    /// The options that were given, for the manifest.
    fn options(&self) -> BTreeMap<String, String> {
        let options = [
            ("time_limit", self.time_limit.map(|seconds| seconds.to_string())),
            ("node_limit", self.node_limit.map(|nodes| nodes.to_string())),
            ("gap", self.gap.map(|places| places.to_string())),
            ("exact", self.exact.then(|| "true".to_owned())),
        ];
        options.into_iter().filter_map(|(name, value)| Some((name.to_owned(), value?))).collect()
    }
}

/// The best plan, unless addition alone shows that there is none.
fn decided(
    question: &Question<'_>,
    solver: &dyn Solver,
    limits: Limits,
    watch: &mut Watch<'_>,
) -> Result<Decision, NoDecision> {
    if shown_by_addition(question) { Err(NoDecision::Infeasible) } else { decide(question, solver, limits, watch) }
}

/// How the program ends once a plan is written.
fn ended(decision: &Decision, stop: &Stop) -> Result<Exit, Exit> {
    match (decision.proofs.is_proved(), stop.is_asked()) {
        (true, _) => Ok(Exit::Done),
        (false, true) => {
            Err(Exit::Interrupted("interrupted: the plan written is the best found, and not proved".to_owned()))
        }
        (false, false) => Ok(Exit::NotProved),
    }
}
