//! A model as TOML.

use std::fmt::Write;

use super::instance::year;

/// Where every limit of a made-up dataset comes from.
const SOURCE: &str = "source = \"Made up, to measure how long things take\"\n";

/// A model under construction.
pub(super) struct Model {
    /// How far things are apart.
    pub(super) metric: Metric,
    /// The text so far, below what every model begins with.
    body: String,
    title: String,
    envelope: i64,
}

/// How far things are apart.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Metric {
    StraightLine,
    Matrix,
}

impl Model {
    pub(super) fn new(title: &str, envelope: i64, metric: Metric) -> Self {
        Self { metric, body: String::new(), title: title.to_owned(), envelope }
    }

    /// How far a care type reaches, in miles and per cents.
    pub(super) fn reach(&mut self, care_type: &str, bands: &[(i64, i64)]) {
        let bands: Vec<String> =
            bands.iter().map(|(miles, worth)| format!("{{ miles = {miles}, worth_percent = {worth} }}")).collect();
        self.add(&format!("[reach.{care_type}]\nbands = [{}]\n", bands.join(", ")));
    }

    /// A tranche, and the years in which it pays.
    pub(super) fn fund(&mut self, id: &str, pounds: i64, [first, last]: [i64; 2], line: Option<&str>) {
        let line = line.map_or_else(String::new, |line| format!("line = \"{line}\"\n"));
        let years = format!("first_year = \"{}\"\nlast_year = \"{}\"\n", year(first), year(last));
        self.add(&format!("[[fund]]\nid = \"{id}\"\namount_gbp = {pounds}\n{line}{years}"));
    }

    /// Projects that are settled beforehand.
    pub(super) fn commit(&mut self, id: &str, projects: &[&str]) {
        let list = format!("\"{}\"", projects.join("\", \""));
        self.add(&format!("[[commit]]\nid = \"{id}\"\nof = \"projects\"\nwhere.project = [{list}]\n"));
    }

    /// That no authority is asked for more match than it has.
    pub(super) fn match_funding(&mut self) {
        self.add("[match_funding]\n");
    }

    /// A rule of the general form: `rest` is its `where` and its bound.
    pub(super) fn rule(&mut self, id: &str, measure: &str, rest: &str) {
        self.add(&format!("[[rule]]\nid = \"{id}\"\nmeasure = \"{measure}\"\n{rest}\n"));
    }

    fn add(&mut self, section: &str) {
        self.body.push('\n');
        self.body += section;
        self.body += SOURCE;
    }

    /// The model of the dataset in the folder of this name, beside it.
    pub(super) fn text(&self, dataset: &str) -> String {
        let mut text = String::new();
        let Self { metric, body, title, envelope } = self;
        let distance = match metric {
            Metric::StraightLine => "metric = \"straight-line\"".to_owned(),
            Metric::Matrix => format!("metric = \"matrix\"\nfile = \"{dataset}/miles.csv\""),
        };
        write!(
            text,
            "title = \"{title}\"\ndataset = \"{dataset}\"\nhorizon = \"2028-29\"\ncount_places = \"likely\"\n\n\
             [envelope]\ntotal_gbp = {envelope}\n{SOURCE}\n[distance]\n{distance}\n\n\
             [objective]\nmaximise = \"well-located\"\n{body}"
        )
        .expect("writing to memory does not fail");
        text
    }
}
