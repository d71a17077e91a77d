//! What is doubtful of the questions that a frontier puts, and is not of the one that its model puts: each is told once,
//! with the first setting at which it is so.

use std::collections::BTreeMap;

use super::parameter::{Parameter, Relaxes, Setting};
use crate::case::Case;
use crate::domain::Doubt;

/// The doubts of the settings, with what the model says of each. Envelopes are doubted with other money.
#[must_use]
pub fn doubts(case: &Case, parameter: &Parameter, settings: &[Setting]) -> Vec<Doubt> {
    if *parameter == Parameter::Envelope {
        return Vec::new();
    }
    // A number that asks for nothing is how the question is put without it.
    let is_without = |setting: &Setting| setting.amount == 0 && parameter.relaxes(&case.model) == Relaxes::Falling;
    let mut found: BTreeMap<(String, String), (Setting, String, usize)> = BTreeMap::new();
    for setting in settings.iter().filter(|setting| !is_without(setting)) {
        for doubt in case.doubts_of(&parameter.turned(&case.model, *setting)) {
            // The same is said of many settings in the same words, but for the numbers.
            let words = doubt.words.chars().filter(|letter| !letter.is_ascii_digit()).collect();
            found.entry((doubt.id, words)).or_insert((*setting, doubt.words, 0)).2 += 1;
        }
    }
    let doubt = |((id, _), (setting, words, count)): ((String, String), (Setting, String, usize))| {
        let more = match count {
            1 => String::new(),
            2 => ", and at one more".to_owned(),
            many => format!(", and at {} more", many - 1),
        };
        let thing = id.replace('[', ":").replace(']', "");
        let doubt = Doubt::of("odd-setting", &thing, format!("{} at {setting}{more}: {words}", parameter.word()));
        Doubt { answer: case.model.answer(&doubt), ..doubt }
    };
    found.into_iter().map(doubt).collect()
}
