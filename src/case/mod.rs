//! A case: a model and its dataset, read, checked against each other and measured, ready to be decided.

#![deny(clippy::arithmetic_side_effects)]

mod adjust;
mod begun;
mod doubts;
mod edited;
mod edits;
mod fit;
mod idle;
mod layers;
mod limits;
mod miles;
mod odd;
mod told;
mod unlikely;
mod untouched;
mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use crate::domain::{CareType, Distances, Doubt, Index, Instance, LayerId, Miles, Plan, Site};
use crate::model::{Draft, Layers, MetricChoice, Model, Place, Question, Reach};
use crate::read::{Dataset, Mistake, Mistakes, Parsed, Strictness, read_dataset, read_matrix};
use crate::roads::{Metric, Origin, Survey, has_more_pairs, survey, survey_kept};
use adjust::planned;
use doubts::settle;
pub use edited::{
    COST_COLUMNS, COSTS, Edited, LIMIT_COLUMNS, LIMITS, STATUS_COLUMNS, STATUSES, WHAT_IF, WHAT_IF_COLUMNS,
};
use fit::{unfit, unknown_overruns, unserved};
use layers::{layered, relayered};
pub use limits::{Limit, limits};
pub use untouched::{
    DIGESTED, INPUT, INPUTS_HEADING, NOT_CARRIED, RESULT, SHEETS_HEADING, VERSION, beside_bound, beside_cost,
    beside_status, digests_on,
};

/// A model, its dataset and the distances between its places.
#[derive(Clone, Debug)]
pub struct Case {
    /// What is asked.
    pub model: Model,
    /// What is known.
    pub dataset: Dataset,
    /// How far things are apart, and how well that is known.
    pub survey: Survey,
    /// Every file that was read, with the digest of its bytes: the model first.
    pub parsed: Vec<Parsed>,
    /// Where each named part of the model is written, by its section, as in `rule[open-new-places]`.
    pub written: BTreeMap<String, Place>,
    /// What was changed by hand, where it was put as a workbook.
    pub edited: Option<Edited>,
    /// Whether only strict forms were read.
    pub strictness: Strictness,
    /// Where the distances came from.
    pub origin: Origin,
    /// Why the distances could not be kept where they were to be.
    pub unkept: Option<String>,
}

impl Case {
    /// Reads the model in `file`, which may be a workbook edited by hand, and its dataset, and measures the distances.
    ///
    /// # Errors
    ///
    /// Every mistake in every file.
    pub fn open(file: &Path) -> Result<Self, Mistakes> {
        Self::open_layers(&Layers::of(file))
    }

    /// As [`Case::open`], with what is laid over the model.
    ///
    /// # Errors
    ///
    /// Every mistake in every file, and in every value that is set; and if anything is laid over a workbook.
    pub fn open_layers(layers: &Layers) -> Result<Self, Mistakes> {
        Self::open_kept(layers, None)
    }

    /// As [`Case::open_layers`]; distances by road are kept in the folder `kept`, where one is given, and taken from there
    /// where nothing that they depend on has changed.
    ///
    /// # Errors
    ///
    /// As [`Case::open_layers`].
    pub fn open_kept(layers: &Layers, kept: Option<&Path>) -> Result<Self, Mistakes> {
        if let Some(mistake) = wanted::instead_of_model(&layers.model) {
            return Err(Mistakes::from(mistake));
        }
        if !edited::is_workbook(&layers.model) {
            return Self::open_model(layers, kept);
        }
        if !layers.is_bare() {
            let mistake = "nothing can be laid over a workbook: edit its sheets instead";
            return Err(Mistakes::from(Mistake::of_file(&layers.model, mistake)));
        }
        edited::open(&layers.model, kept)
    }

    /// Reads a model that is written as one.
    fn open_model(layers: &Layers, kept: Option<&Path>) -> Result<Self, Mistakes> {
        let draft = Draft::read_layers(layers).map_err(Mistakes::new)?;
        let Some(folder) = draft.dataset() else {
            let mistake = "this key is missing: the folder of the dataset, in quotes";
            return Err(Mistakes::from(Mistake::new(&layers.model, 1, "dataset", mistake)));
        };
        let mut reading = read_dataset(&folder, draft.roads(), draft.strictness());
        let mut mistakes = std::mem::take(&mut reading.mistakes);
        let model = draft.interpret(&reading.vocabulary).map_err(|more| mistakes.extend(more)).ok();
        let (Some(model), Some(mut dataset), true) = (model, reading.dataset, mistakes.is_empty()) else {
            return Err(Mistakes::new(mistakes));
        };
        dataset.instance =
            layered(&model, &dataset.instance).map_err(|why| Mistakes::from(draft.mistake_at(&[layers::KEY], &why)))?;
        dataset.instance = planned(&draft, &model, dataset.instance).map_err(Mistakes::new)?;
        let unfit = unfit(&draft, &model, &dataset.instance);
        if !unfit.is_empty() {
            return Err(Mistakes::new(unfit));
        }
        let (matrix, matrix_parsed) = matrix(&model, &dataset.instance)?;
        if let (MetricChoice::Matrix { file }, Some(given)) = (&model.metric, &matrix) {
            dataset.warnings.extend(miles::doubts(file, given, &model, &dataset.instance));
        }
        settle(&model, &dataset.instance, &mut dataset.warnings);
        let (survey, (origin, unkept)) = measure(&model, &dataset, matrix.as_ref(), kept)?;
        let parsed = draft.parsed().iter().cloned().chain(reading.parsed).chain(matrix_parsed).collect();
        Ok(Self {
            model,
            dataset,
            survey,
            parsed,
            written: draft.written(),
            edited: None,
            strictness: draft.strictness(),
            origin,
            unkept,
        })
    }

    /// Measures the distances again, as far as `model` reaches, so that its question can be put with them.
    ///
    /// # Errors
    ///
    /// Every mistake in a file of miles.
    pub fn measure_for(&mut self, model: &Model) -> Result<(), Mistakes> {
        if let Some(mistake) = unknown_overruns(model, &self.dataset.instance) {
            return Err(Mistake::of_file(&model.dataset, &mistake).into());
        }
        let (matrix, _) = matrix(model, &self.dataset.instance)?;
        (self.survey, (self.origin, _)) = measure(model, &self.dataset, matrix.as_ref(), None)?;
        Ok(())
    }

    /// The model and the problem with these layers of demand in the place of those that the model chooses.
    ///
    /// # Errors
    ///
    /// Why they cannot be chosen.
    pub fn with_layers(&self, layers: BTreeSet<LayerId>) -> Result<(Model, Instance), String> {
        let model = Model { demand_layers: layers, ..self.model.clone() };
        let instance = relayered(&model, &self.dataset.instance)?;
        match unserved(&model, &instance).first() {
            Some(unserved) => Err(format!("children need {unserved}, but the model does not say how far it reaches")),
            None => Ok((model, instance)),
        }
    }

    /// What is doubtful of the question that `model` puts to the dataset, and is not of the one that is put.
    #[must_use]
    pub fn doubts_of(&self, model: &Model) -> Vec<Doubt> {
        let mut doubts = doubts::of_question(model, &self.dataset.instance);
        doubts.retain(|doubt| self.dataset.warnings.iter().all(|known| known.id != doubt.id));
        doubts
    }

    /// The question it puts.
    #[must_use]
    pub const fn question(&self) -> Question<'_> {
        Question { instance: &self.dataset.instance, model: &self.model, distances: &self.survey.distances }
    }

    /// The published plan, without flows, if the dataset marks one.
    #[must_use]
    pub fn published(&self) -> Option<Plan> {
        Some(Plan::published(&self.dataset.instance)).filter(|plan| !plan.funded.is_empty())
    }
}

fn matrix(model: &Model, instance: &Instance) -> Result<(Option<Distances>, Option<Parsed>), Mistakes> {
    match &model.metric {
        MetricChoice::Matrix { file } => {
            let (distances, parsed) = read_matrix(file, instance)?;
            Ok((Some(distances), Some(parsed)))
        }
        MetricChoice::Road { .. } | MetricChoice::StraightLine => Ok((None, None)),
    }
}

/// The most pairs of places and an area within reach: some 600 times England's, and about those of 10,000 projects and 6,800
/// areas all over the country. Each takes 0.17 KB, so ten times as many would take the memory.
const MOST_PAIRS: usize = 8_000_000;

/// The distances within the longest reach of any care type, where they came from, and why they could not be kept where
/// they were to be.
fn measure(
    model: &Model,
    dataset: &Dataset,
    matrix: Option<&Distances>,
    kept: Option<&Path>,
) -> Result<(Survey, (Origin, Option<String>)), Mistakes> {
    let furthest = model.reach.values().filter_map(Reach::furthest).max();
    let metric = match (&model.metric, &dataset.road_map, matrix) {
        (MetricChoice::Road { local_road_percent }, Some(map), _) => {
            Metric::Road { map, local_road_percent: *local_road_percent }
        }
        (MetricChoice::Matrix { .. }, _, Some(distances)) => Metric::Matrix(distances),
        _ => Metric::StraightLine,
    };
    let within = furthest.unwrap_or(Miles::from_tenths(0));
    if has_more_pairs(&dataset.instance, reaches(model, &dataset.instance), MOST_PAIRS) {
        return Err(too_large(model, dataset, within));
    }
    let Some(folder) = kept else { return Ok((survey(&dataset.instance, &metric, within), Default::default())) };
    let (survey, done) = survey_kept(&dataset.instance, &metric, within, folder);
    let folder = folder.display();
    Ok(match done {
        Ok(origin @ (Origin::Measured | Origin::Folder)) => (survey, (origin, None)),
        Ok(origin @ Origin::NotBelieved) => {
            let words = format!(
                "the distances kept in {folder} are not those by road: all were measured anew, and are kept instead"
            );
            (survey, (origin, Some(words)))
        }
        Err(error) => {
            (survey, (Origin::Measured, Some(format!("the distances could not be kept in {folder}: {error}"))))
        }
    })
}

/// How far each care type reaches from each site that has or could have places of it, once for every year that counts.
fn reaches(model: &Model, instance: &Instance) -> Vec<(Index<Site>, Miles)> {
    let homes = instance.sites().iter().zip(instance.site_indices());
    let homes = homes.filter_map(|(site, index)| site.home.map(|home| (index, instance[home].care_type)));
    let options = instance.options().iter().map(|option| (instance[option.project].site, option.care_type));
    let places: BTreeSet<(Index<Site>, Index<CareType>)> = homes.chain(options).collect();
    let years = model.years().len();
    let reach = |care_type: Index<CareType>| model.reach.get(&instance[care_type].id).and_then(Reach::furthest);
    let reaches = places.into_iter().filter_map(|(site, care_type)| Some((site, reach(care_type)?)));
    reaches.flat_map(|reach| std::iter::repeat_n(reach, years)).collect()
}

/// That there are more pairs within reach than can be measured and decided.
fn too_large(model: &Model, dataset: &Dataset, within: Miles) -> Mistakes {
    let (sites, areas) = (dataset.instance.sites().len(), dataset.instance.areas().len());
    let mistake = format!(
        "this is too large: of {sites} sites and {areas} areas more than {} million pairs are within {within} miles; \
         shorten the reach, or ask of a part",
        MOST_PAIRS / 1_000_000
    );
    Mistakes::from(Mistake::of_file(&model.dataset, &mistake))
}
