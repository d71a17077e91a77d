//! Faults of the disk and of whoever reads the answer: the old run stays, or the new one is there, whole.

use std::path::Path;
use std::process::{Output, Stdio};
use std::time::{Duration, Instant};
use std::{fs, thread};

use super::desk::{Desk, PLACEWELL, files, is_table};

/// The files of a run but its manifest, whose timings differ.
fn tables(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let mut files = files(folder);
    files.retain(|(name, _)| name != "run.json");
    files
}

/// The arguments that evaluate a model into a folder.
fn evaluate<'a>(model: &'a str, out: &'a str) -> [&'a str; 4] {
    ["evaluate", model, "--out", out]
}

/// The runs of both models, each in a folder of its name, for comparison.
fn both(desk: &Desk) -> [Vec<(String, Vec<u8>)>; 2] {
    ["model", "other"].map(|name| {
        let (model, out) = (format!("{name}.toml"), format!("kept/{name}"));
        desk.placewell().args(evaluate(&model, &out)).assert().code(0);
        tables(&desk.path(out))
    })
}

/// The names in a folder.
fn names(folder: &Path) -> Vec<String> {
    let entries = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
    let mut names: Vec<String> = entries.map(|name| name.to_string_lossy().into_owned()).collect();
    names.sort();
    names
}

/// Which of two runs a folder holds; it holds one of them whole.
fn which(folder: &Path, both: &[Vec<(String, Vec<u8>)>; 2]) -> usize {
    let manifest = fs::read(folder.join("run.json")).expect("a manifest");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("a whole manifest");
    let found = tables(folder);
    let held = both.iter().position(|run| *run == found).expect("one of the runs, whole");
    assert_eq!(manifest["model_name"], ["model", "other"][held], "the manifest is of the same run");
    held
}

/// Delays that look random and are the same every time: many of them late, when files are written.
fn delays(whole: Duration) -> impl Iterator<Item = Duration> {
    let mut state = 20_261_124_u32;
    (0..50).map(move |turn| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        let part = if turn % 2 == 0 { state >> 22 } else { 600 + (state >> 22) / 2 };
        whole * part / 1_000
    })
}

#[cfg(unix)]
#[test]
fn a_run_killed_at_any_moment_leaves_the_old_or_the_new_one_whole() {
    use std::os::unix::process::ExitStatusExt;
    let desk = Desk::new().with_another();
    let both = both(&desk);
    let (run, arguments) = (desk.path("runs/run"), |model| evaluate(model, "runs/run"));
    let began = Instant::now();
    desk.placewell().args(arguments("model.toml")).assert().code(0);
    let whole = began.elapsed();
    let (mut killed, mut held) = (0, vec![]);
    for (turn, delay) in delays(whole).enumerate() {
        let model = ["other.toml", "model.toml"][turn % 2];
        let mut command = desk.command(PLACEWELL);
        let mut child =
            command.args(arguments(model)).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("placewell runs");
        thread::sleep(delay);
        child.kill().expect("it is killed, or has ended");
        killed += u32::from(child.wait().expect("it ends").signal() == Some(9));
        held.push(which(&run, &both));
    }
    assert!(killed >= 10, "only {killed} of 50 were killed before they ended");
    desk.placewell().args(arguments("other.toml")).assert().code(0);
    assert_eq!(which(&run, &both), 1, "a later run is written as ever");
    assert_eq!(names(&desk.path("runs")), ["run"], "and takes away what was left of those that were killed");
}

#[test]
fn of_runs_into_one_folder_at_once_one_stays_whole() {
    let desk = Desk::new().with_another();
    let both = both(&desk);
    for _ in 0..3 {
        let spawn = |turn: usize| {
            let mut command = desk.command(PLACEWELL);
            let model = ["model.toml", "other.toml"][turn % 2];
            let command = command.args(evaluate(model, "runs/run")).stdout(Stdio::null()).stderr(Stdio::piped());
            command.spawn().expect("placewell runs")
        };
        let children: Vec<_> = (0..6).map(spawn).collect();
        for child in children {
            let done = child.wait_with_output().expect("it ends");
            assert_eq!((done.status.code(), desk.shorn(&done.stderr).as_str()), (Some(0), "written to runs/run\n"));
        }
        which(&desk.path("runs/run"), &both);
        assert_eq!(names(&desk.path("runs")), ["run"]);
    }
}

/// Whether the tests run as root, whom permissions do not hold.
#[cfg(unix)]
fn is_root(desk: &Desk) -> bool {
    use std::os::unix::fs::MetadataExt;
    fs::metadata(desk.path("model.toml")).expect("it is there").uid() == 0
}

/// Evaluates a model to the disk `$1`, spoils that disk by `$2`, evaluates another, and keeps what is there.
#[cfg(target_os = "linux")]
const SPOILT: &str = r#"set -eu
mkdir disk
mount -t tmpfs -o size=300k tmpfs disk
"$1" evaluate model.toml --out disk/run > /dev/null 2>&1
eval "$2"
set +e
"$1" evaluate other.toml --out disk/run
echo $? > code
cp -r disk/run after
ls -A disk > left
"#;

/// What is said when the disk of an old run is spoilt so; nothing if no disk may be mounted here.
#[cfg(target_os = "linux")]
fn spoilt(by: &str) -> Option<String> {
    let desk = Desk::new().with_another();
    let may_mount = |test: &str| desk.command("unshare").args(["-m", "sh", "-c", test]).status();
    if !may_mount("mkdir try && mount -t tmpfs tmpfs try").is_ok_and(|status| status.success()) {
        eprintln!("NOT TESTED: a disk of our own cannot be mounted here; run the tests as root");
        return None;
    }
    let both = both(&desk);
    let mut command = desk.command("unshare");
    let done = command.args(["-m", "sh", "-c", SPOILT, "sh", PLACEWELL, by]).output().expect("a shell runs");
    let told = desk.shorn(&done.stderr);
    assert_eq!(desk.text("code"), "9\n", "{told}");
    assert_eq!(which(&desk.path("after"), &both), 0, "the old run is whole");
    assert!(!desk.text("left").contains(".placewell"), "{}", desk.text("left"));
    assert!(!done.stdout.is_empty(), "what was found is told where it cannot be written");
    Some(told)
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_leaves_the_old_run() {
    if let Some(told) = spoilt("dd if=/dev/zero of=disk/fill bs=1k 2> /dev/null || true") {
        assert_eq!(told, "error: disk/run: this could not be written: the disk is full\n");
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_disk_that_is_read_only_leaves_the_old_run() {
    if let Some(told) = spoilt("mount -o remount,ro disk") {
        assert_eq!(told, "error: disk/run: this may not be written: the disk is read-only\n");
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_may_grow_no_further_leaves_the_old_run() {
    let desk = Desk::new().with_another();
    let both = both(&desk);
    desk.placewell().args(evaluate("model.toml", "runs/run")).assert().code(0);
    let script = r#"trap '' XFSZ; ulimit -f 1; exec "$0" evaluate other.toml --out runs/run"#;
    let done = desk.command("sh").args(["-c", script, PLACEWELL]).output().expect("a shell runs");
    let told = "error: runs/run: this could not be written: no file may be so large here\n";
    assert_eq!((done.status.code(), desk.shorn(&done.stderr).as_str()), (Some(9), told));
    assert_eq!(which(&desk.path("runs/run"), &both), 0);
    assert_eq!(names(&desk.path("runs")), ["run"]);
}

/// Runs a copy of the program as a user whom permissions hold.
#[cfg(unix)]
fn as_anybody(desk: &Desk, arguments: &[&str]) -> Output {
    use std::os::unix::fs::PermissionsExt;
    use std::os::unix::process::CommandExt;
    let program = desk.path("program");
    fs::copy(PLACEWELL, &program).expect("a copy");
    fs::set_permissions(desk.path(""), PermissionsExt::from_mode(0o755)).expect("others may enter");
    let mut command = desk.command(&program.to_string_lossy());
    if is_root(desk) {
        command.uid(65_534).gid(65_534);
    }
    command.args(arguments);
    // A process that another test begins may hold the copy open for writing until it runs its own program.
    let busy = |error: &std::io::Error| error.kind() == std::io::ErrorKind::ExecutableFileBusy;
    let again = std::iter::repeat_with(|| {
        std::thread::sleep(std::time::Duration::from_millis(20));
        command.output()
    });
    let done = again.take(100).find(|done| !done.as_ref().is_err_and(busy));
    done.expect("the copy is free within two seconds").expect("placewell runs")
}

#[cfg(unix)]
#[test]
fn what_may_not_be_read_or_written_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let desk = Desk::new().with_another();
    fs::create_dir(desk.path("runs")).expect("a folder");
    fs::set_permissions(desk.path("runs"), PermissionsExt::from_mode(0o555)).expect("a folder of others");
    let done = as_anybody(&desk, &evaluate("model.toml", "runs/run"));
    let told = "error: runs/run: this may not be written: permission was denied\n";
    assert_eq!((done.status.code(), desk.shorn(&done.stderr).as_str()), (Some(9), told));
    assert_eq!(names(&desk.path("runs")), [""; 0]);

    fs::set_permissions(desk.path("tiny/projects.csv"), PermissionsExt::from_mode(0o000)).expect("a secret");
    let done = as_anybody(&desk, &["check", "model.toml"]);
    let looked = "(looked for DESK/tiny/projects.csv)";
    let told = format!(
        "error: 1 mistake in the inputs\n  tiny/projects.csv: this file may not be read: permission was denied {looked}\n"
    );
    assert_eq!((done.status.code(), desk.shorn(&done.stderr)), (Some(3), told));
}

#[cfg(target_os = "linux")]
#[test]
fn an_answer_that_nobody_can_take_in_is_still_written_to_its_folder() {
    let desk = Desk::new().with_another();
    let both = both(&desk);
    for (how, code, told) in [
        (">&-", 0, ""),
        ("| true", 0, ""),
        ("> /dev/full", 9, "error: standard output could not be written: No space left on device (os error 28)\n"),
    ] {
        let script = format!("{{ \"$0\" evaluate other.toml --out runs/run; echo $? > code; }} {how}");
        let done = desk.command("sh").args(["-c", &script, PLACEWELL]).output().expect("a shell runs");
        assert_eq!(desk.text("code"), format!("{code}\n"), "{how}");
        assert_eq!(desk.shorn(&done.stderr), format!("written to runs/run\n{told}"), "{how}");
        assert_eq!(which(&desk.path("runs/run"), &both), 1, "{how}");
        fs::remove_dir_all(desk.path("runs")).expect("it goes");
    }
}

#[test]
fn a_model_whose_name_no_run_can_have_is_refused_before_anything_is_written() {
    let desk = Desk::new();
    let long = format!("{}.toml", "n".repeat(200));
    let names: &[&str] =
        if cfg!(windows) { &[&long] } else { &[&long, "a\nb.toml", "..\\..\\etc.toml", " .toml", "nul.toml"] };
    for name in names {
        desk.write(name, desk.text("model.toml"));
        let done = desk.placewell().args(["evaluate", name]).output().expect("placewell runs");
        let told = desk.shorn(&done.stderr);
        assert_eq!(done.status.code(), Some(3), "{told}");
        assert!(told.contains(": a run cannot go by the name of this file: "), "{told}");
        assert_eq!(told.lines().count(), 2, "{told}");
        assert!(!desk.path("runs").exists());
    }
    let up = desk.placewell().args(["evaluate", "../../etc/x.toml"]).output().expect("placewell runs");
    assert_eq!(up.status.code(), Some(3));
}

#[test]
fn no_cell_of_a_run_is_a_formula() {
    let desk = Desk::new().with_another();
    for (file, old, new) in [
        ("tiny/projects.csv", "Rebuild Atkinson", "=cmd|' /C calc'!A0"),
        ("tiny/areas.csv", "Birmingham,West Midlands", "+44 20 7946,@SUM(A1)"),
        ("tiny/options.csv", "Both homes", "-2+3"),
        ("tiny/lines.csv", "Reserve", "@SUM(1)"),
    ] {
        let text = desk.text(file);
        assert!(text.contains(old), "{file} has {old}");
        desk.write(file, text.replace(old, new));
    }
    desk.placewell().args(evaluate("model.toml", "run")).assert().code(0);
    let mut guarded = 0;
    for (name, bytes) in desk.files("run").into_iter().filter(|(name, _)| is_table(name)) {
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        for record in reader.records().map(|record| record.expect("a row")) {
            for cell in &record {
                let runs = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && cell.parse::<f64>().is_err();
                assert!(!runs, "{name}: {cell}");
                guarded += u32::from(cell.starts_with('\''));
            }
        }
    }
    assert!(guarded >= 3, "only {guarded} cells were guarded");
}
