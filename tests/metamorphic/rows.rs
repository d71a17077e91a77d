//! Golden runs read from tables whose rows are in another order.

use std::fs;
use std::path::{Path, PathBuf};

use placewell::case::Case;
use placewell::decide::{NoDecision, decide};
use placewell::domain::Plan;
use placewell::solve::{Going, Highs, Limits};
use tempfile::TempDir;

/// How often the rows of each golden run are put in another order.
const ORDERS: u64 = 10;

/// The folders of the golden runs.
fn golden() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let entries = fs::read_dir(root).expect("the golden runs");
    let mut folders: Vec<PathBuf> = entries.map(|entry| entry.expect("a golden run").path()).collect();
    folders.sort();
    folders
}

/// A copy of a golden run in which the rows of every table are in another order.
fn shuffled(folder: &Path, chance: &mut fastrand::Rng) -> TempDir {
    let copy = TempDir::new().expect("a folder for the copy");
    fs::create_dir(copy.path().join("inputs")).expect("the copy is writable");
    fs::copy(folder.join("model.toml"), copy.path().join("model.toml")).expect("the model is copied");
    for entry in fs::read_dir(folder.join("inputs")).expect("a dataset") {
        let path = entry.expect("a table").path();
        let text = fs::read_to_string(&path).expect("a table is text");
        let mut lines = text.lines();
        let heading = lines.next().expect("a table has a heading");
        let mut rows: Vec<&str> = lines.collect();
        chance.shuffle(&mut rows);
        let text: String = std::iter::once(heading).chain(rows).flat_map(|row| [row, "\n"]).collect();
        fs::write(copy.path().join("inputs").join(path.file_name().expect("a name")), text).expect("it is copied");
    }
    copy
}

/// The problem and the plan for the golden run in a folder.
fn answer(folder: &Path) -> (placewell::domain::Problem, Option<Plan>) {
    let case = Case::open(&folder.join("model.toml")).unwrap_or_else(|mistakes| panic!("{mistakes}"));
    let plan = match decide(&case.question(), &Highs { seed: 0 }, Limits::default(), &mut |_, _| Going::On) {
        Ok(decision) => Some(decision.plan),
        Err(NoDecision::Infeasible) => None,
        Err(other) => panic!("{other}"),
    };
    (case.dataset.problem, plan)
}

#[test]
fn rows_in_another_order_change_nothing() {
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
