//! What may be in a table once only.

use std::collections::BTreeMap;

use super::row::{Row, Told};

/// Keys met so far in a table, each with its line.
#[derive(Default)]
pub(super) struct Seen {
    /// As written.
    exact: BTreeMap<String, u64>,
    /// In small letters, with how it was written.
    folded: BTreeMap<String, (String, u64)>,
}

impl Seen {
    /// Notes the key, and the mistake if it was met before or differs from one in its capitals alone.
    pub(super) fn meet(&mut self, row: &Row, column: &str, key: &str) -> Result<(), Told> {
        if let Some(line) = self.exact.get(key) {
            return Err(row.say(column, &format!("`{key}` is on line {line} already")));
        }
        self.exact.insert(key.to_owned(), row.line());
        let folded = key.to_lowercase();
        if let Some((other, line)) = self.folded.get(&folded) {
            let mistake = format!("`{key}` and `{other}` on line {line} differ in capitals alone; which is meant?");
            return Err(row.say(column, &mistake));
        }
        self.folded.insert(folded, (key.to_owned(), row.line()));
        Ok(())
    }
}
