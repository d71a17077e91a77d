//! Placewell chooses which children's-home capital projects to fund within an envelope, and shows why.

pub mod audit;
pub mod case;
pub mod cli;
pub mod constraints;
pub mod decide;
pub mod domain;
pub mod formulate;
pub mod model;
pub mod objective;
pub mod outlook;
pub mod program;
pub mod read;
pub mod report;
pub mod roads;
pub mod solve;
