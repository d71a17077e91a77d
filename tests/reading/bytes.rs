//! No bytes make the reader panic.

use placewell::read::{Mistakes, Strictness, read_matrix, read_plan};
use proptest::prelude::*;
use proptest::sample::{Index, select};

use super::folder::Folder;

/// The tables of a dataset.
pub const TABLES: [&str; 15] = [
    "areas.csv",
    "assumptions.csv",
    "care_types.csv",
    "dataset.csv",
    "demand.csv",
    "homes.csv",
    "lines.csv",
    "links.csv",
    "options.csv",
    "projects.csv",
    "risks.csv",
    "road_edges.csv",
    "road_nodes.csv",
    "sources.csv",
    "spend.csv",
];

/// Any file of a dataset.
fn file() -> impl Strategy<Value = &'static str> {
    prop_oneof![15 => select(TABLES.as_slice()), 1 => Just("land.geojson")]
}

/// What a cell, a line or a bracket may be replaced by.
const TOKENS: [&str; 26] = [
    "",
    ",",
    "\"",
    "\n",
    "\r",
    "\r\n",
    "\0",
    "'",
    ";",
    "0",
    "-1",
    "999999",
    "4294967296",
    "1e400",
    "2026-27",
    "2099-00",
    "yes",
    "open-bham",
    "rebuild-devon",
    "atkinson",
    "a",
    "E06000023",
    "\u{feff}",
    "é",
    "[",
    "]",
];

/// What begins an order to a terminal.
const ESCAPE: char = '\u{1b}';

/// A change to a file: at a place, so many bytes make way for a token.
#[derive(Clone, Debug)]
struct Change {
    file: &'static str,
    place: Index,
    bytes: usize,
    token: Vec<u8>,
}

fn change() -> impl Strategy<Value = Change> {
    let token = prop_oneof![
        4 => select(TOKENS.as_slice()).prop_map(|token| token.as_bytes().to_vec()),
        1 => prop::collection::vec(any::<u8>(), 0..4),
    ];
    (file(), any::<Index>(), 0..12_usize, token).prop_map(|(file, place, bytes, token)| Change {
        file,
        place,
        bytes,
        token,
    })
}

impl Change {
    fn make(self, folder: &Folder) {
        let mut bytes = std::fs::read(folder.path(self.file)).expect("a file of the copy");
        let from = self.place.index(bytes.len() + 1);
        let to = (from + self.bytes).min(bytes.len());
        bytes.splice(from..to, self.token);
        folder.write(self.file, bytes);
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a_spoilt_dataset_is_read_or_refused(changes in prop::collection::vec(change(), 1..6)) {
        let folder = Folder::new();
        for change in changes {
            change.make(&folder);
        }
        let reading = folder.read();
        prop_assert_eq!(reading.dataset.is_none(), !reading.mistakes.is_empty());
        let mut sorted = reading.mistakes.clone();
        sorted.sort();
        sorted.dedup();
        prop_assert_eq!(&reading.mistakes, &sorted);
        let told = Mistakes::new(reading.mistakes).to_string();
        prop_assert!(told.lines().count() <= 52 && !told.contains(ESCAPE));
    }

    #[test]
    fn any_bytes_at_all_are_read_or_refused(file in file(), bytes in prop::collection::vec(any::<u8>(), 0..200)) {
        let folder = Folder::new();
        folder.write(file, bytes);
        prop_assert!(!folder.read().mistakes.is_empty());
    }

    #[test]
    fn any_text_is_a_matrix_and_a_plan_or_is_refused(text in "(site|project),(area|option),(miles|funded)\n([a-z0-9,\"\n -]|vinney,E06000023,|open-bham,a,|yes|5\\.0){0,40}") {
        let folder = Folder::new();
        let instance = folder.read().dataset.expect("no mistakes").instance;
        folder.write("table.csv", text);
        let file = folder.path("table.csv");
        let told = [read_matrix(&file, &instance).err(), read_plan(&file, &instance, Strictness::Strict).err()];
        prop_assert!(told.iter().any(Option::is_some), "no text is both");
    }
}
