//! Forms a file comes in: some are read alike, the others are refused in words that help.

use std::fs;

use placewell::read::{Roads, Strictness, read_dataset};

use super::folder::{Folder, tiny};

/// The mistakes of the tiny dataset when one of its files holds these bytes.
fn mistakes_with(file: &str, bytes: impl AsRef<[u8]>) -> Vec<String> {
    let folder = Folder::new();
    folder.write(file, bytes);
    folder.mistakes()
}

/// Little-endian UTF-16 with its mark, as a spreadsheet saves "Unicode text".
fn utf16(text: &str) -> Vec<u8> {
    "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect()
}

#[test]
fn marks_line_ends_and_blank_lines_make_no_difference() {
    let plain = Folder::new().read().dataset.expect("no mistakes");
    let forms: [fn(&str) -> String; 4] = [
        |text| format!("\u{feff}{text}"),
        |text| text.replace('\n', "\r\n"),
        |text| format!("{text}\n\r\n\n"),
        |text| format!("\u{feff}\r\n\r\n{}", text.trim_end().replace('\n', "\r\n\r\n")),
    ];
    for form in forms {
        let folder = Folder::new();
        for entry in fs::read_dir(tiny()).expect("the tiny dataset") {
            let name = entry.expect("a file").file_name().into_string().expect("a plain name");
            folder.write(&name, form(&folder.text(&name)));
        }
        assert_eq!(folder.mistakes(), Vec::<String>::new());
        assert_eq!(folder.read().dataset, Some(plain.clone()));
    }
}

#[test]
fn a_line_is_numbered_as_an_editor_numbers_it() {
    let folder = Folder::new();
    let source = "source\r\n\r\n\r\nopen-bham,\"Two new homes, in Birmingham\"";
    folder.edit("projects.csv", "source\nopen-bham,Two new homes in Birmingham", source);
    folder.edit("projects.csv", "open-new,E08000025", "open-now,E08000025");
    folder.edit("projects.csv", "open-new,E06000023", "open-now,E06000023");
    let said = |line| format!("projects.csv:{line}: line: `open-now` is not in lines.csv; did you mean `open-new`?");
    assert_eq!(folder.mistakes(), [4, 5].map(said));
    let old_mac = Folder::new();
    old_mac.edit("projects.csv", "open-new,E06000023", "open-now,E06000023");
    old_mac.write("projects.csv", old_mac.text("projects.csv").replace('\n', "\r"));
    assert_eq!(old_mac.mistakes(), [said(3)]);
}

#[test]
fn junctions_as_large_as_those_of_openstreetmap_and_lengths_with_decimals_are_read() {
    let plain = Folder::new().read().dataset.expect("no mistakes");
    let other = Folder::new();
    for file in ["road_nodes.csv", "road_edges.csv"] {
        let text = other.text(file);
        let lines = text.lines().enumerate().map(|(at, line)| {
            let mut cells: Vec<String> = line.split(',').map(str::to_owned).collect();
            let ids = if file == "road_nodes.csv" { 1 } else { 2 };
            for id in cells.iter_mut().take(if at == 0 { 0 } else { ids }) {
                *id = (9_876_543_210 + id.parse::<u64>().expect("a number")).to_string();
            }
            if at > 0 && ids == 2 {
                cells[2] += ".49";
            }
            cells.join(",") + "\n"
        });
        other.write(file, lines.collect::<String>());
    }
    assert_eq!(other.mistakes(), Vec::<String>::new());
    assert_eq!(other.read().dataset, Some(plain));
}

#[test]
fn text_in_another_encoding_is_refused_with_advice() {
    let areas = Folder::new().text("areas.csv");
    let unicode = "areas.csv: this file is UTF-16 or not text; save it as UTF-8 (in Excel: CSV UTF-8)";
    assert_eq!(mistakes_with("areas.csv", utf16(&areas)), [unicode]);
    let book = "areas.csv: this file is a workbook or an archive, and not text; save its sheet as CSV UTF-8";
    assert_eq!(mistakes_with("areas.csv", b"PK\x03\x04\x14\x00"), [book]);
    assert_eq!(mistakes_with("areas.csv", b"\xD0\xCF\x11\xE0\xA1\xB1"), [book]);
    assert_eq!(mistakes_with("areas.csv", utf16("жжж")), [unicode], "without a zero byte");
    assert_eq!(mistakes_with("areas.csv", areas.replace("Devon", "De\0von")), [unicode]);
    let mut windows = areas.clone().into_bytes();
    let devon = areas.find("Devon").expect("Devon is an area");
    windows[devon] = 0xA3;
    assert_eq!(
        mistakes_with("areas.csv", windows),
        ["areas.csv:4: the byte A3 is not UTF-8 (in Windows-1252 it is £); save the file as CSV UTF-8"]
    );
}

#[test]
fn other_separators_are_named() {
    let areas = Folder::new().text("areas.csv").replace("\"Bristol, City of\"", "Bristol");
    let said = |named: &str| {
        format!("areas.csv:1: columns are separated by {named} and should be by commas; save the file as CSV UTF-8")
    };
    assert_eq!(mistakes_with("areas.csv", areas.replace(',', ";")), [said("`;`")]);
    assert_eq!(mistakes_with("areas.csv", areas.replace(',', "\t")), [said("tabs")]);
}

#[test]
fn an_empty_file_is_not_an_empty_success() {
    for empty in ["", "\u{feff}", "\r\n\n"] {
        let said = ["projects.csv: this file is empty; it should begin with a heading"];
        assert_eq!(mistakes_with("projects.csv", empty), said, "{empty:?}");
    }
    for (file, noun) in [
        ("projects.csv", "a project"),
        ("options.csv", "an option"),
        ("areas.csv", "an area"),
        ("demand.csv", "an area's demand"),
        ("care_types.csv", "a care type"),
        ("lines.csv", "a programme line"),
        ("spend.csv", "a year's spend"),
        ("road_nodes.csv", "a junction"),
        ("dataset.csv", "a statement of what the dataset is"),
        ("sources.csv", "a source"),
    ] {
        let heading = Folder::new().text(file).lines().next().expect("a heading").to_owned();
        let said = format!("{file}: this file has a heading and no rows; it should have at least {noun}");
        assert_eq!(mistakes_with(file, heading), [said]);
    }
    for file in ["links.csv", "assumptions.csv", "risks.csv"] {
        let heading = Folder::new().text(file).lines().next().expect("a heading").to_owned();
        assert_eq!(mistakes_with(file, heading), Vec::<String>::new(), "{file} may have no rows");
    }
    assert_eq!(
        mistakes_with("land.geojson", ""),
        ["land.geojson:1: this is not GeoJSON outlines: EOF while parsing a value"]
    );
}

#[test]
fn what_is_not_a_file_is_refused() {
    let folder = Folder::new();
    for file in ["areas.csv", "land.geojson"] {
        fs::remove_file(folder.path(file)).expect("the file was there");
    }
    fs::create_dir(folder.path("land.geojson")).expect("a folder");
    assert_eq!(
        folder.mistakes(),
        ["areas.csv: there is no such file", "land.geojson: this is a folder, and should be a file"]
    );
    let reading = read_dataset("no/such/folder".as_ref(), Roads::Needed, Strictness::Strict);
    let said = reading.mistakes.iter().map(ToString::to_string).collect::<String>();
    assert!(said.starts_with("no/such/folder: there is no such folder (looked for /"), "{said}");
    let reading = read_dataset(&tiny().join("areas.csv"), Roads::Needed, Strictness::Strict);
    assert!(reading.mistakes[0].mistake.starts_with("this is not a folder"), "{:?}", reading.mistakes);
}

#[cfg(unix)]
#[test]
fn a_device_is_refused_before_it_is_read() {
    let folder = Folder::new();
    fs::remove_file(folder.path("areas.csv")).expect("the file was there");
    std::os::unix::fs::symlink("/dev/zero", folder.path("areas.csv")).expect("a link");
    assert_eq!(folder.mistakes(), ["areas.csv: this is a pipe or a device, and should be a file"]);
}

#[test]
fn what_is_too_large_is_refused_before_it_fills_the_memory() {
    let folder = Folder::new();
    let file = fs::File::create(folder.path("areas.csv")).expect("a file");
    file.set_len((16 << 20) + 1).expect("a hole in a file takes no room");
    assert_eq!(folder.mistakes(), ["areas.csv: this file is larger than 16 MiB"]);

    let areas = Folder::new().text("areas.csv");
    assert_eq!(
        mistakes_with("areas.csv", areas.replace("Devon", &"D".repeat(10_001))),
        ["areas.csv:4: a cell of this row has more than 10,000 letters"]
    );
    assert_eq!(mistakes_with("areas.csv", areas.replace("Devon", &"é".repeat(10_000))), Vec::<String>::new());
    assert_eq!(
        mistakes_with("areas.csv", areas.replace("region", &"region,".repeat(201))),
        ["areas.csv:1: this row has more than 200 cells; nothing from here on was read"]
    );
    let rows: Vec<String> = (0..200_000).map(|row| format!("r{row},Made for the tests")).collect();
    let known = Folder::new().text("care_types.csv").replace("care_type,name\n", "");
    assert_eq!(
        mistakes_with("care_types.csv", format!("care_type,name\n{}\n{known}", rows.join("\n"))),
        ["care_types.csv:200002: this file has more than 200,000 rows; nothing from here on was read"],
        "and nothing is missed in other files"
    );
}

#[test]
fn beyond_a_thousand_mistakes_no_more_of_a_file_are_listed() {
    let rows: Vec<String> = (0..5_000).map(|row| format!("r{row},")).collect();
    let mistakes = mistakes_with("care_types.csv", format!("care_type,name\n{}", rows.join("\n")));
    let own = mistakes.iter().filter(|mistake| mistake.starts_with("care_types.csv")).count();
    assert_eq!(own, 1_001);
    let rest = "care_types.csv: this file has more than 1,000 mistakes; the first are listed";
    assert!(mistakes.iter().any(|mistake| mistake == rest));
}

#[test]
fn json_nested_beyond_reason_is_refused() {
    let land = format!("{{\"features\":{}", "[".repeat(1_000_000));
    let mistakes = mistakes_with("land.geojson", land);
    assert_eq!(mistakes.len(), 1);
    assert!(mistakes[0].starts_with("land.geojson:1: this is not GeoJSON outlines: "), "{mistakes:?}");
}
