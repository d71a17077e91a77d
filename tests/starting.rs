//! The first hour: a dataset to begin with, found one's way about in, from an empty folder to a page.

mod about;
mod homes;
mod importing;
mod instead;
mod maps;
mod names;
mod own;
mod published;
mod shipped;
mod tutorial;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

const PLACEWELL: &str = env!("CARGO_BIN_EXE_placewell");

fn placewell(folder: &Path, arguments: &[&str]) -> Output {
    Command::new(PLACEWELL).args(arguments).current_dir(folder).output().expect("placewell runs")
}

/// What a command prints, which ends well and warns of nothing.
fn printed(folder: &Path, arguments: &[&str]) -> String {
    let done = placewell(folder, arguments);
    let said = text(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{arguments:?}: {said}");
    assert!(!said.contains("warning"), "{arguments:?}: {said}");
    text(&done.stdout)
}

/// How a command ends that is refused, and what it says of that.
fn refused(folder: &Path, arguments: &[&str]) -> (Option<i32>, String) {
    let done = placewell(folder, arguments);
    assert!(done.stdout.is_empty(), "{arguments:?}: {}", text(&done.stdout));
    (done.status.code(), text(&done.stderr))
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).expect("text")
}

fn england() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("inputs/england")
}

/// Every file in a folder, by its path from there.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let (mut found, mut folders) = (BTreeMap::new(), vec![folder.to_owned()]);
    while let Some(within) = folders.pop() {
        for entry in fs::read_dir(within).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).expect("it is within").to_owned();
                found.insert(name, fs::read(&path).expect("a file"));
            }
        }
    }
    found
}

/// The rows of a table of a dataset.
fn rows(table: &Path) -> Vec<BTreeMap<String, String>> {
    let mut reader = csv::Reader::from_path(table).expect("a table");
    reader.deserialize().collect::<Result<_, _>>().expect("it is CSV")
}

#[test]
fn the_commands_that_new_prints_lead_from_an_empty_folder_to_a_page() {
    let desk = TempDir::new().expect("a folder");
    let told = printed(desk.path(), &["new", "my bids"]);
    let commands: Vec<&str> = told.lines().filter_map(|line| line.strip_prefix("  placewell ")).collect();
    assert_eq!(commands.len(), 3, "{told}");
    for command in commands {
        let words: Vec<&str> = command
            .split('"')
            .flat_map(|part| if part.starts_with("my bids") { vec![part] } else { part.split_whitespace().collect() })
            .collect();
        let said = printed(desk.path(), &words);
        assert!(!said.contains("Proved") || said.contains("Proved: no plan that keeps the rules has more"), "{said}");
    }
    let page = fs::read_to_string(desk.path().join("my bids/run.html")).expect("the page");
    assert!(page.contains("Made-up bids"), "it is the page of that model");
    let verified = printed(desk.path(), &["verify", "my bids/run", "--model", "my bids/model.toml"]);
    assert!(verified.contains("follow"), "{verified}");
}

#[test]
fn the_readme_of_a_new_dataset_says_of_every_column_what_to_put_there() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let readme = fs::read_to_string(desk.path().join("mine/README.md")).expect("the README");
    let mut columns = 0;
    for (name, bytes) in files(&desk.path().join("mine/inputs")) {
        let file = name.to_string_lossy().into_owned();
        let start = readme.find(&format!("| `{file}` |")).unwrap_or_else(|| panic!("{file} is in the README"));
        let of_file: String = readme[start..]
            .lines()
            .enumerate()
            .take_while(|(at, line)| *at == 0 || line.starts_with("| |"))
            .map(|(_, line)| line)
            .collect();
        let all_others = of_file.contains("and the others");
        for column in text(&bytes).lines().next().expect("a heading").split(',') {
            columns += 1;
            assert!(of_file.contains(&format!("`{column}`")) || all_others, "{file}: {column}");
        }
        let marked = rows(&desk.path().join("mine/inputs/sources.csv"));
        let sources: Vec<_> = marked.iter().filter(|row| row["file"] == file).collect();
        assert!(file == "sources.csv" || sources.iter().all(|row| row["source"].starts_with("Made up")), "{file}");
        assert_eq!(sources.is_empty(), file == "sources.csv", "{file}");
    }
    assert!(columns > 60, "{columns} columns were looked at");
}

#[test]
fn a_region_of_another_dataset_checks_and_solves_and_says_nothing_of_the_whole() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "one", "--from", "england", "--region", "north east"]);
    let path = england();
    let by_path = path.to_string_lossy();
    printed(desk.path(), &["new", "two", "--from", &by_path, "--region", "North East"]);
    assert_eq!(files(&desk.path().join("one")), files(&desk.path().join("two")), "the same bytes by name and by path");

    let inputs = |table: &str| desk.path().join("one/inputs").join(table);
    let areas = rows(&inputs("areas.csv"));
    assert_eq!(areas.len(), 12);
    assert!(areas.iter().all(|row| row["region"] == "North East"));
    let codes: Vec<&str> = areas.iter().map(|row| row["area"].as_str()).collect();
    let of_england = |table: &str, column: &str| {
        rows(&england().join(table)).iter().filter(|row| codes.contains(&row[column].as_str())).count()
    };
    for table in ["demand.csv", "homes.csv", "projects.csv"] {
        assert_eq!(rows(&inputs(table)).len(), of_england(table, "area"), "{table}");
    }
    assert!(rows(&inputs("lines.csv")).iter().all(|row| row["published_cost_gbp"].is_empty()));
    for (name, bytes) in files(&desk.path().join("one")) {
        assert!(!text(&bytes).contains("Figure 11"), "{} speaks of the whole", name.display());
    }
    printed(desk.path(), &["check", "one/model.toml"]);
    let solved = printed(desk.path(), &["solve", "one/model.toml", "--out", "one/run"]);
    assert!(solved.contains("Proved: no plan that keeps the rules has more"), "{solved}");
    let planned: i64 = rows(&inputs("options.csv"))
        .iter()
        .filter(|row| row["planned"] == "yes")
        .map(|row| row["dfe_cost_gbp"].parse::<i64>().expect("pounds"))
        .sum();
    let model = fs::read_to_string(desk.path().join("one/model.toml")).expect("the model");
    assert!(model.contains(&format!("total_gbp = {planned}\n")), "{model}");
}

#[test]
fn a_part_of_any_dataset_is_one_and_every_region_of_england_is_read() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "made-up"]);
    printed(desk.path(), &["new", "again", "--from", "made-up/inputs", "--region", "Made-up Region"]);
    for table in ["areas.csv", "projects.csv", "options.csv", "spend.csv", "links.csv", "homes.csv"] {
        let [one, other] = ["made-up", "again"].map(|of| rows(&desk.path().join(of).join("inputs").join(table)));
        assert_eq!(one, other, "{table}");
    }
    printed(desk.path(), &["solve", "again/model.toml", "--out", "again/run"]);
    let mut regions: Vec<String> = rows(&england().join("areas.csv")).iter().map(|row| row["region"].clone()).collect();
    regions.sort();
    regions.dedup();
    assert_eq!(regions.len(), 9);
    for region in regions {
        printed(desk.path(), &["new", &region, "--from", "england", "--region", &region]);
        let done = placewell(desk.path(), &["check", &format!("{region}/model.toml")]);
        assert_eq!(done.status.code(), Some(0), "{region}: {}", text(&done.stderr));
    }
    printed(desk.path(), &["new", "two", "--from", "england", "--region", "North East", "--region", "North West"]);
    assert_eq!(rows(&desk.path().join("two/inputs/areas.csv")).len(), 36);
}

#[test]
fn new_writes_the_same_bytes_each_time_and_nothing_into_a_folder_that_holds_anything() {
    let desk = TempDir::new().expect("a folder");
    fs::create_dir(desk.path().join("empty")).expect("a folder");
    printed(desk.path(), &["new", "empty"]);
    printed(desk.path(), &["new", "deep/er"]);
    assert_eq!(files(&desk.path().join("empty")), files(&desk.path().join("deep/er")));
    assert_eq!(files(&desk.path().join("empty")).len(), 15);

    fs::create_dir(desk.path().join("mine")).expect("a folder");
    fs::write(desk.path().join("mine/letter.txt"), "mine").expect("a file");
    fs::write(desk.path().join("file"), "mine").expect("a file");
    let before = files(desk.path());
    for (folder, why) in
        [("mine", "this folder holds `letter.txt` already"), ("file", "this is a file"), ("empty", "already")]
    {
        let (code, said) = refused(desk.path(), &["new", folder]);
        assert_eq!(code, Some(9), "{said}");
        assert!(said.contains(why), "{said}");
    }
    assert_eq!(files(desk.path()), before, "nothing was written or left beside it");
}

#[test]
fn what_cannot_be_cut_out_is_told_with_what_was_probably_meant() {
    let desk = TempDir::new().expect("a folder");
    let england = england().to_string_lossy().into_owned();
    let cases = [
        (vec!["--from", england.as_str(), "--region", "Nroth East"], 3, "did you mean `North East`?"),
        (vec!["--from", england.as_str(), "--region", "Wales"], 3, "it has East Midlands, East of England, London"),
        (vec!["--from", "elsewhere", "--region", "London"], 3, "give the path of the dataset's folder"),
        (vec!["--from", "no/such", "--region", "London"], 3, "there is no such folder"),
        (vec!["--from", ".", "--region", "London"], 3, "areas.csv: there is no such file"),
        (vec!["--region", "London"], 2, "--from"),
        (vec!["--from", england.as_str()], 2, "--region"),
    ];
    for (arguments, code, why) in cases {
        let words: Vec<&str> = ["new", "out"].into_iter().chain(arguments).collect();
        let (ended, said) = refused(desk.path(), &words);
        assert_eq!(ended, Some(code), "{words:?}: {said}");
        assert!(said.contains(why), "{words:?}: {said}");
        assert!(!desk.path().join("out").exists());
    }
}

const MODEL: &str = "models/envelope-563.toml";

/// The repository, where the models are.
fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The rows that a command prints as CSV.
fn listed(arguments: &[&str]) -> Vec<BTreeMap<String, String>> {
    let words: Vec<&str> = arguments.iter().copied().chain(["--format", "csv", "--quiet"]).collect();
    let printed = printed(home(), &words);
    csv::Reader::from_reader(printed.as_bytes()).deserialize().collect::<Result<_, _>>().expect("it is CSV")
}

#[test]
fn a_list_has_what_the_tables_have_and_of_that_what_is_wanted() {
    for (what, table, id) in
        [("projects", "projects.csv", "project"), ("areas", "areas.csv", "area"), ("homes", "homes.csv", "home")]
    {
        let known = rows(&england().join(table));
        let ids = |rows: &[BTreeMap<String, String>]| {
            let mut ids: Vec<String> = rows.iter().map(|row| format!("{}: {}", row[id], row["name"])).collect();
            ids.sort();
            ids
        };
        assert_eq!(ids(&listed(&["list", what, MODEL])), ids(&known), "{what}");
    }
    let options = rows(&england().join("options.csv"));
    for project in listed(&["list", "projects", MODEL, "--where", "line=open-new", "--where", "region=london"]) {
        let own = || options.iter().filter(|option| option["project"] == project["project"]);
        let costs = || own().map(|option| option["dfe_cost_gbp"].parse::<u64>().expect("pounds"));
        assert_eq!((project["line"].as_str(), project["region"].as_str()), ("open-new", "London"));
        assert_eq!(project["options"], own().count().to_string());
        assert_eq!(project["cost_least_gbp"], costs().min().expect("a cost").to_string());
        assert_eq!(project["cost_most_gbp"], costs().max().expect("a cost").to_string());
    }
    let by = |wanted: &str| listed(&["list", "projects", MODEL, "--where", wanted]);
    assert_eq!(by("area=E06000001"), by("area=hartlepool"), "an authority goes by its code or by its name");
    assert_eq!(
        by("area=hartlepool").len(),
        rows(&england().join("projects.csv")).iter().filter(|row| row["area"] == "E06000001").count()
    );
    let sites = listed(&["list", "sites", MODEL]);
    let homes = rows(&england().join("homes.csv")).len();
    assert_eq!(sites.iter().filter(|site| site["kind"] == "home").count(), homes);
    let clauses = listed(&["list", "rules", "tests/golden/pace/model.toml"]);
    let told: Vec<&str> =
        clauses.iter().flat_map(|row| ["rule", "of", "bound"].map(|column| row[column].as_str())).collect();
    assert_eq!(told, ["pace", "At most 1 project starts in each region and year.", "1"], "a clause is a rule too");
    let rules = listed(&["list", "rules", MODEL, "--where", "rule=open-new-ceiling"]);
    assert_eq!((rules.len(), rules[0]["bound"].as_str(), rules[0]["comparison"].as_str()), (1, "66250000", "at most"));

    for (what, id) in
        [("projects", "project"), ("areas", "area"), ("homes", "home"), ("sites", "site"), ("rules", "rule")]
    {
        let page = printed(home(), &["list", what, MODEL]);
        let words: BTreeSet<&str> = page.lines().filter_map(|line| line.split(' ').next()).collect();
        for row in listed(&["list", what, MODEL]) {
            assert!(words.contains(row[id].as_str()), "{} is broken, and cannot be copied", row[id]);
        }
    }
    let told = printed(home(), &["list", "homes", MODEL, "--where", "care_type=secure"]);
    assert!(told.trim_end().ends_with("13 of 145 homes"), "{told}");
    let (code, said) = refused(home(), &["list", "homes", MODEL, "--where", "regoin=London"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("--where: homes have no `regoin`; did you mean `region`?"), "{said}");
    assert_eq!(refused(home(), &["list", "homes", MODEL, "--where", "London"]).0, Some(2));
}

#[test]
fn a_project_is_asked_of_by_its_name_as_by_its_id() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let why = |project: &str| printed(desk.path(), &["why", "mine/model.toml", project]);
    assert_eq!(why("Rebuild The Firs"), why("rebuild-the-firs"));
    assert_eq!(why("new home in coleby"), why("new-coleby"));
    let asked = |project: &str| refused(desk.path(), &["why", "mine/model.toml", project]);
    let (code, said) = asked("rebuild-firs");
    assert_eq!(code, Some(3));
    assert!(said.contains("the dataset has no project `rebuild-firs`; did you mean `rebuild-the-firs`?"), "{said}");
    assert!(
        asked("Beckton").1.contains("it is in the name of new-beckton-east, new-beckton-west"),
        "{}",
        asked("Beckton").1
    );
    let projects = desk.path().join("mine/inputs/projects.csv");
    let table = fs::read_to_string(&projects).expect("the bids");
    fs::write(&projects, table.replace("New home on the far edge of Coleby", "New home in Coleby")).expect("written");
    let (code, said) = asked("New home in Coleby");
    assert_eq!(code, Some(3));
    assert!(
        said.contains("2 projects are called `New home in Coleby`; give an id: new-coleby, new-coleby-far"),
        "{said}"
    );
}

#[test]
fn money_that_is_set_may_be_short_and_is_exact_or_refused() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let solved = |set: &str| {
        let words = ["solve", "mine/model.toml", "--set", set, "--out", "run", "--quiet"];
        printed(desk.path(), &words);
        let manifest = fs::read(desk.path().join("run/run.json")).expect("a manifest");
        let manifest: serde_json::Value = serde_json::from_slice(&manifest).expect("JSON");
        manifest["model"]["envelope"]["total_gbp"].as_i64().expect("pounds")
    };
    for (written, pounds) in [
        ("9m", 9_000_000),
        ("9.25m", 9_250_000),
        ("£8750k", 8_750_000),
        ("9_000_000", 9_000_000),
        ("9000000", 9_000_000),
        ("9.000001m", 9_000_001),
        ("0.009bn", 9_000_000),
    ] {
        assert_eq!(solved(&format!("envelope.total_gbp={written}")), pounds, "{written}");
    }
    let verified = printed(desk.path(), &["verify", "run", "--model", "mine/model.toml"]);
    assert!(verified.contains("follow"), "{verified}");
    for wrong in ["9.0000001m", "9,5m", "9 m", "9.5", "-9m", "101bn", "m", "101000m", "1e7m"] {
        let set = format!("envelope.total_gbp={wrong}");
        let (code, said) = refused(desk.path(), &["check", "mine/model.toml", "--set", &set]);
        assert_eq!(code, Some(3), "{wrong}: {said}");
        assert!(said.contains("--set:1: envelope.total_gbp"), "{wrong}: {said}");
    }
    let count = refused(desk.path(), &["check", "mine/model.toml", "--set", "rule.a-new-home-at-least.at_least=1k"]);
    assert_eq!(count.0, Some(3), "what is no money is not short: {}", count.1);
}

#[test]
fn quiet_says_nothing_but_what_went_wrong() {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    let usual =
        placewell(desk.path(), &["solve", "mine/model.toml", "--set", "envelope.total_gbp=5000", "--out", "run"]);
    assert!(text(&usual.stderr).contains("warning"), "{}", text(&usual.stderr));
    for arguments in [
        &["--quiet", "solve", "mine/model.toml", "--out", "run"][..],
        &["check", "mine/model.toml", "--set", "envelope.total_gbp=900000000", "-q"],
        &["solve", "mine/model.toml", "--out", "run", "--xlsx", "-q"],
    ] {
        let done = placewell(desk.path(), arguments);
        assert_eq!((done.status.code(), text(&done.stderr)), (Some(0), String::new()), "{arguments:?}");
        assert!(!done.stdout.is_empty(), "the answer is no note");
    }
    let (code, said) = refused(desk.path(), &["check", "none.toml", "--quiet"]);
    assert_eq!(code, Some(3));
    assert!(said.starts_with("error: "), "{said}");
}

#[test]
fn every_shell_is_given_every_command_and_none_that_is_not_for_people() {
    let help = printed(home(), &["--help"]);
    let commands: Vec<&str> = help
        .lines()
        .skip_while(|line| *line != "Commands:")
        .skip(1)
        .take_while(|line| !line.is_empty())
        .filter(|line| line.starts_with("  ") && !line.starts_with("   "))
        .filter_map(|line| line.split_whitespace().next())
        .collect();
    assert!(commands.len() > 18, "{commands:?}");
    for shell in ["bash", "zsh", "fish", "powershell"] {
        let script = printed(home(), &["completions", shell]);
        assert_eq!(script, printed(home(), &["completions", shell]), "the same bytes each time");
        for command in &commands {
            assert!(script.contains(command), "{shell}: {command}");
        }
        assert!(script.contains("--quiet") || script.contains("quiet"), "{shell}");
        assert!(!script.contains("internal-"), "{shell} is given what is not for people");
    }
    let bash = Command::new("bash").args(["-n", "/dev/stdin"]).stdin(std::process::Stdio::piped()).spawn();
    let mut bash = bash.expect("bash is there, as the tests of a full disk want it");
    let script = printed(home(), &["completions", "bash"]);
    std::io::Write::write_all(&mut bash.stdin.take().expect("a pipe"), script.as_bytes()).expect("it is read");
    assert!(bash.wait().expect("it ends").success(), "bash reads the script");

    let desk = TempDir::new().expect("a folder");
    for _ in 0..2 {
        printed(desk.path(), &["man", "pages"]);
    }
    let pages = files(&desk.path().join("pages"));
    let mut named: BTreeSet<String> = commands.iter().map(|own| format!("placewell-{own}.1")).collect();
    named.insert("placewell.1".to_owned());
    let written: BTreeSet<String> = pages.keys().map(|name| name.to_string_lossy().into_owned()).collect();
    assert!(written.is_superset(&named), "{written:?}");
    for (name, page) in pages {
        let page = text(&page);
        // A page that another names is there: those of the steps of a command are too.
        let others = page.lines().filter_map(|line| line.strip_suffix("(1)"));
        named.extend(others.map(|other| other.replace('\\', "") + ".1"));
        assert!(page.contains(".TH") && page.contains(".SH SYNOPSIS"), "{}", name.display());
        assert!(!page.contains("internal"), "{}", name.display());
    }
    assert!(named.contains("placewell-sweep-gather.1"), "{named:?}");
    assert_eq!(written, named);
}
