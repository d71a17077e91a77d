//! Pages to look at, each with the files of its run.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use placewell::case::Case;
use placewell::report::files::files;
use placewell::report::manifest::{Circumstances, Manifest};
use placewell::report::page::{Against, Provenance, Subject, page};
use placewell::report::run::{Run, Summary};
use roxmltree::{Document, Node, ParsingOptions};

use super::super::given::{Given, Tiny, inside};
use super::beside::Asked;
use super::files::{Files, Row};

/// A page and the files it was made from.
pub struct Made {
    pub html: String,
    pub files: Files,
    /// The files of what was asked beside the run, by folder.
    pub beside: BTreeMap<String, Files>,
    /// What the page itself calls the run that it is compared with.
    pub against: Option<&'static str>,
}

impl Made {
    /// The page of what was decided or evaluated, whose dataset is in this folder.
    pub fn of(given: &Given, dataset: &Path) -> Self {
        Self::with(given, dataset, None, None)
    }

    /// The same, with what was asked beside it, and the run of that name that it is compared with.
    pub fn with(given: &Given, dataset: &Path, asked: Option<Asked>, against: Option<(&'static str, &Given)>) -> Self {
        let run = given.run();
        let files = written(&run, &given.case);
        let manifest = files.iter().find(|(name, _)| name == "run.json").expect("a run has a manifest");
        let manifest = serde_json::from_slice(&manifest.1).expect("a manifest is JSON");
        let provenance = Provenance::of(&manifest).expect("a manifest of this version");
        let subject = Subject {
            run,
            dataset: &given.case.dataset,
            provenance: &provenance,
            checked: "It keeps every rule.",
            files: &[],
            frontiers: asked.as_ref().map_or(&[], |asked| &asked.frontiers),
            alternatives: asked.as_ref().map(|asked| &asked.alternatives),
            appraisal: asked.as_ref().map(|asked| &asked.appraisal),
            regret: None,
            against: against.map(|(name, other)| Against {
                name,
                run: other.run(),
                checked: "It was looked at.",
                files: &[],
            }),
        };
        let html = page(&subject);
        let mut beside = asked.map(|asked| asked.files).unwrap_or_default();
        let mut files = Files::of(&files, &Summary::of(&run).to_csv(), dataset);
        files.insert("bids", super::bids::rows(given, against.map(|(_, other)| other)));
        beside.extend(against.map(|(name, other)| (name.to_owned(), of_run(&other.run(), &other.case, dataset))));
        Self { html, files, beside, against: against.map(|(name, _)| name) }
    }

    /// The published plan, measured.
    pub fn published() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| Made::of(Given::published(), &inside("inputs/england")));
        &PAGE
    }

    /// Nothing at all funded in England: every number beside the published plan's, and rules broken.
    pub fn nothing() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| Made::of(&Given::nothing(), &inside("inputs/england")));
        &PAGE
    }

    /// The best plan of the tiny dataset, which is measured without roads and so has no outline of land, under limits
    /// on single years.
    pub fn tiny() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| {
            let tiny = Tiny::new(&limits());
            Made::of(&Given::decided(tiny.case()), &tiny.model().with_file_name("data"))
        });
        &PAGE
    }

    /// The same plan without those limits, with what was asked beside it.
    pub fn beside() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| {
            let tiny = Tiny::new("");
            let given = Given::decided(tiny.case());
            let asked = Asked::of(&given);
            Made::with(&given, &tiny.model().with_file_name("data"), Some(asked), None)
        });
        &PAGE
    }

    /// A plan that has most of the published one, some of it another way, and some more.
    pub fn mixed() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| Made::of(&Given::mixed(), &inside("inputs/england")));
        &PAGE
    }

    /// The same plan beside a run of another model, which counts otherwise: miles in a straight line, and dearer projects.
    pub fn against() -> &'static Self {
        static PAGE: LazyLock<Made> = LazyLock::new(|| {
            let against = Some(("figure-11+dearer", Given::otherwise()));
            Made::with(&Given::mixed(), &inside("inputs/england"), None, against)
        });
        &PAGE
    }

    /// Every page of these.
    pub fn all() -> [&'static Self; 6] {
        [Self::published(), Self::nothing(), Self::tiny(), Self::beside(), Self::mixed(), Self::against()]
    }

    /// What the plan beside this one does: the rows of the options, and the column that says yes.
    pub fn other_way(&self) -> (&[Row], &'static str) {
        self.against
            .map_or_else(|| (self.files.table("plan"), "planned"), |name| (self.beside[name].table("plan"), "funded"))
    }

    /// The files that a part of the page speaks of.
    pub fn files_of(&self, node: Node<'_, '_>) -> &Files {
        let from = node.ancestors().find_map(|above| above.attribute("data-from"));
        from.map_or(&self.files, |from| self.beside.get(from).unwrap_or_else(|| panic!("there is no folder {from}")))
    }

    /// The page as a tree: it is well-formed XML as well as HTML.
    pub fn tree(&self) -> Document<'_> {
        tree(&self.html)
    }
}

/// The files of a run.
fn written(run: &Run<'_>, case: &Case) -> Vec<(String, Vec<u8>)> {
    let circumstances = Circumstances { parsed: &case.parsed, ..Circumstances::default() };
    files(run, &Manifest::of(run, &circumstances))
}

/// The same, read back.
fn of_run(run: &Run<'_>, case: &Case, dataset: &Path) -> Files {
    Files::of(&written(run, case), &Summary::of(run).to_csv(), dataset)
}

/// Limits on two years, one of a single year alone.
fn limits() -> String {
    let rule = |id: &str, years: &str, most: u32| {
        format!(
            "\n[[rule]]\nid = \"{id}\"\nmeasure = \"cost\"\nyears = [{years}]\nat_most_gbp = {most}\nsource = \"Made for the tests\"\n"
        )
    };
    rule("most-of-2026", "\"2026-27\"", 1_500_000) + &rule("most-of-both", "\"2026-27\", \"2027-28\"", 3_000_000)
}

/// A page as a tree.
pub fn tree(html: &str) -> Document<'_> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(html, options).unwrap_or_else(|error| panic!("{error}\n{html}"))
}

/// All text of a node, its spaces made single.
pub fn text(node: Node<'_, '_>) -> String {
    let all: String = node.descendants().filter(Node::is_text).filter_map(|node| node.text()).collect();
    all.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The element of this id.
pub fn by_id<'a, 'i>(tree: &'a Document<'i>, id: &str) -> Node<'a, 'i> {
    tree.descendants().find(|node| node.attribute("id") == Some(id)).unwrap_or_else(|| panic!("there is no #{id}"))
}

/// What a file of the repository says.
pub fn repository(path: &str) -> String {
    fs::read_to_string(inside(path)).expect("a file of the repository")
}
