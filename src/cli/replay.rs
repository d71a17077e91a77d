//! `placewell replay`.

use std::collections::BTreeMap;
use std::fmt::Display;
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::evaluate::Evaluate;
use super::exit::Exit;
use super::publish::Publish;
use super::regret::Regret;
use super::say::columns;
use super::solve::Solve;
use super::verify::model_of;
use super::{Over, print};
use crate::bytes;
use crate::read::is_run;
use crate::report::run::Status;
use crate::runs::{Stated, read_stated};
use crate::table::wrapped;
use crate::verify::{differences, makings_that_differ};

/// The input that an evaluated plan is, which goes by the name it had.
const PLAN: &str = "plan";

/// The most bytes of a file of a run.
const LARGEST: u64 = 1 << 30;

/// Repeat a run, and list what differs
#[derive(Debug, clap::Args)]
pub(super) struct Replay {
    /// A run, such as runs/envelope-563, or its run.json
    #[arg(value_name = "RUN")]
    run: PathBuf,
    /// The model [default: the model of the run's name in models/ or models/what-if/]
    #[arg(long, value_name = "MODEL")]
    model: Option<PathBuf>,
    /// What is laid over the model [default: what was]
    #[command(flatten)]
    over: Over,
}

impl Replay {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let folder = match self.run.parent() {
            Some(parent) if self.run.is_file() && is_run(parent) => parent.to_owned(),
            Some(_) | None => self.run.clone(),
        };
        let stated = read_stated(&folder)?;
        let model = model_of(self.model, self.over, &self.run, stated.layers())?;
        let again = tempfile::tempdir().map_err(|error| Exit::Output(format!("there is no room to work: {error}")))?;
        let publish = Publish::into(again.path().join("run"));
        let plan = folder.join("plan.csv");
        let options: BTreeMap<String, String> =
            serde_json::from_value(stated.get("options").clone()).map_err(|_| not_ours(&stated))?;
        let done = if stated.get("status") == Status::Evaluated.word() {
            Evaluate::again(model, options.contains_key(PLAN).then_some(plan), publish).run(&mut io::sink())
        } else if stated.get("status") == Status::LeastRegret.word() {
            let again = Regret::again(model, again.path().join("run"), &options);
            again.ok_or_else(|| not_ours(&stated))?.run(&mut io::sink())
        } else {
            let seed = stated.get("seed").as_u64().and_then(|seed| u16::try_from(seed).ok());
            let again = seed.and_then(|seed| Solve::again(model, publish, &options, seed));
            again.ok_or_else(|| not_ours(&stated))?.run(&mut io::sink())
        };
        // That a plan breaks rules or is not proved is for the two runs to agree on.
        match done {
            Ok(_) | Err(Exit::Rules(_)) if again.path().join("run").is_dir() => {}
            Ok(_) => return Err(Exit::Internal("the run left nothing behind".to_owned())),
            Err(exit) => return Err(exit),
        }
        let differences = found(&folder, &again.path().join("run"), &stated)?;
        let paragraph = |text: &str| wrapped(text, columns().into(), 2) + "\n";
        let text = match differences.len() {
            0 => paragraph("Same: every file of the run is as it was, but for its timings and its roles."),
            _ => differences.iter().map(|line| paragraph(line)).collect(),
        };
        print(out, text.as_bytes())?;
        match differences.len() {
            0 => Ok(Exit::Done),
            _ => Err(Exit::Refused("the run, done again, is not the same".to_owned())),
        }
    }
}

/// What differs between a run and the same done again.
fn found(folder: &Path, again: &Path, stated: &Stated) -> Result<Vec<String>, Exit> {
    let mut files = BTreeMap::new();
    let unreadable = |error: &dyn Display| Exit::Internal(format!("the run done again could not be read: {error}"));
    for entry in fs::read_dir(again).map_err(|error| unreadable(&error))? {
        let entry = entry.map_err(|error| unreadable(&error))?;
        let name = entry.file_name().to_string_lossy().into_owned();
        files.insert(name, bytes::read(&entry.path(), LARGEST).map_err(|unread| unreadable(&unread))?);
    }
    let makings = makings_that_differ(stated, &read_stated(again)?);
    Ok(makings.into_iter().chain(differences(folder, &files)?.iter().map(ToString::to_string)).collect())
}

fn not_ours(stated: &Stated) -> Exit {
    Exit::from(stated.mistake("its options are not of this version of placewell"))
}
