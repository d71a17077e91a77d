//! What a bid has, and the headings that people write over it.

use super::authority;
use crate::domain::FinancialYear;
use crate::read::lenient;

/// What is read of a bid, by the name that the map has for it.
#[derive(Debug)]
pub struct Column {
    /// The name.
    pub name: &'static str,
    /// The headings that usually stand over it, the surest first, as [`folded`].
    pub words: &'static [&'static str],
    /// What it is, for whoever fills in the map.
    pub about: &'static str,
}

const fn column(name: &'static str, words: &'static [&'static str], about: &'static str) -> Column {
    Column { name, words, about }
}

/// Everything that is read of a bid but for its spend by year.
pub const COLUMNS: [Column; 27] = [
    column(
        "project",
        &[
            "project id",
            "bid id",
            "scheme id",
            "bid ref",
            "bid reference",
            "project ref",
            "project reference",
            "reference",
            "ref",
            "id",
            "bid number",
            "bid no",
        ],
        "an id of the bid; made of its name where there is none",
    ),
    column(
        "name",
        &[
            "project name",
            "bid name",
            "scheme name",
            "project title",
            "scheme title",
            "name of project",
            "name of scheme",
            "name",
            "title",
            "scheme",
            "bid",
            "project",
        ],
        "the name of the bid",
    ),
    column(
        "option",
        &["option", "option id", "option name", "variant"],
        "an id of the option; as-bid where there is none",
    ),
    column(
        "scope",
        &["scope", "description", "project description", "scheme description", "works", "summary"],
        "what is built, in words",
    ),
    column(
        "line",
        &[
            "line",
            "programme line",
            "type of project",
            "project type",
            "type of scheme",
            "scheme type",
            "type of home",
            "home type",
            "type of bid",
            "bid type",
            "type",
            "category",
        ],
        "the line of the programme, as in lines.csv",
    ),
    column(
        "care_type",
        &[
            "care type",
            "type of care",
            "placement type",
            "type of placement",
            "provision type",
            "type of provision",
            "type of place",
        ],
        "the kind of place, as in care_types.csv",
    ),
    column("area", &authority::HEADINGS, "the authority that bids, by name or code"),
    column(
        "home",
        &["home", "existing home", "name of home", "home name"],
        "the home it builds at, by name or id; blank for a new site",
    ),
    column(
        "easting",
        &["easting", "eastings", "x", "site easting", "x coordinate"],
        "metres east on the National Grid",
    ),
    column(
        "northing",
        &["northing", "northings", "y", "site northing", "y coordinate"],
        "metres north on the National Grid",
    ),
    column("latitude", &["latitude", "lat", "site latitude"], "degrees north"),
    column("longitude", &["longitude", "long", "lon", "lng", "site longitude"], "degrees east, minus for west"),
    column(
        "postcode",
        &["postcode", "post code", "site postcode", "postcode of site", "site post code"],
        "the postcode of the site",
    ),
    column(
        "starts",
        &[
            "starts",
            "start year",
            "year of start",
            "start date",
            "start on site",
            "works start",
            "construction start",
            "start",
        ],
        "the year or the day in which work starts",
    ),
    column(
        "opens",
        &[
            "opens",
            "opening date",
            "opening year",
            "expected opening",
            "open date",
            "date of opening",
            "year of opening",
            "completion date",
            "completion year",
            "completion",
            "opening",
        ],
        "the year or the day in which its places open",
    ),
    column(
        "total_gbp",
        &[
            "total cost",
            "total capital cost",
            "total project cost",
            "total scheme cost",
            "total capital",
            "total",
            "capital cost",
            "project cost",
            "cost",
        ],
        "what it costs in all, the match included",
    ),
    column(
        "dfe_cost_gbp",
        &[
            "dfe cost gbp",
            "dfe cost",
            "dfe capital",
            "dfe grant",
            "dfe funding",
            "dfe contribution",
            "dfe ask",
            "capital requested",
            "grant requested",
            "amount requested",
            "funding requested",
            "capital ask",
            "grant",
        ],
        "what the department is asked for",
    ),
    column(
        "match_gbp",
        &[
            "match gbp",
            "match funding",
            "match",
            "la match",
            "la match funding",
            "local match",
            "la contribution",
            "local contribution",
            "council contribution",
        ],
        "what is met locally; nothing where there is no such column",
    ),
    column(
        "additional_likely",
        &[
            "additional likely",
            "places",
            "new places",
            "additional places",
            "number of places",
            "no of places",
            "places added",
            "places created",
            "places to be created",
            "beds",
            "number of beds",
            "no of beds",
            "bedrooms",
            "capacity",
        ],
        "the places that it adds",
    ),
    column(
        "additional_low",
        &["additional low", "places low", "low places", "minimum places", "places minimum"],
        "the fewest that it may add",
    ),
    column(
        "additional_high",
        &["additional high", "places high", "high places", "maximum places", "places maximum"],
        "the most that it may add",
    ),
    column("protected", &["protected", "places protected", "protected places"], "places at risk that it keeps"),
    column("improved", &["improved", "places improved", "improved places"], "places that it makes better"),
    column(
        "planned",
        &["planned", "in plan", "in the plan", "planned yes no"],
        "yes where it is in the plan to compare with",
    ),
    column("status", &["programme status"], "delivered, under way, announced or bid"),
    column("basis", &["basis"], "observed for a real bid, modelled for one made up"),
    column("source", &["source"], "the paper it is from; the row of the sheet where there is none"),
];

/// A heading or a word without what means nothing in it: capitals, marks, units, a plural.
#[must_use]
pub fn folded(text: &str) -> String {
    let text = text.to_lowercase().replace('&', " and ");
    let mut plain = String::new();
    let mut depth = 0_usize;
    for letter in text.chars() {
        match letter {
            '(' | '[' => depth = depth.saturating_add(1),
            ')' | ']' => depth = depth.saturating_sub(1),
            _ if depth > 0 => {}
            letter if letter.is_alphanumeric() => plain.push(letter),
            '\'' | '’' => {}
            _ => plain.push(' '),
        }
    }
    let units = ["k", "m", "000", "000s", "gbp"];
    let mut words: Vec<&str> = plain.split_whitespace().collect();
    while text.contains('£') && words.len() > 1 && words.last().is_some_and(|last| units.contains(last)) {
        words.pop();
    }
    words.join(" ")
}

/// How well a heading names a column: nought is the surest; nothing where it does not.
#[must_use]
pub fn fit(heading: &str, column: &Column) -> Option<usize> {
    let heading = folded(heading);
    let is =
        |word: &&str| heading == **word || heading == word.replace(' ', "") || heading.strip_suffix('s') == Some(*word);
    column.words.iter().position(is).or_else(|| (heading == folded(column.name)).then_some(0))
}

/// Words that may stand about a year in a heading of spend.
const ABOUT_YEAR: [&str; 14] = [
    "spend",
    "cost",
    "costs",
    "capital",
    "profile",
    "forecast",
    "expenditure",
    "in",
    "year",
    "financial",
    "fy",
    "dfe",
    "grant",
    "budget",
];

/// The year whose spend stands under a heading, if it is one.
#[must_use]
pub fn year_of(heading: &str) -> Option<FinancialYear> {
    if let Ok(read) = lenient::year(heading) {
        return Some(read.value);
    }
    let bare = heading.split(['(', '[']).next().unwrap_or_default().to_lowercase();
    let bare = bare
        .replace("£000s", " ")
        .replace("£000", " ")
        .replace("£k", " ")
        .replace("£m", " ")
        .replace(['£', ',', ':'], " ");
    let (mut years, mut others) = (Vec::new(), true);
    for word in bare.split_whitespace() {
        match lenient::year(word) {
            Ok(read) => years.push(read.value),
            Err(_) => others &= ABOUT_YEAR.contains(&word),
        }
    }
    match years.as_slice() {
        [year] if others => Some(*year),
        _ => None,
    }
}

/// How many cells of a row look like headings.
#[must_use]
pub fn headings_in(cells: &[String]) -> usize {
    let is_heading =
        |cell: &&String| year_of(cell).is_some() || COLUMNS.iter().any(|column| fit(cell, column).is_some());
    cells.iter().filter(|cell| cell.len() < 80).filter(is_heading).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(heading: &str) -> Vec<&'static str> {
        COLUMNS.iter().filter(|column| fit(heading, column).is_some()).map(|column| column.name).collect()
    }

    #[test]
    fn the_usual_headings_are_known_and_each_names_one_column() {
        for (heading, column) in [
            ("Project name", "name"),
            ("Local authority", "area"),
            ("LA code", "area"),
            ("Type of home", "line"),
            ("Places", "additional_likely"),
            ("Beds", "additional_likely"),
            ("Total cost", "total_gbp"),
            ("Capital cost (£)", "total_gbp"),
            ("TOTAL COST £k", "total_gbp"),
            ("Opening date", "opens"),
            ("Lat", "latitude"),
            ("Long", "longitude"),
            ("Post code", "postcode"),
            ("Match funding", "match_gbp"),
            ("dfe_cost_gbp", "dfe_cost_gbp"),
        ] {
            assert_eq!(named(heading), [column], "{heading}");
        }
        assert_eq!(named("Officer"), Vec::<&str>::new());
        for column in &COLUMNS {
            for word in column.words {
                // What is headed so is the name of a bid, of which its id is made, or is its id beside a name.
                let all: &[&str] = if *word == "project" { &["project", "name"] } else { &[column.name] };
                assert_eq!(named(word), all, "{word} is of one column alone");
                assert_eq!(folded(word), *word, "it is as headings are compared");
            }
        }
    }

    #[test]
    fn a_year_stands_alone_in_its_heading_or_among_words_of_spend() {
        let year = |heading: &str| year_of(heading).map(|year| year.to_string()).unwrap_or_default();
        for heading in ["2025-26", "FY25/26", "Spend 2025/26", "2025-26 (£)", "Capital 2025-26 £k", "FY 2025-26"] {
            assert_eq!(year(heading), "2025-26", "{heading}");
        }
        for other in ["2025", "Places 2025-26", "2025-26 to 2026-27", "Opening date", ""] {
            assert_eq!(year(other), "", "{other}");
        }
    }
}
