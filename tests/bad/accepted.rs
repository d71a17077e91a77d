//! What makes no difference: forms of the same files, and where and how the program is called.

use serde_json::Value;

use super::desk::{Desk, files, is_table, root};

/// What a run says: standard output, and its files by name.
type Said = (Vec<u8>, Vec<(String, Vec<u8>)>);

/// Another form of a text.
type Form<'a> = &'a dyn Fn(&str) -> Vec<u8>;

/// The answer of a run of the model, and the manifest without its timings and digests.
fn run(desk: &Desk, environment: &[(&str, &str)]) -> (Said, Value) {
    let mut command = desk.placewell();
    let done =
        command.args(["solve", "model.toml"]).envs(environment.iter().copied()).output().expect("placewell runs");
    assert_eq!((done.status.code(), desk.shorn(&done.stderr).as_str()), (Some(0), "written to runs/model\n"));
    let mut files = desk.files("runs/model");
    let at = files.iter().position(|(name, _)| name == "run.json").expect("a manifest");
    let mut manifest: Value = serde_json::from_slice(&files.remove(at).1).expect("JSON");
    for key in ["timings_ms", "inputs"] {
        assert!(manifest.as_object_mut().and_then(|json| json.remove(key)).is_some(), "the manifest has {key}");
    }
    ((done.stdout, files), manifest)
}

#[test]
fn the_form_of_a_file_makes_no_difference() {
    let plain = run(&Desk::new(), &[]);
    let quoted = |text: &str| {
        let mut writer = csv::WriterBuilder::new().quote_style(csv::QuoteStyle::Always).from_writer(Vec::new());
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(text.as_bytes());
        for record in reader.records() {
            writer.write_record(&record.expect("a row")).expect("memory");
        }
        writer.into_inner().expect("memory")
    };
    let forms: [(&str, Form); 4] = [
        ("a mark", &|text| format!("\u{feff}{text}").into_bytes()),
        ("CR LF", &|text| text.replace('\n', "\r\n").into_bytes()),
        ("blank lines", &|text| format!("{text}\r\n\n\n").into_bytes()),
        ("quotes", &quoted),
    ];
    for (name, form) in forms {
        let desk = Desk::new();
        for (file, bytes) in files(&root().join("tests/data/tiny")) {
            let text = String::from_utf8(bytes).expect("text");
            if is_table(&file) {
                desk.write(&format!("tiny/{file}"), form(&text));
            }
        }
        assert!(run(&desk, &[]) == plain, "{name} make a difference");
    }
    for (name, form) in &forms[..3] {
        let desk = Desk::new();
        desk.write("model.toml", form(&desk.text("model.toml")));
        assert!(run(&desk, &[]) == plain, "{name} in a model make a difference");
    }
}

#[test]
fn the_country_the_terminal_and_the_clock_make_no_difference() {
    let plain = run(&Desk::new(), &[]);
    for environment in [
        [("LC_ALL", "de_DE.UTF-8"), ("LANG", "de_DE.UTF-8")],
        [("LC_ALL", "C"), ("TZ", "Pacific/Kiritimati")],
        [("NO_COLOR", "1"), ("TERM", "xterm-256color")],
        [("TERM", "dumb"), ("LINES", "20")],
        [("CLICOLOR_FORCE", "1"), ("RUST_LOG", "trace")],
        [("SOURCE_DATE_EPOCH", "0"), ("TMPDIR", "/nowhere")],
    ] {
        assert!(run(&Desk::new(), &environment) == plain, "{environment:?} makes a difference");
    }
}

#[test]
fn the_words_of_a_refusal_have_no_colour() {
    for environment in [("NO_COLOR", "1"), ("TERM", "dumb"), ("LC_ALL", "de_DE.UTF-8")] {
        let desk = Desk::new();
        for arguments in [["slove", "model.toml"], ["check", "modle.toml"]] {
            let done = desk.placewell().args(arguments).envs([environment]).output().expect("placewell runs");
            let plain = desk.placewell().args(arguments).output().expect("placewell runs");
            assert_eq!(done, plain, "{environment:?}");
            assert!(!done.stderr.contains(&0x1b) && !done.stderr.is_empty());
        }
    }
}

#[test]
fn a_path_of_spaces_and_pictures_makes_no_difference() {
    let plain = run(&Desk::new(), &[]);
    let place = tempfile::TempDir::new().expect("a temporary folder");
    let odd = place.path().join("Été of 2026 – homes 🏠, “final” (2)");
    std::fs::create_dir(&odd).expect("a folder");
    let desk = Desk::within(&odd);
    assert!(run(&desk, &[]) == plain);
    let missing = odd.join("no such model.toml");
    let told = desk.placewell().arg("check").arg(&missing).output().expect("placewell runs").stderr;
    let told = String::from_utf8(told).expect("UTF-8");
    assert_eq!(told, format!("error: 1 mistake in the inputs\n  {}: there is no such file\n", missing.display()));
}

/// `run.json` has no date: the program asks no clock but for how long its steps take.
#[test]
fn no_clock_is_read_for_the_date() {
    let sources = root().join("src");
    let mut folders = vec![sources];
    let mut seen = 0;
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").path()) {
            if entry.is_dir() {
                folders.push(entry);
            } else {
                let text = std::fs::read_to_string(&entry).expect("a source");
                assert!(!text.contains("SystemTime") && !text.contains("UNIX_EPOCH"), "{}", entry.display());
                seen += 1;
            }
        }
    }
    assert!(seen > 100, "only {seen} sources were seen");
}
