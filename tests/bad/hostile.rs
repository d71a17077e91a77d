//! Files made to exhaust the machine: refused within 256 MiB and two seconds, without a panic.

#![cfg(target_os = "linux")]

use std::fs::File;

use super::desk::{Desk, PLACEWELL, is_table};

/// The most memory, in KiB, and processor seconds of a refusal: measured at two thirds and a half of these at most.
const MOST: (u32, u32) = (256 << 10, 2);

/// Bytes of a model, and of a table.
const MODEL: usize = 256 << 10;
const TABLE: usize = 16 << 20;

/// As many of `text` as fit in so many bytes.
fn fill(text: &str, bytes: usize) -> String {
    text.repeat(bytes / text.len())
}

/// A text for each number below `count`, one after the other.
fn many(count: usize, text: &dyn Fn(usize) -> String) -> String {
    (0..count).map(text).collect()
}

/// What is told of the model when it is checked within the limits; it is refused.
fn refusal(desk: &Desk, what: &str) -> String {
    let script = format!("ulimit -v {}; ulimit -t {}; exec \"$0\" --threads 1 check model.toml", MOST.0, MOST.1);
    let mut command = desk.command("sh");
    // One arena: what is only set aside is not used, and would count.
    let done = command.args(["-c", &script, PLACEWELL]).env("MALLOC_ARENA_MAX", "1").output().expect("a shell runs");
    let told = desk.shorn(&done.stderr);
    assert_eq!(done.status.code(), Some(3), "{what}: {}\n{}", done.status, told.chars().take(500).collect::<String>());
    assert!(told.lines().count() <= 53, "{what}: {} lines", told.lines().count());
    told
}

#[test]
fn a_model_of_any_shape_is_refused_in_time() {
    for (what, model) in [
        ("nested lists", format!("x = {}", "[".repeat(MODEL - 8))),
        ("nested tables", fill("{a=", MODEL)),
        ("a dotted key", format!("a{} = 1", ".a".repeat(MODEL / 2 - 8))),
        ("a dotted heading", format!("[a{}]", ".a".repeat(MODEL / 2 - 8))),
        ("many keys", many(MODEL / 32, &|at| format!("k{at} = 1\n"))),
        ("one key many times", fill("a = 1\n", MODEL)),
        ("many mistakes", fill("=\n", MODEL)),
        ("open quotes", fill("\"\n", MODEL)),
        ("a long list", format!("a = [{}]", fill("1,", MODEL - 8))),
        ("a long text", format!("a = \"{}\"", fill("x", MODEL - 8))),
        ("a megabyte", fill("# and more\n", 1 << 20)),
    ] {
        let desk = Desk::new();
        desk.write("model.toml", model);
        refusal(&desk, what);
    }
}

#[test]
fn a_model_laid_over_another_of_as_many_tables_is_refused_in_time() {
    let desk = Desk::new();
    let tables = |name: &str| many(8_000, &|at| format!("[[commit]]\nid = \"{name}{at}\"\n"));
    desk.write("base.toml", desk.text("model.toml") + &tables("a"));
    desk.write("model.toml", "extends = \"base.toml\"\n".to_owned() + &tables("b"));
    // A slow machine says first what it is doing.
    assert!(refusal(&desk, "two lists of tables").contains("error: 48000 mistakes"));
}

#[test]
fn a_table_of_any_shape_is_refused_in_time() {
    let heading = "area,name,region,easting,northing,match_limit_gbp\n";
    for (what, table) in [
        ("commas", fill(",", TABLE)),
        ("quotes", fill("\"", TABLE)),
        ("torn quotes", fill("\"a\"b,", TABLE)),
        ("blank lines", fill("\n", TABLE)),
        ("carriage returns", fill("\r", TABLE)),
        ("a cell of ten million letters", format!("{heading}E1,{}", "x".repeat(10_000_000))),
        ("short rows", heading.to_owned() + &fill("a\n", TABLE - 100)),
        ("blank rows", heading.to_owned() + &fill(",,,,,\n", TABLE - 100)),
        ("wide rows", heading.to_owned() + &fill(&format!("{}\n", ",".repeat(150)), TABLE - 200)),
        ("control characters", fill("\u{1}", TABLE)),
    ] {
        let desk = Desk::new();
        desk.write("tiny/areas.csv", table);
        refusal(&desk, what);
    }
}

#[test]
fn a_file_beyond_every_size_is_refused_unread() {
    for (file, most) in [("model.toml", "256 KiB"), ("tiny/areas.csv", "16 MiB"), ("tiny/land.geojson", "8 MiB")] {
        let desk = Desk::new();
        let sparse = File::create(desk.path(file)).expect("a file");
        sparse.set_len(2 << 30).expect("a hole in a file takes no room");
        let told = format!("error: 1 mistake in the inputs\n  {file}: this file is larger than {most}\n");
        assert_eq!(refusal(&desk, file), told);
    }
}

#[test]
fn a_dataset_of_large_files_is_refused_in_time() {
    let desk = Desk::new();
    for (name, _) in desk.files("tiny").into_iter().filter(|(name, _)| is_table(name)) {
        let heading = desk.text(&format!("tiny/{name}")).lines().next().expect("a heading").to_owned();
        let cells = heading.matches(',').count();
        let cell = format!(",{}", "x".repeat((TABLE / 150_000 - 8) / cells - 1));
        let rows: String = many(150_000, &|row| format!("{row}{}\n", cell.repeat(cells)));
        desk.write(&format!("tiny/{name}"), format!("{heading}\n{rows}"));
    }
    let told = refusal(&desk, "large files");
    assert!(told.contains("error: "), "{told}");
}

#[test]
fn land_of_any_shape_is_refused_in_time() {
    let land = 8 << 20;
    let start = r#"{"type":"FeatureCollection","crs":{"properties":{"name":"EPSG:27700"}},"features":["#;
    for (what, text) in [
        ("nested lists", format!("{{\"features\":{}", "[".repeat(1_000_000))),
        (
            "nested co-ordinates",
            format!("{start}{{\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":{}", "[".repeat(1_000_000)),
        ),
        (
            "many points",
            format!(
                "{start}{{\"geometry\":{{\"type\":\"Polygon\",\"coordinates\":[[{}[1,1]]]}}}}]}}",
                fill("[1,1],", land - 300)
            ),
        ),
        (
            "many features",
            format!("{start}{}{{}}]}}", fill("{\"geometry\":{\"type\":\"\",\"coordinates\":\n0}},", land - 300)),
        ),
    ] {
        let desk = Desk::new();
        desk.write("tiny/land.geojson", text);
        refusal(&desk, what);
    }
}

#[test]
fn places_that_cannot_be_added_up_are_refused() {
    let desk = Desk::new();
    let rows = |file: &str, row: &dyn Fn(usize) -> String| {
        desk.write(file, desk.text(file) + &many(6_000, row));
    };
    rows("tiny/homes.csv", &|at| format!("h{at},n,E08000025,open-high-risk,405000,290000,999999,0,,modelled\n"));
    rows("tiny/options.csv", &|at| {
        format!("open-bham,o{at},s,open-high-risk,2026-27,2026-27,1,0,9,9,999999,0,999999,no\n")
    });
    rows("tiny/spend.csv", &|at| format!("open-bham,o{at},2026-27,1\n"));
    rows("tiny/lines.csv", &|at| format!("l{at},{},n,open,999999,999999,0,999999,2029,1\n", at + 10));
    let told = "error: 3 mistakes in the inputs
  tiny/homes.csv: places: the places here come to 5,999,994,036, and may come to 100,000,000 at most
  tiny/lines.csv: the places here come to 17,999,982,342, and may come to 100,000,000 at most
  tiny/options.csv: the places here come to 11,999,988,043, and may come to 100,000,000 at most
";
    assert_eq!(refusal(&desk, "places"), told);
}
