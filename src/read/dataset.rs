//! A dataset: a folder of files, read in one pass.

use std::path::Path;

use super::areas::Areas;
use super::assumptions::Assumption;
use super::care_types::CareTypes;
use super::cells::Basis;
use super::file::Parsed;
use super::findings::{Findings, Strictness};
use super::format::Format;
use super::homes::Homes;
use super::lines::Lines;
use super::options::Options;
use super::place::Place;
use super::projects::Projects;
use super::sources::Source;
use super::table::Table;
use super::{
    Mistake, Mistakes, Vocabulary, about, appraisal, areas, assemble, assumptions, care_types, checks, closing, demand,
    demand_layers, groups, homes, land, left_out, lines, links, options, own, projects, risks, roads, sources, spend,
    totals, warnings,
};
use crate::domain::{
    AppraisalParameter, DemandLayer, Doubt, Group, Instance, Link, Parts, ProgrammeLine, Risk, RiskKind, RoadMap,
    WorksOverrun,
};

/// Whether the roads and the land they cross are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Roads {
    /// They are, and must be there.
    Needed,
    /// They are not, and need not be there.
    NotNeeded,
}

/// What came of reading a dataset.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The dataset, if nothing in it is wrong.
    pub dataset: Option<Dataset>,
    /// Every id it names, even if something is.
    pub vocabulary: Vocabulary,
    /// Everything that is wrong, in order of file, line and column.
    pub mistakes: Vec<Mistake>,
    /// The files that were parsed, in order of name.
    pub parsed: Vec<Parsed>,
}

/// Everything a dataset holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dataset {
    /// The data of the question.
    pub instance: Instance,
    /// The roads, where they were needed.
    pub road_map: Option<RoadMap>,
    /// How many of its bids are observed; the others are modelled.
    pub observed_bids: usize,
    /// Where every table comes from.
    pub sources: Vec<Source>,
    /// What is assumed.
    pub assumptions: Vec<Assumption>,
    /// What may go otherwise than planned; nothing where there is no `risks.csv`.
    pub risks: Vec<Risk>,
    /// What an appraisal is reckoned with; nothing where there is no `appraisal.csv`.
    pub appraisal: Vec<AppraisalParameter>,
    /// What is allowed and looks odd, in it or in what a model asks of it.
    pub warnings: Vec<Doubt>,
}

/// Reads the dataset in a folder, or in a workbook with a sheet for each table; what is let pass of its form is told among the warnings.
#[must_use]
pub fn read_dataset(folder: &Path, roads: Roads, strictness: Strictness) -> Reading {
    let findings = Findings::new(strictness);
    let (dataset, vocabulary) = match Place::of(folder) {
        Ok(place) => {
            if let Place::Book(book) = &place {
                findings.parsed.borrow_mut().push(book.parsed.clone());
            }
            read(&findings, &place, roads)
        }
        Err(mistakes) => {
            findings.mistakes.borrow_mut().extend(mistakes.into_vec());
            (None, Vocabulary::default())
        }
    };
    let mistakes = Mistakes::new(findings.mistakes.into_inner()).into_vec();
    let mut parsed = findings.parsed.into_inner();
    parsed.sort();
    Reading { dataset, vocabulary, mistakes, parsed }
}

/// Reads the files; there is a dataset unless something was wrong.
fn read(findings: &Findings, place: &Place<'_>, roads: Roads) -> (Option<Dataset>, Vocabulary) {
    let open = |format: &'static Format| Table::open(findings, place, format);
    let tables = [&demand::FORMAT, &homes::FORMAT, &projects::FORMAT, &options::FORMAT].map(open);
    let care_types = care_types::read(left_out::care_types(findings, place, &tables));
    let programme_lines = lines::read(left_out::lines(findings, place, &tables));
    let [demand_table, homes_table, projects_table, options_table] = tables;
    let areas = areas::read(open(&areas::FORMAT));
    let (groups_table, groups) = read_groups(findings, place, &areas);
    let demand = demand::read(&demand_table, &areas, &care_types);
    let layers = left_out::or_empty(findings, place, &demand_layers::FORMAT);
    let demand_layers = demand_layers::read(&layers, &areas, &care_types);
    let homes = homes::read(homes_table, &areas, &care_types);
    let projects = projects::read(projects_table, &programme_lines, &areas, &homes);
    let mut options = options::read(options_table, &projects, &care_types);
    let spend = open(&spend::FORMAT);
    spend::read(&spend, &projects, &mut options);
    let between = read_links(&left_out::or_empty(findings, place, &links::FORMAT), &projects);
    let road_map = (roads == Roads::Needed).then(|| read_road_map(findings, place));
    let risks = read_risks(findings, place, (&programme_lines, &care_types));
    let appraisal = read_appraisal(findings, place, &programme_lines);
    let sources = read_sources(findings, place, roads);
    let assumptions = assumptions::read(left_out::or_empty(findings, place, &assumptions::FORMAT));
    let about = about::read(&left_out::or_empty(findings, place, &about::FORMAT));
    check(&care_types, &homes, &projects, &options);
    let (own, observed_bids) = (own::read(&projects, &options), observed(&projects));
    totals::can_be_added_up(&demand_table, &demand, &homes, &programme_lines, &options);
    let of_options = [&options.table, &spend];
    let vocabulary = Vocabulary::of(&areas, &care_types, &programme_lines, &homes, &projects, of_options)
        .with(&layers)
        .grouped(groups_table.as_ref());
    if !findings.mistakes.borrow().is_empty() {
        return (None, vocabulary);
    }
    let (care_types, areas, mut lines) = (care_types.into_rows(), areas.into_rows(), programme_lines.into_rows());
    note(&mut lines, &risks, &sources);
    let parts = Parts { care_types, areas, groups, lines, links: between, own, about, ..needs(demand, demand_layers) };
    let instance = Instance::new(assemble::assemble(parts, homes, projects, options));
    let warnings = told_of(findings, place, (&instance, road_map.as_ref()));
    (Some(Dataset { instance, road_map, observed_bids, sources, assumptions, risks, appraisal, warnings }), vocabulary)
}

/// The groups of areas, and the table of them where there is one.
fn read_groups<'f>(findings: &'f Findings, place: &Place<'_>, areas: &Areas) -> (Option<Table<'f>>, Vec<Group>) {
    let table = place.has(groups::FORMAT.file).then(|| Table::open(findings, place, &groups::FORMAT));
    let groups = table.as_ref().map(|table| groups::read(table, areas)).unwrap_or_default();
    (table, groups)
}

/// How many bids were observed.
fn observed(projects: &Projects) -> usize {
    projects.rows.values().filter(|(_, bid)| bid.basis == Basis::Observed).count()
}

/// The demand of a dataset, and the layers of it, which are in force only where a model chooses them.
fn needs(told: demand::Told, demand_layers: Vec<DemandLayer>) -> Parts {
    let demand::Told { demand, from } = told;
    let now = (demand.clone(), from.clone());
    let (demand_read, demand_read_from) = (demand, from);
    Parts { demand: now.0, demand_from: now.1, demand_read, demand_read_from, demand_layers, ..Parts::default() }
}

/// What was let pass, what is left out, and what is allowed and looks odd.
fn told_of(findings: &Findings, place: &Place<'_>, of: (&Instance, Option<&RoadMap>)) -> Vec<Doubt> {
    let passed = findings.passed.borrow().doubts();
    let passed = findings.sheets.take().into_iter().chain(passed);
    let told = left_out::doubts(findings, place).chain(findings.left_out.take()).chain(passed);
    told.chain(warnings::warnings(of.0, of.1)).collect()
}

/// Notes what does not hold between tables.
fn check(care_types: &CareTypes, homes: &Homes, projects: &Projects, options: &Options) {
    checks::every_project_has_an_option(projects, options);
    checks::one_option_is_planned(options);
    checks::status_agrees_with_the_plan(projects, options);
    checks::protected_places_are_of_the_home(care_types, homes, projects, options);
    checks::protected_places_are_at_risk(homes, projects, options);
    closing::a_home_closes_for_one_project_at_a_time(homes, projects, options);
}

/// Notes by line what is known of it from other tables.
fn note(lines: &mut [ProgrammeLine], risks: &[Risk], sources: &[Source]) {
    note_risks(lines, risks);
    note_source(lines, sources);
}

/// Notes by line the most that its projects may cost beyond what was asked, and what may keep them from opening in time.
fn note_risks(lines: &mut [ProgrammeLine], risks: &[Risk]) {
    for &Risk { kind, chance, low, high, shared, .. } in risks {
        let [low, high] = [low, high].map(|size| size.max(0).unsigned_abs());
        match kind {
            RiskKind::CostOverrun(line) if chance > 0 => lines[line.position()].overrun_percent = high,
            RiskKind::Refusal(line) => lines[line.position()].refusal_percent = Some(chance),
            RiskKind::WorksOverrun(line) => {
                lines[line.position()].works = Some(WorksOverrun { chance, low, high, shared });
            }
            RiskKind::CostOverrun(_) | RiskKind::PlaceRange(_) | RiskKind::MatchWithdrawn | RiskKind::Demand(_) => {}
        }
    }
}

/// Notes of what was published who published it: what is said of a column of it, or else of the whole table.
fn note_source(lines: &mut [ProgrammeLine], sources: &[Source]) {
    let of_table = sources.iter().filter(|source| source.file == lines::FORMAT.file);
    let said = |source: &&Source| source.column == "*" || source.column.starts_with("published_");
    let Some(source) = of_table.filter(said).max_by_key(|source| source.column.starts_with("published_")) else {
        return;
    };
    for published in lines.iter_mut().filter_map(|line| line.published.as_mut()) {
        published.source.clone_from(&source.source);
    }
}

/// Whether there is a table of risks, or should be: one that is not read strictly may do without.
pub(super) fn has_risks(findings: &Findings, place: &Place<'_>) -> bool {
    findings.strictness == Strictness::Strict || place.has(risks::FORMAT.file)
}

/// Reads the risks, of which there are none where there is no table of them.
fn read_risks(findings: &Findings, place: &Place<'_>, (lines, care_types): (&Lines, &CareTypes)) -> Vec<Risk> {
    let table = has_risks(findings, place).then(|| Table::open(findings, place, &risks::FORMAT));
    table.map(|table| risks::read(&table, lines, care_types)).unwrap_or_default()
}

/// Reads what an appraisal is reckoned with, which is nothing where there is no table of it.
fn read_appraisal(findings: &Findings, place: &Place<'_>, lines: &Lines) -> Vec<AppraisalParameter> {
    let table = has_appraisal(place).then(|| Table::open(findings, place, &appraisal::FORMAT));
    table.map(|table| appraisal::read(&table, lines)).unwrap_or_default()
}

/// Whether there is a table of what an appraisal is reckoned with: any dataset may do without.
pub(super) fn has_appraisal(place: &Place<'_>) -> bool {
    place.has(appraisal::FORMAT.file)
}

/// Reads the links between projects.
fn read_links(table: &Table, projects: &Projects) -> Vec<Link> {
    let links = links::read(table, projects);
    checks::nothing_requires_itself(table, &links, projects);
    links.into_iter().map(|(_, link)| link).collect()
}

/// Reads the roads and the land.
fn read_road_map(findings: &Findings, place: &Place<'_>) -> RoadMap {
    let edges = Table::open(findings, place, &roads::EDGES);
    let (nodes, edges) = roads::read(Table::open(findings, place, &roads::NODES), &edges);
    RoadMap { nodes, edges, land: land::read(findings, place) }
}

/// The tables of a dataset, whatever is asked of it; some may be left out.
pub(super) const TABLES: [&Format; 10] = [
    &care_types::FORMAT,
    &areas::FORMAT,
    &demand::FORMAT,
    &demand_layers::FORMAT,
    &lines::FORMAT,
    &homes::FORMAT,
    &projects::FORMAT,
    &options::FORMAT,
    &spend::FORMAT,
    &links::FORMAT,
];

/// The tables that say of a dataset what it is, where it is from, what it assumes, what may go otherwise, which areas go
/// together and what an appraisal is reckoned with.
pub(super) const LOGS: [&Format; 6] =
    [&about::FORMAT, &sources::FORMAT, &assumptions::FORMAT, &risks::FORMAT, &groups::FORMAT, &appraisal::FORMAT];

/// Reads where the tables come from; every file of data that is there should say.
fn read_sources(findings: &Findings, place: &Place<'_>, roads: Roads) -> Vec<Source> {
    let mut needed: Vec<&str> = TABLES.iter().map(|format| format.file).collect();
    if left_out::is_left_out(findings, place, sources::FORMAT.file) {
        return Vec::new();
    }
    needed.retain(|file| !left_out::is_left_out(findings, place, file));
    let of_roads =
        [(roads::NODES.file, roads::NODES.columns), (roads::EDGES.file, roads::EDGES.columns), (land::FILE, &[])];
    if roads == Roads::Needed {
        needed.extend(of_roads.iter().map(|(file, _)| *file));
    }
    needed.extend(has_risks(findings, place).then_some(risks::FORMAT.file));
    needed.extend(has_appraisal(place).then_some(appraisal::FORMAT.file));
    needed.extend(place.has(groups::FORMAT.file).then_some(groups::FORMAT.file));
    let tables = TABLES.iter().copied().chain(LOGS).map(|format| (format.file, format.columns));
    let known: Vec<sources::Known> = tables.chain(of_roads).collect();
    sources::read(&left_out::or_empty(findings, place, &sources::FORMAT), &known, &needed)
}
