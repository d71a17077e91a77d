//! What has changed since a mark, to be taken back: a search tries many changes and keeps few of them, so that what a
//! try costs is what it changes, however many pairs there are.

use super::Transport;

/// The changes since the mark, the first of them first; none are noted before there is a mark.
#[derive(Clone, Debug, Default)]
pub(super) struct Journal(Option<Vec<Entry>>);

/// A number, and by how much it grew.
#[derive(Clone, Copy, Debug)]
enum Entry {
    Flow(usize, i64),
    Idle(usize, i64),
    Unmet(usize, i64),
    Price(usize, i64),
}

impl Journal {
    fn note(&mut self, entry: Entry) {
        if let Some(entries) = &mut self.0 {
            entries.push(entry);
        }
    }
}

impl Transport {
    /// Sets a mark at the flow there is, and forgets the mark before.
    pub fn mark(&mut self) {
        self.journal.0.get_or_insert_default().clear();
    }

    /// Goes back to the mark.
    ///
    /// # Panics
    ///
    /// If no mark was set.
    pub fn back(&mut self) {
        let entries = self.journal.0.as_mut().expect("a mark was set");
        while let Some(entry) = entries.pop() {
            match entry {
                Entry::Flow(pair, places) => self.state.add(pair, self.pairs[pair], -places),
                Entry::Idle(supply, places) => self.state.idle[supply] -= places,
                Entry::Unmet(demand, places) => self.state.unmet[demand] -= places,
                Entry::Price(node, amount) => self.state.prices[node] -= amount,
            }
        }
    }

    pub(super) fn add_flow(&mut self, pair: usize, places: i64) {
        self.state.add(pair, self.pairs[pair], places);
        self.journal.note(Entry::Flow(pair, places));
    }

    pub(super) fn add_idle(&mut self, supply: usize, places: i64) {
        self.state.idle[supply] += places;
        self.journal.note(Entry::Idle(supply, places));
    }

    pub(super) fn add_unmet(&mut self, demand: usize, places: i64) {
        self.state.unmet[demand] += places;
        self.journal.note(Entry::Unmet(demand, places));
    }

    pub(super) fn add_price(&mut self, node: usize, amount: i64) {
        self.state.prices[node] += amount;
        self.journal.note(Entry::Price(node, amount));
    }
}
