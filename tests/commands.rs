//! The program as it is called: its words, its exit codes, what it writes and what it refuses.

/// As in the program itself, so that what it does where memory runs out can be seen.
#[global_allocator]
static MEMORY: placewell::cli::Memory = placewell::cli::Memory;

mod bad;
mod bench;
mod book;
mod cases;
mod cli;
mod determinism;
mod recipes;
mod schemas;
mod starting;
mod sweep;
mod terminal;
mod verify;
