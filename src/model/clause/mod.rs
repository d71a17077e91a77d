//! Clauses: rules with a section of their own in a model; a family of them is one file.
//!
//! Such a file says how the section is read and written, what it says in words, which sums over the funded options it
//! limits, and how its number is changed. The rest follows from that and is the same for all: the rows that a solver is
//! told, the penalty in the search, the name in a conflict and how it is loosened, the settings of a frontier, what `order`
//! and `stress` make of it, and what `run.json` says. The check in [`mod@crate::audit`] alone is written apart, anew from the
//! sentence. A family that leaves something out does not compile.

use std::fmt::Debug;
use std::ops::{Deref, DerefMut};

use super::read::{Known, Section};
use super::{Bound, Measure, Model, Selector, Sense};
use crate::domain::{Index, Instance, ProjectOption};
use crate::read::Mistake;

/// What a family of clauses is, whether a model has it or not.
#[derive(Debug)]
pub struct ClauseFamily {
    /// Its name: of its section, its row labels and its check.
    pub name: &'static str,
    /// The rule in a sentence.
    pub rule: &'static str,
    /// The rule in symbols.
    pub maths: &'static str,
    /// Reads its section, if the model has one that is not off.
    pub(super) read: Read,
    /// Whether the row of `rules.csv` with this id speaks of an option, given by the columns of `plan.csv`.
    pub is_about: IsAbout,
}

/// Whether a row of this id speaks of an option, whose columns are asked for by name.
pub type IsAbout = fn(id: &str, column: &dyn Fn(&str) -> String) -> bool;

/// Reads a clause.
type Read = fn(Section<'_>, &Known<'_>, &mut Vec<Mistake>) -> Option<AnyClause>;

/// What a model states with a clause.
pub trait Clause: Debug {
    /// Its family.
    fn family(&self) -> &'static ClauseFamily;
    /// What it asks for, in a sentence with its numbers.
    fn sentence(&self) -> String;
    /// Who says so.
    fn source(&self) -> &str;
    /// Who says so, to be changed where its number is.
    fn source_mut(&mut self) -> &mut String;
    /// What its number counts.
    fn measure(&self) -> Measure;
    /// Its number.
    fn bound(&self) -> Bound;
    /// Which way that limits.
    fn sense(&self) -> Sense;
    /// Changes its number, to nought at least.
    fn set(&mut self, number: i64);
    /// The sums that its number limits.
    fn sums(&self, instance: &Instance, model: &Model) -> Vec<LimitedSum>;
    /// Its settings by key, as its section has them, without the source.
    fn settings(&self) -> Vec<(&'static str, Setting<'_>)>;
}

/// A setting of a clause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting<'a> {
    /// Its number.
    Bound(Bound),
    /// The options that it speaks of.
    Where(&'a Selector),
}

/// A sum over the funded options that a clause limits.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LimitedSum {
    /// What of the clause it is, as in `London, 2026-27`.
    pub label: String,
    /// The options that add to it, and how much.
    pub terms: Vec<(Index<ProjectOption>, i64)>,
}

impl LimitedSum {
    /// The most that the options can add up to.
    #[must_use]
    pub fn most(&self) -> i64 {
        self.terms.iter().map(|&(_, amount)| amount).sum()
    }
}

macro_rules! families {
    ($($module:ident::$clause:ident),+) => {
        $(mod $module; pub use $module::$clause;)+

        /// Every family of clauses.
        pub const CLAUSES: &[&ClauseFamily] = &[$(&$module::FAMILY),+];

        /// A clause of any family.
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub enum AnyClause {
            $(#[doc = concat!("[`", stringify!($clause), "`].")] $clause($clause)),+
        }

        impl Deref for AnyClause {
            type Target = dyn Clause;

            fn deref(&self) -> &(dyn Clause + 'static) {
                match self { $(Self::$clause(clause) => clause),+ }
            }
        }

        impl DerefMut for AnyClause {
            fn deref_mut(&mut self) -> &mut (dyn Clause + 'static) {
                match self { $(Self::$clause(clause) => clause),+ }
            }
        }
    };
}

families!(pace::Pace);

/// The clauses of a model, in the order of [`CLAUSES`].
pub(super) fn read(root: &mut Section<'_>, known: &Known<'_>, mistakes: &mut Vec<Mistake>) -> Vec<AnyClause> {
    let read = |family: &&ClauseFamily| {
        let entry = root.find(family.name)?;
        let mut section = Section::new(&entry.key, entry.node, mistakes)?;
        let off = section.truth("off", mistakes) == Some(true);
        (family.read)(section, known, mistakes).filter(|_| !off)
    };
    CLAUSES.iter().filter_map(read).collect()
}
