//! The made-up dataset: `examples/starter` of the repository, byte for byte.

use super::Started;
use crate::shipped::Example;

/// Its README, the second half of which says of any dataset how it is written, column by column.
pub(super) const README: &str = include_str!("../../examples/starter/README.md");

/// The made-up dataset with its model.
#[must_use]
pub fn example() -> Started {
    Started {
        files: Example::Small.files(),
        about: "Three authorities, two homes and eight bids: all of it is made up.".to_owned(),
    }
}
