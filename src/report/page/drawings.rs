//! What is drawn on the page: the maps, the bars and the waterfalls.

use serde::Serialize;

use super::Subject;
use super::bars::{self, Chart};
use super::bids::Bid;
use super::map::{Cartogram, Map};
use super::waterfall::{self, Waterfall};
use crate::report::run::{Counterpart, areas, funds};
use crate::table::Table;

/// The drawings.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Drawings {
    map: Map,
    cartogram: Cartogram,
    charts: [Chart; 5],
    waterfalls: Vec<Waterfall>,
}

impl Drawings {
    /// The drawings of a page.
    pub fn of(
        subject: &Subject<'_>,
        there: Option<&Counterpart<'_>>,
        [plan, regions, years]: [&Table; 3],
        bids: &[Bid],
    ) -> Self {
        let run = &subject.run;
        let land = subject.dataset.road_map.as_ref().map(|map| &map.land);
        let charts = [
            bars::regions(regions),
            bars::years(run, years),
            bars::funds(&funds::table(run)),
            bars::opening(years, regions),
            bars::standing(years),
        ];
        Self {
            map: Map::of(run, there, (land, plan), bids),
            cartogram: Cartogram::of(run.question.instance, &areas::table(run)),
            charts,
            waterfalls: waterfall::all(run, there, subject.frontiers),
        }
    }
}
