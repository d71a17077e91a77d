//! The regret of a plan that was chosen for the least, by scenario of demand.

use serde::Serialize;

use super::beside::Beside;
use super::grid::{Grid, Take};
use super::piece::Piece;
use crate::table::{Show, Table};

/// The plan in each scenario.
const OF_SCENARIOS: [Take; 6] = [
    Take::One("scenario", "Scenario"),
    Take::One("children", "Children in need"),
    Take::One("best_found", "Best plan found"),
    Take::One("well_located_places", "This plan"),
    Take::One("regret_at_most", "Regret, at most"),
    Take::One("largest", "Largest"),
];

/// The best plan of each scenario in each of them.
const OF_BEST: [Take; 5] = [
    Take::One("plan", "Best plan of"),
    Take::One("dfe_cost_gbp", "DfE cost, £m"),
    Take::One("scenario", "In"),
    Take::One("well_located_places", "Well-located places"),
    Take::One("regret_at_most", "Regret, at most"),
];

/// The section of the page.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Regrets {
    /// The folder that its numbers stand in.
    from: String,
    /// How small the largest regret of any plan may be.
    least: Piece,
    grids: [Grid; 2],
}

/// The section, of the tables of regret.
pub(super) fn section(beside: &Beside<Vec<Table>>) -> Regrets {
    let table = |name: &str| beside.told.iter().find(|table| table.name == name).expect("a table of every regret");
    let (regret, of_best) = (table("regret"), table("regret_of_best"));
    Regrets {
        from: beside.name.clone(),
        least: Piece::shown(regret, 0, "no_plan_below", Show::Number),
        grids: [
            Grid::all("regret-scenarios", "This plan in each scenario, in well-located places", regret, &OF_SCENARIOS),
            Grid::all("regret-best", "What planning for one scenario alone would risk", of_best, &OF_BEST),
        ],
    }
}
