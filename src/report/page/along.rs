//! What a frontier finds, in a sentence: what its first and its best settings give, and where nothing more is gained.

use super::piece::Piece;
use super::said::Said;
use crate::report::run::Run;
use crate::report::whatif::frontier::table;
use crate::table::{Show, Table};
use crate::whatif::frontier::Frontier;
use crate::whatif::parameter::{Parameter, Scale};

/// The sentence; nothing where no setting is proved.
pub(super) fn finding(run: &Run<'_>, frontier: &Frontier) -> Option<Said> {
    let rows = table(run.question.instance, frontier);
    let points = &frontier.points;
    let proved: Vec<usize> =
        (0..points.len()).filter(|&at| points[at].is_proved() && points[at].found.is_some()).collect();
    let located = |at: usize| points[at].found.as_ref().map(|found| found.well_located);
    let (&first, &last) = (proved.first()?, proved.last()?);
    let scale = points[first].setting.scale;
    let setting = |said: Said, at| set(said, &rows, at, scale);
    let places = |at| Piece::of(&rows, at, "well_located_places");
    let best = proved.iter().copied().max_by_key(|&at| (located(at), std::cmp::Reverse(at)))?;
    let nouns = ("well-located place", "well-located places");
    let noun = if frontier.parameter == Parameter::Envelope { "an envelope of " } else { "a setting of " };
    let said = setting(Said::new("Chosen anew, ").words(noun), first).words(" gives ").counted(places(first), nouns);
    if located(first) == located(last) {
        return Some(if first == last {
            said.words(".")
        } else {
            setting(said.words(", and so does one of "), last).words(".")
        });
    }
    if best == first {
        return Some(setting(said.words(", and one of "), last).words(" gives ").number(places(last)).words("."));
    }
    let said = setting(said.words(" and one of "), best).words(" gives ").number(places(best));
    let is_flat = best < last && located(best) == located(last);
    Some(if is_flat {
        setting(said.words("; nothing is gained beyond that, up to "), last).words(".")
    } else {
        said.words(".")
    })
}

/// And then a setting, with its unit.
fn set(said: Said, rows: &Table, at: usize, scale: Scale) -> Said {
    let piece = Piece::shown(rows, at, "setting", Show::Millions);
    match scale {
        Scale::Pounds => said.millions(piece),
        Scale::Thousandths => said.number(piece).words("%"),
        Scale::Tenths => said.number(piece).words(" miles"),
        Scale::Count => said.number(piece),
    }
}
