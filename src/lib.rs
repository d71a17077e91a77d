//! Placewell chooses which children's-home capital projects to fund within an envelope, and shows why.
//!
//! ```text
//! inputs/*.csv  --read-->  domain::Problem  --+
//! models/*.toml --model->  model::Model     --+--> model::Question --formulate--> program::Program --solve--> values
//! roads         --------->  domain::Distances -+        |                                                       |
//!                                                       +--> audit (every rule, exactly) <------- decide -------+
//!                                                       +--> outlook           conflict <-- no plan --+
//!                                                                                                   v
//!                                                                        report --> tables, manifest, summary
//! ```
//!
//! Data flows one way, and `tests/architecture.rs` holds it to that. In the order of the flow:
//!
//! - [`bytes`]: files, opened for reading;
//! - [`domain`]: the nouns, as types that cannot be wrong;
//! - [`read`]: files into the domain, every mistake at its cell;
//! - [`import`]: sheets that people have, of whatever layout, into the tables of a dataset;
//! - [`starter`]: a dataset to begin with: a made-up one, or a part of another;
//! - [`model`]: what is asked, with overlays applied;
//! - [`kept`]: a folder of what is kept from one command to the next;
//! - [`roads`]: how far things are apart;
//! - [`case`]: a model and its dataset, read, checked against each other and measured;
//! - [`network`]: who can be served from where, and what of that can be settled beforehand;
//! - [`program`]: what a solver is told, as plain data;
//! - [`constraints`]: the formulation, one file a family;
//! - [`objective`]: what "best" means, in stages;
//! - [`formulate`]: a question as a program;
//! - [`reduce`]: exact reductions of a program;
//! - [`solve`]: solvers, of which HiGHS is the one;
//! - [`canaries`]: programs that a solver must get right before it is believed;
//! - [`audit`]: every rule of a plan, in exact whole numbers, sharing nothing with the rows;
//! - [`transport`]: whom given places serve at best, by paths and not by a solver;
//! - [`serving`]: whom the places of a plan serve, by those paths;
//! - [`search`]: a plan of our own, found without a solver;
//! - [`decide`]: propose, audit, forbid, ask again;
//! - [`outlook`]: what can be said before anything is decided;
//! - [`conflict`]: why there is no plan, in the words of the model, and the ways out;
//! - [`whatif`]: what is asked of a decision once it is made;
//! - [`report`]: everything a plan becomes on disk and on paper;
//! - [`verify`]: a run, checked from its files alone;
//! - [`baseline`]: what cases come to and the work they take, held against what is on record;
//! - [`cli`]: the commands, and the only place that prints.

#![deny(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod baseline;
pub mod bytes;
pub mod canaries;
pub mod case;
pub mod cli;
pub mod conflict;
pub mod constraints;
pub mod decide;
pub mod domain;
pub mod formulate;
pub mod import;
pub mod kept;
pub mod model;
pub mod network;
pub mod objective;
pub mod outlook;
pub mod program;
pub mod read;
pub mod reduce;
pub mod report;
pub mod roads;
pub mod search;
pub mod serving;
pub mod solve;
pub mod starter;
pub mod transport;
pub mod verify;
pub mod whatif;
