//! The layout of explore education statistics, held to what its screener asks.

use std::collections::{BTreeMap, BTreeSet};

use placewell::report::ees::ees_files;

use super::given::{Given, Tiny, digits};

type Row = BTreeMap<String, String>;

/// The file that says what the others are.
const GUIDANCE: &str = "data_guidance.txt";

/// A data file, and what is said of its columns.
struct Pair {
    name: String,
    columns: Vec<String>,
    rows: Vec<Row>,
    meta: Vec<Row>,
}

fn read(bytes: &[u8]) -> (Vec<String>, Vec<Row>) {
    let mut reader = csv::ReaderBuilder::new().flexible(false).from_reader(bytes);
    let columns = reader.headers().expect("a heading").iter().map(str::to_owned).collect();
    (columns, reader.deserialize().collect::<Result<_, _>>().expect("it is CSV"))
}

fn pairs(given: &Given, fewest: u32) -> Vec<Pair> {
    let files: BTreeMap<String, Vec<u8>> =
        ees_files(&given.run(), fewest).expect("every place has a code").into_iter().collect();
    let guidance = String::from_utf8(files[GUIDANCE].clone()).expect("it is text");
    let data = files.iter().filter(|(name, _)| !name.ends_with(".meta.csv") && *name != GUIDANCE);
    let pair = |(name, bytes): (&String, &Vec<u8>)| {
        let name = name.trim_end_matches(".csv").to_owned();
        let (columns, rows) = read(bytes);
        let (_, meta) = read(&files[&format!("{name}.meta.csv")]);
        Pair { name, columns, rows, meta }
    };
    let pairs: Vec<Pair> = data.map(pair).collect();
    assert_eq!(files.len(), 2 * pairs.len() + 1, "each file has its meta file and there are no others but guidance");
    assert!(pairs.iter().all(|pair| guidance.contains(&format!("{}.csv: ", pair.name))), "{guidance}");
    assert!(guidance.contains("\n\nThe figures are ") && guidance.contains("A well-located place is "));
    pairs
}

fn of_kind<'a>(pair: &'a Pair, kind: &str) -> Vec<&'a str> {
    pair.meta.iter().filter(|row| row["col_type"] == kind).map(|row| row["col_name"].as_str()).collect()
}

const PLACES: [&str; 10] = [
    "time_period",
    "time_identifier",
    "geographic_level",
    "country_code",
    "country_name",
    "region_code",
    "region_name",
    "old_la_code",
    "new_la_code",
    "la_name",
];

#[test]
fn columns_and_names_are_what_the_standards_ask() {
    for pair in pairs(Given::published(), 0) {
        let name_fits =
            pair.name.len() <= 35 && pair.name.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'_');
        assert!(name_fits, "{}", pair.name);
        let described: Vec<&str> = pair.meta.iter().map(|row| row["col_name"].as_str()).collect();
        let (places, own) = pair.columns.split_at(pair.columns.len() - described.len());
        assert_eq!(own, described, "{}: every column is described, in order", pair.name);
        assert_eq!(places, &PLACES[..places.len()], "{}", pair.name);
        assert!([5, 7, 10].contains(&places.len()), "{}", pair.name);
        let labels: BTreeSet<&str> = pair.meta.iter().map(|row| row["label"].as_str()).collect();
        assert_eq!(labels.len(), pair.meta.len(), "{}: labels are unique", pair.name);
        assert!(labels.iter().all(|label| (1..=80).contains(&label.chars().count())));
        for row in &pair.meta {
            let snake = |name: &str| name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_');
            assert!(snake(&row["col_name"]) && row["col_name"].len() <= 50, "{row:?}");
            let is_filter = row["col_type"] == "Filter";
            assert_eq!(is_filter, row["indicator_dp"].is_empty(), "{row:?}");
            assert!(["", "%", "pp", "£", "£m", "numberstring"].contains(&row["indicator_unit"].as_str()), "{row:?}");
        }
        assert!(!of_kind(&pair, "Filter").is_empty() && !of_kind(&pair, "Indicator").is_empty());
    }
}

#[test]
fn times_and_places_are_coded_and_only_where_they_apply() {
    for pair in pairs(Given::published(), 0) {
        let years: BTreeSet<&str> = pair.rows.iter().map(|row| row["time_period"].as_str()).collect();
        for (year, next) in years.iter().zip(years.iter().skip(1)) {
            assert_eq!(&year[4..], &next[2..4], "{}: no year is left out", pair.name);
        }
        for row in &pair.rows {
            let year = &row["time_period"];
            let [first, second] = [&year[2..4], &year[4..]].map(|year| year.parse::<u32>().expect("digits"));
            assert!(year.len() == 6 && second == (first + 1) % 100, "{year}");
            assert_eq!(row["time_identifier"], "Financial year");
            assert_eq!([&row["country_code"], &row["country_name"]], ["E92000001", "England"]);
            let told =
                |columns: &[&str]| columns.iter().filter_map(|column| row.get(*column)).all(|cell| !cell.is_empty());
            let blank = |columns: &[&str]| columns.iter().filter_map(|column| row.get(*column)).all(String::is_empty);
            match row["geographic_level"].as_str() {
                "National" => assert!(blank(&PLACES[5..]), "{row:?}"),
                "Regional" => assert!(told(&PLACES[5..7]) && blank(&PLACES[7..]), "{row:?}"),
                "Local authority" => {
                    assert!(told(&PLACES[5..]), "{row:?}");
                    assert!(row["old_la_code"].len() == 3 && row["new_la_code"].len() == 9, "{row:?}");
                }
                other => panic!("{other} is not a level"),
            }
        }
    }
}

#[test]
fn every_combination_is_there_once_and_no_indicator_is_blank() {
    for pair in pairs(Given::published(), 0) {
        let indicators = of_kind(&pair, "Indicator");
        let mut combinations = BTreeSet::new();
        let mut values: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
        for row in &pair.rows {
            for indicator in &indicators {
                let cell = row[*indicator].as_str();
                let is_number = !cell.is_empty() && cell.parse::<f64>().is_ok_and(f64::is_finite);
                assert!(is_number || ["x", "z"].contains(&cell), "{}: {indicator}: {cell:?}", pair.name);
            }
            let place = format!("{}{:?}{:?}", row["geographic_level"], row.get("region_code"), row.get("new_la_code"));
            let filters: Vec<&str> = of_kind(&pair, "Filter").iter().map(|filter| row[*filter].as_str()).collect();
            for filter in of_kind(&pair, "Filter") {
                values.entry(filter).or_default().insert(&row[filter]);
            }
            assert!(combinations.insert((row["time_period"].clone(), place, filters)), "{row:?} is there twice");
        }
        let times = combinations.iter().map(|(time, _, _)| time).collect::<BTreeSet<_>>().len();
        let places = combinations.iter().map(|(_, place, _)| place).collect::<BTreeSet<_>>().len();
        let filters: usize = values.values().map(BTreeSet::len).product();
        assert_eq!(combinations.len(), times * places * filters, "{}: the matrix is complete", pair.name);
    }
}

/// What the public screener of the Department refuses of a file besides: filters that filter nothing or are blank, marks
/// that are none of its own, blanks around what is written, a place by two names, and columns said twice.
fn screen(pair: &Pair) {
    let of_whom = |row: &Row| [&row["country_code"], &row["country_name"]].map(ToString::to_string);
    assert_eq!(pair.rows.iter().map(of_whom).collect::<BTreeSet<_>>().len(), 1);
    assert_eq!(pair.columns.iter().collect::<BTreeSet<_>>().len(), pair.columns.len(), "{}", pair.name);
    for [code, name] in [["region_code", "region_name"], ["new_la_code", "la_name"], ["new_la_code", "old_la_code"]] {
        let of_row = |row: &Row| Some((row.get(code)?.clone(), row.get(name)?.clone()));
        let names: BTreeSet<_> = pair.rows.iter().filter_map(of_row).collect();
        let [codes, others] =
            [0, 1].map(|at| names.iter().map(|pair| if at == 0 { &pair.0 } else { &pair.1 }).collect::<BTreeSet<_>>());
        assert_eq!([codes.len(), others.len()], [names.len(); 2], "{}: {names:?}", pair.name);
    }
    for filter in of_kind(pair, "Filter") {
        let levels: BTreeSet<&str> = pair.rows.iter().map(|row| row[filter].as_str()).collect();
        assert!(levels.len() > 1 && !levels.contains(""), "{}: {filter} has the levels {levels:?}", pair.name);
    }
    for indicator in of_kind(pair, "Indicator") {
        for row in &pair.rows {
            let cell = row[indicator].as_str();
            let is_number = cell.parse::<f64>().is_ok_and(f64::is_finite);
            assert!(is_number || ["c", "k", "low", "u", "x", "z"].contains(&cell), "{indicator}: {cell:?}");
        }
    }
    for (column, cell) in pair.rows.iter().chain(&pair.meta).flatten() {
        assert!(cell.trim() == cell && !cell.contains(['\r', '\n']), "{}: {column}: {cell:?}", pair.name);
    }
    for row in &pair.meta {
        assert!(pair.columns.contains(&row["col_name"]) && ["Filter", "Indicator"].contains(&row["col_type"].as_str()));
        let blank = if row["col_type"] == "Filter" { "indicator_unit" } else { "filter_hint" };
        assert!(row[blank].is_empty() && row["filter_grouping_column"].is_empty(), "{row:?}");
    }
}

/// The tiny dataset with children who need one kind of home alone.
fn of_one_care_type() -> Tiny {
    let one = Tiny::new("").edit("demand.csv", "E06000023,secure-welfare,2,modelled\n", "");
    one.edit("demand.csv", "E10000008,secure-welfare,3,modelled\n", "E10000008,open-high-risk,3,modelled\n")
}

#[test]
fn nothing_is_written_that_the_screener_refuses() {
    for fewest in [0, 6, 40] {
        pairs(Given::published(), fewest).iter().for_each(screen);
        pairs(&Given::decided(Tiny::new("").case()), fewest).iter().for_each(screen);
        pairs(&Given::decided(of_one_care_type().case()), fewest).iter().for_each(screen);
    }
}

#[test]
fn a_filter_with_one_level_is_no_filter_and_stays_in_the_data() {
    let filters = |tiny: &Tiny| {
        let need = pairs(&Given::decided(tiny.case()), 0).into_iter().find(|pair| pair.name == "places_by_area");
        let need = need.expect("a file");
        assert!(need.columns.contains(&"care_type".to_owned()));
        of_kind(&need, "Filter").join(" ")
    };
    assert_eq!([filters(&Tiny::new("")), filters(&of_one_care_type())], ["care_type", ""]);
}

#[test]
fn barnsley_and_sheffield_have_codes_of_before_and_after_they_changed() {
    for (code, old) in [("E08000016", "370"), ("E08000038", "370"), ("E08000019", "373"), ("E08000039", "373")] {
        let tiny = Tiny::new("")
            .edit("areas.csv", "E08000025,Birmingham,West Midlands", &format!("{code},Named,Yorkshire and The Humber"))
            .edit("demand.csv", "E08000025", code)
            .edit("projects.csv", "E08000025", code);
        let need = pairs(&Given::decided(tiny.case()), 0).into_iter().find(|pair| pair.name == "places_by_area");
        let need = need.expect("a file");
        let row = need.rows.iter().find(|row| row["new_la_code"] == code).expect("a row of it");
        assert_eq!([&row["old_la_code"], &row["region_code"]], [old, "E12000003"]);
    }
}

/// The children of each level, of one care type, known ones only.
fn children(pair: &Pair, level: &str) -> i64 {
    let rows = pair.rows.iter().filter(|row| row["geographic_level"] == level);
    rows.map(|row| if row["children"] == "x" { 0 } else { digits(&row["children"]) }).sum()
}

#[test]
fn levels_add_up_and_what_is_not_known_or_not_applicable_says_so() {
    let pairs = pairs(Given::published(), 0);
    let find = |name: &str| pairs.iter().find(|pair| pair.name == name).expect("a file");
    let need = find("places_by_area");
    let sums = ["National", "Regional", "Local authority"].map(|level| children(need, level));
    assert_eq!(sums, [1_285; 3]);
    let unknown: BTreeSet<&str> =
        need.rows.iter().filter(|row| row["children"] == "x").map(|row| row["la_name"].as_str()).collect();
    assert_eq!(unknown.into_iter().collect::<Vec<_>>(), ["City of London", "Isles of Scilly", "Rutland"]);
    let spend = |level: &str| -> i64 {
        let rows = find("capital_by_year").rows.iter().filter(|row| row["geographic_level"] == level);
        rows.map(|row| digits(&row["dfe_spend"])).sum()
    };
    assert_eq!(["National", "Regional"].map(spend), [508_000_000; 2]);
    let lines = Given::decided(Tiny::new("").case());
    let lines = self::pairs(&lines, 0).into_iter().find(|pair| pair.name == "programme_lines").expect("a file");
    let reserve = lines.rows.iter().filter(|row| row["published_projects"] == "z").count();
    assert_eq!(reserve, 1, "a line that was not published has no published figures");
}

#[test]
fn few_children_are_confidential_and_cannot_be_worked_out() {
    let all = pairs(Given::published(), 0);
    let told = pairs(Given::published(), 6);
    let find = |pairs: &[Pair]| -> Vec<Row> {
        pairs.iter().find(|pair| pair.name == "places_by_area").expect("a file").rows.clone()
    };
    let mut hidden: BTreeMap<(String, String), u32> = BTreeMap::new();
    let mut small = 0;
    for (row, told) in find(&all).iter().zip(find(&told)) {
        let is_authority = row["geographic_level"] == "Local authority";
        let few = row["children"].parse::<u32>().is_ok_and(|children| (1..6).contains(&children));
        small += u32::from(is_authority && few);
        let is_hidden = told["children"] == "c";
        assert!(is_hidden || !(is_authority && few), "{told:?}");
        assert!(is_authority || !is_hidden, "only authorities are hidden in this dataset: {told:?}");
        if is_hidden {
            let indicators = ["places_used", "well_located_places", "well_located_percent", "children_without_place"];
            assert!(indicators.iter().all(|indicator| told[*indicator] == "c"), "{told:?}");
            *hidden.entry((told["region_name"].clone(), told["care_type"].clone())).or_default() += 1;
        } else {
            assert_eq!(*row, told);
        }
    }
    assert!(small > 50, "{small} small counts");
    assert!(hidden.values().all(|count| *count >= 2), "one alone is its region less the rest: {hidden:?}");
}

#[test]
fn a_place_that_has_no_code_is_refused() {
    let tiny = Tiny::new("").edit("areas.csv", "\"Bristol, City of\",South West", "\"Bristol, City of\",West Midlands");
    let refused = ees_files(&Given::decided(tiny.case()).run(), 0).expect_err("Bristol is not in the West Midlands");
    assert!(refused.contains("E06000023 is in E12000009") || refused.contains("in E12000009"), "{refused}");
}

#[test]
fn a_region_is_known_where_one_of_its_authorities_is_and_nought_is_known() {
    let needs = |tiny: Tiny| {
        let all = pairs(&Given::decided(tiny.case()), 0);
        let file = all.into_iter().find(|pair| pair.name == "places_by_area").expect("a file");
        move |region: &str, column: &str| {
            let of = |row: &&Row| row["care_type"] == "Secure welfare place" && row["region_name"] == region;
            let of_region = |row: &&Row| of(row) && row["geographic_level"] != "Local authority";
            file.rows.iter().find(of_region).expect("a row")[column].clone()
        }
    };
    let tiny = needs(Tiny::new(""));
    for column in ["children", "places_used", "well_located_places", "well_located_percent", "children_without_place"] {
        assert_eq!(tiny("West Midlands", column), "x", "{column}");
    }
    assert_eq!([tiny("South West", "children"), tiny("", "children")], ["5", "5"]);
    let known = "E08000025,open-high-risk,25,modelled";
    let nobody =
        needs(Tiny::new("").edit("demand.csv", known, &format!("{known}\nE08000025,secure-welfare,0,modelled")));
    assert_eq!(["children", "well_located_percent"].map(|column| nobody("West Midlands", column)), ["0", "z"]);
}
