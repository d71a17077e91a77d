//! A map that is kept, when the next sheet is of another layout.

use std::fs;
use std::path::Path;

use rust_xlsxwriter::Workbook;
use tempfile::TempDir;

use super::{files, placewell, printed, rows, text};

/// Two sheets of one bid each, with not one heading in common.
const FIRST: &str = "Scheme,LA name,Prog line,No. of places,Capital ask (DfE),LA contribution,FY25-26,Lat,Long\n\
                     Rose,Ashfordshire,open-new,4,1000000,0,1000000,52.86,-1.55\n";
const NEXT: &str = "Bid,Authority,Line,Places,DfE cost,Match,FY26-27,Latitude,Longitude\n\
                    Holly,Beckton,open-new,3,900000,0,900000,52.75,-1.22\n";

/// A desk with a dataset, and a map beside it that was drafted for the first sheet, with these corrections.
fn desk(corrections: &[(&str, &str)]) -> TempDir {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    fs::write(desk.path().join("first.csv"), FIRST).expect("a sheet");
    fs::write(desk.path().join("next.csv"), NEXT).expect("a sheet");
    let drafting = placewell(desk.path(), &["import", "first.csv", "--into", "mine"]);
    assert!(text(&drafting.stderr).contains("line: fill this in"), "{}", text(&drafting.stderr));
    let file = desk.path().join("mine/map.toml");
    let mut map = fs::read_to_string(&file).expect("the map");
    for (from, to) in corrections {
        assert!(map.contains(from), "{from}: {map}");
        map = map.replace(from, to);
    }
    fs::write(file, map).expect("the map");
    desk
}

fn import(desk: &Path, sheet: &str) -> (Option<i32>, String, String) {
    let done = placewell(desk, &["import", sheet, "--into", "mine", "--replace"]);
    (done.status.code(), text(&done.stdout), text(&done.stderr))
}

#[test]
fn a_sheet_whose_headings_are_enough_is_read_beside_a_map_of_another_and_that_is_said_once() {
    let desk = desk(&[]);
    let kept = fs::read(desk.path().join("mine/map.toml")).expect("the map");
    let (code, told, said) = import(desk.path(), "next.csv");
    assert_eq!((code, said.as_str()), (Some(0), ""), "{told}");
    let why = "The map in mine/map.toml is of another sheet: row 1 has no `Scheme`, `LA name`, ";
    assert_eq!(told.matches(why).count(), 1, "{told}");
    assert!(told.contains("beside it by the usual headings:") && told.contains("`Bid` as name: 1 text"), "{told}");
    assert!(told.contains("Nothing is read as spend in 2025-26."), "{told}");
    let bids = rows(&desk.path().join("mine/inputs/projects.csv"));
    assert_eq!((bids.len(), bids[0]["project"].as_str(), bids[0]["area"].as_str()), (1, "holly", "beckton"));
    assert_eq!(rows(&desk.path().join("mine/inputs/options.csv"))[0]["dfe_cost_gbp"], "900000");
    assert_eq!(fs::read(desk.path().join("mine/map.toml")).expect("the map"), kept, "the map stays as it was");
}

#[test]
fn a_heading_that_was_put_into_the_map_by_hand_is_not_read_past_and_what_drafts_another_map_is_named() {
    let desk = desk(&[("name = \"Scheme\"", "name = \"Nickname\"")]);
    let before = files(&desk.path().join("mine"));
    let (code, _, said) = import(desk.path(), "next.csv");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("name: row 1 has no heading `Nickname`"), "{said}");
    let why = "mine/map.toml: this map does not fit next.csv: row 1 lacks 8 of its 8 headings";
    assert!(said.contains(why) && said.contains("add --map mine/map-next.toml to the command"), "{said}");
    assert_eq!(files(&desk.path().join("mine")), before, "nothing was written");
    let other = ["import", "next.csv", "--into", "mine", "--replace", "--map", "mine/map-next.toml"];
    assert!(printed(desk.path(), &other).contains("the map is drafted in mine/map-next.toml"));
}

#[test]
fn a_column_that_was_taken_out_of_the_map_stays_out_and_one_that_is_nearly_there_is_asked_for() {
    let desk = desk(&[("match_gbp = \"LA contribution\"", "match_gbp = \"\"")]);
    fs::write(desk.path().join("next.csv"), NEXT.replace("900000,0,", "900000,50000,")).expect("a sheet");
    let (code, told, said) = import(desk.path(), "next.csv");
    assert_eq!(code, Some(0), "{said}");
    assert!(told.contains("not read: `Match`"), "{told}");
    assert_eq!(rows(&desk.path().join("mine/inputs/options.csv"))[0]["match_gbp"], "0");

    fs::write(
        desk.path().join("nearly.csv"),
        NEXT.replace("DfE cost", "Capital asks (DfEE)").replace("FY26-27", "FY25-26x"),
    )
    .expect("a sheet");
    let (code, _, said) = import(desk.path(), "nearly.csv");
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("has no heading `Capital ask (DfE)`; did you mean `Capital asks (DfEE)`?"), "{said}");
}

#[test]
fn the_sheet_that_a_map_names_is_found_in_any_letters_and_one_that_is_not_there_is_told_with_the_map() {
    let desk = desk(&[]);
    fs::remove_file(desk.path().join("mine/map.toml")).expect("the map");
    let book = |names: &[&str]| {
        let mut book = Workbook::new();
        for name in names {
            let sheet = book.add_worksheet();
            sheet.set_name(*name).expect("a name");
            for (row, line) in (0..).zip(NEXT.lines()) {
                for (column, cell) in (0..).zip(line.split(',')) {
                    sheet.write(row, column, cell).expect("a cell");
                }
            }
        }
        book.save(desk.path().join("bids.xlsx")).expect("a workbook");
    };
    book(&["Bids"]);
    assert_eq!(import(desk.path(), "bids.xlsx").0, Some(0), "the map is drafted");
    for (names, note) in
        [(&["BIDS ", "Other"][..], "The sheet `BIDS ` is read for `Bids`"), (&["Panel"], "The sheet `Panel`")]
    {
        book(names);
        let (code, told, said) = import(desk.path(), "bids.xlsx");
        assert_eq!(code, Some(0), "{said}");
        assert!(told.contains(note) && told.contains("of mine/map.toml."), "{told}");
    }
    book(&["Panel", "Other"]);
    let (code, _, said) = import(desk.path(), "bids.xlsx");
    assert_eq!(code, Some(3));
    let why = "there is no sheet `Bids`, which mine/map.toml names after `sheet =`; it has Panel, Other";
    assert!(said.contains(why), "{said}");
}

#[test]
fn a_date_is_read_as_its_column_says_or_else_as_the_map_does() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let sheet = |first: &str, second: &str| {
        let row =
            |name: &str, starts: &str| format!("{name},Beckton,open-new,4,1000000,0,52.75,-1.25,{starts},2028-29\n");
        let heading = "Name,Council,Line,Places,Total cost,Match,Lat,Long,Start date,Opening\n";
        fs::write(desk.path().join("bids.csv"), format!("{heading}{}{}", row("North", first), row("South", second)))
            .expect("a sheet");
    };
    let starts = || -> Vec<String> {
        rows(&desk.path().join("mine/inputs/options.csv")).iter().map(|row| row["starts"].clone()).collect()
    };
    sheet("01/03/2027", "15/04/2026");
    let (code, told, said) = import(desk.path(), "bids.csv");
    assert_eq!(code, Some(0), "{said}");
    assert!(told.contains("`Start date` as starts: 2 years or days, 2 with a date, day first"), "{told}");
    assert_eq!(starts(), ["2026-27", "2026-27"]);

    sheet("01/09/2026", "02/04/2026");
    let (code, _, said) = import(desk.path(), "bids.csv");
    assert_eq!(code, Some(3));
    assert!(
        said.contains("I2: `01/09/2026`") && said.contains("put `dates = \"day-first\"` into mine/map.toml"),
        "{said}"
    );
    let map = desk.path().join("mine/map.toml");
    let drafted = fs::read_to_string(&map).expect("the map");
    assert!(drafted.contains("# dates = \"day-first\""), "{drafted}");
    for (order, read) in [("day-first", ["2026-27", "2026-27"]), ("month-first", ["2025-26", "2025-26"])] {
        fs::write(&map, drafted.replace("# dates = \"day-first\"", &format!("dates = \"{order}\""))).expect("the map");
        let (code, _, said) = import(desk.path(), "bids.csv");
        assert_eq!(code, Some(0), "{said}");
        assert_eq!(starts(), read, "{order}");
    }
    fs::write(&map, drafted.replace("# dates = \"day-first\"", "dates = \"days\"")).expect("the map");
    assert!(import(desk.path(), "bids.csv").2.contains("expected `day-first` or `month-first`"));
}
