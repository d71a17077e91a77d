//! What the script has: every project, authority, region and option once, and of each run where its own are.

use std::collections::BTreeMap;

use serde::Serialize;
use serde_json::{Value, json};

use super::spread::spread;
use super::view::{AREA, Funded, OPTION, REGION, Row, View, YEAR};
use crate::domain::{Area, Index, Instance, Point, Project};
use crate::read::Dataset;
use crate::report::page::map::frame::Frame;
use crate::report::page::map::outline;
use crate::table::{Cell, number::plain};

/// Bids are set apart by a part of the longer side of the map.
const APART: u32 = 54;

/// What the script has.
#[derive(Serialize)]
pub(super) struct Data {
    /// The map: its width, its height, how far homes are apart, and the outline of land.
    map: (u32, u32, u32, String),
    regions: Vec<String>,
    /// Programme lines: their ids and names.
    lines: Vec<(String, String)>,
    /// Authorities: id, name, region, and where each is on the map.
    areas: Vec<(String, String, usize, u32, u32)>,
    /// Projects that any run funds: id, name, line, authority, and where each is on the map.
    projects: Vec<(String, String, usize, usize, u32, u32)>,
    /// Options that any run funds: project, id, and the numbers and words of `columns.option`.
    options: Vec<Vec<Value>>,
    /// What each number is called, and of which kind it is: whole, money, hundredths, tenths or text.
    columns: BTreeMap<&'static str, Vec<(String, String, char)>>,
    runs: Vec<Told>,
    frontiers: Vec<Line>,
}

/// A run: its numbers, and where what it funds stands among the options.
#[derive(Serialize)]
struct Told {
    name: String,
    title: String,
    state: String,
    broken: usize,
    numbers: Vec<Value>,
    funded: Vec<usize>,
    regions: BTreeMap<String, Vec<Value>>,
    areas: Vec<Vec<Value>>,
    years: BTreeMap<String, Vec<Value>>,
}

/// A frontier: the number that is turned, and its runs, each with the setting.
#[derive(Serialize)]
struct Line {
    name: String,
    over: String,
    runs: Vec<(usize, String)>,
}

/// Where what is named stands.
struct Places<'a> {
    instance: &'a Instance,
    projects: BTreeMap<&'a str, Index<Project>>,
    /// The projects that are listed, in order.
    listed: Vec<Index<Project>>,
}

impl Data {
    /// What the script has of these runs.
    pub fn of(dataset: &Dataset, views: &[View]) -> Self {
        let instance = &dataset.instance;
        let land = dataset.road_map.as_ref().map(|map| &map.land);
        let frame = Frame::of(instance, land);
        let apart = (frame.width.max(frame.height) / APART).max(1);
        let places = Places::of(instance, views);
        let (options, funded) = places.options(views);
        let regions: Vec<String> = instance.regions().into_iter().map(plain).collect();
        let areas = instance.areas().iter().map(|area| {
            let (across, down) = frame.place(area.centre);
            (plain(area.id.as_str()), plain(&area.name), at(&regions, &plain(&area.region)), across, down)
        });
        Self {
            areas: areas.collect(),
            lines: instance.lines().iter().map(|line| (plain(line.id.as_str()), plain(&line.name))).collect(),
            projects: places.projects(&frame, apart),
            options,
            columns: columns(views),
            runs: views.iter().zip(funded).map(|(view, funded)| Told::of(view, funded)).collect(),
            frontiers: frontiers(views),
            map: (frame.width, frame.height, apart, land.map(|land| outline::path(land, &frame)).unwrap_or_default()),
            regions,
        }
    }

    /// As JSON that no name in it can lead out of the script that holds it.
    pub fn to_json(&self) -> String {
        let json = serde_json::to_string(self).expect("every key is a text");
        json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
    }
}

fn at(list: &[String], name: &str) -> usize {
    list.iter().position(|other| other == name).expect("every area has one of the regions")
}

impl<'a> Places<'a> {
    fn of(instance: &'a Instance, views: &[View]) -> Self {
        let projects: BTreeMap<&str, Index<Project>> =
            instance.project_indices().map(|index| (instance[index].id.as_str(), index)).collect();
        let all = views.iter().flat_map(|view| &view.funded);
        let mut listed: Vec<Index<Project>> =
            all.filter_map(|one| projects.get(one.project.as_str()).copied()).collect();
        listed.sort_unstable();
        listed.dedup();
        Self { instance, projects, listed }
    }

    /// Every option that a run funds, each once, and of each run where its own are.
    fn options(&self, views: &[View]) -> (Vec<Vec<Value>>, Vec<Vec<usize>>) {
        let mut known: BTreeMap<String, usize> = BTreeMap::new();
        let mut options = Vec::new();
        let mut place = |one: &Funded| {
            let project = self.projects.get(one.project.as_str())?;
            let project = self.listed.binary_search(project).ok()?;
            let row: Vec<Value> =
                [json!(project), json!(plain(&one.option))].into_iter().chain(one.cells.iter().map(value)).collect();
            Some(*known.entry(Value::from(row.clone()).to_string()).or_insert_with(|| {
                options.push(row);
                options.len() - 1
            }))
        };
        let funded = views.iter().map(|view| view.funded.iter().filter_map(&mut place).collect()).collect();
        (options, funded)
    }

    fn projects(&self, frame: &Frame, apart: u32) -> Vec<(String, String, usize, usize, u32, u32)> {
        let of = |project: &Index<Project>| &self.instance[*project];
        let points: Vec<Point> = self.listed.iter().map(|one| self.instance[of(one).site].point).collect();
        let points: Vec<(u32, u32)> = points.into_iter().map(|point| frame.place(point)).collect();
        let spread = spread(&points, (frame.width, frame.height), apart);
        let row = |(one, (across, down)): (&Index<Project>, (u32, u32))| {
            let project = of(one);
            let area: Index<Area> = project.area;
            let (id, name) = (plain(project.id.as_str()), plain(&project.name));
            (id, name, project.line.position(), area.position(), across, down)
        };
        self.listed.iter().zip(spread).map(row).collect()
    }
}

impl Told {
    fn of(view: &View, funded: Vec<usize>) -> Self {
        let cells = |row: &Row| row.cells.iter().map(pair).collect::<Vec<_>>();
        let keyed = |rows: &[Row]| rows.iter().map(|row| (plain(&row.key), cells(row))).collect();
        Self {
            name: view.name.clone(),
            title: view.title.clone(),
            state: view.state.clone(),
            broken: view.broken,
            numbers: view.measures.iter().map(|one| pair(&(one.value.clone(), one.shown.clone()))).collect(),
            funded,
            regions: keyed(&view.regions),
            areas: view.areas.iter().map(cells).collect(),
            years: keyed(&view.years),
        }
    }
}

/// A number in units of its kind, or words; nothing of what is not known.
fn value(cell: &Cell) -> Value {
    match cell {
        Cell::Whole(number) | Cell::Hundredths(number) | Cell::Tenths(number) => json!(number),
        Cell::Money(money) => json!(money.pounds()),
        Cell::Text(text) => json!(plain(text)),
        Cell::Yes | Cell::No => json!(cell.in_files()),
        Cell::Empty => Value::Null,
    }
}

/// A number, and what is shown of it where that is another.
fn pair((cell, shown): &(Cell, Cell)) -> Value {
    if cell == shown { value(cell) } else { json!([value(cell), value(shown)]) }
}

/// What a column is called, and the kind of its numbers as the first run that has one tells it.
fn columns(views: &[View]) -> BTreeMap<&'static str, Vec<(String, String, char)>> {
    let of_rows = |rows: fn(&View) -> &Vec<Row>, names: &[&str]| {
        let kinds = names.iter().enumerate().map(|(at, name)| {
            let cells = views.iter().flat_map(rows).map(|row| &row.cells[at].0);
            ((*name).to_owned(), String::new(), kind_of(cells))
        });
        kinds.collect::<Vec<_>>()
    };
    let options = OPTION.iter().enumerate().map(|(at, name)| {
        let cells = views.iter().flat_map(|view| &view.funded).map(|one| &one.cells[at]);
        ((*name).to_owned(), String::new(), kind_of(cells))
    });
    let measures = views.first().map_or(&[][..], |view| &view.measures);
    let measures = measures.iter().map(|one| (one.name.clone(), one.label.clone(), kind_of([&one.value].into_iter())));
    BTreeMap::from([
        ("measure", measures.collect()),
        ("option", options.collect()),
        ("region", of_rows(|view| &view.regions, &REGION)),
        ("area", of_rows(|view| &view.areas, &AREA)),
        ("year", of_rows(|view| &view.years, &YEAR)),
    ])
}

/// The kind of the first of these that is not empty.
fn kind_of<'a>(mut cells: impl Iterator<Item = &'a Cell>) -> char {
    let kind = |cell: &Cell| match cell {
        Cell::Whole(_) => Some('w'),
        Cell::Money(_) => Some('m'),
        Cell::Hundredths(_) => Some('h'),
        Cell::Tenths(_) => Some('t'),
        Cell::Text(_) | Cell::Yes | Cell::No => Some('x'),
        Cell::Empty => None,
    };
    cells.find_map(kind).unwrap_or('w')
}

/// The frontiers, in the order of their first runs.
fn frontiers(views: &[View]) -> Vec<Line> {
    let mut lines: Vec<Line> = Vec::new();
    let settings = views.iter().enumerate().filter_map(|(run, view)| Some((run, view.setting.as_ref()?)));
    for (run, setting) in settings {
        let own = (run, setting.at.clone());
        if let Some(line) = lines.iter_mut().find(|line| line.name == setting.frontier) {
            line.runs.push(own);
        } else {
            let (name, over) = (setting.frontier.clone(), setting.over.clone());
            lines.push(Line { name, over, runs: vec![own] });
        }
    }
    lines
}
