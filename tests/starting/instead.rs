//! Something else where a model, a run, a plan or a solution was wanted: what it is, and the command that mends it.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{placewell, printed, refused, text};

/// A desk with a dataset in a folder and one in a workbook, a run, and a PDF that goes by its own name and by another.
fn desk() -> TempDir {
    let desk = TempDir::new().expect("a folder");
    printed(desk.path(), &["new", "mine"]);
    printed(desk.path(), &["new", "book", "--workbook"]);
    printed(desk.path(), &["solve", "mine/model.toml", "--out", "runs/first"]);
    for name in ["a.pdf", "found.csv"] {
        fs::write(desk.path().join(name), b"%PDF-1.4\n\xff\xfe\n").expect("a file");
    }
    desk
}

/// Whether a command is refused for the mistake of a file, and in these words.
fn is_told(desk: &Path, command: &str, words: &str) {
    let (code, said) = refused(desk, &command.split(' ').collect::<Vec<_>>());
    assert_eq!(code, Some(3), "{command}: {said}");
    assert!(said.contains(words), "{command}: {words}: {said}");
}

#[test]
fn what_is_given_in_the_place_of_a_model_is_named_with_the_command_that_was_meant() {
    let desk = desk();
    for (given, words) in [
        ("mine", "this is a folder, and a model is wanted, which is a file: `placewell check mine/model.toml`"),
        ("mine/inputs", "this is a dataset, and a model is wanted, which is a file: `placewell check mine/model.toml`"),
        (
            "mine/inputs/projects.csv",
            "this is a table of a dataset, and a model is wanted; ask of it with `placewell check mine/model.toml`",
        ),
        (
            "book/dataset.xlsx",
            "this workbook is a dataset, and a model is wanted; ask of it with `placewell check book/model.toml`",
        ),
        (
            "runs/first",
            "this is a run, and a model is wanted; give the model that it answers, or read the run: `placewell verify runs/first`",
        ),
        ("runs", "this is a folder, and a model is wanted, which is a file; begin with `placewell new mine`"),
        (
            "a.pdf",
            "this is a PDF, and a model is wanted, which is a file that ends in .toml; begin with `placewell new mine`",
        ),
    ] {
        for command in ["check", "solve", "explain"] {
            is_told(desk.path(), &format!("{command} {given}"), words);
        }
    }
}

#[test]
fn what_is_given_in_the_place_of_a_run_is_named_with_the_command_that_was_meant() {
    let desk = desk();
    let make = "`placewell solve mine/model.toml --out mine/run`";
    for command in ["verify", "replay", "report", "order", "stress"] {
        is_told(
            desk.path(),
            &format!("{command} mine"),
            &format!("this is no run, as it has no run.json; make one with {make}"),
        );
        is_told(desk.path(), &format!("{command} mine/inputs"), make);
        is_told(
            desk.path(),
            &format!("{command} runs"),
            "this folder holds runs (runs/first): name one, as in `placewell verify runs/first`",
        );
        is_told(
            desk.path(),
            &format!("{command} gone"),
            "there is no such run; make it with `placewell solve MODEL --out gone`",
        );
        is_told(
            desk.path(),
            &format!("{command} a.pdf"),
            "a.pdf: this is a PDF; give the folder of a run, which `placewell solve MODEL` writes",
        );
        is_told(desk.path(), &format!("{command} mine/model.toml"), "which `placewell solve mine/model.toml` writes");
    }
    is_told(
        desk.path(),
        "compare runs/first gone",
        "there is no such run; make it with `placewell solve MODEL --out gone`",
    );
}

#[test]
fn a_pdf_is_called_one_where_a_plan_a_solution_or_a_sheet_was_wanted() {
    let desk = desk();
    for file in ["a.pdf", "found.csv"] {
        let plan = "this is a PDF, and no plan; give the plan.csv of a run, as in `--plan RUN/plan.csv`";
        is_told(desk.path(), &format!("evaluate mine/model.toml --plan {file}"), plan);
        let solution =
            "this is a PDF; give the solution that a solver writes of what `placewell export MODEL --format mps` wrote";
        is_told(desk.path(), &format!("import-solution mine/model.toml {file}"), solution);
    }
    is_told(desk.path(), "import a.pdf --into gone", "there is no such folder; make one with `placewell new gone`");
    fs::copy(desk.path().join("a.pdf"), desk.path().join("mine/inputs/homes.csv")).expect("a copy");
    is_told(desk.path(), "check mine/model.toml", "homes.csv: this is a PDF, and no text can be read of it");
}

#[test]
fn who_gives_no_model_or_no_run_is_told_how_to_begin() {
    let desk = TempDir::new().expect("a folder");
    for (command, next) in [
        (
            "check",
            "To begin with a model of your own: `placewell new mine`, and then `placewell check mine/model.toml`",
        ),
        ("list projects", "To begin with a model of your own: `placewell new mine`"),
        ("replay", "To make a run: `placewell solve mine/model.toml --out run`"),
        ("verify", "To make a run: `placewell solve mine/model.toml --out run`"),
    ] {
        let done = placewell(desk.path(), &command.split(' ').collect::<Vec<_>>());
        let said = text(&done.stderr);
        assert_eq!(done.status.code(), Some(2), "{command}: {said}");
        assert!(said.trim_end().lines().last().is_some_and(|last| last.starts_with(next)), "{command}: {said}");
    }
}

#[test]
fn a_plan_that_a_spreadsheet_saved_is_read_as_leniently_as_a_dataset_and_it_is_said() {
    let desk = desk();
    let plan = fs::read_to_string(desk.path().join("runs/first/plan.csv")).expect("a plan");
    let heading = plan.lines().next().expect("a heading").replace("project,option,funded", "Project,Option,FUNDED");
    let rows: Vec<String> = plan.lines().skip(1).map(|row| row.replacen(",yes,", ",Y,", 1)).collect();
    fs::write(desk.path().join("edited.csv"), format!("\u{feff}{heading}\r\n{}\r\n", rows.join("\r\n")))
        .expect("a file");
    let evaluate = ["evaluate", "mine/model.toml", "--format", "csv", "--plan"];
    let done = placewell(desk.path(), &[&evaluate[..], &["edited.csv"]].concat());
    let (said, told) = (text(&done.stderr), text(&done.stdout));
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(said.contains("3 headings had capitals") && said.contains("answers had another word"), "{said}");
    let as_it_was = printed(desk.path(), &[&evaluate[..], &["runs/first/plan.csv"]].concat());
    assert_eq!(told, as_it_was);
    let (code, said) = refused(desk.path(), &[&evaluate[..], &["edited.csv", "--strict"]].concat());
    assert!(code == Some(3) && said.contains("edited.csv"), "{said}");
}

#[test]
fn a_heading_with_spaces_and_capitals_is_the_one_that_it_names_and_it_is_said() {
    let desk = desk();
    let file = desk.path().join("mine/inputs/options.csv");
    let table = fs::read_to_string(&file).expect("a table").replace("dfe_cost_gbp", "DFE COST GBP");
    fs::write(&file, table.replace("additional_low", "additional-low")).expect("a table");
    let done = placewell(desk.path(), &["check", "mine/model.toml"]);
    let said = text(&done.stderr);
    assert_eq!(done.status.code(), Some(0), "{said}");
    assert!(
        said.contains("1 heading had capitals") && said.contains("2 headings had other marks between words"),
        "{said}"
    );
    let (code, said) = refused(desk.path(), &["check", "mine/model.toml", "--strict"]);
    assert!(code == Some(3) && said.contains("DFE COST GBP"), "{said}");
    let projects = desk.path().join("mine/inputs/projects.csv");
    let table = fs::read_to_string(&projects).expect("a table").replace("new-beckton-east", "new-béckton-east");
    fs::write(&projects, table).expect("a table");
    is_told(desk.path(), "check mine/model.toml", "it holds `é`, and an id has letters from a to z without accents");
}
