//! Questions made by chance: those of `tests/brute_force.rs`.
#![expect(dead_code, reason = "what finds the best answers stands beside what makes the questions")]

#[path = "../brute_force/asks.rs"]
mod asks;
#[path = "../brute_force/case.rs"]
pub mod case;
#[path = "../brute_force/data.rs"]
mod data;
#[path = "../brute_force/dice.rs"]
mod dice;
#[path = "../brute_force/paths.rs"]
mod paths;
#[path = "../brute_force/price.rs"]
mod price;
#[path = "../brute_force/score.rs"]
mod score;
#[path = "../brute_force/serving.rs"]
mod serving;
#[path = "../brute_force/subset.rs"]
mod subset;
#[path = "../brute_force/verdict.rs"]
mod verdict;
