//! The command line as it is told of: in help, in completions and in manual pages.

use clap::{Command, CommandFactory};

use super::{Arguments, COLUMNS, EXIT_CODES, NAME};

/// The command line.
pub(super) fn command() -> Command {
    Arguments::command().max_term_width(COLUMNS)
}

/// The command line as its completions and its manual pages have it: without commands that are not for people.
pub(super) fn documented() -> Command {
    let whole = command();
    let own = whole.get_subcommands().filter(|own| !own.is_hide_set()).cloned().collect::<Vec<_>>();
    Command::new(NAME)
        .version(env!("CARGO_PKG_VERSION"))
        .about(whole.get_about().cloned().unwrap_or_default())
        .after_help(EXIT_CODES)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .args(whole.get_arguments().cloned().collect::<Vec<_>>())
        .subcommands(own)
}
