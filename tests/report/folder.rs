//! A folder of files, written whole or not at all.

use std::fs;
use std::path::Path;

use placewell::runs::write_folder;
use tempfile::TempDir;

fn file(name: &str, text: &str) -> (String, Vec<u8>) {
    (name.to_owned(), text.as_bytes().to_vec())
}

fn run(text: &str) -> Vec<(String, Vec<u8>)> {
    vec![file("plan.csv", text), file("run.json", r#"{"tool": {"name": "placewell"}}"#)]
}

/// What is in a folder, by name.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut names: Vec<String> =
        entries.map(|entry| entry.expect("an entry").file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

fn text(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).expect("a file")
}

/// Why the files could not be written, without the path.
fn refusal(folder: &Path, files: &[(String, Vec<u8>)]) -> String {
    write_folder(folder, files).expect_err("it is refused").why
}

#[test]
fn a_run_is_written_into_a_new_folder_and_nothing_is_left_beside_it() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path().join("runs").join("first");
    write_folder(&folder, &run("1")).expect("it is written");
    assert_eq!(names(&folder), ["plan.csv", "run.json"]);
    assert_eq!(names(&place.path().join("runs")), ["first"]);
}

#[test]
fn a_run_replaces_a_run_and_none_of_the_old_files_stay() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path().join("run");
    let old = [run("1"), vec![file("flows.csv", "old")]].concat();
    write_folder(&folder, &old).expect("it is written");
    write_folder(&folder, &run("2")).expect("it is replaced");
    assert_eq!(names(&folder), ["plan.csv", "run.json"]);
    assert_eq!(text(&folder, "plan.csv"), "2");
    assert_eq!(names(place.path()), ["run"]);
}

#[test]
fn what_is_not_a_run_is_not_replaced() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path().join("run");
    fs::create_dir(&folder).expect("a folder");
    write_folder(&folder, &run("1")).expect("an empty folder is replaced");

    fs::write(folder.join("notes.docx"), "mine").expect("a file");
    let why = refusal(&folder, &run("2"));
    assert_eq!(why, "this folder holds `notes.docx`, which is not of a run; name another folder");
    assert_eq!((text(&folder, "notes.docx"), text(&folder, "plan.csv")), ("mine".to_owned(), "1".to_owned()));

    fs::remove_file(folder.join("notes.docx")).expect("it goes");
    fs::write(folder.join("run.json"), r#"{"tool": {"name": "another"}}"#).expect("a file");
    let why = refusal(&folder, &run("2"));
    assert_eq!(why, "this folder holds files but no run.json of placewell; name another folder");
    assert_eq!(text(&folder, "plan.csv"), "1");
}

#[test]
fn a_file_or_a_link_is_not_replaced() {
    let place = TempDir::new().expect("a temporary folder");
    let there = place.path().join("there");
    fs::write(&there, "mine").expect("a file");
    assert_eq!(refusal(&there, &run("1")), "this is a file, and should be a folder; name another");
    assert_eq!(refusal(&there.join("run"), &run("1")), "this cannot be a folder: part of the path is a file");
    assert_eq!(text(place.path(), "there"), "mine");
    assert_eq!(names(place.path()), ["there"]);
}

#[test]
fn when_a_file_cannot_be_written_the_old_run_stays_and_nothing_is_left_beside_it() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path().join("run");
    write_folder(&folder, &run("1")).expect("it is written");
    let too_long = "a".repeat(300);
    let why = refusal(&folder, &[run("2"), vec![file(&too_long, "")]].concat());
    assert!(why.starts_with("this could not be written: "), "{why}");
    assert_eq!(text(&folder, "plan.csv"), "1");
    assert_eq!(names(&folder), ["plan.csv", "run.json"]);
    assert_eq!(names(place.path()), ["run"]);
}

#[cfg(unix)]
#[test]
fn a_run_has_the_permissions_that_any_file_of_the_user_has() {
    use std::os::unix::fs::PermissionsExt;
    let place = TempDir::new().expect("a temporary folder");
    let (folder, own) = (place.path().join("run"), place.path().join("own"));
    write_folder(&folder, &run("1")).expect("it is written");
    fs::create_dir(&own).expect("a folder");
    fs::write(own.join("plan.csv"), "").expect("a file");
    let mode = |path: &Path| fs::metadata(path).expect("it is there").permissions().mode();
    assert_eq!(mode(&folder), mode(&own));
    assert_eq!(mode(&folder.join("plan.csv")), mode(&own.join("plan.csv")));
}

/// The system's own folder of processes takes no files from anybody.
#[cfg(target_os = "linux")]
#[test]
fn a_folder_that_takes_no_files_is_named() {
    let error = write_folder(Path::new("/proc/placewell-run"), &run("1")).expect_err("it is refused");
    assert!(error.to_string().starts_with("/proc/placewell-run: this "), "{error}");
}

#[cfg(target_os = "linux")]
#[test]
fn there_is_no_moment_without_a_run() {
    let place = TempDir::new().expect("a temporary folder");
    let folder = place.path().join("run");
    write_folder(&folder, &run("0")).expect("it is written");
    let done = std::sync::atomic::AtomicBool::new(false);
    let (looks, missed) = std::thread::scope(|scope| {
        let watch = scope.spawn(|| {
            let (mut looks, mut missed) = (0, 0);
            while !done.load(std::sync::atomic::Ordering::Relaxed) {
                looks += 1;
                missed += u32::from(!folder.join("run.json").exists());
            }
            (looks, missed)
        });
        for turn in 1..200 {
            write_folder(&folder, &run(&turn.to_string())).expect("it is replaced");
        }
        done.store(true, std::sync::atomic::Ordering::Relaxed);
        watch.join().expect("the watch ends")
    });
    assert!(looks > 1_000, "only {looks} looks");
    assert_eq!(missed, 0, "of {looks} looks");
}

#[cfg(target_os = "linux")]
#[test]
fn of_runs_written_at_once_into_a_new_folder_one_stays_and_none_fails() {
    let place = TempDir::new().expect("a temporary folder");
    for round in 0..30 {
        let folder = place.path().join(round.to_string());
        let start = std::sync::Barrier::new(4);
        std::thread::scope(|scope| {
            for text in ["1", "2", "3", "4"] {
                let (folder, start) = (&folder, &start);
                scope.spawn(move || {
                    start.wait();
                    write_folder(folder, &run(text)).expect("it is written");
                });
            }
        });
        assert_eq!(names(&folder), ["plan.csv", "run.json"]);
    }
    assert_eq!(names(place.path()).len(), 30, "nothing is left beside them");
}
