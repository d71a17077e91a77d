//! The solver, what is asked of it, and what is made of its answers.

mod canaries;
mod conflicts;
mod kept_answers;
mod sizes;
mod solver_contract;
mod stopping;
mod tight;
