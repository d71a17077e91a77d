//! Placewell chooses which children's-home capital projects to fund within an envelope, and shows why.

pub mod domain;
pub mod roads;
