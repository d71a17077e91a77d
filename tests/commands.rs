//! The program as it is called: its words, its exit codes, what it writes and what it refuses.

mod bad;
mod bench;
mod cases;
mod cli;
mod determinism;
mod recipes;
mod schemas;
mod starting;
mod terminal;
mod verify;
