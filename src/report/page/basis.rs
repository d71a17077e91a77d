//! What of an answer is observed, what is modelled, and whose it is, as its dataset says of its own tables and bids.

use std::collections::BTreeSet;

use serde::Serialize;

use super::piece::Piece;
use super::said::{Said, and};
use crate::model::{MetricChoice, Model};
use crate::read::{Basis as Kind, Dataset, Source};
use crate::table::{Cell, Show};

/// The bids themselves, which say row by row whether they are modelled.
const BIDS: &str = "which bids there are";

/// The table that nobody asks about where no layer is chosen.
const LAYERS: &str = "demand_layers.csv";

/// The tables that a reader would ask about, in the words of the field, in the order in which they are told.
const TABLES: [(&str, &str); 12] = [
    ("options.csv", "what each bid builds and costs"),
    ("spend.csv", "spend by year"),
    ("demand.csv", "how many children need a place"),
    (LAYERS, "the layers of that need"),
    ("risks.csv", "what may go wrong"),
    ("links.csv", "which bids need each other"),
    ("areas.csv", "authorities and where their children live"),
    ("homes.csv", "the homes there are"),
    ("lines.csv", "the published programme"),
    ("road_edges.csv", "the roads"),
    ("distances.csv", "the distances"),
    ("match.csv", "what authorities can pay"),
];

/// What is said in `licence` where there is none to name.
const NO_LICENCE: [&str; 2] = ["not applicable", "not stated"];

/// The licence that has a sentence of its own, by how its versions begin.
const OPEN_GOVERNMENT: &str = "Open Government Licence";

/// What is observed and what is modelled: nothing is in two of its lists.
#[derive(Clone, Debug, Serialize)]
pub(in crate::report) struct Basis {
    /// What of the inputs was observed.
    pub observed: String,
    /// What of them was modelled; nothing where nothing was.
    pub modelled: Option<String>,
    /// What of them is in part the one and in part the other; nothing where nothing is.
    pub mixed: Option<Said>,
    /// What of the question is judged.
    pub judged: String,
    /// The most important of it.
    pub finding: Said,
}

/// Which of the two kinds a thing is of.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Of {
    Observed,
    Modelled,
    Both,
}

impl Basis {
    /// What a dataset says of its tables and bids, and a model of distance and reach.
    pub fn of(dataset: &Dataset, model: &Model) -> Self {
        let bids = bids(dataset);
        let is_asked = |file: &str| file != LAYERS || !model.demand_layers.is_empty();
        let tables = TABLES.iter().filter(|(file, _)| is_asked(file));
        let tables = tables.filter_map(|(file, words)| Some((table(&dataset.sources, file)?, *words)));
        let told: Vec<(Of, &str)> = [(bids, BIDS)].into_iter().chain(tables).collect();
        let named = |kind: Of| {
            let names: Vec<&str> = told.iter().filter(|(of, _)| *of == kind).map(|(_, words)| *words).collect();
            (!names.is_empty()).then(|| and(&names))
        };
        let observed = named(Of::Observed).map_or_else(
            || "None of the inputs is observed throughout, as the dataset says.".to_owned(),
            |names| format!("Observed: {names}."),
        );
        let modelled = named(Of::Modelled).map(|names| format!("Modelled: {names}. {}", caution("that")));
        let mixed = named(Of::Both).map(|names| {
            let said = Said::new(&format!("In part observed and in part modelled: {names}."));
            if bids == Of::Both { counts(said.words(" Of the bids "), dataset).words(".") } else { said }
        });
        // Where nothing is modelled throughout, what is so in part needs the same word.
        let mixed = match (&modelled, mixed) {
            (None, Some(said)) => Some(said.words(&format!(" {}", caution("what is modelled")))),
            (_, mixed) => mixed,
        };
        Self { observed, modelled, mixed, judged: judged(model), finding: finding(bids, dataset) }
    }
}

/// What is to be thought of a difference between plans.
fn caution(of: &str) -> String {
    format!("What differs between plans is a property of {of}, and no finding about a programme.")
}

/// Whether the bids are observed, by their rows.
fn bids(dataset: &Dataset) -> Of {
    match dataset.observed_bids {
        0 => Of::Modelled,
        all if all == dataset.instance.projects().len() => Of::Observed,
        _ => Of::Both,
    }
}

/// Whether a table is observed, by what is said of the whole of it; nothing where nothing is.
fn table(sources: &[Source], file: &str) -> Option<Of> {
    let kinds = |kind: Kind| sources.iter().any(|one| one.file == file && one.column == "*" && one.kind == kind);
    match (kinds(Kind::Observed), kinds(Kind::Modelled)) {
        (true, true) => Some(Of::Both),
        (true, false) => Some(Of::Observed),
        (false, true) => Some(Of::Modelled),
        (false, false) => None,
    }
}

/// How many bids are of which kind.
fn counts(said: Said, dataset: &Dataset) -> Said {
    let observed = dataset.observed_bids;
    let rows =
        |count: usize, word: &str| Piece::new(format!("projects ={word} basis"), &Cell::from(count), Show::Number);
    let said = said.counted(rows(observed, "observed"), ("is observed and ", "are observed and "));
    said.counted(rows(dataset.instance.projects().len() - observed, "modelled"), ("is modelled", "are modelled"))
}

/// How far is near, and how that is measured.
fn judged(model: &Model) -> String {
    let measured = match model.metric {
        MetricChoice::Road { .. } => "worked out along a map of main roads",
        MetricChoice::StraightLine => "in straight lines",
        MetricChoice::Matrix { .. } => "as a table of the dataset gives them",
    };
    format!("Judged: how far from home is near enough. Miles are {measured}.")
}

/// How far bids that are modelled can be trusted, in a sentence.
pub(in crate::report) fn caveat(dataset: &Dataset) -> String {
    let bids = match bids(dataset) {
        Of::Observed => return "The bids are those that were received, as the dataset says.".to_owned(),
        Of::Modelled => "The bids are modelled.".to_owned(),
        Of::Both => counts(Said::new("Of the bids "), dataset).words(".").text(),
    };
    format!("{bids} {}", caution("what is modelled"))
}

/// The most important of it, as a heading.
fn finding(bids: Of, dataset: &Dataset) -> Said {
    const TOLD: &str = "what is assumed and where each number comes from is told here.";
    match bids {
        Of::Modelled => Said::new("The bids are modelled; ").words(TOLD),
        Of::Both => counts(Said::new("Of the bids "), dataset).words("; ").words(TOLD),
        Of::Observed => Said::new("What is assumed and where each number comes from is told here."),
    }
}

/// Under which licences the tables of these datasets are, as they say; nothing of those that say nothing.
pub(in crate::report) fn licences(sources: &[Source]) -> Option<String> {
    let named = |one: &&Source| !NO_LICENCE.contains(&one.licence.as_str());
    let licences: BTreeSet<&str> = sources.iter().filter(named).map(|one| one.licence.as_str()).collect();
    let is_open = |licence: &&str| licence.starts_with(OPEN_GOVERNMENT);
    let (open, other): (Vec<&str>, Vec<&str>) = licences.into_iter().partition(is_open);
    let open =
        (!open.is_empty()).then(|| format!("Contains public sector information licensed under the {}.", and(&open)));
    let other = (!other.is_empty()).then(|| format!("Other sources of it: {}.", other.join("; ")));
    let said: Vec<String> = [open, other].into_iter().flatten().collect();
    (!said.is_empty()).then(|| said.join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::case::Case;

    fn starter() -> Case {
        Case::open(std::path::Path::new("examples/starter/model.toml")).expect("the starter")
    }

    #[test]
    fn what_is_made_up_is_called_modelled_and_the_miles_are_as_they_are_measured() {
        let case = starter();
        let basis = Basis::of(&case.dataset, case.question().model);
        assert_eq!(basis.observed, "None of the inputs is observed throughout, as the dataset says.");
        assert!(basis.modelled.expect("all is").starts_with("Modelled: which bids there are, "));
        assert!(basis.judged.ends_with("Miles are in straight lines."), "{}", basis.judged);
        assert_eq!(licences(&case.dataset.sources), None, "a licence is told where the dataset names one");
    }

    #[test]
    fn bids_of_both_kinds_are_counted_and_nothing_is_in_two_lists() {
        let case = starter();
        let mut dataset = case.dataset.clone();
        dataset.observed_bids = 2;
        let kinds = [("options.csv", "Licence B"), ("spend.csv", "Open Government Licence v3.0")];
        let more = kinds.map(|(file, licence)| Source {
            file: file.to_owned(),
            licence: licence.to_owned(),
            kind: Kind::Observed,
            ..dataset.sources[0].clone()
        });
        dataset.sources.extend(more);
        let basis = Basis::of(&dataset, case.question().model);
        let all = dataset.instance.projects().len() - 2;
        let mixed = basis.mixed.expect("some are of both").text();
        let wanted = format!(
            "In part observed and in part modelled: which bids there are, what each bid builds and costs and spend by \
             year. Of the bids 2 are observed and {all} are modelled."
        );
        assert_eq!(mixed, wanted);
        let lists = [basis.observed.as_str(), basis.modelled.as_deref().expect("more is"), &mixed];
        for (_, words) in TABLES.iter().chain(&[("projects.csv", BIDS)]) {
            assert!(lists.iter().filter(|list| list.contains(words)).count() <= 1, "{words}: {lists:?}");
        }
        let told = licences(&dataset.sources).expect("two licences");
        assert_eq!(
            told,
            "Contains public sector information licensed under the Open Government Licence v3.0. Other sources of it: \
             Licence B."
        );
    }
}
