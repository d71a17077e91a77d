//! The formulation: one file a family of constraints; [`FAMILIES`] is the list of them. The rows of the families of
//! [`crate::model::CLAUSES`] follow from what those say, and are stated by one file for all.
//!
//! A family turns a [`Question`] into labelled rows. The exact check of the same rule, written from its sentence and
//! sharing nothing with these rows, has the same name in [`mod@crate::audit`].

mod as_of;
mod capacity;
mod clauses;
mod coverage_floor;
mod demand;
mod envelope;
mod fixes;
mod funds;
mod limits;
mod links;
mod match_funding;
mod money_row;
mod one_option;
mod unknowns;

pub(crate) use clauses::{add_extreme, state_clauses};
pub(crate) use coverage_floor::portions;
pub(crate) use funds::add_shortfall;
pub(crate) use money_row::{split, unit};
pub use unknowns::{Serving, Unknowns};

use crate::milp::Milp;
use crate::model::{CLAUSES, Question};
use crate::network::Network;

/// A family of constraints.
#[derive(Debug)]
pub struct Family {
    /// Its name: of its file, its row labels and its check.
    pub name: &'static str,
    /// The rule in a sentence.
    pub rule: &'static str,
    /// The rule in symbols.
    pub maths: &'static str,
    /// What it speaks of.
    pub part: Part,
    /// Adds its rows to the program.
    pub state: fn(&Question<'_>, &Unknowns, &mut Milp),
}

/// What a family speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    /// What is funded.
    Choosing,
    /// Whom each place serves.
    Serving,
    /// What a region must have.
    Floor,
}

/// The rows that tie places to children over `network`, and the terms in them, without a coverage floor.
pub(crate) fn size_of_serving(network: &Network) -> (usize, usize) {
    let ((rows, terms), (more_rows, more_terms)) = (capacity::size(network), demand::size(network));
    (rows + more_rows, terms + more_terms)
}

/// Every family that rows are stated of, those of [`CLAUSES`] too: its name, its rule in a sentence and in symbols.
pub fn every_family() -> impl Iterator<Item = (&'static str, &'static str, &'static str)> {
    let stated = FAMILIES.iter().map(|family| (family.name, family.rule, family.maths));
    stated.chain(CLAUSES.iter().map(|family| (family.name, family.rule, family.maths)))
}

/// Every family but those of [`CLAUSES`], in the order its rows are stated.
pub const FAMILIES: [Family; 11] = [
    one_option::FAMILY,
    fixes::FAMILY,
    as_of::FAMILY,
    capacity::FAMILY,
    demand::FAMILY,
    envelope::FAMILY,
    funds::FAMILY,
    match_funding::FAMILY,
    limits::FAMILY,
    coverage_floor::FAMILY,
    links::FAMILY,
];
