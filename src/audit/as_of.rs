//! What was planned and has begun stays, and nothing else has begun.

use super::Finding;
use crate::domain::{FinancialYear, Index, Money, Plan, ProjectOption};
use crate::model::Question;

pub(super) fn check(question: &Question<'_>, plan: &Plan) -> Vec<Finding> {
    let (instance, Some(as_of)) = (question.instance, question.model.as_of) else { return Vec::new() };
    let mut broken = Vec::new();
    for (position, option) in instance.options().iter().enumerate() {
        let is_funded = plan.funded.contains(&Index::new(position));
        let Some(begun) = first_before(option, as_of).filter(|_| is_funded != option.planned) else { continue };
        let name = format!("{}/{}", instance[option.project].id, option.id);
        broken.push(if option.planned {
            format!("{name} was planned, began in {begun} and is left out")
        } else {
            format!("{name} was not planned, and would have begun in {begun}")
        });
    }
    let rule = format!("What was planned and begun before {as_of} stays, and nothing else begins before it.");
    let source = "`as_of` of the model; the published plan of the dataset".to_owned();
    vec![Finding { source, ..Finding::none_broken("as_of", &rule, broken) }]
}

/// The first year before `as_of` in which an option starts or spends; nothing if it does neither.
fn first_before(option: &ProjectOption, as_of: FinancialYear) -> Option<FinancialYear> {
    let spends = option.spend.iter().filter(|(_, money)| *money > Money::ZERO).map(|(year, _)| *year);
    spends.chain([option.starts]).filter(|year| year.ends_in() < as_of.ends_in()).min_by_key(|year| year.ends_in())
}
