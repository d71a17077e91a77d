//! Help on commands and on topics.

use std::process::Command;

const PLACEWELL: &str = env!("CARGO_BIN_EXE_placewell");

fn help(words: &[&str]) -> (Option<i32>, String, String) {
    let done = Command::new(PLACEWELL).arg("help").args(words).output().expect("placewell runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("text");
    (done.status.code(), text(done.stdout), text(done.stderr))
}

#[test]
fn help_tells_of_commands_and_of_topics_and_of_what_was_meant() {
    let (code, told, _) = help(&[]);
    assert!(code == Some(0) && told.contains("Usage: placewell") && told.contains("placewell help TOPIC"), "{told}");
    for topic in ["models", "datasets", "tutorial", "answers", "spreadsheets", "glossary", "reference"] {
        let (code, page, _) = help(&[topic]);
        assert!(code == Some(0) && page.starts_with("# ") && told.contains(&format!("  {topic} ")), "{topic}");
    }
    let (code, told, _) = help(&["import", "homes"]);
    assert!(code == Some(0) && told.contains("--care-type"), "{told}");
    let (code, _, said) = help(&["modles"]);
    assert_eq!(code, Some(3));
    assert!(said.contains("there is no command or topic `modles`; did you mean `models`?"), "{said}");
}
