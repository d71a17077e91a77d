//! How far each site is from each area.

use super::{Area, Index, Miles, Site};

/// The miles from every site to every area within the longest reach.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Distances {
    /// By site: areas in order, with the miles to each.
    rows: Vec<Vec<(Index<Area>, Miles)>>,
}

impl Distances {
    /// One row a site, in site order; rows are sorted here.
    ///
    /// # Panics
    ///
    /// If a row names an area twice.
    #[must_use]
    pub fn new(mut rows: Vec<Vec<(Index<Area>, Miles)>>) -> Self {
        for row in &mut rows {
            row.sort_unstable();
            assert!(row.windows(2).all(|pair| pair[0].0 != pair[1].0), "an area has two distances from one site");
        }
        Self { rows }
    }

    /// Of every site, in order: the areas within the longest reach, in order, with the miles to each.
    pub fn rows(&self) -> impl Iterator<Item = &[(Index<Area>, Miles)]> {
        self.rows.iter().map(Vec::as_slice)
    }

    /// The areas within the longest reach of `site`, in order, with the miles to each.
    #[must_use]
    pub fn from_site(&self, site: Index<Site>) -> &[(Index<Area>, Miles)] {
        self.rows.get(site.position()).map_or(&[], Vec::as_slice)
    }

    /// The miles from `site` to `area`, or `None` beyond the longest reach and where there is no way.
    #[must_use]
    pub fn between(&self, site: Index<Site>, area: Index<Area>) -> Option<Miles> {
        let row = self.from_site(site);
        let found = row.binary_search_by_key(&area, |pair| pair.0).ok()?;
        Some(row[found].1)
    }
}
