//! Homes from a table of providers, such as Ofsted's, into `homes.csv`.
//!
//! Ofsted publishes the authority of a children's home and not its address: without a place on the grid or a postcode a home
//! stands at the centre of its authority, and that is said.

use std::collections::BTreeMap;
use std::path::Path;

use super::authority;
use super::columns::folded;
use super::demand::{care_type, cell, place};
use super::ids::ids_of;
use super::map::Words;
use super::names::{Meaning, Names};
use super::tables::{How, Origin, note_origin};
use crate::domain::{Area, HomeId, Instance, Malformed, Places, Point, counted};
use crate::read::lenient::{metres, places};
use crate::read::{Grid, GridRow, Mistake, Mistakes, Written, find_postcodes, guarded, plain_postcode, reason_of};

/// The columns of such a table beside the authority, and what they are called, the surest first.
const HEADINGS: [(&str, &[&str]); 8] = [
    ("home", &["urn", "ofsted urn", "unique reference number", "sc urn", "home"]),
    ("name", &["setting name", "provision name", "provider name", "home name", "name"]),
    (
        "places",
        &[
            "places",
            "registered places",
            "number of places",
            "number of registered places",
            "maximum number of places",
            "maximum users",
            "maximum number of users",
        ],
    ),
    ("kind", &["provision type", "setting type", "provider type", "type of provision", "type"]),
    ("status", &["registration status", "status"]),
    ("postcode", &["postcode", "setting postcode", "provider postcode"]),
    ("easting", &["easting", "eastings"]),
    ("northing", &["northing", "northings"]),
];

/// What a kind of provision is called that is a children's home.
const CHILDRENS_HOME: &str = "childrens home";

/// What the status of a home is called that takes children.
const ACTIVE: [&str; 4] = ["active", "open", "registered", "current"];

/// What Ofsted writes in the place of the name of a home: it then goes by its id.
const REDACTED: &str = "redacted";

/// What is wanted of a table of homes.
#[derive(Clone, Debug)]
pub struct WantedHomes<'a> {
    /// The kind of place that they give.
    pub care_type: Option<&'a str>,
    /// Headings, and what must stand under them.
    pub only: &'a [(String, String)],
    /// Where postcodes are.
    pub postcodes: Option<&'a Path>,
}

/// A home of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Read {
    row: u64,
    name: String,
    area: String,
    point: Point,
    places: Places,
}

/// What came of a table of homes.
#[derive(Debug)]
pub struct Homes {
    /// The care type.
    pub care_type: String,
    /// What was read and what was not.
    pub told: String,
    /// The table, as in `providers.csv`.
    pub name: String,
    by_id: BTreeMap<String, Read>,
}

impl Homes {
    /// How many there are.
    #[must_use]
    pub fn count(&self) -> usize {
        self.by_id.len()
    }
}

/// What was taken of rows.
#[derive(Debug, Default)]
struct Taken {
    homes: BTreeMap<String, Read>,
    /// Homes of which the table has no id.
    unnamed: Vec<Read>,
    /// Rows that are left out, by why.
    others: BTreeMap<String, usize>,
    notes: BTreeMap<String, usize>,
    mistakes: Vec<Mistake>,
    /// The kinds of those that are taken, by whether they are secure.
    kinds: BTreeMap<bool, String>,
}

/// What the rows of a table are read with.
struct Reader<'a> {
    grid: &'a Grid,
    at: BTreeMap<&'static str, usize>,
    only: Vec<(usize, &'a str)>,
    instance: &'a Instance,
    names: Names,
    postcodes: BTreeMap<String, Point>,
}

/// Reads the homes of the authorities of a dataset.
///
/// # Errors
///
/// If the table cannot be read, does not say which column is meant, or has a value that is none.
pub fn read_homes(file: &Path, wanted: &WantedHomes<'_>, instance: &Instance) -> Result<Homes, Mistakes> {
    let score = |cells: &[String]| found(cells).len();
    let grid = Grid::read(file, None, score)?;
    let care_type = care_type(&grid, wanted.care_type, instance)?;
    let heading = grid.rows.iter().take(40).max_by_key(|row| (score(&row.cells), std::cmp::Reverse(row.number)));
    let heading = heading.ok_or_else(|| grid.mistake_of_all("this table is empty"))?;
    let reader = reader(&grid, heading, wanted, instance)?;
    let read: Vec<usize> = reader.at.values().copied().collect();
    let mut taken = Taken { mistakes: grid.never_worked_out(heading.number, &read), ..Taken::default() };
    if !taken.mistakes.is_empty() {
        return Err(Mistakes::new(taken.mistakes));
    }
    for row in grid.rows.iter().filter(|row| row.number > heading.number) {
        if let Some(why) = reader.other(row) {
            let times = taken.others.entry(why).or_default();
            *times = times.saturating_add(1);
        } else {
            reader.take(row, &mut taken);
        }
    }
    reader.name_all(&mut taken);
    if let (true, [open, secure]) = (wanted.only.is_empty(), taken.kinds.values().collect::<Vec<_>>().as_slice()) {
        let why = format!(
            "it has homes of the kinds `{open}` and `{secure}`: say with --where HEADING=VALUE which are meant"
        );
        taken.mistakes.push(grid.mistake_of_all(&why));
    }
    if taken.homes.is_empty() && taken.mistakes.is_empty() {
        let why = "no row of it is a home of an authority of the dataset, with its places";
        taken.mistakes.push(grid.mistake_of_all(why));
    }
    if !taken.mistakes.is_empty() {
        return Err(Mistakes::new(taken.mistakes));
    }
    Ok(Homes { care_type, told: told(&grid, &taken), name: grid.name(), by_id: taken.homes })
}

/// Where the columns stand.
fn found(cells: &[String]) -> BTreeMap<&'static str, usize> {
    let others = HEADINGS.into_iter().filter_map(|(name, words)| Some((name, place(cells, words)?)));
    others.chain(authority::position(cells, &[], &[]).map(|at| ("area", at))).collect()
}

fn reader<'a>(
    grid: &'a Grid,
    heading: &GridRow,
    wanted: &'a WantedHomes<'_>,
    instance: &'a Instance,
) -> Result<Reader<'a>, Mistakes> {
    let cells = &heading.cells;
    let at = found(cells);
    let wanted_of = [
        (["name", "home"], "the name of a home, or its id, such as URN"),
        (["area", "area"], "its authority"),
        (["places", "places"], "its places"),
    ];
    for (names, what) in wanted_of {
        if !names.iter().any(|name| at.contains_key(name)) {
            return Err(grid
                .mistake_of_all(&format!("no heading is one for {what}; it has {}", cells.join(", ")))
                .into());
        }
    }
    let only = wanted.only.iter().map(|(name, value)| {
        let at = cells.iter().position(|cell| folded(cell) == folded(name));
        at.map(|at| (at, value.as_str())).ok_or_else(|| {
            grid.mistake_of_all(&format!("--where: it has no heading `{name}`; it has {}", cells.join(", ")))
        })
    });
    let only = only.collect::<Result<Vec<_>, Mistake>>()?;
    let codes = at
        .get("postcode")
        .map(|at| grid.rows.iter().map(|row| plain_postcode(cell(row, *at))).filter(|code| !code.is_empty()).collect());
    let postcodes = match (wanted.postcodes, codes) {
        (Some(file), Some(codes)) => find_postcodes(file, &codes)?,
        _ => BTreeMap::new(),
    };
    Ok(Reader { grid, at, only, instance, names: Names::authorities(instance), postcodes })
}

impl Reader<'_> {
    fn written<'r>(&self, row: &'r GridRow, column: &str) -> &'r str {
        self.at.get(column).map_or("", |at| cell(row, *at))
    }

    fn mistake(&self, row: &GridRow, column: &str, why: &str) -> Mistake {
        self.grid.mistake(row.number, self.at.get(column).copied().unwrap_or_default(), why)
    }

    /// Why a row is not meant, where it is not.
    fn other(&self, row: &GridRow) -> Option<String> {
        if !self.only.iter().all(|(at, value)| folded(cell(row, *at)) == folded(value)) {
            return Some("not what --where asks for".to_owned());
        }
        let (kind, status) = (self.written(row, "kind"), self.written(row, "status"));
        if self.only.is_empty() && !kind.is_empty() && !folded(kind).contains(CHILDRENS_HOME) {
            return Some(format!("of the kind `{kind}`"));
        }
        let is_active = status.is_empty() || ACTIVE.contains(&folded(status).as_str());
        (!is_active).then(|| format!("of the status `{status}`"))
    }

    fn take(&self, row: &GridRow, taken: &mut Taken) {
        let mut other = |why: String| {
            let times = taken.others.entry(why).or_default();
            *times = times.saturating_add(1);
        };
        let word = self.written(row, "area");
        let area = match self.names.meaning(word, &Words::new()) {
            Meaning::Of(id) | Meaning::Carried(id, _) => id,
            Meaning::Nothing(..) => return other("of no authority of the dataset".to_owned()),
        };
        let text = self.written(row, "places");
        let unknown = if text.is_empty() { Some("blank") } else { reason_of(text) };
        if let Some(reason) = unknown {
            return other(format!("without its places (`{text}`: {reason}), which are never taken for nought"));
        }
        let home = self.home(row);
        let count = places(text, self.grid.commas).map_err(|why| self.mistake(row, "places", &why.to_string()));
        let point = self.point(row, &area, &mut taken.notes);
        match (home, count, point) {
            (Ok((id, name)), Ok(count), Ok(point)) => {
                let kind = self.written(row, "kind");
                taken.kinds.entry(folded(kind).contains("secure")).or_insert_with(|| kind.to_owned());
                let read = Read { row: row.number, name, area, point, places: count.value };
                let Some(id) = id else { return taken.unnamed.push(read) };
                if let Some(first) = taken.homes.insert(id.clone(), read) {
                    let why = format!("`{id}` is in row {} already", first.row);
                    taken.mistakes.push(self.mistake(row, "home", &why));
                }
            }
            (home, count, point) => {
                taken.mistakes.extend([home.err(), count.err(), point.err()].into_iter().flatten());
            }
        }
    }

    /// The id of a home, if the table has one, and its name, which is the id where it has none.
    fn home(&self, row: &GridRow) -> Result<(Option<String>, String), Mistake> {
        let id = Some(self.written(row, "home")).filter(|id| !id.is_empty());
        let name = Some(self.written(row, "name")).filter(|name| !name.is_empty() && folded(name) != REDACTED);
        let malformed = id.and_then(|id| id.parse::<HomeId>().err());
        if let Some(why) = malformed {
            return Err(self.mistake(row, "home", &why.to_string()));
        }
        let of_row = if self.at.contains_key("name") { "name" } else { "home" };
        let called = name.or(id).ok_or_else(|| self.mistake(row, of_row, "this row has neither a name nor an id"))?;
        Ok((id.map(str::to_owned), called.to_owned()))
    }

    /// Gives homes without an id one that is made of their name, as bids have it. What is the same home twice is refused.
    fn name_all(&self, taken: &mut Taken) {
        let unnamed = std::mem::take(&mut taken.unnamed);
        let is_same = |one: &Read, other: &Read| {
            (&one.name, &one.area, one.point, one.places) == (&other.name, &other.area, other.point, other.places)
        };
        for (at, home) in unnamed.iter().enumerate() {
            if let Some(first) = unnamed[..at].iter().find(|first| is_same(first, home)) {
                let advice = "if they are two homes, tell them apart by a column `Home` with an id of each";
                let why = format!("`{}` is in row {} already, with as many places; {advice}", home.name, first.row);
                let column = self.at.get("name").copied().unwrap_or_default();
                taken.mistakes.push(self.grid.mistake(home.row, column, &why));
                continue;
            }
            let mut ids = ids_of(&home.name, format!("home-{}", home.row));
            let id = ids.find(|id| !taken.homes.contains_key(id)).expect("numbers do not end");
            taken.homes.insert(id, home.clone());
            let times = taken.notes.entry("go by an id that is made of their name".to_owned()).or_default();
            *times = times.saturating_add(1);
        }
    }

    /// Where a home is: on the grid, at its postcode, or at the centre of its authority.
    fn point(&self, row: &GridRow, area: &str, notes: &mut BTreeMap<String, usize>) -> Result<Point, Mistake> {
        let mut note = |what: &str| {
            let times = notes.entry(what.to_owned()).or_default();
            *times = times.saturating_add(1);
        };
        let [east, north] = ["easting", "northing"].map(|column| self.written(row, column));
        if !east.is_empty() && !north.is_empty() {
            let read = |column, text| {
                metres(text, self.grid.commas).map_err(|why| self.mistake(row, column, &why.to_string()))
            };
            let (east, north) = (read("easting", east)?.value, read("northing", north)?.value);
            let why = || format!("easting {east} and northing {north} are not in England or Wales");
            return Point::new(east, north).ok_or_else(|| self.mistake(row, "easting", &why()));
        }
        let code = self.written(row, "postcode");
        if let Some(point) = self.postcodes.get(&plain_postcode(code)) {
            note("stand at their postcode");
            return Ok(*point);
        }
        let centre = self.instance.areas().iter().find(|own: &&Area| own.id.as_str() == area).map(|own| own.centre);
        note("stand at the centre of their authority, as the table does not say where they are");
        centre.ok_or_else(|| self.mistake(row, "area", &Malformed::new(area, "an authority").to_string()))
    }
}

/// What was read and what was left out.
fn told(grid: &Grid, taken: &Taken) -> String {
    let count: Places = taken.homes.values().map(|home| home.places).sum();
    let mut lines =
        vec![format!("{}: {} with {count} places.", grid.name(), counted(taken.homes.len(), "home", "homes"))];
    lines.extend(grid.notes.iter().map(|note| format!("{note}.")));
    lines.extend(taken.notes.iter().map(|(what, times)| format!("{times} of them {what}.")));
    let others = taken.others.iter().map(|(why, times)| format!("{} {why}", counted(*times, "row", "rows")));
    let others: Vec<String> = others.collect();
    if !others.is_empty() {
        lines.push(format!("Left out: {}.", others.join("; ")));
    }
    lines.join("\n") + "\n"
}

/// Puts homes into the table of homes, of all tables of a dataset; with [`How::Replace`] those of the same care type give way.
///
/// # Errors
///
/// Of homes that are there already, where they should be added: each, at its row.
///
/// # Panics
///
/// If these are not the tables of a dataset.
pub fn put_homes(
    tables: &mut Vec<Written>,
    homes: &Homes,
    how: How,
    origin: Origin<'_>,
    file: &Path,
) -> Result<(), Mistakes> {
    let table = tables.iter_mut().find(|table| table.file == "homes.csv").expect("every dataset has it");
    let columns = table.columns.clone();
    let at = |name: &str| columns.iter().position(|column| *column == name);
    let [id_at, type_at] = ["home", "care_type"].map(at);
    if how == How::Replace {
        table.rows.retain(|row| type_at.and_then(|at| row.get(at)) != Some(&homes.care_type));
    }
    let there = table.rows.iter().filter_map(|row| homes.by_id.get_key_value(row.get(id_at?)?));
    let twice = |(id, home): (&String, &Read)| {
        let why =
            format!("`{id}` is in the dataset already; --replace puts these in the place of all homes of their kind");
        Mistake::new(file, home.row, "", &why)
    };
    let twice: Vec<Mistake> = there.map(twice).collect();
    if !twice.is_empty() {
        return Err(Mistakes::new(twice));
    }
    table.rows.extend(homes.by_id.iter().map(|(id, home)| row(&columns, id, home, (&homes.care_type, origin.kind))));
    let all = if table.rows.len() == homes.count() { How::Replace } else { How::Add };
    note_origin(tables, &["homes.csv"], all, origin);
    Ok(())
}

/// A home as a row of these columns, of a care type and from figures of a kind.
fn row(columns: &[&'static str], id: &str, home: &Read, (care_type, kind): (&str, &str)) -> Vec<String> {
    let cell = |column: &&str| match *column {
        "home" => id.to_owned(),
        "name" => guarded(&home.name),
        "area" => home.area.clone(),
        "care_type" => care_type.to_owned(),
        "easting" => home.point.easting().to_string(),
        "northing" => home.point.northing().to_string(),
        "places" => home.places.count().to_string(),
        "places_at_risk" => "0".to_owned(),
        "basis" => kind.to_owned(),
        _ => String::new(),
    };
    columns.iter().map(cell).collect()
}
