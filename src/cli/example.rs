//! `placewell example`.

use std::io::Write;
use std::path::{Path, PathBuf};

use clap::ValueEnum;

use super::exit::Exit;
use super::new::told;
use super::print;
use crate::domain::counted;
use crate::read::{Mistakes, quoted};
use crate::runs::write_fresh;
use crate::shipped::{Example, README_OF_ENGLAND, model_named};
use crate::starter::example as small;

/// List the examples that are shipped with placewell, or copy one out
///
/// They travel inside the program, so that they are there however it was installed.
#[derive(Debug, clap::Args)]
pub(super) struct Examples {
    /// Which; all are listed if it is left out
    #[arg(value_enum, value_name = "NAME", requires = "folder")]
    name: Option<Name>,
    /// A new or an empty folder to copy it to
    #[arg(value_name = "FOLDER")]
    folder: Option<PathBuf>,
}

/// The examples.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Name {
    /// England's modelled bids, questions of them, what-ifs, and the schemas
    England,
    /// The tutorial's dataset: three authorities, two homes and eight bids, all made up
    Small,
}

impl Examples {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let said = match (self.name, &self.folder) {
            (Some(name), Some(folder)) => name.copied_to(folder)?,
            (None, _) | (_, None) => list(),
        };
        print(out, said.as_bytes())?;
        Ok(Exit::Done)
    }
}

impl Name {
    fn example(self) -> Example {
        match self {
            Self::England => Example::England,
            Self::Small => Example::Small,
        }
    }

    /// Copies it out; what was written and what to type next.
    fn copied_to(self, folder: &Path) -> Result<String, Exit> {
        let files = self.example().files();
        write_fresh(folder, &files)?;
        Ok(match self {
            Self::Small => told(folder, &small()),
            Self::England => {
                let lines = README_OF_ENGLAND.lines().filter_map(|line| line.strip_prefix("    "));
                let commands = lines.collect::<Vec<_>>().join("\n  ");
                let (count, folder) = (counted(files.len(), "file", "files"), quoted(folder));
                format!(
                    "{count} written to {folder}; README.md there says what each is. Next:\n\n  cd {folder}\n  {commands}\n"
                )
            }
        })
    }
}

/// Every example by its name, with what it is and its size.
fn list() -> String {
    let told = |name: &Name| {
        let files = name.example().files();
        let kilobytes = files.iter().map(|(_, bytes)| bytes.len()).sum::<usize>().div_ceil(1_000);
        let shown = name.to_possible_value();
        let shown =
            shown.as_ref().map(|own| (own.get_name(), own.get_help().map(ToString::to_string).unwrap_or_default()));
        let (name, about) = shown.unwrap_or_default();
        format!("{name}\n  {about}\n  {}, {kilobytes} kB\n", counted(files.len(), "file", "files"))
    };
    let all: Vec<String> = Name::value_variants().iter().map(told).collect();
    format!("{}\nTo copy one out: placewell example england FOLDER\n", all.concat())
}

/// What to type who asked for a shipped model that is not where they are; empty for whom that does not help.
pub(super) fn hint(mistakes: &Mistakes) -> String {
    let missing = mistakes.as_slice().iter().map(|mistake| mistake.file.as_path()).filter(|file| !file.exists());
    let shipped = missing.filter_map(model_named).min();
    shipped.map_or_else(String::new, |model| {
        format!("\n`{model}` is shipped with placewell: `placewell example england FOLDER` copies it out, with all that it needs")
    })
}
