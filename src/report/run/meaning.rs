//! What stands at the top of every answer: whose figures it is made of, what a well-located place is, and why there are halves.

use std::collections::BTreeSet;

use serde::Serialize;

use super::layers;
use crate::domain::{About, Standing};
use crate::model::{Model, Question};

/// What a place is worth that counts as one, in per cents.
const WHOLE: u8 = 100;

/// What a dataset says of itself, as JSON has it: nothing of what it does not say.
#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct ToldDataset {
    about: Option<String>,
    status: Option<&'static str>,
}

impl ToldDataset {
    /// Of the dataset of a question.
    pub fn of(question: &Question<'_>) -> Self {
        let told = question.instance.about();
        Self { about: told.map(|told| told.words.clone()), status: told.map(|told| told.standing.word()) }
    }
}

/// Four sentences at most.
pub(in crate::report) fn sentences(question: &Question<'_>) -> Vec<String> {
    let place = "A well-located place is one that a child of its kind of care uses within reach of home.";
    let of_dataset = [of_dataset(question.instance.about())].into_iter();
    of_dataset.chain(layers::sentence(question)).chain([place.to_owned(), of_halves(question.model)]).collect()
}

/// Whose figures they are.
fn of_dataset(about: Option<&About>) -> String {
    let Some(About { words, standing }) = about else {
        return "It is not said whether the figures are real, modelled or a draft: the dataset has no dataset.csv."
            .to_owned();
    };
    let standing = match standing {
        Standing::Modelled => "The figures are modelled.",
        Standing::Real => "The figures are real.",
        Standing::Draft => "The figures are a draft.",
    };
    let end = if words.ends_with(['.', '!', '?']) { "" } else { "." };
    format!("{standing} {words}{end}")
}

/// Why a number of places has a part of one.
fn of_halves(model: &Model) -> String {
    let bands = model.reach.values().flat_map(|reach| &reach.bands);
    let worths: BTreeSet<u8> = bands.map(|band| band.worth.percent()).collect();
    let parts: Vec<String> =
        worths.iter().rev().filter(|percent| **percent < WHOLE).map(|part| format!("{part}%")).collect();
    match (worths.contains(&WHOLE), parts.as_slice()) {
        (_, []) => "Each counts as a whole one, however far off within that reach.".to_owned(),
        (true, [half]) if half == "50%" => {
            "One near home counts 1 and one further off a half, so that there are halves.".to_owned()
        }
        (true, parts) => format!(
            "One near home counts 1 and one further off {} of that, so that there are parts of places.",
            parts.join(" or ")
        ),
        (false, parts) => {
            format!("One counts as {} of a place, so that there are parts of places.", parts.join(" or "))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;
    use crate::domain::Worth;
    use crate::model::Band;

    /// The sentence of the starter, its bands worth these per cents.
    fn said(percents: &[u8]) -> String {
        let mut case = Case::open(std::path::Path::new("examples/starter/model.toml")).expect("the starter");
        for reach in case.model.reach.values_mut() {
            let band = reach.bands[0];
            let of = |percent: &u8| Band { worth: Worth::from_percent(*percent).expect("a worth"), ..band };
            reach.bands = percents.iter().map(of).collect();
        }
        of_halves(&case.model)
    }

    #[test]
    fn halves_are_spoken_of_where_there_are_halves() {
        assert!(said(&[100, 50]).ends_with("a half, so that there are halves."));
        assert!(said(&[100]).starts_with("Each counts as a whole one"));
        assert!(said(&[100, 60, 30]).contains("counts 1 and one further off 60% or 30% of that"));
        assert!(said(&[80, 40]).starts_with("One counts as 80% or 40% of a place"));
    }

    #[test]
    fn a_dataset_that_does_not_say_what_it_is_is_said_not_to() {
        let about = |standing| Some(About { words: "Bids of March".to_owned(), standing });
        let told = |about: Option<About>| of_dataset(about.as_ref());
        assert!(told(None).starts_with("It is not said whether the figures are real, modelled or a draft"));
        assert_eq!(told(about(Standing::Real)), "The figures are real. Bids of March.");
        assert_eq!(told(about(Standing::Draft)), "The figures are a draft. Bids of March.");
    }
}
