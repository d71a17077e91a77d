//! Bids from the sheets that people have: what is read is right to the pound, what is refused is told by cell, and nothing
//! is written by halves.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use placewell::import::{Files, How, Origin, put_bids, read_bids};
use placewell::read::{Roads, Strictness, read_dataset, read_written};
use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};
use tempfile::TempDir;

use super::{files, placewell, printed, refused, rows, text};

/// A region of England to import into, with its authorities.
fn region(desk: &Path) -> Vec<BTreeMap<String, String>> {
    printed(desk, &["new", "nw", "--from", "england", "--region", "North West"]);
    rows(&desk.join("nw/inputs/areas.csv"))
}

/// The cost of the made-up bid of this number, its match, and its spend in three years, in pounds.
fn money(bid: u32) -> (u32, u32, [u32; 3]) {
    let department = 600_000 + 12_345 * bid;
    let first = department / 3;
    (department + 50_000, 50_000, [first, first, department - 2 * first])
}

fn with_commas(pounds: u32) -> String {
    let digits = pounds.to_string();
    let head = digits.len() % 3;
    let parts: Vec<&str> = [&digits[..head]].into_iter().filter(|part| !part.is_empty()).collect();
    let rest = digits.as_bytes()[head..].chunks(3).map(|three| std::str::from_utf8(three).expect("digits"));
    format!("£{}", parts.into_iter().chain(rest).collect::<Vec<_>>().join(","))
}

/// Authorities, and how they are misspelt in one row.
const MISSPELT: [(&str, &str); 3] = [
    ("Cheshire West and Chester", "Cheshire Wset & Chester"),
    ("Blackburn with Darwen", "Blackbun with Darwen"),
    ("Lancashire", "Lancahsire County Council"),
];

/// Sixty made-up bids as a capital team has them: a merged title, year columns, pounds with commas, postcodes, totals, and
/// three authorities misspelt. Beside it a file of the postcodes.
fn flat_workbook(desk: &Path, areas: &[BTreeMap<String, String>]) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.set_name("Bids 2026").expect("a name");
    sheet.merge_range(0, 0, 0, 9, "Capital bids, for the panel (DRAFT)", &Format::new()).expect("merged");
    let headings = [
        "Project name",
        "Local Authority",
        "Type of home",
        "No. of places",
        "Total cost (£)",
        "Match funding",
        "FY25/26",
        "FY26/27",
        "2027-28",
        "Site postcode",
        "Officer",
    ];
    for (column, heading) in (0..).zip(headings) {
        sheet.write(2, column, heading).expect("a heading");
    }
    let mut postcodes = vec!["pcd,pcds,dointr,oseast1m,osnrth1m".to_owned()];
    for (bid, area) in (0..60).zip(areas.iter().cycle()) {
        let dressed = format!("{} Council", area["name"].to_uppercase().replace(" AND ", " & "));
        let wrong = MISSPELT.iter().find(|(name, _)| *name == area["name"]).filter(|_| bid < 24);
        let wrong = wrong.map(|(_, wrong)| (*wrong).to_owned());
        let (total, matched, spend) = money(bid);
        let row = 3 + bid + u32::from(bid >= 30);
        sheet.write(row, 0, format!("Home {bid} – “{}”", area["name"])).expect("a cell");
        sheet.write(row, 1, wrong.unwrap_or(dressed)).expect("a cell");
        sheet.write(row, 2, if bid % 3 == 0 { "More beds" } else { "New open homes" }).expect("a cell");
        if bid % 2 == 0 {
            sheet.write(row, 3, format!("{} places", 2 + bid % 4)).expect("a cell");
            sheet.write(row, 4, with_commas(total)).expect("a cell");
        } else {
            sheet.write(row, 3, f64::from(2 + bid % 4)).expect("a cell");
            sheet.write(row, 4, total).expect("a cell");
        }
        sheet.write(row, 5, "50k").expect("a cell");
        assert_eq!(matched, 50_000);
        for (column, pounds) in (6..).zip(spend) {
            sheet.write(row, column, pounds).expect("a cell");
        }
        sheet.write(row, 9, format!("zz{bid} 1aa")).expect("a cell");
        postcodes.push(format!("ZZ{bid:<3}1AA,ZZ{bid} 1AA,199501,{},{}", area["easting"], area["northing"]));
    }
    sheet.write(65, 0, "TOTAL").expect("a cell");
    sheet.write(65, 4, 1).expect("a cell");
    book.add_worksheet().write(0, 0, "Notes").expect("a cell");
    book.save(desk.join("bids.xlsx")).expect("a workbook");
    fs::write(desk.join("postcodes.csv"), postcodes.join("\r\n")).expect("a file");
}

#[test]
fn sixty_bids_of_a_flat_workbook_are_a_solved_plan_in_two_commands() {
    let desk = TempDir::new().expect("a folder");
    let areas = region(desk.path());
    flat_workbook(desk.path(), &areas);
    let before = files(&desk.path().join("nw/inputs"));
    let import =
        ["import", "bids.xlsx", "--into", "nw", "--map", "map.toml", "--postcodes", "postcodes.csv", "--replace"];

    // The first time the map is drafted, and says what to fill in.
    let done = placewell(desk.path(), &import);
    let (told, said) = (text(&done.stdout), text(&done.stderr));
    assert_eq!(done.status.code(), Some(3), "{said}");
    assert!(told.contains("the map is drafted in map.toml"), "{told}");
    for refusal in [
        "map.toml:14: care_type: fill this in",
        "bids.xlsx: Bids 2026!B9: `Cheshire Wset & Chester` is not an authority of the dataset; did you mean Cheshire West \
         and Chester (E06000050)? Say what it is under [authorities] of map.toml",
        "Bids 2026!B6: `Blackbun with Darwen`",
        "Bids 2026!B27: `Lancahsire County Council` is not an authority of the dataset; did you mean Lancashire (E10000017)?",
        "Bids 2026!C4: `More beds` is not a line of the programme of the dataset",
    ] {
        assert!(said.contains(refusal), "{refusal}: {said}");
    }
    assert_eq!(files(&desk.path().join("nw/inputs")), before, "nothing was written");
    let map = desk.path().join("map.toml");
    let mut written = fs::read_to_string(&map).expect("the map");
    for (from, to) in [
        ("[always]\n", "[always]\ncare_type = \"open-high-risk\"\n"),
        ("# \"Cheshire Wset & Chester\" = \"E06000050\"", "\"Cheshire Wset & Chester\" = \"E06000050\""),
        ("# \"Blackbun with Darwen\" = \"E06000008\"", "\"Blackbun with Darwen\" = \"E06000008\""),
        ("# \"Lancahsire County Council\" = ", "\"Lancahsire County Council\" = "),
        ("# \"More beds\" = \"\"", "\"More beds\" = \"open-expand\""),
    ] {
        assert!(written.contains(from), "{from} is in {written}");
        written = written.replacen(from, to, 1);
    }
    fs::write(&map, written).expect("the map");

    // From here on it is two commands.
    let told = printed(desk.path(), &import);
    for line in [
        "bids.xlsx, sheet Bids 2026: 60 rows under the heading in row 3.",
        "Left out: 1 row above the heading, 2 blank rows, row 66 (a row of totals).",
        "`Total cost (£)` as total_gbp: 60 amounts, 30 with £ and commas",
        "`Local Authority` as area: 60 names or codes, 3 with a word of the map",
        "`FY25/26` as spend in 2025-26: 60 amounts",
        "not read: `Officer`",
        "In 60 rows: the department's cost is the total less the match.",
        "60 bids with 60 options, in the place of the",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let solved = printed(desk.path(), &["solve", "nw/model.toml", "--out", "run", "--quiet"]);
    assert!(solved.contains("Proved: no plan that keeps the rules has more"), "{solved}");

    let options = rows(&desk.path().join("nw/inputs/options.csv"));
    assert_eq!(options.len(), 60);
    let cost: u32 = options.iter().map(|row| row["dfe_cost_gbp"].parse::<u32>().expect("pounds")).sum();
    assert_eq!(cost, (0..60).flat_map(|bid| money(bid).2).sum::<u32>());
    let spend = rows(&desk.path().join("nw/inputs/spend.csv"));
    assert_eq!(spend.len(), 180);
    let projects = rows(&desk.path().join("nw/inputs/projects.csv"));
    for (bid, project) in projects.iter().enumerate() {
        let area = &areas[bid % areas.len()];
        for column in ["area", "easting", "northing"] {
            assert_eq!(project[column], area[column], "bid {bid}");
        }
        assert_eq!(project["name"], format!("Home {bid} – “{}”", area["name"]));
    }
    let sources = rows(&desk.path().join("nw/inputs/sources.csv"));
    let of_bids: Vec<&str> =
        sources.iter().filter(|row| row["file"] == "projects.csv").map(|row| row["source"].as_str()).collect();
    assert_eq!(of_bids, ["Imported from bids.xlsx, sheet Bids 2026"], "what was said of the bids before is gone");
}

/// Choices, from bytes that shrink.
struct Choices(std::vec::IntoIter<u8>);

impl Choices {
    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[usize::from(self.0.next().unwrap_or(0)) % all.len()]
    }

    fn money(&mut self, pounds: &str) -> String {
        let whole: u32 = pounds.parse().expect("pounds");
        let exact = |unit: u32, letter: &str| {
            let part = format!("{:09}", u64::from(whole % unit) * 1_000_000_000 / u64::from(unit));
            format!("£{}.{}{letter}", whole / unit, part)
        };
        match self.of(&[0, 1, 2, 3, 4, 5]) {
            0 => pounds.to_owned(),
            1 => with_commas(whole),
            2 => format!("{pounds}.00"),
            3 => exact(1_000_000, "m"),
            4 => exact(1_000, "k"),
            _ => format!(" £ {pounds} "),
        }
    }

    fn year(&mut self, year: &str) -> String {
        let (from, to) = year.split_once('-').expect("a year");
        match self.of(&[0, 1, 2, 3, 4]) {
            0 => year.to_owned(),
            1 => format!("{from}/{to}"),
            2 => format!("FY{}-{to}", &from[2..]),
            3 => format!("{from}-20{to}"),
            _ => format!("31/03/20{to}"),
        }
    }

    fn cell(&mut self, column: &str, value: &str) -> String {
        match column {
            _ if value.is_empty() => String::new(),
            "dfe_cost_gbp" | "match_gbp" => self.money(value),
            "starts" | "opens" => self.year(value),
            "planned" => {
                (*self.of(if value == "yes" { &["yes", "Yes", "Y", "TRUE"] } else { &["no", "No", "N", "FALSE"] }))
                    .to_owned()
            }
            "additional_low" | "additional_likely" | "additional_high" | "protected" | "improved" => {
                format!("{value}{}", self.of(&["", ".0", " places", " "]))
            }
            _ => value.to_owned(),
        }
    }
}

/// The made-up dataset as one flat table: a heading, and a row for each option.
fn flat(inputs: &Path, choices: &mut Choices) -> Vec<Vec<String>> {
    let [projects, options, spend] = ["projects.csv", "options.csv", "spend.csv"].map(|file| rows(&inputs.join(file)));
    let of_project = ["name", "line", "area", "home", "easting", "northing", "basis", "source"];
    let of_option = [
        "project",
        "option",
        "scope",
        "care_type",
        "starts",
        "opens",
        "dfe_cost_gbp",
        "match_gbp",
        "additional_low",
        "additional_likely",
        "additional_high",
        "protected",
        "improved",
        "planned",
    ];
    let years = ["2026-27", "2027-28", "2028-29"];
    let mut heading: Vec<String> = of_project.iter().chain(&of_option).map(|column| (*column).to_owned()).collect();
    heading.extend(years.iter().map(|year| format!("{}{}", choices.of(&["", "Spend ", "FY "]), year)));
    let mut table = vec![heading];
    for option in &options {
        let project = projects.iter().find(|project| project["project"] == option["project"]).expect("its project");
        let mut row: Vec<String> = of_project.iter().map(|column| choices.cell(column, &project[*column])).collect();
        row.extend(of_option.iter().map(|column| choices.cell(column, &option[*column])));
        for year in years {
            let is_of = |row: &&BTreeMap<String, String>| {
                row["project"] == option["project"] && row["option"] == option["option"] && row["year"] == year
            };
            let of_year = spend.iter().find(is_of).map(|row| choices.money(&row["spend_gbp"]));
            row.push(of_year.unwrap_or_else(|| (*choices.of(&["", "0", "-"])).to_owned()));
        }
        table.push(row);
    }
    table
}

/// The table as a file in some dialect.
fn written(desk: &Path, table: &[Vec<String>], choices: &mut Choices) -> std::path::PathBuf {
    let above = *choices.of(&[0, 1, 2]);
    if *choices.of(&[false, false, true]) {
        let mut book = Workbook::new();
        let sheet = book.add_worksheet();
        for (row, cells) in (above..).zip(table) {
            for (column, cell) in (0..).zip(cells) {
                sheet.write(row, column, cell).expect("a cell");
            }
        }
        let file = desk.join("bids.xlsx");
        book.save(&file).expect("a workbook");
        return file;
    }
    let separator = *choices.of(b",;\t");
    let terminator = if *choices.of(&[true, false]) { csv::Terminator::CRLF } else { csv::Terminator::Any(b'\n') };
    let quotes = *choices.of(&[csv::QuoteStyle::Necessary, csv::QuoteStyle::Always]);
    let mut writer = csv::WriterBuilder::new()
        .delimiter(separator)
        .terminator(terminator)
        .quote_style(quotes)
        .flexible(true)
        .from_writer(Vec::new());
    for _ in 0..above {
        writer.write_record(["Bids for capital", "", ""]).expect("a row");
    }
    for row in table {
        writer.write_record(row).expect("a row");
        if *choices.of(&[false, false, false, true]) {
            writer.write_record(vec![""; row.len()]).expect("a row");
        }
    }
    let text = String::from_utf8(writer.into_inner().expect("text")).expect("text");
    let bytes = match choices.of(&[0, 1, 2, 3]) {
        0 => text.into_bytes(),
        1 => format!("\u{feff}{text}").into_bytes(),
        2 => text.chars().map(|c| u8::try_from(c).unwrap_or(0x96)).collect(),
        _ => "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect(),
    };
    let file = desk.join("bids.csv");
    fs::write(&file, bytes).expect("a file");
    file
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, ..ProptestConfig::default() })]

    #[test]
    fn a_dataset_that_is_written_in_every_usual_dialect_is_read_back_equal(bytes in prop::collection::vec(any::<u8>(), 500)) {
        let mut choices = Choices(bytes.into_iter());
        let desk = TempDir::new().expect("a folder");
        printed(desk.path(), &["new", "mine"]);
        let inputs = desk.path().join("mine/inputs");
        let projects = inputs.join("projects.csv");
        let named = fs::read_to_string(&projects).expect("a table").replace("New home in Coleby", "New café – £5m in Coleby");
        fs::write(&projects, named).expect("a table");
        let table = flat(&inputs, &mut choices);
        let file = written(desk.path(), &table, &mut choices);
        let instance = read_dataset(&inputs, Roads::NotNeeded, Strictness::Lenient).dataset.expect("no mistakes").instance;
        let map = desk.path().join("no-map.toml");
        let flat = read_bids(Files { bids: &file, map: &map, postcodes: None }, &instance).expect("it is read");
        prop_assert_eq!(&flat.mistakes, &Vec::new(), "{}", flat.told);
        let before = read_written(&inputs, Roads::NotNeeded).expect("tables");
        let mut after = before.clone();
        put_bids(&mut after, &flat.ways, How::Replace, Origin { name: &flat.name, kind: "modelled" }).expect("they are put");
        for (one, other) in before.iter().zip(&after).filter(|(one, _)| !["sources.csv", "links.csv", "dataset.csv"].contains(&one.file)) {
            let [mut rows, mut read] = [one.rows.clone(), other.rows.clone()];
            rows.sort();
            read.sort();
            prop_assert_eq!(rows, read, "{}", one.file);
        }
    }
}

/// A sheet of bids of the made-up dataset.
const HEADING: &str = "Name,Council,Line,Places,Total cost,Match,2026-27,2027-28,Lat,Long\n";

#[test]
fn what_has_two_readings_or_none_is_refused_at_its_cell_and_nothing_is_written() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let before = files(&desk.path().join("mine/inputs"));
    let sound = "North,Beckton,open-new,4,1000000,0,600000,400000,52.75,-1.25\n";
    for (wrong, cell, why) in [
        ("North,Beckton,open-new,4,\"1,2\",0,600000,400000,52.75,-1.25", "E2", "an amount in whole pounds"),
        ("North,Beckton,open-new,4,1000000,0,600000,300000,52.75,-1.25", "E2", "its years come to £900,000"),
        ("North,Beckton,open-new,4,1000000,100000,600000,400000,52.75,-1.25", "E2", "the match is in them"),
        ("North,Beckton,open-new,3 to 4,1000000,0,600000,400000,52.75,-1.25", "D2", "a number of places"),
        ("North,Bekcton,open-new,4,1000000,0,600000,400000,52.75,-1.25", "B2", "did you mean Beckton (beckton)?"),
        ("North,,open-new,4,1000000,0,600000,400000,52.75,-1.25", "B2", "this cell is blank"),
        ("North,Beckton,new,4,1000000,0,600000,400000,52.75,-1.25", "C2", "is not a line of the programme"),
        ("North,Beckton,open-new,4,1000000,0,600000,400000,-1.25,52.75", "I2", "are they swapped?"),
        ("North,Beckton,open-new,4,1000000,0,600000,400000,,", "I2", "does not say where it builds"),
        ("North,Beckton,open-new,c,1000000,0,600000,400000,52.75,-1.25", "D2", "a number of places"),
        ("North,Beckton,open-new,4,1000000,2000000,600000,400000,52.75,-1.25", "F2", "more than the total"),
    ] {
        fs::write(desk.path().join("bids.csv"), format!("{HEADING}{wrong}\n{}", sound.replace("North", "South")))
            .expect("a sheet");
        fs::remove_file(desk.path().join("mine/map.toml")).ok();
        let done = placewell(desk.path(), &["import", "bids.csv", "--into", "mine"]);
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(3), "{wrong}: {said}");
        let told = format!("bids.csv:2: {cell}: ");
        assert!(said.contains("1 mistake in") && said.contains(&told) && said.contains(why), "{wrong}: {said}");
    }
    let twice = format!("{HEADING}{sound}{sound}");
    fs::write(desk.path().join("bids.csv"), twice).expect("a sheet");
    let done = placewell(desk.path(), &["import", "bids.csv", "--into", "mine"]);
    assert!(text(&done.stderr).contains("bids.csv:3: A3: `North` is in row 2 already"), "{}", text(&done.stderr));
    assert_eq!(files(&desk.path().join("mine/inputs")), before, "nothing was written");
}

#[test]
fn a_file_that_is_no_sheet_is_told_so() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    for (name, bytes, why) in [
        ("bids.xlsx", "%PDF-1.4\n1 0 obj\n", "this is not a workbook (XLSX)"),
        ("bids.csv", "%PDF-1.4\n1 0 obj\n", "this is a PDF; a sheet is wanted, as .xlsx or .csv"),
        ("empty.csv", " \r\n", "this file is empty"),
    ] {
        fs::write(desk.path().join(name), bytes).expect("a file");
        let done = placewell(desk.path(), &["import", name, "--into", "mine"]);
        let said = text(&done.stderr);
        assert!(done.status.code() == Some(3) && said.contains(name) && said.contains(why), "{name}: {said}");
    }
}

#[test]
fn bids_are_added_or_replace_those_that_are_there_and_what_is_beside_them_stays() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let inputs = desk.path().join("mine/inputs");
    fs::create_dir(inputs.join("notes")).expect("a folder");
    fs::write(inputs.join("notes/letter.txt"), "mine").expect("a file");
    fs::write(desk.path().join("bids.csv"), format!("{HEADING}North,Beckton,open-new,4,1m,,600k,400k,52.75,-1.25\n"))
        .expect("a sheet");
    let told = printed(desk.path(), &["import", "bids.csv", "--into", "mine/inputs"]);
    assert!(told.contains("1 bid with 1 option, added to the 8 bids there were"), "{told}");
    assert!(told.contains("put on the National Grid, good to about 5 metres"), "{told}");
    assert_eq!(rows(&inputs.join("projects.csv")).len(), 9);
    let again = placewell(desk.path(), &["import", "bids.csv", "--into", "mine"]);
    assert_eq!(again.status.code(), Some(3));
    assert!(
        text(&again.stderr).contains("bids.csv:2: `north` is in the dataset already; --replace"),
        "{}",
        text(&again.stderr)
    );
    let replaced = placewell(desk.path(), &["import", "bids.csv", "--into", "mine", "--replace"]);
    assert_eq!(replaced.status.code(), Some(0), "{}", text(&replaced.stderr));
    assert_eq!(rows(&inputs.join("projects.csv")).len(), 1);
    assert_eq!(rows(&inputs.join("links.csv")).len(), 0, "links of bids that are gone are gone");
    assert_eq!(fs::read_to_string(inputs.join("notes/letter.txt")).expect("a file"), "mine");
    let beside: Vec<String> = fs::read_dir(desk.path().join("mine"))
        .expect("a folder")
        .map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with('.'))
        .collect();
    assert_eq!(beside, Vec::<String>::new(), "nothing is left beside it");
    printed(desk.path(), &["check", "mine/model.toml", "--quiet"]);

    let (code, said) = refused(&inputs, &["import", "../../bids.csv", "--into", "."]);
    assert_eq!(code, Some(9), "{said}");
    assert!(said.contains("call placewell from the one above"), "{said}");
}

/// Rows in the layout of the Department's open data on children looked after. What is said of England, Hartlepool, County
/// Durham and Gateshead for 2024 are its figures for 31 March 2024 (Open Government Licence v3.0). All else is made up for the
/// test: the signs, the retired code of Gateshead, the region, the stranger and the year before.
const LOOKED_AFTER: &str = "\
time_period,time_identifier,geographic_level,country_code,country_name,region_code,region_name,old_la_code,la_name,new_la_code,cla_group,characteristic,number,percentage
2024,Reporting year,National,E92000001,England,,,,,,Age group,Total,83530,100
2024,Reporting year,Regional,E92000001,England,E12000001,North East,,,,Age group,Total,6030,100
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Age group,Total,336,100
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Age group,10 to 15 years,153,46
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,806,Middlesbrough,E06000002,Age group,Total,c,100
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,807,Redcar and Cleveland,E06000003,Age group,Total,z,z
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,808,Stockton-on-Tees,E06000004,Age group,Total,low,k
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,841,Darlington,E06000005,Age group,Total,0,0
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,840,County Durham,E06000047,Age group,Total,\"1,208\",100
2024,Reporting year,Local authority,E92000001,England,E12000001,North East,390,Gateshead,E08000020,Age group,Total,528,100
2024,Reporting year,Local authority,E92000001,England,E12000008,South East,850,Hampshire,E10000014,Age group,Total,1900,100
2023,Reporting year,Local authority,E92000001,England,E12000001,North East,805,Hartlepool,E06000001,Age group,Total,999,100
";

#[test]
fn signs_in_open_data_are_not_known_with_their_reason_and_never_nought() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "ne", "--from", "england", "--region", "North East"]);
    fs::write(desk.path().join("cla.csv"), LOOKED_AFTER).expect("a file");
    let demand = desk.path().join("ne/inputs/demand.csv");
    let before = files(&desk.path().join("ne"));
    let import = ["import", "demand", "cla.csv", "--into", "ne"];
    for (more, why) in [
        (&[][..], "say with --care-type which kind of place is meant: open-high-risk, open-ordinary, secure"),
        (&["--care-type", "open"], "no care type `open`; did you mean `open-ordinary`?"),
        (&["--care-type", "secure"], "cla.csv:5: J5: Hartlepool (E06000001) is in row 4 already: say with --where"),
        (&["--care-type", "secure", "--where", "charateristic=Total"], "did you mean `characteristic`?"),
        (&["--care-type", "secure", "--where", "characteristic=Total"], "who need secure already; --replace"),
        (&["--care-type", "secure", "--where", "characteristic=Total", "--column", "la_name"], "a number of places"),
    ] {
        let done = placewell(desk.path(), &[&import[..], more].concat());
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(3), "{more:?}: {said}");
        assert!(said.contains(why), "{more:?}: {said}");
    }
    assert_eq!(files(&desk.path().join("ne")), before, "nothing was written");
    let others = rows(&demand).iter().filter(|row| row["care_type"] != "secure").count();
    let words = ["--care-type", "secure", "--where", "characteristic=total", "--replace"];
    let done = placewell(desk.path(), &[&import[..], &words].concat());
    let told = text(&done.stdout);
    assert_eq!(done.status.code(), Some(0), "{}", text(&done.stderr));
    for line in [
        "`number` by `new_la_code`: 2,072 children in 4 authorities",
        "only 2024 is read, and 1 row of other years left out; 2 rows of regions and of England left out",
        "Middlesbrough (E06000002): `c`: confidential",
        "Redcar and Cleveland (E06000003): `z`: not applicable",
        "Stockton-on-Tees (E06000004): `low`: rounds to nought, and is not nought",
        "Gateshead, `E08000020`, is part of E08000037 since April 2013",
        "Not known, as it has no row: Northumberland (E06000057), Newcastle upon Tyne (E08000021)",
        "Left out: 1 row of no authority of the dataset (E10000014)",
    ] {
        assert!(told.contains(line), "{line}: {told}");
    }
    let read: Vec<(String, String)> = rows(&demand)
        .iter()
        .filter(|row| row["care_type"] == "secure")
        .map(|row| (row["area"].clone(), row["children"].clone()))
        .collect();
    let wanted = [("E06000001", "336"), ("E06000005", "0"), ("E06000047", "1208"), ("E08000037", "528")];
    assert_eq!(read, wanted.map(|(area, count)| (area.to_owned(), count.to_owned())));
    assert_eq!(rows(&demand).len(), others + 4, "children of other care types stay");

    fs::write(
        desk.path().join("forecast.csv"),
        "Authority;Year;Forecast\nCounty Durham;2028;90\nCounty Durham;2029;95\n",
    )
    .expect("a file");
    let words = ["import", "demand", "forecast.csv", "--into", "ne", "--care-type", "secure", "--year", "2028"];
    let told = placewell(desk.path(), &[&words[..], &["--basis", "modelled", "--replace"]].concat());
    assert_eq!(told.status.code(), Some(0), "{}", text(&told.stderr));
    let read = rows(&demand).into_iter().find(|row| row["care_type"] == "secure").expect("a row");
    assert_eq!((read["children"].as_str(), read["basis"].as_str()), ("90", "modelled"));
}
