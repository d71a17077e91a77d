//! `docs/tutorial.md` is played command by command: what it says happens.

use std::fs;
use std::path::Path;

use tempfile::TempDir;

use super::{placewell, text};

/// The fenced blocks of a page: what stands behind the fence, and what is in it.
fn blocks(page: &str) -> Vec<(String, String)> {
    let (mut found, mut open) = (Vec::new(), None::<(String, Vec<&str>)>);
    for line in page.lines() {
        match (line.strip_prefix("```"), open.take()) {
            (Some(kind), None) => open = Some((kind.to_owned(), Vec::new())),
            (Some(_), Some((kind, lines))) => found.push((kind, lines.join("\n") + "\n")),
            (None, Some((kind, mut lines))) => {
                lines.push(line);
                open = Some((kind, lines));
            }
            (None, None) => {}
        }
    }
    assert!(open.is_none(), "a block is never closed");
    found
}

/// Plays the commands of a block, each with the exit code it should have; what the last of them says.
fn play(desk: &Path, commands: &str) -> String {
    let mut said = String::new();
    for line in commands.lines() {
        let (command, code) = line.split_once("  # ends with ").unwrap_or((line, "0"));
        let words: Vec<&str> = command.split_whitespace().collect();
        assert_eq!(words[0], "placewell", "{line}");
        let done = placewell(desk, &words[1..]);
        said = text(&done.stdout) + &text(&done.stderr);
        assert_eq!(done.status.code(), code.parse().ok(), "{line}: {said}");
    }
    said
}

#[test]
fn what_the_tutorial_says_happens() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/tutorial.md");
    let blocks = blocks(&fs::read_to_string(page).expect("the tutorial"));
    let desk = TempDir::new().expect("a folder");
    let (mut said, mut commands) = (String::new(), Vec::new());
    for (kind, body) in &blocks {
        let (kind, file) = kind.split_once(' ').unwrap_or((kind, ""));
        let path = desk.path().join(file);
        match kind {
            "sh" => {
                said = play(desk.path(), body);
                commands.extend(body.lines().filter_map(|line| line.split_whitespace().nth(1)));
            }
            "text" => {
                for line in body.lines() {
                    assert!(said.contains(line), "{line} is not in {said}");
                }
            }
            "csv" => fs::write(path, body).expect("a file"),
            "diff" => {
                let lines = |sign: char| body.lines().find_map(move |line| line.strip_prefix(sign)).expect("a line");
                let before = fs::read_to_string(&path).expect("a file");
                assert!(before.contains(lines('-')), "{} is not in {before}", lines('-'));
                fs::write(path, before.replacen(lines('-'), lines('+'), 1)).expect("a file");
            }
            other => panic!("nobody plays a block of {other}"),
        }
    }
    for command in ["new", "import", "check", "solve", "compare", "report", "verify"] {
        assert!(commands.contains(&command), "{command} is not in the tutorial");
    }
    assert!(desk.path().join("run.html").is_file(), "the page is there");
}
