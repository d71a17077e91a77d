//! Many runs in one HTML file, of which a reader chooses any two: what both fund, what one alone funds, whom it leaves
//! without a place, and what is spent when.
//!
//! ```text
//! Run, as each of its tables has it -> View --+
//! point of a frontier               -> View --+--> Data, each thing once and runs as lists of places in it -> JSON
//! plan nearly as good               -> View --+                                             template ------> one page
//! ```
//!
//! The page shows numbers of the tables of its runs, each named (`data-run`, `data-of`, `data-row`, `data-column`) so that
//! a test can hold every one to them; its script takes sums and differences in whole numbers and works out nothing else.
//! Without the script the page is a list of the runs with their figures.

mod data;
mod spread;
mod view;

use serde::Serialize;

use super::page::basis::{caveat, licences};
use super::page::policy::{STYLE, policy_of};
use super::page::template::filled;
use crate::read::Dataset;
use data::Data;
pub use view::{Setting, View};

/// The script, which chooses, filters and draws.
const SCRIPT: &str = include_str!("../../../templates/explore.js");

/// The style of what other pages have not.
const OWN_STYLE: &str = include_str!("../../../templates/explore.css");

/// The template.
const TEMPLATES: [(&str, &str); 1] = [("explore.html", include_str!("../../../templates/explore.html"))];

/// The page, for the template.
#[derive(Serialize)]
struct Page<'a> {
    policy: String,
    style: String,
    script: &'static str,
    tool: &'static str,
    measures: Vec<&'a str>,
    runs: Vec<Line<'a>>,
    has_frontier: bool,
    has_land: bool,
    data: String,
    caveat: String,
    licences: Option<String>,
}

/// A run in the list of all.
#[derive(Serialize)]
struct Line<'a> {
    name: &'a str,
    title: &'a str,
    state: &'a str,
    broken: usize,
    numbers: Vec<Number<'a>>,
}

/// A number of the list.
#[derive(Serialize)]
struct Number<'a> {
    measure: &'a str,
    value: Option<String>,
    text: String,
}

/// The page of these runs, which are of one dataset.
#[must_use]
pub fn page(dataset: &Dataset, views: &[View]) -> String {
    let style = format!("{STYLE}{OWN_STYLE}");
    let data = Data::of(dataset, views);
    let listed = views.first().map_or(&[][..], |view| &view.measures);
    let page = Page {
        policy: policy_of(&style, SCRIPT),
        script: SCRIPT,
        tool: concat!(env!("CARGO_PKG_NAME"), " ", env!("CARGO_PKG_VERSION")),
        measures: listed.iter().map(|measure| measure.label.as_str()).collect(),
        runs: views.iter().map(|view| line(view, views)).collect(),
        has_frontier: views.iter().any(|view| view.setting.is_some()),
        has_land: dataset.road_map.is_some(),
        data: data.to_json(),
        caveat: caveat(dataset),
        licences: licences(&dataset.sources),
        style,
    };
    filled(&TEMPLATES, &page)
}

/// A run in the list, under the measures of the first.
fn line<'a>(view: &'a View, views: &'a [View]) -> Line<'a> {
    let listed = views.first().map_or(&[][..], |view| &view.measures);
    let number = |wanted: &'a view::Measure| {
        let own = view.measures.iter().find(|own| own.name == wanted.name);
        Number {
            measure: &wanted.name,
            value: own.map(|own| own.value.in_files()),
            text: own.map_or_else(|| "–".to_owned(), view::Measure::text),
        }
    };
    let numbers = listed.iter().map(number).collect();
    Line { name: &view.name, title: &view.title, state: &view.state, broken: view.broken, numbers }
}
