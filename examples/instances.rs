//! Datasets of any size, made up from a seed or converted from plain tables, each with a model that asks something of it.
//!
//! ```text
//! cargo run --release --example instances -- generate --projects 600 --areas 153 --seed 1 FOLDER
//! cargo run --release --example instances -- convert TABLES FOLDER
//! ```
//!
//! The dataset goes to `FOLDER` and the model beside it, to `FOLDER.toml`. They are for measuring how long placewell
//! takes and against which other solvers can be held: they say nothing of any home or authority.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

#[path = "instances/mod.rs"]
mod instances;

use instances::{Contest, Metric, Order};

/// Write a made-up dataset and a model that asks something of it
#[derive(Parser)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Make a dataset up from a seed, with rules of every kind of NAO Figure 11
    Generate {
        /// How many projects there are
        #[arg(long, default_value_t = 600)]
        projects: usize,
        /// How many areas there are
        #[arg(long, default_value_t = 153)]
        areas: usize,
        /// The same seed gives the same bytes
        #[arg(long, default_value_t = 1)]
        seed: i64,
        /// Whether there are fewer children than places, or many more
        #[arg(long, value_enum, default_value_t = Demand::Contested)]
        demand: Demand,
        /// The folder of the dataset; the model goes beside it
        folder: PathBuf,
    },
    /// Convert plain tables: projects.csv, demand.csv, distances.csv and budget.toml
    Convert {
        /// The folder of the tables
        tables: PathBuf,
        /// How far things are apart: as the tables say, or in a straight line
        #[arg(long, value_enum, default_value_t = Miles::Matrix)]
        miles: Miles,
        /// The folder of the dataset; the model goes beside it
        folder: PathBuf,
    },
}

#[derive(Clone, Copy, ValueEnum)]
enum Demand {
    /// Children for six in ten of the places that all projects together would bring
    Contested,
    /// Three children for each of these places
    Uncontested,
}

#[derive(Clone, Copy, ValueEnum)]
enum Miles {
    /// As distances.csv says, to the nearest tenth of a mile
    Matrix,
    /// In a straight line: pairs up to 20.04 miles apart round to 20.0, and are within reach
    StraightLine,
}

fn main() -> anyhow::Result<()> {
    match Arguments::parse().command {
        Command::Generate { projects, areas, seed, demand, folder } => {
            let contest = match demand {
                Demand::Contested => Contest::Contested,
                Demand::Uncontested => Contest::Uncontested,
            };
            instances::generate(&Order { projects, areas, seed, contest }, &folder)
        }
        Command::Convert { tables, miles, folder } => {
            let metric = match miles {
                Miles::Matrix => Metric::Matrix,
                Miles::StraightLine => Metric::StraightLine,
            };
            instances::convert(&tables, metric, &folder)
        }
    }
}
