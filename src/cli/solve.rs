//! `placewell solve`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};

use super::ask::Asked;
use super::conflict::explained;
use super::exit::Exit;
use super::limiting::Limiting;
use super::number::whole;
use super::progress::Teller;
use super::publish::Publish;
use super::say::{say, warn};
use super::stop::Stop;
use super::task::solver_in;
use super::{Format, ModelFile, all};
use crate::audit::audit;
use crate::conflict::shown_by_addition;
use crate::decide::{Decision, NoDecision, Size, Watch, decide};
use crate::domain::{Plan, grouped};
use crate::model::Question;
use crate::objective::Stage;
use crate::report::run::Run;
use crate::solve::{Cached, Going, Limits, Progress, Solver, SolverProcess};

/// The seed of the solver's random choices: always the same, and written in every manifest.
pub(super) const SEED: u16 = 4;

/// Terms of a program of which it is told how far it was reduced: a smaller one takes no time that anybody asks about.
const LARGE: usize = 1_000;

/// Find the best plan, check it, and write it as a run
#[derive(Clone, Debug, clap::Args)]
pub(super) struct Solve {
    #[command(flatten)]
    model: ModelFile,
    /// Solve every model in the folder MODEL, side by side, and write each run below --out
    #[arg(long)]
    all: bool,
    #[command(flatten)]
    publish: Publish,
    #[command(flatten)]
    limiting: Limiting,
    /// Seed of the solver's random choices: with another it takes another way, and what is proved is the same
    #[arg(long, value_name = "NUMBER", default_value_t = SEED, allow_negative_numbers = true, value_parser = whole::<u16>(0..=65_535, 1))]
    seed: u16,
    /// Whether it is a run done again, which is nothing without the solver.
    #[arg(skip)]
    is_again: bool,
}

/// A model that was decided.
pub(super) struct Decided {
    /// The case.
    pub asked: Asked,
    /// What was decided.
    pub decision: Decision,
    /// The published plan, if the dataset marks one: its places are divided before anything is decided, so that nothing can
    /// come in the way of a decision afterwards.
    published: Option<Plan>,
}

impl Solve {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let stop = Stop::listen()?;
        self.publish.named_once()?;
        if self.all {
            return all::run(&self.model, &self, &stop, out);
        }
        let mut teller = None;
        let done = self.decide(self.solver()?, &mut |question, stage, progress| {
            if stop.is_asked() {
                return Going::Stop;
            }
            teller.get_or_insert_with(|| Teller::new(question)).tell(stage, progress)
        });
        if let Some(teller) = &teller {
            teller.finish();
        }
        let done = done.map_err(|failed| failed.exit(&stop))?;
        if let Some(failed) = &done.decision.failed {
            if self.is_again {
                return Err(Exit::Solver(failed.to_string()));
            }
            warn(&format!("{failed}; the plan is our own, found without it, and nothing of it is proved"));
        }
        let Decision { size, reduced, .. } = done.decision;
        if let Some(reduced) = reduced.filter(|_| size.non_zeros >= LARGE) {
            say(&format!("{} from {} to {}", restated(size, reduced), told(size), told(reduced)));
        }
        self.publish(&done, out)?;
        ended(&done.decision, &stop)
    }

    /// The same again, with the options of a manifest; nothing if one of them is not known.
    pub(super) fn again(
        model: ModelFile,
        publish: Publish,
        options: &BTreeMap<String, String>,
        seed: u16,
    ) -> Option<Self> {
        Some(Self { model, all: false, publish, limiting: Limiting::again(options)?, seed, is_again: true })
    }

    /// The same of a task of a sweep; nothing if one of the limits is not known.
    pub(super) fn of_task(
        model: ModelFile,
        folder: PathBuf,
        limits: &BTreeMap<String, String>,
        seed: Option<u16>,
    ) -> Option<Self> {
        let solve = Self::again(model, Publish::into(folder), limits, seed.unwrap_or(SEED))?;
        Some(Self { is_again: false, ..solve })
    }

    /// The same of one model of a folder, whose run goes below the folder of all runs.
    pub(super) fn of_one(&self, file: &Path) -> Self {
        let model = ModelFile { model: file.to_owned(), ..self.model.clone() };
        Self {
            model,
            all: false,
            publish: self.publish.below(),
            limiting: self.limiting,
            seed: self.seed,
            is_again: false,
        }
    }

    /// Output format.
    pub(super) const fn format(&self) -> Format {
        self.publish.format()
    }

    /// The solver that it asks.
    pub(super) fn solver(&self) -> Result<Cached<SolverProcess>, Exit> {
        solver_in(self.seed, self.model.keep.folder.as_deref())
    }

    /// Decides the model; `watch` is told of progress and says whether to go on.
    pub(super) fn decide(&self, solver: Cached<SolverProcess>, watch: &mut Watching<'_>) -> Result<Decided, Failed> {
        let mut asked = Asked::with_solver(&self.model, solver).map_err(Failed::Opened)?;
        self.publish.ready(&asked.case.model.name).map_err(Failed::Opened)?;
        let published = asked.published().map_err(Failed::Opened)?;
        let question = asked.case.question();
        let limits = self.limiting.limits();
        let decision =
            decided(&question, &asked.solver, limits, &mut |stage, progress| watch(&question, stage, progress));
        match decision {
            Ok(decision) => {
                asked.took("solve");
                Ok(Decided { asked, decision, published })
            }
            Err(none) => Err(Failed::Decided(Box::new(none), Box::new(asked), limits)),
        }
    }

    /// Writes the run of a model that was decided, and its summary to `out`.
    pub(super) fn publish(&self, done: &Decided, out: &mut dyn Write) -> Result<(), Exit> {
        let Decided { asked, decision, published } = done;
        let question = asked.case.question();
        let findings = audit(&question, &decision.plan);
        let run = Run {
            question,
            plan: &decision.plan,
            findings: &findings,
            proofs: Some(decision.proofs),
            scenarios: &[],
            published: published.as_ref(),
            doubts: &asked.case.dataset.warnings,
        };
        self.publish.publish(&run, asked, Some(decision), self.limiting.options(), out)
    }
}

/// Who is told of the progress of a question.
pub(super) type Watching<'a> = dyn FnMut(&Question<'_>, Stage, Progress) -> Going + 'a;

/// Why a model was not decided.
pub(super) enum Failed {
    /// It could not be opened.
    Opened(Exit),
    /// There is no plan, or none to be trusted.
    Decided(Box<NoDecision>, Box<Asked>, Limits),
}

impl Failed {
    /// How the program ends: where no plan can keep the rules, with the reason.
    pub(super) fn exit(self, stop: &Stop) -> Exit {
        match self {
            Self::Opened(exit) => exit,
            Self::Decided(none, ..) if stop.is_asked() && matches!(*none, NoDecision::NothingFound) => {
                Exit::Interrupted("interrupted before any plan was found".to_owned())
            }
            Self::Decided(none, asked, limits) => explained(*none, &asked.case, &asked.solver, limits, stop),
        }
    }
}

/// What was done to a program: it is reduced only where nothing of it is more than it was.
const fn restated(was: Size, is: Size) -> &'static str {
    let no_more = is.rows <= was.rows && is.columns <= was.columns && is.non_zeros <= was.non_zeros;
    if no_more { "reduced" } else { "restated" }
}

/// The size of a program in words.
fn told(size: Size) -> String {
    let number = |count: usize| grouped(u64::try_from(count).unwrap_or(u64::MAX));
    format!("{} rows, {} columns, {} terms", number(size.rows), number(size.columns), number(size.non_zeros))
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

#[cfg(test)]
mod tests {
    use super::{Size, restated};

    #[test]
    fn a_program_is_reduced_only_where_nothing_of_it_is_more_than_it_was() {
        let size = |rows, columns, non_zeros| Size { rows, columns, non_zeros };
        let was = size(10, 20, 30);
        for (is, word) in [
            (was, "reduced"),
            (size(9, 19, 29), "reduced"),
            (size(11, 19, 29), "restated"),
            (size(9, 21, 29), "restated"),
            (size(9, 19, 31), "restated"),
        ] {
            assert_eq!(restated(was, is), word, "{is:?}");
        }
    }
}
