//! Every doubt of a case, and the answers that its model gives.

use std::collections::BTreeSet;

use super::{begun, idle, layers, odd, unlikely};
use crate::domain::{Doubt, Instance, OF_SETTINGS};
use crate::model::{Accept, Model};
use crate::read::nearest;

/// The kind of doubt that an answer answers nothing.
const NEEDLESS: &str = "needless-accept";

/// Adds to what is doubtful of the dataset what is doubtful of the question, and what the model says of it.
pub(super) fn settle(model: &Model, instance: &Instance, doubts: &mut Vec<Doubt>) {
    doubts.extend(of_question(model, instance));
    // That an answer answers nothing is a doubt too, and may be answered.
    let (of_these, of_others): (Vec<&Accept>, Vec<&Accept>) =
        model.accepts.iter().partition(|accept| Doubt::kind_of(&accept.id) == NEEDLESS);
    for accepts in [of_others, of_these] {
        let needless: Vec<Doubt> = accepts.into_iter().filter_map(|accept| needless(accept, doubts)).collect();
        doubts.extend(needless);
    }
    for doubt in doubts.iter_mut() {
        doubt.answer = model.answer(doubt);
    }
}

/// Takes away what [`settle`] added, so that another question can be put to the dataset.
pub(super) fn unsettle(model: &Model, instance: &Instance, doubts: &mut Vec<Doubt>) {
    let added: Vec<String> = of_question(model, instance).into_iter().map(|doubt| doubt.id).collect();
    doubts.retain(|doubt| !added.contains(&doubt.id) && !doubt.id.starts_with(NEEDLESS));
}

/// What is doubtful of the question that `model` puts.
pub(super) fn of_question(model: &Model, instance: &Instance) -> Vec<Doubt> {
    let idle = idle::doubts(model, instance).into_iter().chain(layers::doubts(model, instance));
    let doubts = odd::doubts(model, instance).into_iter().chain(idle);
    let all = doubts.chain(begun::doubts(model, instance)).chain(unlikely::doubts(model, instance)).collect::<Vec<_>>();
    // Of a limit with too many noughts it goes without saying that it changes nothing.
    let large: BTreeSet<String> =
        all.iter().filter_map(|doubt| doubt.id.strip_prefix("large-bound")).map(str::to_owned).collect();
    let mut told = BTreeSet::new();
    let is_said = |doubt: &Doubt| doubt.id.strip_prefix("idle-rule").is_some_and(|of| large.contains(of));
    all.into_iter().filter(|doubt| !is_said(doubt) && told.insert(doubt.id.clone())).collect()
}

/// That an answer is of no doubt that there is.
fn needless(Accept { id, .. }: &Accept, doubts: &[Doubt]) -> Option<Doubt> {
    let ids = || doubts.iter().map(|doubt| doubt.id.as_str());
    let hint = || nearest(id, ids()).map_or_else(String::new, |hint| format!(", or was `{hint}` meant?"));
    // What may be doubted of the settings of a frontier is known only where there is one.
    let is_known = ids().any(|known| known == id) || OF_SETTINGS.contains(&Doubt::kind_of(id));
    (!is_known).then(|| {
        let words = format!("[[accept]] answers `{id}`, which nothing doubts: take it away{}", hint());
        Doubt::of(NEEDLESS, id, words)
    })
}
