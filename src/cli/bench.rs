//! `placewell bench`.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Instant;

use super::count::{instructions, is_there};
use super::exit::Exit;
use super::print;
use super::say::{columns, say};
use super::solve::SEED;
use super::task::solver;
use crate::baseline::{Line, Unmeasured, cases, compare, entries, measure, overview, report, sentence};
use crate::read::{Entry, Mistake, Mistakes, read_ledger};
use crate::table::Table;

/// The baseline of a folder of cases.
const LEDGER: &str = "baseline.csv";

/// Solve a folder of cases, and fail if any is worse or takes more work than recorded
///
/// A case is a model, such as FOLDER/a.toml; those in FOLDER/full take long. FOLDER/baseline.csv records the answer of each
/// and the work it took. Work is counted, not timed. Exit code 10: something is worse.
#[derive(Debug, clap::Args)]
pub(super) struct Bench {
    /// The folder of the cases
    #[arg(value_name = "FOLDER", default_value = "benches")]
    folder: PathBuf,
    /// Also measure the cases that take long
    #[arg(long)]
    full: bool,
    /// Measure only this case; may be repeated
    #[arg(long, value_name = "NAME")]
    case: Vec<String>,
    /// The baseline [default: baseline.csv in the folder]
    #[arg(long, value_name = "FILE")]
    baseline: Option<PathBuf>,
    /// Write every figure, on record and measured, as a CSV for a spreadsheet
    #[arg(long, value_name = "FILE")]
    report: Option<PathBuf>,
    /// Count the instructions of the stages before and after the solver too, with valgrind
    #[arg(long)]
    instructions: bool,
    /// Record what is measured as the new baseline, better or worse
    #[arg(long)]
    bless: bool,
}

impl Bench {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let baseline = self.baseline.clone().unwrap_or_else(|| self.folder.join(LEDGER));
        let recorded = match (baseline.exists(), self.bless) {
            (true, _) => read_ledger(&baseline)?,
            (false, true) => BTreeMap::new(),
            (false, false) => {
                let mistake = "nothing is on record yet: there is no such file; --bless puts it there";
                return Err(Mistakes::from(Mistake::of_file(&baseline, mistake)).into());
            }
        };
        let [chosen, known] = self.chosen()?;
        if self.instructions && !is_there() {
            return Err(Exit::Internal("valgrind is not there: install it, or leave --instructions out".to_owned()));
        }
        let (mut lines, mut measured) = (Vec::new(), BTreeMap::new());
        for (name, file) in &chosen {
            let record = recorded.get(name);
            let entry = self.measured(name, file, record)?;
            lines.extend(compare(name, record.unwrap_or(&Entry::default()), &entry));
            measured.insert(name.clone(), entry);
        }
        print(out, overview(&lines).to_text(columns()).as_bytes())?;
        if let Some(file) = &self.report {
            write(file, &report(&lines))?;
        }
        if self.bless {
            let kept = recorded.into_iter().filter(|(name, _)| known.contains_key(name));
            let all = kept.chain(measured).collect();
            write(&baseline, &entries(&all))?;
            return Ok(Exit::Done);
        }
        let missing: Vec<&str> =
            chosen.keys().filter(|name| !recorded.contains_key(*name)).map(String::as_str).collect();
        verdict(&lines, &missing)
    }

    /// The cases to measure, and all there are.
    fn chosen(&self) -> Result<[BTreeMap<String, PathBuf>; 2], Exit> {
        let there = cases(&self.folder)?;
        let small = there.small.clone();
        let known: BTreeMap<String, PathBuf> = there.small.into_iter().chain(there.long).collect();
        if let Some(name) = self.case.iter().find(|name| !known.contains_key(*name)) {
            let mistake = format!("there is no case `{name}` here");
            return Err(Mistakes::from(Mistake::of_file(&self.folder, &mistake)).into());
        }
        let is_named = |name: &String| self.case.is_empty() || self.case.contains(name);
        let of = if self.full || !self.case.is_empty() { known.clone() } else { small };
        Ok([of.into_iter().filter(|(name, _)| is_named(name)).collect(), known])
    }

    /// What a case comes to now; its limit of nodes is as on record.
    fn measured(&self, name: &str, file: &Path, record: Option<&Entry>) -> Result<Entry, Exit> {
        let began = Instant::now();
        let on_record = |column: &str| record.and_then(|record| record.numbers.get(column)).copied();
        let nodes = on_record("node_limit").map(|nodes| u32::try_from(nodes).unwrap_or(u32::MAX));
        let mut entry = measure(file, &solver(SEED)?, nodes).map_err(|unmeasured| match unmeasured {
            Unmeasured::Inputs(mistakes) => Exit::from(mistakes),
            Unmeasured::Undecided(none) => none.into(),
        })?;
        if self.instructions {
            entry.numbers.extend(instructions(file)?);
        } else if self.bless {
            // What was not measured again stays on record.
            let counted = record.into_iter().flat_map(|record| &record.numbers);
            entry.numbers.extend(counted.filter(|(column, _)| column.ends_with("_instructions")));
        }
        say(&format!("{name}: {:.1} s", began.elapsed().as_secs_f32()));
        Ok(entry)
    }
}

/// Writes a table whole or not at all.
fn write(file: &Path, table: &Table) -> Result<(), Exit> {
    let failed = |error: std::io::Error| Exit::Output(format!("{} could not be written: {error}", file.display()));
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut draft = tempfile::NamedTempFile::new_in(folder).map_err(failed)?;
    draft.write_all(&table.to_csv()).map_err(failed)?;
    draft.persist(file).map_err(|error| failed(error.error))?;
    Ok(())
}

/// How it ends: each figure that fails is said on standard error.
fn verdict(lines: &[Line], missing: &[&str]) -> Result<Exit, Exit> {
    let mut failing = 0;
    for line in lines.iter().filter(|line| line.verdict.fails()) {
        say(&sentence(line));
        failing += 1;
    }
    match (failing, missing) {
        (0, []) => Ok(Exit::Done),
        (0, missing) => Err(Exit::Worse(format!("not on record: {}; put them there with --bless", missing.join(", ")))),
        (1, _) => Err(Exit::Worse("a figure is worse than on record".to_owned())),
        (many, _) => Err(Exit::Worse(format!("{many} figures are worse than on record"))),
    }
}
