//! Positions in a [`Instance`](super::Instance)'s tables, each of its own type.

use std::fmt;
use std::marker::PhantomData;

/// The position of a `T` in its table, which is sorted by id: so indices sort as ids do.
pub struct Index<T> {
    position: usize,
    table: PhantomData<fn() -> T>,
}

impl<T> Index<T> {
    /// The `position`-th row, counting from nought.
    #[must_use]
    pub const fn new(position: usize) -> Self {
        Self { position, table: PhantomData }
    }

    /// The position, counting from nought.
    #[must_use]
    pub const fn position(self) -> usize {
        self.position
    }
}

impl<T> Clone for Index<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Index<T> {}

impl<T> PartialEq for Index<T> {
    fn eq(&self, other: &Self) -> bool {
        self.position == other.position
    }
}

impl<T> Eq for Index<T> {}

impl<T> PartialOrd for Index<T> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl<T> Ord for Index<T> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.position.cmp(&other.position)
    }
}

impl<T> std::hash::Hash for Index<T> {
    fn hash<H: std::hash::Hasher>(&self, state: &mut H) {
        self.position.hash(state);
    }
}

impl<T> fmt::Debug for Index<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{}", self.position)
    }
}
