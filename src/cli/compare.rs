//! `placewell compare`.

use std::io::Write;
use std::path::{Path, PathBuf};

use super::exit::Exit;
use super::say::{columns, say, warn};
use super::solve::SEED;
use super::task::solver_in;
use super::verify::model_of;
use super::{Format, Over, print, room};
use crate::case::Case;
use crate::read::Mistakes;
use crate::report::whatif::comparison::{table, text, workbook};
use crate::runs::{read_stated, write_new};
use crate::solve::Solver;
use crate::table::json_of;
use crate::verify::verify_run;
use crate::whatif::compare::{Comparison, StatedRun, compare, read_run};

/// Compare runs: what they asked, every number that differs, and which projects changed and why
#[derive(Debug, clap::Args)]
pub(super) struct Compare {
    /// The run to compare with, such as runs/envelope-563
    #[arg(value_name = "BASE")]
    base: PathBuf,
    /// The runs to compare it with
    #[arg(value_name = "RUN", required = true)]
    runs: Vec<PathBuf>,
    /// The model of runs whose model is not in models/ or models/what-if/; once for each
    #[arg(long = "model", value_name = "MODEL")]
    models: Vec<PathBuf>,
    /// Also write a workbook, to this new file
    #[arg(long, value_name = "FILE")]
    xlsx: Option<PathBuf>,
    /// Output format
    #[arg(long, value_enum, default_value_t = Format::Table)]
    format: Format,
}

impl Compare {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let (mut read, mut mistakes) = (Vec::new(), Vec::new());
        for folder in [&self.base].into_iter().chain(&self.runs) {
            match read_run(folder) {
                Ok(run) => read.push(run),
                Err(more) => mistakes.extend(more.into_vec()),
            }
        }
        if !mistakes.is_empty() {
            return Err(Mistakes::new(mistakes).into());
        }
        let folders = [&self.base].into_iter().chain(&self.runs);
        let cases: Vec<Option<Case>> =
            folders.clone().zip(&read).map(|(folder, run)| case_of(&self.models, folder, run)).collect();
        let solver = solver_in(SEED, None)?;
        for (folder, case) in folders.zip(&cases) {
            tell_unfounded(folder, case.as_ref(), &solver);
        }
        let mut asked = read.iter().zip(cases.iter().map(|case| case.as_ref().map(Case::question)));
        let (base, question) = asked.next().expect("the base was read");
        let beside = |(run, other): (_, _)| (run, compare(base, run, [question, other]));
        let others: Vec<(&StatedRun, Comparison)> = asked.map(beside).collect();
        if let Some(file) = &self.xlsx {
            room::for_a_workbook()?;
            write_new(file, &workbook(base, &others))?;
            say(&format!("written to {}", file.display()));
        }
        match self.format {
            Format::Table => print(out, text(base, &others, columns()).as_bytes())?,
            Format::Csv => print(out, &table(&others).to_csv())?,
            Format::Json => print(out, &json_of(&[table(&others)]))?,
        }
        Ok(Exit::Done)
    }
}

/// Warns of a run whose files state what does not follow from its plan and inputs, and of one that cannot be checked. What
/// is compared is what they state.
fn tell_unfounded(folder: &Path, case: Option<&Case>, solver: &dyn Solver) {
    let name = folder.display();
    let Some(case) = case else {
        warn(&format!("{name} was not checked: its inputs or its model have changed or are not here"));
        return;
    };
    let verified = read_stated(folder).and_then(|stated| verify_run(case, folder, &stated, solver));
    match verified.as_ref().map(|verified| verified.differences.as_slice()) {
        Ok([]) => {}
        Ok([first]) => warn(&format!("{name} states what does not follow from its plan and inputs: {first}")),
        Ok([first, rest @ ..]) => warn(&format!(
            "{name} states what does not follow from its plan and inputs: {first}, and {} more; `placewell verify {name}` \
             lists all",
            rest.len()
        )),
        Err(why) => warn(&format!("{name} could not be checked: {why}")),
    }
}

/// The case that a run answers, if it is still as it was when the run was made. What is here may be of another question by
/// now, or gone: then the comparison says that it cannot tell why.
fn case_of(models: &[PathBuf], folder: &Path, run: &StatedRun) -> Option<Case> {
    let given = models.iter().map(|model| Some(model.clone()));
    given.chain([None]).find_map(|model| {
        let model = model_of(model, Over::default(), folder, run.layers()).ok()?;
        Case::open_kept(&model.layers(), None).ok().filter(|case| run.is_made_of(&case.parsed))
    })
}
