//! The command `placewell`.

use std::process::ExitCode;

fn main() -> ExitCode {
    placewell::cli::main()
}
