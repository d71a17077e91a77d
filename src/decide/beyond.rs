//! What lies beyond a group that plans for itself: whom all places serve at best once its plan is done.

use crate::domain::{Flow, Plan};
use crate::model::Question;
use crate::serving::nearest_flows;

/// The question of all areas, and whom the places that stand anywhere and those of `plan` serve at best; nothing where no
/// group plans. What others fund is not known, so beyond the group only what stands is counted.
#[must_use]
pub fn beyond<'a>(question: &Question<'a>, plan: &Plan) -> Option<(Question<'a>, Vec<Flow>)> {
    let planner = question.instance.planner()?;
    let whole = Question { instance: &planner.whole, ..*question };
    let funded = planner.of_whole(question.instance, plan).funded;
    let flows = nearest_flows(&whole, &funded);
    Some((whole, flows))
}
