//! A row of a sheet as a way to do a bid.

use std::collections::BTreeMap;

use super::columns::folded;
use super::day::year_of_day;
use super::ground::point;
use super::names::Names;
use super::reader::{Noted, Place, Reader};
use super::spend::{Cost, cost};
use crate::domain::{FinancialYear, Instance, Malformed, Money, OptionId, Places, Point, ProjectId, Status};
use crate::read::GridRow;
use crate::read::lenient::{self, Lenient, places, yes_or_no};

/// A way to do a bid: what a row says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// The number of the row.
    pub row: u64,
    /// The bid that it is a way of.
    pub bid: Bid,
    /// Its id within the bid.
    pub option: String,
    /// What is built.
    pub scope: String,
    /// The kind of place.
    pub care_type: String,
    /// When work starts.
    pub starts: FinancialYear,
    /// When it opens.
    pub opens: FinancialYear,
    /// The department's cost.
    pub cost: Money,
    /// The local cost.
    pub local_match: Money,
    /// Places that it adds: low, likely, high.
    pub additional: [Places; 3],
    /// Places that it keeps.
    pub protected: Places,
    /// Places that it makes better.
    pub improved: Places,
    /// `yes` or `no`.
    pub planned: &'static str,
    /// The department's cost by year.
    pub spend: Vec<(FinancialYear, Money)>,
}

/// What all ways to do a bid have in common.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bid {
    /// The id; blank until it is known to be its own.
    pub project: String,
    /// The name.
    pub name: String,
    /// The line.
    pub line: String,
    /// The authority.
    pub area: String,
    /// The home that it builds at.
    pub home: Option<String>,
    /// Where it builds, if not at a home.
    pub point: Option<Point>,
    /// How far it has come.
    pub status: String,
    /// `observed` or `modelled`.
    pub basis: String,
    /// The paper it is from; blank for the row of the sheet.
    pub source: String,
}

/// What the words of the sheet can mean.
#[derive(Debug)]
pub struct Known {
    /// Authorities.
    pub areas: Names,
    /// Lines.
    pub lines: Names,
    /// Care types.
    pub care_types: Names,
    /// Homes.
    pub homes: Names,
    /// The kinds of homes of each line.
    home_types: BTreeMap<String, String>,
    /// Where postcodes are, each in capitals and without spaces; nothing where no file of them was given.
    pub postcodes: Option<BTreeMap<String, Point>>,
}

impl Known {
    /// What a dataset knows.
    #[must_use]
    pub fn of(instance: &Instance) -> Self {
        Self {
            areas: Names::authorities(instance),
            lines: Names::lines(instance),
            care_types: Names::care_types(instance),
            homes: Names::homes(instance),
            home_types: instance.lines().iter().map(|line| (line.id.to_string(), line.home_type.clone())).collect(),
            postcodes: None,
        }
    }

    /// The one care type that the homes of a line can have, where there is only one.
    #[must_use]
    pub fn care_type_of(&self, line: &str) -> Option<&str> {
        let home_type = self.home_types.get(line)?;
        let mut fitting = self.care_types.all().map(|(id, _)| id).filter(|id| id.starts_with(home_type.as_str()));
        fitting.next().filter(|_| fitting.next().is_none())
    }
}

/// Reads a row; whatever is wrong with it is noted to its end.
///
/// # Errors
///
/// If anything is wrong with it.
pub fn way(reader: &Reader<'_>, row: &GridRow, known: &Known) -> Result<Way, Noted> {
    let bid = bid(reader, row, known);
    let option = id_of::<OptionId>(reader, row, "option").map(|id| id.unwrap_or_else(|| "as-bid".to_owned()));
    let line = bid.as_ref().map_or_else(|_| String::new(), |bid| bid.line.clone());
    let care_type = care_type(reader, row, known, &line);
    let cost = cost(reader, row);
    let additional = additional(reader, row);
    let commas = reader.grid.commas;
    let count = |column| {
        let read = reader.read(row, column, ("count", "counts"), |text| places(text, commas));
        read.map(Option::unwrap_or_default)
    };
    let (protected, improved) = (count("protected"), count("improved"));
    let planned = reader.read(row, "planned", ("answer", "answers"), yes_or_no);
    let years = cost.and_then(|cost| years(reader, row, cost));
    let (bid, additional) = (bid?, additional?);
    let (starts, opens, cost) = years?;
    let scope = reader.text(row, "scope").unwrap_or_else(|| scope(additional[1]));
    Ok(Way {
        row: row.number,
        bid,
        option: option?,
        scope,
        care_type: care_type?,
        starts,
        opens,
        cost: cost.department,
        local_match: cost.local_match,
        additional,
        protected: protected?,
        improved: improved?,
        planned: planned?.unwrap_or("no"),
        spend: cost.by_year,
    })
}

/// What is built, where nothing says so.
fn scope(places: Places) -> String {
    if places == Places::ZERO { "As bid".to_owned() } else { format!("As bid, {places} more places") }
}

fn bid(reader: &Reader<'_>, row: &GridRow, known: &Known) -> Result<Bid, Noted> {
    let project = id_of::<ProjectId>(reader, row, "project");
    let name = reader.text(row, "name");
    let line = required(reader, row, "line", reader.find(row, "line", &known.lines));
    let area = required(reader, row, "area", reader.find(row, "area", &known.areas));
    let home = reader.find(row, "home", &known.homes);
    let point = match &home {
        Ok(None) => point(reader, row, known).map(Some),
        Ok(Some(_)) | Err(Noted) => Ok(None),
    };
    let status = reader.read(row, "status", ("status", "statuses"), |text| {
        let status: Status = text.to_lowercase().parse()?;
        Ok(Lenient { value: status.word().to_owned(), how: Vec::new() })
    });
    let basis = reader.read(row, "basis", ("basis", "bases"), |text| {
        let word = text.to_lowercase();
        let known = ["observed", "modelled"].contains(&word.as_str());
        if known {
            Ok(Lenient { value: word, how: Vec::new() })
        } else {
            Err(Malformed::new(text, "observed or modelled"))
        }
    });
    let project = project?;
    let name = name.or_else(|| project.clone()).ok_or_else(|| reader.blank(row, "name"));
    Ok(Bid {
        project: project.unwrap_or_default(),
        name: name?,
        line: line?,
        area: area?,
        home: home?,
        point: point?,
        status: status?.unwrap_or_default(),
        basis: basis?.unwrap_or_else(|| "observed".to_owned()),
        source: reader.text(row, "source").unwrap_or_default(),
    })
}

/// What was read, which may not be blank.
fn required<T>(
    reader: &Reader<'_>,
    row: &GridRow,
    column: &'static str,
    read: Result<Option<T>, Noted>,
) -> Result<T, Noted> {
    read?.ok_or_else(|| reader.blank(row, column))
}

/// An id as it is written, or made of what is.
fn id_of<I: std::str::FromStr>(
    reader: &Reader<'_>,
    row: &GridRow,
    column: &'static str,
) -> Result<Option<String>, Noted> {
    let Some(text) = reader.text(row, column) else { return Ok(None) };
    if text.parse::<I>().is_ok() {
        return Ok(Some(text));
    }
    match slug(&text) {
        id if id.is_empty() => {
            Err(reader.say(row, column, &format!("`{text}` has no letter or digit that an id can have")))
        }
        id => {
            reader.note(format!("`{text}` goes by the id {id}"));
            Ok(Some(id))
        }
    }
}

/// A name as an id: `new-home-north-of-leeds`; blank where it has no letter or digit of ASCII.
#[must_use]
pub fn slug(name: &str) -> String {
    let plain: String = folded(name).chars().map(|c| if c.is_ascii_alphanumeric() { c } else { ' ' }).collect();
    let words = plain.split_whitespace().collect::<Vec<_>>().join("-");
    words.chars().take(45).collect::<String>().trim_matches('-').to_owned()
}

/// The kind of place: as the row says, or the only one that its line can have.
fn care_type(reader: &Reader<'_>, row: &GridRow, known: &Known, line: &str) -> Result<String, Noted> {
    if let Some(id) = reader.find(row, "care_type", &known.care_types)? {
        return Ok(id);
    }
    if line.is_empty() {
        return Err(Noted);
    }
    match known.care_type_of(line) {
        Some(only) => {
            reader
                .note(format!("places of {line} are taken to be of the care type {only}, the only one of such homes"));
            Ok(only.to_owned())
        }
        None => Err(reader.say(
            row,
            "care_type",
            &format!("nothing says which kind of place {line} gives; say it in the map, under [always] or in a column"),
        )),
    }
}

/// The places that it adds: low, likely, high.
fn additional(reader: &Reader<'_>, row: &GridRow) -> Result<[Places; 3], Noted> {
    let [low, likely, high] = ["additional_low", "additional_likely", "additional_high"]
        .map(|column| reader.read(row, column, ("count", "counts"), |text| places(text, reader.grid.commas)));
    let (low, likely, high) = (low?, likely?, high?);
    let makes_no_more = reader.has("improved") || reader.has("protected");
    let Some(likely) = likely.or(low).or(high).or(makes_no_more.then_some(Places::ZERO)) else {
        return Err(reader.blank(row, "additional_likely"));
    };
    let range = [low.unwrap_or(likely), likely, high.unwrap_or(likely)];
    if range.is_sorted() {
        return Ok(range);
    }
    let [low, likely, high] = range;
    let column = if reader.columns.contains_key("additional_low") { "additional_low" } else { "additional_high" };
    Err(reader.say(row, column, &format!("{low}, {likely} and {high} should be in order: low, likely, high")))
}

/// When it starts and opens, and what it costs in which of the years from one to the other.
fn years(reader: &Reader<'_>, row: &GridRow, mut cost: Cost) -> Result<(FinancialYear, FinancialYear, Cost), Noted> {
    let map = reader.map.file().display().to_string();
    let [starts, opens] = ["starts", "opens"].map(|column| {
        let order = reader.dates.get(column).copied();
        reader.read(row, column, ("year or day", "years or days"), |text| year_of_day(text, order, &map))
    });
    let (first, last) = (cost.by_year.first().map(|(year, _)| *year), cost.by_year.last().map(|(year, _)| *year));
    let (starts, opens) = (starts?, opens?);
    let Some(starts) = starts.or(first) else {
        return Err(reader.say(row, "starts", "nothing says when it starts: there is no spend by year either"));
    };
    let Some(opens) = opens.or(last) else {
        return Err(reader.say(row, "opens", "nothing says when it opens: there is no spend by year either"));
    };
    if opens < starts {
        return Err(reader.say(row, "opens", &format!("it opens in {opens}, before it starts, in {starts}")));
    }
    for year in [first, last].into_iter().flatten() {
        if year < starts || opens < year {
            let when = if year < starts {
                format!("before it starts, in {starts}")
            } else {
                format!("after it opens, in {opens}")
            };
            let at = reader.years.get(&year).map_or(Place::Always, |(at, _)| Place::Cell(*at));
            return Err(reader.say_at(row, "opens", at, &format!("this is spent in {year}, {when}")));
        }
    }
    if cost.by_year.is_empty() && cost.department > Money::ZERO {
        reader.note(
            "spend of which no year is said is spread evenly over the years from the start to the opening".to_owned(),
        );
        cost.by_year = spread_evenly(starts, opens, cost.department);
    }
    Ok((starts, opens, cost))
}

/// A cost in equal parts over the years; the pounds that do not divide go to the first.
fn spread_evenly(from: FinancialYear, to: FinancialYear, cost: Money) -> Vec<(FinancialYear, Money)> {
    let years: Vec<FinancialYear> =
        (0..100).map_while(|later| from.later(later)).take_while(|year| *year <= to).collect();
    let count = i64::try_from(years.len()).unwrap_or(1);
    let part = Money::from_pounds(cost.pounds().checked_div(count).unwrap_or_default());
    let given: Money = years.iter().map(|_| part).sum();
    let mut spread: Vec<(FinancialYear, Money)> = years.into_iter().map(|year| (year, part)).collect();
    if let Some((_, first)) = spread.first_mut() {
        *first += cost - given;
    }
    spread.retain(|(_, money)| *money > Money::ZERO);
    spread
}

/// An amount in a column of a row, in the unit of its heading.
///
/// # Errors
///
/// If it is none, which is noted.
pub fn amount(reader: &Reader<'_>, row: &GridRow, column: &'static str) -> Result<Option<Money>, Noted> {
    let unit = reader.columns.get(column).map(|(_, unit)| *unit).unwrap_or_default();
    reader.read(row, column, ("amount", "amounts"), |text| lenient::money(text, unit, reader.grid.commas))
}
