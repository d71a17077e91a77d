//! What may be in a table once only.

use std::collections::HashMap;

use super::row::{Noted, Row};
use crate::domain::code_points;

/// Keys met so far in a table.
#[derive(Default)]
pub(super) struct Seen {
    /// Each key in small letters and with plain spaces, with how it was first written, and the line.
    first: HashMap<String, (String, u64)>,
}

impl Seen {
    /// Notes the key, and the mistake if it was met before or differs from one in its capitals or spaces alone.
    pub(super) fn meet(&mut self, row: &Row, column: &str, key: &str) -> Result<(), Noted> {
        let folded = key.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
        match self.first.get(&folded) {
            Some((other, line)) if other == key => Err(row.say(column, &format!("`{key}` is on line {line} already"))),
            Some((other, line)) => {
                let alone = if key.to_lowercase() == other.to_lowercase() { "capitals" } else { "capitals or spaces" };
                let odd = code_points(key).map_or_else(String::new, |odd| format!(" (the first holds {odd})"));
                let mistake =
                    format!("`{key}` and `{other}` on line {line} differ in {alone} alone{odd}; which is meant?");
                Err(row.say(column, &mistake))
            }
            None => {
                self.first.insert(folded, (key.to_owned(), row.line()));
                Ok(())
            }
        }
    }
}
