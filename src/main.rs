//! The command `placewell`.

use std::process::ExitCode;

/// Where memory is from.
#[global_allocator]
static MEMORY: placewell::cli::Memory = placewell::cli::Memory;

fn main() -> ExitCode {
    placewell::cli::main()
}
