//! The makers of made-up datasets: a seed or plain tables → instance → tables and a model.

mod convert;
mod draw;
mod generate;
mod instance;
mod model;
mod plan;
#[path = "../england/random.rs"]
mod random;
#[path = "../england/share.rs"]
mod share;
mod tables;

use std::path::Path;

pub(crate) use convert::Metric;
pub(crate) use generate::{Contest, Order};

/// Makes a dataset up and writes it to `folder`, with its model beside it.
///
/// # Errors
///
/// If nothing of this size can be made up, or a file cannot be written.
pub(crate) fn generate(order: &Order, folder: &Path) -> anyhow::Result<()> {
    tables::write(&generate::instance(order)?, folder)
}

/// Converts the plain tables in `from` and writes the dataset to `folder`, with its model beside it.
///
/// # Errors
///
/// If a table cannot be read or a file cannot be written.
pub(crate) fn convert(from: &Path, metric: Metric, folder: &Path) -> anyhow::Result<()> {
    tables::write(&convert::instance(from, metric)?, folder)
}
