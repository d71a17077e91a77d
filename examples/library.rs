//! Decides a model from a program, without the command line, and tells what the plan funds.
//!
//! ```text
//! cargo run --release --example library --no-default-features [model]
//! ```

use std::path::Path;

use placewell::{Case, Going, Highs, Limits, audit, decide};

fn main() -> anyhow::Result<()> {
    let file = std::env::args().nth(1).unwrap_or_else(|| "examples/starter/model.toml".to_owned());
    let case = Case::open(Path::new(&file))?;
    let question = case.question();

    // Progress comes stage by stage, with the best so far and the bound on it; `Going::Stop` keeps the best so far.
    let mut watch = |stage, progress: placewell::Progress| {
        if let (Some(best), Some(bound)) = (progress.best, progress.bound) {
            eprintln!("{stage}: {best} of at most {bound}");
        }
        Going::On
    };
    let decision = decide(&question, &Highs { seed: 0 }, Limits::default(), &mut watch)?;

    // Every rule, checked in exact whole numbers by code that shares nothing with the solver's rows.
    let findings = audit(&question, &decision.plan);
    anyhow::ensure!(findings.iter().all(placewell::Finding::holds), "the plan breaks a rule");

    let places = decision.proofs.coverage;
    println!("{} well-located places, {}", places.value, if places.is_proved() { "proved" } else { "not proved" });
    for option in decision.plan.options(question.instance) {
        println!("{} {}: {}", question.instance[option.project].id, option.id, option.cost);
    }
    Ok(())
}
