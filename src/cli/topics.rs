//! `placewell help`: the commands, and pages to read of what they work on.

use std::fmt::Write as _;
use std::io::Write;

use super::documented::{command, documented};
use super::exit::Exit;
use super::{EXIT_CODES, print};
use crate::read::{Mistake, Mistakes, nearest_or_all};
use crate::report::question::reference;

/// The topics: their names, what each is about, and its page where that is not made by the program.
const TOPICS: [(&str, &str, &str); 10] = [
    (
        "models",
        "every key of a model, and how models are laid over one another",
        include_str!("../../models/README.md"),
    ),
    (
        "datasets",
        "how a dataset is written, and what it holds, column by column",
        include_str!("../../examples/starter/README.md"),
    ),
    ("tutorial", "from an empty folder to a page of your own bids", include_str!("../../docs/tutorial.md")),
    ("answers", "what each file of an answer says", include_str!("../../docs/answers.md")),
    (
        "spreadsheets",
        "workbooks: to work with, to publish, to edit and to put as a question",
        include_str!("../../docs/spreadsheets.md"),
    ),
    ("appraisal", "how what a plan is worth is worked out", include_str!("../../docs/appraisal.md")),
    ("sweeps", "many questions from one file, on many machines", include_str!("../../docs/how-to/sweeps.md")),
    ("python", "runs as tables in Python and R", include_str!("../../docs/how-to/python.md")),
    ("glossary", "what each word means", include_str!("../../docs/glossary.md")),
    (REFERENCE, "tables and columns, rules, doubts, options of commands, exit codes", ""),
];

/// The topic whose page the program makes.
const REFERENCE: &str = "reference";

/// Tell of a command, or of a topic: models, datasets, tutorial, answers, spreadsheets, appraisal, sweeps, python, glossary,
/// reference
#[derive(Debug, clap::Args)]
pub(super) struct Help {
    /// A command, such as `solve`, or a topic, such as `models`
    #[arg(value_name = "COMMAND_OR_TOPIC")]
    words: Vec<String>,
}

impl Help {
    pub(super) fn run(self, out: &mut dyn Write) -> Result<Exit, Exit> {
        let mut whole = command();
        whole.build();
        if let [topic] = self.words.as_slice()
            && let Some((name, _, page)) = TOPICS.iter().find(|(name, ..)| name == topic)
        {
            let page = if *name == REFERENCE { reference_page() } else { (*page).to_owned() };
            print(out, page.as_bytes())?;
            return Ok(Exit::Done);
        }
        let mut found = &mut whole;
        for word in &self.words {
            let known: Vec<String> = {
                let shown = found.get_subcommands().filter(|own| !own.is_hide_set());
                shown.map(|own| own.get_name().to_owned()).collect()
            };
            let topics = TOPICS.iter().map(|(name, ..)| *name);
            let names: Vec<&str> = known.iter().map(String::as_str).chain(topics).collect();
            let hint = nearest_or_all(word, &names, "there are");
            found = found.find_subcommand_mut(word).ok_or_else(|| {
                Exit::from(Mistakes::from(Mistake::of_file(
                    "help".as_ref(),
                    &format!("there is no command or topic `{word}`; {hint}"),
                )))
            })?;
        }
        let mut text = found.render_long_help().to_string();
        if self.words.is_empty() {
            let topics = TOPICS.iter().map(|(name, about, _)| format!("  {name:<14} {about}\n"));
            text += "\nTopics, each by `placewell help TOPIC`:\n";
            text.extend(topics);
        }
        print(out, text.as_bytes())?;
        Ok(Exit::Done)
    }
}

/// The page of reference: what the library states, then the commands and the exit codes.
#[must_use]
pub fn reference_page() -> String {
    let mut page = reference::text();
    page.push_str("\n## Commands\n\nEvery one has `--help`.\n\n| command | what it does |\n|---|---|\n");
    for own in documented().get_subcommands() {
        let about = own.get_about().map(ToString::to_string).unwrap_or_default();
        let _ = writeln!(page, "| `{}` | {about} |", own.get_name());
    }
    let (title, codes) = EXIT_CODES.split_once(":\n").unwrap_or(("Exit codes", EXIT_CODES));
    let _ = writeln!(page, "\n## {title}\n\n| code | what it means |\n|---|---|");
    for line in codes.lines() {
        let (code, what) = line.trim().split_once("  ").or_else(|| line.trim().split_once(' ')).unwrap_or((line, ""));
        let _ = writeln!(page, "| {} | {} |", code.trim(), what.trim());
    }
    page
}
