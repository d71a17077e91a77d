//! A choice of options, kept or not.

use std::collections::BTreeSet;

use placewell::domain::{Index, Instance, ProjectOption};

/// Some of the options of a problem, one bit each.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Subset(u32);

impl Subset {
    /// Every subset of this many options, two of one project among them.
    pub fn all(options: usize) -> impl Iterator<Item = Self> {
        (0..1_u32 << options).map(Self)
    }

    /// No options.
    pub const NONE: Self = Self(0);

    /// The same with one more.
    pub const fn with(self, option: usize) -> Self {
        Self(self.0 | 1 << option)
    }

    /// The same with one fewer.
    pub const fn without(self, option: usize) -> Self {
        Self(self.0 & !(1 << option))
    }

    /// Whether an option is among them.
    pub const fn holds(self, option: usize) -> bool {
        self.0 >> option & 1 == 1
    }

    /// The options, in order.
    pub fn of(self, instance: &Instance) -> impl Iterator<Item = &ProjectOption> {
        instance.options().iter().enumerate().filter(move |(at, _)| self.holds(*at)).map(|(_, option)| option)
    }

    /// The options as a plan names them.
    pub fn funded(self, instance: &Instance) -> BTreeSet<Index<ProjectOption>> {
        instance.option_indices().filter(|option| self.holds(option.position())).collect()
    }
}
