//! `placewell internal-stages`, which is not for people: our own stages, for a counter of instructions to watch; and
//! that counter, which is valgrind.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use super::exit::Exit;
use super::print;
use crate::baseline::{STAGES, perform};

/// Its name.
const NAME: &str = "internal-stages";

/// Go through the stages before and after the solver, for placewell itself
#[derive(Debug, clap::Args)]
pub(super) struct Stages {
    model: PathBuf,
    /// The last stage
    #[arg(long)]
    last: String,
}

impl Stages {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let last = STAGES.iter().find(|(_, name, _)| *name == self.last);
        let (last, ..) = last.ok_or_else(|| Exit::Internal(format!("there is no stage `{}`", self.last)))?;
        let sizes: Vec<String> = perform(&self.model, *last)?.iter().map(usize::to_string).collect();
        print(out, (sizes.join(" ") + "\n").as_bytes())?;
        Ok(Exit::Done)
    }
}

/// Whether there is a valgrind.
pub(super) fn is_there() -> bool {
    let version = Command::new("valgrind").arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    version.is_ok_and(|status| status.success())
}

/// The instructions of each stage of a case, by column: what it adds to those before it.
pub(super) fn instructions(file: &Path) -> Result<BTreeMap<&'static str, u64>, Exit> {
    let program = std::env::current_exe().map_err(|error| failed(&error))?;
    let (mut counts, mut before) = (BTreeMap::new(), 0);
    for (_, name, column) in STAGES {
        let all = counted(counter(&program, file, name).spawn().map_err(|error| failed(&error))?)?;
        counts.insert(column, all.saturating_sub(before));
        before = all;
    }
    Ok(counts)
}

/// Counts up to and with a stage. One thread: how threads share work is for chance to say.
fn counter(program: &Path, file: &Path, last: &str) -> Command {
    let mut command = Command::new("valgrind");
    command.args(["--tool=cachegrind", "--cache-sim=no", "--cachegrind-out-file=/dev/null"]).arg(program);
    command.args(["--threads", "1", NAME]).arg(file).args(["--last", last]);
    command.stdout(Stdio::null()).stderr(Stdio::piped());
    command
}

/// What a counter says at its end.
fn counted(counter: Child) -> Result<u64, Exit> {
    let done = counter.wait_with_output().map_err(|error| failed(&error))?;
    let told = String::from_utf8_lossy(&done.stderr);
    if !done.status.success() {
        let last: Vec<&str> = told.lines().rev().take(3).collect();
        return Err(failed(&last.join("; ")));
    }
    refs(&told).ok_or_else(|| failed(&"valgrind did not say how many there were"))
}

fn failed(why: &dyn std::fmt::Display) -> Exit {
    Exit::Internal(format!("instructions could not be counted: {why}"))
}

/// The number in valgrind's line `I   refs:      1,234,567`.
fn refs(told: &str) -> Option<u64> {
    let (_, after) = told.lines().find_map(|line| line.split_once("refs:"))?;
    after.trim().replace(',', "").parse().ok()
}

#[cfg(test)]
mod tests {
    use super::refs;

    #[test]
    fn the_count_is_read_off_what_valgrind_says() {
        let told =
            "==12== Cachegrind, a cache and branch-prediction profiler\n==12== \n==12== I   refs:      1,234,567\n";
        assert_eq!(refs(told), Some(1_234_567));
        assert_eq!(refs("==12== Cachegrind\n"), None);
    }
}
