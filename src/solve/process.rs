//! HiGHS in a process of its own: it may crash, hang or be killed, and the plan it found so far is kept.
//!
//! Crashes of HiGHS 1.15 are reported where many programs are solved in one process, and a search is known to go on
//! past its time limit. A process that crashes is begun anew once, with other random choices; one that overruns its
//! time is killed. What is asked and answered is the same as in one process, to the byte.

use std::ffi::OsString;
use std::io::{self, BufRead, BufReader, Write};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

use super::task::{Task, Wanted, Word};
use super::{Cuts, Found, Going, Outcome, Progress, Request, Solver, SolverError, Status, Work};

/// How often it is asked whether to go on.
const EVERY: Duration = Duration::from_millis(50);

/// HiGHS in a process of its own.
#[derive(Clone, Debug)]
pub struct SolverProcess {
    /// The command that performs a task: see [`perform`](super::perform).
    pub command: Vec<OsString>,
    /// The seed of its random choices.
    pub seed: u16,
    /// How long it may overrun its time before it is killed.
    pub grace: Duration,
}

impl Solver for SolverProcess {
    fn cuts(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Cuts, SolverError> {
        match self.attempt(Wanted::Cuts, request, request.limits.attempt, watch)? {
            End::Cuts(cuts) => cuts,
            End::Done(_) | End::Killed(_) | End::Crashed(..) => Ok(Cuts::default()),
        }
    }

    fn solve(&self, request: &Request<'_>, watch: &mut dyn FnMut(Progress) -> Going) -> Result<Outcome, SolverError> {
        let attempt = request.limits.attempt;
        let first = self.attempt(Wanted::Values, request, attempt, watch)?;
        let End::Crashed(how, heard) = first else { return first.outcome(request) };
        // Other random choices than any attempt of ours would make.
        match self.attempt(Wanted::Values, request, attempt + 100, watch)? {
            End::Crashed(again, more) => {
                let both = more.or(heard);
                let work = both.work;
                match both.found(request) {
                    Some(found) => Ok(Outcome { status: Status::Stopped(found), work }),
                    None => Err(SolverError::Gone(format!("it crashed twice ({how}; {again})"))),
                }
            }
            end => {
                let mut outcome = end.outcome(request)?;
                outcome.work += heard.work;
                Ok(outcome)
            }
        }
    }
}

/// What was heard of a solver.
#[derive(Debug, Default)]
struct Heard {
    best: Option<Vec<i64>>,
    bound: Option<i64>,
    /// The work that it told of: what it did after its last word, a tenth of a second at most while it searches, is
    /// not known.
    work: Work,
}

/// How an attempt ends.
#[derive(Debug)]
enum End {
    Done(Result<Outcome, SolverError>),
    Cuts(Result<Cuts, SolverError>),
    /// It was killed: stopped from outside, or out of time.
    Killed(Heard),
    Crashed(String, Heard),
}

impl End {
    fn outcome(self, request: &Request<'_>) -> Result<Outcome, SolverError> {
        match self {
            Self::Done(outcome) => outcome,
            // It was asked for something else.
            Self::Cuts(_) => Err(SolverError::Gone("it answered another question".to_owned())),
            Self::Killed(heard) | Self::Crashed(_, heard) => {
                let work = heard.work;
                let status = heard.found(request).map_or(Status::Nothing, Status::Stopped);
                Ok(Outcome { status, work })
            }
        }
    }
}

impl Heard {
    fn or(self, other: Self) -> Self {
        let mut work = self.work;
        work += other.work;
        Self { best: self.best.or(other.best), bound: self.bound.or(other.bound), work }
    }

    /// The best values heard of, or those it started from.
    fn found(self, request: &Request<'_>) -> Option<Found> {
        let values = self.best.or_else(|| request.start.map(<[i64]>::to_vec))?;
        let value = request.objective.sum.value(&values);
        if !request.reaches_target(value) {
            return None;
        }
        let bound = self.bound.unwrap_or_else(|| request.objective.trivial_bound(request.milp));
        Some(Found { values, value, bound })
    }
}

impl SolverProcess {
    fn attempt(
        &self,
        wanted: Wanted,
        request: &Request<'_>,
        attempt: u16,
        watch: &mut dyn FnMut(Progress) -> Going,
    ) -> Result<End, SolverError> {
        let failed = |error: io::Error| SolverError::Gone(format!("its process could not be begun: {error}"));
        let mut child = self.begin().map_err(failed)?;
        let mut task =
            serde_json::to_vec(&Task::of(wanted, request, self.seed, attempt)).expect("a task can be written");
        task.push(b'\n');
        // What comes in stays open: when we are gone, the solver hears that it ends.
        let mut input = child.stdin.take().expect("it was asked for");
        let words = match listen(&mut child) {
            Ok(words) => words,
            Err(error) => {
                child.kill().ok();
                ended(&mut child);
                return Err(SolverError::Gone(format!("it could not be heard: {error}")));
            }
        };
        if input.write_all(&task).and_then(|()| input.flush()).is_err() {
            return Ok(End::Crashed(ended(&mut child), Heard::default()));
        }
        let end = self.follow(request, &words, watch);
        child.kill().ok();
        let how = ended(&mut child);
        Ok(match end {
            End::Crashed(_, heard) => End::Crashed(how, heard),
            end => end,
        })
    }

    fn begin(&self) -> io::Result<Child> {
        let (program, arguments) = self.command.split_first().expect("a command has a program");
        let mut command = Command::new(program);
        command.args(arguments).stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // Ctrl-C on a terminal goes to a whole group: the solver is told by us.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn()
    }

    /// Hears a solver out, or as long as it may go on.
    fn follow(&self, request: &Request<'_>, words: &Receiver<Word>, watch: &mut dyn FnMut(Progress) -> Going) -> End {
        let mut heard = Heard::default();
        let mut last = Progress { best: None, bound: None, nodes: 0, iterations: 0 };
        loop {
            match words.recv_timeout(EVERY) {
                Ok(Word::Done(outcome)) if answers(request, &outcome) => return End::Done(outcome),
                Ok(Word::Cuts(cuts)) if cuts.as_ref().is_ok_and(|cuts| are_of(request, cuts)) => {
                    return End::Cuts(cuts);
                }
                Ok(Word::Better(values)) if is_of(request, &values) => heard.best = Some(values),
                Ok(Word::Progress(progress)) => {
                    heard.bound = progress.bound.or(heard.bound);
                    heard.work = Work { nodes: progress.nodes, iterations: progress.iterations };
                    last = progress;
                }
                Err(RecvTimeoutError::Timeout) => {}
                Ok(Word::Done(_) | Word::Better(_) | Word::Cuts(_)) | Err(RecvTimeoutError::Disconnected) => {
                    return End::Crashed(String::new(), heard);
                }
            }
            let overrun = request.limits.deadline.is_some_and(|deadline| Instant::now() > deadline + self.grace);
            if overrun || watch(last) == Going::Stop {
                return End::Killed(heard);
            }
        }
    }
}

/// Whether there is a value for each column.
fn is_of(request: &Request<'_>, values: &[i64]) -> bool {
    values.len() == request.milp.columns().len()
}

/// Whether cuts are rows of the columns of this request.
fn are_of(request: &Request<'_>, cuts: &Cuts) -> bool {
    let columns = request.milp.columns().len();
    cuts.rows.iter().flat_map(|row| row.sum.terms()).all(|(column, _)| column.position() < columns)
}

/// Whether an outcome is one of this request.
fn answers(request: &Request<'_>, outcome: &Result<Outcome, SolverError>) -> bool {
    match outcome.as_ref().map(|outcome| &outcome.status) {
        Ok(Status::Optimal(found) | Status::Stopped(found)) => is_of(request, &found.values),
        Ok(Status::Nothing | Status::Infeasible) | Err(_) => true,
    }
}

/// Reads what a solver says, on a thread of its own.
fn listen(child: &mut Child) -> io::Result<Receiver<Word>> {
    let (sender, words) = channel();
    let output = BufReader::new(child.stdout.take().expect("it was asked for"));
    thread::Builder::new().spawn(move || {
        for line in output.lines().map_while(Result::ok) {
            let Ok(word) = serde_json::from_str(&line) else { break };
            if sender.send(word).is_err() {
                break;
            }
        }
    })?;
    Ok(words)
}

/// How a process ended, in words.
fn ended(child: &mut Child) -> String {
    child.wait().map_or_else(|error| error.to_string(), |status| status.to_string())
}
