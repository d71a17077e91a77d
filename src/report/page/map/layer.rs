//! What is drawn of one plan: need, travel and funded places.

use std::collections::{BTreeMap, BTreeSet};

use serde::{Serialize, Serializer};

use super::frame::Frame;
use crate::audit::miles_of;
use crate::domain::{Area, Flow, Index, Plan, ProgrammeLine, Project, ProjectOption, Site};
use crate::report::page::bids::BesidePublished;
use crate::report::page::piece::Piece;
use crate::report::run::{Run, TWENTY_MILES};
use crate::table::{Show, Table};

/// The radius of a child's worth of need: the area of a disc is in proportion to its children.
const CHILD: u64 = 21;

/// Where something is in the drawing: from the left, and from the top.
type Spot = (u32, u32);

/// A drawing of a plan.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Layer {
    /// The ways within twenty miles, from sites to the areas they serve.
    #[serde(serialize_with = "path_of_ways")]
    near: Vec<(Spot, Spot)>,
    /// The ways beyond.
    #[serde(serialize_with = "path_of_ways")]
    far: Vec<(Spot, Spot)>,
    /// Demand centres.
    pub needs: Vec<Need>,
    /// Existing homes.
    #[serde(serialize_with = "path_of_dots")]
    homes: BTreeSet<Spot>,
    /// Funded places.
    pub marks: Vec<Mark>,
}

/// A demand centre.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Need {
    /// Where it is.
    pub at: Spot,
    /// The radius of its disc.
    pub radius: u64,
    /// What is told of it.
    pub title: String,
    /// Where its numbers stand.
    pub of: String,
}

/// The projects of a programme line at one site.
#[derive(Clone, Debug, Serialize)]
pub(super) struct Mark {
    /// Where it is.
    pub at: Spot,
    /// The shape of its line.
    pub shape: usize,
    /// Whether one of its projects is in this plan alone.
    pub is_different: bool,
    /// What is told of it.
    pub title: String,
    /// Where its numbers stand.
    pub of: String,
}

/// The tables the drawing takes its numbers from.
#[derive(Clone, Copy)]
pub(super) struct Tables<'a> {
    pub plan: &'a Table,
    pub areas: &'a Table,
}

impl Layer {
    /// The drawing of `plan`, with what differs from `other`.
    pub fn of(run: &Run<'_>, plan: &Plan, other: Option<&Plan>, tables: Tables<'_>, frame: &Frame) -> Self {
        let problem = run.question.problem;
        let is_near = |flow: &&Flow| miles_of(&run.question, flow).is_some_and(|miles| miles <= TWENTY_MILES);
        let (near, far): (Vec<&Flow>, Vec<&Flow>) = plan.flows.iter().partition(is_near);
        let standing = problem.homes().iter().filter(|home| home.places.count() > 0);
        Self {
            near: ways(run, &near, frame),
            far: ways(run, &far, frame),
            needs: needs(run, tables.areas, frame),
            homes: standing.map(|home| frame.place(home.point)).collect(),
            marks: marks(run, plan, other, tables.plan, frame),
        }
    }

    /// What of it stands in a part of the drawing, and the ways from or to there.
    pub fn within(&self, (left, top, width, height): (u32, u32, u32, u32)) -> Self {
        let holds = |&(x, y): &Spot| (left..=left + width).contains(&x) && (top..=top + height).contains(&y);
        let ways = |ways: &[(Spot, Spot)]| ways.iter().copied().filter(|(from, to)| holds(from) || holds(to)).collect();
        Self {
            near: ways(&self.near),
            far: ways(&self.far),
            needs: self.needs.iter().filter(|need| holds(&need.at)).cloned().collect(),
            homes: self.homes.iter().copied().filter(holds).collect(),
            marks: self.marks.iter().filter(|mark| holds(&mark.at)).cloned().collect(),
        }
    }
}

/// The ways from sites to the centres of the areas they serve, each once.
fn ways(run: &Run<'_>, flows: &[&Flow], frame: &Frame) -> Vec<(Spot, Spot)> {
    let problem = run.question.problem;
    let pairs: BTreeSet<(Index<Site>, Index<Area>)> = flows.iter().map(|flow| (flow.site, flow.area)).collect();
    let way = |(site, area)| {
        let (site, area): (&Site, &Area) = (&problem[site], &problem[area]);
        (frame.place(site.point), frame.place(area.centre))
    };
    pairs.into_iter().map(way).collect()
}

/// Ways as a path of SVG.
fn path_of_ways<S: Serializer>(ways: &[(Spot, Spot)], serializer: S) -> Result<S::Ok, S::Error> {
    let way = |((x, y), (to_x, to_y)): &(Spot, Spot)| format!("M{x} {y}L{to_x} {to_y}");
    serializer.serialize_str(&ways.iter().map(way).collect::<String>())
}

/// Dots as a path of SVG, to be drawn with round ends.
fn path_of_dots<S: Serializer>(dots: &BTreeSet<Spot>, serializer: S) -> Result<S::Ok, S::Error> {
    let dot = |(x, y): &Spot| format!("M{x} {y}h0");
    serializer.serialize_str(&dots.iter().map(dot).collect::<String>())
}

/// The areas whose children need places, the largest first so that none hides another.
fn needs(run: &Run<'_>, areas: &Table, frame: &Frame) -> Vec<Need> {
    let problem = run.question.problem;
    let mut children: BTreeMap<Index<Area>, u64> = BTreeMap::new();
    for need in problem.demand() {
        *children.entry(need.area).or_default() += u64::from(need.children.count());
    }
    let mut needs: Vec<(u64, Index<Area>)> = children.into_iter().map(|(area, count)| (count, area)).collect();
    needs.retain(|(count, _)| *count > 0);
    needs.sort_by_key(|&(count, area)| (std::cmp::Reverse(count), area));
    let need = |(count, area): (u64, Index<Area>)| {
        let id = problem[area].id.as_str();
        let rows: Vec<usize> = (0..areas.rows.len()).filter(|&row| areas.rows[row][0].in_files() == id).collect();
        Need {
            at: frame.place(problem[area].centre),
            radius: (count * CHILD * CHILD).isqrt(),
            title: need_title(&problem[area].name, areas, &rows),
            of: rows_of(areas, &rows),
        }
    };
    needs.into_iter().map(need).collect()
}

/// What an area needs and has, a line for each care type.
fn need_title(name: &str, areas: &Table, rows: &[usize]) -> String {
    let piece = |row, column| Piece::of(areas, row, column).text;
    let line = |&row: &usize| {
        let [care_type, children, located] =
            ["care_type", "children", "well_located_places"].map(|column| piece(row, column));
        format!("\n{care_type}: {children} in need, {located} well located")
    };
    format!("{name}{}", rows.iter().map(line).collect::<String>())
}

/// The funded projects, a mark for each site and line.
fn marks(run: &Run<'_>, plan: &Plan, other: Option<&Plan>, table: &Table, frame: &Frame) -> Vec<Mark> {
    let problem = run.question.problem;
    let lines = problem.lines_as_printed();
    let shape = |line: Index<ProgrammeLine>| lines.iter().position(|&one| one == line).unwrap_or_default();
    let mut groups: BTreeMap<(usize, Index<Site>), Vec<Index<ProjectOption>>> = BTreeMap::new();
    for &option in &plan.funded {
        let project = &problem[problem[option].project];
        groups.entry((shape(project.line), project.site)).or_default().push(option);
    }
    let in_other = |project: Index<Project>| other.is_some_and(|other| other.funds(problem, project));
    let mark = |((shape, site), options): ((usize, Index<Site>), Vec<Index<ProjectOption>>)| Mark {
        at: frame.place(problem[site].point),
        shape: shape.min(super::SHAPES - 1),
        is_different: options.iter().any(|&option| !in_other(problem[option].project)),
        title: mark_title(run, &options, table),
        of: rows_of(table, &options.iter().map(|option| option.position()).collect::<Vec<_>>()),
    };
    groups.into_iter().map(mark).collect()
}

/// What is funded at a site, a line for each project.
fn mark_title(run: &Run<'_>, options: &[Index<ProjectOption>], table: &Table) -> String {
    let line = |&option: &Index<ProjectOption>| {
        let text = |column| Piece::shown(table, option.position(), column, Show::Number).text;
        let places = match (text("additional_low"), text("additional_high")) {
            (low, high) if low == high => low,
            (low, high) => format!("{low} to {high}"),
        };
        let standing = match BesidePublished::of(run.question.problem, option) {
            BesidePublished::AsPublished => "",
            BesidePublished::Changed => "; not as published",
            BesidePublished::New => "; not in the published plan",
        };
        format!("{}, {}: {}, places added {places}{standing}", text("name"), text("area_name"), text("dfe_cost_gbp"))
    };
    options.iter().map(line).collect::<Vec<_>>().join("\n")
}

/// Where the numbers of these rows stand.
fn rows_of(table: &Table, rows: &[usize]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| (row + 1).to_string()).collect();
    format!("{} {}", table.name, rows.join(" "))
}
