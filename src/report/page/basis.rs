//! What of an answer is certain and what is modelled, as its dataset says of its own tables.

use serde::Serialize;

use super::said::and;
use crate::model::{MetricChoice, Model};
use crate::read::{Basis as Kind, Source};

/// The tables that a reader would ask about, in the words of the field, in the order in which they are told.
const TABLES: [(&str, &str); 12] = [
    ("projects.csv", "which bids there are"),
    ("options.csv", "what each bid builds and costs"),
    ("spend.csv", "spend by year"),
    ("demand.csv", "how many children need a place"),
    ("risks.csv", "what may go wrong"),
    ("links.csv", "which bids need each other"),
    ("areas.csv", "authorities and where their children live"),
    ("homes.csv", "the homes there are"),
    ("lines.csv", "the published programme"),
    ("road_edges.csv", "the roads"),
    ("distances.csv", "the distances"),
    ("match.csv", "what authorities can pay"),
];

/// What is certain and what is modelled, in sentences.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Basis {
    /// What of the inputs was observed.
    pub observed: String,
    /// What of them, and of the question, was modelled.
    pub modelled: Vec<String>,
    /// The most important of it.
    pub finding: &'static str,
}

impl Basis {
    /// What the sources of a dataset say of its tables, and a model of distance and reach.
    pub fn of(sources: &[Source], model: &Model) -> Self {
        let told = |kind: Kind| {
            let is_so =
                |file: &str| sources.iter().any(|one| one.file == file && one.column == "*" && one.kind == kind);
            TABLES.iter().filter(|(file, _)| is_so(file)).map(|(_, words)| *words).collect::<Vec<_>>()
        };
        let observed = match told(Kind::Observed).as_slice() {
            [] => "None of the inputs is observed, as the dataset says.".to_owned(),
            names => format!("Observed: {}.", and(names)),
        };
        let modelled = match told(Kind::Modelled).as_slice() {
            [] => Vec::new(),
            names => vec![format!(
                "Modelled: {}. What differs between plans is a property of that, and no finding about a programme.",
                and(names)
            )],
        };
        let are_bids = sources.iter().any(|one| one.file == TABLES[0].0 && one.kind == Kind::Modelled);
        let finding = if are_bids {
            "The bids are modelled; what is assumed and where each number comes from is told here."
        } else {
            "What is assumed, and where each number comes from, is told here."
        };
        Self { observed, modelled: modelled.into_iter().chain([miles(model)]).collect(), finding }
    }
}

/// How far is near, and how that is measured.
fn miles(model: &Model) -> String {
    let measured = match model.metric {
        MetricChoice::Road { .. } => "worked out along a map of main roads",
        MetricChoice::StraightLine => "in straight lines",
        MetricChoice::Matrix { .. } => "as a table of the dataset gives them",
    };
    format!("Judged: how far from home is near enough. Miles are {measured}.")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;

    #[test]
    fn what_is_made_up_is_called_modelled_and_the_miles_are_as_they_are_measured() {
        let case = Case::open(std::path::Path::new("examples/starter/model.toml")).expect("the starter");
        let basis = Basis::of(&case.dataset.sources, case.question().model);
        assert_eq!(basis.observed, "None of the inputs is observed, as the dataset says.");
        assert!(basis.modelled[0].starts_with("Modelled: which bids there are, "), "{basis:?}");
        assert!(basis.modelled[1].ends_with("Miles are in straight lines."), "{basis:?}");
    }
}
