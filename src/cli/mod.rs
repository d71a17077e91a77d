//! The command line: one file a command. Each parses, calls the library and prints; standard output carries the
//! answer, standard error progress and messages.

mod against;
mod all;
mod alternatives;
mod appraise;
mod ask;
mod bench;
mod beside;
mod books;
mod check;
mod compare;
mod completions;
mod conflict;
mod count;
mod distances;
mod doctor;
mod documented;
mod evaluate;
mod example;
mod exchange;
mod exit;
mod explain;
mod explore;
mod export;
mod frontier;
mod given;
mod import;
mod import_solution;
mod limiting;
mod list;
mod man;
mod memory;
mod new;
mod number;
mod observer;
mod order;
mod progress;
mod publish;
mod range;
mod regret;
mod replay;
mod report;
mod room;
mod say;
mod show;
mod solve;
mod stop;
mod stress;
mod sweep;
mod task;
mod threads;
mod topics;
mod verify;
mod why;
mod working;

use std::ffi::OsString;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{ColorChoice, FromArgMatches, Parser, Subcommand, ValueEnum};

use crate::model::Layers;
use crate::read::quoted;
use documented::command;
pub use exit::Exit;
use exit::faults;
pub use memory::Memory;
use number::whole;
use say::print;
pub use topics::reference_page;

/// The name of the program.
const NAME: &str = env!("CARGO_PKG_NAME");

/// Chooses which children's-home capital projects to fund within an envelope, and shows why
#[derive(Debug, Parser)]
#[command(name = NAME, version, propagate_version = true, after_help = EXIT_CODES, disable_help_subcommand = true)]
struct Arguments {
    /// Threads to use, at most 8 for each core; answers are the same on any number
    #[arg(long, global = true, value_name = "NUMBER", allow_negative_numbers = true, value_parser = whole::<usize>(1..=u64::MAX, 4))]
    threads: Option<usize>,
    /// Say nothing on standard error but what went wrong: no progress, no doubts, no notes
    #[arg(short, long, global = true)]
    quiet: bool,
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    New(new::New),
    Example(example::Examples),
    Import(import::Import),
    Solve(solve::Solve),
    #[command(name = "internal-task", hide = true)]
    SolveTask(task::SolveTask),
    #[command(name = "internal-stages", hide = true)]
    Stages(count::Stages),
    Evaluate(evaluate::Evaluate),
    Check(check::Check),
    Explain(explain::Explain),
    List(list::List),
    Why(why::Why),
    Alternatives(alternatives::Alternatives),
    Regret(regret::Regret),
    Stress(stress::Stress),
    Order(order::Order),
    Appraise(appraise::Appraise),
    Distances(distances::Distances),
    Verify(verify::Verify),
    Replay(replay::Replay),
    Compare(compare::Compare),
    Frontier(frontier::Frontier),
    Sweep(sweep::Sweep),
    Report(report::Report),
    Explore(explore::Explore),
    Export(export::Export),
    ImportSolution(import_solution::ImportSolution),
    Doctor(doctor::Doctor),
    Bench(bench::Bench),
    Completions(completions::Completions),
    Man(man::Man),
    Help(topics::Help),
}

/// Output format
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Format {
    /// A summary to read and to paste into a briefing
    Table,
    /// The summary's tables as one tidy CSV
    Csv,
    /// The summary as JSON
    Json,
}

/// A model to open, which every command has.
#[derive(Clone, Debug, clap::Args)]
struct ModelFile {
    /// The model, such as models/envelope-563.toml, or a working.xlsx edited by hand
    #[arg(value_name = "MODEL")]
    model: PathBuf,
    #[command(flatten)]
    over: Over,
    #[command(flatten)]
    keep: Keep,
}

/// What --strict sets.
const STRICT: &str = "strict=true";

/// What is laid over a model.
#[derive(Clone, Debug, Default, clap::Args)]
struct Over {
    /// Overlays to apply to the model, in order, separated by commas: files, or names in what-if/ beside it
    #[arg(long, value_name = "OVERLAYS", value_delimiter = ',')]
    with: Vec<String>,
    /// Set a value in the model, such as `envelope.total_gbp=540m` or `rule.ID.at_most=5`; may be repeated
    #[arg(long, value_name = "KEY=VALUE")]
    set: Vec<String>,
    /// Keep within the envelope even if any N funded projects overrun at once, as far as risks.csv says; short for
    /// --set envelope.overruns=N
    #[arg(long, value_name = "N", allow_negative_numbers = true, value_parser = whole::<u32>(0..=999_999, 1))]
    robust: Option<u32>,
    /// Refuse what is otherwise read leniently and said, such as `£1,200,000` or `2025/26`, and tables and columns that are
    /// left out; short for --set strict=true
    #[arg(long)]
    strict: bool,
}

/// Where what was worked out is kept.
#[derive(Clone, Debug, Default, clap::Args)]
struct Keep {
    /// Folder to keep road distances and solver answers in, for later commands to use; may be deleted at any time
    #[arg(id = "keep", long, value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

impl ModelFile {
    /// What was typed of it, for another command to be typed with.
    fn typed(&self) -> String {
        let Over { with, set, robust, strict } = &self.over;
        let mut words = vec![quoted(&self.model)];
        words.extend((!with.is_empty()).then(|| format!("--with {}", quoted(Path::new(&with.join(","))))));
        words.extend(set.iter().map(|set| format!("--set {}", quoted(Path::new(set)))));
        words.extend(robust.map(|count| format!("--robust {count}")));
        words.extend(strict.then(|| "--strict".to_owned()));
        words.join(" ")
    }

    /// The model with what is laid over it.
    fn layers(&self) -> Layers {
        let Over { with, set, robust, strict } = self.over.clone();
        let strict = strict.then(|| ("--strict", STRICT.to_owned()));
        let options = robust.map(|count| ("--robust", format!("envelope.overruns={count}")));
        Layers { model: self.model.clone(), with, set, options: options.into_iter().chain(strict).collect() }
    }
}

/// The columns of the narrowest terminal.
const COLUMNS: usize = 80;

const EXIT_CODES: &str = "Exit codes:
  0  done; an answer is proved and has been checked
  1  a fault of placewell's own, or too little memory or too few threads
  2  the command was not understood
  3  mistakes in the inputs
  4  no plan can meet the rules, or the plan given breaks one
  5  stopped at a limit: the best plan found is written, and is not proved
  6  stopped at a limit, without a plan
  7  refused: the solver's answer, or what a folder states, failed its check
  8  the solver failed
  9  the output could not be written
 10  a case of a bench is worse than on record, or more work
 11  what was found is written, but a workbook of it could not be made
130  interrupted: the best plan found, if any, is written and is not proved";

/// Runs the command line that the program was called with.
#[must_use]
pub fn main() -> ExitCode {
    exit::hush();
    faults(|| Ok(run(std::env::args_os(), &mut say::answer()))).unwrap_or_else(|fault| fault).code()
}

/// Runs the command line in `arguments`, its answer written to `out`.
fn run(arguments: impl IntoIterator<Item = OsString>, out: &mut dyn Write) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    let program = arguments.first().map_or_else(|| "placewell".into(), |name| name.to_string_lossy().into_owned());
    let examples = format!(
        "Examples:
  {program} check models/envelope-563.toml
  {program} evaluate models/figure-11.toml
  {program} solve models/envelope-563.toml
"
    );
    let colour = if progress::terminal_is_dumb() { ColorChoice::Never } else { ColorChoice::Auto };
    let command = command().color(colour).max_term_width(say::columns().into()).before_help(examples);
    let parsed = command.try_get_matches_from(arguments);
    let parsed = parsed.and_then(|matches| Arguments::from_arg_matches(&matches));
    let done = match parsed {
        Ok(arguments) => arguments.run(out),
        Err(error) => Err(Exit::of_usage(&error)),
    };
    done.and_then(|exit| out.flush().map_err(|error| Exit::of_output(&error)).map(|()| exit))
        .unwrap_or_else(|exit| exit)
}

impl Arguments {
    /// Makes ready for a command. The solver has a process of its own, whose end its parent tells of.
    fn make_ready(&self) -> Result<(), Exit> {
        if matches!(self.command, Command::SolveTask(_)) {
            return Ok(());
        }
        say::hush(self.quiet);
        stop::take_signals();
        room::to_begin()?;
        threads::set_up(self.threads)
    }

    fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        self.make_ready()?;
        self.command.run(out)
    }
}

impl Command {
    fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        match self {
            Self::New(new) => new.run(out),
            Self::Example(example) => example.run(out),
            Self::Import(import) => import.run(out),
            Self::Solve(solve) => solve.run(out),
            Self::SolveTask(_) => task::SolveTask::run(out),
            Self::Evaluate(evaluate) => evaluate.run(out),
            Self::Check(check) => check.run(out),
            Self::Explain(explain) => explain.run(out),
            Self::List(list) => list.run(out),
            Self::Why(why) => why.run(out),
            Self::Alternatives(alternatives) => alternatives.run(out),
            Self::Regret(regret) => regret.run(out),
            Self::Stress(stress) => stress.run(out),
            Self::Order(order) => order.run(out),
            Self::Appraise(appraise) => appraise.run(out),
            Self::Distances(distances) => distances.run(out),
            Self::Verify(verify) => verify.run(out),
            Self::Replay(replay) => replay.run(out),
            Self::Compare(compare) => compare.run(out),
            Self::Frontier(frontier) => frontier.run(out),
            Self::Sweep(sweep) => sweep.run(out),
            Self::Report(report) => report.run(out),
            Self::Explore(explore) => explore.run(out),
            Self::Export(export) => export.run(out),
            Self::ImportSolution(import) => import.run(out),
            Self::Doctor(doctor) => doctor.run(out),
            Self::Bench(bench) => bench.run(out),
            Self::Completions(completions) => completions.run(out),
            Self::Man(man) => man.run(out),
            Self::Help(help) => help.run(out),
            Self::Stages(stages) => stages.run(out),
        }
    }
}
