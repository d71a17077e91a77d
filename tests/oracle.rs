//! What placewell says is what an independent oracle in Python finds by trying every plan: a small share of its cases.
//!
//! `CONTRIBUTING.md` says how to run thousands by hand.

use std::env;
use std::path::Path;
use std::process::Command;

const PLACEWELL: &str = env!("CARGO_BIN_EXE_placewell");

/// Runs the oracle, which must find nothing; without Python it is passed over, but not where changes are checked.
fn agrees(words: &[&str]) {
    if Command::new("python3").arg("--version").output().is_err() {
        assert!(env::var_os("CI").is_none(), "python3 is not installed, and the oracle needs it");
        eprintln!("NOT TESTED: python3 is not installed, so the oracle was not asked");
        return;
    }
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join("oracle-differences");
    let done = Command::new("python3")
        .arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/oracle/run.py"))
        .args(["--placewell", PLACEWELL, "--keep"])
        .arg(&kept)
        .args(words)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .output()
        .expect("python3 runs");
    let told = String::from_utf8_lossy(&done.stdout);
    assert!(done.status.success(), "{told}{}", String::from_utf8_lossy(&done.stderr));
}

#[test]
fn every_answer_is_what_trying_every_plan_gives() {
    agrees(&["--cases", "60", "--seed", "1", "--jobs", "4", "--features-of", "0"]);
}

#[test]
fn a_forged_answer_is_caught_by_the_oracle() {
    agrees(&["--self-test", "--each", "1"]);
}
