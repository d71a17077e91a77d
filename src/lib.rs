//! Placewell chooses which children's-home capital projects to fund within an envelope, and shows why.
//!
//! ```text
//! inputs/*.csv  --read-->  domain::Instance --+
//! models/*.toml --model->  model::Model     --+--> model::Question --formulate--> milp::Milp    --solve--> values
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
//! - [`shipped`]: the models, datasets and schemas that travel inside the program;
//! - [`starter`]: a dataset to begin with: a made-up one, or a part of another;
//! - [`table`]: tables as plain data, and as CSV, JSON and text;
//! - [`model`]: what is asked, with overlays applied;
//! - [`kept`]: a folder of what is kept from one command to the next;
//! - [`roads`]: how far things are apart;
//! - [`case`]: a model and its dataset, read, checked against each other and measured;
//! - [`network`]: who can be served from where, and what of that can be settled beforehand;
//! - [`milp`]: what a solver is told, as plain data;
//! - [`constraints`]: the formulation, one file a family;
//! - [`objective`]: what "best" means, in stages;
//! - [`formulate`]: a question as a program;
//! - [`reduce`]: exact reductions of a program;
//! - [`solve`]: solvers, of which HiGHS is the one;
//! - [`canaries`]: programs that a solver must get right before it is believed;
//! - [`mod@audit`]: every rule of a plan, in exact whole numbers, sharing nothing with the rows;
//! - [`transport`]: whom given places serve at best, by paths and not by a solver;
//! - [`serving`]: whom the places of a plan serve, by those paths;
//! - [`search`]: a plan of our own, found without a solver;
//! - [`mod@decide`]: propose, audit, forbid, ask again;
//! - [`outlook`]: what can be said before anything is decided;
//! - [`conflict`]: why there is no plan, in the words of the model, and the ways out;
//! - [`whatif`]: what is asked of a decision once it is made;
//! - [`runs`]: the folder of a run: written whole or not at all, and read back;
//! - [`sweep`]: many questions from one file, as tasks of machines that share a folder;
//! - [`report`]: everything a plan becomes on paper;
//! - [`verify`]: a run, checked from its files alone;
//! - [`baseline`]: what cases come to and the work they take, held against what is on record;
//! - `cli`: the commands, and the only place that prints (the feature `cli`, which is on unless it is turned off).
//!
//! # A plan from a program
//!
//! What most programs need stands at the root; `examples/library.rs` is a whole one.
//!
//! ```
//! use placewell::{Case, Highs, Limits, breaches, decide, well_located};
//!
//! // The small made-up dataset that `placewell new` writes.
//! let case = Case::open(std::path::Path::new("examples/starter/model.toml"))?;
//! let question = case.question();
//! let solver = Highs { seed: 0 };
//! let decision = decide(&question, &solver, Limits::default(), &mut |_, _| placewell::Going::On)?;
//!
//! assert!(breaches(&question, &decision.plan).is_empty(), "every rule is kept");
//! assert!(decision.proofs.coverage.is_proved(), "no plan has more");
//! assert_eq!(well_located(&question, &decision.plan), decision.proofs.coverage.value);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![deny(clippy::disallowed_methods, clippy::print_stdout, clippy::print_stderr)]

pub mod audit;
pub mod baseline;
pub mod bytes;
pub mod canaries;
pub mod case;
#[cfg(feature = "cli")]
pub mod cli;
pub mod conflict;
pub mod constraints;
pub mod decide;
pub mod domain;
pub mod formulate;
pub mod import;
pub mod kept;
pub mod milp;
pub mod model;
pub mod network;
pub mod objective;
pub mod outlook;
pub mod read;
pub mod reduce;
pub mod report;
pub mod roads;
pub mod runs;
pub mod search;
pub mod serving;
pub mod shipped;
pub mod solve;
pub mod starter;
pub mod sweep;
pub mod table;
pub mod transport;
pub mod verify;
pub mod whatif;

pub use audit::{Finding, audit, breaches, well_located};
pub use case::Case;
pub use decide::{Decision, NoDecision, Proof, Proofs, decide, serve_given};
pub use domain::{Instance, Money, Places, Plan, WellLocated};
pub use model::{Goal, Layers, Model, Question};
pub use read::{Mistake, Mistakes};
pub use report::run::Run;
pub use solve::{Going, Highs, Limits, Progress, Solver};
