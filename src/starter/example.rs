//! The made-up dataset: `examples/starter` of the repository, byte for byte.

use super::{MODEL, Started};

/// Its README, the second half of which says of any dataset how it is written, column by column.
pub(super) const README: &str = include_str!("../../examples/starter/README.md");

/// Its tables.
const TABLES: [(&str, &str); 13] = [
    ("inputs/areas.csv", include_str!("../../examples/starter/inputs/areas.csv")),
    ("inputs/assumptions.csv", include_str!("../../examples/starter/inputs/assumptions.csv")),
    ("inputs/care_types.csv", include_str!("../../examples/starter/inputs/care_types.csv")),
    ("inputs/dataset.csv", include_str!("../../examples/starter/inputs/dataset.csv")),
    ("inputs/demand.csv", include_str!("../../examples/starter/inputs/demand.csv")),
    ("inputs/homes.csv", include_str!("../../examples/starter/inputs/homes.csv")),
    ("inputs/lines.csv", include_str!("../../examples/starter/inputs/lines.csv")),
    ("inputs/links.csv", include_str!("../../examples/starter/inputs/links.csv")),
    ("inputs/options.csv", include_str!("../../examples/starter/inputs/options.csv")),
    ("inputs/projects.csv", include_str!("../../examples/starter/inputs/projects.csv")),
    ("inputs/risks.csv", include_str!("../../examples/starter/inputs/risks.csv")),
    ("inputs/sources.csv", include_str!("../../examples/starter/inputs/sources.csv")),
    ("inputs/spend.csv", include_str!("../../examples/starter/inputs/spend.csv")),
];

/// The made-up dataset with its model.
#[must_use]
pub fn example() -> Started {
    let about = [("README.md", README), (MODEL, include_str!("../../examples/starter/model.toml"))];
    let files = about.into_iter().chain(TABLES);
    Started {
        files: files.map(|(name, text)| (name.to_owned(), text.as_bytes().to_vec())).collect(),
        about: "Three authorities, two homes and eight bids: all of it is made up.".to_owned(),
    }
}
