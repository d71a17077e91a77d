//! Golden runs read from tables whose rows and columns are in another order.

use std::fs;
use std::path::{Path, PathBuf};

use placewell::case::Case;
use placewell::decide::{NoDecision, decide};
use placewell::domain::Plan;
use placewell::solve::{Going, Highs, Limits};
use tempfile::TempDir;

/// How often the rows and columns of each golden run are put in another order.
const ORDERS: u64 = 10;

/// The folders of the golden runs.
fn golden() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(root).expect("the golden runs");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("a golden run").path()).collect();
    folders.sort();
    folders
}

/// A copy of a golden run in which the rows and the columns of every table are in another order.
fn shuffled(folder: &Path, chance: &mut fastrand::Rng) -> TempDir {
    let copy = TempDir::new().expect("a folder for the copy");
    fs::create_dir(copy.path().join("inputs")).expect("the copy is writable");
    fs::copy(folder.join("model.toml"), copy.path().join("model.toml")).expect("the model is copied");
    for entry in fs::read_dir(folder.join("inputs")).expect("a dataset") {
        let path = entry.expect("a table").path();
        let mut table = csv::Reader::from_path(&path).expect("a table");
        let heading = table.headers().expect("a table has a heading").clone();
        let mut rows: Vec<csv::StringRecord> = table.into_records().collect::<Result<_, _>>().expect("its rows");
        chance.shuffle(&mut rows);
        let mut columns: Vec<usize> = (0..heading.len()).collect();
        chance.shuffle(&mut columns);
        let mut copied = csv::Writer::from_path(copy.path().join("inputs").join(path.file_name().expect("a name")))
            .expect("a table can be written");
        for record in std::iter::once(&heading).chain(&rows) {
            copied.write_record(columns.iter().map(|&column| &record[column])).expect("a row is copied");
        }
        copied.flush().expect("the table is written");
    }
    copy
}

/// The problem and the plan for the golden run in a folder.
fn answer(folder: &Path) -> (placewell::domain::Instance, Option<Plan>) {
    let case = Case::open(&folder.join("model.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let plan = match decide(&case.question(), &Highs { seed: 0 }, Limits::default(), &mut |_, _| Going::On) {
        Ok(decision) => Some(decision.plan),
        Err(NoDecision::Infeasible) => None,
        Err(other) => panic!("{other}"),
    };
    (case.dataset.instance, plan)
}

#[test]
fn rows_and_columns_in_another_order_change_nothing() {
    let mut chance = fastrand::Rng::with_seed(5);
    let mut asked = 0;
    for folder in golden() {
        let before = answer(&folder);
        for _ in 0..ORDERS {
            let copy = shuffled(&folder, &mut chance);
            assert_eq!(before, answer(copy.path()), "{}", folder.display());
            asked += 1;
        }
    }
    assert!(asked >= 100, "only {asked} were asked again");
}
