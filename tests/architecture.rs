//! Who may use whom, what may stand where, and how long it may be.

#[path = "architecture/source.rs"]
mod source;

use std::path::Path;

use source::Source;

/// Each top-level module, and the others that it may use: data flows one way.
const ALLOWED: [(&str, &[&str]); 35] = [
    ("bytes", &[]),
    ("domain", &[]),
    ("milp", &[]),
    ("kept", &["bytes"]),
    ("read", &["bytes", "domain"]),
    ("shipped", &[]),
    ("starter", &["domain", "read", "shipped"]),
    ("table", &["domain", "read"]),
    ("runs", &["bytes", "domain", "model", "read"]),
    ("import", &["domain", "read"]),
    ("roads", &["domain", "kept", "read"]),
    ("model", &["domain", "read"]),
    ("network", &["domain", "model"]),
    ("constraints", &["domain", "model", "network", "milp"]),
    ("objective", &["domain", "model", "milp", "constraints"]),
    ("formulate", &["domain", "model", "network", "milp", "constraints", "objective"]),
    ("solve", &["milp", "kept"]),
    ("canaries", &["milp", "solve"]),
    ("transport", &[]),
    ("audit", &["domain", "model", "transport"]),
    ("reduce", &["milp"]),
    ("serving", &["domain", "model", "transport"]),
    ("search", &["domain", "model", "audit", "serving", "transport"]),
    (
        "decide",
        &[
            "domain",
            "model",
            "network",
            "objective",
            "formulate",
            "milp",
            "reduce",
            "search",
            "serving",
            "solve",
            "audit",
        ],
    ),
    ("case", &["domain", "model", "read", "roads", "constraints"]),
    ("outlook", &["domain", "model", "network", "constraints", "formulate", "milp", "solve", "decide"]),
    ("conflict", &["domain", "model", "constraints", "formulate", "milp", "reduce", "solve", "audit", "decide"]),
    (
        "whatif",
        &[
            "domain",
            "model",
            "read",
            "case",
            "audit",
            "network",
            "constraints",
            "formulate",
            "objective",
            "milp",
            "reduce",
            "serving",
            "search",
            "decide",
            "solve",
            "outlook",
            "conflict",
            "runs",
        ],
    ),
    ("sweep", &["domain", "kept", "model", "read", "case", "runs", "table"]),
    (
        "verify",
        &[
            "domain", "model", "read", "case", "audit", "serving", "decide", "solve", "report", "runs", "table",
            "whatif",
        ],
    ),
    (
        "report",
        &[
            "bytes",
            "domain",
            "model",
            "read",
            "roads",
            "case",
            "audit",
            "decide",
            "outlook",
            "canaries",
            "conflict",
            "whatif",
            "constraints",
            "objective",
            "runs",
            "table",
        ],
    ),
    (
        "baseline",
        &[
            "domain",
            "read",
            "case",
            "network",
            "formulate",
            "reduce",
            "solve",
            "audit",
            "serving",
            "search",
            "decide",
            "report",
            "table",
        ],
    ),
    ("cli", EVERYTHING),
    ("lib", &[]),
    ("main", &[]),
];

/// What the commands may use.
const EVERYTHING: &[&str] = &[
    "bytes",
    "domain",
    "milp",
    "read",
    "roads",
    "model",
    "constraints",
    "objective",
    "formulate",
    "import",
    "solve",
    "audit",
    "decide",
    "case",
    "outlook",
    "reduce",
    "search",
    "serving",
    "shipped",
    "starter",
    "transport",
    "verify",
    "baseline",
    "whatif",
    "canaries",
    "conflict",
    "report",
    "runs",
    "table",
    "sweep",
];

/// Each room of `report`, and the others that it may use.
const ROOMS: [(&str, &[&str]); 10] = [
    ("run", &[]),
    ("question", &["run"]),
    ("manifest", &["run"]),
    ("ees", &["run"]),
    ("files", &["run", "manifest"]),
    ("workbook", &["run", "manifest", "files"]),
    ("whatif", &["run", "manifest", "workbook"]),
    ("page", &["run", "manifest", "whatif"]),
    ("explore", &["run", "page"]),
    ("brief", &["run", "page"]),
];

/// The files that may use numbers with fractions, and what for.
const FRACTIONS: [&str; 7] = [
    "import/degrees.rs",         // latitude and longitude have them; they are rounded to metres
    "solve/highs/",              // the solver takes no others
    "milp/exchange/solution.rs", // other solvers write no others; what is not whole is refused
    "read/cells.rs",             // co-ordinates that look like degrees are refused with advice
    "read/land.rs",              // GeoJSON has them; they are rounded to metres
    "read/nearest.rs",           // how alike two words are
    "report/workbook/number.rs", // a spreadsheet has no other numbers
];

const MOST_LINES_OF_A_FILE: usize = 400;
const MOST_LINES_OF_A_FUNCTION: usize = 40;

fn sources() -> Vec<Source> {
    Source::all(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"))
}

/// What a file uses that it may not.
fn forbidden(source: &Source) -> Vec<String> {
    let module = source.module();
    let Some((_, allowed)) = ALLOWED.iter().find(|(name, _)| *name == module) else {
        return vec![format!("{}: say in this test what `{module}` may use", source.path)];
    };
    let uses = source.uses().into_iter().filter(|used| !allowed.contains(&used.as_str()));
    uses.map(|used| format!("{}: `{module}` may not use `{used}`", source.path)).collect()
}

/// Every path of a file outside of `places` (folders end in `/`) that has one of `words`.
fn strays(words: &[&str], places: &[&str]) -> Vec<String> {
    let here =
        |path: &str| places.iter().any(|place| path == *place || (place.ends_with('/') && path.starts_with(place)));
    let elsewhere = sources().into_iter().filter(|source| !here(&source.path));
    let found = elsewhere.flat_map(|source| {
        words
            .iter()
            .filter(|word| source.has_word(word))
            .map(|word| format!("{}: {word}", source.path))
            .collect::<Vec<_>>()
    });
    found.collect()
}

const NONE: [&str; 0] = [];

#[test]
fn modules_use_only_what_comes_before_them() {
    let forbidden: Vec<String> = sources().iter().flat_map(forbidden).collect();
    assert_eq!(forbidden, NONE);
}

#[test]
fn no_two_modules_use_each_other() {
    for (module, uses) in ALLOWED {
        for used in uses {
            let back = ALLOWED.iter().any(|(name, uses)| name == used && uses.contains(&module));
            assert!(!back, "{module} and {used} use each other");
        }
    }
}

#[test]
fn rooms_of_the_report_use_only_what_comes_before_them() {
    let sources = sources();
    let rooms = sources.iter().filter_map(|source| Some((source, source.room_of("report")?)));
    let mut seen = 0;
    for (source, room) in rooms.filter(|(_, room)| *room != "mod") {
        let (_, allowed) = ROOMS.iter().find(|(name, _)| *name == room).expect("every room is in the list");
        let uses = source.uses_within("report");
        seen += uses.len();
        let strays: Vec<&String> = uses.iter().filter(|used| !allowed.contains(&used.as_str())).collect();
        assert!(strays.is_empty(), "{}: `{room}` may not use {strays:?}", source.path);
    }
    assert!(seen > 30, "only {seen} uses were seen");
}

#[test]
fn a_report_never_solves() {
    for source in sources().iter().filter(|source| source.module() == "report") {
        assert!(!source.has_word("decide::decide") && !source.has_word("serve"), "{}", source.path);
    }
}

#[test]
fn one_folder_names_the_solver_and_two_files_are_unsafe() {
    assert_eq!(strays(&["highs_sys"], &["solve/highs/raw.rs"]), NONE);
    // What hands out memory is unsafe by its kind.
    assert_eq!(strays(&["unsafe", "unsafe_code"], &["solve/highs/raw.rs", "cli/memory.rs"]), NONE);
    assert_eq!(strays(&["highs", "good_lp"], &["solve/highs/", "solve/mod.rs"]), NONE);
}

#[test]
fn every_command_solves_in_a_process_of_its_own() {
    // A program that uses the library may have it in its own process.
    assert_eq!(strays(&["Highs"], &["solve/", "lib.rs"]), NONE);
}

#[test]
fn only_the_commands_print_and_one_file_writes_to_a_stream() {
    // These panic where nobody listens.
    assert_eq!(strays(&["println", "eprintln", "eprint", "dbg"], &[]), NONE);
    assert_eq!(strays(&["print"], &["cli/"]), NONE);
    // The output of a process that it begins is not its own.
    assert_eq!(strays(&["stdout", "stderr"], &["cli/say.rs", "cli/count.rs", "cli/show.rs", "solve/process.rs"]), NONE);
}

#[test]
fn one_file_opens_files_for_reading() {
    assert_eq!(strays(&["File::open", "fs::read", "read_to_string"], &["bytes.rs", "read/workbook/"]), NONE);
}

#[test]
fn numbers_with_fractions_stay_where_they_must_be() {
    let places: Vec<&str> = FRACTIONS.into_iter().chain(["roads/"]).collect();
    assert_eq!(strays(&["f64", "f32"], &places), NONE);
}

#[test]
fn files_and_functions_are_short() {
    let mut long = Vec::new();
    let mut functions = 0;
    for source in sources() {
        if source.lines > MOST_LINES_OF_A_FILE {
            long.push(format!("{} has {} lines", source.path, source.lines));
        }
        for (name, lines) in source.functions() {
            functions += 1;
            if lines > MOST_LINES_OF_A_FUNCTION {
                long.push(format!("{}: {name} has {lines} lines", source.path));
            }
        }
    }
    assert!(functions > 300, "only {functions} functions were seen");
    assert_eq!(long, NONE);
}

#[test]
fn the_eye_that_looks_at_all_this_is_sharp() {
    let code = r##"
//! use crate::solve::Highs;
use crate::{domain::{Index, Plan}, model};
use super::super::read::Mistake;
use super::Thing;
const TEXT: (&str, char) = ("crate::cli \" crate::cli", '"'); /* crate::cli */ const RAW: &str = r#"a "quoted" crate::cli"#;
fn lend<'a>(lent: &'a str) -> crate::milp::Sum { lent }
#[cfg(test)]
mod tests {
    use crate::report::Table;
}
use crate::case::Case;
"##;
    let uses = |path: &str| Source::new(path, code).uses().into_iter().collect::<Vec<_>>();
    assert_eq!(uses("audit/funds.rs"), ["case", "domain", "milp", "model", "read"]);
    assert_eq!(uses("model/funds.rs"), ["case", "domain", "milp", "read"]);
    assert_eq!(Source::new("audit/tests.rs", code).uses().len(), 0);
    let forbidden = forbidden(&Source::new("audit/funds.rs", code));
    assert_eq!(
        forbidden,
        [
            "audit/funds.rs: `audit` may not use `case`",
            "audit/funds.rs: `audit` may not use `milp`",
            "audit/funds.rs: `audit` may not use `read`",
        ]
    );
    let shallow = Source::new("objective.rs", "use super::solve::Highs;\nuse crate::*;\n");
    assert_eq!(shallow.uses().into_iter().collect::<Vec<_>>(), ["*", "solve"]);
    let long = Source::new(
        "a.rs",
        &format!("fn long() {{\n{}}}\n\npub(super) const fn short() {{\n}}\n", "    go();\n".repeat(9)),
    );
    assert_eq!(long.functions(), [("long".to_owned(), 11), ("short".to_owned(), 2)]);
}
