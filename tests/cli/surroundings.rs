//! Terminals, logs, limits and folders that misbehave: the same answer, or words and a listed exit code, and never a
//! panic, a hang or the loss of what was found.

use std::fs::{self, File};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::verify::given::{Given, inside};

const BINARY: &str = env!("CARGO_BIN_EXE_placewell");

/// Every command, put to the tiny dataset. What it writes goes to `out`.
const COMMANDS: [&str; 20] = [
    "solve tiny.toml --out out",
    "solve tiny.toml --xlsx --out out",
    "solve --all models --out out",
    "evaluate tiny.toml --out out",
    "check tiny.toml",
    "check none.toml",
    "why tiny.toml --all --out out",
    "alternatives tiny.toml -n 2 --out out",
    "stress run --model tiny.toml --draws 5 --seed 1 --out out",
    "order run --model tiny.toml --out out",
    "distances tiny.toml --out out",
    "verify run --model tiny.toml",
    "replay run --model tiny.toml",
    "compare run run --xlsx out",
    "frontier tiny.toml --at 1m,2m --xlsx --out out",
    "report run --model tiny.toml --out out",
    "export run --model tiny.toml --format csv --out out",
    "export run --model tiny.toml --xlsx --out out",
    "bench models --bless",
    "solve",
];

fn tiny() -> Given {
    let given = Given::tiny();
    fs::create_dir(given.path("models")).expect("a folder");
    given.write("models/tiny.toml", &given.text("tiny.toml").replace("\"data\"", "\"../data\""));
    given
}

/// A command in the folder of `given`, within the limits that `ulimit` sets.
fn command(given: &Given, words: &str, limit: &str) -> Command {
    let mut command = Command::new("bash");
    command.args(["-c", &format!("{limit} exec '{BINARY}' {words}")]).current_dir(given.path("."));
    command
}

/// The same, heard by nobody who could mind.
fn quiet(mut command: Command) -> Command {
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

fn full() -> Stdio {
    File::options().write(true).open("/dev/full").expect("a full disk").into()
}

/// A stream that nobody reads any more.
fn closed() -> Stdio {
    let (reader, writer) = std::io::pipe().expect("a pipe");
    drop(reader);
    writer.into()
}

/// How it ends, with what is written to `out`, which is taken away again.
fn ended(given: &Given, mut command: Command) -> (Option<i32>, Vec<String>) {
    let status = in_time(&mut command.spawn().expect("it begins"));
    let out = given.path("out");
    let entries = fs::read_dir(&out).into_iter().flatten().flatten();
    let mut names: Vec<String> = entries.map(|entry| entry.file_name().to_string_lossy().into_owned()).collect();
    names.sort();
    names.extend(out.is_file().then(|| "out".to_owned()));
    fs::remove_dir_all(&out).or_else(|_| fs::remove_file(&out)).ok();
    (status.code(), names)
}

fn in_time(child: &mut Child) -> ExitStatus {
    let begun = Instant::now();
    loop {
        if let Some(status) = child.try_wait().expect("it can be waited for") {
            return status;
        }
        if begun.elapsed() > Duration::from_secs(150) {
            child.kill().expect("it is there");
            panic!("it does not end");
        }
        sleep(Duration::from_millis(2));
    }
}

#[test]
fn what_nobody_hears_is_dropped_and_what_was_found_is_written_all_the_same() {
    let given = tiny();
    for words in COMMANDS {
        let with = |out: Stdio, error: Stdio| {
            let mut command = command(&given, words, "");
            command.stdout(out).stderr(error);
            ended(&given, command)
        };
        let usual = with(Stdio::null(), Stdio::null());
        assert_eq!(with(Stdio::null(), full()), usual, "{words}, on a full disk");
        assert_eq!(with(Stdio::null(), closed()), usual, "{words}, heard by nobody");
        let (code, written) = with(full(), full());
        assert_eq!(written, usual.1, "{words}, both on a full disk");
        assert!(code == usual.0 || code == Some(9), "{words}, both on a full disk: {code:?}");
    }
}

#[test]
fn what_the_system_does_not_give_is_told_in_words_and_with_a_listed_code() {
    let given = tiny();
    let told = |words: &str, limit: &str| {
        let done = command(&given, words, limit).output().expect("it ends");
        (done.status.code(), String::from_utf8_lossy(&[done.stdout, done.stderr].concat()).into_owned())
    };
    let (code, said) = told("evaluate tiny.toml --out out", "ulimit -f 1;");
    assert!(code == Some(9) && said.contains("no file may be so large here"), "{code:?}: {said}");
    assert!(said.contains("well located"), "what was found is told, though it could not be written: {said}");
    for words in ["doctor", "replay run --model tiny.toml"] {
        let (code, said) = told(words, "ulimit -n 8;");
        // With so few files it is by chance whether one is left when the process is begun.
        let is_told = code == Some(8) && said.contains("its process could not be begun");
        assert!(is_told || code == Some(0), "{code:?}: {said}");
        assert!(!said.contains("WRONG") && !said.contains("not the same"), "no answer is no wrong answer: {said}");
    }
    let (code, said) = told("solve tiny.toml --out out", "ulimit -n 8;");
    let is_written = given.path("out/run.json").is_file();
    assert!(matches!(code, Some(0 | 5)) && is_written, "its own plan is written: {code:?}: {said}");
    let (code, said) = told("check tiny.toml --threads 18446744073709551615", "");
    assert!(code == Some(0) && said.contains("--threads is held to"), "{code:?}: {said}");
    // The program itself has to be loaded before it can say anything: the least is its own size and what its libraries take.
    let own = fs::metadata(env!("CARGO_BIN_EXE_placewell")).expect("the program").len() / 1024;
    for words in COMMANDS {
        for limit in [3_000, 5_000, 9_000, 35_000].map(|more| own + more) {
            let (code, said) = told(words, &format!("unset RUST_BACKTRACE; ulimit -v {limit};"));
            assert!([0, 1, 2, 3, 4, 5, 8, 11].map(Some).contains(&code), "{words}, in {limit} KB: {code:?}: {said}");
            let out = given.path("out");
            fs::remove_dir_all(&out).or_else(|_| fs::remove_file(&out)).ok();
            let is_plain = !["panicked", "stack backtrace", "unwrap", "Os {"].iter().any(|word| said.contains(word));
            let is_told = code != Some(1) || ["memory", "thread"].iter().any(|word| said.contains(word));
            assert!(is_plain && is_told, "{words}, in {limit} KB: {code:?}: {said}");
        }
    }
}

#[test]
fn what_takes_more_than_a_moment_is_told_of() {
    let given = tiny();
    let mut more = ["areas", "demand", "projects", "options", "spend"].map(|name| (name, String::new()));
    for at in 0..320 {
        let (east, north) = (400_000 + at % 20 * 4, 200_000 + at / 20 * 4);
        let lines = [
            format!("E06{:06},Area {at},South West,{east},{north},\n", 900_000 + at),
            format!("E06{:06},open-high-risk,1,modelled\n", 900_000 + at),
            format!("p{at},P {at},open-new,E08000025,,{east},{north},modelled,x\n"),
            format!("p{at},a,s,open-high-risk,2026-27,2027-28,100,100,1,1,1,0,0,no\n"),
            format!("p{at},a,2026-27,100\n"),
        ];
        more.iter_mut().zip(&lines).for_each(|((_, rows), line)| rows.push_str(line));
    }
    for (name, rows) in more {
        let file = format!("data/{name}.csv");
        given.write(&file, &(given.text(&file) + &rows));
    }
    let done = given.placewell(&["check", "tiny.toml"]);
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("finding what the rules allow …\n"), "{said}");
}

#[test]
fn a_pipe_where_a_file_is_expected_is_waited_for_by_nobody() {
    let given = tiny();
    let pipe = |name: &str| {
        fs::create_dir_all(given.path(name).parent().expect("a folder")).expect("a folder");
        let made = Command::new("mkfifo").arg(given.path(name)).status().expect("mkfifo runs");
        assert!(made.success());
    };
    for words in COMMANDS.into_iter().filter(|words| words.contains("out") && !words.contains("--all")) {
        let is_file = words.starts_with("report") || words.starts_with("compare");
        pipe(if is_file { "out" } else { "out/run.json" });
        let status = in_time(&mut quiet(command(&given, words, "")).spawn().expect("it begins"));
        assert_eq!(status.code(), Some(9), "{words}");
        fs::remove_dir_all(given.path("out")).or_else(|_| fs::remove_file(given.path("out"))).expect("it is there");
    }
    let solve = || ended(&given, quiet(command(&given, "solve tiny.toml --keep kept --out out", "")));
    let first = solve();
    for entry in fs::read_dir(given.path("kept")).expect("what was kept") {
        let name = format!("kept/{}", entry.expect("a file").file_name().to_string_lossy());
        fs::remove_file(given.path(&name)).expect("it is there");
        pipe(&name);
    }
    assert_eq!(solve(), first, "what is kept in a pipe is found anew");
}

#[test]
fn percentages_of_percentages_and_endless_paths_are_mistakes_at_their_place() {
    let given = tiny();
    let model = given.text("tiny.toml");
    for (effect, most, said) in [("cost", 9, "would cost more than £100bn"), ("demand", 8, "than there may be")] {
        let adjust = |at: usize| format!("\n[[adjust]]\nid = \"a{at}\"\n{effect}_percent = 1000\nsource = \"x\"\n");
        given.write("many.toml", &(model.clone() + &(1..=most).map(adjust).collect::<String>()));
        let done = given.placewell(&["check", "many.toml"]);
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert_eq!(done.status.code(), Some(3), "{told}");
        assert!(told.contains(&format!("adjust[a{most}].{effect}_percent")) && told.contains(said), "{told}");
    }
    let deep = format!("a{}=1", ".a".repeat(30_000));
    let done = given.placewell(&["check", "tiny.toml", "--set", &deep]);
    let told = String::from_utf8_lossy(&done.stderr).into_owned();
    assert!(done.status.code() == Some(3) && told.contains("30001 keys") && told.len() < 500, "{told}");
}

/// A process that is not left behind.
struct Job(Child);

impl Drop for Job {
    fn drop(&mut self) {
        self.0.kill().and_then(|()| self.0.wait()).ok();
    }
}

impl Job {
    fn signal(&self, signal: &str) {
        let sent = Command::new("kill").args([signal, &self.0.id().to_string()]).status().expect("kill runs");
        assert!(sent.success(), "it was still at work");
    }

    fn code(&mut self) -> Option<i32> {
        in_time(&mut self.0).code()
    }
}

/// The main job, once its solver is at work.
fn main_job(given: &Given, arguments: &str) -> Job {
    let words = format!("solve models/envelope-563.toml {arguments}");
    let before = if arguments.contains("nohup") { "trap '' HUP;" } else { "" };
    let child = quiet(command(given, &words, before)).spawn().expect("placewell runs");
    let children = format!("/proc/{0}/task/{0}/children", child.id());
    while fs::read_to_string(&children).is_ok_and(|children| children.is_empty()) {
        sleep(Duration::from_millis(20));
    }
    Job(child)
}

fn status_of(run: &Path) -> String {
    let manifest = fs::read(run.join("run.json")).expect("the run is there");
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
    manifest["status"].as_str().expect("a status").to_owned()
}

#[test]
fn a_plan_is_kept_though_its_terminal_goes_and_its_inputs_are_saved_again() {
    let given = tiny();
    let england = given.path("inputs/england");
    fs::create_dir_all(&england).expect("a folder");
    for entry in fs::read_dir(inside("inputs/england")).expect("the inputs") {
        let from = entry.expect("a file").path();
        if from.is_file() {
            fs::copy(&from, england.join(from.file_name().expect("a name"))).expect("a copy");
        }
    }
    fs::copy(inside("models/envelope-563.toml"), given.path("models/envelope-563.toml")).expect("a copy");
    let (mut saved, mut ignoring) = (main_job(&given, "--xlsx --out saved"), main_job(&given, "--out nohup"));
    sleep(Duration::from_secs(3));
    let options = given.text("inputs/england/options.csv");
    given.write("inputs/england/options.csv", &(options + "\n"));
    saved.signal("-HUP");
    ignoring.signal("-HUP");
    assert_eq!(saved.code(), Some(11), "no workbook, and the plan all the same");
    assert_eq!(status_of(&given.path("saved")), "not proved");
    assert!(!given.path("saved/working.xlsx").exists());
    // Had it heard the first signal, it would not wait to write anything now.
    ignoring.signal("-TERM");
    assert_eq!(ignoring.code(), Some(130));
    assert_eq!(status_of(&given.path("nohup")), "not proved");
}

#[test]
#[cfg(target_os = "linux")]
fn where_memory_runs_out_late_the_program_ends_in_words_and_by_a_code_that_is_listed() {
    let given = tiny();
    assert_eq!(given.placewell(&["solve", "tiny.toml", "--out", "base"]).status.code(), Some(0));
    for kilobytes in [34_000, 50_000, 56_000, 60_000, 64_000, 70_000, 80_000] {
        for words in
            ["check tiny.toml", "solve tiny.toml --xlsx --out out", "export base --model tiny.toml --xlsx --out ex"]
        {
            fs::remove_dir_all(given.path("ex")).ok();
            let limited = format!("ulimit -v {kilobytes}; exec {} {words}", env!("CARGO_BIN_EXE_placewell"));
            let mut shell = Command::new("bash");
            let done = shell.args(["-c", &limited]).current_dir(given.path("")).output().expect("bash runs");
            let said = String::from_utf8_lossy(&done.stderr).into_owned();
            // 127: the system has no room for the program itself.
            assert!([0, 1, 5, 8, 11, 127].map(Some).contains(&done.status.code()), "{kilobytes} {words}: {done:?}");
            assert!(!said.contains("memory allocation of"), "{kilobytes} {words}: {said}");
        }
    }
}

/// What [`memory_that_is_not_there_ends_the_program_in_words`] has a process of its own do.
#[test]
#[ignore = "it asks for more memory than there is"]
fn asks_for_memory() {
    let memory: Vec<u8> = Vec::with_capacity(1 << 32);
    assert!(memory.capacity() >= 1 << 32);
}

#[test]
#[cfg(target_os = "linux")]
fn memory_that_is_not_there_ends_the_program_in_words() {
    let program = std::env::current_exe().expect("this program");
    let limited =
        format!("ulimit -v 2000000; exec '{}' --ignored --exact cli::surroundings::asks_for_memory", program.display());
    let done = Command::new("bash").args(["-c", &limited]).output().expect("bash runs");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    assert_eq!(done.status.code(), Some(1), "{done:?}");
    assert!(said.starts_with("error: there is too little memory to go on"), "{said}");
}
